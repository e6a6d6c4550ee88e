//! The language of the solver: typed programs over ARC grids.
//!
//! A [`Program`] is an expression over the variable `input`. Its operations are the [primitives](Primitive), each declared
//! once in a table. Programs have a text form ([`Program::parse`], `Display`), are type checked before they exist, and run
//! on a fast memoizing evaluator ([`Program::evaluate`]) or a slow reference one ([`Program::evaluate_reference`]).
//! Evaluation never panics and always ends: an undefined application or an exhausted tick budget is an ordinary [`Stop`].
//!
//! ```
//! use std::sync::Arc;
//! use arc_dsl::{Grid, Program};
//!
//! let program = Program::parse("paint_mask(input, holes(input, false), red)")?;
//! let input: Arc<Grid> = Arc::new("0110|1001|0110".parse()?);
//! let output = program.run(&input).expect("the program is defined on this input");
//! assert_eq!(output.to_string(), "0110|1221|0110");
//!
//! let error = Program::parse("transform(input, red)").unwrap_err();
//! assert_eq!(error.to_string(), "1:18: expected Transform, found Color");
//! # Ok::<(), arc_dsl::ParseError>(())
//! ```

mod evaluation;
mod perception;
mod primitives;
mod syntax;
mod values;

pub use evaluation::{Code, DEFAULT_TICKS, Evaluation, Stop};
pub use perception::{cell_numbers, components};
pub use primitives::{Parameter, Primitive, PrimitiveId};
pub use syntax::{Expression, MAX_DEPTH, ParseError, Program, Step, TypeError, literal_cost};
pub use values::{
    BackgroundRule, Cell, Color, Direction, Grid, Grouping, IntoValue, MAX_INT, MAX_LIST, MAX_SIDE, Mask, Matrix,
    Object, Plane, Point, Segmentation, Size, Transform, Type, Value, bounds,
};
