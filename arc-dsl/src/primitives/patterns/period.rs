//! Patterns that repeat: their period and tile, what is hidden in them, and how they go on.

use crate::primitives::support::isometry::patch;
use crate::primitives::support::lattice::Lattice;
use crate::values::{Color, Direction, Grid, Point, Size, Transform, bounds};

/// Most cell comparisons in the search for a displacement. Long displacements come last, so they are what is given up.
const MAX_COMPARISONS: usize = 500_000;

/// The grid with every cell of the unknown color as the smallest lattice of the rest says, the grid itself if there is
/// no such cell; `None` if there is no lattice.
fn periodic(grid: &Grid, unknown: Color) -> Option<Grid> {
    if !grid.cells().contains(&unknown) {
        return Some(grid.clone());
    }
    let lattice = Lattice::find(&grid.map(|color| (color != unknown).then_some(color)))?;
    Some(grid.like(|row, col| lattice.color(row, col)))
}

/// The transform that makes a direction `down` or `down_right`.
fn facing_down(direction: Direction) -> Transform {
    match direction {
        Direction::Down | Direction::DownRight => Transform::Identity,
        Direction::Up | Direction::UpRight => Transform::FlipVertical,
        Direction::Left => Transform::Rotate270,
        Direction::Right => Transform::Transpose,
        Direction::DownLeft => Transform::FlipHorizontal,
        Direction::UpLeft => Transform::Rotate180,
    }
}

/// The top left corner and the size of the part of a grid that is not background.
fn content(grid: &Grid, background: Color) -> Option<(Point, Size)> {
    bounds(grid.indexed().filter(|&(_, color)| color != background).map(|((row, col), _)| Point::at(row, col)))
}

/// The columns of a grid, each continued below its last cell that is not background with the shortest period of the
/// stretch from its first to its last such cell.
fn columns_continued(grid: &Grid, background: Color) -> Grid {
    let mut result = grid.clone();
    for col in 0..grid.width() {
        let is_content = |&row: &usize| grid[(row, col)] != background;
        let Some(first) = (0..grid.height()).find(is_content) else { continue };
        let Some(last) = (0..grid.height()).rfind(is_content) else { continue };
        let repeats =
            |&period: &usize| (first + period..=last).all(|row| grid[(row, col)] == grid[(row - period, col)]);
        let period = (1..=last - first).find(repeats).unwrap_or(last - first + 1);
        for row in last + 1..grid.height() {
            result[(row, col)] = result[(row - period, col)];
        }
    }
    result
}

/// The grid continued below a part of it, or if `is_diagonal` to the bottom right of it, by the shortest displacement
/// under which the part repeats and some of its content does, a straight one if there is any.
fn continued(grid: &Grid, background: Color, is_diagonal: bool) -> Option<Grid> {
    let (at, size) = content(grid, background)?;
    let width = grid.width() as i32;
    let (left, size) = if is_diagonal { (at.col, size) } else { (0, Size::new(size.height, width)) };
    let corner = Point::new(at.row, left);
    let within = |point: Point| size.contains(point - corner);
    let mut comparisons = MAX_COMPARISONS;
    let mut repeats = |by: Point| {
        let mut has_content = false;
        for row in at.row..at.row + size.height - by.row {
            let Some(rest) = comparisons.checked_sub(size.width as usize) else { return false };
            comparisons = rest;
            for col in left.max(left - by.col)..left + size.width.min(size.width - by.col) {
                let point = Point::new(row, col);
                let color = grid.get(point);
                if color != grid.get(point + by) {
                    return false;
                }
                has_content |= color != Some(background);
            }
        }
        has_content
    };
    let steps: Vec<Point> = if is_diagonal {
        (1..size.height).flat_map(|row| (1..size.width).map(move |col| Point::new(row, col))).collect()
    } else {
        let straight = (1..size.height).map(|row| Point::new(row, 0));
        let slanting = |row: i32| (1..width).flat_map(move |col| [Point::new(row, col), Point::new(row, -col)]);
        straight.chain((1..size.height).flat_map(slanting)).collect()
    };
    let by = steps.into_iter().find(|&by| repeats(by))?;
    let source =
        |point: Point| std::iter::successors(Some(point - by), |&at| Some(at - by)).take(128).find(|&at| within(at));
    let is_beyond = |point: Point| point.row >= at.row + size.height || (is_diagonal && point.col >= left + size.width);
    Some(grid.like(|row, col| {
        let point = Point::at(row, col);
        let color = if is_beyond(point) { source(point).and_then(|source| grid.get(source)) } else { None };
        color.filter(|&color| color != background).unwrap_or(grid[(row, col)])
    }))
}

