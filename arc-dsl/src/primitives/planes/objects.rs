//! Planes over objects: for every cell a measure of the object it belongs to, -1 for cells of no object.

use std::cmp::Ordering;

use crate::primitives::support::colors::code;
use crate::primitives::support::floods::steps;
use crate::primitives::support::labels::{Labels, Part, dense_ranks, multiplicities};
use crate::values::{Color, Grid, Mask, Plane, Point, Segmentation, Size, Transform};

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

/// Of each part a code of its shape, the same for all its images. In a box of at most three by three cells the cells
/// are the bits of a number, other shapes have a hash above those.
fn shape_codes(labels: &Labels) -> Vec<i32> {
    const SMALL: u64 = 1 << 9;
    const ALL: u64 = 1 << 16;
    let is_small = |part: &Part| part.height().max(part.width()) <= 3;
    let mut sums = vec![[0u64; 8]; labels.parts.len()];
    for (number, row, col) in labels.cells() {
        let part = &labels.parts[number];
        let here = Point::new(row - part.top, col - part.left);
        for (sum, by) in sums[number].iter_mut().zip(Transform::ALL) {
            let image = by.apply(here, Size::new(part.height(), part.width()));
            let weight = if is_small(part) { 1 << (3 * image.row + image.col) } else { scattered(image) };
            *sum = sum.wrapping_add(weight);
        }
    }
    let least = sums.iter().map(|images| images.iter().copied().min().unwrap_or(0));
    let codes = labels.parts.iter().zip(least);
    codes.map(|(part, sum)| if is_small(part) { sum } else { SMALL + sum % (ALL - SMALL) } as i32).collect()
}

