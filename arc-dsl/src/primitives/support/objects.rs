//! Objects made, and what several families measure of them.

use super::floods::sealed;
use crate::perception::components;
use crate::values::{Color, Direction, Grid, Mask, Matrix, Object, Point, Size, bounds};

/// Cells at their place in the scene of another object, as an object.
pub(crate) fn placed(cells: Matrix<Option<Color>>, scene_of: &Object) -> Option<Object> {
    Object::new(cells, scene_of.frame(), scene_of.background())
}

/// Objects as one, later ones above; `None` if there are none or they are too far apart.
pub(crate) fn merged(objects: &[&Object]) -> Option<Object> {
    let first = objects.first()?;
    let (at, size) = bounds(objects.iter().flat_map(|object| {
        let last = Point::new(object.size().height - 1, object.size().width - 1);
        [object.position(), object.position() + last]
    }))?;
    let mut cells: Matrix<Option<Color>> = Matrix::filled(size.height as usize, size.width as usize, None)?;
    for (point, color) in objects.iter().flat_map(|object| object.points()) {
        cells.set(point - at, Some(color));
    }
    placed(cells.with_offset(at), first)
}

/// A mask as a grid, blue where it is true.
pub(crate) fn as_grid(mask: &Mask) -> Grid {
    mask.map(|cell| if cell { Color::Blue } else { Color::Black })
}

/// The rarest color of an object that has several.
pub(crate) fn rarest(object: &Object) -> Option<Color> {
    let counts = object.color_counts();
    let present = (0..10).filter(|&index| counts[index] > 0);
    if present.clone().count() < 2 {
        return None;
    }
    Color::from_index(present.min_by_key(|&index| counts[index])?)
}

/// Number of cells of the object beside a cell of its bounding box.
pub(crate) fn degree(object: &Object, (row, col): (usize, usize)) -> i32 {
    let at = Point::at(row, col);
    let is_beside = |direction: &&Direction| object.cells().get(at + direction.delta()).flatten().is_some();
    Direction::STRAIGHT.iter().filter(is_beside).count() as i32
}

/// All points of the bounding box.
pub(crate) fn box_points(object: &Object) -> impl Iterator<Item = Point> + use<> {
    let (at, Size { height, width }) = (object.position(), object.size());
    (0..height).flat_map(move |row| (0..width).map(move |col| at + Point::new(row, col)))
}

/// The cells of the bounding box that an object encloses: neither its own nor reachable from outside by straight
/// steps. `None` if there are none.
pub(crate) fn enclosed(object: &Object) -> Option<Mask> {
    let inside = sealed(&object.cells().map(|cell| cell.is_none()), false);
    inside.cells().contains(&true).then_some(inside)
}

/// The regions that an object encloses, as points of its bounding box.
pub(crate) fn hole_parts(object: &Object) -> Vec<Vec<Point>> {
    let is_blue = |a: Color, b: Color| a == Color::Blue && b == Color::Blue;
    enclosed(object).map_or(Vec::new(), |mask| components(&as_grid(&mask), false, is_blue))
}
