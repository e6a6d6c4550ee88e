//! What the network learns from: given tasks, and concepts of the generator.

use data::{Budget, Concept, Frame, GeneratorOptions, Pair, Task};
use inducer::{FrameRequest, Guidance, Request};
use rayon::prelude::*;
use transducer::{Column, Sample, with_tests_as_pairs};

use crate::training::given::GivenTasks;
use crate::training::limits::{HELD_OUT, MEMORY};
use crate::training::mixture::{Mixed, Mixture};

/// Sets the choice between generated and given tasks apart from other choices of the same seed and index.
const CHOICE: u64 = 0x6d69_7874;
/// Sets the tasks of the validation apart from those of the training, which have the same seed.
const VALIDATION: u64 = 0x7661_6c69;
/// Tasks that columns are chosen by: this many for each column, up to a limit.
const TASKS_FOR_COLUMNS: usize = 160;
const TASKS_PER_COLUMN: usize = 4;

/// All that samples are made of.
pub struct NetworkMaterial {
    /// The given tasks.
    pub given: GivenTasks,
    /// Samples of given tasks, in percent.
    pub share: usize,
    /// Ticks to find frames for a task that changes the size; with 0 such tasks are left out.
    pub frame_ticks: u64,
}

impl NetworkMaterial {
    /// The sample of each index under a seed, where one could be made.
    pub fn samples(&self, seed: u64) -> impl Fn(u64) -> Option<Sample> + Sync + '_ {
        let mixture = Mixture::new(self.options(seed), CHOICE, self.given.tasks.clone(), self.share);
        move |index| self.sample(&mixture, index)
    }

    /// So many samples of the held-out concepts.
    pub fn validation(&self, count: usize, seed: u64) -> Vec<Sample> {
        let concepts = concepts(true);
        let options = GeneratorOptions { seed: seed ^ VALIDATION, concepts, ..self.options(seed) };
        let mixture = Mixture::new(options, CHOICE, Vec::new(), 0);
        first(count, |index| self.sample(&mixture, index).filter(|sample| !sample.frames.is_empty()))
    }

    /// The columns that tell most about the given tasks, or, where these are few, generated ones, too.
    pub fn choose_columns(&self, count: usize, seed: u64) -> Vec<Column> {
        let keeping = |task: Task| Frame::of_inputs(&task).map(|_| task.train);
        let mut tasks: Vec<Vec<Pair>> = self.given.tasks.iter().cloned().filter_map(keeping).collect();
        let wanted = TASKS_FOR_COLUMNS.min(TASKS_PER_COLUMN * count);
        let generated = Mixture::new(self.options(seed), CHOICE, Vec::new(), 0);
        tasks.extend(first(wanted.saturating_sub(tasks.len()), |index| keeping(whole(&generated, index)?)));
        transducer::choose_columns(&tasks, count)
    }

    fn options(&self, seed: u64) -> GeneratorOptions {
        let avoided = self.given.avoided.clone();
        GeneratorOptions { seed, concepts: concepts(false), avoided, ..GeneratorOptions::default() }
    }

    fn sample(&self, mixture: &Mixture<Task>, index: u64) -> Option<Sample> {
        let task = whole(mixture, index)?;
        let frames = Frame::of_inputs(&task).map_or_else(|| self.frames(&task), |frame| vec![frame]);
        Some(Sample { task, frames })
    }

    /// The frames of a task that changes the size.
    fn frames(&self, task: &Task) -> Vec<Frame> {
        if self.frame_ticks == 0 {
            return Vec::new();
        }
        let (guidance, frames) = (Guidance::default(), Some(FrameRequest { column_ticks: 0 }));
        let request = Request { frames, ..Request::new(Budget::new(self.frame_ticks, MEMORY), &guidance) };
        inducer::find_frames(task, &request).frames
    }
}

/// The concepts that are held out, or the others.
fn concepts(are_held_out: bool) -> Vec<&'static Concept> {
    Concept::all().iter().filter(|concept| (concept.percentile() < HELD_OUT) == are_held_out).collect()
}

/// The task of an index with all its pairs as training pairs.
fn whole(mixture: &Mixture<Task>, index: u64) -> Option<Task> {
    Some(match mixture.task(index)? {
        Mixed::Given(task, _) => task.clone(),
        Mixed::Generated(generated) => with_tests_as_pairs(&generated.task, &generated.answers),
    })
}

/// The first usable things that are made of the indices of a stream.
fn first<T: Send>(count: usize, make: impl Fn(u64) -> Option<T> + Sync) -> Vec<T> {
    /// Indices looked at for each thing before the stream counts as empty.
    const MAX_LOOKS: u64 = 20;
    let mut made = Vec::with_capacity(count);
    let (step, mut start) = (count as u64, 0);
    while made.len() < count && start < MAX_LOOKS * step {
        let more: Vec<Option<T>> = (start..start + step).into_par_iter().map(&make).collect();
        made.extend(more.into_iter().flatten());
        start += step;
    }
    made.truncate(count);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_out_concepts_are_a_tenth_and_apart() {
        let (held_out, all) = (concepts(true).len(), Concept::all().len());
        assert_eq!(held_out + concepts(false).len(), all);
        assert!((all / 20..=all / 5).contains(&held_out), "{held_out} of {all}");
    }

    #[test]
    fn samples_are_functions_of_their_index_and_fit() {
        let material = NetworkMaterial { given: GivenTasks::default(), share: 0, frame_ticks: 0 };
        let samples = || -> Vec<Sample> { (0..20).filter_map(material.samples(3)).collect() };
        let (one, other) = (samples(), samples());
        assert!(!one.is_empty() && one.len() == other.len());
        for (one, other) in one.iter().zip(&other) {
            assert!(one.task == other.task && one.frames == other.frames);
            assert!(one.frames.iter().all(|frame| frame.fits(&one.task)));
        }
    }
}
