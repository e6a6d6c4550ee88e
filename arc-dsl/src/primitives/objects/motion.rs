//! Displacements of objects: to a border, to something in the way, to another object; and objects moved and copied.

use crate::primitives::support::cells::is_set;
use crate::primitives::support::motion::{approach, border_room, contact_room, free_room, room_before};
use crate::primitives::support::objects::{merged, placed};
use crate::primitives::support::proximity::{bearing, covers, end, room_between};
use crate::values::{Color, Direction, Grid, MAX_SIDE, Mask, Matrix, Object, Point, Transform};

/// Most pairs of cells of two objects that are compared for a contact.
const MAX_CELL_PAIRS: usize = 1 << 16;

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

    /// The shortest displacement of any slant, by rows plus columns, then by rows, after which an object touches
    /// another by a side or corner without overlap; undefined for very large objects.
    #[example = "let l = objects({1000|0000|0000|0022}, mono4) in to_touch(first(l), last(l)) = (2, 1)"]
    #[cost = 8]
    fn to_touch(object: &Object, other: &Object) -> Option<Point> {
        if object.count() * other.count() > MAX_CELL_PAIRS {
            return None;
        }
        let low = other.position() - end(object);
        let side = |own: i32, other: i32| (own + other + 1) as usize;
        let (own, size) = (object.size(), other.size());
        let mut overlaps = Mask::filled(side(own.height, size.height), side(own.width, size.width), false)?;
        for (from, _) in object.points() {
            other.points().for_each(|(to, _)| overlaps.set(to - from - low, true));
        }
        let is_contact = |by: &Point| Direction::ALL.iter().any(|step| is_set(&overlaps, *by + step.delta()));
        let free = overlaps.map(|cell| !cell);
        let contacts = free.points().filter(is_contact).map(|by| by + low);
        contacts.min_by_key(|by| (by.row.abs() + by.col.abs(), by.row.abs()))
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

    /// An object mirrored at the row or column of the first other cell that is not background straight ahead of it. The
    /// nearest in the four directions counts; undefined if there is none or two are as near.
    #[example = "position(mirrored_at_wall({010200}, first(objects({010200}, mono4)))) = (0, 5)"]
    #[cost = 8]
    fn mirrored_at_wall(grid: &Grid, object: &Object) -> Option<Object> {
        let rooms = Direction::STRAIGHT.into_iter();
        let mut rooms: Vec<(i32, Direction)> =
            rooms.filter_map(|direction| Some((contact_room(grid, object, direction)?, direction))).collect();
        rooms.sort_unstable();
        let &(room, direction) = rooms.first()?;
        if rooms.get(1).is_some_and(|&(other, _)| other == room) {
            return None;
        }
        let ahead = direction.delta() * (room + 1);
        let is_met = |at: &Point| grid.get(*at).is_some_and(|cell| cell != object.background()) && !covers(object, *at);
        let wall = object.points().map(|(at, _)| at + ahead).find(is_met)?;
        let (near, far) = (object.position(), wall * 2 - end(object) + Point::new(1, 1));
        let at = if ahead.row == 0 { Point::new(near.row, far.col) } else { Point::new(far.row, near.col) };
        placed(object.cells().transform(flip_along(direction)).with_offset(at), object)
    }

    /// Copies of an object toward another, each as far from the one before as it is large plus a gap, up to the last
    /// one that starts before the near side of the other, as one object. Undefined unless the other lies straight or
    /// exactly diagonally ahead, and where there is no copy.
    #[example = "let l = objects({1100002}, mono4) in shape(march_to(first(l), last(l), 0)) = mask{####}"]
    #[cost = 9]
    fn march_to(object: &Object, target: &Object, gap: i32) -> Option<Object> {
        let direction = bearing(object, target)?;
        let (room, step) = (room_between(object, target), direction.delta());
        if !(0..MAX_SIDE as i32).contains(&gap) || direction.is_diagonal() && room.row != room.col {
            return None;
        }
        let pace = Point::new(object.size().height + gap, object.size().width + gap);
        let rows = if step.row != 0 { (room.row + object.size().height - 1) / pace.row } else { i32::MAX };
        let cols = if step.col != 0 { (room.col + object.size().width - 1) / pace.col } else { i32::MAX };
        let count = rows.min(cols).min(MAX_SIDE as i32);
        let by = Point::new(step.row * pace.row, step.col * pace.col);
        let copies: Vec<Object> = (1..=count).map(|number| object.moved(by * number)).collect();
        merged(&copies.iter().collect::<Vec<_>>())
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

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

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
    fn contacts_may_be_slanting() {
        let touch = |grid: &str| {
            let objects = format!("objects({{{grid}}}, mono4)");
            format!("to_touch(first({objects}), last({objects}))")
        };
        assert_holds(&format!("{} = (0, 0)", touch("10|02")));
        assert_holds(&format!("{} = (0, 2)", touch("1002")));
        assert_holds(&format!("{} = (1, 3)", touch("10000|00000|00002")));
    }

    #[test]
    fn walls_mirror_only_what_is_nearest() {
        assert_holds("mirrored_at_wall({20102}, first(objects({00100}, mono4))) = undefined");
        assert_holds("mirrored_at_wall({00100}, first(objects({00100}, mono4))) = undefined");
        assert_holds("position(mirrored_at_wall({0|1|1|0|3}, first(objects({0|1|1|0|0}, mono4)))) = (6, 0)");
    }

    #[test]
    fn marches_end_at_the_target() {
        let march = |grid: &str, gap: i32| {
            let objects = format!("objects({{{grid}}}, mono4)");
            format!("shape(march_to(first({objects}), last({objects}), {gap}))")
        };
        assert_holds(&format!("{} = mask{{####}}", march("1100002", 0)));
        assert_holds(&format!("{} = mask{{#.#}}", march("100002", 1)));
        assert_holds(&format!("{} = mask{{#.|.#}}", march("1000|0000|0000|0002", 0)));
        assert_holds(&format!("{} = mask{{######}}", march("1110000002", 0)));
        assert_holds(&format!("{} = mask{{######}}", march("111000002", 0)));
        assert_holds(&format!("{} = undefined", march("12", 0)));
        assert_holds(&format!("{} = undefined", march("1000|0000|0002", 0)));
    }

    #[test]
    fn copies_end_at_the_border() {
        assert_holds("draw_object(repeated(first(objects({1000|0000|0000}, mono4)), (1, 1))) = {1000|0100|0010}");
        assert_holds("draw_object(swept(first(objects({0001}, mono4)), (0, -2))) = {0111}");
    }
}
