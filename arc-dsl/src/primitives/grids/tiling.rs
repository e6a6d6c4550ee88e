//! One grid repeated: tiled, mirrored, and set into itself.

use crate::primitives::support::grids::join_lattice;
use crate::values::{Color, Direction, Grid, Mask, Point, Size, Transform};

/// The grid with its mirror image added on the sides that a direction names. With `shares`, the line at the mirror is
/// not doubled.
fn unfolded(grid: &Grid, side: Direction, shares: bool) -> Option<Grid> {
    let step = side.delta();
    let grown = |step: i32, length: usize| match step {
        0 => length,
        _ => 2 * length - usize::from(shares),
    };
    let source = |step: i32, length: usize, index: usize| match step {
        1 if index >= length => grown(step, length) - 1 - index,
        -1 if index < length => length - 1 - index,
        -1 => index + length - grown(step, length),
        _ => index,
    };
    let (height, width) = (grid.height(), grid.width());
    let (new_height, new_width) = (grown(step.row, height), grown(step.col, width));
    let added = |step: i32, new: usize, old: usize| if step < 0 { (new - old) as i32 } else { 0 };
    let before = Point::new(added(step.row, new_height, height), added(step.col, new_width, width));
    let unfolded = Grid::from_fn(new_height, new_width, |row, col| {
        grid[(source(step.row, height, row), source(step.col, width, col))]
    })?;
    Some(unfolded.with_offset(grid.offset() - before))
}

/// The sides of a size that are lengths of a grid.
fn sides(size: Size) -> Option<(usize, usize)> {
    Some((usize::try_from(size.height).ok()?, usize::try_from(size.width).ok()?))
}

/// A grid of blocks as large as `block`: where a cell of `plan` is marked, the block, else background.
fn set_into(plan: &Mask, block: &Grid, background: Color) -> Option<Grid> {
    let (height, width) = (block.height(), block.width());
    Grid::from_fn(plan.height() * height, plan.width() * width, |row, col| {
        if plan[(row / height, col / width)] { block[(row % height, col % width)] } else { background }
    })
}

