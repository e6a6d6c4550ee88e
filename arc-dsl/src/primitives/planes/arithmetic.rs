//! Planes: a number for every cell. Position, arithmetic, and the closers that turn planes into answers.
//!
//! Planes are the columns of decision tables over cells. A plane that carries a color holds the color's index, and -1
//! where there is none. `look_up` and `choose` are the closing operators of divide-and-conquer synthesis (Alur,
//! Radhakrishna and Udupa, TACAS 2017): a table instead of a decision tree over the distinguishing planes.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::primitives::support::cells::is_set;
use crate::primitives::support::colors::{background_of, code, figure_of};
use crate::values::{Color, Grid, MAX_SIDE, Mask, Plane, Point, Size, bounds};

primitives! {
    family "planes";

    /// The index of each cell's color.
    #[example = "color_index({12|30}) = plane{1 2|3 0}"]
    #[cost = 3]
    fn color_index(grid: &Grid) -> Plane {
        grid.map(|color| color.index() as i32)
    }

    /// Number of colors, background included, with more cells than the cell's color: 0 for the most common.
    #[example = "color_rank({00112}) = plane{0 0 0 0 2}"]
    #[cost = 8]
    fn color_rank(grid: &Grid) -> Plane {
        let counts = grid.color_counts();
        let ranks = counts.map(|count| counts.iter().filter(|&&other| other > count).count() as i32);
        grid.map(|color| ranks[color.index()])
    }

    /// The row of each cell, from the top.
    #[example = "row_index({12|30}) = plane{0 0|1 1}"]
    #[cost = 7]
    fn row_index(grid: &Grid) -> Plane {
        grid.like(|row, _| row as i32)
    }

    /// The column of each cell, from the left.
    #[example = "col_index({12|30}) = plane{0 1|0 1}"]
    #[cost = 9]
    fn col_index(grid: &Grid) -> Plane {
        grid.like(|_, col| col as i32)
    }

    /// The row of each cell, from the bottom.
    #[example = "row_from_bottom({12|30}) = plane{1 1|0 0}"]
    #[cost = 10]
    fn row_from_bottom(grid: &Grid) -> Plane {
        let last = grid.height() - 1;
        grid.like(|row, _| (last - row) as i32)
    }

    /// The column of each cell, from the right.
    #[example = "col_from_right({12|30}) = plane{1 0|1 0}"]
    #[cost = 10]
    fn col_from_right(grid: &Grid) -> Plane {
        let last = grid.width() - 1;
        grid.like(|_, col| (last - col) as i32)
    }

    /// Row modulo a number.
    #[example = "row_modulo({1|2|3}, 2) = plane{0|1|0}"]
    #[cost = 9]
    fn row_modulo(grid: &Grid, period: i32) -> Option<Plane> {
        (2..=MAX_SIDE as i32).contains(&period).then(|| grid.like(|row, _| row as i32 % period))
    }

    /// Column modulo a number.
    #[example = "col_modulo({123}, 2) = plane{0 1 0}"]
    #[cost = 7]
    fn col_modulo(grid: &Grid, period: i32) -> Option<Plane> {
        (2..=MAX_SIDE as i32).contains(&period).then(|| grid.like(|_, col| col as i32 % period))
    }

    /// Row plus column, modulo a number: a checkerboard for 2, falling stripes for more.
    #[example = "diagonal_modulo({12|34}, 2) = plane{0 1|1 0}"]
    #[cost = 10]
    fn diagonal_modulo(grid: &Grid, period: i32) -> Option<Plane> {
        (2..=MAX_SIDE as i32).contains(&period).then(|| grid.like(|row, col| (row + col) as i32 % period))
    }

    /// Row minus column, modulo a number: rising stripes.
    #[example = "antidiagonal_modulo({12|34}, 3) = plane{0 2|1 0}"]
    #[cost = 10]
    fn antidiagonal_modulo(grid: &Grid, period: i32) -> Option<Plane> {
        let stripe = |row: usize, col: usize| (row as i32 - col as i32).rem_euclid(period);
        (2..=MAX_SIDE as i32).contains(&period).then(|| grid.like(stripe))
    }

    /// Row plus column.
    #[example = "diagonal_index({12|34}) = plane{0 1|1 2}"]
    #[cost = 10]
    fn diagonal_index(grid: &Grid) -> Plane {
        grid.like(|row, col| (row + col) as i32)
    }

    /// Row minus column.
    #[example = "antidiagonal_index({12|34}) = plane{0 -1|1 0}"]
    #[cost = 10]
    fn antidiagonal_index(grid: &Grid) -> Plane {
        grid.like(|row, col| row as i32 - col as i32)
    }

    /// Row minus the number of the last row minus column: 0 on the diagonal from bottom left to top right of a square.
    #[example = "rising_index({12|34}) = plane{-1 0|0 1}"]
    #[cost = 10]
    fn rising_index(grid: &Grid) -> Plane {
        let last = grid.width() as i32 - 1;
        grid.like(|row, col| row as i32 - (last - col as i32))
    }

    /// Distance to the nearest side of the grid; equal on concentric rings.
    #[example = "ring_index({000|000|000}) = plane{0 0 0|0 1 0|0 0 0}"]
    #[cost = 7]
    fn ring_index(grid: &Grid) -> Plane {
        let (bottom, right) = (grid.height() - 1, grid.width() - 1);
        grid.like(|row, col| row.min(bottom - row).min(col).min(right - col) as i32)
    }

    /// -1 above the middle row, 0 in it, 1 below.
    #[example = "vertical_side({0|0|0}) = plane{-1|0|1}"]
    #[cost = 8]
    fn vertical_side(grid: &Grid) -> Plane {
        let last = grid.height() as i32 - 1;
        grid.like(|row, _| (2 * row as i32 - last).signum())
    }

    /// -1 left of the middle column, 0 in it, 1 right.
    #[example = "horizontal_side({000}) = plane{-1 0 1}"]
    #[cost = 7]
    fn horizontal_side(grid: &Grid) -> Plane {
        let last = grid.width() as i32 - 1;
        grid.like(|_, col| (2 * col as i32 - last).signum())
    }

    /// The color of the corner of the grid that is in the same quarter as the cell, -1 in a middle row or column.
    #[example = "quadrant_corner({102|000|304}) = plane{1 -1 2|-1 -1 -1|3 -1 4}"]
    #[cost = 9]
    fn quadrant_corner(grid: &Grid) -> Plane {
        let end = |place: usize, last: usize| match (2 * place).cmp(&last) {
            Ordering::Less => Some(0),
            Ordering::Equal => None,
            Ordering::Greater => Some(last),
        };
        let corner = |row, col| Some((end(row, grid.height() - 1)?, end(col, grid.width() - 1)?));
        grid.like(|row, col| code(corner(row, col).map(|at| grid[at])))
    }

    /// Steps from the middle cell of the smallest rectangle around all that is not background, straight or also
    /// diagonal; undefined unless that rectangle has a middle cell.
    #[example = "center_distance({1010|0000|0010}, true) = plane{1 1 1 2|1 0 1 2|1 1 1 2}"]
    #[cost = 9]
    fn center_distance(grid: &Grid, diagonal: bool) -> Option<Plane> {
        let (at, size) = figure_of(grid).bounds()?;
        let middle = at + Point::new(size.height / 2, size.width / 2);
        let distance = |point: Point| if diagonal { point.chebyshev(middle) } else { point.manhattan(middle) };
        let has_middle = size.height % 2 == 1 && size.width % 2 == 1;
        has_middle.then(|| grid.like(|row, col| distance(Point::at(row, col))))
    }

    /// The cells in the bounding box of a cluster of cells of a color, cells up to two king's moves apart belonging
    /// together.
    #[example = "in_cluster_box({2020002|0200000}, red) = mask{###...#|###....}"]
    #[cost = 8]
    fn in_cluster_box(grid: &Grid, color: Color) -> Mask {
        let mut inside = grid.map(|_| false);
        for (at, size) in cluster_boxes(&grid.map(|cell| cell == color), 2) {
            for row in at.row..at.row + size.height {
                for col in at.col..at.col + size.width {
                    inside.set(Point::new(row, col), true);
                }
            }
        }
        inside
    }

    /// The most common color but the background of all cells with the same value in a plane; the first at a tie, -1
    /// for none or where the plane holds -1. Undefined if the sizes differ.
    #[example = "class_color({2203|3000}, plane{0 0 1 0|1 2 2 -1}) = plane{2 2 3 2|3 -1 -1 -1}"]
    #[cost = 8]
    fn class_color(grid: &Grid, plane: &Plane) -> Option<Plane> {
        let classes = classes(grid, plane);
        grid.zip(plane, |_, value| {
            let main = classes.get(&value).and_then(|counts| counts.iter().rev().max_by_key(|(_, count)| *count));
            code(main.map(|&(color, _)| color))
        })
    }

    /// Number of cells that are not background among all cells with the same value in a plane; -1 where the plane holds
    /// -1. Undefined if the sizes differ.
    #[example = "class_count({2203|3000}, plane{0 0 1 0|1 2 2 -1}) = plane{3 3 1 3|1 0 0 -1}"]
    #[cost = 8]
    fn class_count(grid: &Grid, plane: &Plane) -> Option<Plane> {
        let classes = classes(grid, plane);
        grid.zip(plane, |_, value| match classes.get(&value) {
            _ if value == -1 => -1,
            Some(counts) => counts.iter().map(|(_, count)| count).sum(),
            None => 0,
        })
    }

    /// The sum of two planes.
    #[example = "plane_add(plane{1 2}, plane{3 4}) = plane{4 6}"]
    #[cost = 10]
    fn plane_add(left: &Plane, right: &Plane) -> Option<Plane> {
        left.zip(right, |a, b| a + b)
    }

    /// The difference of two planes.
    #[example = "plane_subtract(plane{1 2}, plane{3 1}) = plane{-2 1}"]
    #[cost = 10]
    fn plane_subtract(left: &Plane, right: &Plane) -> Option<Plane> {
        left.zip(right, |a, b| a - b)
    }

    /// Each value modulo a number; -1, which stands for none, stays.
    #[example = "plane_modulo(plane{1 2 -1}, 2) = plane{1 0 -1}"]
    #[cost = 8]
    fn plane_modulo(plane: &Plane, by: i32) -> Option<Plane> {
        (by >= 2).then(|| plane.map(|value| if value == -1 { -1 } else { value.rem_euclid(by) }))
    }

    /// The cells of a value.
    #[example = "cells_equal(plane{1 2 1}, 1) = mask{#.#}"]
    #[cost = 8]
    fn cells_equal(plane: &Plane, value: i32) -> Mask {
        plane.map(|cell| cell == value)
    }

    /// The cells below a value.
    #[example = "cells_less(plane{1 2 1}, 2) = mask{#.#}"]
    #[cost = 9]
    fn cells_less(plane: &Plane, value: i32) -> Mask {
        plane.map(|cell| cell < value)
    }

    /// The cells where two planes agree.
    #[example = "cells_agree(plane{1 2}, plane{1 3}) = mask{#.}"]
    #[cost = 8]
    fn cells_agree(left: &Plane, right: &Plane) -> Option<Mask> {
        left.zip(right, |a, b| a == b)
    }

    /// The cells where the first plane is below the second.
    #[example = "cells_below(plane{1 2}, plane{1 3}) = mask{.#}"]
    #[cost = 10]
    fn cells_below(left: &Plane, right: &Plane) -> Option<Mask> {
        left.zip(right, |a, b| a < b)
    }

    /// The cells of the highest value.
    #[example = "cells_highest(plane{1 2}) = mask{.#}"]
    #[cost = 9]
    fn cells_highest(plane: &Plane) -> Mask {
        let best = plane.cells().iter().copied().max().unwrap_or(0);
        plane.map(|cell| cell == best)
    }

    /// The cells of the lowest value; -1, which stands for none, does not count.
    #[example = "cells_lowest(plane{2 1 -1}) = mask{.#.}"]
    #[cost = 8]
    fn cells_lowest(plane: &Plane) -> Mask {
        let best = plane.cells().iter().copied().filter(|&cell| cell != -1).min();
        plane.map(|cell| Some(cell) == best)
    }

    /// The value of a plane at a position.
    #[example = "value_at(plane{1 2}, (0, 1)) = 2"]
    #[cost = 10]
    fn value_at(plane: &Plane, point: Point) -> Option<i32> {
        plane.get(point)
    }

    /// The place of each value among all values of the plane, 0 for the lowest.
    #[example = "plane_rank(plane{5 9 5 7}) = plane{0 2 0 1}"]
    #[cost = 10]
    fn plane_rank(plane: &Plane) -> Plane {
        let mut values = plane.cells().to_vec();
        values.sort_unstable();
        values.dedup();
        let rank = |value| values.binary_search(&value).map_or(-1, |place| place as i32);
        plane.map(rank)
    }

    /// True cells as 1, false as 0.
    #[example = "mask_to_plane(mask{#.}) = plane{1 0}"]
    #[cost = 4]
    fn mask_to_plane(mask: &Mask) -> Plane {
        mask.map(i32::from)
    }

    /// The grid of the colors whose indices a plane holds; undefined if it holds other numbers.
    #[example = "plane_to_grid(plane{1 2}) = {12}"]
    #[cost = 4]
    fn plane_to_grid(plane: &Plane) -> Option<Grid> {
        let is_color = plane.cells().iter().all(|value| (0..10).contains(value));
        is_color.then(|| plane.map(|value| Color::ALL[value as usize]))
    }

    /// A grid of a plane's colors, and another grid's cells where the plane holds -1.
    #[example = "paint_plane({55}, plane{1 -1}) = {15}"]
    #[cost = 5]
    fn paint_plane(grid: &Grid, plane: &Plane) -> Option<Grid> {
        let is_color = plane.cells().iter().all(|value| (-1..10).contains(value));
        is_color.then(|| grid.zip(plane, |own, value| if value < 0 { own } else { Color::ALL[value as usize] })).flatten()
    }

    /// A decision table over cells. Each row lists one value for each key and the result; a cell gets the result of
    /// the row whose values are the cell's values of the keys, and `otherwise` where there is none.
    #[example = "look_up([plane{1 2}, plane{0 0}], [[1, 0, 7]], -1) = plane{7 -1}"]
    #[cost = 2]
    fn look_up(keys: Vec<&Plane>, rows: Vec<Vec<i32>>, otherwise: i32) -> Option<Plane> {
        let first = keys.first()?;
        let table = table(&rows, keys.len())?;
        if keys.iter().any(|key| key.size() != first.size()) {
            return None;
        }
        let width = first.width();
        let mut tuple = vec![0; keys.len()];
        Some(first.like(|row, col| {
            for (value, key) in tuple.iter_mut().zip(&keys) {
                *value = key.cells()[row * width + col];
            }
            table.get(&tuple[..]).copied().unwrap_or(otherwise)
        }))
    }

    /// A decision table over one tuple of numbers: the result of the row whose values are the keys, `otherwise` where
    /// there is none.
    #[example = "match_row([1, 0], [[1, 0, 7], [2, 0, 8]], -1) = 7"]
    #[cost = 10]
    fn match_row(keys: Vec<i32>, rows: Vec<Vec<i32>>, otherwise: i32) -> Option<i32> {
        let is_table = !keys.is_empty() && rows.iter().all(|row| row.len() == keys.len() + 1);
        let found = rows.iter().find(|row| row.starts_with(&keys)).and_then(|row| row.last());
        is_table.then(|| found.copied().unwrap_or(otherwise))
    }

    /// For each cell, the cell of the option whose number the selector holds there.
    #[example = "choose(plane{0 1}, [{12}, {34}]) = {14}"]
    #[cost = 2]
    fn choose(selector: &Plane, options: Vec<&Grid>) -> Option<Grid> {
        let count = options.len() as i32;
        let is_fitting = selector.cells().iter().all(|cell| (0..count).contains(cell))
            && options.iter().all(|option| option.size() == selector.size());
        is_fitting.then(|| selector.like(|row, col| options[selector[(row, col)] as usize][(row, col)]))
    }
}

