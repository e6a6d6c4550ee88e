//! What the drawing families share: straight walks over a grid, and turns.

use crate::matrix::Mask;
use crate::space::{Direction, Point, Size};

/// Whether a point is inside a mask and true.
pub(super) fn is_set(mask: &Mask, point: Point) -> bool {
    mask.get(point) == Some(true)
}

/// The points after a start in a direction, up to the border; none if the start is outside.
pub(super) fn line(size: Size, start: Point, direction: Direction) -> impl Iterator<Item = Point> {
    let step = direction.delta();
    std::iter::successors(Some(start + step), move |&point| Some(point + step))
        .take_while(move |&point| size.contains(point))
}

/// A quarter turn of a direction.
pub(super) fn quarter_turn(direction: Direction, clockwise: bool) -> Direction {
    let Point { row, col } = direction.delta();
    let turned = if clockwise { Point::new(col, -row) } else { Point::new(-col, row) };
    Direction::of(turned).expect("a turned direction is a direction")
}

/// Whether a point lies on the border of a frame.
pub(super) fn is_on_border(size: Size, point: Point) -> bool {
    point.row == 0 || point.col == 0 || point.row + 1 == size.height || point.col + 1 == size.width
}

/// Asserts that an equation between two closed expressions holds; `undefined` on the right stands for no value.
#[cfg(test)]
pub(super) fn assert_holds(equation: &str) {
    use crate::program::Program;
    use crate::value::Value;
    let (left, right) = equation.split_once(" = ").expect("an equation has two sides");
    let value = |text: &str| Program::parse_expression(text).expect(text).evaluate_closed();
    let left = value(left);
    if right == "undefined" {
        assert!(left.is_err(), "{equation}: {left:?}");
        return;
    }
    let (left, right) = (left.expect(equation), value(right).expect(right));
    let is_equal = match (&left, &right) {
        (Value::Grid(left), Value::Grid(right)) => left.same_cells(right),
        (Value::Mask(left), Value::Mask(right)) => left.same_cells(right),
        (left, right) => left == right,
    };
    assert!(is_equal, "{equation}: {left:?}");
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
