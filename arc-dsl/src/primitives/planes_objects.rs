//! Planes over objects: for every cell a measure of the object it belongs to, -1 for cells of no object.

use std::cmp::Ordering;

use super::labels::{Labels, Part, dense_ranks, multiplicities};
use super::planes::code;
use crate::color::Color;
use crate::matrix::{Grid, Mask, Plane};
use crate::segment::Segmentation;
use crate::space::Point;

/// The cells of the objects whose measure no other object has; undefined unless there are three objects or more, as
/// one of two is never the odd one out.
fn odd_ones<K: Eq + std::hash::Hash>(labels: &Labels, keys: &[K]) -> Option<Mask> {
    let flags: Vec<bool> = multiplicities(keys).iter().map(|&count| count == 1).collect();
    (keys.len() > 2).then(|| labels.select_flagged(&flags))
}

/// The cells of the objects for which a measure is highest.
fn extremes(grid: &Grid, segmentation: Segmentation, measure: impl Fn(&Part) -> i32) -> Mask {
    let labels = Labels::objects(grid, segmentation);
    let best = labels.parts.iter().map(&measure).max();
    labels.select(|part| Some(measure(part)) == best)
}

fn ranks(grid: &Grid, segmentation: Segmentation, measure: impl FnMut(&Part) -> i32) -> Plane {
    let labels = Labels::objects(grid, segmentation);
    let measures: Vec<i32> = labels.parts.iter().map(measure).collect();
    labels.spread(&dense_ranks(&measures))
}

/// A plane of a number that depends on a cell's place in its object's bounding box.
fn placed(grid: &Grid, segmentation: Segmentation, number: impl Fn(&Part, i32, i32) -> i32) -> Plane {
    let labels = Labels::objects(grid, segmentation);
    let mut plane = grid.map(|_| -1);
    for (part, row, col) in labels.cells() {
        plane.set(Point::new(row, col), number(&labels.parts[part], row, col));
    }
    plane
}

