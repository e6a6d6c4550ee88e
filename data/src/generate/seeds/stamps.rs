//! Seeds about: stamps and templates.

use std::sync::Arc;

use arc_dsl::{Color, Grid, Point, Size, Transform, Value};

use crate::generate::parts::{Scene, noise, shapes, textures};
use crate::generate::{Recipe, Sampler};
use crate::seeds;

seeds! {
    group "stamps and templates";

    /// A fixed sign is stamped on every dot.
    fn stamp_sign_on_dots(task) {
        let dot = task.color();
        let sign = sign(task, dot);
        let program = format!("stamp(input, {}, cells_of(input, {dot}))", literal(&sign));
        Recipe::new(program, move |pair| {
            let count = pair.int(1..=3);
            dotted(pair, 9..=15, &[(dot, count)], 3)
        })
    }

    /// Dots of two colors get rays of one cell: one color straight ones, the other diagonal ones.
    fn two_kinds_of_stars(task) {
        let [one, other, straight, diagonal, bare] = task.palette();
        let program = format!(
            "paint_mask(paint_mask(input, adjacent(cells_of(input, {one}), ways_around(true, false)), {straight}), \
             adjacent(cells_of(input, {other}), ways_around(false, true)), {diagonal})"
        );
        let has_bare = task.chance(50);
        Recipe::new(program, move |pair| {
            let counts = [pair.int(1..=2), pair.int(1..=2), usize::from(has_bare)];
            dotted(pair, 9..=14, &[(one, counts[0]), (other, counts[1]), (bare, counts[2])], 3)
        })
    }

    /// Every dot gets a frame around it.
    fn frame_around_dots(task) {
        let [dot, frame, bare] = task.palette();
        let program = format!("paint_mask(input, halo(cells_of(input, {dot}), true), {frame})");
        Recipe::new(program, move |pair| {
            let counts = [pair.int(1..=3), pair.int(0..=2)];
            dotted(pair, 8..=14, &[(dot, counts[0]), (bare, counts[1])], 3)
        })
    }

    /// Every dot gets arms of a fixed length.
    fn arms_of_dots(task) {
        let [dot, arm] = task.palette();
        let length = task.int(2..=4);
        let ways = task.pick(&[
            "ways_around(true, false)",
            "ways_around(false, true)",
            "both_ways(left)",
            "both_ways(up)",
        ]);
        let program = format!("paint_mask(input, arms(cells_of(input, {dot}), {ways}, {length}), {arm})");
        Recipe::new(program, move |pair| {
            let count = pair.int(1..=2);
            dotted(pair, 10..=17, &[(dot, count)], 5)
        })
    }

    /// The one figure is repeated around every dot, in the color of the dot.
    fn figure_around_dots(task) {
        let color = task.color();
        let program = "let f = arg_max(objects(input, multi8), o -> area(o)) in \
                       stamp_shape(input, isolated(input), shape(f))";
        Recipe::new(program, move |pair| {
            let side = pair.pick(&[Transform::Rotate90, Transform::FlipHorizontal, Transform::Transpose]);
            let figure = shapes::symmetric(pair, 3, side, color);
            let mut scene = Scene::blank(pair.size(11..=17));
            scene.scatter_inside(pair, &figure);
            for _ in 0..pair.int(1..=3) {
                let dot = shapes::dot(pair.color_except(&[color]));
                let frame = scene.size();
                scene.scatter_where(pair, &dot, 3, |at| {
                    at.row > 1 && at.col > 1 && at.row + 2 < frame.height && at.col + 2 < frame.width
                });
            }
            scene.into_grid()
        })
    }

    /// Wherever the marks of a template occur again, perhaps turned, the rest of it is added.
    fn complete_turned_templates(task) {
        let body = task.color();
        let is_kept = task.chance(70);
        Recipe::new(format!("complete_templates(input, {is_kept})"), move |pair| {
            let marks = pair.colors_except(2, &[body]);
            let mut sprite = shapes::letter_like(pair, body);
            let cells: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] == body).collect();
            for (cell, &mark) in pair.picks(&cells, 2).into_iter().zip(&marks) {
                sprite.cells_mut()[cell] = mark;
            }
            let mut scene = Scene::blank(pair.size(12..=18));
            scene.scatter_inside(pair, &sprite);
            for _ in 0..pair.int(1..=2) {
                let by = pair.transform();
                let turned = sprite.transform(by);
                let at = scene.scatter_inside(pair, &turned)?;
                // Only the marks of the copy are shown.
                for ((row, col), _) in turned.indexed().filter(|&(_, color)| color == body) {
                    scene.dot(at + Point::new(row as i32, col as i32), Color::Black);
                }
            }
            scene.into_grid()
        })
    }

    /// One small pattern is replaced by another wherever it occurs.
    fn replace_small_pattern(task) {
        let colors = task.colors(3);
        let size = task.pick(&[Size::new(1, 3), Size::new(2, 2), Size::new(3, 1), Size::new(1, 2)]);
        let from = shapes::colored(task, size, &colors[..2]);
        let mut to = shapes::colored(task, size, &colors[1..]);
        while to.same_cells(&from) {
            to = shapes::colored(task, size, &colors[1..]);
        }
        let program = format!("replace_pattern(input, {}, {})", literal(&from), literal(&to));
        let stray = task.chance(50);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(2..=4) {
                scene.scatter(pair, &from);
            }
            for _ in 0..pair.int(1..=3) {
                let other = shapes::colored(pair, size, &colors[..if stray { 2 } else { 1 }]);
                scene.try_scatter(pair, &other);
            }
            scene.into_grid()
        })
    }

    /// Free places of a given size in a noisy picture are painted.
    fn paint_free_places(task) {
        let [noise, paint] = task.palette();
        let size = task.pick(&[Size::new(2, 2), Size::new(3, 3), Size::new(2, 3), Size::new(3, 2), Size::new(1, 5)]);
        let program = format!("paint_mask(input, rectangles_of_size(cells_of(input, black), {size}), {paint})");
        Recipe::new(program, move |pair| {
            let sides = pair.size(8..=14);
            let share = pair.int(35..=50);
            let mut grid = textures::sparse(pair, sides, share, noise);
            for _ in 0..pair.int(1..=3) {
                noise::cover(pair, &mut grid, size, Color::Black);
            }
            Some(grid)
        })
    }

    /// Copies of the object march from it to the border.
    fn object_marches(task) {
        let direction = task.direction();
        let gap = task.int(0..=2);
        let program = format!(
            "paint_objects(input, march(arg_max(objects(input, multi8), o -> area(o)), {direction}, {gap}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=17));
            let colors = pair.colors(3);
            let mask = shapes::blob_mask(pair, 5);
            let sprite = shapes::painted(pair, &mask, &colors[..2]);
            scene.scatter(pair, &sprite);
            for _ in 0..pair.int(1..=3) {
                scene.try_scatter(pair, &shapes::dot(colors[2]));
            }
            scene.into_grid()
        })
    }

    /// Plain objects get the pattern of the object of the same shape.
    fn patterns_onto_plain_objects(task) {
        let plain = task.color();
        let is_kept = task.chance(50);
        Recipe::new(format!("copy_patterns(input, {is_kept})"), move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            let colors = pair.colors_except(3, &[plain]);
            for _ in 0..pair.int(1..=2) {
                let cells = pair.int(4..=7);
                let mask = shapes::blob_mask(pair, cells);
                let pattern = shapes::painted(pair, &mask, &colors);
                scene.scatter(pair, &pattern);
                for _ in 0..pair.int(1..=2) {
                    scene.scatter(pair, &shapes::sprite(&mask, plain));
                }
            }
            scene.into_grid()
        })
    }
}

/// A sign of three by three cells around a dot, in one or two colors.
fn sign(task: &mut Sampler, dot: Color) -> Grid {
    let colors = task.colors_except(2, &[dot]);
    let by = task.pick(&[Transform::Rotate90, Transform::FlipHorizontal, Transform::Rotate180]);
    let mut sign = loop {
        let sign = textures::symmetric(task, 3, &[by], &[Color::Black, colors[0], colors[1]]);
        if sign.color_counts()[0] < 7 {
            break sign;
        }
    };
    sign[(1, 1)] = dot;
    sign
}

/// Dots of some colors with so many free cells between them.
fn dotted(
    pair: &mut Sampler,
    sides: std::ops::RangeInclusive<usize>,
    dots: &[(Color, usize)],
    gap: i32,
) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(sides));
    for &(color, count) in dots {
        for _ in 0..count {
            scene.scatter_where(pair, &shapes::dot(color), gap, |_| true);
        }
    }
    scene.into_grid()
}

fn literal(grid: &Grid) -> Value {
    Value::Grid(Arc::new(grid.clone()))
}
