//! Sheets: one column per pair, inputs above outputs, the tests last. A result sheet adds two columns per test, one for
//! each attempt above its difference from the expected output.

use std::sync::Arc;

use arc_dsl::Grid;
use image::RgbImage;

use super::canvas::{Canvas, FAINT, HIDDEN_SIDE, INK, extent};
use super::font;
use super::style::PictureStyle;
use crate::task::Task;

/// At most this many training pairs and as many tests are on a sheet: some sets have a thousand pairs per task.
const MAX_PAIRS: usize = 12;

/// A sheet of a task: outputs of tests are drawn as far as `outputs` (one per test) knows them, else as `?`. Pass an empty
/// slice to hide them all.
pub fn task_sheet(task: &Task, outputs: &[Option<Arc<Grid>>], style: &PictureStyle) -> RgbImage {
    let mut columns = train_columns(task);
    for (index, input) in task.tests.iter().enumerate().take(MAX_PAIRS) {
        columns.push(test_column(index, input, outputs, ""));
    }
    draw(&task.id, &columns, style)
}

/// A sheet of a task with two attempts per test and what is wrong with them, as far as `outputs` (one per test) knows.
pub fn result_sheet(
    task: &Task,
    attempts: &[[Arc<Grid>; 2]],
    outputs: &[Option<Arc<Grid>>],
    style: &PictureStyle,
) -> RgbImage {
    let mut columns = train_columns(task);
    for (index, input) in task.tests.iter().enumerate().take(MAX_PAIRS) {
        columns.push(test_column(index, input, outputs, "expected "));
        let expected = outputs.get(index).and_then(Option::as_deref);
        for (number, attempt) in attempts.get(index).into_iter().flatten().enumerate() {
            columns.push(Column {
                heading: format!("attempt {}", number + 1),
                begins_group: false,
                has_arrow: false,
                upper: Panel::Grid(attempt, ""),
                lower: expected.map_or(Panel::Hidden, |expected| Panel::Difference(attempt, expected)),
            });
        }
    }
    draw(&task.id, &columns, style)
}

struct Column<'a> {
    heading: String,
    /// Whether a line sets the column apart from those before.
    begins_group: bool,
    has_arrow: bool,
    upper: Panel<'a>,
    lower: Panel<'a>,
}

enum Panel<'a> {
    /// A grid and a word for its caption.
    Grid(&'a Grid, &'static str),
    /// An attempt and what was expected.
    Difference(&'a Grid, &'a Grid),
    Hidden,
}

fn train_columns(task: &Task) -> Vec<Column<'_>> {
    let left_out = task.train.len().saturating_sub(MAX_PAIRS);
    let columns = task.train.iter().enumerate().take(MAX_PAIRS).map(|(index, pair)| {
        let is_last = index + 1 == MAX_PAIRS && left_out > 0;
        Column {
            heading: format!("train {}{}", index + 1, if is_last { format!(" (+{left_out})") } else { String::new() }),
            begins_group: false,
            has_arrow: true,
            upper: Panel::Grid(&pair.input, ""),
            lower: Panel::Grid(&pair.output, ""),
        }
    });
    columns.collect()
}

fn test_column<'a>(index: usize, input: &'a Grid, outputs: &'a [Option<Arc<Grid>>], word: &'static str) -> Column<'a> {
    Column {
        heading: format!("test {}", index + 1),
        begins_group: true,
        has_arrow: true,
        upper: Panel::Grid(input, ""),
        lower: outputs.get(index).and_then(Option::as_deref).map_or(Panel::Hidden, |grid| Panel::Grid(grid, word)),
    }
}

impl Panel<'_> {
    fn longest_side(&self) -> usize {
        match self {
            Panel::Grid(grid, _) => grid.height().max(grid.width()),
            Panel::Difference(..) | Panel::Hidden => 1,
        }
    }

    /// Width and height in pixels, caption aside.
    fn extent(&self, cell: u32) -> (u32, u32) {
        match self {
            Panel::Grid(grid, _) => (extent(grid.width(), cell), extent(grid.height(), cell)),
            Panel::Difference(one, two) => {
                (extent(one.width().max(two.width()), cell), extent(one.height().max(two.height()), cell))
            }
            Panel::Hidden => (HIDDEN_SIDE, HIDDEN_SIDE),
        }
    }

    fn caption(&self) -> String {
        let size = |grid: &Grid| format!("{}x{}", grid.width(), grid.height());
        match self {
            Panel::Grid(grid, word) => format!("{word}{}", size(grid)),
            Panel::Difference(attempt, expected) if attempt.size() != expected.size() => {
                format!("diff: {} not {}", size(attempt), size(expected))
            }
            Panel::Difference(attempt, expected) => {
                match attempt.cells().iter().zip(expected.cells()).filter(|(given, wanted)| given != wanted).count() {
                    0 => "diff: correct".to_owned(),
                    wrong => format!("diff: {wrong} wrong"),
                }
            }
            Panel::Hidden => String::new(),
        }
    }

    fn draw(&self, canvas: &mut Canvas, x: u32, y: u32, cell: u32, style: &PictureStyle) {
        match self {
            Panel::Grid(grid, _) => canvas.grid(x, y, cell, grid, style),
            Panel::Difference(attempt, expected) => canvas.difference(x, y, cell, attempt, expected, style),
            Panel::Hidden => canvas.hidden(x, y),
        }
    }
}

