//! Planes over bounding boxes: for every cell, background included, the boxes that it lies in.

use crate::primitives::support::cells::{is_on_border, line};
use crate::primitives::support::colors::code;
use crate::primitives::support::floods::flood;
use crate::primitives::support::labels::{Labels, Part};
use crate::values::{Color, Direction, Grid, Mask, Plane, Point, Segmentation, Size};

/// Of each cell the object with the smallest bounding box that contains it, as an index to the parts; -1 for none.
fn smallest_boxes(labels: &Labels) -> Plane {
    let mut order: Vec<usize> = (0..labels.parts.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(labels.parts[number].box_area()));
    let mut plane = labels.of.map(|_| -1);
    for number in order {
        each_cell(&labels.parts[number], |at| plane.set(at, number as i32));
    }
    plane
}

fn each_cell(part: &Part, mut visit: impl FnMut(Point)) {
    for row in part.top..=part.bottom {
        for col in part.left..=part.right {
            visit(Point::new(row, col));
        }
    }
}

/// A plane of a measure of the smallest box around each cell, -1 for none.
fn boxed(grid: &Grid, segmentation: Segmentation, measure: impl Fn(&Part, i32, i32) -> i32) -> Plane {
    let labels = Labels::objects(grid, segmentation);
    let boxes = smallest_boxes(&labels);
    let number = |row: usize, col: usize| match usize::try_from(boxes[(row, col)]) {
        Ok(number) => measure(&labels.parts[number], row as i32, col as i32),
        Err(_) => -1,
    };
    grid.like(number)
}

/// Calls `visit` with the corner of each object's bounding box and two masks of the box: the cells that are not of the
/// object, and its openings.
fn each_opening(labels: &Labels, mut visit: impl FnMut(Point, &Mask, &Mask)) {
    for (part, number) in labels.parts.iter().zip(0..) {
        let (corner, size) = (Point::new(part.top, part.left), Size::new(part.height(), part.width()));
        let Some(owners) = labels.of.crop(corner, size) else { continue };
        let free = owners.map(|owner| owner != number);
        let is_edge = |row: usize, col: usize| is_on_border(size, Point::at(row, col));
        let reached = flood(&free, |row, col| !is_edge(row, col), false);
        visit(corner, &free, &reached.like(|row, col| reached[(row, col)] && is_edge(row, col)));
    }
}

