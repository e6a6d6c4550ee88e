//! Segmentations: the ways to cut a grid into objects.

use crate::color::Color;
use crate::matrix::{Grid, Mask};
use crate::object::Object;
use crate::space::{Direction, Point};

/// Which cells of a grid belong together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grouping {
    /// 4-connected cells of one colour.
    Mono4,
    /// 8-connected cells of one colour.
    Mono8,
    /// 4-connected cells of any colour but the background.
    Multi4,
    /// 8-connected cells of any colour but the background.
    Multi8,
    /// All cells of one colour, connected or not.
    ByColor,
}

/// Which colour is background.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BackgroundRule {
    /// Black.
    Black,
    /// The most common colour.
    MostCommon,
    /// The most common colour on the border.
    Border,
}

impl BackgroundRule {
    /// The background colour of a grid under this rule; ties go to the lowest colour.
    pub fn color(self, grid: &Grid) -> Color {
        match self {
            BackgroundRule::Black => Color::Black,
            BackgroundRule::MostCommon => grid.most_common_color(),
            BackgroundRule::Border => {
                let mut counts = [0; 10];
                for ((row, col), color) in grid.indexed() {
                    if row == 0 || col == 0 || row + 1 == grid.height() || col + 1 == grid.width() {
                        counts[color.index()] += 1;
                    }
                }
                let best = (0..10).rev().max_by_key(|&index| counts[index]).expect("there are ten colours");
                Color::ALL[best]
            }
        }
    }
}

/// A way to cut a grid into objects: a grouping and a background rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Segmentation {
    /// Which cells belong together.
    pub grouping: Grouping,
    /// Which colour belongs to no object.
    pub background: BackgroundRule,
}

impl Segmentation {
    /// Every segmentation, the most useful first.
    pub const ALL: [Segmentation; 15] = {
        let groupings = [Grouping::Mono4, Grouping::Mono8, Grouping::Multi4, Grouping::Multi8, Grouping::ByColor];
        let backgrounds = [BackgroundRule::Black, BackgroundRule::MostCommon, BackgroundRule::Border];
        let mut all = [Segmentation { grouping: groupings[0], background: backgrounds[0] }; 15];
        let mut index = 0;
        while index < 15 {
            all[index] = Segmentation { grouping: groupings[index % 5], background: backgrounds[index / 5] };
            index += 1;
        }
        all
    };

    /// The word for the segmentation in programs.
    pub fn name(self) -> &'static str {
        use BackgroundRule::{Black, Border, MostCommon};
        match (self.grouping, self.background) {
            (Grouping::Mono4, Black) => "mono4",
            (Grouping::Mono8, Black) => "mono8",
            (Grouping::Multi4, Black) => "multi4",
            (Grouping::Multi8, Black) => "multi8",
            (Grouping::ByColor, Black) => "by_color",
            (Grouping::Mono4, MostCommon) => "mono4_common",
            (Grouping::Mono8, MostCommon) => "mono8_common",
            (Grouping::Multi4, MostCommon) => "multi4_common",
            (Grouping::Multi8, MostCommon) => "multi8_common",
            (Grouping::ByColor, MostCommon) => "by_color_common",
            (Grouping::Mono4, Border) => "mono4_border",
            (Grouping::Mono8, Border) => "mono8_border",
            (Grouping::Multi4, Border) => "multi4_border",
            (Grouping::Multi8, Border) => "multi8_border",
            (Grouping::ByColor, Border) => "by_color_border",
        }
    }

    /// The objects of a grid, in row-major order of their first cell.
    pub fn objects(self, grid: &Grid) -> Vec<Object> {
        let background = self.background.color(grid);
        let groups = match self.grouping {
            Grouping::Mono4 => components(grid, false, |a, b| a == b && a != background),
            Grouping::Mono8 => components(grid, true, |a, b| a == b && a != background),
            Grouping::Multi4 => components(grid, false, |a, b| a != background && b != background),
            Grouping::Multi8 => components(grid, true, |a, b| a != background && b != background),
            Grouping::ByColor => by_color(grid, background),
        };
        groups.iter().filter_map(|points| Object::from_points(grid, background, points)).collect()
    }
}

