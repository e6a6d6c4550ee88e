//! Contact sheets: many tasks on one picture, to look over a whole set at once.

use std::sync::Arc;

use arc_dsl::Grid;
use image::RgbImage;

use super::canvas::{Canvas, HIDDEN_SIDE, INK, extent};
use super::font;
use super::style::PictureStyle;
use crate::task::Task;

/// At most this many tasks are on a contact sheet.
pub const MAX_SHEET_TASKS: usize = 200;

/// At most this many training pairs of each task are drawn.
const MAX_TRAIN: usize = 4;
/// Width of the sheet, unless a single task is wider.
const SHEET_WIDTH: u32 = 1800;
const CELL: u32 = 6;
const GAP: u32 = 8;
const TILE_GAP: u32 = 24;

/// A task on a contact sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetEntry<'a> {
    /// The task.
    pub task: &'a Task,
    /// The line above it.
    pub caption: &'a str,
    /// The outputs of its tests as far as they are known.
    pub outputs: &'a [Option<Arc<Grid>>],
}

/// A sheet of tasks: each with its caption, its inputs above its outputs, the tests last.
pub fn contact_sheet(entries: &[SheetEntry<'_>], style: &PictureStyle) -> RgbImage {
    let cell = style.cell.unwrap_or(CELL).clamp(PictureStyle::SMALLEST_CELL, PictureStyle::LARGEST_CELL);
    let tiles = entries.iter().take(MAX_SHEET_TASKS).map(|entry| Tile::new(entry, cell));
    let mut rows: Vec<Vec<Tile<'_>>> = Vec::new();
    let mut width = 0;
    for tile in tiles {
        match rows.last_mut().filter(|_| width + tile.width <= SHEET_WIDTH) {
            Some(row) => {
                width += tile.width + TILE_GAP;
                row.push(tile);
            }
            None => {
                width = tile.width + TILE_GAP;
                rows.push(vec![tile]);
            }
        }
    }
    let row_width = |row: &Vec<Tile<'_>>| row.iter().map(|tile| tile.width + TILE_GAP).sum::<u32>();
    let row_height = |row: &Vec<Tile<'_>>| row.iter().map(|tile| tile.height).max().unwrap_or(0) + TILE_GAP;
    let width = rows.iter().map(row_width).max().unwrap_or(0) + TILE_GAP;
    let mut canvas = Canvas::new(width, rows.iter().map(row_height).sum::<u32>() + TILE_GAP);
    let mut top = TILE_GAP;
    for row in &rows {
        let mut left = TILE_GAP;
        for tile in row {
            tile.draw(&mut canvas, left, top, cell, style);
            left += tile.width + TILE_GAP;
        }
        top += row_height(row);
    }
    canvas.into_image()
}

/// A task on the sheet.
struct Tile<'a> {
    caption: &'a str,
    /// Inputs and outputs; a hidden output is `None`.
    pairs: Vec<(&'a Grid, Option<&'a Grid>)>,
    /// Height of the inputs.
    upper: u32,
    width: u32,
    height: u32,
}

impl<'a> Tile<'a> {
    fn new(entry: &SheetEntry<'a>, cell: u32) -> Tile<'a> {
        let SheetEntry { task, caption, outputs } = *entry;
        let train = task.train.iter().take(MAX_TRAIN).map(|pair| (&*pair.input, Some(&*pair.output)));
        let known = |index: usize| outputs.get(index).and_then(Option::as_deref);
        let tests = task.tests.iter().take(MAX_TRAIN).enumerate().map(|(index, input)| (&**input, known(index)));
        let pairs: Vec<_> = train.chain(tests).collect();
        let tall = |grid: Option<&Grid>| grid.map_or(HIDDEN_SIDE, |grid| extent(grid.height(), cell));
        let upper = pairs.iter().map(|(input, _)| tall(Some(input))).max().unwrap_or(0);
        let lower = pairs.iter().map(|(_, output)| tall(*output)).max().unwrap_or(0);
        let columns = pairs.iter().map(|pair| column_width(pair, cell) + GAP).sum::<u32>();
        Tile {
            caption,
            upper,
            width: columns.max(font::text_width(caption)),
            height: font::HEIGHT + GAP + upper + GAP + lower,
            pairs,
        }
    }

    fn draw(&self, canvas: &mut Canvas, left: u32, top: u32, cell: u32, style: &PictureStyle) {
        canvas.text(left, top, 1, self.caption, INK);
        let middle = top + font::HEIGHT + GAP + self.upper;
        let mut x = left;
        for pair in &self.pairs {
            let (input, output) = pair;
            canvas.grid(x, middle - extent(input.height(), cell), cell, input, style);
            match output {
                Some(output) => canvas.grid(x, middle + GAP, cell, output, style),
                None => canvas.hidden(x, middle + GAP),
            }
            x += column_width(pair, cell) + GAP;
        }
    }
}

fn column_width((input, output): &(&Grid, Option<&Grid>), cell: u32) -> u32 {
    extent(input.width(), cell).max(output.map_or(HIDDEN_SIDE, |output| extent(output.width(), cell)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dataset;

    #[test]
    fn all_tasks_find_room() {
        let dataset = Dataset::built_in();
        let tasks: Vec<_> = dataset
            .tasks
            .iter()
            .map(|task| SheetEntry { task, caption: &task.id, outputs: dataset.answers.of(&task.id) })
            .collect();
        let (few, many) =
            (contact_sheet(&tasks[..2], &PictureStyle::default()), contact_sheet(&tasks, &PictureStyle::default()));
        assert!(few.height() < many.height() && many.width() <= SHEET_WIDTH + 600);
        assert_eq!(contact_sheet(&[], &PictureStyle::default()).dimensions(), (TILE_GAP, TILE_GAP));
    }
}
