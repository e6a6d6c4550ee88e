//! Equality, and functions over the elements of a list or the cells of a grid.

use crate::primitives::support::content::Content;
use crate::values::{A, B, Color, Each, Grid, Point};

primitives! {
    family "basic";

    /// Whether two values are the same; where grids, masks and planes were cut from does not count.
    #[example = "equal(red, red) = true"]
    #[cost = 6]
    fn equal(left: A, right: A) -> bool {
        Content(&left.0) == Content(&right.0)
    }

    /// The first element of a list.
    #[example = "first([3, 1, 2]) = 3"]
    #[cost = 5]
    fn first(list: Vec<A>) -> Option<A> {
        list.into_iter().next()
    }

    /// The results of a function on each element.
    #[example = "map([1, 2], n -> equal(n, 2)) = [false, true]"]
    #[cost = 7]
    fn map(list: Vec<A>, f: Each<A, B>) -> Vec<B> {
        let _ = list; // The results are there already.
        f.to_vec()
    }

    /// The elements for which a condition holds.
    #[example = "filter([1, 2, 1], n -> equal(n, 1)) = [1, 1]"]
    #[cost = 8]
    fn filter(list: Vec<A>, condition: Each<A, bool>) -> Vec<A> {
        list.into_iter().zip(condition.iter()).filter(|&(_, &keep)| keep).map(|(element, _)| element).collect()
    }

    /// The color of a cell.
    #[example = "at({12|34}, (1, 0)) = green"]
    #[cost = 6]
    fn at(grid: &Grid, point: Point) -> Option<Color> {
        grid.get(point)
    }

    /// The grid with every cell painted in the color that a function of its position gives.
    #[example = "paint_by({12|34}, p -> if equal(at({12|34}, p), red) then blue else black) = {01|00}"]
    #[cost = 9]
    fn paint_by(grid: &Grid, color: Each<Point, Color>) -> Option<Grid> {
        let width = grid.width();
        (color.len() == grid.area()).then(|| grid.like(|row, col| color[row * width + col]))
    }
}
