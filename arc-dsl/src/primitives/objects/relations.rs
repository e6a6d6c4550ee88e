//! Objects among other objects: distance, direction, order, containment, contact, and sequences in a line.
//!
//! "Touching" includes corners. Where an object is compared with a list, it need not be in the list, and is not counted
//! as its own neighbor.

use std::sync::Arc;

use petgraph::unionfind::UnionFind;

use crate::primitives::support::objects::{merged, placed};
use crate::primitives::support::proximity::{
    MAX_PAIRED, are_within, bearing, cell_distance, covers, end, is_within_box, reach, room_between,
};
use crate::values::{A, Color, Direction, Each, Grid, Matrix, Object, Point, Segmentation};

/// Largest reach within which objects are clustered: each cell looks at a square of this radius.
const MAX_REACH: i32 = 5;

/// The displacement from the middle of each object's bounding box to the next one's, from left to right in a row, else
/// downwards; `None` unless there are two objects and that is one displacement by whole cells.
fn displacement(objects: &[Object]) -> Option<Point> {
    let last = |object: &Object| Point::new(object.size().height - 1, object.size().width - 1);
    let mut doubled: Vec<Point> = objects.iter().map(|object| object.position() * 2 + last(object)).collect();
    doubled.sort_unstable();
    let mut steps = doubled.windows(2).map(|pair| pair[1] - pair[0]);
    let step = steps.next()?;
    let is_whole = step.row % 2 == 0 && step.col % 2 == 0;
    (is_whole && step != Point::default() && steps.all(|other| other == step))
        .then(|| Point::new(step.row / 2, step.col / 2))
}

