//! Templates: a complete pattern tells how its partial copies go on.
//!
//! Objects here are 8-connected cells of any color but the background. A *template* is an object of several colors; its
//! main color is the most common one. The field's puzzles mark where a copy goes by the other colors alone (*anchors*),
//! by a fragment, or by a plain copy of the shape.

use crate::perception::components;
use crate::primitives::support::colors::background_of;
use crate::primitives::support::floods::sealed;
use crate::values::{Color, Grid, Mask, Object, Point, Transform, bounds};

/// Cells of a pattern, relative to some origin.
type Cells = Vec<(Point, Color)>;

/// Most objects of a scene that is looked through for templates; a scene of more is noise.
const MAX_OBJECTS: usize = 80;

/// Most templates that are tried; the largest count.
const MAX_TEMPLATES: usize = 4;

/// Most places where one turned template may have a cell in common with the scene.
const MAX_WAYS: usize = 400;

/// The objects of a scene as point lists; `None` if there are too many.
fn scene_objects(grid: &Grid, diagonal: bool) -> Option<Vec<Cells>> {
    let ground = background_of(grid);
    let groups = components(grid, diagonal, |a, b| a != ground && b != ground);
    if groups.len() > MAX_OBJECTS {
        return None;
    }
    groups
        .into_iter()
        .map(|mut points| {
            points.sort();
            points.into_iter().map(|point| Some((point, grid.get(point)?))).collect()
        })
        .collect()
}

/// The most common color of some cells, the lowest at a tie.
fn main_color(cells: &[(Point, Color)]) -> Option<Color> {
    let count = |color: &Color| cells.iter().filter(|(_, own)| own == color).count();
    Color::ALL.into_iter().rev().max_by_key(count)
}

fn is_mono(cells: &[(Point, Color)]) -> bool {
    cells.iter().all(|&(_, color)| color == cells[0].1)
}

/// A pattern turned or mirrored, in order.
fn transformed(cells: &[(Point, Color)], transform: Transform) -> Option<Cells> {
    let (at, size) = bounds(cells.iter().map(|&(point, _)| point))?;
    let mut image: Cells = cells.iter().map(|&(point, color)| (transform.apply(point - at, size), color)).collect();
    image.sort();
    Some(image)
}

/// Whether the standing part of a pattern tells that the rest belongs there: it has several colors, or all cells of
/// one. A single cell tells nothing of a pattern that is not upright.
fn tells_place(pattern: &[(Point, Color)], standing: &[(Point, Color)], is_upright: bool) -> bool {
    let Some(&(_, color)) = standing.first() else { return false };
    let is_whole_color = pattern.iter().filter(|cell| cell.1 == color).count() == standing.len();
    let is_anchor = is_whole_color && (standing.len() > 1 || is_upright && main_color(pattern) != Some(color));
    is_anchor || !is_mono(standing)
}

/// The displacements of a pattern that bring one of its cells onto a mark of the same color, in order.
fn ways(marks: &[(Point, Color)], pattern: &[(Point, Color)]) -> Vec<Point> {
    let onto = |&(mark, color): &(Point, Color)| {
        pattern.iter().filter(move |cell| cell.1 == color).map(move |cell| mark - cell.0)
    };
    let mut ways: Vec<Point> = marks.iter().flat_map(onto).collect();
    ways.sort();
    ways.dedup();
    ways
}

/// The cells of a pattern relative to its first cell in row-major order, without colors.
fn outline_of(cells: &[(Point, Color)]) -> Vec<Point> {
    cells.iter().map(|&(point, _)| point - cells[0].0).collect()
}

/// The largest templates of a scene, in falling order of size.
fn templates(objects: &[Cells]) -> Vec<&Cells> {
    let mut templates: Vec<&Cells> = objects.iter().filter(|cells| !is_mono(cells)).collect();
    templates.sort_by_key(|cells| std::cmp::Reverse(cells.len()));
    templates.truncate(MAX_TEMPLATES);
    templates
}

/// A scene while copies are added.
struct Completion<'a> {
    grid: &'a Grid,
    ground: Color,
    drawn: Grid,
    /// Cells that are part of a template or of a copy and mark no further one.
    used: Mask,
}

