//! What is seen in a grid: connected components, objects, and a number for every cell.

mod cells;
mod components;
mod segment;

pub use cells::cell_numbers;
pub use components::components;
pub(crate) use components::label;
