//! Parts of a grid, cut by position, side or color. Every part keeps its offset in the grid it came from.

use crate::primitives::support::colors::background_of;
use crate::primitives::support::grids::crop_where;
use crate::values::{BackgroundRule, Color, Direction, Grid, MAX_SIDE, Mask, Point, Size};

/// The part of a given size at a side or corner; along a straight side the other dimension is kept whole.
fn part_at(grid: &Grid, side: Direction, height: i32, width: i32) -> Option<Grid> {
    let along = |step: i32, whole: i32, part: i32| match step {
        0 => (0, whole),
        -1 => (0, part),
        _ => (whole - part, part),
    };
    let (step, whole) = (side.delta(), grid.size());
    let (top, height) = along(step.row, whole.height, height);
    let (left, width) = along(step.col, whole.width, width);
    grid.crop(Point::new(top, left), Size::new(height, width))
}

primitives! {
    family "crop";

    /// The part of a given size whose top left cell is at a point.
    #[example = "crop({123|456|789}, (1, 0), 2x2) = {45|78}"]
    #[cost = 9]
    fn crop(grid: &Grid, at: Point, size: Size) -> Option<Grid> {
        grid.crop(at, size)
    }

    /// The smallest part that holds everything but the background.
    #[example = "crop_content({0000|0120|0300}, black) = {12|30}"]
    #[cost = 6]
    fn crop_content(grid: &Grid, background: Color) -> Option<Grid> {
        crop_where(grid, |color| color != background)
    }

    /// The smallest part that holds every cell of a color.
    #[example = "crop_to_color({3003|0120|3030}, red) = {2}"]
    #[cost = 5]
    fn crop_to_color(grid: &Grid, color: Color) -> Option<Grid> {
        crop_where(grid, |other| other == color)
    }

    /// The grid without margins: the smallest part that holds everything but the most common color of the border.
    #[example = "trim({4444|4124|4344}) = {12|34}"]
    #[cost = 5]
    fn trim(grid: &Grid) -> Option<Grid> {
        let margin = BackgroundRule::Border.color(grid);
        crop_where(grid, |color| color != margin)
    }

    /// What is inside the frame of one color, however thick it is; a grid without such a frame stays.
    #[example = "strip_frame({55555|55555|55055|55555|55555}) = {0}"]
    #[cost = 9]
    fn strip_frame(grid: &Grid) -> Option<Grid> {
        let (height, width) = (grid.height(), grid.width());
        let frame = grid[(0, 0)];
        let is_ring = |ring: usize| {
            let (bottom, right) = (height - 1 - ring, width - 1 - ring);
            (ring..=right).all(|col| grid[(ring, col)] == frame && grid[(bottom, col)] == frame)
                && (ring..=bottom).all(|row| grid[(row, ring)] == frame && grid[(row, right)] == frame)
        };
        let rings = (0..height.min(width).div_ceil(2)).take_while(|&ring| is_ring(ring)).count();
        let inside = |side: usize| side as i32 - 2 * rings as i32;
        let size = Size::new(inside(height), inside(width));
        grid.crop(Point::at(rings, rings), size)
    }

    /// The grid without its outer rows and columns, `width` of them on every side.
    #[example = "shave({111|121|111}, 1) = {2}"]
    #[cost = 7]
    fn shave(grid: &Grid, width: i32) -> Option<Grid> {
        let size = Size::new(grid.height() as i32 - 2 * width, grid.width() as i32 - 2 * width);
        grid.crop(Point::new(width, width), size)
    }

    /// The half of a grid at a side, or the quarter in a corner; a middle row or column belongs to none.
    #[example = "half({123|456}, right) = {3|6}"]
    #[cost = 6]
    fn half(grid: &Grid, side: Direction) -> Option<Grid> {
        part_at(grid, side, grid.height() as i32 / 2, grid.width() as i32 / 2)
    }

    /// So many rows or columns at a side; in a corner, the square of that side length.
    #[example = "take_side({123|456|789}, down_left, 2) = {45|78}"]
    #[cost = 7]
    fn take_side(grid: &Grid, side: Direction, count: i32) -> Option<Grid> {
        part_at(grid, side, count, count)
    }

    /// The squares of a side length in the four corners of a grid, row by row.
    #[example = "corners({123|456}, 1) = [{1}, {3}, {4}, {6}]"]
    #[cost = 7]
    fn corners(grid: &Grid, side: i32) -> Option<Vec<Grid>> {
        if grid.size() == Size::new(side, side) {
            return None;
        }
        Direction::DIAGONAL.into_iter().map(|corner| part_at(grid, corner, side, side)).collect()
    }

    /// What is around each marked cell: squares that reach `reach` cells from it in every direction, with background in the
    /// place of what is outside the grid.
    #[example = "windows({0102|0500}, mask{....|.#..}, 1) = [{010|050|000}]"]
    #[cost = 8]
    fn windows(grid: &Grid, marks: &Mask, reach: i32) -> Option<Vec<Grid>> {
        let side = usize::try_from(reach).ok().filter(|&reach| (1..MAX_SIDE / 2).contains(&reach))? * 2 + 1;
        let cells = marks.count() * side * side;
        if marks.size() != grid.size() || cells == 0 || cells > MAX_SIDE * MAX_SIDE {
            return None;
        }
        let background = background_of(grid);
        let around = |mark: Point| {
            let corner = mark - Point::new(reach, reach);
            let color = |row, col| grid.get(corner + Point::at(row, col)).unwrap_or(background);
            Some(Grid::from_fn(side, side, color)?.with_offset(grid.offset() + corner))
        };
        marks.points().map(around).collect()
    }

    /// The grid without `count` rows or columns at a side; at a corner, without both.
    #[example = "drop_side({123|456}, left, 1) = {23|56}"]
    #[cost = 9]
    fn drop_side(grid: &Grid, side: Direction, count: i32) -> Option<Grid> {
        let (height, width) = (grid.height() as i32 - count, grid.width() as i32 - count);
        part_at(grid, side.opposite(), height, width)
    }

    /// The grid grown or cut at the bottom and the right to a size; new cells get the fill color.
    #[example = "fit({123}, 2x2, black) = {12|00}"]
    #[cost = 6]
    fn fit(grid: &Grid, size: Size, fill: Color) -> Option<Grid> {
        if size.height < 1 || size.width < 1 {
            return None;
        }
        let color = |row, col| grid.get(Point::at(row, col)).unwrap_or(fill);
        Some(Grid::from_fn(size.height as usize, size.width as usize, color)?.with_offset(grid.offset()))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn parts_keep_their_offset() {
        assert_eq!(value("crop_content({000|010}, black)").unwrap(), "{1}@(1, 1)");
        assert_eq!(value("half({12|34}, down_right)").unwrap(), "{4}@(1, 1)");
        assert_eq!(value("strip_frame({555|515|555})").unwrap(), "{1}@(1, 1)");
        assert_eq!(value("drop_side({123|456|789}, up_left, 1)").unwrap(), "{56|89}@(1, 1)");
    }

    #[test]
    fn a_middle_line_belongs_to_no_half() {
        assert_eq!(value("half({12345}, left)").unwrap(), "{12}");
        assert_eq!(value("half({12345}, right)").unwrap(), "{45}@(0, 3)");
        assert_eq!(value("half({12345}, up)"), None);
    }

    #[test]
    fn the_whole_is_a_part() {
        for text in [
            "crop({12|34}, (0, 0), 2x2)",
            "strip_frame({12|34})",
            "shave({12|34}, 0)",
            "take_side({12|34}, left, 2)",
            "drop_side({12|34}, up_left, 0)",
        ] {
            assert_eq!(value(text).unwrap(), "{12|34}", "{text}");
        }
    }

    #[test]
    fn nothing_left_is_undefined() {
        for text in [
            "crop_content({000}, black)",
            "strip_frame({55|55})",
            "strip_frame({555|555|555})",
            "shave({111|111}, 1)",
            "shave({111|111|111}, -1)",
            "take_side({12}, left, 0)",
            "take_side({12}, left, 3)",
            "drop_side({12}, left, 2)",
            "drop_side({12}, left, -1)",
            "corners({12|34}, 2)",
            "corners({123|456}, 3)",
            "windows({12}, mask{#.}, 0)",
            "windows({12}, mask{#.}, 1000000)",
            "windows({12}, mask{#}, 1)",
            "windows({12}, mask{..}, 1)",
            "crop({12}, (0, 1), 1x2)",
            "crop({12}, (0, 0), 1x0)",
            "fit({12}, 0x2, red)",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