primitives! {
    family "tiling";

    /// So many copies of the grid down and across.
    #[example = "tile({12}, 2x2) = {1212|1212}"]
    #[cost = 6]
    fn tile(grid: &Grid, counts: Size) -> Option<Grid> {
        let (down, across) = sides(counts)?;
        let (height, width) = (grid.height(), grid.width());
        Grid::from_fn(height * down, width * across, |row, col| grid[(row % height, col % width)])
    }

    /// Copies of the grid, the first at the top left, up to a size.
    #[example = "tile_to({12|34}, 3x3) = {121|343|121}"]
    #[cost = 9]
    fn tile_to(grid: &Grid, size: Size) -> Option<Grid> {
        let (height, width) = sides(size)?;
        Grid::from_fn(height, width, |row, col| grid[(row % grid.height(), col % grid.width())])
    }

    /// A part repeated in all directions over a scene of a size, one copy at the position that the part was cut from.
    #[example = "wallpaper(half({1234}, right), 1x5) = {34343}"]
    #[cost = 6]
    fn wallpaper(part: &Grid, size: Size) -> Option<Grid> {
        let (height, width) = sides(size)?;
        let at = part.offset();
        let down = (-at.row).rem_euclid(part.height() as i32) as usize;
        let right = (-at.col).rem_euclid(part.width() as i32) as usize;
        Grid::from_fn(height, width, |row, col| part[((row + down) % part.height(), (col + right) % part.width())])
    }

    /// So many copies of the grid down and across, each the mirror image of its neighbors.
    #[example = "mirror_tile({12}, 2x3) = {122112|122112}"]
    #[cost = 7]
    fn mirror_tile(grid: &Grid, counts: Size) -> Option<Grid> {
        let (down, across) = sides(counts)?;
        let source = |index: usize, length: usize| match (index / length % 2, index % length) {
            (0, within) => within,
            (_, within) => length - 1 - within,
        };
        let (height, width) = (grid.height(), grid.width());
        Grid::from_fn(height * down, width * across, |row, col| grid[(source(row, height), source(col, width))])
    }

    /// The grid with its mirror image at a side; at a corner, with mirror images at both sides and across.
    #[example = "unfold({12|34}, down_right) = {1221|3443|3443|1221}"]
    #[cost = 5]
    fn unfold(grid: &Grid, side: Direction) -> Option<Grid> {
        unfolded(grid, side, false)
    }

    /// The grid with its mirror image at a side or corner, the line at the mirror belonging to both.
    #[example = "unfold_sharing({123}, right) = {12321}"]
    #[cost = 8]
    fn unfold_sharing(grid: &Grid, side: Direction) -> Option<Grid> {
        unfolded(grid, side, true)
    }

    /// Four copies of a square grid, each turned a quarter further, going round clockwise from the top left.
    #[example = "pinwheel({12|34}, rotate90) = {1231|3442|2443|1321}"]
    #[cost = 8]
    fn pinwheel(grid: &Grid, turn: Transform) -> Option<Grid> {
        let is_turn = matches!(turn, Transform::Rotate90 | Transform::Rotate270);
        if !is_turn || grid.height() != grid.width() {
            return None;
        }
        let right = grid.transform(turn);
        let across = right.transform(turn);
        let below = across.transform(turn);
        join_lattice(&[grid, &right, &below, &across], 2)
    }

    /// A copy of the grid for every cell of a mask where the cell is marked, and background where it is not (the
    /// Kronecker product).
    #[example = "kronecker(mask{#.}, {12}, black) = {1200}"]
    #[cost = 7]
    fn kronecker(plan: &Mask, grid: &Grid, background: Color) -> Option<Grid> {
        set_into(plan, grid, background)
    }

    /// A copy of the grid in place of every one of its own cells that is not background.
    #[example = "fractal({10|22}, black) = {1000|2200|1010|2222}"]
    #[cost = 6]
    fn fractal(grid: &Grid, background: Color) -> Option<Grid> {
        set_into(&grid.map(|color| color != background), grid, background)
    }

    /// In place of every cell, a copy of the grid in which only the cells of that cell's color are kept.
    #[example = "color_fractal({12|10}, black) = {1002|1000|1000|1000}"]
    #[cost = 8]
    fn color_fractal(grid: &Grid, background: Color) -> Option<Grid> {
        let (height, width) = (grid.height(), grid.width());
        Grid::from_fn(height * height, width * width, |row, col| {
            let kept = grid[(row / height, col / width)];
            if grid[(row % height, col % width)] == kept { kept } else { background }
        })
    }

    /// Every cell made a copy of a shape in the cell's color; around the shapes is background.
    #[example = "shape_cells({12}, mask{#.|##}, black) = {1020|1122}"]
    #[cost = 8]
    fn shape_cells(grid: &Grid, shape: &Mask, background: Color) -> Option<Grid> {
        let (height, width) = (shape.height(), shape.width());
        Grid::from_fn(grid.height() * height, grid.width() * width, |row, col| {
            if shape[(row % height, col % width)] { grid[(row / height, col / width)] } else { background }
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
    fn the_original_stays_opposite_to_its_image() {
        assert_eq!(value("unfold({12}, left)").unwrap(), "{2112}@(0, -2)");
        assert_eq!(value("unfold({1|2}, up)").unwrap(), "{2|1|1|2}@(-2, 0)");
        assert_eq!(value("unfold_sharing({123}, left)").unwrap(), "{32123}@(0, -2)");
        assert_eq!(value("unfold_sharing({12|34}, up_left)").unwrap(), "{434|212|434}@(-1, -1)");
        assert_eq!(value("unfold_sharing({1}, right)").unwrap(), "{1}");
    }

    #[test]
    fn wallpaper_meets_the_part_it_is_made_of() {
        assert_eq!(value("wallpaper({12}@(0, 1), 1x6)").unwrap(), "{212121}");
        assert_eq!(value("wallpaper({12|34}@(-1, -1), 2x2)").unwrap(), "{43|21}");
        assert_eq!(value("paste({123}@(0, 2), wallpaper({123}@(0, 2), 1x7))").unwrap(), "{2312312}");
    }

    #[test]
    fn one_copy_is_the_grid() {
        assert_eq!(value("tile({12}, 1x1)").unwrap(), "{12}");
        assert_eq!(value("mirror_tile({12}, 1x1)").unwrap(), "{12}");
    }

    #[test]
    fn sizes_are_bounded() {
        for text in [
            "tile({12}, 0x2)",
            "tile({12}, -1x2)",
            "tile({12}, 100000x100000)",
            "tile_to({12}, 1000000x1000000)",
            "mirror_tile({12}, 1x65)",
            "pinwheel({12}, rotate90)",
            "pinwheel({1}, transpose)",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
