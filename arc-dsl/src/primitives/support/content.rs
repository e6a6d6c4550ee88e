//! Equality of the language: where a matrix was cut from does not count.

use std::hash::{Hash, Hasher};

use crate::values::{Cell, Matrix, Value};

/// A value compared and hashed by content: where grids, masks and planes were cut from does not count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'a>(pub &'a Value);

impl PartialEq for Content<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Value::Grid(left), Value::Grid(right)) => left.same_cells(right),
            (Value::Mask(left), Value::Mask(right)) => left.same_cells(right),
            (Value::Plane(left), Value::Plane(right)) => left.same_cells(right),
            (Value::List(left), Value::List(right)) => {
                left.len() == right.len() && left.iter().zip(right.iter()).all(|(a, b)| Content(a) == Content(b))
            }
            (left, right) => left == right,
        }
    }
}

impl Eq for Content<'_> {}

impl Hash for Content<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        fn cells<T: Cell, H: Hasher>(matrix: &Matrix<T>, state: &mut H) {
            matrix.size().hash(state);
            for chunk in matrix.cells().chunks((64 / T::BITS) as usize) {
                state.write_u64(chunk.iter().fold(0, |word, cell| (word << T::BITS) | cell.code()));
            }
        }
        match self.0 {
            Value::Grid(grid) => cells(grid, state),
            Value::Mask(mask) => cells(mask, state),
            Value::Plane(plane) => cells(plane, state),
            Value::List(items) => items.iter().for_each(|item| Content(item).hash(state)),
            other => other.hash(state),
        }
    }
}