/// Of each value of a plane but -1 the colors but the background, in the order of their first cells, with their numbers
/// of cells there.
fn classes(grid: &Grid, plane: &Plane) -> FxHashMap<i32, Vec<(Color, i32)>> {
    let background = background_of(grid);
    let mut classes: FxHashMap<i32, Vec<(Color, i32)>> = FxHashMap::default();
    for (&color, &value) in grid.cells().iter().zip(plane.cells()) {
        if color == background || value == -1 {
            continue;
        }
        let counts = classes.entry(value).or_default();
        match counts.iter_mut().find(|(known, _)| *known == color) {
            Some((_, count)) => *count += 1,
            None => counts.push((color, 1)),
        }
    }
    classes
}

/// The bounding boxes of the clusters of true cells; cells up to `reach` king's moves apart belong together.
fn cluster_boxes(mask: &Mask, reach: i32) -> Vec<(Point, Size)> {
    let mut waiting = mask.clone();
    let mut boxes = Vec::new();
    for start in mask.points() {
        if !is_set(&waiting, start) {
            continue;
        }
        waiting.set(start, false);
        let mut cluster = vec![start];
        let mut next = 0;
        while let Some(&at) = cluster.get(next) {
            next += 1;
            for near in (-reach..=reach).flat_map(|row| (-reach..=reach).map(move |col| at + Point::new(row, col))) {
                if is_set(&waiting, near) {
                    waiting.set(near, false);
                    cluster.push(near);
                }
            }
        }
        boxes.extend(bounds(cluster));
    }
    boxes
}

