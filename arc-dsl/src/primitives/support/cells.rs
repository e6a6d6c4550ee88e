//! What the drawing families share: straight walks over a grid, and turns.

use crate::values::{Direction, Mask, Point, Size};

/// Whether a point is inside a mask and true.
pub(crate) fn is_set(mask: &Mask, point: Point) -> bool {
    mask.get(point) == Some(true)
}

/// The points after a start in a direction, up to the border; none if the start is outside.
pub(crate) fn line(size: Size, start: Point, direction: Direction) -> impl Iterator<Item = Point> {
    let step = direction.delta();
    std::iter::successors(Some(start + step), move |&point| Some(point + step))
        .take_while(move |&point| size.contains(point))
}

/// A quarter turn of a direction.
pub(crate) fn quarter_turn(direction: Direction, clockwise: bool) -> Direction {
    let Point { row, col } = direction.delta();
    let turned = if clockwise { Point::new(col, -row) } else { Point::new(-col, row) };
    Direction::of(turned).expect("a turned direction is a direction")
}

/// Whether a point lies on the border of a frame.
pub(crate) fn is_on_border(size: Size, point: Point) -> bool {
    point.row == 0 || point.col == 0 || point.row + 1 == size.height || point.col + 1 == size.width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarter_turns_go_around() {
        for direction in Direction::ALL {
            assert_eq!(quarter_turn(quarter_turn(direction, true), false), direction);
            assert_eq!(quarter_turn(quarter_turn(direction, true), true), direction.opposite());
        }
        assert_eq!(quarter_turn(Direction::Up, true), Direction::Right);
        assert_eq!(quarter_turn(Direction::UpLeft, false), Direction::DownLeft);
    }
}
