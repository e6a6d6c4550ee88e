//! Displacements of objects: to a border, to something in the way, to another object; and objects moved and copied.

use crate::color::Color;
use crate::matrix::{Grid, MAX_SIDE, Matrix};
use crate::object::Object;
use crate::space::{Direction, Point, Transform};

use super::objects::{merged, placed};
use super::proximity::{bearing, covers, end};

primitives! {
    family "motion";

    /// An object moved by a displacement.
    #[example = "position(moved(first(objects({100|000}, mono4)), (1, 2))) = (1, 2)"]
    #[cost = 8]
    fn moved(object: &Object, by: Point) -> Object {
        object.moved(by)
    }

    /// An object moved so that its bounding box starts at a point.
    #[example = "position(moved_to(first(objects({010|000}, mono4)), (1, 2))) = (1, 2)"]
    #[cost = 9]
    fn moved_to(object: &Object, point: Point) -> Object {
        object.moved(point - object.position())
    }

    /// The displacement that brings an object to the border of its scene.
    #[example = "to_border(first(objects({010|000|000}, mono4)), down) = (2, 0)"]
    #[cost = 8]
    fn to_border(object: &Object, direction: Direction) -> Point {
        direction.delta() * border_room(object, direction)
    }

    /// The displacement that lets an object fall in a direction until a cell that is not background, or the border, is
    /// in the way.
    #[example = "to_rest({100|000|200}, first(objects({100|000|200}, mono4)), down) = (1, 0)"]
    #[cost = 8]
    fn to_rest(grid: &Grid, object: &Object, direction: Direction) -> Point {
        direction.delta() * free_room(grid, object, direction)
    }

    /// The displacement that brings an object next to whatever lies in a direction, if something but background does.
    #[example = "to_contact({100|000|200}, first(objects({100|000|200}, mono4)), down) = (1, 0)"]
    #[cost = 8]
    fn to_contact(grid: &Grid, object: &Object, direction: Direction) -> Option<Point> {
        Some(direction.delta() * contact_room(grid, object, direction)?)
    }

    /// The shortest straight displacement that brings an object next to a cell that is not background, if just one is.
    #[example = "to_nearest({100200}, first(objects({100200}, mono4))) = (0, 2)"]
    #[cost = 9]
    fn to_nearest(grid: &Grid, object: &Object) -> Option<Point> {
        shortest(|direction| contact_room(grid, object, direction))
    }

    /// The shortest straight displacement that brings an object next to a cell of a color, whatever else is in the way,
    /// if just one is.
    #[example = "to_color({1203}, first(objects({1203}, mono4)), green) = (0, 2)"]
    #[cost = 9]
    fn to_color(grid: &Grid, object: &Object, color: Color) -> Option<Point> {
        shortest(|direction| {
            let is_target = |at: Point| grid.get(at).map(|cell| cell == color && !covers(object, at));
            room_before(object, direction, border_room(object, direction), is_target)
        })
    }

    /// The straight or diagonal displacement that brings an object next to another.
    #[example = "to_object(first(objects({10002}, mono4)), last(objects({10002}, mono4))) = (0, 3)"]
    #[cost = 8]
    fn to_object(object: &Object, other: &Object) -> Option<Point> {
        approach(object, other)
    }

    /// The displacement that brings the middle of an object's bounding box to the middle of another's.
    #[example = "to_center(first(objects({10000|00222}, mono4)), last(objects({10000|00222}, mono4))) = (1, 3)"]
    #[cost = 8]
    fn to_center(object: &Object, other: &Object) -> Option<Point> {
        let doubled = other.position() + end(other) - object.position() - end(object);
        (doubled.row % 2 == 0 && doubled.col % 2 == 0).then(|| Point::new(doubled.row / 2, doubled.col / 2))
    }

    /// The displacement that brings one side, or for a diagonal direction one corner, of an object's bounding box in
    /// line with that of another.
    #[example = "to_align(first(objects({10|00|02}, mono4)), last(objects({10|00|02}, mono4)), down) = (2, 0)"]
    #[cost = 9]
    fn to_align(object: &Object, other: &Object, side: Direction) -> Point {
        let (low, high) = (other.position() - object.position(), end(other) - end(object));
        let along = |sign: i32, low: i32, high: i32| [low, 0, high][(sign + 1) as usize];
        let step = side.delta();
        Point::new(along(step.row, low.row, high.row), along(step.col, low.col, high.col))
    }

    /// The displacement by an object's own height or width in a direction.
    #[example = "own_step(first(objects({1110|0000}, mono4)), right) = (0, 3)"]
    #[cost = 9]
    fn own_step(object: &Object, direction: Direction) -> Point {
        let step = direction.delta();
        Point::new(step.row * object.size().height, step.col * object.size().width)
    }

    /// An object moved with cells that leave its scene coming back on the other side.
    #[example = "draw_object(wrapped(first(objects({0011}, mono4)), (0, 1))) = {1001}"]
    #[cost = 10]
    fn wrapped(object: &Object, by: Point) -> Option<Object> {
        let frame = object.frame();
        let mut cells = Matrix::filled(frame.height as usize, frame.width as usize, None)?;
        for (point, color) in object.points() {
            let to = point + by;
            cells.set(Point::new(to.row.rem_euclid(frame.height), to.col.rem_euclid(frame.width)), Some(color));
        }
        placed(cells, object)
    }

    /// Everything that an object passes on a straight or diagonal displacement, itself included.
    #[example = "object_grid(swept(first(objects({1000}, mono4)), (0, 2))) = {111}"]
    #[cost = 9]
    fn swept(object: &Object, by: Point) -> Option<Object> {
        let steps = by.row.abs().max(by.col.abs());
        let is_straight = by.row == 0 || by.col == 0 || by.row.abs() == by.col.abs();
        if steps == 0 || steps > MAX_SIDE as i32 || !is_straight {
            return None;
        }
        let step = Point::new(by.row.signum(), by.col.signum());
        let copies: Vec<Object> = (0..=steps).rev().map(|count| object.moved(step * count)).collect();
        merged(&copies.iter().collect::<Vec<_>>())
    }

    /// An object and its copies at every multiple of a displacement, up to the border of its scene.
    #[example = "draw_object(repeated(first(objects({10000}, mono4)), (0, 2))) = {10101}"]
    #[cost = 9]
    fn repeated(object: &Object, by: Point) -> Option<Object> {
        if by == Point::default() {
            return None;
        }
        let frame = object.frame();
        let meets_scene = |copy: &Object| {
            let (low, high) = (copy.position(), end(copy));
            low.row < frame.height && low.col < frame.width && high.row > 0 && high.col > 0
        };
        let copies = (0..MAX_SIDE as i32).map(|count| object.moved(by * count)).take_while(meets_scene);
        let mut copies: Vec<Object> = copies.collect();
        copies.reverse();
        merged(&copies.iter().collect::<Vec<_>>())
    }

    /// An object mirrored to the other side of another one.
    #[example = "position(mirrored_over(first(objects({1020}, mono4)), last(objects({1020}, mono4)))) = (0, 4)"]
    #[cost = 9]
    fn mirrored_over(object: &Object, other: &Object) -> Option<Object> {
        let flip = flip_along(bearing(object, other)?);
        let far = other.position() + end(other) - end(object);
        let near = object.position();
        let (row, col) = match flip {
            Transform::FlipHorizontal => (near.row, far.col),
            Transform::FlipVertical => (far.row, near.col),
            _ => (far.row, far.col),
        };
        placed(object.cells().transform(flip).with_offset(Point::new(row, col)), object)
    }

    /// The mirror image of an object that adjoins its bounding box on one side, or in a diagonal direction at a corner.
    #[example = "object_grid(mirror_image(first(objects({1200}, multi4)), right)) = {21}"]
    #[cost = 9]
    fn mirror_image(object: &Object, side: Direction) -> Option<Object> {
        let step = side.delta();
        let by = Point::new(step.row * object.size().height, step.col * object.size().width);
        placed(object.moved(by).cells().transform(flip_along(side)), object)
    }
}

