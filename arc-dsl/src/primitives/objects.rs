//! Objects cut out of a grid, and what can be measured on one object alone.

use crate::color::Color;
use crate::matrix::{Grid, Mask, Matrix};
use crate::object::Object;
use crate::segment::{Segmentation, components};
use crate::space::{Direction, Point, Size, Transform};

primitives! {
    family "objects";

    /// The objects of a grid, in row-major order of their first cell.
    #[example = "map(objects({0110|0000|2002}, mono4), o -> object_grid(o)) = [{11}, {2}, {2}]"]
    #[cost = 2]
    fn objects(grid: &Grid, segmentation: Segmentation) -> Vec<Object> {
        segmentation.objects(grid)
    }

    /// All cells but the background, as one object. Background is black, or the most common color if no cell is black.
    #[example = "object_grid(whole({000|010|002})) = {10|02}"]
    #[cost = 4]
    fn whole(grid: &Grid) -> Option<Object> {
        let counts = grid.color_counts();
        let background = if counts[0] > 0 { Color::Black } else { grid.most_common_color() };
        object_where(grid, background, |_, color| color != background)
    }

    /// The cells of a grid under a mask of the same size as one object, whatever their colors.
    #[example = "object_grid(object_under({123|456}, mask{##.|.#.})) = {12|05}"]
    #[cost = 5]
    fn object_under(grid: &Grid, mask: &Mask) -> Option<Object> {
        if grid.size() != mask.size() {
            return None;
        }
        let background = Segmentation::ALL[0].background.color(grid);
        object_where(grid, background, |index, _| mask.cells()[index])
    }

    /// The connected parts of the cells under a mask of the same size, as objects.
    #[example = "map(objects_under({123|456}, mask{##.|..#}, false), o -> area(o)) = [2, 1]"]
    #[cost = 5]
    fn objects_under(grid: &Grid, mask: &Mask, diagonal: bool) -> Option<Vec<Object>> {
        if grid.size() != mask.size() {
            return None;
        }
        let background = Segmentation::ALL[0].background.color(grid);
        let groups = components(&as_grid(mask), diagonal, |a, b| a != Color::Black && b != Color::Black);
        Some(groups.iter().filter_map(|points| Object::from_points(grid, background, points)).collect())
    }

    /// The connected regions of one color, which may be the background.
    #[example = "map(regions({010|010}, black, false), o -> area(o)) = [2, 2]"]
    #[cost = 4]
    fn regions(grid: &Grid, color: Color, diagonal: bool) -> Option<Vec<Object>> {
        if !grid.cells().contains(&color) {
            return None;
        }
        let groups = components(grid, diagonal, |a, b| a == color && b == color);
        Some(groups.iter().filter_map(|points| Object::from_points(grid, Color::Black, points)).collect())
    }

    /// The parts of an object under another segmentation, at their places in the scene.
    #[example = "map(split(first(objects({012|011}, multi8)), mono8), o -> color(o)) = [blue, red]"]
    #[cost = 5]
    fn split(object: &Object, segmentation: Segmentation) -> Vec<Object> {
        let parts = segmentation.objects(&object.to_grid());
        parts.into_iter().filter_map(|part| placed(part.cells().clone().with_offset(part.position() + object.position()), object)).collect()
    }

    /// All objects as one.
    #[example = "object_grid(merge(objects({101|002}, mono4))) = {101|002}"]
    #[cost = 5]
    fn merge(objects: Vec<&Object>) -> Option<Object> {
        let first = objects.first()?;
        let (at, size) = crate::matrix::bounds(objects.iter().flat_map(|object| {
            let last = Point::new(object.size().height - 1, object.size().width - 1);
            [object.position(), object.position() + last]
        }))?;
        let mut cells: Matrix<Option<Color>> = Matrix::filled(size.height as usize, size.width as usize, None)?;
        for object in &objects {
            for (point, color) in object.points() {
                cells.set(point - at, Some(color));
            }
        }
        placed(cells.with_offset(at), first)
    }

    /// The cells of an object as a grid: its bounding box, gaps filled with background.
    #[example = "object_grid(first(objects({0110|0100}, mono4))) = {11|10}"]
    #[cost = 3]
    fn object_grid(object: &Object) -> Grid {
        object.to_grid()
    }

    /// The part of a grid inside the bounding box of an object.
    #[example = "subgrid({0110|0120}, first(objects({0110|0120}, mono4))) = {11|12}"]
    #[cost = 3]
    fn subgrid(grid: &Grid, object: &Object) -> Option<Grid> {
        grid.crop(object.position(), object.size())
    }

    /// The part of a grid inside the bounding box of an object without its outermost rows and columns.
    #[example = "interior({5555|5125|5555}, first(objects({5555|5125|5555}, mono4))) = {12}"]
    #[cost = 4]
    fn interior(grid: &Grid, object: &Object) -> Option<Grid> {
        let Size { height, width } = object.size();
        grid.crop(object.position() + Point::new(1, 1), Size::new(height - 2, width - 2))
    }

    /// The cells of an object in its bounding box.
    #[example = "shape(first(objects({0110|0100}, mono4))) = mask{##|#.}"]
    #[cost = 4]
    fn shape(object: &Object) -> Mask {
        object.shape()
    }

    /// The cells of an object in its scene.
    #[example = "object_mask(first(objects({0110|0100}, mono4))) = mask{.##.|.#..}"]
    #[cost = 4]
    fn object_mask(object: &Object) -> Option<Mask> {
        let mut mask = Mask::filled(object.frame().height as usize, object.frame().width as usize, false)?;
        for (point, _) in object.points() {
            mask.set(point, true);
        }
        Some(mask)
    }

    /// Number of cells.
    #[example = "area(first(objects({110|010}, mono4))) = 3"]
    #[cost = 3]
    fn area(object: &Object) -> i32 {
        object.count() as i32
    }

    /// Number of rows.
    #[example = "height(first(objects({110|010|000}, mono4))) = 2"]
    #[cost = 4]
    fn height(object: &Object) -> i32 {
        object.size().height
    }

    /// Number of columns.
    #[example = "width(first(objects({110|010|000}, mono4))) = 2"]
    #[cost = 4]
    fn width(object: &Object) -> i32 {
        object.size().width
    }

    /// Size of the bounding box.
    #[example = "box_size(first(objects({1110|0100}, mono4))) = 2x3"]
    #[cost = 5]
    fn box_size(object: &Object) -> Size {
        object.size()
    }

    /// Row of the topmost cell.
    #[example = "top(first(objects({000|011}, mono4))) = 1"]
    #[cost = 4]
    fn top(object: &Object) -> i32 {
        object.position().row
    }

    /// Column of the leftmost cell.
    #[example = "leftmost(first(objects({000|011}, mono4))) = 1"]
    #[cost = 4]
    fn leftmost(object: &Object) -> i32 {
        object.position().col
    }

    /// Row of the bottommost cell.
    #[example = "bottom(first(objects({010|011}, mono4))) = 1"]
    #[cost = 4]
    fn bottom(object: &Object) -> i32 {
        object.position().row + object.size().height - 1
    }

    /// Column of the rightmost cell.
    #[example = "rightmost(first(objects({010|011}, mono4))) = 2"]
    #[cost = 4]
    fn rightmost(object: &Object) -> i32 {
        object.position().col + object.size().width - 1
    }

    /// Top left corner of the bounding box.
    #[example = "position(first(objects({000|011}, mono4))) = (1, 1)"]
    #[cost = 3]
    fn position(object: &Object) -> Point {
        object.position()
    }

    /// The middle cell of the bounding box, if both sides are odd.
    #[example = "center(first(objects({1110|1110|1110}, mono4))) = (1, 1)"]
    #[cost = 4]
    fn center(object: &Object) -> Option<Point> {
        let Size { height, width } = object.size();
        (height % 2 == 1 && width % 2 == 1).then(|| object.position() + Point::new(height / 2, width / 2))
    }

    /// A corner of the bounding box, or for a straight direction the middle of that side if it has one.
    #[example = "box_point(first(objects({011|011|011}, mono4)), down_right) = (2, 2)"]
    #[cost = 5]
    fn box_point(object: &Object, toward: Direction) -> Option<Point> {
        let step = toward.delta();
        let Size { height, width } = object.size();
        Some(object.position() + Point::new(along(step.row, height)?, along(step.col, width)?))
    }

    /// Color of most cells.
    #[example = "color(first(objects({330|000}, mono4))) = green"]
    #[cost = 2]
    fn color(object: &Object) -> Color {
        object.color()
    }

    /// The rarest color of an object that has several; the lowest at a tie.
    #[example = "rarest_color(first(objects({331|333}, multi4))) = blue"]
    #[cost = 4]
    fn rarest_color(object: &Object) -> Option<Color> {
        let counts = object.color_counts();
        let present = (0..10).filter(|&index| counts[index] > 0);
        if present.clone().count() < 2 {
            return None;
        }
        Color::from_index(present.min_by_key(|&index| counts[index])?)
    }

    /// Number of colors.
    #[example = "object_colors(first(objects({331|333}, multi4))) = 2"]
    #[cost = 4]
    fn object_colors(object: &Object) -> i32 {
        object.color_counts().iter().filter(|&&count| count > 0).count() as i32
    }

    /// Number of cells of a color.
    #[example = "color_area(first(objects({331|333}, multi4)), blue) = 1"]
    #[cost = 5]
    fn color_area(object: &Object, color: Color) -> i32 {
        object.color_counts()[color.index()] as i32
    }

    /// Cells of the bounding box.
    #[example = "box_area(first(objects({110|010}, mono4))) = 4"]
    #[cost = 5]
    fn box_area(object: &Object) -> i32 {
        object.size().area()
    }

    /// Whether some cell is on the border of the scene.
    #[example = "touches_border(first(objects({000|010|000}, mono4))) = false"]
    #[cost = 4]
    fn touches_border(object: &Object) -> bool {
        let (at, size, frame) = (object.position(), object.size(), object.frame());
        at.row <= 0 || at.col <= 0 || at.row + size.height >= frame.height || at.col + size.width >= frame.width
    }

    /// Whether the object fills its bounding box.
    #[example = "is_rectangle(first(objects({110|110}, mono4))) = true"]
    #[cost = 4]
    fn is_rectangle(object: &Object) -> bool {
        object.cells().cells().iter().all(Option::is_some)
    }

    /// Whether the bounding box is square.
    #[example = "is_square(first(objects({110|010}, mono4))) = true"]
    #[cost = 4]
    fn is_square(object: &Object) -> bool {
        object.size().height == object.size().width
    }

    /// Whether the object has just one cell.
    #[example = "is_dot(first(objects({100|000}, mono4))) = true"]
    #[cost = 4]
    fn is_dot(object: &Object) -> bool {
        object.cells().area() == 1
    }

    /// Whether the object looks the same turned or mirrored.
    #[example = "is_symmetric(first(objects({110|010}, mono4)), antitranspose) = true"]
    #[cost = 5]
    fn is_symmetric(object: &Object, under: Transform) -> Option<bool> {
        (under != Transform::Identity).then(|| is_invariant(object.cells(), under))
    }
}

