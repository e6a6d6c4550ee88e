//! Rows and columns of a grid as units: listed, dropped, merged and sorted.

use crate::primitives::support::isometry::{Picture, painted, picture};
use crate::values::{Color, Grid, Point, Size, Transform};

/// Most rounds, rows then columns, in which lines are completed from each other.
const MAX_ROUNDS: usize = 8;

/// The crossings of some rows with some columns.
fn select(grid: &Grid, rows: &[usize], cols: &[usize]) -> Option<Grid> {
    Grid::from_fn(rows.len(), cols.len(), |row, col| grid[(rows[row], cols[col])])
}

/// The crossings of the rows and the columns whose cells satisfy a condition.
fn keep_lines(grid: &Grid, keeps: impl Fn(&[Color]) -> bool) -> Option<Grid> {
    let kept = |grid: &Grid| -> Vec<usize> { (0..grid.height()).filter(|&row| keeps(grid.row(row))).collect() };
    select(grid, &kept(grid), &kept(&grid.transform(Transform::Transpose)))
}

/// Whether two lines agree where both are known, which is in at least half of their cells and in two colors or more.
fn agree(left: &[Option<Color>], right: &[Option<Color>]) -> bool {
    let both = || left.iter().zip(right).filter_map(|(&own, &other)| own.zip(other));
    let first = both().next();
    both().all(|(own, other)| own == other)
        && 2 * both().count() >= left.len()
        && both().any(|pair| Some(pair) != first)
}

/// The picture with each unknown cell in the color that the nearest row agreeing with its own has there, the upper
/// of two equally near.
fn rows_completed(picture: &Picture) -> Picture {
    let mut result = picture.clone();
    for row in (0..picture.height()).filter(|&row| picture.row(row).contains(&None)) {
        let is_alike = |&other: &usize| other != row && agree(picture.row(row), picture.row(other));
        let mut others: Vec<usize> = (0..picture.height()).filter(is_alike).collect();
        others.sort_by_key(|other| other.abs_diff(row));
        for col in (0..picture.width()).filter(|&col| picture[(row, col)].is_none()) {
            result[(row, col)] = others.iter().find_map(|&other| picture[(other, col)]);
        }
    }
    result
}

primitives! {
    family "lines";

    /// The rows, from top to bottom, each as a grid.
    #[example = "rows({12|34}) = [{12}, {34}]"]
    #[cost = 8]
    fn rows(grid: &Grid) -> Vec<Grid> {
        let size = Size::new(1, grid.width() as i32);
        (0..grid.height()).filter_map(|row| grid.crop(Point::at(row, 0), size)).collect()
    }

    /// The columns, from left to right, each as a grid.
    #[example = "columns({12|34}) = [{1|3}, {2|4}]"]
    #[cost = 7]
    fn columns(grid: &Grid) -> Vec<Grid> {
        let size = Size::new(grid.height() as i32, 1);
        (0..grid.width()).filter_map(|col| grid.crop(Point::at(0, col), size)).collect()
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

    /// The grid without the rows and columns that are wholly of one color; undefined if nothing is left.
    #[example = "drop_uniform_lines({1020|0000|3040}) = {12|34}"]
    #[cost = 10]
    fn drop_uniform_lines(grid: &Grid) -> Option<Grid> {
        keep_lines(grid, |line| line.iter().any(|&color| color != line[0]))
    }

    /// The grid without the rows and columns that are wholly of one given color; undefined if nothing is left.
    #[example = "drop_lines({1050|5555|3054}, gray) = {100|304}"]
    #[cost = 8]
    fn drop_lines(grid: &Grid, color: Color) -> Option<Grid> {
        keep_lines(grid, |line| line.iter().any(|&other| other != color))
    }

    /// The grid with each cell of the unknown color in the color that the nearest row that agrees with its own has
    /// there, or else the nearest column, again and again; undefined if a cell stays unknown. Lines agree if all cells
    /// known in both are equal, these being at least half of them and of two colors.
    #[example = "complete_lines({12221|10221|33333}, black) = {12221|12221|33333}"]
    #[cost = 8]
    fn complete_lines(grid: &Grid, unknown: Color) -> Option<Grid> {
        let mut known = picture(grid, unknown);
        for _ in 0..MAX_ROUNDS {
            if !known.cells().contains(&None) {
                break;
            }
            let turned = rows_completed(&known).transform(Transform::Transpose);
            let completed = rows_completed(&turned).transform(Transform::Transpose);
            if completed == known {
                return None;
            }
            known = completed;
        }
        (!known.cells().contains(&None)).then(|| painted(&known, unknown))
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

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn columns_help_where_rows_do_not() {
        assert_holds("complete_lines({113|223|103|003}, black) = undefined");
        assert_holds("complete_lines({1213|2321|1013|4444}, black) = {1213|2321|1213|4444}");
        assert_holds("complete_lines({115|226|307|227}, black) = {115|226|337|227}");
        assert_holds("complete_lines({11211|22322|33433|44044}, black) = undefined");
        assert_holds("complete_lines({12|34}, black) = {12|34}");
    }

    #[test]
    fn lines_to_drop_need_not_exist() {
        assert_holds("drop_lines({12|34}, gray) = {12|34}");
        assert_holds("drop_lines({55|55}, gray) = undefined");
        assert_holds("drop_uniform_lines({12|34}) = {12|34}");
        assert_holds("drop_uniform_lines({12}) = undefined");
    }
}
