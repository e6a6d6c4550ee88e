//! The reference evaluator: a plain walk over the tree with an environment, no sharing and no memory.
//!
//! It exists to check the fast evaluator and every answer that leaves the solver (CaDiCaL's habit of a separate checker).

use std::sync::Arc;

use super::evaluate::{Stop, charge, domain};
use crate::syntax::Expression;
use crate::values::{Grid, Value};

/// The value of a type-checked expression on an input.
///
/// # Errors
/// [`Stop`] if the expression is undefined there or the ticks run out.
pub fn evaluate(body: &Expression, input: &Arc<Grid>, ticks: &mut u64) -> Result<Value, Stop> {
    walk(body, input, &mut Vec::new(), ticks)
}

type Environment<'a> = Vec<(&'a str, Value)>;

fn walk<'a>(
    expression: &'a Expression,
    input: &Arc<Grid>,
    environment: &mut Environment<'a>,
    ticks: &mut u64,
) -> Result<Value, Stop> {
    charge(ticks, 1)?;
    match expression {
        Expression::Input => Ok(Value::Grid(input.clone())),
        Expression::Literal(value) => Ok(value.clone()),
        Expression::Variable(name) => {
            let bound = environment.iter().rev().find(|(bound, _)| *bound == &**name);
            bound.map(|(_, value)| value.clone()).ok_or(Stop::Undefined)
        }
        Expression::Call(id, parts) => {
            let mut arguments: Vec<Value> = Vec::new();
            for part in parts {
                let argument = match &**part {
                    Expression::Function(name, body) => {
                        let mut results = Vec::new();
                        for element in arguments.last().map(domain).unwrap_or_default() {
                            results.push(walk_with(name, element, body, input, environment, ticks)?);
                        }
                        Value::list(results).ok_or(Stop::Undefined)?
                    }
                    _ => walk(part, input, environment, ticks)?,
                };
                charge(ticks, argument.weight())?;
                arguments.push(argument);
            }
            let value = id.get().apply(&arguments).ok_or(Stop::Undefined)?;
            charge(ticks, value.weight())?;
            Ok(value)
        }
        Expression::Function(..) => Err(Stop::Undefined),
        Expression::If(condition, yes, no) => match walk(condition, input, environment, ticks)? {
            Value::Bool(true) => walk(yes, input, environment, ticks),
            Value::Bool(false) => walk(no, input, environment, ticks),
            _ => Err(Stop::Undefined),
        },
        Expression::Let(name, value, body) => {
            let value = walk(value, input, environment, ticks)?;
            walk_with(name, value, body, input, environment, ticks)
        }
        Expression::List(items) => {
            let mut values = Vec::new();
            for item in items {
                values.push(walk(item, input, environment, ticks)?);
            }
            Value::list(values).ok_or(Stop::Undefined)
        }
    }
}

fn walk_with<'a>(
    name: &'a str,
    value: Value,
    body: &'a Expression,
    input: &Arc<Grid>,
    environment: &mut Environment<'a>,
    ticks: &mut u64,
) -> Result<Value, Stop> {
    environment.push((name, value));
    let result = walk(body, input, environment, ticks);
    environment.pop();
    result
}