/// A number without pattern for a point, so that sums of them tell sets of points apart (the finalizer of SplitMix64).
fn scattered(point: Point) -> u64 {
    let place = (point.row * 1024 + point.col + 1) as u64;
    let mixed = place.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The best value of a plane over the object of each cell.
fn best_over(grid: &Grid, segmentation: Segmentation, plane: &Plane, best: fn(i32, i32) -> i32) -> Option<Plane> {
    if plane.size() != grid.size() {
        return None;
    }
    let labels = Labels::objects(grid, segmentation);
    let mut found: Vec<Option<i32>> = vec![None; labels.parts.len()];
    for (number, row, col) in labels.cells() {
        let value = plane[(row as usize, col as usize)];
        found[number] = Some(found[number].map_or(value, |other| best(other, value)));
    }
    Some(labels.spread(&found.into_iter().map(|value| value.unwrap_or(-1)).collect::<Vec<i32>>()))
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

    /// The symmetries of the object's look, as a sum: 1 left and right alike, 2 top and bottom alike, 4 mirrored at the
    /// falling diagonal, 8 at the rising one, 16 turned by a half.
    #[example = "own_symmetry({11102|01022}, mono4) = plane{1 1 1 -1 4|-1 1 -1 4 4}"]
    #[cost = 7]
    fn own_symmetry(grid: &Grid, segmentation: Segmentation) -> Plane {
        let kinds = [
            Transform::FlipHorizontal,
            Transform::FlipVertical,
            Transform::Transpose,
            Transform::Antitranspose,
            Transform::Rotate180,
        ];
        let labels = Labels::objects(grid, segmentation);
        let mut bits = vec![(1 << kinds.len()) - 1; labels.parts.len()];
        for (number, row, col) in labels.cells() {
            let part = &labels.parts[number];
            let (corner, here) = (Point::new(part.top, part.left), Point::new(row, col));
            for (bit, by) in kinds.into_iter().enumerate() {
                let image = corner + by.apply(here - corner, Size::new(part.height(), part.width()));
                let is_of_it = labels.of.get(image) == Some(number as i32);
                if !is_of_it || grid.get(image) != grid.get(here) {
                    bits[number] &= !(1 << bit);
                }
            }
        }
        labels.spread(&bits)
    }

    /// A code of the object's shape, the same for all its turned and mirrored images and in every grid: up to three by
    /// three cells a number with a bit per cell, below 512; for larger shapes a hash from 512 to 65535.
    #[example = "own_shape({1102|1020}, mono8) = plane{11 11 -1 10|11 -1 10 -1}"]
    #[cost = 7]
    fn own_shape(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        labels.spread(&shape_codes(&labels))
    }

    /// The highest value of a plane over the object of the cell; undefined if the sizes differ.
    #[example = "own_max({1102}, mono4, plane{3 5 9 4}) = plane{5 5 -1 4}"]
    #[cost = 8]
    fn own_max(grid: &Grid, segmentation: Segmentation, plane: &Plane) -> Option<Plane> {
        best_over(grid, segmentation, plane, i32::max)
    }

    /// The lowest value of a plane over the object of the cell; undefined if the sizes differ.
    #[example = "own_min({1102}, mono4, plane{3 5 9 4}) = plane{3 3 -1 4}"]
    #[cost = 8]
    fn own_min(grid: &Grid, segmentation: Segmentation, plane: &Plane) -> Option<Plane> {
        best_over(grid, segmentation, plane, i32::min)
    }

    /// The place of the cell on its object, if that is a path of straight steps with two ends: 0 at the end with the
    /// lower sum of row and column, the upper one at a tie, 1 next to it, and so on; -1 elsewhere.
    #[example = "own_path_place({220|020|003}, mono4) = plane{0 1 -1|-1 2 -1|-1 -1 -1}"]
    #[cost = 8]
    fn own_path_place(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let of = |point: Point| labels.of.get(point).unwrap_or(-1);
        let next_to =
            |at: Point| steps(false).iter().map(move |step| at + step.delta()).filter(move |&to| of(to) == of(at));
        let mut ends: Vec<Vec<Point>> = vec![Vec::new(); labels.parts.len()];
        let mut is_thin = vec![true; labels.parts.len()];
        for (number, row, col) in labels.cells() {
            let here = Point::new(row, col);
            match next_to(here).count() {
                1 => ends[number].push(here),
                2 => {}
                _ => is_thin[number] = false,
            }
        }
        let mut places = grid.map(|_| -1);
        for (number, ends) in ends.iter().enumerate().filter(|&(number, ends)| is_thin[number] && ends.len() == 2) {
            let Some(&start) = ends.iter().min_by_key(|end| end.row + end.col) else { continue };
            let onward = |&(before, at): &(Point, Point)| Some((at, next_to(at).find(|&to| to != before)?));
            let path: Vec<Point> = std::iter::successors(Some((start, start)), onward).map(|(_, at)| at).collect();
            // Of an object in several pieces the path may be only one, with closed rings beside it.
            if path.len() == labels.parts[number].count as usize {
                (0..).zip(path).for_each(|(place, at)| places.set(at, place));
            }
        }
        places
    }

    /// The color of the first cell in reading order that is next to the object and neither background nor of it.
    #[example = "own_contact({1120}, mono4) = plane{2 2 1 -1}"]
    #[cost = 10]
    fn own_contact(grid: &Grid, segmentation: Segmentation) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let background = segmentation.background.color(grid);
        let mut contacts = vec![-1; labels.parts.len()];
        for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != background) {
            let here = Point::at(row, col);
            for step in steps(true) {
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
    use super::*;
    use crate::primitives::support::assert_holds;
    use crate::syntax::Program;
    use crate::values::{BackgroundRule, Grouping};

    #[test]
    fn symmetry_is_of_the_look() {
        assert_holds("own_symmetry({1}, mono4) = plane{31}");
        assert_holds("own_symmetry({12|21}, multi4) = plane{28 28|28 28}");
        assert_holds("own_symmetry({110|011}, mono4) = plane{16 16 -1|-1 16 16}");
        assert_holds("own_symmetry({1000|1000|1100}, mono4) = plane{0 -1 -1 -1|0 -1 -1 -1|0 0 -1 -1}");
    }

    #[test]
    fn shapes_have_one_code_in_all_images() {
        let segmentation = Segmentation { grouping: Grouping::Mono4, background: BackgroundRule::Black };
        let codes = |scene: &Grid| shape_codes(&Labels::objects(scene, segmentation));
        let shapes = ["1", "11", "111|100", "110|011", "1111|0001", "1111|0010", "1110|0011", "11111|10001|00001"];
        let mut known = Vec::new();
        for shape in shapes.map(|rows| rows.parse::<Grid>().unwrap()) {
            known.extend(codes(&shape));
            for by in Transform::ALL {
                assert_eq!(codes(&shape.transform(by)), known[known.len() - 1..], "{by:?}");
            }
        }
        assert!(known[..4].iter().all(|&code| code < 512) && known[4..].iter().all(|&code| code >= 512));
        assert_eq!(multiplicities(&known), [1; 8]);
    }

    #[test]
    fn only_a_path_has_places() {
        assert_holds("own_path_place({101|111}, mono4) = plane{0 -1 4|1 2 3}");
        assert_holds("own_path_place({001|111}, mono4) = plane{-1 -1 3|0 1 2}");
        assert_holds("own_path_place({10110|00110}, mono4) = plane{-1 -1 -1 -1 -1|-1 -1 -1 -1 -1}");
        // Two ends, but a closed ring beside the path.
        assert_holds("cells_highest(own_path_place({110111|000101|000111}, by_color)) = mask{######|######|######}");
    }

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
