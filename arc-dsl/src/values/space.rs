//! Points, sizes, directions and the eight symmetries of the square.

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// A cell position or a displacement, in cells; rows grow downwards, columns to the right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Point {
    /// Row, 0 at the top.
    pub row: i32,
    /// Column, 0 at the left.
    pub col: i32,
}

impl Point {
    /// The point at a row and a column.
    pub const fn new(row: i32, col: i32) -> Point {
        Point { row, col }
    }

    /// The point of a row and a column of a matrix.
    pub const fn at(row: usize, col: usize) -> Point {
        Point::new(row as i32, col as i32)
    }

    /// Moves needed by a king: the larger of the two distances.
    pub fn chebyshev(self, other: Point) -> i32 {
        (self.row - other.row).abs().max((self.col - other.col).abs())
    }

    /// Moves needed by a rook that goes one cell at a time: the sum of the two distances.
    pub fn manhattan(self, other: Point) -> i32 {
        (self.row - other.row).abs() + (self.col - other.col).abs()
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.row + other.row, self.col + other.col)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.row - other.row, self.col - other.col)
    }
}

impl Neg for Point {
    type Output = Point;
    fn neg(self) -> Point {
        Point::new(-self.row, -self.col)
    }
}

impl Mul<i32> for Point {
    type Output = Point;
    fn mul(self, factor: i32) -> Point {
        Point::new(self.row * factor, self.col * factor)
    }
}

/// Height and width, in cells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Size {
    /// Number of rows.
    pub height: i32,
    /// Number of columns.
    pub width: i32,
}

impl Size {
    /// The size with this height and width.
    pub const fn new(height: i32, width: i32) -> Size {
        Size { height, width }
    }

    /// Number of cells.
    pub fn area(self) -> i32 {
        self.height * self.width
    }

    /// Whether a point lies inside a frame of this size whose top left cell is (0, 0).
    pub fn contains(self, point: Point) -> bool {
        (0..self.height).contains(&point.row) && (0..self.width).contains(&point.col)
    }
}

/// One of the eight compass directions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // The variants are their own documentation.
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
    UpLeft,
    UpRight,
    DownLeft,
    DownRight,
}

impl Direction {
    /// The four directions along rows and columns, then the four diagonal ones.
    pub const ALL: [Direction; 8] = [
        Direction::Up,
        Direction::Down,
        Direction::Left,
        Direction::Right,
        Direction::UpLeft,
        Direction::UpRight,
        Direction::DownLeft,
        Direction::DownRight,
    ];

    /// The four directions along rows and columns.
    pub const STRAIGHT: [Direction; 4] = [Direction::Up, Direction::Down, Direction::Left, Direction::Right];

    /// The four diagonal directions.
    pub const DIAGONAL: [Direction; 4] =
        [Direction::UpLeft, Direction::UpRight, Direction::DownLeft, Direction::DownRight];

    /// The displacement of one step.
    pub fn delta(self) -> Point {
        match self {
            Direction::Up => Point::new(-1, 0),
            Direction::Down => Point::new(1, 0),
            Direction::Left => Point::new(0, -1),
            Direction::Right => Point::new(0, 1),
            Direction::UpLeft => Point::new(-1, -1),
            Direction::UpRight => Point::new(-1, 1),
            Direction::DownLeft => Point::new(1, -1),
            Direction::DownRight => Point::new(1, 1),
        }
    }

    /// The direction whose step has the signs of a displacement; `None` for no displacement.
    pub fn of(displacement: Point) -> Option<Direction> {
        let step = Point::new(displacement.row.signum(), displacement.col.signum());
        Direction::ALL.into_iter().find(|direction| direction.delta() == step)
    }

    /// The direction back.
    pub fn opposite(self) -> Direction {
        Direction::of(-self.delta()).expect("every direction has an opposite")
    }

    /// Whether the direction runs along both rows and columns.
    pub fn is_diagonal(self) -> bool {
        Direction::DIAGONAL.contains(&self)
    }

    /// The word for the direction in programs.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Left => "left",
            Direction::Right => "right",
            Direction::UpLeft => "up_left",
            Direction::UpRight => "up_right",
            Direction::DownLeft => "down_left",
            Direction::DownRight => "down_right",
        }
    }
}