primitives! {
    family "relations";

    /// Number of different keys smaller than an element's: 0 for the element with the smallest key.
    #[example = "rank([30, 10, 20, 10], n -> n, 20) = 1"]
    #[cost = 8]
    fn rank(list: Vec<A>, key: Each<A, i32>, element: A) -> Option<i32> {
        let own = key[list.iter().position(|other| *other == element)?];
        Some(distinct_beyond(key.iter().copied().filter(|&other| other < own)))
    }

    /// Number of different areas among objects that are larger than an object's: 0 for the largest.
    #[example = "let l = objects({110222}, mono4) in size_rank(l, first(l)) = 1"]
    #[cost = 8]
    fn size_rank(objects: Vec<&Object>, object: &Object) -> i32 {
        let own = object.count();
        distinct_beyond(objects.iter().map(|other| other.count()).filter(|&other| other > own).map(|area| area as i32))
    }

    /// Number of objects that reach further in a direction: 0 for the foremost.
    #[example = "let l = objects({10203}, mono4) in order_toward(l, first(l), right) = 2"]
    #[cost = 9]
    fn order_toward(objects: Vec<&Object>, object: &Object, direction: Direction) -> i32 {
        let own = reach(object, direction);
        distinct_beyond(objects.iter().map(|other| reach(other, direction)).filter(|&other| other > own))
    }

    /// Whether two objects touch, be it at a corner.
    #[example = "let l = objects({110|002}, mono4) in touches(first(l), last(l)) = true"]
    #[cost = 8]
    fn touches(left: &Object, right: &Object) -> bool {
        are_within(left, right, 1)
    }

    /// Number of straight steps from an object to another, cell to cell: 1 if they are beside each other.
    #[example = "let l = objects({110|000|002}, mono4) in distance(first(l), last(l)) = 3"]
    #[cost = 9]
    fn distance(left: &Object, right: &Object) -> i32 {
        cell_distance(left, right, i32::MAX)
    }

    /// Whether the bounding box of another object contains all of an object.
    #[example = "let l = objects({111|121|111}, mono4) in is_inside(last(l), first(l)) = true"]
    #[cost = 8]
    fn is_inside(object: &Object, other: &Object) -> bool {
        is_within_box(object, other)
    }

    /// Whether two objects have a row in common.
    #[example = "let l = objects({110|002}, mono4) in shares_rows(first(l), last(l)) = false"]
    #[cost = 9]
    fn shares_rows(left: &Object, right: &Object) -> bool {
        room_between(left, right).row < 0
    }

    /// Whether two objects have a column in common.
    #[example = "let l = objects({110|010|222}, mono4) in shares_cols(first(l), last(l)) = true"]
    #[cost = 9]
    fn shares_cols(left: &Object, right: &Object) -> bool {
        room_between(left, right).col < 0
    }

    /// The direction in which another object lies: straight if they share rows or columns, else diagonal.
    #[example = "let l = objects({110|000|002}, mono4) in direction_to(first(l), last(l)) = down_right"]
    #[cost = 9]
    fn direction_to(object: &Object, other: &Object) -> Option<Direction> {
        bearing(object, other)
    }

    /// The nearest other object, cell to cell; the first at a tie.
    #[example = "let l = objects({10203}, mono4) in color(nearest(l, first(l))) = red"]
    #[cost = 8]
    fn nearest(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        nearest_of(objects, object, |_| true)
    }

    /// The nearest other object of the same color, cell to cell; the first at a tie.
    #[example = "let l = objects({10201}, mono4) in position(color_mate(l, first(l))) = (0, 4)"]
    #[cost = 9]
    fn color_mate(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        let color = object.color();
        nearest_of(objects, object, |other| other.color() == color)
    }

    /// The nearest object in a direction among those that share a row or column with an object; for a diagonal direction
    /// among those that share none.
    #[example = "let l = objects({10203}, mono4) in color(next_toward(l, first(l), right)) = red"]
    #[cost = 9]
    fn next_toward(objects: Vec<Arc<Object>>, object: &Object, direction: Direction) -> Option<Arc<Object>> {
        nearest_of(objects, object, |other| bearing(object, other) == Some(direction))
    }

    /// The other objects that touch an object.
    #[example = "let l = objects({1203}, mono4) in length(neighbors(l, first(l))) = 1"]
    #[cost = 8]
    fn neighbors(objects: Vec<Arc<Object>>, object: &Object) -> Vec<Arc<Object>> {
        let is_neighbor = |other: &Arc<Object>| **other != *object && are_within(other, object, 1);
        objects.into_iter().filter(is_neighbor).collect()
    }

    /// The other objects of the same color.
    #[example = "let l = objects({1201}, mono4) in length(color_mates(l, first(l))) = 1"]
    #[cost = 9]
    fn color_mates(objects: Vec<Arc<Object>>, object: &Object) -> Vec<Arc<Object>> {
        let color = object.color();
        objects.into_iter().filter(|other| **other != *object && other.color() == color).collect()
    }

    /// The other objects within the bounding box of an object.
    #[example = "let l = objects({1110|1213|1110}, mono4) in length(contents(l, first(l))) = 1"]
    #[cost = 8]
    fn contents(objects: Vec<Arc<Object>>, object: &Object) -> Vec<Arc<Object>> {
        objects.into_iter().filter(|other| **other != *object && is_within_box(other, object)).collect()
    }

    /// The other object with the smallest bounding box that contains an object.
    #[example = "let l = objects({111|121|111}, mono4) in color(container(l, last(l))) = blue"]
    #[cost = 8]
    fn container(objects: Vec<Arc<Object>>, object: &Object) -> Option<Arc<Object>> {
        let around = objects.into_iter().filter(|other| **other != *object && is_within_box(object, other));
        around.min_by_key(|other| other.size().area())
    }

    /// Number of other objects whose bounding boxes contain an object.
    #[example = "let l = objects({111|121|111}, mono4) in depth(l, last(l)) = 1"]
    #[cost = 9]
    fn depth(objects: Vec<&Object>, object: &Object) -> i32 {
        objects.iter().filter(|other| ***other != *object && is_within_box(object, other)).count() as i32
    }

    /// Objects merged that are at most some king's moves apart, 5 at most; 1 merges what touches.
    #[example = "map(clusters(objects({120003}, mono4), 1), o -> area(o)) = [2, 1]"]
    #[cost = 9]
    fn clusters(objects: Vec<&Object>, reach: i32) -> Option<Vec<Object>> {
        if !(1..=MAX_REACH).contains(&reach) || objects.len() > MAX_PAIRED {
            return None;
        }
        let groups = grouped(&objects, |left, right| are_within(left, right, reach));
        groups.iter().map(|group| merged(group)).collect()
    }

    /// Number of contacts on the shortest way from an object to another over touching objects.
    #[example = "let l = objects({1234}, mono4) in touch_steps(l, first(l), last(l)) = 3"]
    #[cost = 10]
    fn touch_steps(objects: Vec<&Object>, from: &Object, to: &Object) -> Option<i32> {
        if objects.len() > MAX_PAIRED {
            return None;
        }
        let mut waiting = objects;
        let mut front = vec![from];
        let mut steps = 0;
        while !front.is_empty() {
            if front.contains(&to) {
                return Some(steps);
            }
            let (next, rest) = waiting.into_iter().filter(|other| !front.contains(other)).partition(|other| {
                front.iter().any(|from| are_within(from, other, 1))
            });
            (front, waiting) = (next, rest);
            steps += 1;
        }
        None
    }

    /// The one straight side on which a cell of an object has a neighbor of a color that is not the object's own;
    /// undefined for none or several.
    #[example = "contact_side({0300|0110}, last(objects({0300|0110}, mono4)), green) = up"]
    #[cost = 8]
    fn contact_side(grid: &Grid, object: &Object, color: Color) -> Option<Direction> {
        let is_met = |at: Point| grid.get(at) == Some(color) && !covers(object, at);
        let mut sides = Direction::STRAIGHT
            .into_iter()
            .filter(|side| object.points().any(|(at, _)| is_met(at + side.delta())));
        sides.next().filter(|_| sides.next().is_none())
    }

    /// The rectangle between two objects that share rows or columns, in background color.
    #[example = "let l = objects({1002|1002}, mono4) in object_grid(between(first(l), last(l))) = {00|00}"]
    #[cost = 9]
    fn between(left: &Object, right: &Object) -> Option<Object> {
        let room = room_between(left, right);
        if (room.row < 0) == (room.col < 0) || room.row.max(room.col) == 0 {
            return None;
        }
        // Along the shared axis the overlap, along the other one the gap: both lie between the inner two of four edges.
        let inner = |left_low: i32, left_end: i32, right_low: i32, right_end: i32| {
            (left_low.max(right_low).min(left_end.min(right_end)), left_low.max(right_low).max(left_end.min(right_end)))
        };
        let (left_end, right_end) = (end(left), end(right));
        let (top, bottom) = inner(left.position().row, left_end.row, right.position().row, right_end.row);
        let (west, east) = inner(left.position().col, left_end.col, right.position().col, right_end.col);
        let color = left.background();
        let cells = Matrix::filled((bottom - top) as usize, (east - west) as usize, Some(color))?;
        placed(cells.with_offset(Point::new(top, west)), left)
    }

    /// The objects, which lie in a line at equal displacements of their middles, repeated all together at that
    /// displacement up to the border: to the right in a row, else downwards. Undefined if there are fewer than two or
    /// displacements differ.
    #[example = "continue_sequence({10200000}, mono4) = {10201020}"]
    #[cost = 7]
    fn continue_sequence(grid: &Grid, segmentation: Segmentation) -> Option<Grid> {
        let objects = segmentation.objects(grid);
        let period = displacement(&objects)? * objects.len() as i32;
        let is_within = |by: &Point| by.row.abs() < grid.height() as i32 && by.col.abs() < grid.width() as i32;
        let mut continued = grid.clone();
        for by in (1..).map(|count| period * count).take_while(is_within) {
            for (point, color) in objects.iter().flat_map(Object::points) {
                continued.set(point + by, color);
            }
        }
        Some(continued)
    }

    /// The one step, in king's moves, from the middle of each object to the next one's in a line; undefined if there
    /// are fewer than two objects or displacements differ.
    #[example = "spacing({1000|0020|0000}, mono4) = 2"]
    #[cost = 8]
    fn spacing(grid: &Grid, segmentation: Segmentation) -> Option<i32> {
        Some(displacement(&segmentation.objects(grid))?.chebyshev(Point::default()))
    }
}

