//! Masks grown, shrunk, flooded, swept and taken apart.
//!
//! Growing and shrinking are the dilation and erosion of mathematical morphology (Serra, 1982) with a square of side
//! three or its four straight neighbors.

use crate::perception::components;
use crate::primitives::support::colors::background_of;
use crate::primitives::support::floods::{flood, sealed, steps};
use crate::values::{Direction, Grid, Mask, Point, Size};

fn grown(mask: &Mask, diagonal: bool) -> Mask {
    let mut result = mask.clone();
    for point in mask.points() {
        for step in steps(diagonal) {
            result.set(point + step.delta(), true);
        }
    }
    result
}

/// The connected parts of a mask; each a list of points.
fn parts(mask: &Mask, diagonal: bool) -> Vec<Vec<Point>> {
    components(mask, diagonal, |left, right| left && right)
}

fn of_points(like: &Mask, points: &[Point]) -> Mask {
    let mut mask = like.map(|_| false);
    points.iter().for_each(|&point| mask.set(point, true));
    mask
}
fn swept(mask: &Mask, direction: Direction) -> Mask {
    swept_through(mask, |_| true, direction)
}

fn swept_through(mask: &Mask, is_open: impl Fn(Point) -> bool, direction: Direction) -> Mask {
    let mut result = mask.clone();
    let back = direction.opposite().delta();
    let Size { height, width } = mask.size();
    // Cells are visited so that the one before is final already.
    for i in 0..height {
        let row = if back.row > 0 { height - 1 - i } else { i };
        for j in 0..width {
            let col = if back.col > 0 { width - 1 - j } else { j };
            let point = Point::new(row, col);
            if result.get(point + back) == Some(true) && is_open(point) {
                result.set(point, true);
            }
        }
    }
    result
}

