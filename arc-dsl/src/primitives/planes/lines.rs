//! Planes over rows and columns: for every cell a statistic of the row or column it lies in.

use crate::primitives::support::colors::{background_of, code};
use crate::primitives::support::labels::{dense_ranks, multiplicities};
use crate::values::{Color, Grid, Plane};

fn by_row(grid: &Grid, measure: impl FnMut(&[Color]) -> i32) -> Plane {
    let measures: Vec<i32> = grid.rows().map(measure).collect();
    grid.like(|row, _| measures[row])
}

fn by_col(grid: &Grid, mut measure: impl FnMut(&[Color]) -> i32) -> Plane {
    let measures = col_measures(grid, &mut measure);
    grid.like(|_, col| measures[col])
}

fn col_measures(grid: &Grid, mut measure: impl FnMut(&[Color]) -> i32) -> Vec<i32> {
    let mut line = Vec::with_capacity(grid.height());
    let mut measures = Vec::with_capacity(grid.width());
    for col in 0..grid.width() {
        line.clear();
        line.extend(grid.column(col));
        measures.push(measure(&line));
    }
    measures
}

fn figure_count(line: &[Color], background: Color) -> i32 {
    line.iter().filter(|&&color| color != background).count() as i32
}

/// Number of cells from the first to the last one that is not background, -1 for none.
fn figure_extent(line: &[Color], background: Color) -> i32 {
    let is_figure = |&color: &Color| color != background;
    let ends = line.iter().position(is_figure).zip(line.iter().rposition(is_figure));
    ends.map_or(-1, |(first, last)| (last - first + 1) as i32)
}

/// The most frequent color of a line but the unwanted one; the first in the line at a tie.
fn main_color(line: &[Color], unwanted: Option<Color>) -> i32 {
    let mut counts = [0; 10];
    for color in line {
        counts[color.index()] += 1;
    }
    let wanted = line.iter().rev().filter(|&&color| Some(color) != unwanted);
    code(wanted.max_by_key(|color| counts[color.index()]).copied())
}

fn color_count(line: &[Color], background: Color) -> i32 {
    let bits = line.iter().fold(0u32, |bits, color| bits | (1 << color.index()));
    (bits & !(1 << background.index())).count_ones() as i32
}

fn uniform_color(line: &[Color]) -> i32 {
    if line.iter().all(|&color| color == line[0]) { code(Some(line[0])) } else { -1 }
}

/// The number of each line that is not empty among those that are not, -1 for empty ones.
fn places(counts: &[i32]) -> Vec<i32> {
    let mut next = 0;
    let place = |&count: &i32| {
        next += i32::from(count > 0);
        if count > 0 { next - 1 } else { -1 }
    };
    counts.iter().map(place).collect()
}

