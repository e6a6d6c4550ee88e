//! Mirror and rotation symmetry: tested, completed, and used to see behind what hides a part of the picture.

use crate::primitives::support::colors::background_of;
use crate::primitives::support::isometry::{Isometry, Picture, complete, painted, patch, picture};
use crate::primitives::support::lattice::Lattice;
use crate::values::{Color, Grid, Mask, Object, Point, Transform};

/// The grid with cells of the unknown color replaced as those symmetries demand that hold for at least half of the
/// rest, the grid itself if there are none; `None` if none of them can be told, or if they are the majority.
fn repaired(grid: &Grid, unknown: Color) -> Option<Grid> {
    let known = grid.area() - grid.color_counts()[unknown.index()];
    if known == grid.area() {
        return Some(grid.clone());
    }
    if 2 * known < grid.area() {
        return None;
    }
    let picture = picture(grid, unknown);
    let kinds = Transform::ALL.into_iter().filter(|&kind| kind != Transform::Rotate270);
    let symmetries: Vec<Isometry> =
        kinds.filter_map(|kind| Isometry::best(&picture, kind, known.div_ceil(2).max(2))).collect();
    if symmetries.is_empty() {
        return None;
    }
    let completed = complete(&picture, &symmetries);
    (completed != picture).then(|| painted(&completed, unknown))
}

/// Twice the position, in a grid, of the middle of the marked cells; `None` if there are none.
fn doubled_middle(grid: &Grid, marks: &Mask) -> Option<Point> {
    let (at, size) = marks.bounds()?;
    let at = at + marks.offset() - grid.offset();
    Some(Point::new(2 * at.row + size.height - 1, 2 * at.col + size.width - 1))
}

/// For each color, how many of its cells are the top left corner of a block of two by two.
fn block_counts(grid: &Grid) -> [usize; 10] {
    let mut counts = [0; 10];
    for row in 1..grid.height() {
        for col in 1..grid.width() {
            let color = grid[(row, col)];
            if [(row - 1, col - 1), (row - 1, col), (row, col - 1)].iter().all(|&at| grid[at] == color) {
                counts[color.index()] += 1;
            }
        }
    }
    counts
}

