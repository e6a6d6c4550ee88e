//! The values of the language, their types, and the Rust types behind them.

mod color;
mod matrix;
mod object;
mod segmentation;
mod space;
mod types;
mod value;

pub use color::Color;
pub use matrix::{Cell, Grid, MAX_SIDE, Mask, Matrix, Plane, bounds};
pub use object::Object;
pub use segmentation::{BackgroundRule, Grouping, Segmentation};
pub use space::{Direction, Point, Size, Transform};
pub use types::Type;
pub use value::{A, Any, Argument, B, Each, IntoValue, MAX_INT, MAX_LIST, Outcome, Value};
