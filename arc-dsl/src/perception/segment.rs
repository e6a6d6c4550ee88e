//! Grids cut into objects.

use super::components::components;
use crate::values::{Color, Grid, Grouping, Object, Point, Segmentation};

impl Segmentation {
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

fn by_color(grid: &Grid, background: Color) -> Vec<Vec<Point>> {
    let mut groups: Vec<(Color, Vec<Point>)> = Vec::new();
    for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != background) {
        let point = Point::at(row, col);
        match groups.iter_mut().find(|(of, _)| *of == color) {
            Some((_, points)) => points.push(point),
            None => groups.push((color, vec![point])),
        }
    }
    groups.into_iter().map(|(_, points)| points).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Size;

    fn counts(segmentation: &str, rows: &str) -> Vec<usize> {
        let segmentation = Segmentation::ALL.into_iter().find(|s| s.name() == segmentation).unwrap();
        segmentation.objects(&rows.parse().unwrap()).iter().map(Object::count).collect()
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
        let objects = Segmentation::ALL[0].objects(&"0000|0110|0010".parse().unwrap());
        assert_eq!(objects.len(), 1);
        assert_eq!(objects[0].position(), Point::new(1, 1));
        assert_eq!(objects[0].size(), Size::new(2, 2));
        assert_eq!(objects[0].frame(), Size::new(3, 4));
        assert_eq!(objects[0].to_grid(), "11|01".parse::<Grid>().unwrap().with_offset(Point::new(1, 1)));
    }
}