primitives! {
    family "planes of objects";

    /// Number of cells of the object.
    #[example = "own_cells({110|001}, mono4) = plane{2 2 -1|-1 -1 1}"]
    #[cost = 6]
    fn own_cells(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(|part| part.count)
    }

    /// Height of the object's bounding box.
    #[example = "own_height({110|001}, mono4) = plane{1 1 -1|-1 -1 1}"]
    #[cost = 10]
    fn own_height(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(Part::height)
    }

    /// Width of the object's bounding box.
    #[example = "own_width({110|001}, mono4) = plane{2 2 -1|-1 -1 1}"]
    #[cost = 10]
    fn own_width(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(Part::width)
    }

    /// Area of the object's bounding box.
    #[example = "own_box_area({110|100}, mono4) = plane{4 4 -1|4 -1 -1}"]
    #[cost = 10]
    fn own_box_area(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(Part::box_area)
    }

    /// Orientation of the object's bounding box: 0 square, 1 tall, 2 wide.
    #[example = "own_orientation({110|001}, mono4) = plane{2 2 -1|-1 -1 0}"]
    #[cost = 8]
    fn own_orientation(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(|part| match part.height().cmp(&part.width()) {
            Ordering::Equal => 0,
            Ordering::Greater => 1,
            Ordering::Less => 2,
        })
    }

    /// Place of the object's cell count among all cell counts, 0 for the largest objects.
    #[example = "own_rank({110|001}, mono4) = plane{0 0 -1|-1 -1 1}"]
    #[cost = 6]
    fn own_rank(grid: &Grid, segmentation: Segmentation) -> Plane {
        ranks(grid, segmentation, |part| -part.count)
    }

    /// Place of the object's cell count among all cell counts, 0 for the smallest objects.
    #[example = "own_rank_up({110|001}, mono4) = plane{1 1 -1|-1 -1 0}"]
    #[cost = 10]
    fn own_rank_up(grid: &Grid, segmentation: Segmentation) -> Plane {
        ranks(grid, segmentation, |part| part.count)
    }

    /// Place of the object's first row among all objects' first rows, 0 for the topmost.
    #[example = "own_place_down({110|001}, mono4) = plane{0 0 -1|-1 -1 1}"]
    #[cost = 10]
    fn own_place_down(grid: &Grid, segmentation: Segmentation) -> Plane {
        ranks(grid, segmentation, |part| part.top)
    }

    /// Place of the object's first column among all objects' first columns, 0 for the leftmost.
    #[example = "own_place_across({110|001}, mono4) = plane{0 0 -1|-1 -1 1}"]
    #[cost = 10]
    fn own_place_across(grid: &Grid, segmentation: Segmentation) -> Plane {
        ranks(grid, segmentation, |part| part.left)
    }

    /// Number of the object in reading order of the objects' first cells.
    #[example = "own_number({102}, mono4) = plane{0 -1 1}"]
    #[cost = 10]
    fn own_number(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).of
    }

    /// Most common color of the object.
    #[example = "own_color({1120}, multi4) = plane{1 1 1 -1}"]
    #[cost = 10]
    fn own_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(|part| code(Some(part.color())))
    }

    /// Least common color of the object.
    #[example = "own_rare_color({1120}, multi4) = plane{2 2 2 -1}"]
    #[cost = 10]
    fn own_rare_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(|part| code(Some(part.rarest_color())))
    }

    /// Number of different colors of the object.
    #[example = "own_color_count({1120}, multi4) = plane{2 2 2 -1}"]
    #[cost = 10]
    fn own_color_count(grid: &Grid, segmentation: Segmentation) -> Plane {
        Labels::objects(grid, segmentation).measure(Part::color_count)
    }

    /// Number of holes of the object.
    #[example = "own_holes({1110|1010|1112}, mono4) = plane{1 1 1 -1|1 -1 1 -1|1 1 1 0}"]
    #[cost = 7]
    fn own_holes(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        labels.spread(&labels.holes(grid))
    }

    /// Number of objects of the object's shape, itself included.
    #[example = "own_twins({110|022|100}, mono4) = plane{2 2 -1|-1 2 2|1 -1 -1}"]
    #[cost = 7]
    fn own_twins(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        labels.spread(&multiplicities(&labels.shape_hashes()))
    }

    /// Number of objects of the object's most common color, itself included.
    #[example = "own_color_twins({1020100}, mono4) = plane{2 -1 1 -1 2 -1 -1}"]
    #[cost = 10]
    fn own_color_twins(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let colors: Vec<Color> = labels.parts.iter().map(Part::color).collect();
        labels.spread(&multiplicities(&colors))
    }

    /// Row of the cell in its object's bounding box.
    #[example = "own_row({10|20}, multi4) = plane{0 -1|1 -1}"]
    #[cost = 9]
    fn own_row(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, row, _| row - part.top)
    }

    /// Column of the cell in its object's bounding box.
    #[example = "own_col({120}, multi4) = plane{0 1 -1}"]
    #[cost = 7]
    fn own_col(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, _, col| col - part.left)
    }

    /// Row of the cell in its object's bounding box, from below.
    #[example = "own_row_from_bottom({10|20}, multi4) = plane{1 -1|0 -1}"]
    #[cost = 10]
    fn own_row_from_bottom(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, row, _| part.bottom - row)
    }

    /// Column of the cell in its object's bounding box, from the right.
    #[example = "own_col_from_right({120}, multi4) = plane{1 0 -1}"]
    #[cost = 10]
    fn own_col_from_right(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, _, col| part.right - col)
    }

    /// Distance of the cell to the nearest side of its object's bounding box; equal on concentric rings.
    #[example = "own_ring({1110|1110|1110}, mono4) = plane{0 0 0 -1|0 1 0 -1|0 0 0 -1}"]
    #[cost = 7]
    fn own_ring(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, row, col| {
            (row - part.top).min(part.bottom - row).min(col - part.left).min(part.right - col)
        })
    }

    /// A checkerboard over the object's bounding box that starts with 0 at its top left.
    #[example = "own_checker({0110}, mono4) = plane{-1 0 1 -1}"]
    #[cost = 7]
    fn own_checker(grid: &Grid, segmentation: Segmentation) -> Plane {
        placed(grid, segmentation, |part, row, col| (row - part.top + col - part.left) % 2)
    }

    /// Distance of the cell to the nearest cell outside its object, straight steps, less one; the outermost layer is 0.
    #[example = "own_depth({111|111|111}, mono4) = plane{0 0 0|0 1 0|0 0 0}"]
    #[cost = 10]
    fn own_depth(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let at = |row: i32, col: i32| labels.of.get(Point::new(row, col)).unwrap_or(-1);
        let (height, width) = (grid.height() as i32, grid.width() as i32);
        let mut depth = grid.map(|_| -1);
        let bounded = |depth: &Plane, row: i32, col: i32, neighbors: [(i32, i32); 2]| {
            let deepest = |(r, c)| if at(r, c) == at(row, col) { depth[(r as usize, c as usize)] + 1 } else { 0 };
            neighbors.into_iter().map(deepest).min().unwrap_or(0)
        };
        for (_, row, col) in labels.cells() {
            let value = bounded(&depth, row, col, [(row - 1, col), (row, col - 1)]);
            depth.set(Point::new(row, col), value);
        }
        for row in (0..height).rev() {
            for col in (0..width).rev().filter(|&col| at(row, col) >= 0) {
                let value = bounded(&depth, row, col, [(row + 1, col), (row, col + 1)]);
                let known = depth[(row as usize, col as usize)];
                depth.set(Point::new(row, col), known.min(value));
            }
        }
        depth
    }

    /// The color of the first cell in reading order that is next to the object and neither background nor of it.
    #[example = "own_contact({1120}, mono4) = plane{2 2 1 -1}"]
    #[cost = 10]
    fn own_contact(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let background = segmentation.background.color(grid);
        let mut contacts = vec![-1; labels.parts.len()];
        for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != background) {
            let here = Point::new(row as i32, col as i32);
            for step in super::morphology::steps(true) {
                let number = labels.of.get(here + step.delta()).unwrap_or(-1);
                if number >= 0 && number != labels.of[(row, col)] && contacts[number as usize] < 0 {
                    contacts[number as usize] = code(Some(color));
                }
            }
        }
        labels.spread(&contacts)
    }

    /// The cells of the objects with the most cells.
    #[example = "in_largest({1102}, mono4) = mask{##..}"]
    #[cost = 6]
    fn in_largest(grid: &Grid, segmentation: Segmentation) -> Mask {
        extremes(grid, segmentation, |part| part.count)
    }

    /// The cells of the objects with the fewest cells.
    #[example = "in_smallest({1102}, mono4) = mask{...#}"]
    #[cost = 6]
    fn in_smallest(grid: &Grid, segmentation: Segmentation) -> Mask {
        extremes(grid, segmentation, |part| -part.count)
    }

    /// The cells of the tallest objects.
    #[example = "in_tallest({102|100}, mono4) = mask{#..|#..}"]
    #[cost = 10]
    fn in_tallest(grid: &Grid, segmentation: Segmentation) -> Mask {
        extremes(grid, segmentation, Part::height)
    }

    /// The cells of the widest objects.
    #[example = "in_widest({1102}, mono4) = mask{##..}"]
    #[cost = 8]
    fn in_widest(grid: &Grid, segmentation: Segmentation) -> Mask {
        extremes(grid, segmentation, Part::width)
    }

    /// The cells of the objects with the most colors.
    #[example = "in_most_colored({12030}, multi4) = mask{##...}"]
    #[cost = 10]
    fn in_most_colored(grid: &Grid, segmentation: Segmentation) -> Mask {
        extremes(grid, segmentation, Part::color_count)
    }

    /// The cells of the objects that touch the border.
    #[example = "in_bordering({1000|0020|0000}, mono4) = mask{#...|....|....}"]
    #[cost = 9]
    fn in_bordering(grid: &Grid, segmentation: Segmentation) -> Mask {
        Labels::objects(grid, segmentation).select(|part| part.touches_border(grid))
    }

    /// The cells of the objects that fill their bounding box.
    #[example = "in_rectangle({1102|1122}, mono4) = mask{##..|##..}"]
    #[cost = 8]
    fn in_rectangle(grid: &Grid, segmentation: Segmentation) -> Mask {
        Labels::objects(grid, segmentation).select(|part| part.count == part.box_area())
    }

    /// The cells of the objects with a hole.
    #[example = "in_holed({1110|1010|1112}, mono4) = mask{###.|#.#.|###.}"]
    #[cost = 8]
    fn in_holed(grid: &Grid, segmentation: Segmentation) -> Mask {
        let labels = Labels::objects(grid, segmentation);
        let flags: Vec<bool> = labels.holes(grid).iter().map(|&holes| holes > 0).collect();
        labels.select_flagged(&flags)
    }

    /// The cells of the objects that have a color.
    #[example = "in_having({12030}, multi4, red) = mask{##...}"]
    #[cost = 10]
    fn in_having(grid: &Grid, segmentation: Segmentation, color: Color) -> Mask {
        Labels::objects(grid, segmentation).select(|part| part.colors[color.index()] > 0)
    }

    /// The cells of the objects whose shape no other object has; undefined below three objects.
    #[example = "in_odd_shape({10203|00200}, mono4) = mask{..#..|..#..}"]
    #[cost = 10]
    fn in_odd_shape(grid: &Grid, segmentation: Segmentation) -> Option<Mask> {
        let labels = Labels::objects(grid, segmentation);
        odd_ones(&labels, &labels.shape_hashes())
    }

    /// The cells of the objects whose most common color no other object has; undefined below three objects.
    #[example = "in_odd_color({10102}, mono4) = mask{....#}"]
    #[cost = 10]
    fn in_odd_color(grid: &Grid, segmentation: Segmentation) -> Option<Mask> {
        let labels = Labels::objects(grid, segmentation);
        let colors: Vec<Color> = labels.parts.iter().map(Part::color).collect();
        odd_ones(&labels, &colors)
    }

    /// The cells of the objects whose cell count no other object has; undefined below three objects.
    #[example = "in_odd_size({10102|00002}, mono4) = mask{....#|....#}"]
    #[cost = 10]
    fn in_odd_size(grid: &Grid, segmentation: Segmentation) -> Option<Mask> {
        let labels = Labels::objects(grid, segmentation);
        let counts: Vec<i32> = labels.parts.iter().map(|part| part.count).collect();
        odd_ones(&labels, &counts)
    }
}

