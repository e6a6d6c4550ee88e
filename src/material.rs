//! What the network is trained on: tasks of files, and concepts of the generator.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use data::generate::{Avoided, Options};
use data::{Dataset, Pair, Task};
use rayon::prelude::*;
use transducer::column::Column;
use transducer::frame::Frame;
use transducer::train::{Mixture, Sample, concepts_without, held_out_concepts, with_tests_as_pairs};

use crate::console::Console;
use crate::exit::{bad_data, no_input};
use crate::source;
use crate::units::counted;

/// Concepts, in percent, that only the validation sees.
const HELD_OUT: u64 = 10;
/// Sets the tasks of the validation apart from those of the training, which have the same seed.
const VALIDATION: u64 = 0x7661_6c69;
/// The columns are chosen by so many tasks at least, and by so many for each of them up to that.
const TASKS_FOR_COLUMNS: usize = 160;
const TASKS_PER_COLUMN: usize = 4;

/// Which tasks to learn from.
#[derive(Args, Debug)]
pub struct MaterialArguments {
    /// Learn from these tasks, too; folders or files in any layout. No generated task has one of their pairs
    #[arg(long, alias = "data-dir", value_name = "PATH", num_args = 1..)]
    tasks: Vec<PathBuf>,
    /// Only from those that this file lists: `{"NAME": {"PART": [id, ...]}}`, NAME as the folder or file of the tasks
    #[arg(long, value_name = "FILE", requires = "tasks")]
    split_file: Option<PathBuf>,
    /// The part of the split file
    #[arg(long, value_name = "PART", default_value = "tune", requires = "split_file")]
    part: String,
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
    /// The given tasks; all their pairs are training pairs.
    given: Vec<Task>,
    /// The hash of each set of given tasks, by name.
    pub hashes: BTreeMap<String, String>,
    avoided: Arc<Avoided>,
    share: usize,
    frame_ticks: u64,
    validation: usize,
}

impl MaterialArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// If a file is not there or not what it should be, or the split file does not know a set of tasks.
    pub fn load(&self, console: &Console) -> Result<Material> {
        let splits = self.split_file.as_deref().map(read_splits).transpose()?;
        let mut avoided = Avoided::default();
        let (mut given, mut hashes) = (Vec::new(), BTreeMap::new());
        for path in &self.tasks {
            let mut dataset = source::load(Some(path), None, console)?;
            avoided.add(&dataset);
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            if let Some(splits) = &splits {
                let ids = splits.get(&name).and_then(|parts| parts.get(&self.part));
                let ids =
                    ids.ok_or_else(|| no_input(format!("the split file has no `{name}` with a `{}`", self.part)))?;
                dataset.retain(|task| ids.contains(&task.id));
            }
            given.extend(dataset.tasks.iter().map(|task| whole(task, &dataset)));
            hashes.insert(name, dataset.hash());
        }
        if !given.is_empty() {
            console.note(format_args!("learning from {}, too", counted(given.len(), "given task")));
        }
        let (share, frame_ticks) = (usize::from(self.share), self.frame_ticks);
        Ok(Material { given, hashes, avoided: Arc::new(avoided), share, frame_ticks, validation: self.validation })
    }
}

/// The ids of each part of each set.
fn read_splits(path: &Path) -> Result<BTreeMap<String, BTreeMap<String, BTreeSet<String>>>> {
    let text = std::fs::read_to_string(path).map_err(|error| no_input(format!("{}: {error}", path.display())))?;
    serde_json::from_str(&text).map_err(|error| bad_data(format!("{}: {error}", path.display())))
}

/// The task with those tests as pairs whose outputs are known.
fn whole(task: &Task, dataset: &Dataset) -> Task {
    let mut known = task.clone();
    let outputs: Vec<_> = (0..task.tests.len()).map(|test| dataset.answers.output(&task.id, test)).collect();
    let mut is_known = outputs.iter().map(Option::is_some);
    known.tests.retain(|_| is_known.next() == Some(true));
    with_tests_as_pairs(&known, outputs.into_iter().flatten())
}

impl Material {
    /// The frames of a task that changes the size.
    pub fn frames(&self, task: &Task) -> Vec<Frame> {
        match self.frame_ticks {
            0 => Vec::new(),
            ticks => inducer::frames(task, ticks, 0).into_iter().map(|frame| Frame::new(frame.layers)).collect(),
        }
    }

    /// The stream of samples under a seed.
    pub fn stream<'a>(&self, seed: u64, frames: &'a (dyn Fn(&Task) -> Vec<Frame> + Sync)) -> Mixture<'a> {
        Mixture::new(self.options(seed), self.given.clone(), self.share, frames)
    }

    fn options(&self, seed: u64) -> Options {
        let concepts = concepts_without(&held_out_concepts(HELD_OUT));
        Options { seed, concepts, avoided: self.avoided.clone(), ..Options::default() }
    }

    /// Samples of the held-out concepts.
    pub fn validation(&self, seed: u64, frames: &(dyn Fn(&Task) -> Vec<Frame> + Sync)) -> Vec<Sample> {
        let concepts = held_out_concepts(HELD_OUT);
        let options =
            Options { seed: seed ^ VALIDATION, concepts, avoided: self.avoided.clone(), ..Options::default() };
        let mixture = Mixture::new(options, Vec::new(), 0, frames);
        first(&mixture, self.validation, |sample| (!sample.frames.is_empty()).then_some(sample))
    }

    /// The columns that tell most about the given tasks, or, where these are few, generated ones, too.
    pub fn choose_columns(&self, count: usize, seed: u64) -> Vec<Column> {
        let keeping = |task: Task| Frame::of_inputs(&task).map(|_| task.train);
        let mut tasks: Vec<Vec<Pair>> = self.given.iter().cloned().filter_map(keeping).collect();
        let wanted = TASKS_FOR_COLUMNS.min(TASKS_PER_COLUMN * count);
        let no_frames = |_: &Task| Vec::new();
        let generated = Mixture::new(self.options(seed), Vec::new(), 0, &no_frames);
        tasks.extend(first(&generated, wanted.saturating_sub(tasks.len()), |sample| keeping(sample.task)));
        transducer::catalogue::choose(&tasks, count)
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