/// Connected groups of cells: two neighbours belong together if `joins` holds for their colours, and a cell belongs to
/// a group at all if `joins` holds for its colour with itself. Groups come in row-major order of their first cell.
pub fn components(grid: &Grid, diagonal: bool, joins: impl Fn(Color, Color) -> bool) -> Vec<Vec<Point>> {
    let steps = if diagonal { &Direction::ALL[..] } else { &Direction::STRAIGHT[..] };
    let mut seen: Mask = grid.map(|_| false);
    let mut groups = Vec::new();
    for ((row, col), color) in grid.indexed() {
        if seen[(row, col)] || !joins(color, color) {
            continue;
        }
        seen[(row, col)] = true;
        let mut group = vec![Point::new(row as i32, col as i32)];
        let mut next = 0;
        while next < group.len() {
            let from = group[next];
            next += 1;
            let here = grid[(from.row as usize, from.col as usize)];
            for step in steps {
                let to = from + step.delta();
                if let Some(there) = grid.get(to)
                    && joins(here, there)
                    && !seen[(to.row as usize, to.col as usize)]
                {
                    seen.set(to, true);
                    group.push(to);
                }
            }
        }
        groups.push(group);
    }
    groups
}

fn by_color(grid: &Grid, background: Color) -> Vec<Vec<Point>> {
    let mut groups: Vec<(Color, Vec<Point>)> = Vec::new();
    for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != background) {
        let point = Point::new(row as i32, col as i32);
        match groups.iter_mut().find(|(of, _)| *of == color) {
            Some((_, points)) => points.push(point),
            None => groups.push((color, vec![point])),
        }
    }
    groups.into_iter().map(|(_, points)| points).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The grid of rows of digits, for tests of this crate.
    pub(crate) fn grid(rows: &str) -> Grid {
        let rows: Vec<&str> = rows.split('|').collect();
        let cells = rows.concat().chars().map(|digit| Color::from_digit(digit).unwrap()).collect();
        Grid::new(rows.len(), rows[0].len(), cells).unwrap()
    }

    /// The 4-connected objects of one color on black of such a grid.
    pub(crate) fn objects(rows: &str) -> Vec<Object> {
        Segmentation::ALL[0].objects(&grid(rows))
    }

    fn counts(segmentation: &str, rows: &str) -> Vec<usize> {
        let segmentation = Segmentation::ALL.into_iter().find(|s| s.name() == segmentation).unwrap();
        segmentation.objects(&grid(rows)).iter().map(Object::count).collect()
    }

    #[test]
    fn groupings_differ_as_named() {
        let rows = "1100|0020|0222|1000";
        assert_eq!(counts("mono4", rows), [2, 4, 1]);
        assert_eq!(counts("multi8", rows), [7]);
        assert_eq!(counts("multi4", rows), [2, 4, 1]);
        assert_eq!(counts("by_color", rows), [3, 4]);
        assert_eq!(counts("mono8", "10|01"), [2]);
    }

    #[test]
    fn background_rules_differ_as_named() {
        assert_eq!(counts("mono4", "333|303|333"), [8]);
        assert_eq!(counts("mono4_common", "333|303|333"), [1]);
        assert_eq!(counts("mono4_border", "3333|3003|3000|3333"), [5]);
    }

    #[test]
    fn objects_keep_position_and_frame() {
        let objects = Segmentation::ALL[0].objects(&grid("0000|0110|0010"));
        assert_eq!(objects.len(), 1);
        assert_eq!(objects[0].position(), Point::new(1, 1));
        assert_eq!(objects[0].size(), crate::space::Size::new(2, 2));
        assert_eq!(objects[0].frame(), crate::space::Size::new(3, 4));
        assert_eq!(objects[0].to_grid(), grid("11|01").with_offset(Point::new(1, 1)));
    }
}
