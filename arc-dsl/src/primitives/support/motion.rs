//! How far an object can move.

use super::proximity::{bearing, covers, end};
use crate::values::{Direction, Grid, MAX_SIDE, Object, Point};

/// The displacement that brings an object next to another in the direction in which it lies.
pub(crate) fn approach(object: &Object, other: &Object) -> Option<Point> {
    let direction = bearing(object, other)?;
    let limit = 2 * MAX_SIDE as i32;
    Some(direction.delta() * room_before(object, direction, limit, |at| Some(covers(other, at)))?)
}

/// Steps an object can fall on a grid.
pub(crate) fn free_room(grid: &Grid, object: &Object, direction: Direction) -> i32 {
    contact_room(grid, object, direction).unwrap_or_else(|| border_room(object, direction))
}

/// Steps an object can make until a foreign cell that is not background is in the way, if one is.
pub(crate) fn contact_room(grid: &Grid, object: &Object, direction: Direction) -> Option<i32> {
    let is_obstacle = |at: Point| grid.get(at).map(|color| color != object.background() && !covers(object, at));
    room_before(object, direction, border_room(object, direction), is_obstacle)
}

/// Steps an object can make until its bounding box reaches the border of its scene.
pub(crate) fn border_room(object: &Object, direction: Direction) -> i32 {
    let step = direction.delta();
    let (low, high, frame) = (object.position(), end(object), object.frame());
    let room = |sign: i32, low: i32, high: i32, limit: i32| match sign {
        -1 => low,
        1 => limit - high,
        _ => i32::MAX,
    };
    room(step.row, low.row, high.row, frame.height).min(room(step.col, low.col, high.col, frame.width)).max(0)
}

/// Steps an object can make until one more would put it on an obstacle; `None` if no obstacle is met within `limit` + 1
/// steps. The test for an obstacle gives `None` outside of the grid.
pub(crate) fn room_before(
    object: &Object,
    direction: Direction,
    limit: i32,
    is_obstacle: impl Fn(Point) -> Option<bool>,
) -> Option<i32> {
    let step = direction.delta();
    let mut room = limit;
    let mut is_met = false;
    for (point, _) in object.points() {
        // The cell ahead meets every obstacle one step earlier.
        if covers(object, point + step) {
            continue;
        }
        let mut path = (0..=room).map_while(|steps| Some((steps, is_obstacle(point + step * (steps + 1))?)));
        if let Some((steps, _)) = path.find(|&(_, is_met)| is_met) {
            (room, is_met) = (steps, true);
        }
    }
    is_met.then_some(room)
}
