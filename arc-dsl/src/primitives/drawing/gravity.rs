//! Everything in a grid moved at once: falling, attraction, exchange.

use crate::primitives::support::colors::background_of;
use crate::primitives::support::motion::{approach, free_room};
use crate::primitives::support::proximity::reach;
use crate::values::{Color, Direction, Grid, Object, Point, Segmentation};

/// Most pairs of objects that attraction is computed for.
const MAX_PAIRS: usize = 4096;

primitives! {
    family "gravity";

    /// All objects of a grid fallen in a direction, each rigid and stopped by the others and the border.
    #[example = "gravity({110|010|000|200}, mono4, down) = {000|000|110|210}"]
    #[cost = 6]
    fn gravity(grid: &Grid, segmentation: Segmentation, direction: Direction) -> Grid {
        let mut objects = segmentation.objects(grid);
        objects.sort_by_key(|object| -reach(object, direction));
        let mut fallen = grid.clone();
        // One round is enough unless shapes interlock.
        for _ in 0..=objects.len() {
            let mut is_changed = false;
            for object in &mut objects {
                let room = free_room(&fallen, object, direction);
                if room > 0 {
                    object.erase_from(&mut fallen);
                    *object = object.moved(direction.delta() * room);
                    object.paint_on(&mut fallen);
                    is_changed = true;
                }
            }
            if !is_changed {
                break;
            }
        }
        fallen
    }

    /// All cells of a grid fallen to one side, each on its own.
    #[example = "cell_gravity({110|000|020}, down) = {000|010|120}"]
    #[cost = 6]
    fn cell_gravity(grid: &Grid, direction: Direction) -> Option<Grid> {
        let background = background_of(grid);
        let mut fallen = grid.map(|_| background);
        let (lines, length) = match direction {
            Direction::Up | Direction::Down => (grid.width(), grid.height()),
            Direction::Left | Direction::Right => (grid.height(), grid.width()),
            _ => return None,
        };
        for line in 0..lines {
            let place = |index: usize| match direction {
                Direction::Up => (index, line),
                Direction::Down => (length - 1 - index, line),
                Direction::Left => (line, index),
                _ => (line, length - 1 - index),
            };
            let cells = (0..length).map(|index| grid[place(index)]).filter(|&color| color != background);
            cells.enumerate().for_each(|(index, color)| fallen[place(index)] = color);
        }
        Some(fallen)
    }

    /// All objects in line with an object of one color moved next to it, where they pile up; the nearest such object attracts.
    #[example = "attract({1010200|0003000}, mono4, red) = {0011200|0003000}"]
    #[cost = 7]
    fn attract(grid: &Grid, segmentation: Segmentation, color: Color) -> Option<Grid> {
        let (anchors, movers): (Vec<Object>, Vec<Object>) =
            segmentation.objects(grid).into_iter().partition(|object| object.color() == color);
        pulled(grid, &movers, &anchors, |_, _| true)
    }

    /// All objects in line with the largest object of their color moved next to it, where they pile up.
    #[example = "attract_alike({20022|00100|22201}, mono4) = {00022|20100|22201}"]
    #[cost = 7]
    fn attract_alike(grid: &Grid, segmentation: Segmentation) -> Option<Grid> {
        let objects = segmentation.objects(grid);
        let mut largest = [0; 10];
        for object in &objects {
            let known = &mut largest[object.color().index()];
            *known = object.count().max(*known);
        }
        let (anchors, movers): (Vec<Object>, Vec<Object>) =
            objects.into_iter().partition(|object| object.count() == largest[object.color().index()]);
        pulled(grid, &movers, &anchors, |mover, anchor| mover.color() == anchor.color())
    }

    /// Two objects exchanged, each with its top left corner where that of the other was.
    #[example = "swap_objects({1022}, first(objects({1022}, mono4)), last(objects({1022}, mono4))) = {2210}"]
    #[cost = 10]
    fn swap_objects(grid: &Grid, left: &Object, right: &Object) -> Option<Grid> {
        if left.position() == right.position() {
            return None;
        }
        let mut swapped = grid.clone();
        left.erase_from(&mut swapped);
        right.erase_from(&mut swapped);
        left.moved(right.position() - left.position()).paint_on(&mut swapped);
        right.moved(left.position() - right.position()).paint_on(&mut swapped);
        Some(swapped)
    }
}

/// A grid with movers next to the nearest of the anchors that are in line with them and attract them. The nearest mover goes
/// first and stands in the way of those behind.
fn pulled(
    grid: &Grid,
    movers: &[Object],
    anchors: &[Object],
    is_attracted: impl Fn(&Object, &Object) -> bool,
) -> Option<Grid> {
    if anchors.len() * movers.len() > MAX_PAIRS {
        return None;
    }
    let mut moved = grid.clone();
    movers.iter().for_each(|object| object.erase_from(&mut moved));
    let length = |by: Point| by.manhattan(Point::default());
    let pull = |mover: &Object| {
        let attracting = anchors.iter().filter(|anchor| is_attracted(mover, anchor));
        let straight = |by: &Point| by.row == 0 || by.col == 0;
        let pulls = attracting.filter_map(|anchor| approach(mover, anchor)).filter(straight);
        pulls.min_by_key(|&by| length(by)).unwrap_or_default()
    };
    let mut pulls: Vec<(Point, &Object)> = movers.iter().map(|mover| (pull(mover), mover)).collect();
    pulls.sort_by_key(|&(by, _)| length(by));
    for (by, mover) in pulls {
        let room =
            Direction::of(by).map(|direction| direction.delta() * free_room(&moved, mover, direction).min(length(by)));
        mover.moved(room.unwrap_or_default()).paint_on(&mut moved);
    }
    Some(moved)
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn interlocking_objects_fall_together() {
        assert_holds("gravity({11|12|10|00|00}, mono4, down) = {00|00|11|10|12}");
        assert_holds("gravity({111|121|222|000}, mono4, down) = {000|111|121|222}");
    }

    #[test]
    fn cells_fall_to_every_side() {
        assert_holds("cell_gravity({0102}, left) = {1200}");
        assert_holds("cell_gravity({0102}, right) = {0012}");
        assert_holds("cell_gravity({0|1|0}, up) = {1|0|0}");
    }

    #[test]
    fn objects_out_of_line_are_not_attracted() {
        assert_holds("attract({1002|0000|0030}, mono4, red) = {0012|0000|0030}");
    }
}
