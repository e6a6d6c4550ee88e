//! New objects from one object: holes, outlines, boxes, parts, turned and scaled.
//!
//! What is made stays at its place in the scene; cells the object did not have take the background color or, where the
//! description says so, the object's own color, and can be recolored.

use crate::primitives::support::objects::{degree, enclosed, hole_parts, placed, rarest};
use crate::values::{Color, Direction, MAX_SIDE, Matrix, Object, Point, Size, Transform, bounds};

/// Most king's moves by which an object is grown: each cell looks at a square of this radius.
const MAX_GROWTH: i32 = 5;

primitives! {
    family "shapes";

    /// What an object encloses, in background color.
    #[example = "object_grid(hole(first(objects({1111|1001|1111}, mono4)))) = {00}"]
    #[cost = 8]
    fn hole(object: &Object) -> Option<Object> {
        let mask = enclosed(object)?;
        let color = object.background();
        placed(mask.map(|cell| cell.then_some(color)), object)
    }

    /// The regions that an object encloses, in background color.
    #[example = "length(hole_list(first(objects({11111|10101|11111}, mono4)))) = 2"]
    #[cost = 9]
    fn hole_list(object: &Object) -> Vec<Object> {
        let parts = hole_parts(object);
        parts.iter().filter_map(|points| of_points(object, points, object.background())).collect()
    }

    /// The cells of the bounding box that an object does not have, in background color.
    #[example = "shape(gaps(first(objects({1110|0100}, mono4)))) = mask{#.#}"]
    #[cost = 9]
    fn gaps(object: &Object) -> Option<Object> {
        let color = object.background();
        placed(object.cells().map(|cell| cell.is_none().then_some(color)), object)
    }

    /// The bounding box filled with the color of the object.
    #[example = "object_grid(solid_box(first(objects({1110|0100}, mono4)))) = {111|111}"]
    #[cost = 8]
    fn solid_box(object: &Object) -> Option<Object> {
        let color = object.color();
        placed(object.cells().map(|_| Some(color)), object)
    }

    /// The cells of an object that have something else beside them or at a corner.
    #[example = "shape(outline(first(objects({1110|1110|1110}, mono4)))) = mask{###|#.#|###}"]
    #[cost = 7]
    fn outline(object: &Object) -> Option<Object> {
        part(object, |at, _| !is_surrounded(object, at))
    }

    /// The cells of an object that have only its own cells around them.
    #[example = "position(core(first(objects({1110|1110|1110}, mono4)))) = (1, 1)"]
    #[cost = 8]
    fn core(object: &Object) -> Option<Object> {
        part(object, |at, _| is_surrounded(object, at))
    }

    /// An object without the outermost rows and columns of its bounding box.
    #[example = "object_grid(peeled(first(objects({5555|5125|5555}, multi4)))) = {12}"]
    #[cost = 9]
    fn peeled(object: &Object) -> Option<Object> {
        let last = Point::new(object.size().height - 1, object.size().width - 1);
        part(object, |at, _| at.row > 0 && at.col > 0 && at.row < last.row && at.col < last.col)
    }

    /// The cells around an object, in its own color.
    #[example = "shape(object_halo(first(objects({000|010|000}, mono4)))) = mask{###|#.#|###}"]
    #[cost = 8]
    fn object_halo(object: &Object) -> Option<Object> {
        let color = object.color();
        let is_own = |at: Point| object.cells().get(at).flatten().is_some();
        around(object, 1, |at| {
            (!is_own(at) && Direction::ALL.iter().any(|step| is_own(at + step.delta()))).then_some(color)
        })
    }

    /// The ring of a thickness around the bounding box, in the object's own color.
    #[example = "shape(box_ring(first(objects({000|010|000}, mono4)), 1)) = mask{###|#.#|###}"]
    #[cost = 9]
    fn box_ring(object: &Object, thickness: i32) -> Option<Object> {
        if thickness < 1 {
            return None;
        }
        let (color, size) = (object.color(), object.size());
        around(object, thickness, |at| (!size.contains(at)).then_some(color))
    }

    /// An object grown by `by` king's moves, 5 at most, in its most common color; its own cells stay.
    #[example = "object_grid(grown(first(objects({000|012|000}, multi4)), 1)) = {1111|1121|1111}"]
    #[cost = 8]
    fn grown(object: &Object, by: i32) -> Option<Object> {
        if !(1..=MAX_GROWTH).contains(&by) {
            return None;
        }
        let color = object.color();
        let own = |at: Point| object.cells().get(at).flatten();
        let is_near = |at: Point| {
            (-by..=by).any(|row| (-by..=by).any(|col| own(at + Point::new(row, col)).is_some()))
        };
        around(object, by, |at| own(at).or_else(|| is_near(at).then_some(color)))
    }

    /// The bounding box widened by a margin on every side, or narrowed by a negative one, and filled with the object's
    /// most common color; undefined if nothing is left.
    #[example = "object_grid(grown_box(first(objects({101|000|101}, by_color)), -1)) = {1}"]
    #[cost = 8]
    fn grown_box(object: &Object, margin: i32) -> Option<Object> {
        let side = |side: i32| usize::try_from(side.checked_add(margin.checked_mul(2)?)?).ok();
        let Size { height, width } = object.size();
        let cells = Matrix::filled(side(height)?, side(width)?, Some(object.color()))?;
        placed(cells.with_offset(object.position() - Point::new(margin, margin)), object)
    }

    /// An object with all that it encloses filled in its most common color.
    #[example = "object_grid(solid(first(objects({1111|1001|1111}, mono4)))) = {1111|1111|1111}"]
    #[cost = 7]
    fn solid(object: &Object) -> Object {
        let color = object.color();
        let filled = enclosed(object).and_then(|holes| {
            let cells = object.cells().zip(&holes, |own, is_hole| own.or(is_hole.then_some(color)))?;
            placed(cells, object)
        });
        filled.unwrap_or_else(|| object.clone())
    }

    /// The cells of a color.
    #[example = "shape(color_part(first(objects({122}, multi4)), red)) = mask{##}"]
    #[cost = 8]
    fn color_part(object: &Object, color: Color) -> Option<Object> {
        part(object, |_, own| own == color)
    }

    /// An object wholly in its most common color.
    #[example = "object_grid(monochrome(first(objects({110|121}, multi4)))) = {110|111}"]
    #[cost = 6]
    fn monochrome(object: &Object) -> Object {
        let color = object.color();
        object.recolored(|_| color)
    }

    /// The cells of the most common color.
    #[example = "object_grid(main_part(first(objects({122}, multi4)))) = {22}"]
    #[cost = 7]
    fn main_part(object: &Object) -> Option<Object> {
        let main = object.color();
        part(object, |_, own| own == main)
    }

    /// The cells of other colors than the most common one.
    #[example = "object_grid(odd_part(first(objects({122}, multi4)))) = {1}"]
    #[cost = 8]
    fn odd_part(object: &Object) -> Option<Object> {
        let main = object.color();
        part(object, |_, own| own != main)
    }

    /// The ends of an object: its cells with just one neighbor beside them.
    #[example = "shape(ends(first(objects({1110|0100}, mono4)))) = mask{#.#|.#.}"]
    #[cost = 8]
    fn ends(object: &Object) -> Option<Object> {
        part(object, |at, _| degree(object, (at.row as usize, at.col as usize)) == 1)
    }

    /// An object turned or mirrored; its top left corner stays.
    #[example = "object_grid(turned(first(objects({12|00}, multi4)), rotate90)) = {1|2}"]
    #[cost = 7]
    fn turned(object: &Object, by: Transform) -> Option<Object> {
        (by != Transform::Identity).then(|| placed(object.cells().transform(by), object))?
    }

    /// An object with every cell enlarged to a square; its top left corner stays.
    #[example = "object_grid(enlarged(first(objects({12}, multi4)), 2)) = {1122|1122}"]
    #[cost = 9]
    fn enlarged(object: &Object, factor: i32) -> Option<Object> {
        let cells = object.cells();
        if !(2..=MAX_SIDE as i32).contains(&factor) {
            return None;
        }
        let factor = factor as usize;
        let large = Matrix::from_fn(cells.height() * factor, cells.width() * factor, |row, col| {
            cells[(row / factor, col / factor)]
        })?;
        placed(large.with_offset(object.position()), object)
    }

    /// An object made of equal squares, with each square reduced to a cell; its top left corner stays.
    #[example = "object_grid(reduced(first(objects({1122|1122}, multi4)))) = {12}"]
    #[cost = 8]
    fn reduced(object: &Object) -> Option<Object> {
        let cells = object.cells();
        let factor = (2..=cells.height().min(cells.width())).rev().find(|&factor| is_enlarged(cells, factor))?;
        let small = Matrix::from_fn(cells.height() / factor, cells.width() / factor, |row, col| {
            cells[(row * factor, col * factor)]
        })?;
        placed(small.with_offset(object.position()), object)
    }

    /// An object with its gaps filled from its image; where both have a cell the object's own stays.
    #[example = "object_grid(symmetrized(first(objects({120|000}, multi4)), flip_horizontal)) = {12}"]
    #[cost = 9]
    fn symmetrized(object: &Object, under: Transform) -> Option<Object> {
        let cells = object.cells();
        if under.swaps_axes() && cells.height() != cells.width() {
            return None;
        }
        let image = cells.transform(under);
        placed(cells.zip(&image, |own, other| own.or(other))?, object)
    }

    /// An object of two colors with both exchanged.
    #[example = "object_grid(exchanged(first(objects({122}, multi4)))) = {211}"]
    #[cost = 9]
    fn exchanged(object: &Object) -> Option<Object> {
        let counts = object.color_counts();
        if counts.iter().filter(|&&count| count > 0).count() != 2 {
            return None;
        }
        let (main, odd) = (object.color(), rarest(object)?);
        // At a tie the main and the rarest color are the same one.
        let other = if odd != main { odd } else { last_color(&counts)? };
        Some(object.recolored(|color| if color == main { other } else { main }))
    }

    /// An object with the cells of one color in another.
    #[example = "object_grid(color_replaced(first(objects({122}, multi4)), red, green)) = {133}"]
    #[cost = 9]
    fn color_replaced(object: &Object, from: Color, to: Color) -> Option<Object> {
        let is_sensible = from != to && object.cells().cells().contains(&Some(from));
        is_sensible.then(|| object.recolored(|color| if color == from { to } else { color }))
    }
}