/// The results of a decision table by key; the first of two rows with equal keys counts. `None` if a row has not one
/// value for each key and a result.
fn table(rows: &[Vec<i32>], keys: usize) -> Option<FxHashMap<&[i32], i32>> {
    let mut table = FxHashMap::default();
    for row in rows {
        let (result, key) = row.split_last().filter(|(_, key)| key.len() == keys)?;
        table.entry(key).or_insert(*result);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn tables_must_fit_their_keys() {
        assert_eq!(value("look_up([plane{1 2}], [[1, 2, 3]], 0)"), None);
        assert_eq!(value("look_up([plane{1 2}, plane{1}], [[1, 2, 3]], 0)"), None);
        assert_eq!(value("look_up([], [[1]], 0)"), None);
        assert_eq!(value("match_row([1], [[1, 2, 3]], 0)"), None);
        assert_eq!(value("look_up([plane{1 2}], [[1, 5], [1, 6]], 0)").as_deref(), Some("plane{5 0}"));
    }

    #[test]
    fn choices_must_exist() {
        assert_eq!(value("choose(plane{0 2}, [{12}, {34}])"), None);
        assert_eq!(value("choose(plane{0 -1}, [{12}, {34}])"), None);
        assert_eq!(value("choose(plane{0 1}, [{12}, {3}])"), None);
    }
}
