//! Objects moved: by a displacement, to a border, until they hit something.

use crate::matrix::Grid;
use crate::object::Object;
use crate::space::{Direction, Point};

primitives! {
    family "motion";

    /// An object moved by a displacement.
    #[example = "position(moved(first(objects({100|000}, mono4)), (1, 2))) = (1, 2)"]
    #[cost = 4]
    fn moved(object: &Object, by: Point) -> Option<Object> {
        (by != Point::default()).then(|| object.moved(by))
    }

    /// An object moved so that its bounding box starts at a point.
    #[example = "position(moved_to(first(objects({010|000}, mono4)), (1, 2))) = (1, 2)"]
    #[cost = 5]
    fn moved_to(object: &Object, point: Point) -> Object {
        object.moved(point - object.position())
    }

    /// The displacement that brings an object to the border of its scene.
    #[example = "to_border(first(objects({010|000|000}, mono4)), down) = (2, 0)"]
    #[cost = 4]
    fn to_border(object: &Object, direction: Direction) -> Point {
        direction.delta() * border_room(object, direction)
    }

    /// The displacement that lets an object fall in a direction until it hits a cell that is not background, or the border.
    #[example = "to_rest({100|000|200}, first(objects({100|000|200}, mono4)), down) = (1, 0)"]
    #[cost = 4]
    fn to_rest(grid: &Grid, object: &Object, direction: Direction) -> Point {
        let room = border_room(object, direction);
        direction.delta() * obstacle_room(grid, object, direction, room).unwrap_or(room)
    }

    /// The displacement that brings an object to the next cell in a direction that is not background, if there is one.
    #[example = "to_contact({100|000|200}, first(objects({100|000|200}, mono4)), down) = (1, 0)"]
    #[cost = 4]
    fn to_contact(grid: &Grid, object: &Object, direction: Direction) -> Option<Point> {
        let room = obstacle_room(grid, object, direction, border_room(object, direction))?;
        Some(direction.delta() * room)
    }
}

/// Steps an object can make until its bounding box reaches the border of its scene.
fn border_room(object: &Object, direction: Direction) -> i32 {
    let step = direction.delta();
    let (at, size, frame) = (object.position(), object.size(), object.frame());
    let room = |sign: i32, low: i32, side: i32, limit: i32| match sign {
        -1 => low,
        1 => limit - low - side,
        _ => i32::MAX,
    };
    room(step.row, at.row, size.height, frame.height).min(room(step.col, at.col, size.width, frame.width)).max(0)
}

/// Steps an object can make until a next one would put it on a foreign cell of a grid that is not background, if one
/// does within `limit` + 1 steps.
fn obstacle_room(grid: &Grid, object: &Object, direction: Direction, limit: i32) -> Option<i32> {
    let step = direction.delta();
    let mut room = limit;
    let mut is_hit = false;
    for (point, _) in object.points() {
        let mut at = point;
        for steps in 0..=room {
            at = at + step;
            match grid.get(at) {
                None => break,
                Some(color) if color != object.background() && !covers(object, at) => {
                    is_hit = true;
                    room = steps;
                    break;
                }
                Some(_) => {}
            }
        }
    }
    is_hit.then_some(room)
}

/// Whether an object has a cell at a point of its scene.
pub(super) fn covers(object: &Object, point: Point) -> bool {
    object.cells().get(point - object.position()).flatten().is_some()
}
