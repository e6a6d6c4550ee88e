//! Tasks that are given to learn from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use ensemble::training::GivenTasks;

use crate::console::Console;
use crate::exit::{bad_data, no_input};
use crate::options::tasks;
use crate::words::counted;

/// Which tasks are given.
#[derive(Args, Debug)]
pub struct GivenArguments {
    /// Learn from these tasks, too; folders or files in any layout. No generated task has one of their pairs
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
    let text = std::fs::read_to_string(path).map_err(|error| no_input(format!("{}: {error}", path.display())))?;
    serde_json::from_str(&text).map_err(|error| bad_data(format!("{}: {error}", path.display())))
}
