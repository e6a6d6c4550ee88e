//! The language of the solver: typed programs over ARC grids.
//!
//! A [`Program`] is an expression over the variable `input`. Its operations are the [primitives], each declared once in
//! a table. Programs have a text form ([`Program::parse`], `Display`), are type checked before they exist, and run on a
//! fast memoising evaluator ([`Program::evaluate`]) or a slow reference one ([`Program::evaluate_reference`]). Evaluation
//! never panics and always ends: an undefined application or an exhausted tick budget is an ordinary [`Stop`].

pub mod check;
pub mod color;
pub mod evaluate;
pub mod expression;
pub mod matrix;
pub mod object;
pub mod parse;
pub mod primitives;
mod print;
pub mod program;
pub mod reference;
pub mod segment;
pub mod space;
pub mod types;
pub mod value;

pub use color::Color;
pub use evaluate::Stop;
pub use expression::Expression;
pub use matrix::{Cell, Grid, Mask, Matrix, Plane};
pub use object::Object;
pub use primitives::{Primitive, PrimitiveId};
pub use program::Program;
pub use segment::{BackgroundRule, Grouping, Segmentation};
pub use space::{Direction, Point, Size, Transform};
pub use types::Type;
pub use value::Value;
