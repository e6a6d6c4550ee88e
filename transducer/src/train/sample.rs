//! Samples: tasks whose outputs are all known, as the network learns from them.

use arc_dsl::Transform;
use burn::tensor::Device;
use data::generate::Sampler;
use data::{Pair, Task};

use crate::column::Column;
use crate::episode::{Counts, Episode};
use crate::frame::Frame;
use crate::network::{Cells, Question};
use crate::view::{Channels, Scenery};

/// Most cells of all scenes of a sample; dearer ones teach less for their time.
const MAX_CELLS: usize = 1500;

/// A task to learn from.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The task; its tests are of no use here.
    pub task: Task,
    /// The frames to choose from.
    pub frames: Vec<Frame>,
}

/// A sample in one orientation, with everything that all its episodes share.
pub(super) struct Prepared {
    scenery: Scenery,
    counts: Counts,
}

/// A task whose tests are training pairs, too.
pub fn with_tests_as_pairs<'a>(
    task: &Task,
    answers: impl IntoIterator<Item = &'a std::sync::Arc<arc_dsl::Grid>>,
) -> Task {
    let mut whole = task.clone();
    let tests = std::mem::take(&mut whole.tests).into_iter().zip(answers);
    whole.train.extend(tests.map(|(input, output)| Pair { input, output: output.clone() }));
    whole
}

impl Prepared {
    /// Perceives a sample in one of its frames and an orientation at random; `None` if it has no frame that fits, fewer
    /// than two pairs, or too many cells.
    pub fn new(catalogue: &[Column], sample: &Sample, sampler: &mut Sampler) -> Option<Prepared> {
        let task = Task { tests: Vec::new(), ..sample.task.clone() };
        let frame = sample.frames.get(sampler.below(sample.frames.len()))?;
        let pairs = task.train.len();
        let frame =
            Frame { layers: frame.layers.iter().map(|grids| grids[..pairs.min(grids.len())].to_vec()).collect() };
        let cells: usize = task.train.iter().map(|pair| pair.output.area()).sum();
        if pairs < 2 || cells > MAX_CELLS || !frame.fits(&task) {
            return None;
        }
        let scenery = Scenery::new(catalogue, &task, &frame, sampler.pick(&Transform::ALL));
        Some(Prepared { counts: Counts::new(&scenery), scenery })
    }

    /// An episode that asks for one pair, given the others, in some coloring: all at random.
    pub fn episode(&self, channels: &Channels, sampler: &mut Sampler) -> (Episode, [u8; 10]) {
        let query = sampler.below(self.scenery.train);
        let support: Vec<usize> = (0..self.scenery.train).filter(|&pair| pair != query).collect();
        let colors = coloring(sampler);
        let episode = Episode::new(&self.scenery, &self.counts, channels, &colors, &support, query, sampler);
        (episode, colors)
    }

    /// The cells and an episode on a device.
    pub fn on_device(
        &self,
        channels: &Channels,
        (episode, colors): &(Episode, [u8; 10]),
        device: &Device,
    ) -> (Cells, Question) {
        (Cells::new(&self.scenery, channels, colors, device), Question::new(episode, device))
    }
}

/// New names for the colors; black, which many primitives know, stays.
fn coloring(sampler: &mut Sampler) -> [u8; 10] {
    let mut colors: [u8; 10] = std::array::from_fn(|color| color as u8);
    sampler.shuffle(&mut colors[1..]);
    colors
}
