//! Several grids made one: side by side, framed, or on top of each other.

use crate::primitives::support::colors::background_of;
use crate::primitives::support::grids::join_lattice;
use crate::values::{Color, Direction, Grid, Point, Size};

/// Grids of equal height next to each other, from left to right.
fn join_horizontally(grids: &[&Grid]) -> Option<Grid> {
    let height = grids.first()?.height();
    if grids.iter().any(|grid| grid.height() != height) {
        return None;
    }
    let width = grids.iter().map(|grid| grid.width()).sum();
    let cells = (0..height).flat_map(|row| grids.iter().flat_map(move |grid| grid.row(row))).copied();
    Grid::new(height, width, cells.collect())
}

/// Grids of equal width on top of each other, from top to bottom.
fn join_vertically(grids: &[&Grid]) -> Option<Grid> {
    let width = grids.first()?.width();
    if grids.iter().any(|grid| grid.width() != width) {
        return None;
    }
    let height = grids.iter().map(|grid| grid.height()).sum();
    Grid::new(height, width, grids.iter().flat_map(|grid| grid.cells()).copied().collect())
}

/// The scene with a part painted at the part's own offset, cells of one color left out; `None` if none is inside.
fn pasted(part: &Grid, scene: &Grid, transparent: Option<Color>) -> Option<Grid> {
    let at = part.offset() - scene.offset();
    let last = at + Point::new(part.height() as i32 - 1, part.width() as i32 - 1);
    let size = scene.size();
    if at.row >= size.height || at.col >= size.width || last.row < 0 || last.col < 0 {
        return None;
    }
    let mut result = scene.clone();
    for ((row, col), color) in part.indexed().filter(|&(_, color)| Some(color) != transparent) {
        result.set(at + Point::at(row, col), color);
    }
    Some(result)
}

