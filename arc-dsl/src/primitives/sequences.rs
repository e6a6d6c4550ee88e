//! Sequences: objects in a line, each as far from the last as that from the one before.

use crate::matrix::Grid;
use crate::object::Object;
use crate::segment::Segmentation;
use crate::space::Point;

/// The displacement from the middle of each object's bounding box to the next one's, from left to right in a row, else
/// downwards; `None` unless there are two objects and that is one displacement by whole cells.
fn displacement(objects: &[Object]) -> Option<Point> {
    let last = |object: &Object| Point::new(object.size().height - 1, object.size().width - 1);
    let mut doubled: Vec<Point> = objects.iter().map(|object| object.position() * 2 + last(object)).collect();
    doubled.sort_unstable();
    let mut steps = doubled.windows(2).map(|pair| pair[1] - pair[0]);
    let step = steps.next()?;
    let is_whole = step.row % 2 == 0 && step.col % 2 == 0;
    (is_whole && step != Point::default() && steps.all(|other| other == step))
        .then(|| Point::new(step.row / 2, step.col / 2))
}

primitives! {
    family "sequences";

    /// The objects, which lie in a line at equal displacements of their middles, repeated all together at that
    /// displacement up to the border: to the right in a row, else downwards. Undefined if there are fewer than two or
    /// displacements differ.
    #[example = "continue_sequence({10200000}, mono4) = {10201020}"]
    #[cost = 7]
    fn continue_sequence(grid: &Grid, segmentation: Segmentation) -> Option<Grid> {
        let objects = segmentation.objects(grid);
        let period = displacement(&objects)? * objects.len() as i32;
        let is_within = |by: &Point| by.row.abs() < grid.height() as i32 && by.col.abs() < grid.width() as i32;
        let mut continued = grid.clone();
        for by in (1..).map(|count| period * count).take_while(is_within) {
            for (point, color) in objects.iter().flat_map(Object::points) {
                continued.set(point + by, color);
            }
        }
        Some(continued)
    }

    /// The one step, in king's moves, from the middle of each object to the next one's in a line; undefined if there
    /// are fewer than two objects or displacements differ.
    #[example = "spacing({1000|0020|0000}, mono4) = 2"]
    #[cost = 8]
    fn spacing(grid: &Grid, segmentation: Segmentation) -> Option<i32> {
        Some(displacement(&segmentation.objects(grid))?.chebyshev(Point::default()))
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::drawing::assert_holds;

    #[test]
    fn sequences_go_on_to_the_border() {
        assert_holds("continue_sequence({0001|0020|0000|0000}, mono4) = {0001|0020|0100|2000}");
        assert_holds("continue_sequence({000000000|020111000|000000000}, mono4) = {000000000|020111020|000000000}");
        assert_holds("continue_sequence({102}, mono4) = {102}");
    }

    #[test]
    fn sequences_are_even() {
        assert_holds("continue_sequence({100000}, mono4) = undefined");
        assert_holds("continue_sequence({10200300}, mono4) = undefined");
        assert_holds("continue_sequence({100220000}, mono4) = undefined");
        assert_holds("continue_sequence({111|121|111}, mono4) = undefined");
        assert_holds("spacing({10203}, mono4) = 2");
        assert_holds("spacing({100|023}, mono4) = undefined");
    }
}
