//! Objects cut out of a grid, and their cells as grids and masks.

use crate::perception::components;
use crate::primitives::support::colors::background_of;
use crate::primitives::support::objects::{as_grid, merged, placed};
use crate::values::{Color, Grid, Mask, Matrix, Object, Point, Segmentation, Size};

primitives! {
    family "objects";

    /// The objects of a grid, in row-major order of their first cell.
    #[example = "map(objects({0110|0000|2002}, mono4), o -> object_grid(o)) = [{11}, {2}, {2}]"]
    #[cost = 3]
    fn objects(grid: &Grid, segmentation: Segmentation) -> Vec<Object> {
        segmentation.objects(grid)
    }

    /// All cells but the background, as one object.
    #[example = "object_grid(whole({000|010|002})) = {10|02}"]
    #[cost = 5]
    fn whole(grid: &Grid) -> Option<Object> {
        let background = background_of(grid);
        let cells = grid.map(|color| (color != background).then_some(color));
        Object::new(cells.with_offset(Point::default()), grid.size(), background)
    }

    /// All cells of a color as one object, connected or not; undefined if there are none.
    #[example = "box_size(color_object({303|000|303}, green)) = 3x3"]
    #[cost = 7]
    fn color_object(grid: &Grid, color: Color) -> Option<Object> {
        let points: Vec<Point> = grid.map(|cell| cell == color).points().collect();
        Object::from_points(grid, background_of(grid), &points)
    }

    /// The connected parts of the cells under a mask of the same size, as objects.
    #[example = "map(objects_under({123|456}, mask{##.|..#}, false), o -> area(o)) = [2, 1]"]
    #[cost = 9]
    fn objects_under(grid: &Grid, mask: &Mask, diagonal: bool) -> Option<Vec<Object>> {
        if grid.size() != mask.size() {
            return None;
        }
        let background = background_of(grid);
        let groups = components(&as_grid(mask), diagonal, |a, b| a != Color::Black && b != Color::Black);
        Some(groups.iter().filter_map(|points| Object::from_points(grid, background, points)).collect())
    }

    /// The connected regions of one color, which may be the background.
    #[example = "map(regions({010|010}, black, false), o -> area(o)) = [2, 2]"]
    #[cost = 8]
    fn regions(grid: &Grid, color: Color, diagonal: bool) -> Option<Vec<Object>> {
        if !grid.cells().contains(&color) {
            return None;
        }
        let background = background_of(grid);
        let groups = components(grid, diagonal, |a, b| a == color && b == color);
        Some(groups.iter().filter_map(|points| Object::from_points(grid, background, points)).collect())
    }

    /// The parts of an object under another segmentation, at their places in the scene.
    #[example = "map(split(first(objects({012|011}, multi8)), mono8), o -> color(o)) = [blue, red]"]
    #[cost = 9]
    fn split(object: &Object, segmentation: Segmentation) -> Vec<Object> {
        let here = |part: Object| {
            let position = part.position() + object.position();
            placed(part.cells().clone().with_offset(position), object)
        };
        segmentation.objects(&object.to_grid()).into_iter().filter_map(here).collect()
    }

    /// Every cell of an object as an object.
    #[example = "map(pixels(first(objects({012|011}, multi8))), o -> color(o)) = [blue, red, blue, blue]"]
    #[cost = 10]
    fn pixels(object: &Object) -> Option<Vec<Object>> {
        let dot = |(point, color)| placed(Matrix::filled(1, 1, Some(color))?.with_offset(point), object);
        object.points().map(dot).collect()
    }

    /// The largest rectangle of one color; the highest, then the leftmost at a tie.
    #[example = "object_grid(largest_rectangle({0110|0110|1000}, blue)) = {11|11}"]
    #[cost = 10]
    fn largest_rectangle(grid: &Grid, color: Color) -> Option<Object> {
        let (at, size) = widest(grid, |cell| cell == color)?;
        let cells = grid.crop(at, size)?.with_offset(at).map(Some);
        Object::new(cells, grid.size(), background_of(grid))
    }

    /// All objects as one.
    #[example = "object_grid(merge(objects({101|002}, mono4))) = {101|002}"]
    #[cost = 9]
    fn merge(objects: Vec<&Object>) -> Option<Object> {
        merged(&objects)
    }

    /// The cells of an object as a grid: its bounding box, gaps filled with background.
    #[example = "object_grid(first(objects({0110|0100}, mono4))) = {11|10}"]
    #[cost = 5]
    fn object_grid(object: &Object) -> Grid {
        object.to_grid()
    }

    /// The part of a grid inside the bounding box of an object.
    #[example = "subgrid({0110|0120}, first(objects({0110|0120}, mono4))) = {11|12}"]
    #[cost = 6]
    fn subgrid(grid: &Grid, object: &Object) -> Option<Grid> {
        grid.crop(object.position(), object.size())
    }

    /// The part of a grid inside the bounding box of an object without its outermost rows and columns.
    #[example = "interior({5555|5125|5555}, first(objects({5555|5125|5555}, mono4))) = {12}"]
    #[cost = 7]
    fn interior(grid: &Grid, object: &Object) -> Option<Grid> {
        let Size { height, width } = object.size();
        grid.crop(object.position() + Point::new(1, 1), Size::new(height - 2, width - 2))
    }

    /// The cells of an object in its bounding box.
    #[example = "shape(first(objects({0110|0100}, mono4))) = mask{##|#.}"]
    #[cost = 7]
    fn shape(object: &Object) -> Mask {
        object.shape()
    }

    /// The cells of an object in its scene.
    #[example = "object_mask(first(objects({0110|0100}, mono4))) = mask{.##.|.#..}"]
    #[cost = 8]
    fn object_mask(object: &Object) -> Option<Mask> {
        let mut mask = Mask::filled(object.frame().height as usize, object.frame().width as usize, false)?;
        for (point, _) in object.points() {
            mask.set(point, true);
        }
        Some(mask)
    }
}

/// Position and size of the largest rectangle of cells that fit, the highest, then the leftmost at a tie.
///
/// Every row is the base of a histogram of the fitting cells above it; for each left end the rectangle is widened to
/// the right while its height shrinks.
fn widest(grid: &Grid, fits: impl Fn(Color) -> bool) -> Option<(Point, Size)> {
    let mut heights = vec![0i32; grid.width()];
    let mut best: Option<(Point, Size)> = None;
    for row in 0..grid.height() {
        for (height, &cell) in heights.iter_mut().zip(grid.row(row)) {
            *height = if fits(cell) { *height + 1 } else { 0 };
        }
        for left in 0..heights.len() {
            let mut height = heights[left];
            for (right, &other) in heights.iter().enumerate().skip(left).take_while(|&(_, &height)| height > 0) {
                height = height.min(other);
                let size = Size::new(height, (right - left + 1) as i32);
                let at = Point::new(row as i32 + 1 - height, left as i32);
                let is_better = |&(point, other): &(Point, Size)| {
                    size.area() > other.area() || (size.area() == other.area() && at < point)
                };
                if best.as_ref().is_none_or(is_better) {
                    best = Some((at, size));
                }
            }
        }
    }
    best
}
