//! Grids divided into panels by separator lines.

use crate::values::{Color, Grid, Plane, Point, Size};

/// The panels of a grid: the bands of rows and of columns between separator lines, which are rows and columns wholly of
/// one color.
pub(crate) struct Layout {
    /// The color of the lines.
    pub separator: Color,
    /// First index and length of each band of rows.
    pub rows: Vec<(usize, usize)>,
    /// First index and length of each band of columns.
    pub cols: Vec<(usize, usize)>,
}

impl Layout {
    /// The layout that lines of a color make; `None` if there are not at least two panels.
    pub fn of_color(grid: &Grid, separator: Color) -> Option<Layout> {
        let is_separator = |color: Color| color == separator;
        let rows = bands((0..grid.height()).map(|row| !grid.row(row).iter().all(|&color| is_separator(color))));
        let cols = bands((0..grid.width()).map(|col| !grid.column(col).all(is_separator)));
        (rows.len() * cols.len() > 1).then_some(Layout { separator, rows, cols })
    }

    /// The layout of the most regular panels: those of equal size first, then those that lines of another color than
    /// black make, then the fewest.
    pub fn of(grid: &Grid) -> Option<Layout> {
        // A line of one cell is of one color by chance.
        let line_across = |row: usize| {
            let first = grid[(row, 0)];
            (grid.width() > 1 && grid.row(row).iter().all(|&color| color == first)).then_some(first)
        };
        let line_down = |col: usize| {
            let first = grid[(0, col)];
            (grid.height() > 1 && grid.column(col).all(|color| color == first)).then_some(first)
        };
        let mut has_line = [false; 10];
        let lines = (0..grid.height()).filter_map(line_across).chain((0..grid.width()).filter_map(line_down));
        lines.for_each(|color| has_line[color.index()] = true);
        Color::ALL
            .into_iter()
            .filter(|color| has_line[color.index()])
            .filter_map(|color| Layout::of_color(grid, color))
            .min_by_key(|layout| (!layout.is_regular(), layout.separator == Color::Black, layout.count()))
    }

    /// How many panels there are.
    pub fn count(&self) -> usize {
        self.rows.len() * self.cols.len()
    }

    fn is_regular(&self) -> bool {
        [&self.rows, &self.cols].iter().all(|bands| bands.iter().all(|&(_, length)| length == bands[0].1))
    }

    /// How many panels there are across.
    pub fn across(&self) -> usize {
        self.cols.len()
    }

    /// The panels, row by row.
    pub fn panels(&self, grid: &Grid) -> Vec<Grid> {
        let crop = |&(top, height): &(usize, usize), &(left, width): &(usize, usize)| {
            grid.crop(Point::at(top, left), Size::new(height as i32, width as i32))
        };
        self.rows.iter().flat_map(|row| self.cols.iter().filter_map(move |col| crop(row, col))).collect()
    }

    /// A number for every cell from the place of its panel and its place within, each as (row, column); -1 on
    /// separators.
    pub fn plane(&self, grid: &Grid, number: impl Fn((usize, usize), (usize, usize)) -> i32) -> Plane {
        let (rows, cols) = (places(&self.rows, grid.height()), places(&self.cols, grid.width()));
        grid.like(|row, col| match (rows[row], cols[col]) {
            (Some((panel_row, row)), Some((panel_col, col))) => number((panel_row, panel_col), (row, col)),
            _ => -1,
        })
    }
}

/// First index and length of each run of true.
pub(crate) fn bands(inside: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let mut bands: Vec<(usize, usize)> = Vec::new();
    let mut is_open = false;
    for (index, is_inside) in inside.enumerate() {
        match bands.last_mut() {
            Some((_, length)) if is_open && is_inside => *length += 1,
            _ if is_inside => bands.push((index, 1)),
            _ => {}
        }
        is_open = is_inside;
    }
    bands
}

/// For every index, the band it lies in and its place within that band; `None` between bands.
pub(crate) fn places(bands: &[(usize, usize)], length: usize) -> Vec<Option<(usize, usize)>> {
    let mut places = vec![None; length];
    for (band, &(start, length)) in bands.iter().enumerate() {
        for within in 0..length {
            places[start + within] = Some((band, within));
        }
    }
    places
}
