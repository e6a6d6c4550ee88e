//! Stamps: fixed local patterns put at marks, and patterns found again in a scene.
//!
//! A pattern is centered on its mark: with an even side, the mark is the cell before the middle. Black cells of a
//! pattern given as a grid are transparent.

use crate::primitives::support::cells::is_set;
use crate::primitives::support::colors::background_of;
use crate::values::{Cell, Color, Direction, Grid, Mask, Matrix, Object, Point, Size};

/// Most cells that all stamps of one application paint: every cell of the largest task grids a hundred times over.
const MAX_PAINTED: usize = 100_000;

/// The cell of a pattern that comes to lie on a mark.
fn center<T: Cell>(pattern: &Matrix<T>) -> Point {
    Point::new((pattern.height() as i32 - 1) / 2, (pattern.width() as i32 - 1) / 2)
}

/// Where a pattern occurs in a grid: the top left cells, in row-major order.
fn places<'a>(grid: &'a Grid, pattern: &'a Grid) -> impl Iterator<Item = (usize, usize)> + 'a {
    let rows = (grid.height() + 1).saturating_sub(pattern.height());
    let cols = (grid.width() + 1).saturating_sub(pattern.width());
    let occurs = |top: usize, left: usize| {
        pattern.rows().enumerate().all(|(row, cells)| grid.row(top + row)[left..left + pattern.width()] == *cells)
    };
    (0..rows).flat_map(move |top| (0..cols).filter(move |&left| occurs(top, left)).map(move |left| (top, left)))
}

