//! Concepts about: complete shape.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "complete shape";

    /// Frames with gaps are closed.
    fn close_broken_frames(task) {
        let count = task.int(2..=3);
        Recipe::new("replace_by(input, objects(input, by_color), o -> box_edge(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for color in pair.colors(count) {
                let (size, gaps) = (pair.size(4..=8), pair.int(2..=6));
                let sprite = broken_frame(pair, size, gaps, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The rectangle between four dots at its corners is filled.
    fn fill_between_four_corners(task) {
        let [dot, filling] = task.palette();
        let program = format!("paint_mask(input, rectangles_inside(cells_of(input, {dot})), {filling})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(1..=3) {
                let size = Size::new(pair.int(3..=7) as i32, pair.int(3..=7) as i32);
                let sprite = corners(size, dot);
                scene.scatter(pair, &sprite);
            }
            for _ in 0..pair.int(0..=2) {
                scene.try_scatter(pair, &shapes::dot(dot));
            }
            scene.into_grid()
        })
    }

    /// What an object lacks to be a rectangle is added in another color.
    fn add_what_box_lacks(task) {
        let [common, added] = task.palette();
        let kind = task.int(0..=2);
        let program =
            format!("paint_objects(input, map(objects(input, mono8), o -> recolor(gaps(o), {added})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=18));
            for _ in 0..pair.int(2..=5) {
                let sprite = match kind {
                    0 => shapes::corner(pair, 2..=4, common),
                    1 => bitten(pair, common),
                    _ => shapes::letter_like(pair, common),
                };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Marked fragments are completed like the one whole object that has all marks.
    fn complete_fragments_like_template(task) {
        let keep = task.chance(60);
        let body = task.color();
        let palette = task.colors_except(4, &[body]);
        let is_turned = task.chance(40);
        Recipe::new(format!("complete_templates(input, {keep})"), move |pair| {
            let marks = pair.picks(&palette, 3);
            let sprite = marked_figure(pair, body, &marks);
            let mut scene = Scene::blank(pair.size(13..=20));
            scene.scatter_inside(pair, &sprite);
            for _ in 0..pair.int(1..=2) {
                let by = if is_turned { pair.transform() } else { Transform::Identity };
                let image = sprite.transform(by);
                let at = scene.scatter_inside(pair, &image)?;
                for ((row, col), color) in image.indexed() {
                    if color == body {
                        scene.dot(at + Point::new(row as i32, col as i32), Color::Black);
                    }
                }
            }
            scene.into_grid()
        })
    }

    /// What lies between the first and the last cell of a color in a line is filled.
    fn fill_between_first_and_last(task) {
        let [outline, filling] = task.palette();
        let along = task.pick(&["right", "down"]);
        let program = format!(
            "let m = cells_of(input, {outline}) in paint_mask(input, mask_minus(span(m, {along}), m), {filling})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(7..=14);
            let mut scene = Scene::blank(size);
            for row in 0..size.height {
                // Two cells in most rows or columns, and now and then only one.
                let length = if along == "right" { size.width } else { size.height };
                let other = if along == "right" { size.height } else { size.width };
                if row >= other || pair.chance(55) {
                    continue;
                }
                let count = if pair.chance(20) { 1 } else { 2 };
                for at in pair.distinct(0..=length as usize - 1, count) {
                    let at = at as i32;
                    scene.dot(if along == "right" { Point::new(row, at) } else { Point::new(at, row) }, outline);
                }
            }
            scene.into_grid()
        })
    }

    /// The free cells of the smallest rectangle around all cells of one color are filled.
    fn fill_box_of_color(task) {
        let [dot, filling] = task.palette();
        let others = task.colors_except(2, &[dot, filling]);
        let program = format!(
            "paint_mask(input, mask_and(in_color_box(input, {dot}), cells_of(input, black)), {filling})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let frame = scene.size();
            let count = pair.int(3..=5);
            let (half, at) = (Size::new(frame.height * 2 / 3, frame.width * 2 / 3), pair.point(Size::new(3, 3)));
            for _ in 0..count {
                let point = at + pair.point(half);
                scene.dot(point, dot);
            }
            for _ in 0..pair.int(5..=12) {
                let color = pair.pick(&others);
                scene.try_scatter(pair, &shapes::dot(color));
            }
            scene.into_grid()
        })
    }

    /// Figures that have lost some cells become symmetric again.
    fn mend_symmetric_figures(task) {
        let flip = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Rotate180]);
        let count = task.int(1..=3);
        let program = format!("replace_by(input, objects(input, mono8), o -> complete_object(o, {flip}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for _ in 0..count {
                let (side, color) = (pair.int(4..=6), pair.color());
                let mut sprite = shapes::symmetric(pair, side, flip, color);
                nibble(pair, &mut sprite, 2);
                scene.scatter_inside(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// A figure made of several colors is completed so that it looks the same after quarter turns.
    fn complete_rosette(task) {
        let colors = task.colors(4);
        Recipe::new("complete_symmetry(input, rotate90, black)", move |pair| {
            let side = pair.int(4..=7);
            let size = Size::new(side as i32, side as i32);
            let count = pair.int(2..=4);
            let colors = pair.picks(&colors, count);
            let under = [Transform::Rotate90, Transform::FlipHorizontal];
            let under = &under[..pair.int(1..=2)];
            let mut figure = textures::symmetric(pair, side, under, &colors);
            // Cells at the corners may be missing from the whole figure.
            if pair.chance(60) {
                for at in [(0, 0), (0, side - 1), (side - 1, 0), (side - 1, side - 1)] {
                    figure[at] = Color::Black;
                }
            }
            let holes = Size::new(pair.int(1..=size.height as usize / 2) as i32, pair.int(1..=side - 2) as i32);
            let whole = extent(&figure);
            noise::cover(pair, &mut figure, holes, Color::Black);
            if extent(&figure) != whole {
                return None;
            }
            let mut scene = Scene::blank(pair.size(10..=16));
            scene.scatter_inside(pair, &figure);
            scene.into_grid()
        })
    }

    /// Half pictures are completed by their mirror image on the empty half.
    fn mirror_onto_empty_half(task) {
        let side = task.direction();
        let shown = task.colors(3);
        let program = format!("unfold(half(input, {side}), {})", side.opposite());
        Recipe::new(program, move |pair| {
            let size = Size::new(2 * pair.int(2..=6) as i32, 2 * pair.int(2..=6) as i32);
            let (color, percent) = (pair.pick(&shown), pair.int(30..=60));
            let mut grid = textures::sparse(pair, size, percent, color);
            let other = pair.pick(&shown);
            noise::salt(pair, &mut grid, 3, other);
            let middle = Point::new(size.height / 2, size.width / 2);
            for row in 0..size.height {
                for col in 0..size.width {
                    let is_kept = match side {
                        Direction::Up => row < middle.row,
                        Direction::Down => row >= middle.row,
                        Direction::Right => col >= middle.col,
                        _ => col < middle.col,
                    };
                    if !is_kept {
                        grid.set(Point::new(row, col), Color::Black);
                    }
                }
            }
            Some(grid)
        })
    }

    /// Loose pieces are put into the holes that have their shape.
    fn pieces_into_their_holes(task) {
        let block = task.color();
        let palette = task.colors_except(3, &[block]);
        Recipe::new("fit_pieces(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(13..=20));
            let count = pair.int(1..=2);
            for cells in pair.distinct(2..=6, count) {
                let color = pair.pick(&palette);
                let piece = shapes::blob_of(pair, cells, color);
                let size = Size::new(piece.height() as i32 + 2, piece.width() as i32 + 2);
                let mut sprite = shapes::block(size, block);
                for ((row, col), _) in piece.indexed().filter(|&(_, cell)| cell != Color::Black) {
                    sprite.set(Point::new(row as i32 + 1, col as i32 + 1), Color::Black);
                }
                scene.scatter(pair, &sprite);
                scene.scatter(pair, &piece);
            }
            scene.into_grid()
        })
    }

    /// A bridge fills the space between the two objects.
    fn bridge_between_two_objects(task) {
        let bridge = task.color();
        let palette = task.colors_except(3, &[bridge]);
        let program = format!(
            "let l = objects(input, mono4) in paint_object(input, recolor(between(first(l), last(l)), {bridge}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let sizes = [pair.size(2..=5), pair.size(2..=5)];
            let colors = [pair.pick(&palette), pair.pick(&palette)];
            let at = scene.scatter(pair, &shapes::block(sizes[0], colors[0]))?;
            let (one, other) = (sizes[0], sizes[1]);
            scene.scatter_where(pair, &shapes::block(other, colors[1]), 2, |to| {
                let shares_rows = to.row < at.row + one.height && at.row < to.row + other.height;
                let shares_cols = to.col < at.col + one.width && at.col < to.col + other.width;
                shares_rows != shares_cols
            });
            scene.into_grid()
        })
    }
}