/// Number of different values.
fn distinct_beyond(values: impl Iterator<Item = i32>) -> i32 {
    let mut values: Vec<i32> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.len() as i32
}

fn nearest_of(objects: Vec<Arc<Object>>, object: &Object, fits: impl Fn(&Object) -> bool) -> Option<Arc<Object>> {
    let mut best = i32::MAX;
    let mut nearest = None;
    for other in objects {
        if *other == *object || !fits(&other) {
            continue;
        }
        let distance = cell_distance(object, &other, best);
        if distance < best {
            (best, nearest) = (distance, Some(other));
        }
    }
    nearest
}

/// Objects grouped by the transitive closure of a relation, in order of the first member.
fn grouped<'a>(objects: &[&'a Object], related: impl Fn(&Object, &Object) -> bool) -> Vec<Vec<&'a Object>> {
    let mut sets = UnionFind::<usize>::new(objects.len());
    for (index, left) in objects.iter().enumerate() {
        for (before, right) in objects[..index].iter().enumerate() {
            if !sets.equiv(index, before) && related(left, right) {
                sets.union(index, before);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<&Object>)> = Vec::new();
    for (label, &object) in sets.into_labeling().into_iter().zip(objects) {
        match groups.iter_mut().find(|(of, _)| *of == label) {
            Some((_, group)) => group.push(object),
            None => groups.push((label, vec![object])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitives::support::assert_holds;
    use crate::values::Segmentation;

    #[test]
    fn a_larger_reach_groups_more() {
        let list = Segmentation::ALL[0].objects(&"10200003".parse().unwrap());
        let list: Vec<&Object> = list.iter().collect();
        let sizes = |reach: i32| -> Vec<usize> {
            grouped(&list, |left, right| are_within(left, right, reach)).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(1), [1, 1, 1]);
        assert_eq!(sizes(2), [2, 1]);
        assert_eq!(sizes(5), [3]);
    }

    #[test]
    fn sequences_go_on_to_the_border() {
        assert_holds("continue_sequence({0001|0020|0000|0000}, mono4) = {0001|0020|0100|2000}");
        assert_holds("continue_sequence({000000000|020111000|000000000}, mono4) = {000000000|020111020|000000000}");
        assert_holds("continue_sequence({102}, mono4) = {102}");
    }

    #[test]
    fn sequences_are_even() {
        assert_holds("continue_sequence({100000}, mono4) = undefined");
        assert_holds("continue_sequence({10200300}, mono4) = undefined");
        assert_holds("continue_sequence({100220000}, mono4) = undefined");
        assert_holds("continue_sequence({111|121|111}, mono4) = undefined");
        assert_holds("spacing({10203}, mono4) = 2");
        assert_holds("spacing({100|023}, mono4) = undefined");
    }
}
