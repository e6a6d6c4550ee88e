//! Seeds about: tiling and scaling.

use arc_dsl::{Color, Grid, Size, Transform};

use crate::generate::parts::{Scene, shapes, textures};
use crate::generate::{Recipe, Sampler};
use crate::seeds;

seeds! {
    group "tiling and scaling";

    /// Every cell becomes a block.
    fn upscale(task) {
        let factor = task.int(2..=4);
        Recipe::new(format!("upscale(input, {factor})"), |pair| {
            let colors = pair.colors(2);
            let size = pair.size(2..=6);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is repeated side by side and below.
    fn tile_picture(task) {
        let counts = task.size(1..=4);
        Recipe::new(format!("tile(input, {counts})"), |pair| {
            let colors = pair.colors(2);
            let size = pair.size(2..=6);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is put wherever the picture itself has a cell.
    fn fractal_of_itself(task) {
        let color = task.color();
        Recipe::new("fractal(input, black)", move |pair| {
            let size = pair.size(2..=5);
            Some(textures::sparse(pair, size, 45, color))
        })
    }

    /// The picture is repeated, each copy the mirror image of its neighbors.
    fn mirror_tiles(task) {
        let counts = task.size(1..=3);
        Recipe::new(format!("mirror_tile(input, {counts})"), |pair| picture(pair, 2..=5))
    }

    /// Four copies of the picture, each turned a quarter further, go round.
    fn pinwheel_of_picture(task) {
        let turn = task.pick(&[Transform::Rotate90, Transform::Rotate270, Transform::Rotate180]);
        Recipe::new(format!("pinwheel(input, {turn})"), |pair| {
            let side = pair.int(2..=6) as i32;
            let colors = pair.colors(2);
            Some(textures::random(pair, Size::new(side, side), &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is put wherever it has a certain color.
    fn picture_at_own_color(task) {
        let place = task.pick(&[
            "in_main_color(input)",
            "cells_of(input, most_common_color(input))",
            "cells_of(input, least_common_color(input))",
            "cells_of(input, center_color(input))",
            "cells_of(input, corner_color(input, up_left))",
        ]);
        Recipe::new(format!("kronecker({place}, input, black)"), |pair| {
            let count = pair.int(2..=3);
            let colors = pair.colors(count);
            let is_dark = pair.chance(50);
            let shown = if is_dark { [&colors[..], &[Color::Black]].concat() } else { colors };
            Some(textures::random(pair, Size::new(3, 3), &shown))
        })
    }

    /// The picture with its two colors exchanged is put wherever the picture has a cell.
    fn fractal_of_negative(task) {
        let color = task.color();
        let place = task.pick(&["figure(input)", "mask_not(figure(input))"]);
        Recipe::new(format!("kronecker({place}, invert_colors(input), black)"), move |pair| {
            let size = pair.size(2..=5);
            Some(textures::sparse(pair, size, 50, color))
        })
    }

    /// A picture made of large blocks is reduced to one cell for each.
    fn shrink_blocks(task) {
        let count = task.int(2..=4);
        Recipe::new("unscale(input)", move |pair| {
            let colors = [&pair.colors(count)[..], &[Color::Black]].concat();
            let (size, factor) = (pair.size(2..=5), pair.int(2..=4));
            let plan = textures::random(pair, size, &colors);
            Grid::from_fn(plan.height() * factor, plan.width() * factor, |row, col| plan[(row / factor, col / factor)])
        })
    }

    /// Every cell becomes a block as large as the picture has colors.
    fn upscale_by_color_count(task) {
        let count = task.pick(&["color_count(input)", "length(colors_by_count(input))"]);
        Recipe::new(format!("upscale(input, {count})"), |pair| {
            let count = pair.int(1..=4);
            let colors = [&pair.colors(count)[..], &[Color::Black]].concat();
            let size = Size::new(3, pair.int(2..=4) as i32);
            Some(shapes::colored(pair, size, &colors))
        })
    }

    /// The picture is set out in a row of copies, some of them turned or mirrored.
    fn row_of_turned_copies(task) {
        let turns = task.picks(&Transform::ALL, 3);
        let (one, count) = (task.pick(&["concat_horizontal", "concat_vertical"]), task.int(2..=3));
        let copies: Vec<String> = turns[..count].iter().map(|turn| match turn {
            Transform::Identity => "input".to_owned(),
            turn => format!("transform(input, {turn})"),
        }).collect();
        Recipe::new(format!("{one}([{}])", copies.join(", ")), |pair| {
            let side = pair.int(2..=6) as i32;
            let colors = pair.colors(2);
            Some(textures::random(pair, Size::new(side, side), &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is repeated, and free cells next to its cells are painted.
    fn tile_and_mark_neighbors(task) {
        let mark = task.color();
        let ways = task.pick(&["ways_around(false, true)", "ways_around(true, false)", "both_ways(left)"]);
        let program = format!(
            "let t = tile(input, 2x2) in paint_mask(t, adjacent(figure(t), {ways}), {mark})"
        );
        Recipe::new(program, move |pair| {
            let color = pair.color_except(&[mark]);
            let mut scene = Scene::blank(pair.size(3..=6));
            let count = pair.int(1..=3);
            scene.dots(pair, count, color);
            scene.into_grid()
        })
    }

    /// The figure is cut out and enlarged.
    fn enlarge_figure(task) {
        let factor = task.int(2..=3);
        Recipe::new(format!("upscale(trim(input), {factor})"), |pair| {
            let mut scene = Scene::blank(pair.size(6..=12));
            let colors = pair.colors(2);
            let cells = pair.int(4..=9);
            let mask = shapes::blob_mask(pair, cells);
            let sprite = shapes::painted(pair, &mask, &colors);
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// The cells move apart, and lines of a color fill the gaps.
    fn space_out_cells(task) {
        let line = task.pick(&[Color::Black, Color::Gray, Color::Blue]);
        let gap = task.int(1..=2);
        Recipe::new(format!("space_out(input, {gap}, {line})"), move |pair| {
            let size = pair.size(3..=8);
            let colors = pair.colors_except(3, &[line]);
            Some(textures::random(pair, size, &colors))
        })
    }
}

/// A random picture in two colors and black.
fn picture(pair: &mut Sampler, sides: std::ops::RangeInclusive<usize>) -> Option<Grid> {
    let colors = pair.colors(2);
    let size = pair.size(sides);
    Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
}