primitives! {
    family "period";

    /// After how many steps in a direction the grid repeats itself.
    #[example = "period({123123|456456}, right) = 3"]
    #[cost = 9]
    fn period(grid: &Grid, along: Direction) -> Option<i32> {
        let (height, width) = (grid.height() as i32, grid.width() as i32);
        let step = along.delta();
        let length = if step.row == 0 { width } else if step.col == 0 { height } else { height.min(width) };
        let repeats = |by: Point| {
            grid.indexed().all(|((row, col), color)| grid.get(Point::at(row, col) + by).is_none_or(|other| other == color))
        };
        (1..=length * 2 / 3).find(|&count| repeats(step * count))
    }

    /// The smallest tile that the grid is paved with, the last ones perhaps cut off.
    #[example = "period_tile({12121|34343|12121}) = {12|34}"]
    #[cost = 7]
    fn period_tile(grid: &Grid) -> Option<Grid> {
        let (rows, cols) = Lattice::find_upright(&grid.map(Some))?.tile();
        grid.crop(Point::default(), Size::new(rows as i32, cols as i32))
    }

    /// The grid with the cells of the unknown color filled by repeating the smallest pattern that fits the others;
    /// without such cells, the grid itself.
    #[example = "complete_period({1212|1002|1200}, black) = {1212|1212|1212}"]
    #[cost = 5]
    fn complete_period(grid: &Grid, unknown: Color) -> Option<Grid> {
        periodic(grid, unknown)
    }

    /// What the cells of the unknown color hide, as the smallest pattern that fits the others tells.
    #[example = "period_patch({1212|1002|1212}, black) = {21}"]
    #[cost = 7]
    fn period_patch(grid: &Grid, unknown: Color) -> Option<Grid> {
        patch(grid, &periodic(grid, unknown)?, unknown)
    }

    /// The smallest pattern that the grid repeats, continued to a size.
    #[example = "extend_period({1231|2312}, 3x6) = {123123|231231|312312}"]
    #[cost = 6]
    fn extend_period(grid: &Grid, size: Size) -> Option<Grid> {
        let lattice = Lattice::find(&grid.map(Some))?;
        let (height, width) = (usize::try_from(size.height).ok()?, usize::try_from(size.width).ok()?);
        Grid::from_fn(height, width, |row, col| lattice.color(row, col))
    }

    /// Every row or column, as the straight direction runs, continued in that direction with the shortest period of its
    /// own content.
    #[example = "continue_lines({0120000|0303000}, right, black) = {0121212|0303030}"]
    #[cost = 7]
    fn continue_lines(grid: &Grid, toward: Direction, background: Color) -> Option<Grid> {
        if toward.is_diagonal() {
            return None;
        }
        let turn = facing_down(toward);
        Some(columns_continued(&grid.transform(turn), background).transform(turn.inverse()))
    }

    /// The content continued in a direction by repeating the displacement, straight or slanting, under which it repeats
    /// itself.
    #[example = "continue_pattern({1000|0100|0000|0000}, down, black) = {1000|0100|0010|0001}"]
    #[cost = 8]
    fn continue_pattern(grid: &Grid, toward: Direction, background: Color) -> Option<Grid> {
        let turn = facing_down(toward);
        Some(continued(&grid.transform(turn), background, toward.is_diagonal())?.transform(turn.inverse()))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn stripes_fill_a_grid_from_a_corner() {
        assert_eq!(value("complete_period({2830|8300|3000|0000}, black)").unwrap(), "{2832|8328|3283|2832}");
        assert_eq!(value("complete_period({1234|5678}, black)").unwrap(), "{1234|5678}");
        assert_eq!(value("complete_period({1234|5670}, black)"), None);
    }

    #[test]
    fn lines_have_periods_of_their_own() {
        assert_eq!(
            value("continue_lines({0000000|8840000|0110110|5000000}, right, black)").unwrap(),
            "{0000000|8848848|0110110|5555555}"
        );
        assert_eq!(value("continue_lines({0021}, left, black)").unwrap(), "{2121}");
        assert_eq!(value("continue_lines({0|0|1|2}, up, black)").unwrap(), "{1|2|1|2}");
        assert_eq!(value("continue_lines({0021}, up_left, black)"), None);
    }

    #[test]
    fn staircases_go_on() {
        assert_eq!(
            value("continue_pattern({110000|010000|011000|001000|000000|000000}, down, black)").unwrap(),
            "{110000|010000|011000|001000|001100|000100}"
        );
        assert_eq!(value("continue_pattern({0000|0000|0012|0001}, up_left, black)").unwrap(), "{1200|0120|0012|0001}");
        assert_eq!(value("continue_pattern({012000|000000}, right, black)"), None);
        assert_eq!(
            value("continue_pattern({0101000|1010000|0101000}, right, black)").unwrap(),
            "{0101010|1010101|0101010}"
        );
    }

    #[test]
    fn periods_need_evidence() {
        assert_eq!(value("period({1231}, right)"), None);
        assert_eq!(value("period({12312}, left)").unwrap(), "3");
        assert_eq!(value("period({1234|4123|3412|2341}, down_right)").unwrap(), "1");
        assert_eq!(value("period_tile({1234|5678})"), None);
        assert_eq!(value("extend_period({1212}, 1x4)").unwrap(), "{1212}");
        assert_eq!(value("extend_period({1212}, 1000000x1)"), None);
    }
}
