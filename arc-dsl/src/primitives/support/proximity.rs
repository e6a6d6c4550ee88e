//! How far objects are from each other, and on which side. No primitives of its own.

use crate::values::{Direction, MAX_SIDE, Object, Point, bounds};

/// Most pairs of cells compared one by one for a distance.
const MAX_CELL_PAIRS: usize = 4096;

/// Largest box that distances are spread over: that of objects up to a scene apart.
const MAX_SPREAD: usize = 9 * MAX_SIDE * MAX_SIDE;

/// Most objects that relations of all pairs are computed for.
pub(crate) const MAX_PAIRED: usize = 256;

/// Whether an object has a cell at a point of its scene.
pub(crate) fn covers(object: &Object, point: Point) -> bool {
    object.cells().get(point - object.position()).flatten().is_some()
}

/// The point just outside the bottom right corner of the bounding box.
pub(crate) fn end(object: &Object) -> Point {
    object.position() + Point::new(object.size().height, object.size().width)
}

/// How far the bounding box reaches in a direction.
pub(crate) fn reach(object: &Object, direction: Direction) -> i32 {
    let (low, high, step) = (object.position(), end(object), direction.delta());
    let along = |sign: i32, low: i32, high: i32| if sign < 0 { -low } else { sign * high };
    along(step.row, low.row, high.row) + along(step.col, low.col, high.col)
}

/// Rows and columns between two bounding boxes; negative where they overlap.
pub(crate) fn room_between(left: &Object, right: &Object) -> Point {
    let (left_end, right_end) = (end(left), end(right));
    let room =
        |left_low: i32, left_end: i32, right_low: i32, right_end: i32| (right_low - left_end).max(left_low - right_end);
    Point::new(
        room(left.position().row, left_end.row, right.position().row, right_end.row),
        room(left.position().col, left_end.col, right.position().col, right_end.col),
    )
}

/// Whether the bounding box of another object contains that of an object.
pub(crate) fn is_within_box(object: &Object, other: &Object) -> bool {
    let (low, high, other_low, other_high) = (object.position(), end(object), other.position(), end(other));
    object.size() != other.size()
        && low.row >= other_low.row
        && low.col >= other_low.col
        && high.row <= other_high.row
        && high.col <= other_high.col
}

/// The direction in which another object lies, by the bounding boxes.
pub(crate) fn bearing(object: &Object, other: &Object) -> Option<Direction> {
    let room = room_between(object, other);
    let sign = |room: i32, low: i32, other_low: i32| if room < 0 { 0 } else { (other_low - low).signum() };
    Direction::of(Point::new(
        sign(room.row, object.position().row, other.position().row),
        sign(room.col, object.position().col, other.position().col),
    ))
}

/// Whether some cells of two objects are at most `reach` king's moves apart.
pub(crate) fn are_within(left: &Object, right: &Object, reach: i32) -> bool {
    let room = room_between(left, right);
    if room.row >= reach || room.col >= reach {
        return false;
    }
    let (few, many) = if left.cells().area() <= right.cells().area() { (left, right) } else { (right, left) };
    few.points()
        .any(|(at, _)| (-reach..=reach).any(|row| (-reach..=reach).any(|col| covers(many, at + Point::new(row, col)))))
}

/// Smallest number of straight steps between cells of two objects, or some number not below `limit` if it is not less.
pub(crate) fn cell_distance(left: &Object, right: &Object, limit: i32) -> i32 {
    let room = room_between(left, right);
    let least = |room: i32| if room < 0 { 0 } else { room + 1 };
    let bound = least(room.row) + least(room.col);
    if bound >= limit {
        return bound;
    }
    if left.cells().area() * right.cells().area() > MAX_CELL_PAIRS {
        return spread_distance(left, right).unwrap_or(limit);
    }
    let pairs = left.points().flat_map(|(from, _)| right.points().map(move |(to, _)| from.manhattan(to)));
    pairs.min().unwrap_or(limit)
}

/// Smallest number of straight steps between cells of two objects, by the two-pass distance transform (Rosenfeld and
/// Pfaltz 1966) over the box around both: its work is the area of the box.
fn spread_distance(left: &Object, right: &Object) -> Option<i32> {
    let (at, size) = bounds([left, right].iter().flat_map(|object| [object.position(), end(object)]))?;
    let (height, width) = (size.height as usize, size.width as usize);
    if height * width > MAX_SPREAD {
        return None;
    }
    // More than any distance inside the box, small enough to add 1 to.
    let far = size.height + size.width;
    let mut steps = vec![far; height * width];
    let index = |point: Point| (point.row - at.row) as usize * width + (point.col - at.col) as usize;
    left.points().for_each(|(point, _)| steps[index(point)] = 0);
    for place in 0..steps.len() {
        let above = if place >= width { steps[place - width] } else { far };
        let before = if place % width > 0 { steps[place - 1] } else { far };
        steps[place] = steps[place].min(above + 1).min(before + 1);
    }
    for place in (0..steps.len()).rev() {
        let below = if place + width < steps.len() { steps[place + width] } else { far };
        let after = if place % width + 1 < width { steps[place + 1] } else { far };
        steps[place] = steps[place].min(below + 1).min(after + 1);
    }
    right.points().map(|(point, _)| steps[index(point)]).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Segmentation;

    #[test]
    fn both_ways_to_measure_a_distance_agree() {
        for rows in ["110002|100000|000020", "1000|0000|0002", "12|11", "0100|1110|0100|0000|0002", "111|101|121"] {
            let objects = Segmentation::ALL[0].objects(&rows.parse().unwrap());
            for left in &objects {
                for right in &objects {
                    assert_eq!(Some(cell_distance(left, right, i32::MAX)), spread_distance(left, right), "{rows}");
                }
            }
        }
    }

    #[test]
    fn bearings_are_straight_where_boxes_overlap() {
        let list = Segmentation::ALL[0].objects(&"0100|0000|2203|0000|0004".parse().unwrap());
        let toward = |from: usize, to: usize| bearing(&list[from], &list[to]);
        assert_eq!(toward(0, 1), Some(Direction::Down));
        assert_eq!(toward(1, 0), Some(Direction::Up));
        assert_eq!(toward(1, 2), Some(Direction::Right));
        assert_eq!(toward(0, 2), Some(Direction::DownRight));
        assert_eq!(toward(3, 1), Some(Direction::UpLeft));
        assert_eq!(toward(0, 0), None);
    }

    #[test]
    fn reach_is_measured_along_diagonals_too() {
        let list = Segmentation::ALL[0].objects(&"100|000|002".parse().unwrap());
        assert!(reach(&list[1], Direction::DownRight) > reach(&list[0], Direction::DownRight));
        assert!(reach(&list[0], Direction::UpLeft) > reach(&list[1], Direction::UpLeft));
        assert_eq!(reach(&list[0], Direction::DownLeft), reach(&list[1], Direction::DownLeft));
    }
}
