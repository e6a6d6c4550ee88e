//! An outlook: a task seen in one orientation, ready to be asked about any of its scenes.

use data::Sampler;

use crate::episode::{Counts, Episode};
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
        Episode::new(&self.scenery, &self.counts, channels, colors, &self.support(query), query, sampler)
    }

    /// How well each column tells what becomes of cells, `[column, measure]`, where one scene is asked for.
    pub fn column_measures(&self, query: usize) -> Vec<f32> {
        self.counts.measures(&self.support(query), query)
    }

    /// The same seen through some of its columns only.
    pub fn narrowed(mut self, columns: &[usize]) -> Outlook {
        self.scenery.narrow(columns);
        self.counts.narrow(columns);
        self
    }

    /// The same with further columns, `[column][scene][cell]` in the task's own orientation.
    pub fn with_columns(mut self, columns: &[&Vec<Vec<i8>>]) -> Outlook {
        self.scenery.append(columns);
        let all = self.scenery.scenes[0].codes.len();
        self.counts.append(&self.scenery, all - columns.len()..all);
        self
    }

    fn support(&self, query: usize) -> Vec<usize> {
        (0..self.scenery.train).filter(|&index| index != query).collect()
    }

    /// An episode that asks for a training scene in some coloring, both at random.
    pub fn any_episode(&self, channels: &Channels, sampler: &mut Sampler) -> (Episode, [u8; 10]) {
        let query = sampler.below(self.scenery.train);
        let colors = renaming(sampler);
        (self.episode(channels, query, &colors, sampler), colors)
    }
}

/// A random renaming of all colors but black, which many primitives know.
pub fn renaming(sampler: &mut Sampler) -> [u8; 10] {
    let mut colors: [u8; 10] = std::array::from_fn(|color| color as u8);
    sampler.shuffle(&mut colors[1..]);
    colors
}
