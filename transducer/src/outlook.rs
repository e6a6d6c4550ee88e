//! An outlook: a task seen in one orientation, ready to be asked about any of its scenes.

use burn::tensor::Device;
use data::generate::Sampler;

use crate::episode::{Counts, Episode};
use crate::network::{Cells, Question};
use crate::view::{Channels, Scenery};

/// A scenery with what is counted of it.
pub struct Outlook {
    /// The scenes in one orientation.
    pub scenery: Scenery,
    counts: Counts,
}

impl Outlook {
    /// Counts a scenery.
    pub fn new(scenery: Scenery) -> Outlook {
        Outlook { counts: Counts::new(&scenery), scenery }
    }

    /// The episode that asks for one scene, supported by all other training scenes, with the colors renamed.
    pub fn episode(&self, channels: &Channels, query: usize, colors: &[u8; 10], sampler: &mut Sampler) -> Episode {
        let support: Vec<usize> = (0..self.scenery.train).filter(|&index| index != query).collect();
        Episode::new(&self.scenery, &self.counts, channels, colors, &support, query, sampler)
    }

    /// An episode that asks for a training scene in some coloring, both at random.
    pub fn any_episode(&self, channels: &Channels, sampler: &mut Sampler) -> (Episode, [u8; 10]) {
        let query = sampler.below(self.scenery.train);
        let colors = renaming(sampler);
        (self.episode(channels, query, &colors, sampler), colors)
    }

    /// The cells and an episode with its colors on a device.
    pub fn on_device(
        &self,
        channels: &Channels,
        (episode, colors): &(Episode, [u8; 10]),
        device: &Device,
    ) -> (Cells, Question) {
        (Cells::new(&self.scenery, channels, colors, device), Question::new(episode, device))
    }
}

/// A random renaming of all colors but black, which many primitives know.
pub fn renaming(sampler: &mut Sampler) -> [u8; 10] {
    let mut colors: [u8; 10] = std::array::from_fn(|color| color as u8);
    sampler.shuffle(&mut colors[1..]);
    colors
}
