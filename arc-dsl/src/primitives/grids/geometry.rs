//! Whole grids turned, moved and placed.
//!
//! A grid remembers the offset it was cut from, so a part can be cropped, changed and pasted back without naming a
//! position (icecuber, ARC Kaggle 2020); `place_at` and `align_within` change that offset.

use crate::values::{Color, Direction, Grid, Point, Size, Transform};

primitives! {
    family "geometry";

    /// Turns or mirrors a grid.
    #[example = "transform({12|34}, rotate90) = {31|42}"]
    #[cost = 4]
    fn transform(grid: &Grid, by: Transform) -> Grid {
        grid.transform(by)
    }

    /// The content moved by a displacement: cells that leave the grid are lost, cells that open up get the fill color.
    /// Undefined if all cells leave.
    #[example = "shift_grid({12|34}, (0, 1), black) = {01|03}"]
    #[cost = 10]
    fn shift_grid(grid: &Grid, by: Point, fill: Color) -> Option<Grid> {
        let stays = by.row.abs() < grid.height() as i32 && by.col.abs() < grid.width() as i32;
        stays.then(|| grid.like(|row, col| grid.get(Point::at(row, col) - by).unwrap_or(fill)))
    }

    /// The content moved by a displacement: what leaves on one side comes back on the other.
    #[example = "roll({123|456}, (0, 1)) = {312|645}"]
    #[cost = 7]
    fn roll(grid: &Grid, by: Point) -> Grid {
        let (height, width) = (grid.height(), grid.width());
        let down = by.row.rem_euclid(height as i32) as usize;
        let right = by.col.rem_euclid(width as i32) as usize;
        let from = |row: usize, col: usize| ((row + height - down) % height, (col + width - right) % width);
        grid.like(|row, col| grid[from(row, col)])
    }

    /// The same grid as if it had been cut out at a position; `paste` puts it there.
    #[example = "paste(place_at({5}, (1, 0)), {12|34}) = {12|54}"]
    #[cost = 8]
    fn place_at(grid: &Grid, point: Point) -> Grid {
        grid.clone().with_offset(point)
    }

    /// The position that a grid was cut from.
    #[example = "grid_offset(take_side({12|34}, down, 1)) = (1, 0)"]
    #[cost = 9]
    fn grid_offset(grid: &Grid) -> Point {
        grid.offset()
    }

    /// The same grid as if it had been cut out at a side or corner of a frame, in the middle of that side.
    #[example = "paste(align_within({5}, 2x3, down), {000|000}) = {000|050}"]
    #[cost = 10]
    fn align_within(grid: &Grid, frame: Size, side: Direction) -> Option<Grid> {
        let along = |step: i32, room: i32| match step {
            0 => room / 2,
            -1 => 0,
            _ => room,
        };
        let (down, right) = (frame.height - grid.height() as i32, frame.width - grid.width() as i32);
        let step = side.delta();
        (down >= 0 && right >= 0)
            .then(|| grid.clone().with_offset(Point::new(along(step.row, down), along(step.col, right))))
    }
}
