//! How a grid lies: transforms that bring grids into a common position, in which one rule holds for all.

use crate::primitives::support::colors::background_of;
use crate::values::{Color, Direction, Grid, Point, Size, Transform};

primitives! {
    family "orientation";

    /// The transform that undoes another one.
    #[example = "inverse(rotate90) = rotate270"]
    #[cost = 6]
    fn inverse(by: Transform) -> Transform {
        by.inverse()
    }

    /// The transform after which the grid is not wider than high, if need be by exchange of rows and columns.
    #[example = "upright({123|456}) = transpose"]
    #[cost = 8]
    fn upright(grid: &Grid) -> Transform {
        standing(grid.size().height, grid.size().width)
    }

    /// The transform after which the cells of a color fill a box that is higher than wide; undefined if it is a square.
    #[example = "upright_color({000|220|000}, red) = transpose"]
    #[cost = 8]
    fn upright_color(grid: &Grid, color: Color) -> Option<Transform> {
        let (_, Size { height, width }) = grid.map(|cell| cell == color).bounds()?;
        (height != width).then(|| standing(height, width))
    }

    /// The transform after which more cells have their own color below than beside them; undefined if as many do.
    #[example = "upright_grain({111|222}) = transpose"]
    #[cost = 8]
    fn upright_grain(grid: &Grid) -> Option<Transform> {
        let background = background_of(grid);
        let runs = |direction: Direction| {
            let next = direction.delta();
            let continues = |((row, col), color): ((usize, usize), Color)| {
                let at = Point::at(row, col) + next;
                color != background && grid.get(at) == Some(color)
            };
            grid.indexed().filter(|&cell| continues(cell)).count() as i32
        };
        let (down, right) = (runs(Direction::Down), runs(Direction::Right));
        (down != right).then(|| standing(down, right))
    }

    /// The turn that brings the side to which the cells of a color lie, by their mean, to the top; undefined if they lie in
    /// the middle or toward a corner.
    #[example = "facing({000|003|000}, green) = rotate270"]
    #[cost = 8]
    fn facing(grid: &Grid, color: Color) -> Option<Transform> {
        let (down, right) = lean(grid, color);
        if down.abs() == right.abs() {
            return None;
        }
        Some(match down.abs() > right.abs() {
            true if down < 0 => Transform::Identity,
            true => Transform::Rotate180,
            false if right < 0 => Transform::Rotate90,
            false => Transform::Rotate270,
        })
    }

    /// The flips that bring the corner to which the cells of a color lie, by their mean, to the top left; undefined if they
    /// lie in the middle of rows or columns.
    #[example = "facing_corner({000|000|003}, green) = rotate180"]
    #[cost = 8]
    fn facing_corner(grid: &Grid, color: Color) -> Option<Transform> {
        let (down, right) = lean(grid, color);
        if down == 0 || right == 0 {
            return None;
        }
        Some(match (down > 0, right > 0) {
            (false, false) => Transform::Identity,
            (false, true) => Transform::FlipHorizontal,
            (true, false) => Transform::FlipVertical,
            (true, true) => Transform::Rotate180,
        })
    }
}

/// Twice the distances of the cells of a color from the middle of a grid, down and to the right, summed.
fn lean(grid: &Grid, color: Color) -> (i64, i64) {
    let (mut down, mut right) = (0, 0);
    for ((row, col), _) in grid.indexed().filter(|&(_, cell)| cell == color) {
        down += 2 * row as i64 + 1 - grid.height() as i64;
        right += 2 * col as i64 + 1 - grid.width() as i64;
    }
    (down, right)
}

/// Exchanges rows and columns of what is wider than high.
fn standing(height: i32, width: i32) -> Transform {
    if width > height { Transform::Transpose } else { Transform::Identity }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn what_stands_stays() {
        assert_holds("upright({1|2}) = identity");
        assert_holds("upright_color({020|020|000}, red) = identity");
        assert_holds("upright_grain({1020|1020|0000}) = identity");
    }

    #[test]
    fn faced_colors_are_on_top() {
        for grid in ["{030|000}", "{000|030}", "{300|300|000}", "{000|003|003}"] {
            let turned = format!("transform({grid}, facing({grid}, green))");
            assert_holds(&format!("facing({turned}, green) = identity"));
        }
        for grid in ["{300|000}", "{000|003}", "{003|000|000}", "{000|300|300}"] {
            let turned = format!("transform({grid}, facing_corner({grid}, green))");
            assert_holds(&format!("facing_corner({turned}, green) = identity"));
        }
    }
}
