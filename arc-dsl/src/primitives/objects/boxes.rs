//! Patterns over objects and their bounding boxes, and rectangles within masks.

use crate::primitives::support::cells::{is_set, line};
use crate::values::{Color, Direction, Grid, MAX_SIDE, Mask, Object, Point, Size};

/// The cells of an object for which a condition on the position within the bounding box holds.
fn part(object: &Object, keeps: impl Fn(Point) -> bool) -> Option<Object> {
    let cells = object.cells();
    let kept = cells.like(|row, col| cells[(row, col)].filter(|_| keeps(Point::at(row, col))));
    Object::new(kept, object.frame(), object.background())
}

/// The length of the run of true cells upwards from each cell, itself included.
fn runs_up(mask: &Mask) -> Vec<usize> {
    let width = mask.width();
    let mut runs = vec![0; mask.area()];
    for (index, _) in mask.cells().iter().enumerate().filter(|&(_, &cell)| cell) {
        runs[index] = 1 + if index >= width { runs[index - width] } else { 0 };
    }
    runs
}

/// Sets a rectangle by its last row and column.
fn set_rectangle(cells: &mut Mask, bottom: usize, right: usize, height: usize, width: usize) {
    for row in bottom + 1 - height..=bottom {
        for col in right + 1 - width..=right {
            cells[(row, col)] = true;
        }
    }
}

/// See `largest_rectangles`.
fn largest(mask: &Mask, square: bool) -> Mask {
    let runs = runs_up(mask);
    let mut best_area = 4;
    let mut best = Vec::new();
    for bottom in 0..mask.height() {
        for right in 0..mask.width() {
            let mut height = usize::MAX;
            for left in (0..=right).rev() {
                let width = right - left + 1;
                height = height.min(runs[bottom * mask.width() + left]);
                if height == 0 || square && width > height {
                    break;
                }
                let height = if square { width } else { height };
                if height < 2 || width < 2 {
                    continue;
                }
                if height * width > best_area {
                    best_area = height * width;
                    best.clear();
                }
                if height * width == best_area {
                    best.push((bottom, right, height, width));
                }
            }
        }
    }
    let mut cells = mask.map(|_| false);
    for (bottom, right, height, width) in best {
        set_rectangle(&mut cells, bottom, right, height, width);
    }
    cells
}