/// The transform that reverses what lies along a direction.
fn flip_along(direction: Direction) -> Transform {
    match direction {
        Direction::Left | Direction::Right => Transform::FlipHorizontal,
        Direction::Up | Direction::Down => Transform::FlipVertical,
        _ => Transform::Rotate180,
    }
}

/// The shortest displacement along rows or columns, if just one is.
fn shortest(room: impl Fn(Direction) -> Option<i32>) -> Option<Point> {
    let rooms = Direction::STRAIGHT.into_iter().filter_map(|direction| Some((room(direction)?, direction)));
    let rooms: Vec<(i32, Direction)> = rooms.collect();
    let &(least, direction) = rooms.iter().min()?;
    let is_single = rooms.iter().filter(|&&(room, _)| room == least).count() == 1;
    (is_single || least == 0).then(|| direction.delta() * least)
}

/// The displacement that brings an object next to another in the direction in which it lies.
pub(super) fn approach(object: &Object, other: &Object) -> Option<Point> {
    let direction = bearing(object, other)?;
    let limit = 2 * MAX_SIDE as i32;
    Some(direction.delta() * room_before(object, direction, limit, |at| Some(covers(other, at)))?)
}

/// Steps an object can fall on a grid.
pub(super) fn free_room(grid: &Grid, object: &Object, direction: Direction) -> i32 {
    contact_room(grid, object, direction).unwrap_or_else(|| border_room(object, direction))
}

