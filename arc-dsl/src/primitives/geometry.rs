//! Whole grids turned, cut and joined.

use crate::matrix::Grid;
use crate::space::Transform;

primitives! {
    family "geometry";

    /// Turns or mirrors a grid.
    #[example = "transform({12|34}, rotate90) = {31|42}"]
    #[cost = 4]
    fn transform(grid: &Grid, by: Transform) -> Grid {
        grid.transform(by)
    }
}
