//! Numbers, colors, points and directions read off one object alone.

use crate::primitives::support::objects::{degree, enclosed, hole_parts, rarest};
use crate::values::{Color, Direction, Object, Point, Size, Transform};

primitives! {
    family "measures";

    /// Number of cells.
    #[example = "area(first(objects({110|010}, mono4))) = 3"]
    #[cost = 5]
    fn area(object: &Object) -> i32 {
        object.count() as i32
    }

    /// Number of rows.
    #[example = "height(first(objects({110|010|000}, mono4))) = 2"]
    #[cost = 8]
    fn height(object: &Object) -> i32 {
        object.size().height
    }

    /// Number of columns.
    #[example = "width(first(objects({110|010|000}, mono4))) = 2"]
    #[cost = 8]
    fn width(object: &Object) -> i32 {
        object.size().width
    }

    /// Size of the bounding box.
    #[example = "box_size(first(objects({1110|0100}, mono4))) = 2x3"]
    #[cost = 9]
    fn box_size(object: &Object) -> Size {
        object.size()
    }

    /// Row of the topmost cell.
    #[example = "top(first(objects({000|011}, mono4))) = 1"]
    #[cost = 8]
    fn top(object: &Object) -> i32 {
        object.position().row
    }

    /// Column of the leftmost cell.
    #[example = "leftmost(first(objects({000|011}, mono4))) = 1"]
    #[cost = 7]
    fn leftmost(object: &Object) -> i32 {
        object.position().col
    }

    /// Row of the bottommost cell.
    #[example = "bottom(first(objects({010|011}, mono4))) = 1"]
    #[cost = 8]
    fn bottom(object: &Object) -> i32 {
        object.position().row + object.size().height - 1
    }

    /// Column of the rightmost cell.
    #[example = "rightmost(first(objects({010|011}, mono4))) = 2"]
    #[cost = 8]
    fn rightmost(object: &Object) -> i32 {
        object.position().col + object.size().width - 1
    }

    /// Top left corner of the bounding box.
    #[example = "position(first(objects({000|011}, mono4))) = (1, 1)"]
    #[cost = 7]
    fn position(object: &Object) -> Point {
        object.position()
    }

    /// The middle cell of the bounding box, if both sides are odd.
    #[example = "center(first(objects({1110|1110|1110}, mono4))) = (1, 1)"]
    #[cost = 8]
    fn center(object: &Object) -> Option<Point> {
        let Size { height, width } = object.size();
        (height % 2 == 1 && width % 2 == 1).then(|| object.position() + Point::new(height / 2, width / 2))
    }

    /// A corner of the bounding box, or for a straight direction the middle of that side if it has one.
    #[example = "box_point(first(objects({011|011|011}, mono4)), down_right) = (2, 2)"]
    #[cost = 9]
    fn box_point(object: &Object, toward: Direction) -> Option<Point> {
        let step = toward.delta();
        let Size { height, width } = object.size();
        Some(object.position() + Point::new(along(step.row, height)?, along(step.col, width)?))
    }

    /// Color of most cells.
    #[example = "color(first(objects({330|000}, mono4))) = green"]
    #[cost = 5]
    fn color(object: &Object) -> Color {
        object.color()
    }

    /// The rarest color of an object that has several; the lowest at a tie.
    #[example = "rarest_color(first(objects({331|333}, multi4))) = blue"]
    #[cost = 8]
    fn rarest_color(object: &Object) -> Option<Color> {
        rarest(object)
    }

    /// Number of colors.
    #[example = "object_colors(first(objects({331|333}, multi4))) = 2"]
    #[cost = 7]
    fn object_colors(object: &Object) -> i32 {
        object.color_counts().iter().filter(|&&count| count > 0).count() as i32
    }

    /// Number of cells of a color.
    #[example = "color_area(first(objects({331|333}, multi4)), blue) = 1"]
    #[cost = 7]
    fn color_area(object: &Object, color: Color) -> i32 {
        object.color_counts()[color.index()] as i32
    }

    /// Cells of the bounding box.
    #[example = "box_area(first(objects({110|010}, mono4))) = 4"]
    #[cost = 8]
    fn box_area(object: &Object) -> i32 {
        object.size().area()
    }

    /// The longer side of the bounding box.
    #[example = "long_side(first(objects({1110|0100}, mono4))) = 3"]
    #[cost = 9]
    fn long_side(object: &Object) -> i32 {
        object.size().height.max(object.size().width)
    }

    /// The shorter side of the bounding box.
    #[example = "short_side(first(objects({1110|0100}, mono4))) = 2"]
    #[cost = 10]
    fn short_side(object: &Object) -> i32 {
        object.size().height.min(object.size().width)
    }

    /// Number of cells that the bounding box has and the object has not.
    #[example = "gap_area(first(objects({1110|0100}, mono4))) = 2"]
    #[cost = 9]
    fn gap_area(object: &Object) -> i32 {
        object.cells().cells().iter().filter(|cell| cell.is_none()).count() as i32
    }

    /// Number of holes: regions that the object encloses.
    #[example = "hole_count(first(objects({11111|10101|11111}, mono4))) = 2"]
    #[cost = 7]
    fn hole_count(object: &Object) -> i32 {
        hole_parts(object).len() as i32
    }

    /// Number of cells that the object encloses.
    #[example = "hole_area(first(objects({1111|1001|1111}, mono4))) = 2"]
    #[cost = 7]
    fn hole_area(object: &Object) -> i32 {
        enclosed(object).map_or(0, |mask| mask.count() as i32)
    }

    /// Number of cell sides between the object and anything else, the border of the scene included.
    #[example = "perimeter(first(objects({1110|0100}, mono4))) = 10"]
    #[cost = 10]
    fn perimeter(object: &Object) -> i32 {
        object.cells().indexed().filter(|(_, cell)| cell.is_some()).map(|(at, _)| 4 - degree(object, at)).sum()
    }

    /// Number of ends: cells with just one neighbor of the object beside them.
    #[example = "end_count(first(objects({1110|0100}, mono4))) = 3"]
    #[cost = 10]
    fn end_count(object: &Object) -> i32 {
        object.cells().indexed().filter(|&(at, cell)| cell.is_some() && degree(object, at) == 1).count() as i32
    }

    /// Number of cells between the object and the nearest border of its scene.
    #[example = "border_distance(first(objects({000|010|000}, mono4))) = 1"]
    #[cost = 9]
    fn border_distance(object: &Object) -> i32 {
        border_rooms(object).into_iter().min().unwrap_or(0).max(0)
    }

    /// The side of the scene whose border is nearest, if just one is.
    #[example = "nearest_border(first(objects({00000|00100|00000|00000}, mono4))) = up"]
    #[cost = 9]
    fn nearest_border(object: &Object) -> Option<Direction> {
        let rooms = border_rooms(object);
        let least = rooms.into_iter().min()?;
        let mut nearest = Direction::STRAIGHT.into_iter().zip(rooms).filter(|&(_, room)| room == least);
        let (direction, _) = nearest.next()?;
        nearest.next().is_none().then_some(direction)
    }

    /// The direction from the middle of the scene to the middle of the object.
    #[example = "scene_side(first(objects({001|000|000}, mono4))) = up_right"]
    #[cost = 9]
    fn scene_side(object: &Object) -> Option<Direction> {
        let (at, size, frame) = (object.position(), object.size(), object.frame());
        Direction::of(Point::new(2 * at.row + size.height - frame.height, 2 * at.col + size.width - frame.width))
    }

    /// The direction from the middle of the bounding box to what it has and the object has not: where a bay opens.
    #[example = "gap_side(first(objects({111|101|101}, mono4))) = down"]
    #[cost = 10]
    fn gap_side(object: &Object) -> Option<Direction> {
        side_of(object, |cell| cell.is_none())
    }

    /// The direction from the middle of the bounding box to the cells of the rarest color: where an object points.
    #[example = "odd_color_side(first(objects({111|113|111}, multi4))) = right"]
    #[cost = 9]
    fn odd_color_side(object: &Object) -> Option<Direction> {
        let odd = rarest(object)?;
        side_of(object, |cell| cell == Some(odd))
    }

    /// Where an arrow points: the direction opposite to `gap_side`, away from the tail, if the shape of the object is
    /// symmetric about the axis that runs that way; otherwise undefined.
    #[example = "pointing(first(objects({0100|1111|0100}, mono4))) = left"]
    #[cost = 8]
    fn pointing(object: &Object) -> Option<Direction> {
        let direction = side_of(object, |cell| cell.is_none())?.opposite();
        let flip = match direction {
            Direction::Up | Direction::Down => Transform::FlipHorizontal,
            Direction::Left | Direction::Right => Transform::FlipVertical,
            Direction::UpLeft | Direction::DownRight => Transform::Transpose,
            Direction::UpRight | Direction::DownLeft => Transform::Antitranspose,
        };
        let shape = object.shape();
        shape.transform(flip).same_cells(&shape).then_some(direction)
    }

    /// Where an object narrows to a point: the side of the bounding box on which it has only the middle cell, while it
    /// has more on the opposite side; undefined for none or several.
    #[example = "tip_side(first(objects({010|111|000}, mono4))) = up"]
    #[cost = 8]
    fn tip_side(object: &Object) -> Option<Direction> {
        let (size, shape) = (object.size(), object.shape());
        let cells_on = |side: Direction| -> Vec<Point> {
            let ahead = |at: Point| !size.contains(at + side.delta());
            shape.points().filter(|&at| ahead(at)).collect()
        };
        let is_tip = |side: &Direction| {
            let step = side.delta();
            let middle = along(step.row, size.height).zip(along(step.col, size.width));
            let is_single = middle.is_some_and(|(row, col)| cells_on(*side) == [Point::new(row, col)]);
            is_single && cells_on(side.opposite()).len() > 1
        };
        let mut tips = Direction::STRAIGHT.into_iter().filter(is_tip);
        tips.next().filter(|_| tips.next().is_none())
    }
}

