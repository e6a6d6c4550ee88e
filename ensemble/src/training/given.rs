//! Tasks of data sets to learn from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use data::{Avoided, Dataset, Task};
use transducer::with_tests_as_pairs;

/// Tasks to learn from, and what generated ones must avoid.
#[derive(Default)]
pub struct GivenTasks {
    /// The tasks; all their pairs are training pairs.
    pub tasks: Vec<Task>,
    /// The hash of each set of tasks, by name.
    pub hashes: BTreeMap<String, String>,
    /// All pairs of the sets, those of tasks that are not learned from, too.
    pub avoided: Arc<Avoided>,
}

impl GivenTasks {
    /// Adds a set under a name: all its tasks, or those of some ids.
    pub fn add(&mut self, name: String, mut dataset: Dataset, ids: Option<&BTreeSet<String>>) {
        Arc::make_mut(&mut self.avoided).add(&dataset);
        if let Some(ids) = ids {
            dataset.retain(|task| ids.contains(&task.id));
        }
        self.tasks.extend(dataset.tasks.iter().map(|task| whole(task, &dataset)));
        self.hashes.insert(name, dataset.hash());
    }
}

/// The task with those tests as pairs whose outputs are known.
fn whole(task: &Task, dataset: &Dataset) -> Task {
    let mut known = task.clone();
    let outputs: Vec<_> = (0..task.tests.len()).map(|test| dataset.answers.output(&task.id, test)).collect();
    let mut is_known = outputs.iter().map(Option::is_some);
    known.tests.retain(|_| is_known.next() == Some(true));
    with_tests_as_pairs(&known, outputs.into_iter().flatten())
}
