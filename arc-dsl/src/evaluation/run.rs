//! Programs run: by the fast evaluator, and by the reference one.

use std::sync::Arc;

use super::evaluate::{Code, Stop};
use super::reference;
use crate::syntax::Program;
use crate::values::{Grid, Value};

/// Ticks that suffice for any sensible program on one grid: about a tenth of a second of work.
pub const DEFAULT_TICKS: u64 = 20_000_000;

impl Program {
    /// The value of the program on an input, by the fast evaluator. Ticks measure cells touched and are counted down.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there or the ticks run out.
    pub fn evaluate(&self, input: &Arc<Grid>, ticks: &mut u64) -> Result<Value, Stop> {
        Code::compile(self.body()).run(Some(input), ticks)
    }

    /// The value of a program that does not use `input`.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined (also where it does use `input`) or needs more than [`DEFAULT_TICKS`].
    pub fn evaluate_closed(&self) -> Result<Value, Stop> {
        Code::compile(self.body()).run(None, &mut DEFAULT_TICKS.clone())
    }

    /// The output grid of the program on an input, within [`DEFAULT_TICKS`].
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there, runs out of ticks, or does not give a grid.
    pub fn run(&self, input: &Arc<Grid>) -> Result<Arc<Grid>, Stop> {
        grid(self.evaluate(input, &mut DEFAULT_TICKS.clone())?)
    }

    /// The value of the program on an input, by the slow reference evaluator, which shares with the fast one only
    /// the primitives, their ticks and the domain of a function.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there or the ticks run out.
    pub fn evaluate_reference(&self, input: &Arc<Grid>, ticks: &mut u64) -> Result<Value, Stop> {
        reference::evaluate(self.body(), input, ticks)
    }

    /// The output grid by the reference evaluator, within a hundred times [`DEFAULT_TICKS`], since it memoizes nothing.
    ///
    /// # Errors
    /// As [`Program::run`].
    pub fn run_reference(&self, input: &Arc<Grid>) -> Result<Arc<Grid>, Stop> {
        grid(self.evaluate_reference(input, &mut (100 * DEFAULT_TICKS))?)
    }
}

fn grid(value: Value) -> Result<Arc<Grid>, Stop> {
    match value {
        Value::Grid(grid) => Ok(grid),
        _ => Err(Stop::Undefined),
    }
}