impl<'a> Completion<'a> {
    fn new(grid: &'a Grid) -> Self {
        Completion { grid, ground: background_of(grid), drawn: grid.clone(), used: grid.map(|_| false) }
    }

    fn use_up(&mut self, cells: &[(Point, Color)], way: Point) {
        cells.iter().for_each(|&(point, _)| self.used.set(point + way, true));
    }

    /// Whether all cells, moved, are unused cells of the scene in their color.
    fn is_marked(&self, cells: &[(Point, Color)], way: Point) -> bool {
        cells.iter().all(|&(point, color)| {
            self.grid.get(point + way) == Some(color) && self.used.get(point + way) == Some(false)
        })
    }

    /// Whether the cells, moved, lie on background or on their own color, and some in the scene are still missing.
    fn is_missing(&self, cells: &[(Point, Color)], way: Point) -> bool {
        let mut missing = 0;
        cells.iter().all(|&(point, color)| match self.grid.get(point + way) {
            Some(old) if old == self.ground => {
                missing += 1;
                true
            }
            Some(old) => old == color,
            None => true,
        }) && missing > 0
    }

    /// Whether an object is a proper part of a copy of a pattern for which there is room.
    fn is_fragment(&self, object: &[(Point, Color)], pattern: &[(Point, Color)]) -> bool {
        ways(&object[..1], pattern).into_iter().any(|way| {
            let is_part = |&(point, color): &(Point, Color)| pattern.binary_search(&(point - way, color)).is_ok();
            object.len() < pattern.len() && object.iter().all(is_part) && self.is_missing(pattern, way)
        })
    }

    fn draw(&mut self, cells: &[(Point, Color)], way: Point) {
        cells.iter().for_each(|&(point, color)| self.drawn.set(point + way, color));
        self.use_up(cells, way);
    }

    /// The scene with the copies; without the templates unless they are kept.
    fn finish(mut self, templates: &[&Cells], keep: bool) -> Grid {
        if !keep {
            for &(point, _) in templates.iter().copied().flatten() {
                self.drawn.set(point, self.ground);
            }
        }
        self.drawn
    }

    /// Completes a template at every set of its anchors, in all turned and mirrored ways, and counts the copies.
    fn copy_at_anchors(&mut self, template: &[(Point, Color)], main: Color) -> Option<usize> {
        let mut copies = 0;
        for transform in Transform::ALL {
            let image = transformed(template, transform)?;
            let (body, anchors): (Cells, Cells) = image.into_iter().partition(|&(_, color)| color == main);
            // A single anchor does not tell the way to turn.
            if anchors.len() == 1 && transform != Transform::Identity {
                break;
            }
            let &(first, color) = anchors.first()?;
            for ((row, col), _) in self.grid.indexed().filter(|&(_, own)| own == color) {
                let way = Point::at(row, col) - first;
                if self.is_marked(&anchors, way) && self.is_missing(&body, way) {
                    self.draw(&body, way);
                    self.use_up(&anchors, way);
                    copies += 1;
                }
            }
        }
        Some(copies)
    }
}