/// Cells between the bounding box and the border, in the order of [`Direction::STRAIGHT`].
fn border_rooms(object: &Object) -> [i32; 4] {
    let (at, size, frame) = (object.position(), object.size(), object.frame());
    [at.row, frame.height - at.row - size.height, at.col, frame.width - at.col - size.width]
}

/// The direction from the middle of the bounding box to the mean of the cells that fit.
fn side_of(object: &Object, fits: impl Fn(Option<Color>) -> bool) -> Option<Direction> {
    let last = Point::new(object.size().height - 1, object.size().width - 1);
    let fitting = object.cells().indexed().filter(|&(_, cell)| fits(cell));
    let pull = fitting.fold(Point::default(), |sum, ((row, col), _)| sum + Point::at(row, col) * 2 - last);
    Direction::of(pull)
}

/// Index of the first, last or middle cell of a side, for the sign of a direction.
fn along(sign: i32, side: i32) -> Option<i32> {
    match sign {
        -1 => Some(0),
        1 => Some(side - 1),
        _ => (side % 2 == 1).then_some(side / 2),
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn arrows_are_symmetric() {
        assert_holds("pointing(first(objects({111|100|100}, mono4))) = up_left");
        assert_holds("pointing(first(objects({111|100}, mono4))) = undefined");
        assert_holds("pointing(first(objects({11|11}, mono4))) = undefined");
    }

    #[test]
    fn tips_are_in_the_middle() {
        assert_holds("tip_side(first(objects({111|010}, mono4))) = down");
        assert_holds("tip_side(first(objects({111|100}, mono4))) = undefined");
        assert_holds("tip_side(first(objects({010|111|010}, mono4))) = undefined");
        assert_holds("tip_side(first(objects({111}, mono4))) = undefined");
    }
}
