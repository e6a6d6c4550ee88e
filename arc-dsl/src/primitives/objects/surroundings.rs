//! What is around and inside an object in its scene.

use std::sync::Arc;

use crate::primitives::support::motion::contact_room;
use crate::primitives::support::objects::box_points;
use crate::primitives::support::proximity::{covers, end};
use crate::values::{Color, Direction, Grid, Object, Point};

primitives! {
    family "surroundings";

    /// The color of the cells beside an object that are neither background nor its own, if all agree.
    #[example = "contact_color({0112}, first(objects({0112}, mono4))) = red"]
    #[cost = 8]
    fn contact_color(grid: &Grid, object: &Object) -> Option<Color> {
        let beside = object.points().flat_map(|(at, _)| Direction::STRAIGHT.map(|step| at + step.delta()));
        foreign_color(grid, object, beside)
    }

    /// The color of the cells in the bounding box that are neither background nor the object's own, if all agree.
    #[example = "inside_color({111|121|111}, first(objects({111|121|111}, mono4))) = red"]
    #[cost = 8]
    fn inside_color(grid: &Grid, object: &Object) -> Option<Color> {
        foreign_color(grid, object, box_points(object))
    }

    /// Number of cells in the bounding box that are neither background nor the object's own.
    #[example = "inside_area({111|121|111}, first(objects({111|121|111}, mono4))) = 1"]
    #[cost = 9]
    fn inside_area(grid: &Grid, object: &Object) -> i32 {
        box_points(object).filter(|&at| is_foreign(grid, object, at)).count() as i32
    }

    /// The one color, background or not, of all cells just around the bounding box.
    #[example = "ring_color({222|212|222}, first(objects({222|212|222}, mono4_common))) = red"]
    #[cost = 9]
    fn ring_color(grid: &Grid, object: &Object) -> Option<Color> {
        let (low, high) = (object.position() - Point::new(1, 1), end(object));
        let rows = (low.row..=high.row).flat_map(|row| [Point::new(row, low.col), Point::new(row, high.col)]);
        let cols = (low.col..=high.col).flat_map(|col| [Point::new(low.row, col), Point::new(high.row, col)]);
        agreed(rows.chain(cols).filter_map(|at| grid.get(at)))
    }

    /// The color of the first cell that an object meets on its way in a direction.
    #[example = "color_toward({1003}, first(objects({1003}, mono4)), right) = green"]
    #[cost = 8]
    fn color_toward(grid: &Grid, object: &Object, direction: Direction) -> Option<Color> {
        let room = contact_room(grid, object, direction)?;
        let ahead = direction.delta() * (room + 1);
        foreign_color(grid, object, object.points().map(|(at, _)| at + ahead))
    }

    /// The object that has a cell at a point.
    #[example = "color(object_at(objects({1002}, mono4), (0, 3))) = red"]
    #[cost = 9]
    fn object_at(objects: Vec<Arc<Object>>, point: Point) -> Option<Arc<Object>> {
        objects.into_iter().find(|object| covers(object, point))
    }
}

/// Whether a cell of the grid is neither background nor the object's own.
fn is_foreign(grid: &Grid, object: &Object, at: Point) -> bool {
    grid.get(at).is_some_and(|color| color != object.background()) && !covers(object, at)
}

/// The color of those cells that are neither background nor the object's own, if all agree.
fn foreign_color(grid: &Grid, object: &Object, points: impl Iterator<Item = Point>) -> Option<Color> {
    agreed(points.filter(|&at| is_foreign(grid, object, at)).filter_map(|at| grid.get(at)))
}

fn agreed(mut colors: impl Iterator<Item = Color>) -> Option<Color> {
    let first = colors.next()?;
    colors.all(|color| color == first).then_some(first)
}
