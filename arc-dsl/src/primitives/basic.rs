//! Equality, numbers, and lists with functions over their elements.

use crate::color::Color;
use crate::matrix::Grid;
use crate::space::Point;
use crate::value::{A, B, Each};

primitives! {
    family "basic";

    /// Whether two values are the same; of grids and masks the offset does not count.
    #[example = "equal(red, red) = true"]
    #[cost = 4]
    fn equal(left: A, right: A) -> bool {
        use crate::value::Value;
        match (&left.0, &right.0) {
            (Value::Grid(left), Value::Grid(right)) => left.same_cells(right),
            (Value::Mask(left), Value::Mask(right)) => left.same_cells(right),
            (left, right) => left == right,
        }
    }

    /// The first element of a list.
    #[example = "first([3, 1, 2]) = 3"]
    #[cost = 3]
    fn first(list: Vec<A>) -> Option<A> {
        list.into_iter().next()
    }

    /// The results of a function on each element.
    #[example = "map([1, 2], n -> equal(n, 2)) = [false, true]"]
    #[cost = 4]
    fn map(list: Vec<A>, f: Each<A, B>) -> Vec<B> {
        let _ = list; // The results are there already.
        f.to_vec()
    }

    /// The elements for which a condition holds.
    #[example = "filter([1, 2, 1], n -> equal(n, 1)) = [1, 1]"]
    #[cost = 4]
    fn filter(list: Vec<A>, condition: Each<A, bool>) -> Vec<A> {
        list.into_iter().zip(condition.iter()).filter(|&(_, &keep)| keep).map(|(element, _)| element).collect()
    }

    /// The color of a cell.
    #[example = "at({12|34}, (1, 0)) = green"]
    #[cost = 3]
    fn at(grid: &Grid, point: Point) -> Option<Color> {
        grid.get(point)
    }

    /// The grid with every cell painted in the color that a function of its position gives.
    #[example = "paint_by({12|34}, p -> if equal(at({12|34}, p), red) then blue else black) = {01|00}"]
    #[cost = 5]
    fn paint_by(grid: &Grid, color: Each<Point, Color>) -> Grid {
        let width = grid.width();
        grid.like(|row, col| color[row * width + col])
    }
}
