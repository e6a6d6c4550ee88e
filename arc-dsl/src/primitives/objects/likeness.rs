//! Objects compared by shape and look: the same, turned, enlarged; how many alike, and which.
//!
//! *Shape* is the set of cells, *look* the cells with their colors.

use std::sync::Arc;

use crate::primitives::support::objects::placed;
use crate::values::{Color, Matrix, Object, Point, Transform};

type Cells = Matrix<Option<Color>>;

primitives! {
    family "likeness";

    /// Whether two objects have the same shape.
    #[example = "let l = objects({110022|100020}, mono4) in same_shape(first(l), last(l)) = true"]
    #[cost = 8]
    fn same_shape(left: &Object, right: &Object) -> bool {
        is_image(left, right, Transform::Identity, same_presence)
    }

    /// Whether two objects have the same shape, turned or mirrored.
    #[example = "let l = objects({110022|100002}, mono4) in same_shape_turned(first(l), last(l)) = true"]
    #[cost = 9]
    fn same_shape_turned(left: &Object, right: &Object) -> bool {
        turn_to(left, right, same_presence).is_some()
    }

    /// Whether one of two objects has the shape of the other with every cell enlarged to a square of any size.
    #[example = "let l = objects({1022|0022}, mono4) in same_shape_scaled(first(l), last(l)) = true"]
    #[cost = 10]
    fn same_shape_scaled(left: &Object, right: &Object) -> bool {
        let (small, large) = if left.cells().area() <= right.cells().area() { (left, right) } else { (right, left) };
        is_scaled(small.cells(), large.cells())
    }

    /// Whether two objects look the same.
    #[example = "let l = objects({12012}, multi4) in same_look(first(l), last(l)) = true"]
    #[cost = 8]
    fn same_look(left: &Object, right: &Object) -> bool {
        left.cells().same_cells(right.cells())
    }

    /// Whether two objects look the same, turned or mirrored.
    #[example = "let l = objects({12021}, multi4) in same_look_turned(first(l), last(l)) = true"]
    #[cost = 9]
    fn same_look_turned(left: &Object, right: &Object) -> bool {
        turn_to(left, right, same_color).is_some()
    }

    /// The transform that makes an object look like another, the first in the order identity, rotations, flips.
    #[example = "let l = objects({12021}, multi4) in transform_to(first(l), last(l)) = rotate180"]
    #[cost = 10]
    fn transform_to(object: &Object, other: &Object) -> Option<Transform> {
        turn_to(object, other, same_color)
    }

    /// Number of objects with the shape of an object.
    #[example = "let l = objects({110220333}, mono4) in same_shape_count(l, first(l)) = 2"]
    #[cost = 7]
    fn same_shape_count(objects: Vec<&Object>, object: &Object) -> i32 {
        count(&objects, |other| is_image(object, other, Transform::Identity, same_presence))
    }

    /// Number of objects with the shape of an object, turned or mirrored.
    #[example = "let l = objects({1022|1000}, mono4) in same_turned_count(l, first(l)) = 2"]
    #[cost = 9]
    fn same_turned_count(objects: Vec<&Object>, object: &Object) -> i32 {
        count(&objects, |other| turn_to(object, other, same_presence).is_some())
    }

    /// Number of objects that look like an object.
    #[example = "let l = objects({12012021}, multi4) in same_look_count(l, first(l)) = 2"]
    #[cost = 9]
    fn same_look_count(objects: Vec<&Object>, object: &Object) -> i32 {
        count(&objects, |other| object.cells().same_cells(other.cells()))
    }

    /// Number of objects with the main color of an object.
    #[example = "let l = objects({10201}, mono4) in same_color_count(l, first(l)) = 2"]
    #[cost = 8]
    fn same_color_count(objects: Vec<&Object>, object: &Object) -> i32 {
        let color = object.color();
        count(&objects, |other| other.color() == color)
    }

    /// The first other object with the shape of an object.
    #[example = "let l = objects({110220333}, mono4) in color(shape_mate(l, first(l))) = red"]
    #[cost = 8]
    fn shape_mate(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        let is_mate = |other: &Arc<Object>| is_image(object, other, Transform::Identity, same_presence);
        objects.into_iter().find(|other| is_mate(other) && **other != *object)
    }

    /// The first other object with the shape of an object, turned or mirrored.
    #[example = "let l = objects({1022|1000}, mono4) in color(turned_mate(l, first(l))) = red"]
    #[cost = 9]
    fn turned_mate(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        let is_mate = |other: &Arc<Object>| turn_to(object, other, same_presence).is_some();
        objects.into_iter().find(|other| is_mate(other) && **other != *object)
    }

    /// The first other object with the shape of an object, enlarged or reduced.
    #[example = "let l = objects({1022|0022}, mono4) in color(scaled_mate(l, first(l))) = red"]
    #[cost = 10]
    fn scaled_mate(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        let is_mate = |other: &Arc<Object>| {
            is_scaled(object.cells(), other.cells()) || is_scaled(other.cells(), object.cells())
        };
        objects.into_iter().find(|other| is_mate(other) && **other != *object)
    }

    /// The first other object with a bounding box of the same size.
    #[example = "let l = objects({110220333}, mono4) in color(size_mate(l, first(l))) = red"]
    #[cost = 9]
    fn size_mate(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        objects.into_iter().find(|other| other.size() == object.size() && **other != *object)
    }

    /// An object turned and mirrored to the form that all its images share: the least shape, colors counting last.
    #[example = "object_grid(canonical(first(objects({21|10}, multi4)))) = {01|12}"]
    #[cost = 10]
    fn canonical(object: &Object) -> Option<Object> {
        let images = Transform::ALL.map(|transform| object.cells().transform(transform));
        let key = |cells: &Cells| {
            let shape: Vec<bool> = cells.cells().iter().map(Option::is_some).collect();
            (cells.height(), shape, cells.cells().to_vec())
        };
        placed(images.into_iter().min_by_key(key)?, object)
    }
}