/// The object of the cells for which a condition on index and color holds.
fn object_where(grid: &Grid, background: Color, is_in: impl Fn(usize, Color) -> bool) -> Option<Object> {
    let mut index = 0;
    let cells = grid.map(|color| {
        index += 1;
        is_in(index - 1, color).then_some(color)
    });
    Object::new(cells.with_offset(Point::default()), grid.size(), background)
}

/// A mask as a grid, blue where it is true.
pub(super) fn as_grid(mask: &Mask) -> Grid {
    mask.map(|cell| if cell { Color::Blue } else { Color::Black })
}

/// Cells at their place in the scene of another object, as an object.
pub(super) fn placed(cells: Matrix<Option<Color>>, scene_of: &Object) -> Option<Object> {
    Object::new(cells, scene_of.frame(), scene_of.background())
}

/// Index of the first, last or middle cell of a side, for the sign of a direction.
fn along(sign: i32, side: i32) -> Option<i32> {
    match sign {
        -1 => Some(0),
        1 => Some(side - 1),
        _ => (side % 2 == 1).then_some(side / 2),
    }
}

/// Whether a matrix is equal to its image.
fn is_invariant<T: crate::matrix::Cell>(cells: &Matrix<T>, under: Transform) -> bool {
    if under.swaps_axes() && cells.height() != cells.width() {
        return false;
    }
    let size = cells.size();
    cells.indexed().all(|((row, col), cell)| {
        let to = under.apply(Point::new(row as i32, col as i32), size);
        cells[(to.row as usize, to.col as usize)] == cell
    })
}