/// A frame without some cells, none of which is a corner.
fn broken_frame(pair: &mut Sampler, size: Size, gaps: usize, color: Color) -> Grid {
    let mut sprite = shapes::frame(size, color);
    let (last_row, last_col) = (sprite.height() - 1, sprite.width() - 1);
    let is_corner = |row, col| (row == 0 || row == last_row) && (col == 0 || col == last_col);
    let edge: Vec<(usize, usize)> = sprite
        .indexed()
        .filter(|&((row, col), cell)| cell == color && !is_corner(row, col))
        .map(|(at, _)| at)
        .collect();
    for at in pair.picks(&edge, gaps.min(edge.len() / 2)) {
        sprite[at] = Color::Black;
    }
    sprite
}

/// Only the corners of a rectangle.
fn corners(size: Size, color: Color) -> Grid {
    let block = shapes::block(size, color);
    let (last_row, last_col) = (block.height() - 1, block.width() - 1);
    block.like(|row, col| if row % last_row == 0 && col % last_col == 0 { color } else { Color::Black })
}

/// A block with a rectangle bitten out of one corner.
fn bitten(pair: &mut Sampler, color: Color) -> Grid {
    let size = pair.size(3..=5);
    let mut sprite = shapes::block(size, color);
    let bite = Size::new(pair.int(1..=size.height as usize - 1) as i32, pair.int(1..=size.width as usize - 1) as i32);
    for row in 0..bite.height {
        for col in 0..bite.width {
            sprite.set(Point::new(row, col), Color::Black);
        }
    }
    sprite.transform(pair.transform())
}

/// A connected figure of one color that carries some single marks of other colors.
fn marked_figure(pair: &mut Sampler, body: Color, marks: &[Color]) -> Grid {
    let mut sprite = shapes::blob(pair, 6..=10, body);
    let cells: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] == body).collect();
    for (cell, &mark) in pair.picks(&cells, marks.len()).into_iter().zip(marks) {
        sprite.cells_mut()[cell] = mark;
    }
    sprite
}

/// Takes some cells of one row or column half away.
fn nibble(pair: &mut Sampler, sprite: &mut Grid, count: usize) {
    let set: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] != Color::Black).collect();
    for cell in pair.picks(&set, count) {
        sprite.cells_mut()[cell] = Color::Black;
    }
}

/// Where the cells but the black ones begin and how far they reach.
fn extent(figure: &Grid) -> Option<(Point, Size)> {
    figure.map(|cell| cell != Color::Black).bounds()
}