primitives! {
    family "morphology";

    /// The background cells not connected to the border through background, straight or also diagonally.
    #[example = "holes({0110|1010|0110}, false) = mask{....|.#..|....}"]
    #[cost = 6]
    fn holes(grid: &Grid, diagonal: bool) -> Mask {
        let background = background_of(grid);
        sealed(&grid.map(|color| color == background), diagonal)
    }

    /// The false cells not connected to the border through false cells, straight or also diagonally.
    #[example = "enclosed(mask{.##.|#.#.|.##.}, false) = mask{....|.#..|....}"]
    #[cost = 9]
    fn enclosed(mask: &Mask, diagonal: bool) -> Mask {
        sealed(&mask.map(|cell| !cell), diagonal)
    }

    /// The cells of a mask connected to a cell of another through the first, straight or also diagonally.
    #[example = "reachable(mask{##.#}, mask{#...}, false) = mask{##..}"]
    #[cost = 9]
    fn reachable(open: &Mask, from: &Mask, diagonal: bool) -> Option<Mask> {
        let is_start = |row, col| from[(row, col)];
        (open.size() == from.size()).then(|| flood(open, is_start, diagonal))
    }

    /// The cells of a mask and their neighbors, straight or also diagonal.
    #[example = "grow(mask{...|.#.|...}, false) = mask{.#.|###|.#.}"]
    #[cost = 9]
    fn grow(mask: &Mask, diagonal: bool) -> Mask {
        grown(mask, diagonal)
    }

    /// The cells of a mask whose neighbors, straight or also diagonal, are all in it; outside the grid counts as in.
    #[example = "shrink(mask{###|###|##.}, false) = mask{###|##.|#..}"]
    #[cost = 10]
    fn shrink(mask: &Mask, diagonal: bool) -> Mask {
        grown(&mask.map(|cell| !cell), diagonal).map(|cell| !cell)
    }

    /// The cells outside a mask next to it, straight or also diagonally.
    #[example = "halo(mask{...|.#.|...}, false) = mask{.#.|#.#|.#.}"]
    #[cost = 8]
    fn halo(mask: &Mask, diagonal: bool) -> Mask {
        let mut halo = grown(mask, diagonal);
        halo.cells_mut().iter_mut().zip(mask.cells()).for_each(|(cell, &own)| *cell &= !own);
        halo
    }

    /// The cells of a mask next to a cell outside it or to the border of the grid, straight or also diagonally.
    #[example = "rim(mask{.....|.###.|.###.|.###.|.....}, false) = mask{.....|.###.|.#.#.|.###.|.....}"]
    #[cost = 9]
    fn rim(mask: &Mask, diagonal: bool) -> Mask {
        let steps = steps(diagonal);
        let is_rim = |row: usize, col: usize| {
            let point = Point::at(row, col);
            mask[(row, col)] && steps.iter().any(|step| mask.get(point + step.delta()) != Some(true))
        };
        mask.like(is_rim)
    }

    /// The cells at which a centered shape lies wholly in a mask (the erosion of mathematical morphology, Serra 1982);
    /// undefined for a shape with an even side or without cells.
    #[example = "shape_centers(mask{.#.#|###.|.#..}, mask{.#.|###|.#.}) = mask{....|.#..|....}"]
    #[cost = 8]
    fn shape_centers(mask: &Mask, shape: &Mask) -> Option<Mask> {
        if shape.height().is_multiple_of(2) || shape.width().is_multiple_of(2) {
            return None;
        }
        let middle = Point::new(shape.height() as i32 / 2, shape.width() as i32 / 2);
        let arms: Vec<Point> = shape.points().map(|point| point - middle).collect();
        let fits = |row: usize, col: usize| {
            let center = Point::at(row, col);
            arms.iter().all(|&arm| mask.get(center + arm) == Some(true))
        };
        (!arms.is_empty()).then(|| mask.like(fits))
    }

    /// The smallest rectangle around the true cells, filled.
    #[example = "bounding_box(mask{#..|..#|...}) = mask{###|###|...}"]
    #[cost = 8]
    fn bounding_box(mask: &Mask) -> Option<Mask> {
        let (at, size) = mask.bounds()?;
        Some(mask.like(|row, col| size.contains(Point::at(row, col) - at)))
    }

    /// The true cells and all cells between two of them along a direction, there and back.
    #[example = "span(mask{#..#|.#..}, right) = mask{####|.#..}"]
    #[cost = 9]
    fn span(mask: &Mask, direction: Direction) -> Mask {
        let (ahead, behind) = (swept(mask, direction), swept(mask, direction.opposite()));
        mask.like(|row, col| ahead[(row, col)] && behind[(row, col)])
    }

    /// The true cells and all cells from them on in a direction.
    #[example = "sweep(mask{.#.|...}, down) = mask{.#.|.#.}"]
    #[cost = 9]
    fn sweep(mask: &Mask, direction: Direction) -> Mask {
        swept(mask, direction)
    }

    /// The true cells and all cells from them on in a direction, as long as they are open.
    #[example = "sweep_open(mask{#....}, mask{.##.#}, right) = mask{###..}"]
    #[cost = 10]
    fn sweep_open(mask: &Mask, open: &Mask, direction: Direction) -> Option<Mask> {
        (mask.size() == open.size()).then(|| swept_through(mask, |point| open.get(point) == Some(true), direction))
    }

    /// A mask moved one step; what leaves the grid is lost.
    #[example = "shift(mask{#.|#.}, right) = mask{.#|.#}"]
    #[cost = 9]
    fn shift(mask: &Mask, direction: Direction) -> Mask {
        let back = direction.opposite().delta();
        let came = |row: usize, col: usize| mask.get(Point::at(row, col) + back) == Some(true);
        mask.like(came)
    }

    /// The largest connected part, straight or also diagonally; the first of several.
    #[example = "largest_part(mask{#.##}, false) = mask{..##}"]
    #[cost = 9]
    fn largest_part(mask: &Mask, diagonal: bool) -> Option<Mask> {
        let parts = parts(mask, diagonal);
        let largest = parts.iter().rev().max_by_key(|part| part.len())?;
        (parts.len() > 1).then(|| of_points(mask, largest))
    }

    /// The smallest connected part, straight or also diagonally; the first of several.
    #[example = "smallest_part(mask{##.#}, false) = mask{...#}"]
    #[cost = 10]
    fn smallest_part(mask: &Mask, diagonal: bool) -> Option<Mask> {
        let parts = parts(mask, diagonal);
        let smallest = parts.iter().min_by_key(|part| part.len())?;
        (parts.len() > 1).then(|| of_points(mask, smallest))
    }

    /// The connected parts that reach the border, straight or also diagonally.
    #[example = "border_parts(mask{#....|..#..|.....}, true) = mask{#....|.....|.....}"]
    #[cost = 10]
    fn border_parts(mask: &Mask, diagonal: bool) -> Mask {
        let mut outer = mask.clone();
        outer.cells_mut().iter_mut().zip(sealed(mask, diagonal).cells()).for_each(|(cell, &inside)| *cell &= !inside);
        outer
    }

    /// The connected parts that do not reach the border, straight or also diagonally.
    #[example = "inner_parts(mask{#....|..#..|.....}, true) = mask{.....|..#..|.....}"]
    #[cost = 10]
    fn inner_parts(mask: &Mask, diagonal: bool) -> Mask {
        sealed(mask, diagonal)
    }
}