/// The object of some points of the bounding box, in one color.
fn of_points(object: &Object, points: &[Point], color: Color) -> Option<Object> {
    let (at, size) = bounds(points.iter().copied())?;
    let mut cells = Matrix::filled(size.height as usize, size.width as usize, None)?;
    points.iter().for_each(|&point| cells.set(point - at, Some(color)));
    placed(cells.with_offset(object.position() + at), object)
}

/// The cells that fit; `None` if none do.
fn part(object: &Object, fits: impl Fn(Point, Color) -> bool) -> Option<Object> {
    let cells = object.cells();
    let at = |row: usize, col: usize| Point::at(row, col);
    placed(cells.like(|row, col| cells[(row, col)].filter(|&color| fits(at(row, col), color))), object)
}

/// Cells within a margin around the bounding box; points are relative to its top left corner.
fn around(object: &Object, margin: i32, cell: impl Fn(Point) -> Option<Color>) -> Option<Object> {
    if margin > MAX_SIDE as i32 {
        return None;
    }
    let corner = Point::new(margin, margin);
    let side = |side: usize| side + 2 * margin as usize;
    let cells = Matrix::from_fn(side(object.cells().height()), side(object.cells().width()), |row, col| {
        cell(Point::at(row, col) - corner)
    })?;
    placed(cells.with_offset(object.position() - corner), object)
}

