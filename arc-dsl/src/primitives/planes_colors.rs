//! Planes over colors: for every cell how common its color is, and what symmetric cells look like.

use super::color::background_of;
use super::labels::dense_ranks;
use super::planes::code;
use crate::color::Color;
use crate::matrix::{Grid, Mask, Plane};
use crate::space::{Point, Transform};

/// Of each color its place by a measure among the colors of the grid but the background, which gets -1.
fn color_ranks(grid: &Grid, measure: impl Fn(usize) -> i32) -> [i32; 10] {
    let counts = grid.color_counts();
    let background = background_of(grid).index();
    let present: Vec<usize> = (0..10).filter(|&index| counts[index] > 0 && index != background).collect();
    let measures: Vec<i32> = present.iter().map(|&index| measure(counts[index])).collect();
    let mut ranks = [-1; 10];
    for (index, rank) in present.into_iter().zip(dense_ranks(&measures)) {
        ranks[index] = rank;
    }
    ranks
}

primitives! {
    family "planes of colors";

    /// Number of cells of the cell's color.
    #[example = "color_cells({0122}) = plane{1 1 2 2}"]
    #[cost = 10]
    fn color_cells(grid: &Grid) -> Plane {
        let counts = grid.color_counts();
        grid.map(|color| counts[color.index()] as i32)
    }

    /// Place of the cell's color by frequency without the background, 0 for the most common, -1 for the background.
    #[example = "color_rank({00122}) = plane{-1 -1 1 0 0}"]
    #[cost = 9]
    fn color_rank(grid: &Grid) -> Plane {
        let ranks = color_ranks(grid, |count| -(count as i32));
        grid.map(|color| ranks[color.index()])
    }

    /// Place of the cell's color by frequency without the background, 0 for the least common, -1 for the background.
    #[example = "color_rank_up({00122}) = plane{-1 -1 0 1 1}"]
    #[cost = 9]
    fn color_rank_up(grid: &Grid) -> Plane {
        let ranks = color_ranks(grid, |count| count as i32);
        grid.map(|color| ranks[color.index()])
    }

    /// The cells of the most common color but the background.
    #[example = "in_main_color({00122}) = mask{...##}"]
    #[cost = 7]
    fn in_main_color(grid: &Grid) -> Mask {
        let ranks = color_ranks(grid, |count| -(count as i32));
        grid.map(|color| ranks[color.index()] == 0)
    }

    /// The cells of the least common color.
    #[example = "in_minor_color({00122}) = mask{..#..}"]
    #[cost = 7]
    fn in_minor_color(grid: &Grid) -> Mask {
        let ranks = color_ranks(grid, |count| count as i32);
        grid.map(|color| ranks[color.index()] == 0)
    }

    /// The most common color but the background among the cells that symmetries of the grid's shape bring to the cell;
    /// -1 for none. Oblong grids have four symmetries, square ones eight.
    #[example = "orbit_color({10|00}) = plane{1 1|1 1}"]
    #[cost = 6]
    fn orbit_color(grid: &Grid) -> Plane {
        let size = grid.size();
        let is_square = grid.height() == grid.width();
        let symmetries: Vec<Transform> =
            Transform::ALL.into_iter().filter(|symmetry| is_square || !symmetry.swaps_axes()).collect();
        let background = background_of(grid).index();
        grid.like(|row, col| {
            let mut counts = [0; 10];
            for symmetry in &symmetries {
                let image = symmetry.apply(Point::new(row as i32, col as i32), size);
                counts[grid[(image.row as usize, image.col as usize)].index()] += 1;
            }
            counts[background] = 0;
            let best = (0..10).rev().max_by_key(|&index| counts[index]).filter(|&index| counts[index] > 0);
            code(best.and_then(Color::from_index))
        })
    }
}
