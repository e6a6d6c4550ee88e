//! Programs: type-checked expressions from an input grid to a value, mostly to an output grid.

use std::sync::Arc;

use super::check::{TypeError, check};
use super::expression::Expression;
use crate::values::Type;

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
}
