//! Programs as text and as trees: read, checked, printed.

mod check;
mod expression;
mod parse;
mod print;
mod program;
mod steps;

pub use check::{MAX_DEPTH, TypeError};
pub use expression::{Expression, literal_cost};
pub use parse::ParseError;
pub use program::Program;
pub use steps::Step;