primitives! {
    family "planes of lines";

    /// Number of cells in the row that are not background.
    #[example = "row_count({110|001}) = plane{2 2 2|1 1 1}"]
    #[cost = 9]
    fn row_count(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_row(grid, |line| figure_count(line, background))
    }

    /// Number of cells in the column that are not background.
    #[example = "col_count({110|100}) = plane{2 1 0|2 1 0}"]
    #[cost = 7]
    fn col_count(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_col(grid, |line| figure_count(line, background))
    }

    /// Number of cells from the first to the last cell of the row that is not background; -1 for none.
    #[example = "row_extent({1010|0000}) = plane{3 3 3 3|-1 -1 -1 -1}"]
    #[cost = 9]
    fn row_extent(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_row(grid, |line| figure_extent(line, background))
    }

    /// Number of cells from the first to the last cell of the column that is not background; -1 for none.
    #[example = "col_extent({10|00|10}) = plane{3 -1|3 -1|3 -1}"]
    #[cost = 9]
    fn col_extent(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_col(grid, |line| figure_extent(line, background))
    }

    /// Place of the row among the rows by number of cells that are not background, 0 for the fullest.
    #[example = "row_rank({110|001}) = plane{0 0 0|1 1 1}"]
    #[cost = 7]
    fn row_rank(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let counts: Vec<i32> = grid.rows().map(|line| -figure_count(line, background)).collect();
        let ranks = dense_ranks(&counts);
        grid.like(|row, _| ranks[row])
    }

    /// Place of the column among the columns by number of cells that are not background, 0 for the fullest.
    #[example = "col_rank({110|100}) = plane{0 1 2|0 1 2}"]
    #[cost = 9]
    fn col_rank(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let ranks = dense_ranks(&col_measures(grid, |line| -figure_count(line, background)));
        grid.like(|_, col| ranks[col])
    }

    /// Number of the row among the rows that are not all background; -1 if it is.
    #[example = "row_place({1|0|2}) = plane{0|-1|1}"]
    #[cost = 10]
    fn row_place(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let counts: Vec<i32> = grid.rows().map(|line| figure_count(line, background)).collect();
        let places = places(&counts);
        grid.like(|row, _| places[row])
    }

    /// Number of the column among the columns that are not all background; -1 if it is.
    #[example = "col_place({102}) = plane{0 -1 1}"]
    #[cost = 10]
    fn col_place(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let places = places(&col_measures(grid, |line| figure_count(line, background)));
        grid.like(|_, col| places[col])
    }

    /// Most common color in the row but the background; -1 for none, the first at a tie.
    #[example = "row_color({1220|0000}) = plane{2 2 2 2|-1 -1 -1 -1}"]
    #[cost = 9]
    fn row_color(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_row(grid, |line| main_color(line, Some(background)))
    }

    /// Most common color in the column but the background; -1 for none, the first at a tie.
    #[example = "col_color({10|20|20}) = plane{2 -1|2 -1|2 -1}"]
    #[cost = 7]
    fn col_color(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_col(grid, |line| main_color(line, Some(background)))
    }

    /// Most common color in the row, background included; the first at a tie.
    #[example = "row_majority({1000|2220}) = plane{0 0 0 0|2 2 2 2}"]
    #[cost = 7]
    fn row_majority(grid: &Grid) -> Plane {
        by_row(grid, |line| main_color(line, None))
    }

    /// Most common color in the column, background included; the first at a tie.
    #[example = "col_majority({10|00|02}) = plane{0 0|0 0|0 0}"]
    #[cost = 10]
    fn col_majority(grid: &Grid) -> Plane {
        by_col(grid, |line| main_color(line, None))
    }

    /// The color of all cells of the row, -1 if they differ.
    #[example = "row_uniform({11|10}) = plane{1 1|-1 -1}"]
    #[cost = 7]
    fn row_uniform(grid: &Grid) -> Plane {
        by_row(grid, uniform_color)
    }

    /// The color of all cells of the column, -1 if they differ.
    #[example = "col_uniform({11|10}) = plane{1 -1|1 -1}"]
    #[cost = 10]
    fn col_uniform(grid: &Grid) -> Plane {
        by_col(grid, uniform_color)
    }

    /// Number of different colors in the row but the background.
    #[example = "row_variety({1220|0000}) = plane{2 2 2 2|0 0 0 0}"]
    #[cost = 10]
    fn row_variety(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_row(grid, |line| color_count(line, background))
    }

    /// Number of different colors in the column but the background.
    #[example = "col_variety({10|20|20}) = plane{2 0|2 0|2 0}"]
    #[cost = 10]
    fn col_variety(grid: &Grid) -> Plane {
        let background = background_of(grid);
        by_col(grid, |line| color_count(line, background))
    }

    /// Number of rows equal to the row, itself included.
    #[example = "row_twins({12|21|12}) = plane{2 2|1 1|2 2}"]
    #[cost = 10]
    fn row_twins(grid: &Grid) -> Plane {
        let twins = multiplicities(&grid.rows().collect::<Vec<_>>());
        grid.like(|row, _| twins[row])
    }

    /// Number of columns equal to the column, itself included.
    #[example = "col_twins({121|212}) = plane{2 1 2|2 1 2}"]
    #[cost = 10]
    fn col_twins(grid: &Grid) -> Plane {
        let columns: Vec<Vec<Color>> = (0..grid.width()).map(|col| grid.column(col).collect()).collect();
        let twins = multiplicities(&columns);
        grid.like(|_, col| twins[col])
    }
}
