//! Samples: tasks whose outputs are all known, as the network learns from them.

use arc_dsl::Transform;
use data::{Cancel, Pair, Sampler, Task};

use crate::features::{Column, CountedTask, Frame, TaskFeatures};

/// Most cells of all grids of a sample; larger ones teach less for their time.
const MAX_CELLS: usize = 1500;

/// A task to learn from.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The task; its tests are of no use here.
    pub task: Task,
    /// The frames to choose from.
    pub frames: Vec<Frame>,
}

/// A sample for every index, or none; the same whenever it is asked for.
pub type SampleSource<'a> = dyn Fn(u64) -> Option<Sample> + Sync + 'a;

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

/// Perceives a sample in one of its frames and an orientation at random; `None` if it has no frame that fits, fewer than two
/// pairs, or too many cells.
pub(super) fn perceive(catalogue: &[Column], sample: &Sample, sampler: &mut Sampler) -> Option<CountedTask> {
    let task = Task { tests: Vec::new(), ..sample.task.clone() };
    let frame = sample.frames.get(sampler.below(sample.frames.len()))?;
    let pairs = task.train.len();
    let layers = frame.layers.iter().map(|grids| grids[..pairs.min(grids.len())].to_vec());
    let frame = Frame::new(layers.collect());
    let cells: usize = task.train.iter().map(|pair| pair.output.area()).sum();
    if pairs < 2 || cells > MAX_CELLS || !frame.fits(&task) {
        return None;
    }
    let orientation = sampler.pick(&Transform::ALL);
    Some(CountedTask::new(TaskFeatures::new(catalogue, &task, &frame, orientation, &Cancel::new())))
}