/// Whether all eight cells around a point of the bounding box belong to the object.
fn is_surrounded(object: &Object, at: Point) -> bool {
    Direction::ALL.iter().all(|step| object.cells().get(at + step.delta()).flatten().is_some())
}

/// Whether cells are made of equal squares of a side.
fn is_enlarged(cells: &Matrix<Option<Color>>, factor: usize) -> bool {
    let is_divisible = cells.height().is_multiple_of(factor) && cells.width().is_multiple_of(factor);
    is_divisible
        && cells.indexed().all(|((row, col), cell)| cell == cells[(row / factor * factor, col / factor * factor)])
}

fn last_color(counts: &[usize; 10]) -> Option<Color> {
    Color::from_index(counts.iter().rposition(|&count| count > 0)?)
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn holes_close_at_corners() {
        assert_holds("hole_area(first(objects({010|101|010}, mono8))) = 1");
        assert_holds("hole_area(first(objects({111|100|111}, mono4))) = 0");
        assert_holds("length(hole_list(first(objects({1111|1011|1101|1111}, mono4)))) = 2");
        assert_holds("position(hole(first(objects({0000|0111|0101|0111}, mono4)))) = (2, 2)");
    }

    #[test]
    fn reduction_takes_the_largest_squares() {
        assert_holds("object_grid(reduced(first(objects({1111|1111|2222|2222}, multi4)))) = {11|22}");
        assert_holds("object_grid(reduced(first(objects({1111|1111|1111|1111}, multi4)))) = {1}");
    }

    #[test]
    fn colors_are_exchanged_at_a_tie_too() {
        assert_holds("object_grid(exchanged(first(objects({1221}, multi4)))) = {2112}");
        assert_holds("object_grid(exchanged(first(objects({2111}, multi4)))) = {1222}");
    }

    #[test]
    fn boxes_are_narrowed_to_one_cell_at_least() {
        let object = "first(objects({0000|0111|0111|0111}, mono4))";
        assert_holds(&format!("position(grown_box({object}, 1)) = (0, 0)"));
        assert_holds(&format!("position(grown_box({object}, -1)) = (2, 2)"));
        assert_holds(&format!("grown_box({object}, -2) = undefined"));
        assert_holds(&format!("grown({object}, 0) = undefined"));
    }

    #[test]
    fn rings_may_leave_the_scene() {
        assert_holds("position(box_ring(first(objects({10|00}, mono4)), 2)) = (-2, -2)");
        assert_holds("area(box_ring(first(objects({10|00}, mono4)), 2)) = 24");
    }
}
