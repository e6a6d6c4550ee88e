//! Planes over regions and distances: connected areas of one color, background included, how far
//! things are, and the rooms that objects enclose.
//!
//! Rooms are numbered, so that frames of any size and place can be compared room by room.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::primitives::support::colors::{background_of, code, figure_of};
use crate::primitives::support::floods::{sealed, steps};
use crate::primitives::support::labels::{Labels, Part, dense_ranks, multiplicities};
use crate::values::{
    BackgroundRule, Color, Direction, Grid, Grouping, MAX_SIDE, Mask, Plane, Point, Segmentation, Size,
};

/// Of each region the one color that is next to it, straight; -1 if there are several. Borders do not count.
fn surroundings(grid: &Grid, labels: &Labels) -> Vec<i32> {
    const NONE: i32 = -1;
    const SEVERAL: i32 = -2;
    let mut found = vec![NONE; labels.parts.len()];
    for ((row, col), number) in labels.of.indexed() {
        for step in Direction::STRAIGHT {
            let there = Point::at(row, col) + step.delta();
            if let Some(color) = grid.get(there)
                && labels.of.get(there) != Some(number)
            {
                let known = &mut found[number as usize];
                *known = match *known {
                    NONE => code(Some(color)),
                    same if same == code(Some(color)) => same,
                    _ => SEVERAL,
                };
            }
        }
    }
    found.into_iter().map(|color| color.max(-1)).collect()
}

/// Place of each region's measure among those of the regions of its color, 0 for the lowest.
fn ranks_by_color(grid: &Grid, diagonal: bool, measure: impl Fn(&Part) -> i32) -> Plane {
    let labels = Labels::regions(grid, diagonal);
    let mut ranks = vec![0; labels.parts.len()];
    for color in Color::ALL {
        let of_color: Vec<usize> =
            (0..labels.parts.len()).filter(|&number| labels.parts[number].colors[color.index()] > 0).collect();
        let measures: Vec<i32> = of_color.iter().map(|&number| measure(&labels.parts[number])).collect();
        for (number, rank) in of_color.into_iter().zip(dense_ranks(&measures)) {
            ranks[number] = rank;
        }
    }
    labels.spread(&ranks)
}

/// Steps to the nearest true cell by the two-pass chamfer transform (Rosenfeld and Pfaltz, 1966); -1 if there is none.
pub(crate) fn distances(mask: &Mask, diagonal: bool) -> Plane {
    const FAR: i32 = 2 * MAX_SIDE as i32;
    let mut plane = mask.map(|cell| if cell { 0 } else { FAR });
    let (height, width) = (mask.height() as i32, mask.width() as i32);
    let is_before = |step: &&Direction| {
        let delta = step.delta();
        delta.row < 0 || (delta.row == 0 && delta.col < 0)
    };
    let (before, after): (Vec<Direction>, Vec<Direction>) = steps(diagonal).iter().partition(is_before);
    let relax = |plane: &mut Plane, row: i32, col: i32, steps: &[Direction]| {
        let here = Point::new(row, col);
        let nearest = steps.iter().filter_map(|step| plane.get(here + step.delta())).min().unwrap_or(FAR);
        let own = &mut plane[(row as usize, col as usize)];
        *own = (*own).min(nearest + 1);
    };
    for row in 0..height {
        for col in 0..width {
            relax(&mut plane, row, col, &before);
        }
    }
    for row in (0..height).rev() {
        for col in (0..width).rev() {
            relax(&mut plane, row, col, &after);
        }
    }
    plane.map(|distance| if distance >= FAR { -1 } else { distance })
}

