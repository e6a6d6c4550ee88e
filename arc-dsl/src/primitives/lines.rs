//! Rows and columns of a grid as units: listed, dropped, merged and sorted.

use crate::color::Color;
use crate::matrix::Grid;
use crate::space::{Size, Transform};

use super::geometry::cell;

/// The crossings of some rows with some columns.
fn select(grid: &Grid, rows: &[usize], cols: &[usize]) -> Option<Grid> {
    Grid::from_fn(rows.len(), cols.len(), |row, col| grid[(rows[row], cols[col])])
}

/// The crossings of the rows and the columns whose cells satisfy a condition.
fn keep_lines(grid: &Grid, keeps: impl Fn(&[Color]) -> bool) -> Option<Grid> {
    let kept = |grid: &Grid| -> Vec<usize> { (0..grid.height()).filter(|&row| keeps(grid.row(row))).collect() };
    select(grid, &kept(grid), &kept(&grid.transform(Transform::Transpose)))
}

primitives! {
    family "lines";

    /// The rows, from top to bottom, each as a grid.
    #[example = "rows({12|34}) = [{12}, {34}]"]
    #[cost = 8]
    fn rows(grid: &Grid) -> Vec<Grid> {
        let size = Size::new(1, grid.width() as i32);
        (0..grid.height()).filter_map(|row| grid.crop(cell(row, 0), size)).collect()
    }

    /// The columns, from left to right, each as a grid.
    #[example = "columns({12|34}) = [{1|3}, {2|4}]"]
    #[cost = 7]
    fn columns(grid: &Grid) -> Vec<Grid> {
        let size = Size::new(grid.height() as i32, 1);
        (0..grid.width()).filter_map(|col| grid.crop(cell(0, col), size)).collect()
    }

    /// The cells from the top left corner down to the right, as one row.
    #[example = "diagonal({123|456}) = {15}"]
    #[cost = 10]
    fn diagonal(grid: &Grid) -> Option<Grid> {
        Grid::from_fn(1, grid.height().min(grid.width()), |_, index| grid[(index, index)])
    }

    /// The grid with equal adjacent rows merged into one, and equal adjacent columns.
    #[example = "merge_lines({1122|1122|3322}) = {12|32}"]
    #[cost = 7]
    fn merge_lines(grid: &Grid) -> Option<Grid> {
        let is_new_row = |&row: &usize| row == 0 || grid.row(row) != grid.row(row - 1);
        let is_new_col = |&col: &usize| col == 0 || grid.column(col).ne(grid.column(col - 1));
        let rows: Vec<usize> = (0..grid.height()).filter(is_new_row).collect();
        let cols: Vec<usize> = (0..grid.width()).filter(is_new_col).collect();
        select(grid, &rows, &cols)
    }

    /// The grid without the rows and columns that are wholly of one color.
    #[example = "drop_uniform_lines({1020|0000|3040}) = {12|34}"]
    #[cost = 10]
    fn drop_uniform_lines(grid: &Grid) -> Option<Grid> {
        if grid.height() == 1 || grid.width() == 1 {
            return None;
        }
        keep_lines(grid, |line| line.iter().any(|&color| color != line[0]))
    }

    /// The grid without the rows and columns that are wholly of one given color.
    #[example = "drop_lines({1050|5555|3054}, gray) = {100|304}"]
    #[cost = 8]
    fn drop_lines(grid: &Grid, color: Color) -> Option<Grid> {
        keep_lines(grid, |line| line.iter().any(|&other| other != color)).filter(|kept| kept.area() < grid.area())
    }

    /// The rows sorted by how many cells are not background, fewest on top; rows with equally many keep their order.
    #[example = "sort_rows({120|300|456}, black) = {300|120|456}"]
    #[cost = 8]
    fn sort_rows(grid: &Grid, background: Color) -> Grid {
        let mut order: Vec<usize> = (0..grid.height()).collect();
        order.sort_by_cached_key(|&row| grid.row(row).iter().filter(|&&color| color != background).count());
        grid.like(|row, col| grid[(order[row], col)])
    }

    /// The columns sorted by how many cells are not background, fewest at the left; columns with equally many keep
    /// their order.
    #[example = "sort_columns({120|300|450}, black) = {021|003|054}"]
    #[cost = 10]
    fn sort_columns(grid: &Grid, background: Color) -> Grid {
        let mut order: Vec<usize> = (0..grid.width()).collect();
        order.sort_by_cached_key(|&col| grid.column(col).filter(|&color| color != background).count());
        grid.like(|row, col| grid[(row, order[col])])
    }
}
