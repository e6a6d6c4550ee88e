//! Truths about one object alone.

use crate::primitives::support::objects::enclosed;
use crate::values::{Cell, Color, Direction, Matrix, Object, Point, Size, Transform};

primitives! {
    family "properties";

    /// Whether some cell is on the border of the scene.
    #[example = "touches_border(first(objects({000|010|000}, mono4))) = false"]
    #[cost = 7]
    fn touches_border(object: &Object) -> bool {
        let (at, size, frame) = (object.position(), object.size(), object.frame());
        at.row <= 0 || at.col <= 0 || at.row + size.height >= frame.height || at.col + size.width >= frame.width
    }

    /// Whether the object fills its bounding box.
    #[example = "is_rectangle(first(objects({110|110}, mono4))) = true"]
    #[cost = 7]
    fn is_rectangle(object: &Object) -> bool {
        is_full(object)
    }

    /// Whether the bounding box is square.
    #[example = "is_square(first(objects({110|010}, mono4))) = true"]
    #[cost = 8]
    fn is_square(object: &Object) -> bool {
        object.size().height == object.size().width
    }

    /// Whether the object has just one cell.
    #[example = "is_dot(first(objects({100|000}, mono4))) = true"]
    #[cost = 7]
    fn is_dot(object: &Object) -> bool {
        object.cells().area() == 1
    }

    /// Whether the object looks the same turned or mirrored.
    #[example = "is_symmetric(first(objects({110|010}, mono4)), antitranspose) = true"]
    #[cost = 8]
    fn is_symmetric(object: &Object, under: Transform) -> Option<bool> {
        (under != Transform::Identity).then(|| is_invariant(object.cells(), under))
    }

    /// Whether some cell is on one side of the border of the scene; for a diagonal direction, in that corner.
    #[example = "touches_side(first(objects({010|000|000}, mono4)), up) = true"]
    #[cost = 7]
    fn touches_side(object: &Object, side: Direction) -> bool {
        let (at, size, frame) = (object.position(), object.size(), object.frame());
        let reaches = |sign: i32, low: i32, length: i32, limit: i32| match sign {
            -1 => low <= 0,
            1 => low + length >= limit,
            _ => true,
        };
        let step = side.delta();
        reaches(step.row, at.row, size.height, frame.height) && reaches(step.col, at.col, size.width, frame.width)
    }

    /// Whether the object is a straight line along a row or column, at least two cells long.
    #[example = "is_line(first(objects({1110|0000}, mono4))) = true"]
    #[cost = 8]
    fn is_line(object: &Object) -> bool {
        let Size { height, width } = object.size();
        object.cells().area() > 1 && (height == 1 || width == 1) && is_full(object)
    }

    /// Whether the object is a straight diagonal line, at least two cells long.
    #[example = "is_diagonal(first(objects({100|010}, mono8))) = true"]
    #[cost = 9]
    fn is_diagonal(object: &Object) -> bool {
        let side = object.cells().height();
        let is_on = |flipped: bool| {
            (0..side).all(|row| object.cells()[(row, if flipped { side - 1 - row } else { row })].is_some())
        };
        side > 1 && side == object.cells().width() && object.count() == side && (is_on(false) || is_on(true))
    }

    /// Whether the bounding box is wider than high.
    #[example = "is_wide(first(objects({1110|0000}, mono4))) = true"]
    #[cost = 8]
    fn is_wide(object: &Object) -> bool {
        object.size().width > object.size().height
    }

    /// Whether the bounding box is higher than wide.
    #[example = "is_high(first(objects({1110|0000}, mono4))) = false"]
    #[cost = 8]
    fn is_high(object: &Object) -> bool {
        object.size().height > object.size().width
    }

    /// Whether the object encloses something.
    #[example = "has_hole(first(objects({111|101|111}, mono4))) = true"]
    #[cost = 8]
    fn has_hole(object: &Object) -> bool {
        enclosed(object).is_some()
    }

    /// Whether all cells have one color.
    #[example = "is_mono(first(objects({123}, multi4))) = false"]
    #[cost = 8]
    fn is_mono(object: &Object) -> bool {
        let mut colors = object.cells().cells().iter().flatten();
        let first = colors.next();
        colors.all(|color| Some(color) == first)
    }

    /// Whether some cell has a color.
    #[example = "has_color(first(objects({123}, multi4)), red) = true"]
    #[cost = 7]
    fn has_color(object: &Object, color: Color) -> bool {
        object.cells().cells().contains(&Some(color))
    }

    /// Whether the object is a rectangle one cell thick with nothing of its own inside.
    #[example = "is_frame(first(objects({1111|1001|1111}, mono4))) = true"]
    #[cost = 8]
    fn is_frame(object: &Object) -> bool {
        let (height, width) = (object.cells().height(), object.cells().width());
        let is_edge = |row: usize, col: usize| row == 0 || col == 0 || row + 1 == height || col + 1 == width;
        height > 2
            && width > 2
            && object.cells().indexed().all(|((row, col), cell)| cell.is_some() == is_edge(row, col))
    }

    /// Whether all cells on the edge of the bounding box belong to the object and have one color.
    #[example = "has_frame(first(objects({1111|1231|1111}, multi4))) = true"]
    #[cost = 9]
    fn has_frame(object: &Object) -> bool {
        let cells = object.cells();
        let (height, width) = (cells.height(), cells.width());
        let edge = cells[(0, 0)];
        let is_edge = |cell: &Option<Color>| *cell == edge;
        edge.is_some()
            && height > 2
            && width > 2
            && cells.row(0).iter().all(is_edge)
            && cells.row(height - 1).iter().all(is_edge)
            && cells.rows().all(|row| is_edge(&row[0]) && is_edge(&row[width - 1]))
    }

    /// Whether every row and every column of the object is one unbroken run.
    #[example = "is_convex(first(objects({111|101}, mono4))) = false"]
    #[cost = 10]
    fn is_convex(object: &Object) -> bool {
        let cells = object.cells();
        cells.rows().all(|row| is_one_run(row.iter().map(Option::is_some)))
            && (0..cells.width()).all(|col| is_one_run(cells.column(col).map(|cell| cell.is_some())))
    }
}

/// Whether an object fills its bounding box.
fn is_full(object: &Object) -> bool {
    object.cells().cells().iter().all(Option::is_some)
}

/// Whether truths are at most one unbroken run.
fn is_one_run(truths: impl Iterator<Item = bool>) -> bool {
    let mut starts = 0;
    let mut before = false;
    for truth in truths {
        starts += usize::from(truth && !before);
        before = truth;
    }
    starts <= 1
}

/// Whether a matrix is equal to its image.
fn is_invariant<T: Cell>(cells: &Matrix<T>, under: Transform) -> bool {
    if under.swaps_axes() && cells.height() != cells.width() {
        return false;
    }
    let size = cells.size();
    cells.indexed().all(|((row, col), cell)| {
        let to = under.apply(Point::at(row, col), size);
        cells[(to.row as usize, to.col as usize)] == cell
    })
}
