//! Colors by role, and colors replaced.

use crate::color::Color;
use crate::matrix::{Grid, Mask};

/// The background of a grid where no segmentation names a rule: black if there is any, else the most common color.
pub(super) fn background_of(grid: &Grid) -> Color {
    if grid.cells().contains(&Color::Black) { Color::Black } else { grid.most_common_color() }
}

/// The cells of a grid that are not background.
pub(super) fn figure_of(grid: &Grid) -> Mask {
    let background = background_of(grid);
    grid.map(|color| color != background)
}

primitives! {
    family "color";

    /// The background color: black if there is any, else the most common color.
    #[example = "background({33|34}) = green"]
    #[cost = 3]
    fn background(grid: &Grid) -> Color {
        background_of(grid)
    }

    /// A grid of the same size in one color.
    #[example = "fill_like({12|34}, red) = {22|22}"]
    #[cost = 4]
    fn fill_like(grid: &Grid, color: Color) -> Grid {
        grid.map(|_| color)
    }

    /// Colors replaced by a table of pairs.
    #[example = "map_colors({12|34}, [[blue, red]]) = {22|34}"]
    #[cost = 5]
    fn map_colors(grid: &Grid, table: Vec<Vec<Color>>) -> Option<Grid> {
        let mut map = Color::ALL;
        for row in &table {
            let [from, to] = row[..] else { return None };
            map[from.index()] = to;
        }
        Some(grid.map(|color| map[color.index()]))
    }
}
