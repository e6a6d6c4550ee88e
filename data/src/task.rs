//! Tasks as a solver may see them, and the answers kept apart from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::Grid;

/// A grid and what becomes of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The grid before.
    pub input: Arc<Grid>,
    /// The grid after.
    pub output: Arc<Grid>,
}

/// A task: training pairs and test inputs, never a test output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// The name of the task, unique in its data set.
    pub id: String,
    /// The demonstrations, at least one if the task was loaded.
    pub train: Vec<Pair>,
    /// The inputs to answer, at least one if the task was loaded.
    pub tests: Vec<Arc<Grid>>,
}

impl Task {
    /// How many cells of each color all training outputs have together.
    pub fn output_color_counts(&self) -> [usize; 10] {
        let mut counts = [0; 10];
        for pair in &self.train {
            counts.iter_mut().zip(pair.output.color_counts()).for_each(|(count, more)| *count += more);
        }
        counts
    }
}

/// The expected test outputs, as far as they are known, by task id and test input.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers(BTreeMap<String, Vec<Option<Arc<Grid>>>>);

impl Answers {
    /// The outputs of a task, one per test input, `None` where hidden; empty for an unknown task.
    pub fn of(&self, id: &str) -> &[Option<Arc<Grid>>] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// The output for one test input of a task, if it is known.
    pub fn output(&self, id: &str, test: usize) -> Option<&Arc<Grid>> {
        self.of(id).get(test)?.as_ref()
    }

    /// Whether every output of a task is known.
    pub fn is_complete(&self, task: &Task) -> bool {
        let outputs = self.of(&task.id);
        outputs.len() == task.tests.len() && outputs.iter().all(Option::is_some)
    }

    /// Sets the outputs of a task, one per test input.
    pub fn insert(&mut self, id: &str, outputs: Vec<Option<Arc<Grid>>>) {
        self.0.insert(id.to_owned(), outputs);
    }
}
