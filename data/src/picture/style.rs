//! How pictures look.

use super::palette::Palette;

/// How pictures look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PictureStyle {
    /// The look of the ten colors.
    pub palette: Palette,
    /// Whether each cell shows the digit of its color.
    pub digits: bool,
    /// Pixels from one cell to the next, 4 to 64, line included. `None` chooses by the largest grid of the picture.
    pub cell: Option<u32>,
}

impl PictureStyle {
    /// The room that a digit needs.
    pub(super) const CELL_WITH_DIGIT: u32 = 10;
    pub(super) const SMALLEST_CELL: u32 = 4;
    pub(super) const LARGEST_CELL: u32 = 64;

    /// Pixels from one cell to the next, in a picture whose longest side of a grid is `longest` cells.
    pub(super) fn cell_for(&self, longest: usize) -> u32 {
        let smallest = if self.digits { PictureStyle::CELL_WITH_DIGIT } else { PictureStyle::SMALLEST_CELL };
        let chosen = self.cell.unwrap_or_else(|| (240 / longest.max(1) as u32).clamp(5, 20));
        chosen.clamp(smallest, PictureStyle::LARGEST_CELL)
    }
}
