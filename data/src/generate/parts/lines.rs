//! Lines from border to border and pieces of lines.

use arc_dsl::{Color, Direction, Grid, Point};

use super::scene::Scene;

/// A whole row.
pub fn row(scene: &mut Scene, row: usize, color: Color) {
    segment(scene, Point::new(row as i32, 0), Direction::Right, usize::MAX, color);
}

/// A whole column.
pub fn column(scene: &mut Scene, col: usize, color: Color) {
    segment(scene, Point::new(0, col as i32), Direction::Down, usize::MAX, color);
}

/// `length` cells from a point in a direction, cut off at the border.
pub fn segment(scene: &mut Scene, from: Point, direction: Direction, length: usize, color: Color) {
    let mut at = from;
    let mut left = length;
    while left > 0 && scene.size().contains(at) {
        scene.dot(at, color);
        at = at + direction.delta();
        left -= 1;
    }
}

/// The outermost row or column of a side.
pub fn side(scene: &mut Scene, side: Direction, color: Color) {
    let size = scene.size();
    match side {
        Direction::Up => row(scene, 0, color),
        Direction::Down => row(scene, size.height as usize - 1, color),
        Direction::Left => column(scene, 0, color),
        Direction::Right => column(scene, size.width as usize - 1, color),
        _ => {}
    }
}

/// Rows and columns of a grid at a distance from each other, as in a lattice of streets.
pub fn streets(grid: &Grid, rows: &[usize], cols: &[usize], color: Color) -> Grid {
    grid.like(|row, col| if rows.contains(&row) || cols.contains(&col) { color } else { grid[(row, col)] })
}
