//! Tasks written in the JSON of the public sets.

use std::sync::Arc;

use arc_dsl::Grid;
use serde::Serialize;

use crate::files::grid_json::GridRows;
use crate::task::Task;

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
