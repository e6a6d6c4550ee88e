//! What networks are trained on, and how.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use ensemble::{GivenTasks, NetworkMaterial};
use transducer::{NetworkConfig, TrainingSettings};

use crate::console::Console;
use crate::exit::{bad_data, no_input, unread};
use crate::options::tasks;
use crate::words::counted;

/// The command as it was typed, but without the path of the program: files that hold it may be published.
pub fn as_typed() -> String {
    std::iter::once("arc".to_owned()).chain(std::env::args().skip(1)).collect::<Vec<_>>().join(" ")
}

/// Which tasks are given to learn from.
#[derive(Args, Debug)]
pub struct GivenArguments {
    /// Learn from these tasks, too: folders or files in any layout. No generated task has one of their pairs
    #[arg(long, alias = "data-dir", value_name = "PATH", num_args = 1..)]
    tasks: Vec<PathBuf>,
    /// Only from those that this file lists: `{"NAME": {"PART": [id, ...]}}`, NAME as the folder or file of the tasks
    #[arg(long, value_name = "FILE", requires = "tasks")]
    split_file: Option<PathBuf>,
    /// The part of the split file
    #[arg(long, value_name = "PART", default_value = "tune", requires = "split_file")]
    part: String,
}

impl GivenArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// If a file is not there or not what it should be, or the split file does not know a set of tasks.
    pub fn load(&self, console: &Console) -> Result<GivenTasks> {
        let splits = self.split_file.as_deref().map(read_splits).transpose()?;
        let mut given = GivenTasks::default();
        for path in &self.tasks {
            let dataset = tasks::load(Some(path), None, console)?;
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let ids = |splits: &Splits| {
                let ids = splits.get(&name).and_then(|parts| parts.get(&self.part)).cloned();
                ids.ok_or_else(|| no_input(format!("the split file has no `{name}` with a `{}`", self.part)))
            };
            let ids = splits.as_ref().map(ids).transpose()?;
            given.add(name, dataset, ids.as_ref());
        }
        if !given.tasks.is_empty() {
            console.note(format_args!("learning from {}, too", counted(given.tasks.len(), "given task")));
        }
        Ok(given)
    }
}

/// The ids of each part of each set.
type Splits = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn read_splits(path: &Path) -> Result<Splits> {
    let text = data::read_text(path).map_err(unread)?;
    serde_json::from_str(&text).map_err(|error| bad_data(format!("{}: {error}", path.display())))
}

/// What the network is trained on.
#[derive(Args, Debug)]
pub struct MaterialArguments {
    #[command(flatten)]
    given: GivenArguments,
    /// Percentage of given tasks among the samples; the others are generated
    #[arg(long, value_name = "PERCENT", default_value = "20", value_parser = clap::value_parser!(u8).range(0..=100))]
    share: u8,
    /// Work, in ticks, to find a grid of the output's size for a task whose outputs differ in size from its inputs; 0 leaves
    /// such tasks out
    #[arg(long, value_name = "N", default_value = "2000000")]
    frame_ticks: u64,
    /// Number of samples of held-out concepts to validate on
    #[arg(long, value_name = "N", default_value = "200")]
    pub validation: usize,
}

impl MaterialArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// As [`GivenArguments::load`].
    pub fn load(&self, console: &Console) -> Result<NetworkMaterial> {
        let (share, frame_ticks) = (usize::from(self.share), self.frame_ticks);
        Ok(NetworkMaterial { given: self.given.load(console)?, share, frame_ticks })
    }
}

/// What is fixed when a run begins.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of a run, fixed when it begins")]
pub struct ShapeArguments {
    /// Seed of the first weights and of all choices [default: 0]
    #[arg(short, long, value_name = "S")]
    pub seed: Option<u64>,
    /// Number of columns, the values of each cell that the network can look at, chosen when the run begins [default: 1024]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub columns: Option<u16>,
    /// Width of the network: numbers that it holds for each cell [default: 64]
    #[arg(long, value_name = "N")]
    width: Option<usize>,
    /// Samples of one step [default: 16]
    #[arg(long, value_name = "N")]
    batch: Option<usize>,
    /// The highest learning rate [default: 0.002]
    #[arg(long, value_name = "RATE")]
    learning_rate: Option<f64>,
    /// Samples kept at hand, at most [default: 1024]
    #[arg(long, value_name = "N")]
    pool: Option<usize>,
    /// How often each sample is used [default: 2]
    #[arg(long, value_name = "N")]
    reuse: Option<usize>,
    /// Steps between two points of the curve [default: 200]
    #[arg(long, value_name = "N")]
    every: Option<u64>,
}

impl ShapeArguments {
    /// Columns of a network unless others are asked for.
    pub const COLUMNS: usize = 1024;

    /// The settings, where what is not given is as in others.
    pub fn over(&self, others: &TrainingSettings) -> TrainingSettings {
        let network = NetworkConfig { width: self.width.unwrap_or(others.network.width).max(1), ..others.network };
        TrainingSettings {
            network,
            batch: self.batch.unwrap_or(others.batch).max(1),
            learning_rate: self.learning_rate.unwrap_or(others.learning_rate),
            pool: self.pool.unwrap_or(others.pool),
            reuse: self.reuse.unwrap_or(others.reuse).max(1),
            seed: self.seed.unwrap_or(others.seed),
            every: self.every.unwrap_or(others.every).max(1),
            plan: others.plan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run that goes on takes what is not given from its state, so clap knows no defaults; the help states them by hand.
    #[test]
    fn the_help_tells_the_defaults() {
        let help = ShapeArguments::augment_args(clap::Command::new("train")).render_long_help().to_string();
        let TrainingSettings { network, batch, learning_rate, pool, reuse, seed, every, .. } =
            TrainingSettings::default();
        let expected = [
            ("--seed", seed.to_string()),
            ("--columns", ShapeArguments::COLUMNS.to_string()),
            ("--width", network.width.to_string()),
            ("--batch", batch.to_string()),
            ("--learning-rate", learning_rate.to_string()),
            ("--pool", pool.to_string()),
            ("--reuse", reuse.to_string()),
            ("--every", every.to_string()),
        ];
        for (option, default) in expected {
            let (_, rest) = help.split_once(option).unwrap_or_else(|| panic!("no {option} in\n{help}"));
            let of_option = rest.split("--").next().unwrap();
            assert!(of_option.contains(&format!("[default: {default}]")), "{option} {of_option}");
        }
    }
}
