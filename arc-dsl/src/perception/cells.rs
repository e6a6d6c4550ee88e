//! Values read as columns: a number for every cell of a grid.

use std::borrow::Cow;

use crate::values::{Size, Value};

/// The number that a value gives every cell of a grid of a size, in row-major order: the numbers of a plane, 1 and 0 for a
/// mask, the indices of a grid's colors. `None` for other values and other sizes.
pub fn cell_numbers(value: &Value, size: Size) -> Option<Cow<'_, [i32]>> {
    match value {
        Value::Plane(plane) if plane.size() == size => Some(Cow::Borrowed(plane.cells())),
        Value::Mask(mask) if mask.size() == size => Some(mask.cells().iter().map(|&cell| i32::from(cell)).collect()),
        Value::Grid(grid) if grid.size() == size => {
            Some(grid.cells().iter().map(|color| color.index() as i32).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Program;

    #[test]
    fn grids_masks_and_planes_number_the_cells() {
        let numbers = |text: &str| {
            let value = Program::parse_expression(text).unwrap().evaluate_closed().unwrap();
            cell_numbers(&value, Size::new(1, 2)).map(Cow::into_owned)
        };
        assert_eq!(numbers("{13}"), Some(vec![1, 3]));
        assert_eq!(numbers("mask{.#}"), Some(vec![0, 1]));
        assert_eq!(numbers("plane{-1 7}"), Some(vec![-1, 7]));
        assert_eq!(numbers("{1|3}"), None);
        assert_eq!(numbers("red"), None);
    }
}
