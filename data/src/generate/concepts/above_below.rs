//! Concepts about: above and below.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "above and below";

    /// Objects on one side of a line get another color.
    fn recolor_beyond_line(task) {
        let [line, common, special] = task.palette();
        let toward = task.direction();
        let program = format!(
            "paint_mask(input, mask_and(has_ahead(input, {toward}, {line}), cells_of(input, {common})), {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = divided(pair, toward, line);
            scatter_blobs(pair, &mut scene, 4..=7, &[common]);
            scene.into_grid()
        })
    }

    /// Everything on one side of a line goes.
    fn erase_beyond_line(task) {
        let line = task.color();
        let toward = task.direction();
        let program = format!("paint_mask(input, has_ahead(input, {toward}, {line}), black)");
        let colors = task.colors_except(3, &[line]);
        Recipe::new(program, move |pair| {
            let mut scene = divided(pair, toward, line);
            scatter_blobs(pair, &mut scene, 4..=8, &colors);
            scene.into_grid()
        })
    }

    /// Objects above a line get one color, those below it another.
    fn color_above_and_below_line(task) {
        let [line, common, upper, lower] = task.palette();
        let program = format!(
            "let line = find(objects(input, mono4), o -> equal(color(o), {line})) in \
             paint_object(recolor_by(input, objects(input, mono4), \
             o -> if less(top(o), top(line)) then {upper} else {lower}), line)"
        );
        Recipe::new(program, move |pair| {
            let mut scene = divided(pair, Direction::Down, line);
            scatter_blobs(pair, &mut scene, 4..=7, &[common]);
            scene.into_grid()
        })
    }

    /// Objects are reflected in a line like in water.
    fn reflect_in_line(task) {
        let line = task.color();
        let toward = task.direction();
        let colors = task.colors_except(3, &[line]);
        let program = format!(
            "let line = find(objects(input, mono4), o -> equal(color(o), {line})) in \
             add_by(input, without(objects(input, mono4), [line]), o -> mirrored_over(o, line))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let middle = middle_line(pair, &mut scene, toward, line);
            let is_before = is_before(toward, middle);
            for _ in 0..pair.int(1..=3) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 2..=6, color);
                let size = sprite.size();
                let end = Point::new(size.height - 1, size.width - 1);
                scene.scatter_where(pair, &sprite, 1, |at| is_before(at) && is_before(at + end));
            }
            scene.into_grid()
        })
    }

    /// Objects cast a shadow in one direction up to the border.
    fn cast_shadow(task) {
        let shade = task.color();
        let toward = task.pick(&Direction::ALL);
        let colors = task.colors_except(3, &[shade]);
        let program = format!(
            "paint_mask(input, mask_minus(sweep(figure(input), {toward}), figure(input)), {shade})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            scatter_blobs(pair, &mut scene, 2..=4, &colors);
            scene.into_grid()
        })
    }

    /// Only the object that reaches furthest in one direction stays.
    fn keep_foremost_object(task) {
        let toward = task.direction();
        let program = format!(
            "let l = objects(input, mono4) in draw_object(find(l, o -> equal(order_toward(l, o, {toward}), 0)))"
        );
        Recipe::new(program, move |pair| {
            let (size, count) = (pair.size(8..=16), pair.int(3..=5));
            let colors: Vec<Color> = (0..count).map(|_| pair.color()).collect();
            one_foremost(pair, size, toward, &colors)
        })
    }

    /// The answer is the color of the object that lies furthest to one side.
    fn color_of_outermost_object(task) {
        let (toward, chosen) = task.pick(&[
            (Direction::Up, "arg_min(l, o -> top(o))"),
            (Direction::Down, "arg_max(l, o -> bottom(o))"),
            (Direction::Left, "arg_min(l, o -> leftmost(o))"),
            (Direction::Right, "arg_max(l, o -> rightmost(o))"),
        ]);
        let program = format!("single(color({}))", chosen.replace("(l,", "(objects(input, mono4),"));
        let palette = task.colors(4);
        Recipe::new(program, move |pair| {
            let (size, count) = (pair.size(7..=13), pair.int(2..=4));
            let colors = pair.picks(&palette, count);
            one_foremost(pair, size, toward, &colors)
        })
    }

    /// Each dot of one color gets a cap next to it, always on the same side.
    fn cap_on_marked_dots(task) {
        let [mark, cap] = task.palette();
        let toward = task.pick(&Direction::ALL);
        let others = task.colors_except(2, &[mark, cap]);
        let program = format!("paint_mask(input, adjacent(cells_of(input, {mark}), one_way({toward})), {cap})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let (marks, rest) = (pair.int(2..=5), pair.int(1..=2));
            for (color, count) in [(mark, marks), (others[0], rest), (others[1], rest)] {
                for _ in 0..count {
                    scene.scatter_inside(pair, &shapes::dot(color));
                }
            }
            scene.into_grid()
        })
    }

    /// Of each stack of bricks only the brick on top keeps its color.
    fn recolor_below_the_top(task) {
        let [brick, buried] = task.palette();
        let program = format!("paint_mask(input, shift(cells_of(input, {brick}), down), {buried})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(6..=14));
            let size = scene.size();
            for col in 0..size.width {
                let height = pair.int(0..=size.height as usize - 2);
                if pair.chance(60) {
                    lines::segment(&mut scene, Point::new(size.height - 1, col), Direction::Up, height, brick);
                }
            }
            scene.into_grid()
        })
    }

    /// Objects change color in one half of the picture only.
    fn recolor_in_one_half(task) {
        let [common, special] = task.palette();
        let (plane, side) = (task.pick(&["vertical_side", "horizontal_side"]), task.pick(&["-1", "1"]));
        let program = format!(
            "choose(look_up([{plane}(input), color_index(input)], [[{side}, {}, 1]], 0), \
             [input, fill_like(input, {special})])",
            common.index()
        );
        let other = task.color_except(&[common, special]);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            scatter_blobs(pair, &mut scene, 3..=7, &[common]);
            scatter_blobs(pair, &mut scene, 1..=3, &[common, other]);
            scene.into_grid()
        })
    }

    /// The edge of each object on one side gets another color.
    fn color_one_edge_of_objects(task) {
        let special = task.color();
        let palette = task.colors_except(3, &[special]);
        let plane = task.pick(&["own_row", "own_row_from_bottom", "own_col", "own_col_from_right"]);
        let program = format!(
            "choose(look_up([{plane}(input, mono4)], [[0, 1]], 0), [input, fill_like(input, {special})])"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            for _ in 0..pair.int(2..=4) {
                let (color, size) = (pair.pick(&palette), pair.size(2..=5));
                let blob = shapes::blob(pair, 4..=9, color);
                let sprite = if pair.chance(50) { shapes::block(size, color) } else { blob };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Free cells that have something above and something below, or on both sides, are filled.
    fn fill_free_cells_in_between(task) {
        let filling = task.color();
        let palette = task.colors_except(3, &[filling]);
        let along = task.pick(&[Direction::Down, Direction::Right]);
        let program = format!(
            "paint_mask(input, mask_and(in_between(input, {along}), cells_of(input, black)), {filling})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            scatter_blobs(pair, &mut scene, 2..=4, &palette);
            scene.into_grid()
        })
    }
}

/// A scene with a line across it, at right angles to a direction, somewhere in the middle third.
fn divided(pair: &mut Sampler, toward: Direction, line: Color) -> Scene {
    let mut scene = Scene::blank(pair.size(10..=18));
    let size = scene.size();
    if matches!(toward, Direction::Up | Direction::Down) {
        let row = pair.int(size.height as usize / 3..=size.height as usize * 2 / 3);
        lines::row(&mut scene, row, line);
    } else {
        let col = pair.int(size.width as usize / 3..=size.width as usize * 2 / 3);
        lines::column(&mut scene, col, line);
    }
    scene
}

/// Paints a line at right angles to a direction, at the middle or one off it; returns its row or column.
fn middle_line(pair: &mut Sampler, scene: &mut Scene, toward: Direction, line: Color) -> i32 {
    let size = scene.size();
    let off = pair.int(0..=1);
    if matches!(toward, Direction::Up | Direction::Down) {
        let row = size.height as usize / 2 - off;
        lines::row(scene, row, line);
        row as i32
    } else {
        let col = size.width as usize / 2 - off;
        lines::column(scene, col, line);
        col as i32
    }
}

/// Whether a point lies before a line in a direction.
fn is_before(toward: Direction, line: i32) -> impl Fn(Point) -> bool {
    move |at| match toward {
        Direction::Down => at.row < line,
        Direction::Up => at.row > line,
        Direction::Right => at.col < line,
        _ => at.col > line,
    }
}

fn scatter_blobs(pair: &mut Sampler, scene: &mut Scene, count: std::ops::RangeInclusive<usize>, colors: &[Color]) {
    for _ in 0..pair.int(count) {
        let color = pair.pick(colors);
        let sprite = shapes::blob(pair, 2..=6, color);
        scene.try_scatter(pair, &sprite);
    }
}

/// A scene of blobs, one of which reaches further in a direction than all others.
fn one_foremost(pair: &mut Sampler, size: Size, toward: Direction, colors: &[Color]) -> Option<Grid> {
    let mut scene = Scene::blank(size);
    let mut reaches = Vec::new();
    for &color in colors {
        let sprite = shapes::blob(pair, 2..=7, color);
        let at = scene.scatter(pair, &sprite)?;
        let end = at + Point::new(sprite.height() as i32, sprite.width() as i32);
        reaches.push(match toward {
            Direction::Up => -at.row,
            Direction::Down => end.row,
            Direction::Left => -at.col,
            _ => end.col,
        });
    }
    reaches.sort_unstable();
    let count = reaches.len();
    if count > 1 && reaches[count - 1] == reaches[count - 2] { None } else { scene.into_grid() }
}