primitives! {
    family "boxes";

    /// The outermost rows and columns of the bounding box of an object, in the color of the object.
    #[example = "draw_object(box_edge(first(objects({100|000|001}, by_color)))) = {111|101|111}"]
    #[cost = 9]
    fn box_edge(object: &Object) -> Option<Object> {
        let color = object.color();
        let (last_row, last_col) = (object.size().height as usize - 1, object.size().width as usize - 1);
        let is_edge = |row, col| row == 0 || col == 0 || row == last_row || col == last_col;
        let cells = object.cells().like(|row, col| is_edge(row, col).then_some(color));
        Object::new(cells, object.frame(), object.background())
    }

    /// The cells of an object in the corners of its bounding box.
    #[example = "draw_object(corner_cells(first(objects({1110|1110|1110}, mono4)))) = {1010|0000|1010}"]
    #[cost = 10]
    fn corner_cells(object: &Object) -> Option<Object> {
        let Size { height, width } = object.size();
        part(object, |at| (at.row == 0 || at.row == height - 1) && (at.col == 0 || at.col == width - 1))
    }

    /// Every second cell of an object, like the squares of a checkerboard without the upper left one.
    #[example = "draw_object(checkered(first(objects({1110|1110|1110}, mono4)))) = {0100|1010|0100}"]
    #[cost = 8]
    fn checkered(object: &Object) -> Option<Object> {
        part(object, |at| (at.row + at.col) % 2 == 1)
    }

    /// Every second row or column of an object, counted in a straight direction; the first one is left out.
    #[example = "draw_object(striped(first(objects({11110|11110}, mono4)), right)) = {01010|01010}"]
    #[cost = 10]
    fn striped(object: &Object, direction: Direction) -> Option<Object> {
        let Size { height, width } = object.size();
        match direction {
            Direction::Down => part(object, |at| at.row % 2 == 1),
            Direction::Up => part(object, |at| (height - 1 - at.row) % 2 == 1),
            Direction::Right => part(object, |at| at.col % 2 == 1),
            Direction::Left => part(object, |at| (width - 1 - at.col) % 2 == 1),
            _ => None,
        }
    }

    /// An object peeled into rings from outside to inside, which get the colors of a list in turn. A ring is all cells
    /// with a cell outside among their 8 neighbors.
    #[example = "draw_object(layered(first(objects({1110|1110|1110}, mono4)), [red, green])) = {2220|2320|2220}"]
    #[cost = 10]
    fn layered(object: &Object, colors: Vec<Color>) -> Option<Object> {
        let mut cells = object.cells().clone();
        let mut rest = object.shape();
        for &color in colors.iter().cycle() {
            let ring: Vec<Point> = rest
                .points()
                .filter(|&point| Direction::ALL.iter().any(|step| !is_set(&rest, point + step.delta())))
                .collect();
            if ring.is_empty() {
                break;
            }
            for point in ring {
                rest.set(point, false);
                cells.set(point, Some(color));
            }
        }
        Object::new(cells, object.frame(), object.background()).filter(|layered| layered != object)
    }

    /// The cells inside the rectangles whose four corners are true; from each upper left corner only the nearest others
    /// in its row and column count.
    #[example = "rectangles_inside(mask{#..#|....|#..#}) = mask{....|.##.|....}"]
    #[cost = 9]
    fn rectangles_inside(corners: &Mask) -> Mask {
        let mut inside = corners.map(|_| false);
        for from in corners.points() {
            let next = |step| line(corners.size(), from, step).find(|&point| is_set(corners, point));
            if let (Some(right), Some(below)) = (next(Direction::Right), next(Direction::Down))
                && is_set(corners, Point::new(below.row, right.col))
            {
                for row in from.row + 1..below.row {
                    for col in from.col + 1..right.col {
                        inside.set(Point::new(row, col), true);
                    }
                }
            }
        }
        inside
    }

    /// The cells of the largest rectangle of true cells, at least two cells thick, or of the largest square; all of
    /// them if several are as large.
    #[example = "largest_rectangles(mask{##.|##.|###}, false) = mask{##.|##.|##.}"]
    #[cost = 9]
    fn largest_rectangles(mask: &Mask, square: bool) -> Mask {
        largest(mask, square)
    }

    /// The false cells that are the fourth corner of a rectangle whose other three corners are true.
    #[example = "missing_corners(mask{#.#|...|#..}) = mask{...|...|..#}"]
    #[cost = 8]
    fn missing_corners(marks: &Mask) -> Mask {
        // Two rows that are both true in one column, here as bits, span rectangles with every other column.
        const { assert!(MAX_SIDE <= u128::BITS as usize) };
        let bits = |row: &[bool]| row.iter().rev().fold(0_u128, |bits, &cell| bits << 1 | cell as u128);
        let rows: Vec<u128> = marks.rows().map(bits).collect();
        let is_missing = |row: usize, col: usize| {
            let is_corner = |other: &u128| other >> col & 1 == 1 && other & rows[row] != 0;
            !marks[(row, col)] && rows.iter().any(is_corner)
        };
        marks.like(is_missing)
    }

    /// The cells of the largest rectangle or square of one color, as in `largest_rectangles`.
    #[example = "in_largest_rectangle({110|110|111}, blue, false) = mask{##.|##.|##.}"]
    #[cost = 6]
    fn in_largest_rectangle(grid: &Grid, color: Color, square: bool) -> Mask {
        largest(&grid.map(|cell| cell == color), square)
    }

    /// The cells of all rectangles of true cells that have a given size (the opening of mathematical morphology, Serra
    /// 1982).
    #[example = "rectangles_of_size(mask{##.#|##.#|...#}, 2x2) = mask{##..|##..|....}"]
    #[cost = 9]
    fn rectangles_of_size(mask: &Mask, size: Size) -> Option<Mask> {
        let (height, width) = (usize::try_from(size.height).ok()?, usize::try_from(size.width).ok()?);
        if height == 0 || width == 0 || (height, width) == (1, 1) || height > mask.height() || width > mask.width() {
            return None;
        }
        let runs = runs_up(mask);
        let mut cells = mask.map(|_| false);
        for bottom in height - 1..mask.height() {
            let mut length = 0;
            for right in 0..mask.width() {
                length = if runs[bottom * mask.width() + right] >= height { length + 1 } else { 0 };
                if length >= width {
                    let width = if length == width { width } else { 1 };
                    set_rectangle(&mut cells, bottom, right, height, width);
                }
            }
        }
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn parts_respect_gaps() {
        assert_holds("draw_object(corner_cells(first(objects({0110|1111|1111}, mono4)))) = {0000|0000|1001}");
        assert_holds("draw_object(striped(first(objects({1111|1100}, mono4)), left)) = {1010|1000}");
        assert_holds("striped(first(objects({1111|1100}, mono4)), up_left) = undefined");
        assert_holds("checkered(first(objects({10|00}, mono4))) = undefined");
    }

    #[test]
    fn layers_go_inwards() {
        assert_holds(
            "draw_object(layered(first(objects({11111|11111|11111|11111|11111}, mono4)), [red, green])) = \
             {22222|23332|23232|23332|22222}",
        );
        assert_holds("layered(first(objects({110}, mono4)), []) = undefined");
        assert_holds("layered(first(objects({110}, mono4)), [blue]) = undefined");
    }

    #[test]
    fn rectangles_are_found_by_size() {
        assert_holds("in_largest_rectangle({11011|11011|00000}, blue, false) = mask{##.##|##.##|.....}");
        assert_holds("in_largest_rectangle({1111|1100}, blue, true) = mask{##..|##..}");
        assert_holds("in_largest_rectangle({1111|0101}, blue, false) = mask{....|....}");
        assert_holds("rectangles_of_size(mask{####|###.}, 2x2) = mask{###.|###.}");
        assert_holds("rectangles_of_size(mask{####|####}, 3x1) = undefined");
        assert_holds("rectangles_of_size(mask{####|####}, 0x4) = undefined");
        assert_holds("rectangles_inside(mask{#.#|...|#..}) = mask{...|...|...}");
    }
}
