//! Pictures of tasks, results and grids. They need neither network nor fonts, and the same input gives the same bytes.

mod canvas;
mod contact;
mod font;
mod sheet;

use arc_dsl::Grid;
use image::RgbImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::palette::Palette;
use canvas::{Canvas, extent};
pub use contact::{Entry, MAX_TASKS, contact_sheet};
pub use sheet::{MAX_PAIRS, result_sheet, task_sheet};

/// How pictures look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Style {
    /// The look of the ten colors.
    pub palette: Palette,
    /// Whether each cell shows the digit of its color.
    pub digits: bool,
    /// Pixels from one cell to the next, 4 to 64, line included. `None` chooses by the largest grid of the picture.
    pub cell: Option<u32>,
}

impl Style {
    /// The room that a digit needs.
    const CELL_WITH_DIGIT: u32 = 10;
    const SMALLEST_CELL: u32 = 4;
    const LARGEST_CELL: u32 = 64;

    /// Pixels from one cell to the next, in a picture whose longest side of a grid is `longest` cells.
    fn cell_for(&self, longest: usize) -> u32 {
        let smallest = if self.digits { Style::CELL_WITH_DIGIT } else { Style::SMALLEST_CELL };
        let chosen = self.cell.unwrap_or_else(|| (240 / longest.max(1) as u32).clamp(5, 20));
        chosen.clamp(smallest, Style::LARGEST_CELL)
    }
}

/// A grid by itself.
pub fn grid_picture(grid: &Grid, style: &Style) -> RgbImage {
    let cell = style.cell_for(grid.height().max(grid.width()));
    let mut canvas = Canvas::new(extent(grid.width(), cell), extent(grid.height(), cell));
    canvas.grid(0, 0, cell, grid, style);
    canvas.into_image()
}

/// A grid by itself, as the bytes of a PNG file.
pub fn grid_png(grid: &Grid, style: &Style) -> Vec<u8> {
    png(&grid_picture(grid, style))
}

/// The bytes of a PNG file.
pub fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Rows of plain cells repeat: they pack best as they are.
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    image.write_with_encoder(encoder).expect("writing to memory does not fail");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Color;
    use std::sync::Arc;

    use crate::task::{Pair, Task};

    fn task(side: usize, pairs: usize) -> Task {
        let grid = Arc::new(Grid::from_fn(side, side, |row, col| Color::ALL[(row + col) % 10]).unwrap());
        let pair = Pair { input: grid.clone(), output: grid.clone() };
        Task { id: "x".repeat(pairs), train: vec![pair; pairs], tests: vec![grid; pairs] }
    }

    #[test]
    fn grid_has_lines_around_its_cells() {
        let grid = Grid::new(1, 2, vec![Color::Red, Color::Blue]).unwrap();
        let image = grid_picture(&grid, &Style { cell: Some(4), ..Style::default() });
        assert_eq!(image.dimensions(), (9, 5));
        let pixel = |x, y| image.get_pixel(x, y).0;
        assert_eq!([pixel(0, 2), pixel(4, 2), pixel(8, 4)], [[0x55; 3]; 3]);
        assert_eq!([pixel(1, 1), pixel(5, 3)], [Palette::Classic.rgb(Color::Red), Palette::Classic.rgb(Color::Blue)]);
    }

    #[test]
    fn huge_tasks_make_bounded_sheets() {
        let task = task(arc_dsl::MAX_SIDE, 1000);
        let attempts = vec![[task.tests[0].clone(), task.tests[0].clone()]; 1000];
        let outputs = vec![Some(task.tests[0].clone()); 1000];
        let style = Style { digits: true, cell: Some(64), ..Style::default() };
        let image = result_sheet(&task, &attempts, &outputs, &style);
        assert!(u64::from(image.width()) * u64::from(image.height()) <= 100_000_000);
    }

    #[test]
    fn too_few_attempts_and_outputs_are_no_accident() {
        let task = task(2, 3);
        let hidden = task_sheet(&task, &[], &Style::default());
        assert_eq!(hidden, result_sheet(&task, &[], &[], &Style::default()));
        assert_ne!(hidden, task_sheet(&task, &[None, Some(task.tests[0].clone())], &Style::default()));
    }
}
