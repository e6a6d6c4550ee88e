//! The grids of a task in the making, and what programs make of them.

use std::sync::Arc;

use arc_dsl::Code;
use arc_dsl::{Expression, Grid, Program, Type, Value};

use crate::task::{Pair, Task};

/// Work that a program may do on one input: much more than any program that a person would think of.
const TICKS: u64 = 200_000;

/// The grids of a task: training pairs, then test pairs.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// All pairs.
    pub pairs: Vec<Pair>,
    /// How many of them are for training.
    pub train: usize,
}

impl Drawn {
    /// The training pairs.
    pub fn training(&self) -> &[Pair] {
        &self.pairs[..self.train]
    }

    /// The test pairs.
    pub fn tests(&self) -> &[Pair] {
        &self.pairs[self.train..]
    }

    /// The task, and the outputs of its tests.
    pub fn into_task(self, id: String) -> (Task, Vec<Arc<Grid>>) {
        let tests = self.tests().iter().map(|pair| pair.input.clone()).collect();
        let answers = self.tests().iter().map(|pair| pair.output.clone()).collect();
        (Task { id, train: self.training().to_vec(), tests }, answers)
    }
}

/// What a program makes of an input, if it is a grid.
pub(super) fn output(code: &Code, input: &Arc<Grid>) -> Option<Arc<Grid>> {
    match value(code, input) {
        // The place that an output was cut from is not part of the task.
        Some(Value::Grid(grid)) => Some(Arc::new(Arc::unwrap_or_clone(grid).with_offset(Default::default()))),
        _ => None,
    }
}

/// The value of any closed expression on an input.
pub(super) fn value(code: &Code, input: &Arc<Grid>) -> Option<Value> {
    code.run(Some(input), &mut TICKS.clone()).ok()
}

/// The program of an expression, if it is well typed and gives a grid.
pub(super) fn grid_program(body: Arc<Expression>) -> Option<Program> {
    Program::new(body).ok().filter(|program| *program.ty() == Type::Grid)
}
