//! Grids made larger or smaller.

use crate::values::{Color, Grid, Size};

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The side of the largest square blocks of one color each that the grid consists of.
fn block_side(grid: &Grid) -> usize {
    let mut side = gcd(grid.height(), grid.width());
    for col in 1..grid.width() {
        if side > 1 && col % side != 0 && grid.column(col).ne(grid.column(col - 1)) {
            side = gcd(side, col);
        }
    }
    for row in 1..grid.height() {
        if side > 1 && row % side != 0 && grid.row(row) != grid.row(row - 1) {
            side = gcd(side, row);
        }
    }
    side
}

/// Every cell made a block of `rows` times `cols` cells.
fn enlarge(grid: &Grid, rows: i32, cols: i32) -> Option<Grid> {
    if rows < 1 || cols < 1 {
        return None;
    }
    let (rows, cols) = (rows as usize, cols as usize);
    Grid::from_fn(grid.height() * rows, grid.width() * cols, |row, col| grid[(row / rows, col / cols)])
}

/// The top left cell of every block of `rows` times `cols` cells.
fn thin_out(grid: &Grid, rows: usize, cols: usize) -> Option<Grid> {
    Grid::from_fn(grid.height() / rows, grid.width() / cols, |row, col| grid[(row * rows, col * cols)])
}

primitives! {
    family "scale";

    /// Every cell made a square block of a side length.
    #[example = "upscale({12}, 2) = {1122|1122}"]
    #[cost = 5]
    fn upscale(grid: &Grid, factor: i32) -> Option<Grid> {
        enlarge(grid, factor, factor)
    }

    /// Every cell made a block of a size.
    #[example = "stretch({12}, 1x2) = {1122}"]
    #[cost = 6]
    fn stretch(grid: &Grid, block: Size) -> Option<Grid> {
        enlarge(grid, block.height, block.width)
    }

    /// The grid scaled to a size; each cell takes the color at its relative position.
    #[example = "resize({12|34}, 2x4) = {1122|3344}"]
    #[cost = 7]
    fn resize(grid: &Grid, size: Size) -> Option<Grid> {
        if size.height < 1 || size.width < 1 {
            return None;
        }
        let (height, width) = (size.height as usize, size.width as usize);
        Grid::from_fn(height, width, |row, col| grid[(row * grid.height() / height, col * grid.width() / width)])
    }

    /// Every square block of a side length made a cell, if all blocks are of one color each.
    #[example = "downscale({1122|1122}, 2) = {12}"]
    #[cost = 9]
    fn downscale(grid: &Grid, factor: i32) -> Option<Grid> {
        let factor = usize::try_from(factor).ok().filter(|&factor| factor > 0)?;
        block_side(grid).is_multiple_of(factor).then(|| thin_out(grid, factor, factor)).flatten()
    }

    /// Every block made a cell, blocks being as large as the squares of one color that the grid consists of allow.
    #[example = "unscale({111222|111222|111222}) = {12}"]
    #[cost = 8]
    fn unscale(grid: &Grid) -> Option<Grid> {
        let side = block_side(grid);
        thin_out(grid, side, side)
    }

    /// The side length of the largest square blocks of one color each that the grid consists of.
    #[example = "block_size({111222|111222|111222}) = 3"]
    #[cost = 10]
    fn block_size(grid: &Grid) -> i32 {
        block_side(grid) as i32
    }

    /// The grid cut into equal blocks, each made a cell of its most common color; `counts` says how many down and across.
    #[example = "summarize({1132|1222}, 1x2) = {12}"]
    #[cost = 10]
    fn summarize(grid: &Grid, counts: Size) -> Option<Grid> {
        let count = |count: i32, side: usize| {
            usize::try_from(count).ok().filter(|&count| count > 0 && side.is_multiple_of(count))
        };
        let (down, across) = (count(counts.height, grid.height())?, count(counts.width, grid.width())?);
        let (height, width) = (grid.height() / down, grid.width() / across);
        let mut tally = vec![[0_u16; 10]; down * across];
        for ((row, col), color) in grid.indexed() {
            tally[row / height * across + col / width][color.index()] += 1;
        }
        Grid::from_fn(down, across, |row, col| {
            let counts = tally[row * across + col];
            let best = (0..10).rev().max_by_key(|&index| counts[index]);
            best.and_then(Color::from_index).unwrap_or_default()
        })
    }

    /// The cells moved apart by `gap` rows and columns of a color.
    #[example = "space_out({12|34}, 1, black) = {102|000|304}"]
    #[cost = 10]
    fn space_out(grid: &Grid, gap: i32, color: Color) -> Option<Grid> {
        let step = usize::try_from(gap).ok().filter(|&gap| gap < 128)? + 1;
        Grid::from_fn((grid.height() - 1) * step + 1, (grid.width() - 1) * step + 1, |row, col| {
            if row % step == 0 && col % step == 0 { grid[(row / step, col / step)] } else { color }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn blocks_are_found_from_both_axes() {
        assert_eq!(value("block_size({1111|1111|1111|1111})").unwrap(), "4");
        assert_eq!(value("block_size({1122|1122|1122|1122})").unwrap(), "2");
        assert_eq!(value("block_size({1122|1122|2211|1122})").unwrap(), "1");
        assert_eq!(value("block_size({111222333|111222333|111222333})").unwrap(), "3");
        assert_eq!(value("block_size({111122|111122|111122|111122})").unwrap(), "2");
    }

    #[test]
    fn cells_are_blocks_too() {
        for text in [
            "upscale({12|34}, 1)",
            "downscale({12|34}, 1)",
            "unscale({12|34})",
            "summarize({12|34}, 2x2)",
            "space_out({12|34}, 0, black)",
        ] {
            assert_eq!(value(text).unwrap(), "{12|34}", "{text}");
        }
    }

    #[test]
    fn factors_must_fit() {
        for text in [
            "downscale({1122|1122}, 3)",
            "downscale({1122|1222}, 2)",
            "downscale({1122|1122}, 0)",
            "upscale({1}, 129)",
            "upscale({1}, 0)",
            "upscale({1}, -1)",
            "stretch({1}, -1x-1)",
            "summarize({123}, 1x2)",
            "summarize({123}, 1x0)",
            "resize({12}, 1000x1000)",
            "space_out({12}, 1000000, red)",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