#[cfg(test)]
mod tests {
    use crate::program::Program;

    #[test]
    fn measures_fit_together() {
        let scene = "{1110000|1112220|1112020|0002220|4000000|4400033}";
        for equation in [
            "own_depth(S, mono4) = plane{0 0 0 -1 -1 -1 -1|0 1 0 0 0 0 -1|0 0 0 0 -1 0 -1|-1 -1 -1 0 0 0 -1|0 -1 -1 -1 -1 -1 -1|0 0 -1 -1 -1 0 0}",
            "in_largest(S, mono4) = mask{###....|###....|###....|.......|.......|.......}",
            "in_holed(S, mono4) = mask{.......|...###.|...#.#.|...###.|.......|.......}",
            "in_odd_shape(S, mono4) = figure(S)",
            "own_contact(S, mono4) = plane{2 2 2 -1 -1 -1 -1|2 2 2 1 1 1 -1|2 2 2 1 -1 1 -1|-1 -1 -1 1 1 1 -1|-1 -1 -1 -1 -1 -1 -1|-1 -1 -1 -1 -1 -1 -1}",
            "own_cells({000|000}, mono4) = plane{-1 -1 -1|-1 -1 -1}",
            "in_largest({000|000}, mono4) = mask{...|...}",
        ] {
            let (left, right) = equation.split_once(" = ").unwrap();
            let value = |text: &str| {
                Program::parse_expression(&text.replace('S', scene)).unwrap().evaluate_closed().unwrap().to_string()
            };
            assert_eq!(value(left), value(right), "{equation}");
        }
    }
}