primitives! {
    family "planes of boxes";

    /// The most common color of the object with the smallest bounding box around the cell.
    #[example = "boxed_color({110|102}, mono4) = plane{1 1 -1|1 1 2}"]
    #[cost = 6]
    fn boxed_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, _, _| code(Some(part.color())))
    }

    /// The least common color of the object with the smallest bounding box around the cell.
    #[example = "boxed_rare_color({120|100}, multi4) = plane{2 2 -1|2 2 -1}"]
    #[cost = 10]
    fn boxed_rare_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, _, _| code(Some(part.rarest_color())))
    }

    /// The cell count of the object with the smallest bounding box around the cell.
    #[example = "boxed_cells({110|100}, mono4) = plane{3 3 -1|3 3 -1}"]
    #[cost = 10]
    fn boxed_cells(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, _, _| part.count)
    }

    /// The row in the smallest bounding box around the cell.
    #[example = "boxed_row({110|102}, mono4) = plane{0 0 -1|1 1 0}"]
    #[cost = 10]
    fn boxed_row(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, row, _| row - part.top)
    }

    /// The column in the smallest bounding box around the cell.
    #[example = "boxed_col({110|102}, mono4) = plane{0 1 -1|0 1 0}"]
    #[cost = 10]
    fn boxed_col(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, _, col| col - part.left)
    }

    /// The distance to the nearest side of the smallest bounding box around the cell.
    #[example = "boxed_ring({101|000|101}, by_color) = plane{0 0 0|0 1 0|0 0 0}"]
    #[cost = 8]
    fn boxed_ring(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, row, col| {
            (row - part.top).min(part.bottom - row).min(col - part.left).min(part.right - col)
        })
    }

    /// Whether row and column in the smallest bounding box around the cell have an even or an odd sum.
    #[example = "boxed_checker({101|000|101}, by_color) = plane{0 1 0|1 0 1|0 1 0}"]
    #[cost = 9]
    fn boxed_checker(grid: &Grid, segmentation: Segmentation) -> Plane {
        boxed(grid, segmentation, |part, row, col| (row - part.top + col - part.left) % 2)
    }

    /// The cells in that half of the smallest bounding box around them which lies on a side, or in the quarter in a corner;
    /// a middle row or column belongs to none.
    #[example = "boxed_half({10|10|10|12}, mono4, down) = mask{..|..|#.|#.}"]
    #[cost = 8]
    fn boxed_half(grid: &Grid, segmentation: Segmentation, side: Direction) -> Mask {
        let step = side.delta();
        let is_in = |step: i32, place: i32, length: i32| match step {
            -1 => place < length / 2,
            0 => true,
            _ => length - 1 - place < length / 2,
        };
        boxed(grid, segmentation, |part, row, col| {
            let within = is_in(step.row, row - part.top, part.height()) && is_in(step.col, col - part.left, part.width());
            within as i32
        })
        .map(|within| within == 1)
    }

    /// The number of bounding boxes of objects around the cell.
    #[example = "boxed_cover({110|102}, mono4) = plane{1 1 0|1 1 1}"]
    #[cost = 9]
    fn boxed_cover(grid: &Grid, segmentation: Segmentation) -> Plane {
        let mut plane = grid.map(|_| 0);
        for part in &Labels::objects(grid, segmentation).parts {
            each_cell(part, |at| plane[(at.row as usize, at.col as usize)] += 1);
        }
        plane
    }

    /// The gaps in objects: the cells on the edge of an object's bounding box that are not of the object and connected,
    /// within the box and by straight steps, to cells off the edge that are not of it either.
    #[example = "openings({00000|02220|02000|02220}, mono4) = mask{.....|.....|...#.|.....}"]
    #[cost = 7]
    fn openings(grid: &Grid, segmentation: Segmentation) -> Mask {
        let mut mask = grid.map(|_| false);
        each_opening(&Labels::objects(grid, segmentation), |corner, _, openings| {
            openings.points().for_each(|point| mask.set(corner + point, true));
        });
        mask
    }

    /// What pours out of objects: the background within their bounding boxes that is connected to a gap (see
    /// `openings`), and from each gap straight out of the box up to the first cell that is not background.
    #[example = "spill({000000|022200|020003|022200}, mono4) = mask{......|......|..###.|......}"]
    #[cost = 7]
    fn spill(grid: &Grid, segmentation: Segmentation) -> Mask {
        let background = segmentation.background.color(grid);
        let is_free = |point: Point| grid.get(point) == Some(background);
        let mut mask = grid.map(|_| false);
        each_opening(&Labels::objects(grid, segmentation), |corner, free, openings| {
            let ground = free.like(|row, col| is_free(corner + Point::at(row, col)));
            let wet = flood(&ground, |row, col| openings[(row, col)], false);
            wet.points().for_each(|point| mask.set(corner + point, true));
            for gap in openings.points().filter(|&gap| wet.get(gap) == Some(true)) {
                for way in Direction::STRAIGHT.into_iter().filter(|way| free.get(gap + way.delta()).is_none()) {
                    let beam = line(grid.size(), corner + gap, way).take_while(|&point| is_free(point));
                    beam.for_each(|point| mask.set(point, true));
                }
            }
        });
        mask
    }

    /// The cells in the smallest rectangle around all cells of a color.
    #[example = "in_color_box({1000|0010}, blue) = mask{###.|###.}"]
    #[cost = 10]
    fn in_color_box(grid: &Grid, color: Color) -> Mask {
        match grid.map(|cell| cell == color).bounds() {
            Some((at, size)) => grid.like(|row, col| size.contains(Point::at(row, col) - at)),
            None => grid.map(|_| false),
        }
    }

    /// The most common color of the first object whose bounding box spans the cell's row.
    #[example = "row_span_color({1000|1000|0020}, mono4) = plane{1 1 1 1|1 1 1 1|2 2 2 2}"]
    #[cost = 10]
    fn row_span_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let mut rows = vec![-1; grid.height()];
        for part in labels.parts.iter().rev() {
            rows[part.top as usize..=part.bottom as usize].fill(code(Some(part.color())));
        }
        grid.like(|row, _| rows[row])
    }

    /// The most common color of the first object whose bounding box spans the cell's column.
    #[example = "col_span_color({110|002}, mono4) = plane{1 1 2|1 1 2}"]
    #[cost = 10]
    fn col_span_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let mut cols = vec![-1; grid.width()];
        for part in labels.parts.iter().rev() {
            cols[part.left as usize..=part.right as usize].fill(code(Some(part.color())));
        }
        grid.like(|_, col| cols[col])
    }

    /// How many objects' bounding boxes span the cell's row.
    #[example = "row_span_count({102|002}, mono4) = plane{2 2 2|1 1 1}"]
    #[cost = 8]
    fn row_span_count(grid: &Grid, segmentation: Segmentation) -> Plane {
        let mut rows = vec![0; grid.height()];
        for part in &Labels::objects(grid, segmentation).parts {
            rows[part.top as usize..=part.bottom as usize].iter_mut().for_each(|count| *count += 1);
        }
        grid.like(|row, _| rows[row])
    }

    /// How many objects' bounding boxes span the cell's column.
    #[example = "col_span_count({110|002}, mono4) = plane{1 1 1|1 1 1}"]
    #[cost = 10]
    fn col_span_count(grid: &Grid, segmentation: Segmentation) -> Plane {
        let mut cols = vec![0; grid.width()];
        for part in &Labels::objects(grid, segmentation).parts {
            cols[part.left as usize..=part.right as usize].iter_mut().for_each(|count| *count += 1);
        }
        grid.like(|_, col| cols[col])
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn only_what_is_inside_comes_out() {
        // Without free cells off the edge there are no gaps; a gap in a corner lets beams out both ways.
        assert_holds("openings({0100|1110|0100|0000}, mono4) = mask{....|....|....|....}");
        assert_holds("spill({11110|10020|10010|10110|00000}, mono4) = mask{.....|.##..|.##..|.#...|.#...}");
        assert_holds("spill({0000|0110|0100|0000}, mono4) = mask{....|....|....|....}");
        assert_holds("spill({00000|01110|01000|01000|00000}, mono4) = mask{.....|.....|..###|..###|..##.}");
    }
}
