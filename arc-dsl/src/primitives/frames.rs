//! Frames: outlines of rectangles, found even where other cells of their color touch them.

use crate::color::Color;
use crate::matrix::{Grid, Matrix};
use crate::object::Object;

use super::color::background_of;
use super::geometry::cell;

/// Most frames listed; the largest stay.
const MAX_FRAMES: usize = 32;

/// For every cell, the length of the run of its color that ends there: to the left, and upwards.
fn runs(grid: &Grid) -> (Matrix<i32>, Matrix<i32>) {
    let (mut left, mut up) = (grid.map(|_| 1), grid.map(|_| 1));
    for ((row, col), color) in grid.indexed() {
        if col > 0 && grid[(row, col - 1)] == color {
            left[(row, col)] = left[(row, col - 1)] + 1;
        }
        if row > 0 && grid[(row - 1, col)] == color {
            up[(row, col)] = up[(row - 1, col)] + 1;
        }
    }
    (left, up)
}

/// The frames of any color but one, largest first: row, column, height and width. A frame's inside is not wholly of its
/// color.
fn outlines(grid: &Grid, ground: Color) -> Vec<(usize, usize, usize, usize)> {
    let (left, up) = runs(grid);
    let mut found = Vec::new();
    for ((bottom, right), _) in grid.indexed().filter(|&(_, color)| color != ground) {
        let (widest, highest) = (left[(bottom, right)] as usize, up[(bottom, right)] as usize);
        for height in 3..=highest {
            let top = bottom + 1 - height;
            let widest = widest.min(left[(top, right)] as usize);
            for width in 3..=widest {
                let first = right + 1 - width;
                if up[(bottom, first)] as usize >= height {
                    let is_full = |row: usize| left[(row, right)] as usize >= width;
                    if !(top + 1..bottom).all(is_full) {
                        found.push((top, first, height, width));
                    }
                }
            }
        }
    }
    found.sort_by_key(|&(top, first, height, width)| (std::cmp::Reverse(height * width), top, first));
    found.truncate(MAX_FRAMES);
    found
}

primitives! {
    family "frames";

    /// The outlines of rectangles in one color, one cell thick and three or more cells wide and high, the largest first; other
    /// cells of the color may touch them.
    #[example = "map(frames({11110|10210|11111}), o -> box_size(o)) = [3x4]"]
    #[cost = 7]
    fn frames(grid: &Grid) -> Vec<Object> {
        let ground = background_of(grid);
        let frame = |(top, left, height, width): (usize, usize, usize, usize)| {
            let color = grid[(top, left)];
            let cells = Matrix::from_fn(height, width, |row, col| {
                let is_edge = row == 0 || col == 0 || row + 1 == height || col + 1 == width;
                is_edge.then_some(color)
            })?;
            Object::new(cells.with_offset(cell(top, left)), grid.size(), ground)
        };
        outlines(grid, ground).into_iter().filter_map(frame).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::assert_holds;

    #[test]
    fn frames_are_found_in_noise_and_filled_blocks_are_not() {
        assert_holds("length(frames({1110000|1110000|1110000})) = 0");
        assert_holds("map(frames({0022220|2022020|0020021|0022220}), o -> box_size(o)) = [4x4]");
    }
}