fn count(objects: &[&Object], fits: impl Fn(&Object) -> bool) -> i32 {
    objects.iter().filter(|other| fits(other)).count() as i32
}

fn same_presence(left: Option<Color>, right: Option<Color>) -> bool {
    left.is_some() == right.is_some()
}

fn same_color(left: Option<Color>, right: Option<Color>) -> bool {
    left == right
}

/// The first transform that takes an object to another, cell by cell.
fn turn_to(left: &Object, right: &Object, same: fn(Option<Color>, Option<Color>) -> bool) -> Option<Transform> {
    let is_possible = left.cells().area() == right.cells().area() && left.count() == right.count();
    is_possible.then(|| Transform::ALL.into_iter().find(|&transform| is_image(left, right, transform, same)))?
}

/// Whether a transform takes an object to another, cell by cell.
fn is_image(
    left: &Object,
    right: &Object,
    transform: Transform,
    same: fn(Option<Color>, Option<Color>) -> bool,
) -> bool {
    let (size, other) = (left.size(), right.size());
    let fits =
        if transform.swaps_axes() { size.height == other.width && size.width == other.height } else { size == other };
    fits && left.cells().indexed().all(|((row, col), cell)| {
        let to = transform.apply(Point::at(row, col), size);
        same(cell, right.cells()[(to.row as usize, to.col as usize)])
    })
}

/// Whether the shape of some cells is that of others with every cell enlarged to a square.
fn is_scaled(small: &Cells, large: &Cells) -> bool {
    let factor = large.height() / small.height();
    factor >= 1
        && large.height() == factor * small.height()
        && large.width() == factor * small.width()
        && large.indexed().all(|((row, col), cell)| same_presence(cell, small[(row / factor, col / factor)]))
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn shapes_are_the_same_up_to_what_the_name_says() {
        let ask = |question: &str, scene: &str, answer: bool| {
            let list = format!("objects({{{scene}}}, multi4)");
            assert_holds(&format!("{question}(first({list}), last({list})) = {answer}"));
        };
        ask("same_shape", "1102|1022", false);
        ask("same_shape_turned", "1102|1022", true);
        ask("same_look_turned", "1102|1022", false);
        ask("same_look_turned", "1201|3032|0000", false);
        ask("same_look_turned", "1203|3002|0001", false);
        ask("same_shape_scaled", "10222|10222|00222|00222|00222|00220", false);
        ask("same_shape_scaled", "1022|1022|0022|0022", true);
        ask("same_shape_scaled", "2201|2201|2200|2200", true);
    }

    #[test]
    fn every_image_has_one_canonical_form() {
        for turned in ["rotate90", "rotate180", "rotate270", "flip_horizontal", "transpose"] {
            let object = "first(objects({120|003}, multi8))";
            assert_holds(&format!("canonical(turned({object}, {turned})) = canonical({object})"));
        }
    }
}