/// A symmetry of the square (an element of the dihedral group D4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Transform {
    /// Nothing changes.
    Identity,
    /// A quarter turn clockwise.
    Rotate90,
    /// A half turn.
    Rotate180,
    /// A quarter turn counter-clockwise.
    Rotate270,
    /// Left and right swapped.
    FlipHorizontal,
    /// Top and bottom swapped.
    FlipVertical,
    /// Rows become columns.
    Transpose,
    /// Mirrored at the other diagonal.
    Antitranspose,
}

impl Transform {
    /// The whole group, identity first.
    pub const ALL: [Transform; 8] = [
        Transform::Identity,
        Transform::Rotate90,
        Transform::Rotate180,
        Transform::Rotate270,
        Transform::FlipHorizontal,
        Transform::FlipVertical,
        Transform::Transpose,
        Transform::Antitranspose,
    ];

    /// The transform that undoes this one.
    pub fn inverse(self) -> Transform {
        match self {
            Transform::Rotate90 => Transform::Rotate270,
            Transform::Rotate270 => Transform::Rotate90,
            other => other,
        }
    }

    /// The transform that does this one and then another.
    pub fn then(self, next: Transform) -> Transform {
        let size = Size::new(2, 3);
        let turned = if self.swaps_axes() { Size::new(3, 2) } else { size };
        let both = |point: Point| next.apply(self.apply(point, size), turned);
        // Two neighbors in a corner tell all transforms apart.
        let corner = [Point::new(0, 0), Point::new(0, 1)];
        let does = |by: &Transform| corner.into_iter().all(|point| by.apply(point, size) == both(point));
        Transform::ALL.into_iter().find(does).expect("transforms are a group")
    }

    /// Whether height and width are exchanged.
    pub fn swaps_axes(self) -> bool {
        matches!(self, Transform::Rotate90 | Transform::Rotate270 | Transform::Transpose | Transform::Antitranspose)
    }

    /// Where the cell at `point` of a frame of size `size` goes.
    pub fn apply(self, point: Point, size: Size) -> Point {
        let Point { row, col } = point;
        let (last_row, last_col) = (size.height - 1, size.width - 1);
        match self {
            Transform::Identity => point,
            Transform::Rotate90 => Point::new(col, last_row - row),
            Transform::Rotate180 => Point::new(last_row - row, last_col - col),
            Transform::Rotate270 => Point::new(last_col - col, row),
            Transform::FlipHorizontal => Point::new(row, last_col - col),
            Transform::FlipVertical => Point::new(last_row - row, col),
            Transform::Transpose => Point::new(col, row),
            Transform::Antitranspose => Point::new(last_col - col, last_row - row),
        }
    }

    /// The word for the transform in programs.
    pub fn name(self) -> &'static str {
        match self {
            Transform::Identity => "identity",
            Transform::Rotate90 => "rotate90",
            Transform::Rotate180 => "rotate180",
            Transform::Rotate270 => "rotate270",
            Transform::FlipHorizontal => "flip_horizontal",
            Transform::FlipVertical => "flip_vertical",
            Transform::Transpose => "transpose",
            Transform::Antitranspose => "antitranspose",
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}, {})", self.row, self.col)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Transform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.height, self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverse_undoes_every_transform() {
        let size = Size::new(2, 5);
        for transform in Transform::ALL {
            let turned = if transform.swaps_axes() { Size::new(5, 2) } else { size };
            for row in 0..2 {
                for col in 0..5 {
                    let there = transform.apply(Point::new(row, col), size);
                    assert!(turned.contains(there));
                    assert_eq!(transform.inverse().apply(there, turned), Point::new(row, col));
                }
            }
        }
    }

    #[test]
    fn one_transform_does_what_two_do_in_turn() {
        let size = Size::new(2, 5);
        for first in Transform::ALL {
            let turned = if first.swaps_axes() { Size::new(5, 2) } else { size };
            for next in Transform::ALL {
                for point in [Point::new(0, 0), Point::new(1, 0), Point::new(0, 3), Point::new(1, 4)] {
                    let both = next.apply(first.apply(point, size), turned);
                    assert_eq!(first.then(next).apply(point, size), both, "{} {}", first.name(), next.name());
                }
            }
        }
    }

    #[test]
    fn opposite_directions_cancel() {
        for direction in Direction::ALL {
            assert_eq!(direction.delta() + direction.opposite().delta(), Point::default());
        }
    }
}
