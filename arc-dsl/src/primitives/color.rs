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
}
