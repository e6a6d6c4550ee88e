//! Connected components of the cells of a matrix.
//!
//! The one search for them in the language: objects, labels of regions and parts of masks all come from here.

use crate::values::{Cell, Direction, Matrix, Plane, Point};

/// Numbers the connected components: two neighbors belong together if `joins` holds for their values, and a cell belongs
/// to a component at all if `joins` holds for its value with itself. Components are numbered in row-major order of their
/// first cells; -1 is a cell of none.
///
/// Every cell of a component is visited in turn, with the number of the component, in order of distance from its first.
pub(crate) fn label<T: Cell>(
    matrix: &Matrix<T>,
    diagonal: bool,
    joins: impl Fn(T, T) -> bool,
    mut visit: impl FnMut(usize, Point, T),
) -> Plane {
    let steps = if diagonal { &Direction::ALL[..] } else { &Direction::STRAIGHT[..] };
    let mut labels: Plane = matrix.map(|_| -1);
    let mut count = 0;
    let mut reached: Vec<Point> = Vec::new();
    for ((row, col), first) in matrix.indexed() {
        if labels[(row, col)] >= 0 || !joins(first, first) {
            continue;
        }
        labels[(row, col)] = count;
        reached.clear();
        reached.push(Point::at(row, col));
        let mut next = 0;
        while next < reached.len() {
            let from = reached[next];
            let here = matrix[(from.row as usize, from.col as usize)];
            visit(count as usize, from, here);
            next += 1;
            for step in steps {
                let to = from + step.delta();
                if let Some(there) = matrix.get(to)
                    && joins(here, there)
                    && labels[(to.row as usize, to.col as usize)] < 0
                {
                    labels[(to.row as usize, to.col as usize)] = count;
                    reached.push(to);
                }
            }
        }
        count += 1;
    }
    labels
}

/// The points of each connected component: two neighbors, straight ones or also diagonal ones, belong together if `joins`
/// holds for their values, and a cell belongs to a component at all if `joins` holds for its value with itself.
/// Components come in row-major order of their first cells.
pub fn components<T: Cell>(matrix: &Matrix<T>, diagonal: bool, joins: impl Fn(T, T) -> bool) -> Vec<Vec<Point>> {
    let mut components: Vec<Vec<Point>> = Vec::new();
    label(matrix, diagonal, joins, |number, point, _| match components.get_mut(number) {
        Some(component) => component.push(point),
        None => components.push(vec![point]),
    });
    components
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{Color, Grid, Mask};

    #[test]
    fn components_are_numbered_by_their_first_cells() {
        let grid: Grid = "0102|1100|0022".parse().unwrap();
        let labels = label(&grid, false, |a, b| a == b && a != Color::Black, |_, _, _| ());
        assert_eq!(labels.cells(), [-1, 0, -1, 1, 0, 0, -1, -1, -1, -1, 2, 2]);
        let sizes: Vec<usize> = components(&grid, true, |a, b| a == b).iter().map(Vec::len).collect();
        assert_eq!(sizes, [1, 3, 5, 1, 2], "diagonals join, and so does black");
    }

    #[test]
    fn masks_have_components_too() {
        let mask: Mask = "101|010".parse::<Grid>().unwrap().map(|color| color == Color::Blue);
        assert_eq!(components(&mask, false, |a, b| a && b).len(), 3);
        assert_eq!(
            components(&mask, true, |a, b| a && b),
            [[(0, 0), (1, 1), (0, 2)].map(|(row, col)| Point::at(row, col))]
        );
    }
}
