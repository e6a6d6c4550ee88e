//! Which object or region every cell belongs to, with measures of each, in time linear in the cells.
//!
//! The planes of the cell context measure every cell's object many times over; building [`Object`]s for that would
//! allocate far too much. Labels agree with [`Segmentation::objects`]: same groups, same order.
//!
//! [`Object`]: crate::values::Object

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::perception::label;
use crate::values::{Color, Grid, Grouping, Mask, Plane, Point, Segmentation};

/// Measures of one group of cells.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Number of cells of each color.
    pub colors: [u32; 10],
    /// Number of cells.
    pub count: i32,
    /// First row of the bounding box.
    pub top: i32,
    /// First column of the bounding box.
    pub left: i32,
    /// Last row of the bounding box.
    pub bottom: i32,
    /// Last column of the bounding box.
    pub right: i32,
}

impl Part {
    pub fn height(&self) -> i32 {
        self.bottom - self.top + 1
    }

    pub fn width(&self) -> i32 {
        self.right - self.left + 1
    }

    pub fn box_area(&self) -> i32 {
        self.height() * self.width()
    }

    /// The most frequent color, the lowest at a tie.
    pub fn color(&self) -> Color {
        let best = (0..10).rev().max_by_key(|&index| self.colors[index]).expect("there are ten colors");
        Color::ALL[best]
    }

    /// The least frequent color it has, the lowest at a tie.
    pub fn rarest_color(&self) -> Color {
        let present = (0..10).filter(|&index| self.colors[index] > 0);
        Color::ALL[present.min_by_key(|&index| self.colors[index]).expect("a part has a cell")]
    }

    /// Number of different colors.
    pub fn color_count(&self) -> i32 {
        self.colors.iter().filter(|&&count| count > 0).count() as i32
    }

    pub fn touches_border(&self, grid: &Grid) -> bool {
        self.top == 0
            || self.left == 0
            || self.bottom + 1 == grid.height() as i32
            || self.right + 1 == grid.width() as i32
    }
}

/// A partition of some cells of a grid.
pub(crate) struct Labels {
    /// Of each cell the number of its part, -1 for none.
    pub of: Plane,
    /// The parts in row-major order of their first cell.
    pub parts: Vec<Part>,
    /// Whether every part is in one piece.
    is_connected: bool,
}

impl Labels {
    /// The objects of a segmentation.
    pub fn objects(grid: &Grid, segmentation: Segmentation) -> Labels {
        let background = segmentation.background.color(grid);
        let joined = |a: Color, b: Color| a == b && a != background;
        let both = |a: Color, b: Color| a != background && b != background;
        match segmentation.grouping {
            Grouping::Mono4 => Labels::connected(grid, false, joined),
            Grouping::Mono8 => Labels::connected(grid, true, joined),
            Grouping::Multi4 => Labels::connected(grid, false, both),
            Grouping::Multi8 => Labels::connected(grid, true, both),
            Grouping::ByColor => {
                let mut parts = Vec::new();
                let mut known = [-1; 10];
                let of = grid.like(|row, col| {
                    let color = grid[(row, col)];
                    if color == background {
                        return -1;
                    }
                    let number = &mut known[color.index()];
                    if *number < 0 {
                        *number = parts.len() as i32;
                        parts.push(Part::at(row as i32, col as i32));
                    }
                    parts[*number as usize].add(row as i32, col as i32, color);
                    *number
                });
                Labels { of, parts, is_connected: false }
            }
        }
    }

    /// The connected regions of equal color, background included.
    pub fn regions(grid: &Grid, diagonal: bool) -> Labels {
        Labels::connected(grid, diagonal, |a, b| a == b)
    }

    fn connected(grid: &Grid, diagonal: bool, joins: impl Fn(Color, Color) -> bool) -> Labels {
        let mut parts: Vec<Part> = Vec::new();
        let of = label(grid, diagonal, joins, |number, Point { row, col }, color| {
            if number == parts.len() {
                parts.push(Part::at(row, col));
            }
            parts[number].add(row, col, color);
        });
        Labels { of, parts, is_connected: true }
    }

    /// The plane of a number per part, -1 outside of parts.
    pub fn spread(&self, numbers: &[i32]) -> Plane {
        self.of.map(|number| if number < 0 { -1 } else { numbers[number as usize] })
    }

    /// The plane of a measure of each part, -1 outside of parts.
    pub fn measure(&self, measure: impl FnMut(&Part) -> i32) -> Plane {
        let numbers: Vec<i32> = self.parts.iter().map(measure).collect();
        self.spread(&numbers)
    }

    /// The mask of the cells whose part has a property.
    pub fn select(&self, property: impl FnMut(&Part) -> bool) -> Mask {
        let flags: Vec<bool> = self.parts.iter().map(property).collect();
        self.select_flagged(&flags)
    }

    /// The mask of the cells whose part is flagged.
    pub fn select_flagged(&self, flags: &[bool]) -> Mask {
        self.of.map(|number| number >= 0 && flags[number as usize])
    }

