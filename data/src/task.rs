//! Tasks as a solver may see them, and the answers kept apart from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::Grid;
use serde::Serialize;

use crate::grid_json::GridRows;

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
    /// The task in the JSON of the public sets, with the test outputs that `outputs` (one per test) knows. Pass an empty
    /// slice to leave them out.
    pub fn to_json(&self, outputs: &[Option<Arc<Grid>>]) -> String {
        let train = self.train.iter().map(|pair| PairRows::new(&pair.input, Some(&pair.output)));
        let output = |test: usize| outputs.get(test).and_then(Option::as_deref);
        let test = self.tests.iter().enumerate().map(|(i, input)| PairRows::new(input, output(i)));
        let task = TaskRows { train: train.collect(), test: test.collect() };
        serde_json::to_string(&task).expect("grids can be written as JSON")
    }
}

/// Grids in the JSON of the solutions of a competition: the outputs of one task.
pub fn outputs_to_json(outputs: &[Arc<Grid>]) -> String {
    let rows: Vec<GridRows<'_>> = outputs.iter().map(|output| GridRows(output)).collect();
    serde_json::to_string(&rows).expect("grids can be written as JSON")
}

#[derive(Serialize)]
struct TaskRows<'a> {
    train: Vec<PairRows<'a>>,
    test: Vec<PairRows<'a>>,
}

#[derive(Serialize)]
struct PairRows<'a> {
    input: GridRows<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<GridRows<'a>>,
}

impl<'a> PairRows<'a> {
    fn new(input: &'a Grid, output: Option<&'a Grid>) -> PairRows<'a> {
        PairRows { input: GridRows(input), output: output.map(GridRows) }
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
