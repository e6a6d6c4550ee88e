//! Tasks that are given to learn from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use data::{Avoided, Dataset, Task};
use transducer::with_tests_as_pairs;

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

/// Tasks to learn from, and what generated ones must avoid.
pub struct Given {
    /// The tasks; all their pairs are training pairs.
    pub tasks: Vec<Task>,
    /// The hash of each set of tasks, by name.
    pub hashes: BTreeMap<String, String>,
    /// All pairs of the sets, those of other parts, too.
    pub avoided: Arc<Avoided>,
}

impl GivenArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// If a file is not there or not what it should be, or the split file does not know a set of tasks.
    pub fn load(&self, console: &Console) -> Result<Given> {
        let splits = self.split_file.as_deref().map(read_splits).transpose()?;
        let mut avoided = Avoided::default();
        let (mut tasks, mut hashes) = (Vec::new(), BTreeMap::new());
        for path in &self.tasks {
            let mut dataset = tasks::load(Some(path), None, console)?;
            avoided.add(&dataset);
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            if let Some(splits) = &splits {
                let ids = splits.get(&name).and_then(|parts| parts.get(&self.part));
                let ids =
                    ids.ok_or_else(|| no_input(format!("the split file has no `{name}` with a `{}`", self.part)))?;
                dataset.retain(|task| ids.contains(&task.id));
            }
            tasks.extend(dataset.tasks.iter().map(|task| whole(task, &dataset)));
            hashes.insert(name, dataset.hash());
        }
        if !tasks.is_empty() {
            console.note(format_args!("learning from {}, too", counted(tasks.len(), "given task")));
        }
        Ok(Given { tasks, hashes, avoided: Arc::new(avoided) })
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