primitives! {
    family "stamps";

    /// The cells one step in some directions from set cells, without these.
    #[example = "adjacent(mask{....|.#..|....}, ways_around(true, false)) = mask{.#..|#.#.|.#..}"]
    #[cost = 6]
    fn adjacent(marks: &Mask, directions: Vec<Direction>) -> Mask {
        let mut cells = marks.map(|_| false);
        for point in marks.points() {
            for step in &directions {
                let to = point + step.delta();
                cells.set(to, !is_set(marks, to));
            }
        }
        cells
    }

    /// The cells up to `length` steps, two or more, in some directions from set cells, without these.
    #[example = "arms(mask{#....|.....|.....}, [right, down], 2) = mask{.##..|#....|#....}"]
    #[cost = 9]
    fn arms(marks: &Mask, directions: Vec<Direction>, length: i32) -> Option<Mask> {
        if length < 2 || length > marks.height().max(marks.width()) as i32 {
            return None;
        }
        let mut cells = marks.map(|_| false);
        for point in marks.points() {
            for step in &directions {
                for to in (1..=length).map(|distance| point + step.delta() * distance) {
                    cells.set(to, !is_set(marks, to));
                }
            }
        }
        Some(cells)
    }

    /// Stamps a pattern centered on each mark; its black cells are transparent.
    #[example = "stamp({0000|0200|0000}, {303|010|303}, mask{....|.#..|....}) = {3030|0100|3030}"]
    #[cost = 7]
    fn stamp(grid: &Grid, pattern: &Grid, marks: &Mask) -> Option<Grid> {
        if grid.size() != marks.size() || marks.count() * pattern.area() > MAX_PAINTED {
            return None;
        }
        let mut stamped = grid.clone();
        let center = center(pattern);
        for mark in marks.points() {
            for ((row, col), color) in pattern.indexed().filter(|&(_, color)| color != Color::Black) {
                stamped.set(mark - center + Point::at(row, col), color);
            }
        }
        Some(stamped)
    }

    /// Stamps a shape centered on each mark, in the color of the marked cell, onto background only.
    #[example = "stamp_shape({0000|0200|0000}, mask{....|.#..|....}, mask{#.#|...|#.#}) = {2020|0200|2020}"]
    #[cost = 9]
    fn stamp_shape(grid: &Grid, marks: &Mask, shape: &Mask) -> Option<Grid> {
        if grid.size() != marks.size() || marks.count() * shape.area() > MAX_PAINTED {
            return None;
        }
        let ground = background_of(grid);
        let mut stamped = grid.clone();
        let center = center(shape);
        for mark in marks.points() {
            let Some(color) = grid.get(mark) else { continue };
            for to in shape.points().map(|point| mark - center + point) {
                if grid.get(to) == Some(ground) {
                    stamped.set(to, color);
                }
            }
        }
        Some(stamped)
    }

    /// Stamps an object wherever its one cell of a color, the anchor, fits another cell of that color in the grid.
    #[example = "stamp_at_anchors({120|000|020}, first(objects({120|000|020}, multi4)), red) = {120|000|120}"]
    #[cost = 9]
    fn stamp_at_anchors(grid: &Grid, object: &Object, anchor: Color) -> Option<Grid> {
        let mut anchors = object.points().filter(|&(_, color)| color == anchor).map(|(point, _)| point);
        let (from, None) = (anchors.next()?, anchors.next()) else { return None };
        if object.count() == 1 || grid.color_counts()[anchor.index()] * object.cells().area() > MAX_PAINTED {
            return None;
        }
        let mut stamped = grid.clone();
        for ((row, col), _) in grid.indexed().filter(|&(_, color)| color == anchor) {
            let way = Point::at(row, col) - from;
            object.points().for_each(|(point, color)| stamped.set(point + way, color));
        }
        Some(stamped)
    }

    /// Copies of an object in a row: they follow it in a direction with `gap` cells between, until they leave the
    /// scene.
    #[example = "draw_objects(march(first(objects({100000|100000}, mono4)), right, 1)) = {001010|001010}"]
    #[cost = 8]
    fn march(object: &Object, direction: Direction, gap: i32) -> Option<Vec<Object>> {
        let (size, frame) = (object.size(), object.frame());
        let delta = direction.delta();
        let step = Point::new(delta.row * (size.height + gap), delta.col * (size.width + gap));
        // Copies that overlap or swap sides are no row.
        if gap < 0 || gap > frame.height.max(frame.width) {
            return None;
        }
        let is_visible = |copy: &Object| {
            let Point { row, col } = copy.position();
            row < frame.height && col < frame.width && row + size.height > 0 && col + size.width > 0
        };
        let copies: Vec<Object> = (1..).map(|number| object.moved(step * number)).take_while(is_visible).collect();
        (!copies.is_empty()).then_some(copies)
    }

    /// The cells of a mask that a shape covers somewhere without leaving it (the opening of mathematical morphology,
    /// Serra 1982).
    #[example = "shape_fits(mask{##.#|.#.#}, mask{##|.#}) = mask{##..|.#..}"]
    #[cost = 9]
    fn shape_fits(mask: &Mask, shape: &Mask) -> Option<Mask> {
        let Size { height, width } = shape.size();
        let cells: Vec<Point> = shape.points().collect();
        if cells.len() < 2 {
            return None;
        }
        let mut covered = mask.map(|_| false);
        for row in 0..=mask.height() as i32 - height {
            for col in 0..=mask.width() as i32 - width {
                let at = Point::new(row, col);
                if cells.iter().all(|&cell| is_set(mask, cell + at)) {
                    cells.iter().for_each(|&cell| covered.set(cell + at, true));
                }
            }
        }
        Some(covered)
    }

    /// The cells of all occurrences of a pattern in a grid, black cells of the pattern included.
    #[example = "pattern_cells({0120|0000|0012}, {12}) = mask{.##.|....|..##}"]
    #[cost = 9]
    fn pattern_cells(grid: &Grid, pattern: &Grid) -> Mask {
        let mut cells = grid.map(|_| false);
        for (top, left) in places(grid, pattern) {
            for row in top..top + pattern.height() {
                for col in left..left + pattern.width() {
                    cells[(row, col)] = true;
                }
            }
        }
        cells
    }

    /// Puts a pattern in the place of each occurrence of another one of the same size.
    #[example = "replace_pattern({0120|0000|0012}, {12}, {34}) = {0340|0000|0034}"]
    #[cost = 9]
    fn replace_pattern(grid: &Grid, from: &Grid, to: &Grid) -> Option<Grid> {
        if from.size() != to.size() {
            return None;
        }
        let mut replaced = grid.clone();
        for (top, left) in places(grid, from) {
            for ((row, col), color) in to.indexed() {
                replaced[(top + row, left + col)] = color;
            }
        }
        Some(replaced)
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn stamps_are_clipped() {
        assert_holds("stamp({00|00}, {330|310|000}, mask{#.|..}) = {10|00}");
        assert_holds("stamp({00|00}, {12}, mask{..|#.}) = {00|12}");
        assert_holds("stamp_shape({30|00}, mask{#.|..}, mask{###|###|###}) = {33|33}");
        assert_holds("adjacent(mask{##|##}, ways_around(true, true)) = mask{..|..}");
    }

    #[test]
    fn stamps_are_not_painted_without_end() {
        let (grid, mask) = ("upscale({2}, 100)", "cells_of(upscale({2}, 100), red)");
        assert_holds(&format!("stamp({grid}, {grid}, {mask}) = undefined"));
        assert_holds(&format!("stamp_shape({grid}, {mask}, {mask}) = undefined"));
        assert_holds(&format!("stamp({grid}, {{3}}, {mask}) = upscale({{3}}, 100)"));
    }

    #[test]
    fn anchors_must_be_unambiguous() {
        assert_holds("stamp_at_anchors({220|002}, first(objects({220|002}, mono4)), red) = undefined");
        assert_holds("stamp_at_anchors({20|02}, first(objects({20|02}, mono4)), red) = undefined");
        assert_holds(
            "stamp_at_anchors({0200|1210|0000|0001}, first(objects({0200|1210|0000|0001}, multi4)), green) = undefined",
        );
    }

    #[test]
    fn marching_copies_leave_the_scene() {
        assert_holds("draw_objects(march(first(objects({11000|11000}, mono4)), right, 1)) = {00011|00011}");
        assert_holds("draw_objects(march(first(objects({110000|110000}, mono4)), right, 2)) = {000011|000011}");
        assert_holds("march(first(objects({11000|11000}, mono4)), up, 0) = undefined");
        assert_holds("march(first(objects({11000|11000}, mono4)), right, -2) = undefined");
    }

    #[test]
    fn patterns_may_overlap_and_must_fit() {
        assert_holds("pattern_cells({1110}, {11}) = mask{###.}");
        assert_holds("shape_fits(mask{##}, mask{##|##}) = mask{..}");
        assert_holds("shape_fits(mask{###}, mask{#.#}) = mask{#.#}");
        assert_holds("shape_fits(mask{###}, mask{#.}) = undefined");
        assert_holds("pattern_cells({11}, {11|11}) = mask{..}");
        assert_holds("replace_pattern({11}, {11}, {1}) = undefined");
    }
}
