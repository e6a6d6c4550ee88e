//! Rooms: what objects enclose, numbered, so that frames of any size and place can be compared room by room.

use rustc_hash::FxHashMap;

use super::labels::Labels;
use super::morphology::sealed;
use crate::color::Color;
use crate::matrix::{Grid, Plane};
use crate::segment::{BackgroundRule, Grouping, Segmentation};
use crate::space::{Point, Size};

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
    family "rooms";

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
    use super::super::drawing::assert_holds;
    use super::*;
    use crate::segment::tests::grid;

    #[test]
    fn rooms_are_the_holes() {
        let scene = grid("1111100222|1000102022|1030100202|1000111020|1111101010|0004440111|0004040000|0004440000");
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