/// The color of the nearest cells of a figure; -1 if cells of several colors are equally near.
fn nearest(grid: &Grid, figure: &Mask, diagonal: bool) -> Plane {
    const SEVERAL: i32 = -2;
    let distance = distances(figure, diagonal);
    let mut color = grid.map(|color| code(Some(color)));
    let mut order: Vec<Point> =
        distance.indexed().filter(|&(_, far)| far > 0).map(|((r, c), _)| Point::at(r, c)).collect();
    order.sort_by_key(|&at| distance.get(at));
    for at in order {
        let mut found = -1;
        for step in steps(diagonal) {
            let there = at + step.delta();
            // On a shortest path to any nearest cell the next cell is one step nearer.
            if distance.get(there).is_some_and(|far| Some(far + 1) == distance.get(at)) {
                let other = color.get(there).unwrap_or(-1);
                found = if found == -1 || found == other { other } else { SEVERAL };
            }
        }
        color.set(at, found);
    }
    color.zip(&distance, |color, far| if far < 0 { -1 } else { color.max(-1) }).unwrap_or(color)
}

/// A hole of an object.
struct Room {
    /// Its number among the holes of the object, in row-major order of their first cells.
    number: i32,
    /// How many holes the object has.
    count: i32,
    /// Which colors occur in it.
    colors: [bool; 10],
}

/// The holes of all objects.
struct Rooms {
    /// Of each cell the innermost hole that it is in, as an index to the list; -1 for none.
    of: Plane,
    list: Vec<Room>,
}

impl Rooms {
    fn of(grid: &Grid, segmentation: Segmentation) -> Rooms {
        let labels = Labels::objects(grid, segmentation);
        let counts = labels.holes(grid);
        let mut order: Vec<usize> = (0..labels.parts.len()).filter(|&part| counts[part] > 0).collect();
        order.sort_by_key(|&part| std::cmp::Reverse(labels.parts[part].box_area()));
        let mut rooms = Rooms { of: grid.map(|_| -1), list: Vec::new() };
        for index in order {
            let part = &labels.parts[index];
            let (corner, size) = (Point::new(part.top, part.left), Size::new(part.height(), part.width()));
            let Some(owners) = labels.of.crop(corner, size) else { continue };
            let inside = sealed(&owners.map(|owner| owner != index as i32), false);
            let pieces = inside.map(|cell| if cell { Color::Blue } else { Color::Black });
            let joined = Segmentation { grouping: Grouping::Mono4, background: BackgroundRule::Black };
            let holes = Labels::objects(&pieces, joined);
            let first = rooms.list.len();
            let count = holes.parts.len() as i32;
            rooms.list.extend((0..count).map(|number| Room { number, count, colors: [false; 10] }));
            for (hole, row, col) in holes.cells() {
                let at = corner + Point::new(row, col);
                rooms.of.set(at, (first + hole) as i32);
                let Some(color) = grid.get(at) else { continue };
                rooms.list[first + hole].colors[color.index()] = true;
            }
        }
        rooms
    }

    fn measure(&self, measure: impl Fn(&Room) -> i32) -> Plane {
        self.of.map(|room| usize::try_from(room).map_or(-1, |room| measure(&self.list[room])))
    }
}