const MARGIN: u32 = 16;
/// Between columns.
const GAP: u32 = 20;
/// Between a text and what it belongs to.
const TEXT_GAP: u32 = 6;
const TITLE_SCALE: u32 = 2;
/// Longer ids are cut: they can be anything in a file.
const TITLE_LENGTH: usize = 60;
/// The space between the caption of an input and its output, with an arrow.
const ARROW_SPACE: u32 = 24;
const ARROW_HEIGHT: u32 = 8;
/// Cells shrink before a sheet gets larger than this many pixels.
const MAX_AREA: u64 = 100_000_000;

/// Positions of everything on a sheet, in pixels.
struct Layout {
    cell: u32,
    column_widths: Vec<u32>,
    heading_y: u32,
    /// Below the inputs.
    upper_bottom: u32,
    arrow_y: u32,
    lower_y: u32,
    width: u32,
    height: u32,
}

impl Layout {
    fn new(title: &str, columns: &[Column<'_>], cell: u32) -> Layout {
        let width_of = |panel: &Panel<'_>| panel.extent(cell).0.max(font::text_width(&panel.caption()));
        let column_width = |column: &Column<'_>| {
            font::text_width(&column.heading).max(width_of(&column.upper)).max(width_of(&column.lower))
        };
        let column_widths: Vec<u32> = columns.iter().map(column_width).collect();
        let gaps = GAP * columns.len().saturating_sub(1) as u32;
        let content = (column_widths.iter().sum::<u32>() + gaps).max(TITLE_SCALE * font::text_width(title));

        let upper_height = columns.iter().map(|column| column.upper.extent(cell).1).max().unwrap_or(0);
        let lower_height = columns.iter().map(|column| column.lower.extent(cell).1).max().unwrap_or(0);
        let heading_y = MARGIN + TITLE_SCALE * font::HEIGHT + 2 * TEXT_GAP;
        let upper_bottom = heading_y + font::HEIGHT + TEXT_GAP + upper_height;
        let lower_y = upper_bottom + TEXT_GAP + font::HEIGHT + ARROW_SPACE;
        Layout {
            cell,
            column_widths,
            heading_y,
            upper_bottom,
            arrow_y: lower_y - (ARROW_SPACE + ARROW_HEIGHT) / 2,
            lower_y,
            width: content + 2 * MARGIN,
            height: lower_y + lower_height + TEXT_GAP + font::HEIGHT + MARGIN,
        }
    }

    fn area(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

fn draw(id: &str, columns: &[Column<'_>], style: &PictureStyle) -> RgbImage {
    let title: String = id.chars().take(TITLE_LENGTH).collect();
    let longest = columns.iter().map(|column| column.upper.longest_side().max(column.lower.longest_side())).max();
    let mut layout = Layout::new(&title, columns, style.cell_for(longest.unwrap_or(1)));
    while layout.area() > MAX_AREA && layout.cell > PictureStyle::SMALLEST_CELL {
        layout = Layout::new(&title, columns, layout.cell - 1);
    }

    let mut canvas = Canvas::new(layout.width, layout.height);
    canvas.text(MARGIN, MARGIN, TITLE_SCALE, &title, INK);
    let mut left = MARGIN;
    for (column, width) in columns.iter().zip(&layout.column_widths) {
        column.draw(&mut canvas, left, left + width / 2, &layout, style);
        left += width + GAP;
    }
    canvas.into_image()
}

impl Column<'_> {
    /// Grids stand next to the arrow in the middle, so the upper ones end and the lower ones begin on one line.
    fn draw(&self, canvas: &mut Canvas, left: u32, center: u32, layout: &Layout, style: &PictureStyle) {
        let cell = layout.cell;
        let (upper_width, upper_height) = self.upper.extent(cell);
        let (lower_width, lower_height) = self.lower.extent(cell);
        self.upper.draw(canvas, center - upper_width / 2, layout.upper_bottom - upper_height, cell, style);
        self.lower.draw(canvas, center - lower_width / 2, layout.lower_y, cell, style);
        let mut centered = |y: u32, text: &str| canvas.text(center - font::text_width(text) / 2, y, 1, text, INK);
        centered(layout.heading_y, &self.heading);
        centered(layout.upper_bottom + TEXT_GAP, &self.upper.caption());
        centered(layout.lower_y + lower_height + TEXT_GAP, &self.lower.caption());
        if self.has_arrow {
            canvas.arrow(center, layout.arrow_y, ARROW_HEIGHT, INK);
        }
        if self.begins_group {
            canvas.fill(left - GAP / 2, layout.heading_y, 1, layout.height - MARGIN - layout.heading_y, FAINT);
        }
    }
}
