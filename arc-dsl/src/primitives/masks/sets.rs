//! Masks: made from grids, combined by logic, read, painted.

use crate::primitives::support::colors::{background_of, figure_of};
use crate::values::{Color, Direction, Grid, Mask, Object, Point};

primitives! {
    family "masks";

    /// The cells of a color.
    #[example = "cells_of({12|21}, red) = mask{.#|#.}"]
    #[cost = 6]
    fn cells_of(grid: &Grid, color: Color) -> Mask {
        grid.map(|cell| cell == color)
    }

    /// The cells that are not background.
    #[example = "figure({10|02}) = mask{#.|.#}"]
    #[cost = 5]
    fn figure(grid: &Grid) -> Mask {
        figure_of(grid)
    }

    /// The cells of the outermost rows and columns.
    #[example = "border({000|000|000}) = mask{###|#.#|###}"]
    #[cost = 6]
    fn border(grid: &Grid) -> Mask {
        let (height, width) = (grid.height(), grid.width());
        grid.like(|row, col| row == 0 || col == 0 || row + 1 == height || col + 1 == width)
    }

    /// The outermost row or column on a side; in a corner, its one cell.
    #[example = "side_cells({000|000}, up) = mask{###|...}"]
    #[cost = 7]
    fn side_cells(grid: &Grid, side: Direction) -> Mask {
        let (last_row, last_col) = (grid.height() - 1, grid.width() - 1);
        let is_at = |step: i32, place: usize, last: usize| match step {
            -1 => place == 0,
            0 => true,
            _ => place == last,
        };
        let step = side.delta();
        grid.like(|row, col| is_at(step.row, row, last_row) && is_at(step.col, col, last_col))
    }

    /// The diagonal that starts in a corner, up to the border; undefined for a straight direction.
    #[example = "diagonal_cells({000|000}, up_right) = mask{..#|.#.}"]
    #[cost = 7]
    fn diagonal_cells(grid: &Grid, corner: Direction) -> Option<Mask> {
        let step = corner.delta();
        let from = |step: i32, place: usize, length: usize| if step < 0 { place } else { length - 1 - place };
        let is_on = |row, col| from(step.row, row, grid.height()) == from(step.col, col, grid.width());
        corner.is_diagonal().then(|| grid.like(is_on))
    }

    /// The cells in both masks.
    #[example = "mask_and(mask{##.}, mask{.##}) = mask{.#.}"]
    #[cost = 8]
    fn mask_and(left: &Mask, right: &Mask) -> Option<Mask> {
        left.zip(right, |a, b| a && b)
    }

    /// The cells in at least one of two masks.
    #[example = "mask_or(mask{#..}, mask{.#.}) = mask{##.}"]
    #[cost = 8]
    fn mask_or(left: &Mask, right: &Mask) -> Option<Mask> {
        left.zip(right, |a, b| a || b)
    }

    /// The cells in exactly one of two masks.
    #[example = "mask_xor(mask{##.}, mask{.##}) = mask{#.#}"]
    #[cost = 9]
    fn mask_xor(left: &Mask, right: &Mask) -> Option<Mask> {
        left.zip(right, |a, b| a != b)
    }

    /// The cells of a mask that are not in another.
    #[example = "mask_minus(mask{##.}, mask{.##}) = mask{#..}"]
    #[cost = 9]
    fn mask_minus(left: &Mask, right: &Mask) -> Option<Mask> {
        left.zip(right, |a, b| a && !b)
    }

    /// The cells not in a mask.
    #[example = "mask_not(mask{#.}) = mask{.#}"]
    #[cost = 8]
    fn mask_not(mask: &Mask) -> Mask {
        mask.map(|cell| !cell)
    }

    /// The rows whose cells are all true.
    #[example = "full_rows(mask{##|#.}) = mask{##|..}"]
    #[cost = 10]
    fn full_rows(mask: &Mask) -> Mask {
        let full: Vec<bool> = mask.rows().map(|row| !row.contains(&false)).collect();
        mask.like(|row, _| full[row])
    }

    /// The columns whose cells are all true.
    #[example = "full_cols(mask{##|#.}) = mask{#.|#.}"]
    #[cost = 10]
    fn full_cols(mask: &Mask) -> Mask {
        let full: Vec<bool> = (0..mask.width()).map(|col| mask.column(col).all(|cell| cell)).collect();
        mask.like(|_, col| full[col])
    }

    /// The whole rows that have a true cell.
    #[example = "rows_with(mask{#.|..}) = mask{##|..}"]
    #[cost = 9]
    fn rows_with(mask: &Mask) -> Mask {
        let any: Vec<bool> = mask.rows().map(|row| row.contains(&true)).collect();
        mask.like(|row, _| any[row])
    }

    /// The whole columns that have a true cell.
    #[example = "cols_with(mask{#.|..}) = mask{#.|#.}"]
    #[cost = 9]
    fn cols_with(mask: &Mask) -> Mask {
        let any: Vec<bool> = (0..mask.width()).map(|col| mask.column(col).any(|cell| cell)).collect();
        mask.like(|_, col| any[col])
    }

    /// The cells that have the same color in two grids.
    #[example = "same_color({12}, {13}) = mask{#.}"]
    #[cost = 9]
    fn same_color(left: &Grid, right: &Grid) -> Option<Mask> {
        left.zip(right, |a, b| a == b)
    }

    /// The number of true cells.
    #[example = "mask_count(mask{#.|##}) = 3"]
    #[cost = 8]
    fn mask_count(mask: &Mask) -> i32 {
        mask.count() as i32
    }

    /// Whether a cell is true.
    #[example = "mask_any(mask{#.|##}) = true"]
    #[cost = 9]
    fn mask_any(mask: &Mask) -> bool {
        mask.cells().contains(&true)
    }

    /// Whether all cells are true.
    #[example = "mask_all(mask{#.|##}) = false"]
    #[cost = 10]
    fn mask_all(mask: &Mask) -> bool {
        !mask.cells().contains(&false)
    }

    /// The positions of the true cells in row-major order.
    #[example = "mask_points(mask{#.|.#}) = [(0, 0), (1, 1)]"]
    #[cost = 9]
    fn mask_points(mask: &Mask) -> Vec<Point> {
        mask.points().collect()
    }

    /// The true cells of a grid as one object.
    #[example = "equal(mask_object({12}, mask{.#}), mask_object({12}, mask{#.})) = false"]
    #[cost = 9]
    fn mask_object(grid: &Grid, mask: &Mask) -> Option<Object> {
        let points: Vec<Point> = mask.points().collect();
        (grid.size() == mask.size()).then(|| Object::from_points(grid, background_of(grid), &points)).flatten()
    }

    /// The smallest rectangle of a grid around the true cells.
    #[example = "crop_to_mask({12|34}, mask{.#|.#}) = {2|4}"]
    #[cost = 7]
    fn crop_to_mask(grid: &Grid, mask: &Mask) -> Option<Grid> {
        let (at, size) = mask.bounds()?;
        (grid.size() == mask.size()).then(|| grid.crop(at, size)).flatten()
    }

    /// The cells of a grid in the mask painted.
    #[example = "paint_mask({12|34}, mask{.#|..}, blue) = {11|34}"]
    #[cost = 6]
    fn paint_mask(grid: &Grid, mask: &Mask, color: Color) -> Option<Grid> {
        grid.zip(mask, |own, is_in| if is_in { color } else { own })
    }

    /// The marked cells painted in reading order, each in the next color of a list; undefined if the list has fewer
    /// colors than there are marked cells, or none.
    #[example = "paint_cells({000|000}, mask{.#.|##.}, [red, blue, green, gray]) = {020|130}"]
    #[cost = 8]
    fn paint_cells(grid: &Grid, mask: &Mask, colors: Vec<Color>) -> Option<Grid> {
        if colors.is_empty() || colors.len() < mask.count() {
            return None;
        }
        let mut colors = colors.into_iter();
        grid.zip(mask, |own, is_in| if is_in { colors.next().unwrap_or(own) } else { own })
    }

    /// The colors of the marked cells in reading order.
    #[example = "mask_colors({12|34}, mask{.#|#.}) = [red, green]"]
    #[cost = 8]
    fn mask_colors(grid: &Grid, mask: &Mask) -> Option<Vec<Color>> {
        (grid.size() == mask.size()).then(|| mask.points().filter_map(|point| grid.get(point)).collect())
    }

    /// The cells of one grid where the mask is true, those of another elsewhere.
    #[example = "where_mask(mask{#.}, {12}, {34}) = {14}"]
    #[cost = 7]
    fn where_mask(mask: &Mask, then: &Grid, otherwise: &Grid) -> Option<Grid> {
        let is_fitting = mask.size() == then.size() && then.size() == otherwise.size();
        let chosen = |row, col| if mask[(row, col)] { then[(row, col)] } else { otherwise[(row, col)] };
        is_fitting.then(|| mask.like(chosen))
    }

    /// A grid of two colors: one for true cells, one for false.
    #[example = "mask_to_grid(mask{#.}, red, black) = {20}"]
    #[cost = 8]
    fn mask_to_grid(mask: &Mask, on: Color, off: Color) -> Option<Grid> {
        (on != off).then(|| mask.map(|cell| if cell { on } else { off }))
    }

    /// A grid whose cells outside the mask become background.
    #[example = "keep_mask({120}, mask{#..}) = {100}"]
    #[cost = 5]
    fn keep_mask(grid: &Grid, mask: &Mask) -> Option<Grid> {
        let background = background_of(grid);
        grid.zip(mask, |own, is_in| if is_in { own } else { background })
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn marked_cells_need_colors() {
        assert_holds("paint_cells({00}, mask{##}, [red]) = undefined");
        assert_holds("paint_cells({00}, mask{..}, [red]) = {00}");
        assert_holds("paint_cells({00}, mask{..}, []) = undefined");
    }

    #[test]
    fn the_whole_is_a_part() {
        assert_holds("crop_to_mask({12|34}, mask{#.|.#}) = {12|34}");
    }
}