    /// Of each cell with a part, its number and place; in row-major order.
    pub fn cells(&self) -> impl Iterator<Item = (usize, i32, i32)> + '_ {
        let inside = self.of.indexed().filter(|&(_, number)| number >= 0);
        inside.map(|((row, col), number)| (number as usize, row as i32, col as i32))
    }

    /// Of each part a hash of its shape; equal for equal shapes.
    pub fn shape_hashes(&self) -> Vec<u64> {
        let mut hashers = vec![FxHasher::default(); self.parts.len()];
        for (number, row, col) in self.cells() {
            let part = &self.parts[number];
            hashers[number].write_u32(((row - part.top) * 1024 + col - part.left) as u32);
        }
        hashers.iter().map(Hasher::finish).collect()
    }

    /// Of each part the number of its holes, counted from patterns of two by two cells (bit quads: Gray, 1971). A hole
    /// is a straight-connected set of cells outside the part that the part keeps from the border.
    pub fn holes(&self, grid: &Grid) -> Vec<i32> {
        // The quads give the Euler number, components minus holes, times four.
        let mut euler = vec![0; self.parts.len()];
        let at = |row: i32, col: i32| self.of.get(Point::new(row, col)).unwrap_or(-1);
        for row in 0..=self.of.height() as i32 {
            for col in 0..=self.of.width() as i32 {
                let quad = [at(row - 1, col - 1), at(row - 1, col), at(row, col - 1), at(row, col)];
                for (index, &number) in quad.iter().enumerate() {
                    if number < 0 || quad[..index].contains(&number) {
                        continue;
                    }
                    euler[number as usize] += match quad.iter().filter(|&&other| other == number).count() {
                        1 => 1,
                        2 if quad[3 - index] == number => -2,
                        3 => -1,
                        _ => 0,
                    };
                }
            }
        }
        let components = self.components(grid);
        components.iter().zip(euler).map(|(components, euler)| components - euler / 4).collect()
    }

    /// Of each part the number of its connected pieces, straight or diagonal.
    fn components(&self, grid: &Grid) -> Vec<i32> {
        if self.is_connected {
            return vec![1; self.parts.len()];
        }
        let mut components = vec![0; self.parts.len()];
        let pieces = Labels::regions(grid, true);
        let mut seen = vec![false; pieces.parts.len()];
        for ((row, col), number) in self.of.indexed() {
            let piece = pieces.of[(row, col)] as usize;
            if number >= 0 && !seen[piece] {
                seen[piece] = true;
                components[number as usize] += 1;
            }
        }
        components
    }
}

impl Part {
    fn at(row: i32, col: i32) -> Part {
        Part { colors: [0; 10], count: 0, top: row, left: col, bottom: row, right: col }
    }

    fn add(&mut self, row: i32, col: i32, color: Color) {
        self.colors[color.index()] += 1;
        self.count += 1;
        self.top = self.top.min(row);
        self.left = self.left.min(col);
        self.bottom = self.bottom.max(row);
        self.right = self.right.max(col);
    }
}

/// The place of each number among the different numbers, 0 for the lowest.
pub(crate) fn dense_ranks(numbers: &[i32]) -> Vec<i32> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    numbers.iter().map(|number| sorted.partition_point(|other| other < number) as i32).collect()
}

/// How many of the keys are equal to each key, itself included.
pub(crate) fn multiplicities<K: Eq + std::hash::Hash>(keys: &[K]) -> Vec<i32> {
    let mut counts: rustc_hash::FxHashMap<&K, i32> = rustc_hash::FxHashMap::default();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    keys.iter().map(|key| counts[key]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_agree_with_objects() {
        let scene: Grid = "1102|0122|3000|0310".parse().unwrap();
        for segmentation in Segmentation::ALL {
            let labels = Labels::objects(&scene, segmentation);
            let objects = segmentation.objects(&scene);
            assert_eq!(labels.parts.len(), objects.len());
            for (number, (part, object)) in labels.parts.iter().zip(&objects).enumerate() {
                assert_eq!(part.count as usize, object.count());
                assert_eq!(Point::new(part.top, part.left), object.position());
                assert_eq!((part.height(), part.width()), (object.size().height, object.size().width));
                assert_eq!(part.color(), object.color());
                assert!(object.points().all(|(at, _)| labels.of.get(at) == Some(number as i32)));
            }
        }
    }

    #[test]
    fn holes_are_counted_per_part() {
        let by_name = |name: &str| Segmentation::ALL.into_iter().find(|s| s.name() == name).unwrap();
        let rings: Grid = "1110222|1010202|1110222|0000202|3333222".parse().unwrap();
        assert_eq!(Labels::objects(&rings, by_name("mono4")).holes(&rings), [1, 2, 0]);
        // Eight-connected ring of diagonal neighbors; the four-connected pieces have no hole.
        let diamond: Grid = "010|101|010".parse().unwrap();
        assert_eq!(Labels::objects(&diamond, by_name("mono8")).holes(&diamond), [1]);
        assert_eq!(Labels::objects(&diamond, by_name("mono4")).holes(&diamond), [0, 0, 0, 0]);
        // Two rings of one color are one part with two holes.
        let pair: Grid = "1110111|1010101|1110111".parse().unwrap();
        assert_eq!(Labels::objects(&pair, by_name("by_color")).holes(&pair), [2]);
    }
}