/// Steps an object can make until a foreign cell that is not background is in the way, if one is.
pub(super) fn contact_room(grid: &Grid, object: &Object, direction: Direction) -> Option<i32> {
    let is_obstacle = |at: Point| grid.get(at).map(|color| color != object.background() && !covers(object, at));
    room_before(object, direction, border_room(object, direction), is_obstacle)
}

/// Steps an object can make until its bounding box reaches the border of its scene.
fn border_room(object: &Object, direction: Direction) -> i32 {
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
fn room_before(
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

#[cfg(test)]
mod tests {
    use crate::primitives::drawing::assert_holds;

    #[test]
    fn objects_stop_where_their_shape_meets_something() {
        assert_holds("to_rest({11|10|00|02|00}, first(objects({11|10|00|02|00}, mono4)), down) = (2, 0)");
        assert_holds("to_rest({10|00|00|00|02}, first(objects({10|00|00|00|02}, mono4)), down) = (4, 0)");
        assert_holds("to_contact({12}, first(objects({12}, mono4)), right) = (0, 0)");
    }

    #[test]
    fn colors_are_seen_through_others() {
        assert_holds("to_color({1203}, first(objects({1203}, mono4)), red) = (0, 0)");
        assert_holds("to_color({1|3|2|0}, first(objects({1|3|2|0}, mono4)), red) = (1, 0)");
    }

    #[test]
    fn objects_meet_along_rows_columns_and_diagonals() {
        assert_holds("to_object(last(objects({1|0|0|2}, mono4)), first(objects({1|0|0|2}, mono4))) = (-2, 0)");
        assert_holds("to_object(first(objects({100|000|002}, mono4)), last(objects({100|000|002}, mono4))) = (1, 1)");
    }

    #[test]
    fn mirror_images_follow_the_side() {
        let objects = "objects({000|012|000}, multi4)";
        assert_holds(&format!("position(mirror_image(first({objects}), left)) = (1, -1)"));
        assert_holds(&format!("object_grid(mirror_image(first({objects}), down)) = {{12}}"));
        assert_holds(&format!("position(mirror_image(first({objects}), up_left)) = (0, -1)"));
        assert_holds("position(mirrored_over(first(objects({0|3|1}, mono4)), last(objects({0|3|1}, mono4)))) = (3, 0)");
    }

    #[test]
    fn copies_end_at_the_border() {
        assert_holds("draw_object(repeated(first(objects({1000|0000|0000}, mono4)), (1, 1))) = {1000|0100|0010}");
        assert_holds("draw_object(swept(first(objects({0001}, mono4)), (0, -2))) = {0111}");
    }
}