primitives! {
    family "planes of regions";

    /// Number of cells of the region of equal color, background included, connected straight or also diagonally.
    #[example = "region_cells({110|001}, false) = plane{2 2 1|2 2 1}"]
    #[cost = 9]
    fn region_cells(grid: &Grid, diagonal: bool) -> Plane {
        Labels::regions(grid, diagonal).measure(|part| part.count)
    }

    /// Place of the region's cell count among the cell counts of the regions of its color, 0 for the largest.
    #[example = "region_rank({110|001}, false) = plane{0 0 1|0 0 1}"]
    #[cost = 6]
    fn region_rank(grid: &Grid, diagonal: bool) -> Plane {
        ranks_by_color(grid, diagonal, |part| -part.count)
    }

    /// Place of the region's first row among the first rows of the regions of its color, 0 for the topmost.
    #[example = "region_place_down({100|001}, false) = plane{0 0 0|0 0 1}"]
    #[cost = 8]
    fn region_place_down(grid: &Grid, diagonal: bool) -> Plane {
        ranks_by_color(grid, diagonal, |part| part.top)
    }

    /// Place of the region's first column among the first columns of the regions of its color, 0 for the leftmost.
    #[example = "region_place_across({10201}, false) = plane{0 0 0 1 1}"]
    #[cost = 8]
    fn region_place_across(grid: &Grid, diagonal: bool) -> Plane {
        ranks_by_color(grid, diagonal, |part| part.left)
    }

    /// Height of the region's bounding box.
    #[example = "region_height({12|10}, false) = plane{2 1|2 1}"]
    #[cost = 8]
    fn region_height(grid: &Grid, diagonal: bool) -> Plane {
        Labels::regions(grid, diagonal).measure(Part::height)
    }

    /// Width of the region's bounding box.
    #[example = "region_width({11|20}, false) = plane{2 2|1 1}"]
    #[cost = 10]
    fn region_width(grid: &Grid, diagonal: bool) -> Plane {
        Labels::regions(grid, diagonal).measure(Part::width)
    }

    /// The cells whose region of equal color touches the border.
    #[example = "region_bordering({111|101|111}, false) = mask{###|#.#|###}"]
    #[cost = 8]
    fn region_bordering(grid: &Grid, diagonal: bool) -> Mask {
        Labels::regions(grid, diagonal).select(|part| part.touches_border(grid))
    }

    /// The cells whose region of equal color fills its bounding box.
    #[example = "region_rectangle({112|122}, false) = mask{...|...}"]
    #[cost = 10]
    fn region_rectangle(grid: &Grid, diagonal: bool) -> Mask {
        Labels::regions(grid, diagonal).select(|part| part.count == part.box_area())
    }

    /// The cells whose region of equal color fills a square box.
    #[example = "region_square({110|112}, false) = mask{###|###}"]
    #[cost = 6]
    fn region_square(grid: &Grid, diagonal: bool) -> Mask {
        Labels::regions(grid, diagonal).select(|part| part.count == part.box_area() && part.height() == part.width())
    }

    /// The one color next to the region of equal color, -1 if there are several.
    #[example = "region_surrounding({111|101|112}) = plane{-1 -1 -1|-1 1 -1|-1 -1 1}"]
    #[cost = 9]
    fn region_surrounding(grid: &Grid) -> Plane {
        let labels = Labels::regions(grid, false);
        labels.spread(&surroundings(grid, &labels))
    }

    /// The cells whose region of equal color lies next to a cell of a color.
    #[example = "region_next_to({0010}, blue, false) = mask{##.#}"]
    #[cost = 9]
    fn region_next_to(grid: &Grid, color: Color, diagonal: bool) -> Mask {
        let labels = Labels::regions(grid, diagonal);
        let mut flags = vec![false; labels.parts.len()];
        for ((row, col), _) in grid.indexed().filter(|&(_, other)| other == color) {
            let here = Point::at(row, col);
            for step in steps(diagonal) {
                if let Some(number) = labels.of.get(here + step.delta()) {
                    flags[number as usize] = true;
                }
            }
        }
        let own = |row: usize, col: usize| grid[(row, col)] != color && flags[labels.of[(row, col)] as usize];
        grid.like(own)
    }

    /// Number of regions with as many cells and the same color as the cell's region, itself included.
    #[example = "region_twins({10201}, false) = plane{2 2 1 2 2}"]
    #[cost = 10]
    fn region_twins(grid: &Grid, diagonal: bool) -> Plane {
        let labels = Labels::regions(grid, diagonal);
        let keys: Vec<(Color, i32)> = labels.parts.iter().map(|part| (part.color(), part.count)).collect();
        labels.spread(&multiplicities(&keys))
    }

    /// Steps to the nearest cell that is not background, straight or also diagonal; -1 if there is none.
    #[example = "figure_distance({100|000}, false) = plane{0 1 2|1 2 3}"]
    #[cost = 6]
    fn figure_distance(grid: &Grid, diagonal: bool) -> Plane {
        distances(&figure_of(grid), diagonal)
    }

    /// Steps to the nearest cell of a color, straight or also diagonal; -1 if there is none.
    #[example = "color_distance({100|002}, red, true) = plane{2 1 1|2 1 0}"]
    #[cost = 8]
    fn color_distance(grid: &Grid, color: Color, diagonal: bool) -> Plane {
        distances(&grid.map(|cell| cell == color), diagonal)
    }

    /// Steps through background from the nearest cell of a color, straight or also diagonal; 0 on the color, -1 where
    /// no way leads and on cells of other colors.
    #[example = "walk_distance({1002|3300|0000}, blue, false) = plane{0 1 2 -1|-1 -1 3 4|6 5 4 5}"]
    #[cost = 8]
    fn walk_distance(grid: &Grid, color: Color, diagonal: bool) -> Plane {
        let background = background_of(grid);
        let mut distance = grid.map(|cell| if cell == color { 0 } else { -1 });
        let mut queue: VecDeque<Point> = grid.map(|cell| cell == color).points().collect();
        while let Some(here) = queue.pop_front() {
            let next = distance.get(here).unwrap_or(0) + 1;
            for there in steps(diagonal).iter().map(|step| here + step.delta()) {
                if grid.get(there) == Some(background) && distance.get(there) == Some(-1) {
                    distance.set(there, next);
                    queue.push_back(there);
                }
            }
        }
        distance
    }

    /// Steps to the nearest background cell, straight or also diagonal: the depth in the figure; -1 if there is none.
    #[example = "figure_depth({1110}, false) = plane{3 2 1 0}"]
    #[cost = 7]
    fn figure_depth(grid: &Grid, diagonal: bool) -> Plane {
        let background = background_of(grid);
        distances(&grid.map(|cell| cell == background), diagonal)
    }

    /// Steps to the nearest true cell, straight or also diagonal.
    #[example = "mask_distance(mask{#..}, false) = plane{0 1 2}"]
    #[cost = 10]
    fn mask_distance(mask: &Mask, diagonal: bool) -> Option<Plane> {
        mask.cells().contains(&true).then(|| distances(mask, diagonal))
    }

    /// The color of the nearest cell that is not background, straight or also diagonal steps; -1 if there are several.
    #[example = "nearest_color({100002}, false) = plane{1 1 1 2 2 2}"]
    #[cost = 7]
    fn nearest_color(grid: &Grid, diagonal: bool) -> Plane {
        nearest(grid, &figure_of(grid), diagonal)
    }

    /// The color of the nearest single cell, one without a neighbor of its color; straight or also diagonal steps; -1
    /// if there are several.
    #[example = "nearest_dot_color({1100302}, false) = plane{3 3 3 3 3 -1 2}"]
    #[cost = 10]
    fn nearest_dot_color(grid: &Grid, diagonal: bool) -> Plane {
        let background = background_of(grid);
        let labels = Labels::regions(grid, true);
        let dots = labels.select(|part| part.count == 1 && part.color() != background);
        nearest(grid, &dots, diagonal)
    }

    /// The number of the hole that the cell is in among the holes of the object around it, in reading order from 0,
    /// whatever else is in the hole; of nested objects the innermost counts, and -1 is where no hole is.
    #[example = "room_number({11111|10131|11111}, mono4) = plane{-1 -1 -1 -1 -1|-1 0 -1 1 -1|-1 -1 -1 -1 -1}"]
    #[cost = 8]
    fn room_number(grid: &Grid, segmentation: Segmentation) -> Plane {
        Rooms::of(grid, segmentation).measure(|room| room.number)
    }

    /// For the cells in a hole of an object the one color besides the background that occurs in equally numbered holes
    /// (see `room_number`) of objects with equally many; -1 for none or several.
    #[example = "room_mate_color({1110222|1310202|1110222}, mono4) = plane{-1 -1 -1 -1 -1 -1 -1|-1 3 -1 -1 -1 3 -1|-1 -1 -1 -1 -1 -1 -1}"]
    #[cost = 8]
    fn room_mate_color(grid: &Grid, segmentation: Segmentation) -> Plane {
        let background = segmentation.background.color(grid).index();
        let rooms = Rooms::of(grid, segmentation);
        let mut known: FxHashMap<(i32, i32), [bool; 10]> = FxHashMap::default();
        for room in &rooms.list {
            let colors = known.entry((room.count, room.number)).or_default();
            colors.iter_mut().zip(room.colors).for_each(|(known, own)| *known |= own);
        }
        rooms.measure(|room| {
            let colors = &known[&(room.count, room.number)];
            let mut others = (0..10).filter(|&index| index != background && colors[index]);
            others.next().filter(|_| others.next().is_none()).map_or(-1, |index| index as i32)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitives::support::assert_holds;

    /// Some cells of a matrix, scattered by a multiplicative congruence.
    fn scattered(height: usize, width: usize, seed: usize) -> Mask {
        Mask::from_fn(height, width, |row, col| (row * width + col + 1) * (2 * seed + 1) * 7919 % 31 < 2).unwrap()
    }

    #[test]
    fn distances_are_shortest() {
        for seed in 0..40 {
            let mask = scattered(1 + seed % 9, 1 + seed * 3 % 11, seed);
            for diagonal in [false, true] {
                let plane = distances(&mask, diagonal);
                for ((row, col), distance) in plane.indexed() {
                    let here = Point::at(row, col);
                    let far = |there: Point| if diagonal { here.chebyshev(there) } else { here.manhattan(there) };
                    assert_eq!(distance, mask.points().map(far).min().unwrap_or(-1));
                }
            }
        }
    }

    #[test]
    fn nearest_colors_are_unambiguous() {
        for seed in 0..40 {
            let mask = scattered(3 + seed % 7, 2 + seed * 3 % 9, seed);
            let grid =
                mask.like(|row, col| if mask[(row, col)] { Color::ALL[1 + (row * 5 + col) % 3] } else { Color::Black });
            for diagonal in [false, true] {
                for ((row, col), color) in nearest(&grid, &mask, diagonal).indexed() {
                    let here = Point::at(row, col);
                    let far = |there: Point| if diagonal { here.chebyshev(there) } else { here.manhattan(there) };
                    let least = mask.points().map(far).min();
                    let mut colors: Vec<i32> =
                        mask.points().filter(|&at| Some(far(at)) == least).map(|at| code(grid.get(at))).collect();
                    colors.sort();
                    colors.dedup();
                    let expected = if let [only] = colors[..] { only } else { -1 };
                    assert_eq!(color, expected);
                }
            }
        }
    }

    #[test]
    fn rooms_are_the_holes() {
        let scene: Grid =
            "1111100222|1000102022|1030100202|1000111020|1111101010|0004440111|0004040000|0004440000".parse().unwrap();
        for segmentation in Segmentation::ALL {
            let rooms = Rooms::of(&scene, segmentation);
            let holes: i32 = Labels::objects(&scene, segmentation).holes(&scene).iter().sum();
            assert_eq!(rooms.list.len() as i32, holes, "{}", segmentation.name());
        }
    }

    #[test]
    fn the_innermost_room_counts() {
        let nested = "{11111|12221|12321|12221|11111}";
        let none = "-1 -1 -1 -1 -1 -1 -1";
        let beside = "{1111111|1010001|1012221|1012021|1012221|1111111}";
        let rows = "-1 0 -1 1 1 1 -1|-1 0 -1 1 1 1 -1|-1 0 -1 1 0 1 -1|-1 0 -1 1 1 1 -1";
        assert_holds(&format!("room_number({beside}, mono4) = plane{{{none}|{rows}|{none}}}"));
        // The rooms are compared as the first of one, and the outer holds two colors.
        assert_holds(&format!("cells_less(room_mate_color({nested}, mono4), 0) = cells_less(row_index({nested}), 9)"));
    }
}