primitives! {
    family "symmetry";

    /// Whether a grid looks the same turned or mirrored.
    #[example = "has_symmetry({121|343}, flip_horizontal) = true"]
    #[cost = 7]
    fn has_symmetry(grid: &Grid, by: Transform) -> bool {
        grid.same_cells(&grid.transform(by))
    }

    /// In how many of the eight ways to turn or mirror a grid it looks the same.
    #[example = "symmetry_count({121|343|121}) = 4"]
    #[cost = 10]
    fn symmetry_count(grid: &Grid) -> i32 {
        Transform::ALL.into_iter().filter(|&by| grid.same_cells(&grid.transform(by))).count() as i32
    }

    /// The grid with its background cells in the color of the cells that turning or mirroring the grid, again and
    /// again, brings there.
    #[example = "symmetrize({120|000}, rotate180, black) = {120|021}"]
    #[cost = 9]
    fn symmetrize(grid: &Grid, by: Transform, background: Color) -> Option<Grid> {
        let middle = Point::new(grid.height() as i32 - 1, grid.width() as i32 - 1);
        if by.swaps_axes() && grid.height() != grid.width() {
            return None;
        }
        let about_middle = Isometry::about(by, middle)?;
        Some(painted(&complete(&picture(grid, background), &[about_middle]), background))
    }

    /// The grid with cells of the unknown color filled so that it becomes symmetric, the center or axis lying where the
    /// other cells fit it best.
    #[example = "complete_symmetry({00000|01210|00200|00210}, flip_vertical, black) = {00000|01210|00200|01210}"]
    #[cost = 6]
    fn complete_symmetry(grid: &Grid, by: Transform, unknown: Color) -> Option<Grid> {
        let picture = picture(grid, unknown);
        let symmetry = Isometry::best(&picture, by, 2)?;
        Some(painted(&complete(&picture, &[symmetry]), unknown))
    }

    /// The object made symmetric about the center or axis that fits it best; it grows no further than its scene.
    #[example = "object_grid(complete_object(first(objects({0200|2020|0000}, mono8)), rotate90)) = {020|202|020}"]
    #[cost = 10]
    fn complete_object(object: &Object, by: Transform) -> Option<Object> {
        let frame = object.frame();
        let mut picture = Picture::filled(frame.height as usize, frame.width as usize, None)?;
        object.points().for_each(|(point, color)| picture.set(point, Some(color)));
        let symmetry = Isometry::best(&picture, by, 2)?;
        Object::new(complete(&picture, &[symmetry]), frame, object.background())
    }

    /// The grid with its background, its most common color, filled so that it becomes symmetric about the middle of the
    /// marked cells.
    #[example = "symmetrize_around({00000|12300}, cells_of({00000|12300}, green), flip_horizontal) = {00000|12321}"]
    #[cost = 10]
    fn symmetrize_around(grid: &Grid, middle: &Mask, by: Transform) -> Option<Grid> {
        let symmetry = Isometry::about(by, doubled_middle(grid, middle)?)?;
        let background = grid.most_common_color();
        let picture = picture(grid, background);
        Some(painted(&complete(&picture, &[symmetry]), background))
    }

    /// The grid with its background, its most common color, filled so that it is mirrored left and right as well as up
    /// and down at the middle of the marked cells.
    #[example = "symmetrize_fourfold({000|010|200}, cells_of({000|010|200}, blue)) = {202|010|202}"]
    #[cost = 8]
    fn symmetrize_fourfold(grid: &Grid, middle: &Mask) -> Option<Grid> {
        let doubled = doubled_middle(grid, middle)?;
        let mirrors = [
            Isometry::about(Transform::FlipHorizontal, doubled)?,
            Isometry::about(Transform::FlipVertical, doubled)?,
        ];
        let background = grid.most_common_color();
        Some(painted(&complete(&picture(grid, background), &mirrors), background))
    }

    /// The grid with its background filled by the mirror image of what is on the other side of a line of a color, which runs
    /// from border to border; two crossing lines mirror both ways.
    #[example = "reflect_across({1050|0250}, gray) = {1050|0252}"]
    #[cost = 7]
    fn reflect_across(grid: &Grid, line: Color) -> Option<Grid> {
        let doubled = |of: Vec<usize>| Some((of.first()? + of.last()?) as i32);
        let is_line = |color: &Color| *color == line;
        let rows = doubled((0..grid.height()).filter(|&row| grid.row(row).iter().all(is_line)).collect());
        let cols = doubled((0..grid.width()).filter(|&col| grid.column(col).all(|color| is_line(&color))).collect());
        let symmetries: Vec<Isometry> = [
            rows.and_then(|row| Isometry::about(Transform::FlipVertical, Point::new(row, grid.width() as i32 - 1))),
            cols.and_then(|col| Isometry::about(Transform::FlipHorizontal, Point::new(grid.height() as i32 - 1, col))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let background = background_of(grid);
        let completed = complete(&picture(grid, background), &symmetries);
        (!symmetries.is_empty()).then(|| painted(&completed, background))
    }

    /// Every cell in the color of its partner under the best symmetry of a kind that the grid has when cells of one
    /// color may be anything; cells whose partner is outside keep their color.
    #[example = "partner({1231|4224}, flip_horizontal, red) = {1321|4224}"]
    #[cost = 10]
    fn partner(grid: &Grid, by: Transform, unknown: Color) -> Option<Grid> {
        let symmetry = Isometry::best(&picture(grid, unknown), by, 2)?;
        let color = |row, col| grid.get(symmetry.image(Point::at(row, col))).unwrap_or(grid[(row, col)]);
        Some(grid.like(color))
    }

    /// The grid with cells of the unknown color filled as all symmetries of the rest of the grid demand; undefined if
    /// none of them can be told.
    #[example = "repair_symmetry({1221|3003|3663|1001}, black) = {1221|3663|3663|1221}"]
    #[cost = 6]
    fn repair_symmetry(grid: &Grid, unknown: Color) -> Option<Grid> {
        repaired(grid, unknown)
    }

    /// What the cells of the unknown color hide, as the symmetries of the rest of the grid tell.
    #[example = "symmetry_patch({1221|3003|3663|1221}, black) = {66}"]
    #[cost = 6]
    fn symmetry_patch(grid: &Grid, unknown: Color) -> Option<Grid> {
        patch(grid, &repaired(grid, unknown)?, unknown)
    }

    /// The color of the blocks that hide part of a picture: the one whose cells can all be told from the symmetries of
    /// the rest, or from its periods.
    #[example = "hiding_color({9921|9953|3453|1221}) = maroon"]
    #[cost = 9]
    fn hiding_color(grid: &Grid) -> Option<Color> {
        let counts = grid.color_counts();
        // Of one color alone, everything can be told.
        if counts.iter().filter(|&&count| count > 0).count() < 3 {
            return None;
        }
        let blocks = block_counts(grid);
        let is_hiding = |color: &Color| {
            let (all, in_blocks) = (counts[color.index()], blocks[color.index()]);
            in_blocks > 0 && 4 * in_blocks >= all && 2 * all <= grid.area()
        };
        let candidates: Vec<Color> = Color::ALL.into_iter().filter(is_hiding).collect();
        let by_symmetry =
            |color: &Color| repaired(grid, *color).is_some_and(|repaired| !repaired.cells().contains(color));
        let by_period = |color: &Color| Lattice::find(&picture(grid, *color)).is_some();
        candidates.iter().copied().find(by_symmetry).or_else(|| candidates.iter().copied().find(by_period))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn the_center_may_be_anywhere() {
        let crosses = "{0000000|0003030|0000200|0003030}";
        assert_eq!(value(&format!("complete_symmetry({crosses}, rotate90, black)")).unwrap(), crosses);
        assert_eq!(
            value("complete_symmetry({0000000|0002000|0021200|0002000|0003000}, rotate90, black)").unwrap(),
            "{0003000|0002000|0321230|0002000|0003000}"
        );
        assert_eq!(value("complete_symmetry({00000|12300}, rotate180, black)"), None);
    }

    #[test]
    fn rotations_reach_the_whole_orbit() {
        assert_eq!(value("symmetrize({100|000|000}, rotate90, black)").unwrap(), "{101|000|101}");
        assert_eq!(value("symmetrize({120|000|000}, rotate270, black)").unwrap(), "{121|202|121}");
        // The quarter turn of the only known arm is outside, the next but one is not.
        let arm = "symmetrize_around({00000|34000|00000}, mask{.....|.#...|.....}, rotate90)";
        assert_eq!(value(arm).unwrap(), "{03000|34300|03000}");
    }

    #[test]
    fn a_patch_is_seen_from_any_symmetry() {
        assert_eq!(value("symmetry_patch({1234|2560|3671|4617}, black)").unwrap(), "{6}@(1, 3)");
        assert_eq!(
            value("repair_symmetry({12340|25070|36010|47170|00000}, black)").unwrap(),
            "{12340|25670|36010|47170|00000}"
        );
    }

    #[test]
    fn nothing_to_fill_is_no_obstacle() {
        assert_eq!(value("repair_symmetry({12|34}, black)").unwrap(), "{12|34}");
        assert_eq!(value("symmetry_patch({12|34}, black)"), None);
        assert_eq!(value("symmetrize({12}, identity, black)").unwrap(), "{12}");
    }

    #[test]
    fn what_is_not_symmetric_stays() {
        for text in [
            "symmetrize({12}, rotate90, black)",
            "complete_symmetry({12}, identity, black)",
            "repair_symmetry({00|00}, black)",
            "hiding_color({121})",
            "symmetrize_around({1200}, mask{....}, flip_horizontal)",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