primitives! {
    family "templates";

    /// Completes templates at their anchors: wherever the cells of an object that do not have its main color occur once
    /// more, possibly turned or mirrored if they are several, the rest of the object is painted. Templates stay or are
    /// erased.
    #[example = "complete_templates({13200|03000|00000|10200|00000}, true) = {13200|03000|00000|13200|03000}"]
    #[cost = 7]
    fn complete_templates(grid: &Grid, keep: bool) -> Option<Grid> {
        let objects = scene_objects(grid, true)?;
        let mut completion = Completion::new(grid);
        let mut copied = Vec::new();
        for template in templates(&objects) {
            // What a larger template has completed is a copy.
            if !completion.is_marked(template, Point::default()) {
                continue;
            }
            completion.use_up(template, Point::default());
            let main = main_color(template)?;
            let mut copies = completion.copy_at_anchors(template, main)?;
            if copies == 0 {
                // Marks that happen to touch the template do not belong to it.
                let (at, size) = bounds(template.iter().filter(|cell| cell.1 == main).map(|cell| cell.0))?;
                let inner: Cells = template.iter().copied().filter(|cell| size.contains(cell.0 - at)).collect();
                let is_smaller = inner.len() < template.len() && !is_mono(&inner);
                copies = if is_smaller { completion.copy_at_anchors(&inner, main)? } else { 0 };
            }
            if copies > 0 {
                copied.push(template);
            }
        }
        Some(completion.finish(&copied, keep))
    }

    /// Completes fragments: wherever cells of two colors, or all cells of one, stand as in
    /// an object of several colors, possibly turned or mirrored, and the rest is background, the whole object is
    /// painted. The match of most cells comes first.
    #[example = "complete_fragments({12100|33300|00000|01000|00030}) = {12100|33300|00000|01210|03330}"]
    #[cost = 7]
    fn complete_fragments(grid: &Grid) -> Option<Grid> {
        let objects = scene_objects(grid, true)?;
        let mut completion = Completion::new(grid);
        let mut images: Vec<Cells> = Vec::new();
        for template in templates(&objects) {
            if images.iter().any(|image| completion.is_fragment(template, image)) {
                continue;
            }
            completion.use_up(template, Point::default());
            for transform in Transform::ALL {
                images.push(transformed(template, transform)?);
            }
        }
        let unused = |&(point, _): &(Point, Color)| completion.used.get(point) == Some(false);
        let marks: Cells = objects.iter().flatten().copied().filter(unused).collect();
        let mut matches: Vec<(usize, usize, Point)> = Vec::new();
        for (number, image) in images.iter().enumerate() {
            let ways = ways(&marks, image);
            if ways.len() > MAX_WAYS {
                return None;
            }
            for way in ways.into_iter().filter(|&way| completion.is_missing(image, way)) {
                let stands = |&&(point, color): &&(Point, Color)| grid.get(point + way) == Some(color);
                let standing: Cells = image.iter().filter(stands).copied().collect();
                let is_upright = number % Transform::ALL.len() == 0;
                if tells_place(image, &standing, is_upright) {
                    matches.push((standing.len(), number, way));
                }
            }
        }
        matches.sort_by_key(|&(count, number, way)| (std::cmp::Reverse(count), number, way));
        for (_, number, way) in matches {
            let image = &images[number];
            if image.iter().all(|&(point, _)| completion.used.get(point + way) != Some(true)) {
                completion.draw(image, way);
            }
        }
        Some(completion.drawn)
    }

    /// Completes templates at an anchor of any size: the object with the most cells per anchor cell is drawn again at
    /// every other object that has the anchor color, enlarged as its anchor, a square, is, and in that object's other
    /// color.
    #[example = "complete_scaled({33100|00000|04411|04411}) = {33100|00000|44411|44411}"]
    #[cost = 8]
    fn complete_scaled(grid: &Grid) -> Option<Grid> {
        let objects = scene_objects(grid, true)?;
        if objects.len() < 2 {
            return None;
        }
        // The anchor color is the one color in all objects.
        let is_shared = |color: &Color| objects.iter().all(|cells| cells.iter().any(|(_, own)| own == color));
        let mut shared = Color::ALL.into_iter().filter(is_shared);
        let (anchor, None) = (shared.next()?, shared.next()) else { return None };
        let anchors: Option<Vec<(Point, i32)>> = objects
            .iter()
            .map(|cells| {
                let square: Vec<Point> = cells.iter().filter(|cell| cell.1 == anchor).map(|cell| cell.0).collect();
                let (at, size) = bounds(square.iter().copied())?;
                (size.height == size.width && size.area() as usize == square.len()).then_some((at, size.height))
            })
            .collect();
        let anchors = anchors?;
        let units = |index: &usize| objects[*index].len() as i32 / anchors[*index].1.pow(2);
        let model = (0..objects.len()).rev().max_by_key(units)?;
        let (origin, unit) = anchors[model];
        let mut drawn = grid.clone();
        for (cells, &(at, side)) in objects.iter().zip(&anchors) {
            let color = cells.iter().map(|cell| cell.1).find(|&color| color != anchor)?;
            if side % unit != 0 {
                continue;
            }
            let factor = side / unit;
            for &(point, _) in objects[model].iter().filter(|cell| cell.1 != anchor) {
                let corner = at + (point - origin) * factor;
                for row in 0..factor {
                    for col in 0..factor {
                        drawn.set(corner + Point::new(row, col), color);
                    }
                }
            }
        }
        Some(drawn)
    }

    /// Paints the pattern of each object of several colors onto the objects of one color that have the same shape; the
    /// patterns stay or are erased. Objects are 4-connected here.
    #[example = "copy_patterns({12000|34055|00055}, true) = {12000|34012|00034}"]
    #[cost = 7]
    fn copy_patterns(grid: &Grid, keep: bool) -> Option<Grid> {
        let objects = scene_objects(grid, false)?;
        let templates = templates(&objects);
        let mut completion = Completion::new(grid);
        let mut copied = Vec::new();
        for target in objects.iter().filter(|cells| is_mono(cells)) {
            let shape = outline_of(target);
            let template = templates.iter().find(|cells| cells.len() == shape.len() && outline_of(cells) == shape);
            if let Some(&template) = template {
                completion.draw(template, target[0].0 - template[0].0);
                copied.push(template);
            }
        }
        Some(completion.finish(&copied, keep))
    }

    /// Moves objects into the enclosed background regions of exactly their shape.
    #[example = "fit_pieces({111002|101000|111000}) = {111000|121000|111000}"]
    #[cost = 10]
    fn fit_pieces(grid: &Grid) -> Option<Grid> {
        let ground = background_of(grid);
        let holes = sealed(&grid.map(|color| color == ground), false);
        let hole_grid = grid.zip(&holes, |_, is_hole| if is_hole { Color::Blue } else { Color::Black })?;
        let holes = components(&hole_grid, false, |a, b| a == b && a == Color::Blue);
        let pieces = components(grid, false, |a, b| a == b && a != ground);
        if holes.len() + pieces.len() > MAX_OBJECTS {
            return None;
        }
        let mut pieces: Vec<Object> =
            pieces.iter().filter_map(|points| Object::from_points(grid, ground, points)).collect();
        let mut fitted = grid.clone();
        for hole in holes {
            let (at, size) = bounds(hole.iter().copied())?;
            let fits = |piece: &Object| {
                piece.size() == size
                    && piece.count() == hole.len()
                    && hole.iter().all(|&point| piece.cells().get(point - at).flatten().is_some())
            };
            // Of several that fit, a color that occurs in many places rather belongs to the ground.
            let alike = |piece: &Object| pieces.iter().filter(|other| other.color() == piece.color()).count();
            let fitting = (0..pieces.len()).filter(|&index| fits(&pieces[index]));
            if let Some(index) = fitting.min_by_key(|&index| alike(&pieces[index])) {
                let piece = pieces.remove(index);
                piece.erase_from(&mut fitted);
                piece.moved(at - piece.position()).paint_on(&mut fitted);
            }
        }
        Some(fitted)
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn anchors_turn_the_template() {
        // The anchors stand the other way around, below each other.
        assert_holds(
            "complete_templates({13200|03000|00000|00001|00000|00002}, false) = \
             {00000|00000|00000|00001|00033|00002}",
        );
        assert_holds("complete_templates({13200|03000|00000|10000|00000}, true) = {13200|03000|00000|10000|00000}");
        assert_holds("complete_templates({3300|3100|0000|0001}, true) = {3300|3100|0033|0031}");
    }

    #[test]
    fn copies_need_background() {
        assert_holds("complete_templates({13320|00000|10020}, true) = {13320|00000|13320}");
        assert_holds("complete_templates({13320|00000|14020}, true) = {13320|00000|14020}");
    }

    #[test]
    fn fragments_are_never_whole_templates() {
        assert_holds("complete_fragments({1210|3330|0000|1210|3330}) = {1210|3330|0000|1210|3330}");
        assert_holds("complete_fragments({120000|333000|000000|000021|000000}) = {120000|333000|000333|000021|000000}");
    }

    #[test]
    fn patterns_go_to_equal_shapes_only() {
        assert_holds("copy_patterns({1200|0055|0000|5000}, true) = {1200|0012|0000|5000}");
        assert_holds("copy_patterns({1200|0055|0000|5000}, false) = {0000|0012|0000|5000}");
        assert_holds("copy_patterns({1200|0005}, true) = {1200|0005}");
        assert_holds("complete_scaled({1110|1010|1110}) = undefined");
        assert_holds("fit_pieces({11100|10120|11100}) = {11100|12100|11100}");
        assert_holds("fit_pieces({11102|10102|11100}) = {11102|10102|11100}");
    }
}
