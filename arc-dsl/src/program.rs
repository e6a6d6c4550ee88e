//! Programs: type-checked expressions from an input grid to a value, mostly to an output grid.

use std::sync::Arc;

use crate::check::{TypeError, check};
use crate::evaluate::{Code, Stop};
use crate::expression::Expression;
use crate::matrix::Grid;
use crate::reference;
use crate::types::Type;
use crate::value::Value;

/// Ticks that suffice for any sensible program on one grid: about a tenth of a second of work.
pub const DEFAULT_TICKS: u64 = 20_000_000;

/// A type-checked expression over the variable `input`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Program {
    body: Arc<Expression>,
    ty: Type,
}

impl Program {
    /// A program from an expression of any type.
    ///
    /// # Errors
    /// If the expression is not well typed, nests too deeply, or binds a name that the text form could not carry.
    pub fn new(body: Arc<Expression>) -> Result<Program, TypeError> {
        let ty = check(&body)?;
        Ok(Program { body, ty })
    }

    /// The expression.
    pub fn body(&self) -> &Arc<Expression> {
        &self.body
    }

    /// The type of the result; may contain variables where the program is an empty list.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// Description length in bits.
    pub fn cost(&self) -> u32 {
        self.body.cost()
    }

    /// The value of the program on an input, by the fast evaluator. Ticks measure cells touched and are counted down.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there or the ticks run out.
    pub fn evaluate(&self, input: &Arc<Grid>, ticks: &mut u64) -> Result<Value, Stop> {
        Code::compile(&self.body).run(Some(input), ticks)
    }

    /// The value of a program that does not use `input`.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined (also where it does use `input`) or needs more than [`DEFAULT_TICKS`].
    pub fn evaluate_closed(&self) -> Result<Value, Stop> {
        Code::compile(&self.body).run(None, &mut DEFAULT_TICKS.clone())
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
        reference::evaluate(&self.body, input, ticks)
    }

    /// The output grid by the reference evaluator, within a hundred times [`DEFAULT_TICKS`], since it memoises nothing.
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
