//! Background, figure, and the number of a color in a plane.

use crate::values::{Color, Grid, Mask};

/// Area up to which a grid is too small for shares of its cells to mean much: the largest grids of Mini-ARC.
const SMALL: usize = 25;

/// The background of a grid where no segmentation names a rule: black if it covers at least a fifth, else the most
/// common color. A fifth separates the training tasks drawn on black from those with black marks on another color. In
/// small grids and in single lines, where one object may cover nearly everything, one black cell is enough.
pub(crate) fn background_of(grid: &Grid) -> Color {
    let black = grid.cells().iter().filter(|&&color| color == Color::Black).count();
    let is_narrow = grid.height() == 1 || grid.width() == 1 || grid.area() <= SMALL;
    let is_black = 5 * black >= grid.area() || is_narrow && black > 0;
    if is_black { Color::Black } else { grid.most_common_color() }
}

/// The cells of a grid that are not background.
pub(crate) fn figure_of(grid: &Grid) -> Mask {
    let background = background_of(grid);
    grid.map(|color| color != background)
}

/// The index of a color, -1 for none.
pub(crate) fn code(color: Option<Color>) -> i32 {
    color.map_or(-1, |color| color.index() as i32)
}