primitives! {
    family "join";

    /// Two grids side by side.
    #[example = "beside({1|2}, {3|4}) = {13|24}"]
    #[cost = 6]
    fn beside(left: &Grid, right: &Grid) -> Option<Grid> {
        join_horizontally(&[left, right])
    }

    /// Two grids on top of each other.
    #[example = "above({12}, {34}) = {12|34}"]
    #[cost = 8]
    fn above(top: &Grid, bottom: &Grid) -> Option<Grid> {
        join_vertically(&[top, bottom])
    }

    /// Grids side by side, from left to right.
    #[example = "concat_horizontal([{1|2}, {3|4}, {5|6}]) = {135|246}"]
    #[cost = 8]
    fn concat_horizontal(grids: Vec<&Grid>) -> Option<Grid> {
        join_horizontally(&grids)
    }

    /// Grids below each other, from top to bottom.
    #[example = "concat_vertical(rows({12|34})) = {12|34}"]
    #[cost = 8]
    fn concat_vertical(grids: Vec<&Grid>) -> Option<Grid> {
        join_vertically(&grids)
    }

    /// Grids of any sizes side by side, flush up or down, or below each other, flush left or right; the rest is of the
    /// fill color. Undefined for a diagonal side.
    #[example = "line_up([{1}, {2|2}], down, black) = {02|12}"]
    #[cost = 8]
    fn line_up(grids: Vec<&Grid>, side: Direction, fill: Color) -> Option<Grid> {
        let heights = grids.iter().map(|grid| grid.height());
        let widths = grids.iter().map(|grid| grid.width());
        let (height, width) = match side {
            Direction::Up | Direction::Down => (heights.max()?, widths.sum()),
            Direction::Left | Direction::Right => (heights.sum(), widths.max()?),
            _ => return None,
        };
        let mut result = Grid::filled(height, width, fill)?;
        let mut corner = Point::default();
        for grid in grids {
            let flush = match side {
                Direction::Down => Point::new((height - grid.height()) as i32, 0),
                Direction::Right => Point::new(0, (width - grid.width()) as i32),
                _ => Point::default(),
            };
            grid.indexed().for_each(|((row, col), color)| result.set(corner + flush + Point::at(row, col), color));
            corner = match side {
                Direction::Up | Direction::Down => corner + Point::at(0, grid.width()),
                _ => corner + Point::at(grid.height(), 0),
            };
        }
        Some(result)
    }

    /// Grids of one size set out in rows of `columns`.
    #[example = "arrange([{1}, {2}, {3}, {4}], 2) = {12|34}"]
    #[cost = 8]
    fn arrange(grids: Vec<&Grid>, columns: i32) -> Option<Grid> {
        join_lattice(&grids, usize::try_from(columns).ok()?)
    }

    /// The grid with `count` rows or columns, perhaps none, of a color added at a side; at a corner, with both.
    #[example = "pad({12|34}, right, 1, black) = {120|340}"]
    #[cost = 10]
    fn pad(grid: &Grid, side: Direction, count: i32, color: Color) -> Option<Grid> {
        let count = usize::try_from(count).ok()?;
        let step = side.delta();
        let added = |step: i32| if step == 0 { 0 } else { count };
        let before = |step: i32| if step < 0 { count as i32 } else { 0 };
        let start = Point::new(before(step.row), before(step.col));
        let (height, width) = (grid.height() + added(step.row), grid.width() + added(step.col));
        let padded = Grid::from_fn(height, width, |row, col| grid.get(Point::at(row, col) - start).unwrap_or(color))?;
        Some(padded.with_offset(grid.offset() - start))
    }

    /// The grid with a frame of a color added around it, one cell thick.
    #[example = "add_frame({1}, red) = {222|212|222}"]
    #[cost = 7]
    fn add_frame(grid: &Grid, color: Color) -> Option<Grid> {
        let start = Point::new(1, 1);
        let (height, width) = (grid.height() + 2, grid.width() + 2);
        let framed = Grid::from_fn(height, width, |row, col| grid.get(Point::at(row, col) - start).unwrap_or(color))?;
        Some(framed.with_offset(grid.offset() - start))
    }

    /// One grid on top of another of the same size, cell on cell; the other shows through where the top has a color.
    #[example = "overlay({10|00}, {23|40}, black) = {13|40}"]
    #[cost = 7]
    fn overlay(top: &Grid, bottom: &Grid, transparent: Color) -> Option<Grid> {
        top.zip(bottom, |over, under| if over == transparent { under } else { over })
    }

    /// Grids of one size on top of each other, the first topmost; what is below shows through cells of a color.
    #[example = "overlay_all([{100}, {220}, {333}], black) = {123}"]
    #[cost = 5]
    fn overlay_all(grids: Vec<&Grid>, transparent: Color) -> Option<Grid> {
        let mut result = (*grids.first()?).clone();
        if grids.iter().any(|grid| grid.size() != result.size()) {
            return None;
        }
        for under in &grids[1..] {
            for (color, &below) in result.cells_mut().iter_mut().zip(under.cells()) {
                if *color == transparent {
                    *color = below;
                }
            }
        }
        Some(result)
    }

    /// The color that most of several grids of one size have, cell by cell; at a tie that of the earliest grid.
    #[example = "consensus([{120}, {130}, {125}]) = {120}"]
    #[cost = 10]
    fn consensus(grids: Vec<&Grid>) -> Option<Grid> {
        let first = *grids.first()?;
        if grids.iter().any(|grid| grid.size() != first.size()) {
            return None;
        }
        let mut index = 0;
        Some(first.map(|own| {
            let mut counts = [0; 10];
            grids.iter().for_each(|grid| counts[grid.cells()[index].index()] += 1);
            let most = counts.iter().max().copied().unwrap_or(0);
            let earliest = grids.iter().map(|grid| grid.cells()[index]).find(|color| counts[color.index()] == most);
            index += 1;
            earliest.unwrap_or(own)
        }))
    }

    /// The scene with a part painted over it, at the position that the part was cut from.
    #[example = "paste(transform(half({1234}, right), flip_horizontal), {1234}) = {1243}"]
    #[cost = 8]
    fn paste(part: &Grid, scene: &Grid) -> Option<Grid> {
        pasted(part, scene, None)
    }

    /// The scene with a part painted over it, at the position that the part was cut from, but for its cells of a color.
    #[example = "paste_over({70}, {12|34}, black) = {72|34}"]
    #[cost = 9]
    fn paste_over(part: &Grid, scene: &Grid, transparent: Color) -> Option<Grid> {
        pasted(part, scene, Some(transparent))
    }

    /// The scene with background where a part was cut from; undefined if that is not wholly inside the scene.
    #[example = "cut_out(crop_to_color({44002}, yellow), {44002}) = {00002}"]
    #[cost = 7]
    fn cut_out(part: &Grid, scene: &Grid) -> Option<Grid> {
        let at = part.offset() - scene.offset();
        scene.crop(at, part.size())?;
        let background = background_of(scene);
        Some(scene.like(|row, col| match part.get(Point::at(row, col) - at) {
            Some(_) => background,
            None => scene[(row, col)],
        }))
    }

    /// The scene with a part, no larger than it, painted over its middle, wherever the part was cut from; undefined
    /// unless the margins on opposite sides are equal.
    #[example = "inset({12}, {5555|5005|5555}) = {5555|5125|5555}"]
    #[cost = 7]
    fn inset(part: &Grid, scene: &Grid) -> Option<Grid> {
        let margin = |whole: usize, part: usize| {
            whole.checked_sub(part).filter(|margin| margin.is_multiple_of(2)).map(|margin| margin / 2)
        };
        let (top, left) = (margin(scene.height(), part.height())?, margin(scene.width(), part.width())?);
        let is_inside = |row: usize, col: usize| {
            (top..top + part.height()).contains(&row) && (left..left + part.width()).contains(&col)
        };
        let color =
            |row, col| if is_inside(row, col) { part[(row - top, col - left)] } else { scene[(row, col)] };
        Some(scene.like(color))
    }

    /// The scene cut to the size of a part, at the position that the part was cut from.
    #[example = "scene_behind(half({1234}, right), {5678}) = {78}"]
    #[cost = 10]
    fn scene_behind(part: &Grid, scene: &Grid) -> Option<Grid> {
        let size = Size::new(part.height() as i32, part.width() as i32);
        scene.crop(part.offset() - scene.offset(), size)
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn parts_go_back_where_they_came_from() {
        let there_and_back = "paste(transform(crop_content({0000|0120|0000}, black), rotate180), {0000|0000|0000})";
        assert_eq!(value(there_and_back).unwrap(), "{0000|0210|0000}");
        assert_eq!(value("paste({12}@(0, 1), {34})").unwrap(), "{31}");
        assert_eq!(value("paste({12}@(0, -1), {34})").unwrap(), "{24}");
        assert_eq!(value("paste({12}@(5, 3), {00}@(5, 4))").unwrap(), "{20}@(5, 4)");
        assert_eq!(value("paste({12}@(0, 2), {34})"), None);
    }

    #[test]
    fn added_cells_move_the_offset() {
        assert_eq!(value("pad({1}, up_left, 1, red)").unwrap(), "{22|21}@(-1, -1)");
        assert_eq!(value("pad({1}, down, 2, red)").unwrap(), "{1|2|2}");
        assert_eq!(value("shave(add_frame({1}, red), 1)").unwrap(), "{1}");
    }

    #[test]
    fn nothing_to_add_is_no_obstacle() {
        assert_eq!(value("pad({12}, up_left, 0, red)").unwrap(), "{12}");
        assert_eq!(value("inset({12}, {34})").unwrap(), "{12}");
    }

    #[test]
    fn grids_line_up_on_every_side() {
        for (side, expected) in [("up", "{12|02}"), ("left", "{1|2|2}")] {
            assert_eq!(value(&format!("line_up([{{1}}, {{2|2}}], {side}, black)")).unwrap(), expected);
        }
        assert_eq!(value("line_up([{1}, {22}], left, black)").unwrap(), "{10|22}");
        assert_eq!(value("line_up([{1}, {22}], right, black)").unwrap(), "{01|22}");
    }

    #[test]
    fn parts_are_cut_out_where_they_were() {
        assert_eq!(value("cut_out({2}@(3, 5), {00210}@(3, 3))").unwrap(), "{00010}@(3, 3)");
    }

    #[test]
    fn sizes_must_agree() {
        for text in [
            "beside({1}, {1|2})",
            "above({1}, {12})",
            "concat_horizontal([])",
            "arrange([{1}, {2}, {3}], 2)",
            "arrange([{1}, {2}], 0)",
            "arrange([{1}, {2}], -1)",
            "arrange([{1}, {22}], 1)",
            "overlay({1}, {12}, red)",
            "overlay_all([], red)",
            "overlay_all([{1}, {12}], red)",
            "consensus([{1}, {12}])",
            "inset({1}, {12})",
            "inset({123}, {1|2|3})",
            "pad({1}, up, -1, red)",
            "line_up([], up, red)",
            "line_up([{1}], up_left, red)",
            "cut_out({12}@(0, 1), {12})",
            "pad({1}, up, 128, red)",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
