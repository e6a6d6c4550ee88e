//! What the network is trained on: tasks of files, and concepts of the generator.

use anyhow::Result;
use clap::Args;
use data::{Budget, Frame, GeneratorOptions, Pair, Task};
use inducer::{FrameRequest, Guidance, Request};
use rayon::prelude::*;
use transducer::{Column, Mixture, Sample, concepts_without, held_out_concepts};

use crate::console::Console;
use crate::given::{Given, GivenArguments};

/// Concepts, in percent, that only the validation sees.
const HELD_OUT: u64 = 10;
/// Sets the tasks of the validation apart from those of the training, which have the same seed.
const VALIDATION: u64 = 0x7661_6c69;
/// Bytes of a search for frames.
const MEMORY: u64 = 1 << 30;
/// The columns are chosen by so many tasks at least, and by so many for each of them up to that.
const TASKS_FOR_COLUMNS: usize = 160;
const TASKS_PER_COLUMN: usize = 4;

/// Which tasks to learn from.
#[derive(Args, Debug)]
pub struct MaterialArguments {
    #[command(flatten)]
    given: GivenArguments,
    /// So many percent of the samples are of these tasks, the others are generated
    #[arg(long, value_name = "PERCENT", default_value = "20", value_parser = clap::value_parser!(u8).range(0..=100))]
    share: u8,
    /// Ticks to find frames for a task that changes the size; 0 to leave such tasks out
    #[arg(long, value_name = "N", default_value = "2000000")]
    frame_ticks: u64,
    /// Number of samples of held-out concepts to validate on
    #[arg(long, value_name = "N", default_value = "200")]
    validation: usize,
}

/// All that samples are made of.
pub struct Material {
    /// The given tasks.
    pub given: Given,
    share: usize,
    frame_ticks: u64,
    validation: usize,
}

impl MaterialArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// As [`GivenArguments::load`].
    pub fn load(&self, console: &Console) -> Result<Material> {
        let (share, frame_ticks) = (usize::from(self.share), self.frame_ticks);
        Ok(Material { given: self.given.load(console)?, share, frame_ticks, validation: self.validation })
    }
}

impl Material {
    /// The frames of a task that changes the size.
    pub fn frames(&self, task: &Task) -> Vec<Frame> {
        match self.frame_ticks {
            0 => Vec::new(),
            ticks => {
                let (guidance, frames) = (Guidance::default(), Some(FrameRequest { column_ticks: 0 }));
                let request = Request { frames, ..Request::new(Budget::new(ticks, MEMORY), &guidance) };
                inducer::find_frames(task, &request).frames
            }
        }
    }

    /// The stream of samples under a seed.
    pub fn stream<'a>(&self, seed: u64, frames: &'a (dyn Fn(&Task) -> Vec<Frame> + Sync)) -> Mixture<'a> {
        Mixture::new(self.options(seed), self.given.tasks.clone(), self.share, frames)
    }

    fn options(&self, seed: u64) -> GeneratorOptions {
        let concepts = concepts_without(&held_out_concepts(HELD_OUT));
        GeneratorOptions { seed, concepts, avoided: self.given.avoided.clone(), ..GeneratorOptions::default() }
    }

    /// Samples of the held-out concepts.
    pub fn validation(&self, seed: u64, frames: &(dyn Fn(&Task) -> Vec<Frame> + Sync)) -> Vec<Sample> {
        let concepts = held_out_concepts(HELD_OUT);
        let options = GeneratorOptions {
            seed: seed ^ VALIDATION,
            concepts,
            avoided: self.given.avoided.clone(),
            ..GeneratorOptions::default()
        };
        let mixture = Mixture::new(options, Vec::new(), 0, frames);
        first(&mixture, self.validation, |sample| (!sample.frames.is_empty()).then_some(sample))
    }

    /// The columns that tell most about the given tasks, or, where these are few, generated ones, too.
    pub fn choose_columns(&self, count: usize, seed: u64) -> Vec<Column> {
        let keeping = |task: Task| Frame::of_inputs(&task).map(|_| task.train);
        let mut tasks: Vec<Vec<Pair>> = self.given.tasks.iter().cloned().filter_map(keeping).collect();
        let wanted = TASKS_FOR_COLUMNS.min(TASKS_PER_COLUMN * count);
        let no_frames = |_: &Task| Vec::new();
        let generated = Mixture::new(self.options(seed), Vec::new(), 0, &no_frames);
        tasks.extend(first(&generated, wanted.saturating_sub(tasks.len()), |sample| keeping(sample.task)));
        transducer::choose_columns(&tasks, count)
    }
}

/// The first usable things that are made of the samples of a stream.
fn first<T: Send>(mixture: &Mixture, count: usize, make: impl Fn(Sample) -> Option<T> + Sync) -> Vec<T> {
    /// So many indices for each thing are looked at before the stream counts as barren.
    const PATIENCE: u64 = 20;
    let mut made = Vec::with_capacity(count);
    let (step, mut start) = (count as u64, 0);
    while made.len() < count && start < PATIENCE * step {
        let more: Vec<Option<T>> =
            (start..start + step).into_par_iter().map(|index| make(mixture.sample(index)?)).collect();
        made.extend(more.into_iter().flatten());
        start += step;
    }
    made.truncate(count);
    made
}
