//! Noise: stray cells found, removed, or healed by the colors around them.
//!
//! Removing leaves background, healing (absorbing) takes the color of the surroundings.

use crate::perception::components;
use crate::primitives::support::colors::background_of;
use crate::values::{Color, Direction, Grid, Mask, Point, Size};

/// The cells that are not background and have no neighbor of their color, straight or diagonal.
fn isolated_cells(grid: &Grid) -> Mask {
    let ground = background_of(grid);
    grid.like(|row, col| {
        let (point, color) = (Point::at(row, col), grid[(row, col)]);
        color != ground && !Direction::ALL.iter().any(|step| grid.get(point + step.delta()) == Some(color))
    })
}

/// The color with the highest count, if any is counted; the lowest color at a tie.
fn most_counted(counts: &[usize; 10]) -> Option<Color> {
    let best = (0..10).rev().max_by_key(|&index| counts[index])?;
    (counts[best] > 0).then(|| Color::ALL[best])
}

primitives! {
    family "noise";

    /// The cells that are not background and have no neighbor of their color, straight or diagonal.
    #[example = "isolated({1100|0002|3000}) = mask{....|...#|#...}"]
    #[cost = 7]
    fn isolated(grid: &Grid) -> Mask {
        isolated_cells(grid)
    }

    /// A grid without its isolated cells, those with no neighbor of their color.
    #[example = "remove_isolated({1100|0002|3000}) = {1100|0000|0000}"]
    #[cost = 5]
    fn remove_isolated(grid: &Grid) -> Grid {
        let (ground, isolated) = (background_of(grid), isolated_cells(grid));
        grid.like(|row, col| if isolated[(row, col)] { ground } else { grid[(row, col)] })
    }

    /// A grid without the connected regions of one color that have at most `most` cells, but for the background.
    #[example = "remove_small({1102|0002|3002}, 2) = {0002|0002|0002}"]
    #[cost = 9]
    fn remove_small(grid: &Grid, most: i32) -> Grid {
        let ground = background_of(grid);
        let mut clean = grid.clone();
        for points in components(grid, false, |a, b| a == b && a != ground) {
            if points.len() as i64 <= i64::from(most) {
                points.iter().for_each(|&point| clean.set(point, ground));
            }
        }
        clean
    }

    /// A grid in which the connected regions of one color, background included, that have at most `most` cells take
    /// the color that is most common beside them; other such regions do not count.
    #[example = "absorb_small({11111|12101|11111}, 1) = {11111|11111|11111}"]
    #[cost = 9]
    fn absorb_small(grid: &Grid, most: i32) -> Grid {
        let mut regions = components(grid, false, |a, b| a == b);
        regions.retain(|points| points.len() as i64 <= i64::from(most));
        let mut small = grid.map(|_| false);
        regions.iter().flatten().for_each(|&point| small.set(point, true));
        let mut healed = grid.clone();
        for points in regions {
            let mut counts = [0; 10];
            for around in points.iter().flat_map(|&point| Direction::STRAIGHT.map(|step| point + step.delta())) {
                if let Some(color) = grid.get(around).filter(|_| small.get(around) == Some(false)) {
                    counts[color.index()] += 1;
                }
            }
            if let Some(color) = most_counted(&counts) {
                points.iter().for_each(|&point| healed.set(point, color));
            }
        }
        healed
    }

    /// A grid in which the cells of one color take the most common other color around them, from outside to inside.
    /// Neighbors beside a cell count more than those at its corners.
    #[example = "absorb_color({1222|5552|1222}, gray) = {1222|1222|1222}"]
    #[cost = 7]
    fn absorb_color(grid: &Grid, color: Color) -> Option<Grid> {
        let mut healed = grid.clone();
        let mut open: Vec<Point> = grid.map(|cell| cell == color).points().collect();
        loop {
            let colors: Vec<Option<Color>> = open
                .iter()
                .map(|&point| {
                    let mut counts = [0; 10];
                    for step in Direction::ALL {
                        if let Some(around) = healed.get(point + step.delta()).filter(|&around| around != color) {
                            counts[around.index()] += if step.is_diagonal() { 2 } else { 3 };
                        }
                    }
                    most_counted(&counts)
                })
                .collect();
            if colors.iter().all(Option::is_none) {
                return Some(healed);
            }
            let mut still_open = Vec::new();
            for (&point, new) in open.iter().zip(colors) {
                match new {
                    Some(new) => healed.set(point, new),
                    None => still_open.push(point),
                }
            }
            open = still_open;
        }
    }

    /// A grid in which each cell takes the color that at least five of the nine cells around it have, itself included
    /// (the majority filter of image processing).
    #[example = "majority_filter({1111|1211|1111}) = {1111|1111|1111}"]
    #[cost = 7]
    fn majority_filter(grid: &Grid) -> Grid {
        grid.like(|row, col| {
            let point = Point::at(row, col);
            let mut counts = [0; 10];
            counts[grid[(row, col)].index()] += 1;
            for around in Direction::ALL.iter().filter_map(|step| grid.get(point + step.delta())) {
                counts[around.index()] += 1;
            }
            (0..10).find(|&index| counts[index] >= 5).map_or(grid[(row, col)], |index| Color::ALL[index])
        })
    }

    /// A grid that keeps only cells which lie, with others of their color, in a rectangle of a given size (the opening
    /// of mathematical morphology, Serra 1982); the rest becomes background.
    #[example = "keep_blocks({1120|1102|0022}, 2x2) = {1100|1100|0000}"]
    #[cost = 8]
    fn keep_blocks(grid: &Grid, size: Size) -> Option<Grid> {
        let ground = background_of(grid);
        let (block_height, block_width) = (usize::try_from(size.height).ok()?, usize::try_from(size.width).ok()?);
        let is_empty = block_height == 0 || block_width == 0;
        if is_empty || block_height > grid.height() || block_width > grid.width() {
            return None;
        }
        let mut kept = grid.map(|_| ground);
        // Cells of one color upwards from each cell of the row above.
        let mut runs = vec![0; grid.width()];
        for row in 0..grid.height() {
            let mut length = 0;
            for col in 0..grid.width() {
                let color = grid[(row, col)];
                runs[col] = if row > 0 && grid[(row - 1, col)] == color { runs[col] + 1 } else { 1 };
                let continues = col > 0 && grid[(row, col - 1)] == color;
                length = match runs[col] >= block_height {
                    true if continues => length + 1,
                    true => 1,
                    false => 0,
                };
                if length >= block_width && color != ground {
                    let width = if length == block_width { block_width } else { 1 };
                    for row in row + 1 - block_height..=row {
                        for col in col + 1 - width..=col {
                            kept[(row, col)] = color;
                        }
                    }
                }
            }
        }
        Some(kept)
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn clean_grids_stay() {
        assert_holds("isolated({11|11}) = mask{..|..}");
        assert_holds("remove_isolated({110|011}) = {110|011}");
        assert_holds("remove_small({110}, 1) = {110}");
        assert_holds("remove_small({110}, 0) = {110}");
        assert_holds("absorb_small({110}, 0) = {110}");
        assert_holds("majority_filter({11|11}) = {11|11}");
        assert_holds("absorb_color({11|11}, red) = {11|11}");
        assert_holds("absorb_color({22|22}, red) = {22|22}");
    }

    #[test]
    fn specks_heal_from_large_regions_only() {
        assert_holds("absorb_small({0033|0053|0633}, 1) = {0033|0033|0033}");
        assert_holds("absorb_small({00000|02300|00000}, 1) = {00000|00000|00000}");
        assert_holds("absorb_small({12}, 1) = {12}");
    }

    #[test]
    fn holes_close_from_outside() {
        assert_holds("absorb_color({33333|30003|30003|30003|33333}, black) = {33333|33333|33333|33333|33333}");
    }

    #[test]
    fn blocks_are_of_one_color() {
        assert_holds("keep_blocks({1122|1122|0000}, 2x3) = {0000|0000|0000}");
        assert_holds("keep_blocks({11100|11100|00100}, 2x2) = {11100|11100|00000}");
        assert_holds("keep_blocks({0110|1100|1100}, 2x2) = {0000|1100|1100}");
        assert_holds("keep_blocks({1020}, 1x1) = {1020}");
        assert_holds("keep_blocks({11}, 1x0) = undefined");
        assert_holds("keep_blocks({11}, 1x2) = {11}");
    }
}
