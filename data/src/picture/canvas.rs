//! Drawing rectangles, text and grids on an image. What falls outside is cut off.

use arc_dsl::{Color, Grid};
use image::{Rgb, RgbImage};

use super::font;
use super::style::PictureStyle;

type Pixel = [u8; 3];

pub(super) const WHITE: Pixel = [0xFF; 3];
pub(super) const INK: Pixel = [0x33; 3];
/// The line around cells, as in the official editor.
pub(super) const LINE: Pixel = [0x55; 3];
pub(super) const FAINT: Pixel = [0xCC; 3];
const HIDDEN: Pixel = [0xEE; 3];

pub(super) struct Canvas {
    image: RgbImage,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Canvas {
        Canvas { image: RgbImage::from_pixel(width, height, Rgb(WHITE)) }
    }

    pub(super) fn into_image(self) -> RgbImage {
        self.image
    }

    fn put(&mut self, x: u32, y: u32, pixel: Pixel) {
        if let Some(place) = self.image.get_pixel_mut_checked(x, y) {
            *place = Rgb(pixel);
        }
    }

    pub(super) fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, pixel: Pixel) {
        for row in y..y + height {
            for col in x..x + width {
                self.put(col, row, pixel);
            }
        }
    }

    pub(super) fn text(&mut self, x: u32, y: u32, scale: u32, text: &str, pixel: Pixel) {
        for (index, character) in text.chars().enumerate() {
            let left = x + index as u32 * font::ADVANCE * scale;
            for row in 0..font::HEIGHT {
                for col in (0..font::WIDTH).filter(|&col| font::is_set(character, col, row)) {
                    self.fill(left + col * scale, y + row * scale, scale, scale, pixel);
                }
            }
        }
    }

    /// A triangle pointing down, its tip `height` below `y`.
    pub(super) fn arrow(&mut self, center: u32, y: u32, height: u32, pixel: Pixel) {
        for row in 0..height {
            let half = height - 1 - row;
            self.fill(center - half, y + row, 2 * half + 1, 1, pixel);
        }
    }

    /// A grid, `cell` pixels per cell with the line on its upper and left edge, plus one closing line.
    pub(super) fn grid(&mut self, x: u32, y: u32, cell: u32, grid: &Grid, style: &PictureStyle) {
        self.fill(x, y, extent(grid.width(), cell), extent(grid.height(), cell), LINE);
        for ((row, col), color) in grid.indexed() {
            let (left, top) = (x + col as u32 * cell + 1, y + row as u32 * cell + 1);
            let pixel = style.palette.rgb(color);
            self.fill(left, top, cell - 1, cell - 1, pixel);
            if style.digits && cell >= PictureStyle::CELL_WITH_DIGIT {
                self.digit(left, top, cell - 1, color, pixel);
            }
        }
    }

    /// The digit of a color, centered in a square filled with `behind`.
    fn digit(&mut self, left: u32, top: u32, side: u32, color: Color, behind: Pixel) {
        let scale = (side / (font::ASCENT + 2)).max(1);
        let [red, green, blue] = behind.map(u32::from);
        let is_dark = 299 * red + 587 * green + 114 * blue < 128_000;
        let ink = if is_dark { WHITE } else { [0; 3] };
        let (x, y) = (left + (side - font::WIDTH * scale) / 2, top + (side - font::ASCENT * scale) / 2);
        self.text(x, y, scale, &color.digit().to_string(), ink);
    }

    /// Two grids laid over each other: where they agree nearly white, where they differ the upper left half of the cell
    /// in the color of `attempt`, the lower right half in that of `expected`.
    pub(super) fn difference(
        &mut self,
        x: u32,
        y: u32,
        cell: u32,
        attempt: &Grid,
        expected: &Grid,
        style: &PictureStyle,
    ) {
        let height = attempt.height().max(expected.height());
        let width = attempt.width().max(expected.width());
        self.fill(x, y, extent(width, cell), extent(height, cell), LINE);
        for row in 0..height {
            for col in 0..width {
                let at = arc_dsl::Point::new(row as i32, col as i32);
                let (left, top) = (x + col as u32 * cell + 1, y + row as u32 * cell + 1);
                let look = |grid: &Grid| grid.get(at).map_or(WHITE, |color| style.palette.rgb(color));
                let (given, wanted) = (look(attempt), look(expected));
                if attempt.get(at) == expected.get(at) {
                    self.fill(left, top, cell - 1, cell - 1, faded(given));
                    continue;
                }
                for line in 0..cell - 1 {
                    self.fill(left, top + line, cell - 1 - line, 1, given);
                    self.fill(left + cell - 1 - line, top + line, line, 1, wanted);
                }
            }
        }
    }

    /// A box with a question mark.
    pub(super) fn hidden(&mut self, x: u32, y: u32) {
        self.fill(x, y, HIDDEN_SIDE, HIDDEN_SIDE, LINE);
        self.fill(x + 1, y + 1, HIDDEN_SIDE - 2, HIDDEN_SIDE - 2, HIDDEN);
        let (left, top) = ((HIDDEN_SIDE - font::WIDTH * 4) / 2, (HIDDEN_SIDE - font::ASCENT * 4) / 2);
        self.text(x + left, y + top, 4, "?", LINE);
    }
}

/// Side of the box for a hidden grid.
pub(super) const HIDDEN_SIDE: u32 = 60;

/// Pixels for a number of cells and the lines around them.
pub(super) fn extent(cells: usize, cell: u32) -> u32 {
    cells as u32 * cell + 1
}

/// A color mixed with seven parts of white.
fn faded(pixel: Pixel) -> Pixel {
    pixel.map(|part| ((u32::from(part) + 7 * 255) / 8) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::palette::Palette;

    #[test]
    fn grid_has_lines_around_its_cells() {
        let grid = Grid::new(1, 2, vec![Color::Red, Color::Blue]).unwrap();
        let mut canvas = Canvas::new(extent(2, 4), extent(1, 4));
        canvas.grid(0, 0, 4, &grid, &PictureStyle::default());
        let image = canvas.into_image();
        assert_eq!(image.dimensions(), (9, 5));
        let pixel = |x, y| image.get_pixel(x, y).0;
        assert_eq!([pixel(0, 2), pixel(4, 2), pixel(8, 4)], [[0x55; 3]; 3]);
        assert_eq!([pixel(1, 1), pixel(5, 3)], [Palette::Classic.rgb(Color::Red), Palette::Classic.rgb(Color::Blue)]);
    }
}
