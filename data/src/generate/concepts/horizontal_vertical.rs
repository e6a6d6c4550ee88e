//! Concepts about: horizontal and vertical.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "horizontal and vertical";

    /// Lying bars get one color, standing bars another.
    fn color_by_orientation(task) {
        let [common, lying, standing] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if is_wide(o) then {lying} else {standing})"
        );
        Recipe::new(program, move |pair| bars(pair, &[common], 4..=8))
    }

    /// Bars of one orientation go, the others stay.
    fn erase_one_orientation(task) {
        let palette = task.colors(3);
        let condition = task.pick(&["is_wide(o)", "is_high(o)"]);
        let program = format!("erase_where(input, objects(input, mono4), o -> {condition})");
        Recipe::new(program, move |pair| bars(pair, &palette, 4..=8))
    }

    /// The answer tells by its color whether more bars lie or stand.
    fn more_lying_or_standing(task) {
        let [common, lying, standing] = task.palette();
        let size = task.size(1..=3);
        let program = format!(
            "let l = objects(input, mono4) in canvas({size}, \
             if less(count_if(l, o -> is_high(o)), count_if(l, o -> is_wide(o))) then {lying} else {standing})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let more = pair.int(3..=5);
            let fewer = pair.int(1..=more - 1);
            let is_lying = pair.chance(50);
            for index in 0..more + fewer {
                let sprite = bar(pair, (index < more) == is_lying, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Dots of one color become whole rows, dots of another color whole columns.
    fn rows_and_columns_by_dot_color(task) {
        let [across, down] = task.palette();
        let order = task.chance(50);
        let (first, second) = (format!("{across}, both_ways(left)"), format!("{down}, both_ways(up)"));
        let (first, second) = if order { (first, second) } else { (second, first) };
        let program = format!("shoot_over(shoot_over(input, {first}), {second})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=16));
            for color in [across, down] {
                let count = pair.int(1..=3);
                scene.dots(pair, count, color);
            }
            scene.into_grid()
        })
    }

    /// A wide picture is mirrored one way, a high picture the other way.
    fn mirror_by_orientation_of_picture(task) {
        let (wide, high) = task.pick(&[
            ("flip_horizontal", "flip_vertical"),
            ("flip_vertical", "flip_horizontal"),
            ("rotate180", "flip_vertical"),
            ("flip_vertical", "rotate180"),
        ]);
        let program = format!(
            "let s = grid_size(input) in \
             transform(input, if less(size_height(s), size_width(s)) then {wide} else {high})"
        );
        Recipe::new(program, |pair| {
            let sides = pair.distinct(3..=9, 2);
            let colors = pair.colors(3);
            let size = Size::new(sides[0] as i32, sides[1] as i32);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]))
        })
    }

    /// A striped picture becomes the list of its colors, along the stripes' order.
    fn list_stripe_colors(task) {
        let palette = task.colors(6);
        let program = "let l = distinct(cell_colors(input)) in \
                       if all_equal(row_colors(input, 0)) then color_column(l) else color_row(l)";
        Recipe::new(program, move |pair| {
            let count = pair.int(2..=5);
            let colors = pair.picks(&palette, count);
            let is_across = pair.chance(50);
            let size = pair.size(10..=15);
            let side = if is_across { size.height } else { size.width } as usize;
            let mut cuts = pair.distinct(1..=side - 1, count - 1);
            cuts.sort_unstable();
            Some(shapes::block(size, colors[0]).like(|row, col| {
                let at = if is_across { row } else { col };
                colors[cuts.iter().filter(|&&cut| cut <= at).count()]
            }))
        })
    }

    /// Dots of one color in the same row are linked, those in the same column are not; or the other way round.
    fn link_along_one_axis(task) {
        let direction = task.pick(&[Direction::Left, Direction::Up]);
        let palette = task.colors(4);
        let link = task.color_except(&palette);
        let program = if task.chance(50) {
            format!("link(input, both_ways({direction}))")
        } else {
            format!("paint_mask(input, linked(figure(input), both_ways({direction})), {link})")
        };
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let size = scene.size();
            let rows = pair.distinct(0..=(size.height as usize - 1) / 2, 4);
            let cols = pair.distinct(0..=(size.width as usize - 1) / 2, 4);
            let count = pair.int(2..=4).min(rows.len()).min(cols.len());
            let lying = pair.int(1..=count - 1);
            for index in 0..count {
                let color = pair.pick(&palette);
                let at = Point::new(2 * rows[index] as i32, 2 * cols[index] as i32);
                scene.dot(at, color);
                let other = if index < lying {
                    Point::new(at.row, across(pair, at.col, size.width))
                } else {
                    Point::new(across(pair, at.row, size.height), at.col)
                };
                scene.dot(other, color);
            }
            scene.into_grid()
        })
    }

    /// Where whole rows and columns cross, the crossing gets a color.
    fn mark_crossings(task) {
        let [across, down, mark] = task.palette();
        let is_one_color = task.chance(40);
        let program = "paint_mask(input, mask_and(full_rows(figure(input)), full_cols(figure(input))), mark)";
        Recipe::new(program.replace("mark)", &format!("{mark})")), move |pair| {
            let mut scene = Scene::blank(pair.size(7..=16));
            let size = scene.size();
            let (rows, cols) = (pair.int(1..=2), pair.int(1..=3));
            for row in pair.distinct(0..=(size.height as usize - 1) / 2, rows) {
                lines::row(&mut scene, 2 * row, across);
            }
            for col in pair.distinct(0..=(size.width as usize - 1) / 2, cols) {
                lines::column(&mut scene, 2 * col, if is_one_color { across } else { down });
            }
            scene.into_grid()
        })
    }

    /// The widest or the tallest object gets a color of its own.
    fn mark_widest_or_tallest(task) {
        let [common, special] = task.palette();
        let which = task.pick(&["in_widest", "in_tallest"]);
        let program = format!("paint_mask(input, {which}(input, mono4), {special})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let count = pair.int(2..=4);
            let (heights, widths) = (pair.distinct(1..=6, count), pair.distinct(1..=6, count));
            for (height, width) in heights.into_iter().zip(widths) {
                scene.scatter(pair, &shapes::block(Size::new(height as i32, width as i32), common));
            }
            scene.into_grid()
        })
    }

    /// Each bar turns by a quarter about its upper or left end.
    fn bars_turn_a_quarter(task) {
        let palette = task.colors(3);
        Recipe::new("turn_each(input, objects(input, mono4), transpose)", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=4) {
                let (is_lying, color) = (pair.chance(50), pair.pick(&palette));
                let sprite = bar(pair, is_lying, color);
                let side = sprite.height().max(sprite.width());
                let mut room = shapes::block(Size::new(side as i32, side as i32), Color::Black);
                for ((row, col), cell) in sprite.indexed() {
                    room[(row, col)] = cell;
                }
                if let Some(at) = scene.scatter(pair, &room) {
                    scene.reserve(at, room.size());
                }
            }
            scene.into_grid()
        })
    }

    /// Lying and standing bars of two colors exchange their colors.
    fn exchange_colors_of_orientations(task) {
        let [lying, standing] = task.palette();
        let program = format!("swap_colors(input, {lying}, {standing})");
        let third = task.color_except(&[lying, standing]);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for is_lying in [true, false, pair.chance(50), pair.chance(50)] {
                let sprite = bar(pair, is_lying, if is_lying { lying } else { standing });
                scene.scatter(pair, &sprite);
            }
            scene.try_scatter(pair, &shapes::block(Size::new(2, 2), third));
            scene.into_grid()
        })
    }

    /// Square, tall and wide objects get different colors.
    fn color_square_tall_and_wide(task) {
        let [common, square, tall, wide] = task.palette();
        let program = format!(
            "choose(look_up([own_orientation(input, mono4)], [[0, 1], [1, 2], [2, 3]], 0), \
             [input, fill_like(input, {square}), fill_like(input, {tall}), fill_like(input, {wide})])"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for kind in [0, 1, 2, pair.below(3)] {
                let (short, long) = (pair.int(1..=3) as i32, pair.int(4..=6) as i32);
                let size = match kind {
                    0 => Size::new(short + 1, short + 1),
                    1 => Size::new(long, short),
                    _ => Size::new(short, long),
                };
                scene.scatter(pair, &shapes::block(size, common));
            }
            scene.into_grid()
        })
    }

    /// Where the row of a dot of one color meets the column of a dot of the other color, a cell is marked.
    fn mark_where_rows_meet_columns(task) {
        let [one, other, mark] = task.palette();
        let program = format!(
            "paint_mask(input, mask_and(in_line_with(input, right, {one}), in_line_with(input, down, {other})), {mark})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=15));
            let size = scene.size();
            let rows = pair.distinct(0..=size.height as usize - 1, 5);
            let cols = pair.distinct(0..=size.width as usize - 1, 5);
            let ones = pair.int(1..=3);
            for index in 0..(ones + pair.int(1..=2)).min(rows.len()).min(cols.len()) {
                let at = Point::new(rows[index] as i32, cols[index] as i32);
                scene.dot(at, if index < ones { one } else { other });
            }
            scene.into_grid()
        })
    }

    /// Runs of a certain length in one direction get another color.
    fn mark_runs_of_length(task) {
        let [dot, mark] = task.palette();
        let (length, along) = (task.int(2..=4), task.pick(&["right", "down"]));
        let program = format!(
            "paint_mask(input, mask_and(cells_of(input, {dot}), \
             cells_equal(run_length(input, {along}), {length})), {mark})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for cells in [length, pair.int(1..=6), pair.int(1..=6), length, pair.int(2..=5), length + 1] {
                let direction = if pair.chance(75) == (along == "right") { Direction::Right } else { Direction::Down };
                scene.try_scatter(pair, &shapes::line(cells, direction, dot));
            }
            scene.into_grid()
        })
    }

    /// The space between two objects of the same color on one line is filled with their color.
    fn fill_between_same_color(task) {
        let palette = task.colors(4);
        let along = task.pick(&[Direction::Right, Direction::Down]);
        Recipe::new(format!("paint_plane(input, between_color(input, {along}))"), move |pair| {
            let is_across = along == Direction::Right;
            let mut scene = Scene::blank(pair.size(9..=18));
            let size = scene.size();
            let (lanes, length) = if is_across { (size.height, size.width) } else { (size.width, size.height) };
            let mut lane = pair.below(2) as i32;
            while lane + 2 < lanes {
                let thick = pair.int(1..=3).min((lanes - lane) as usize) as i32;
                let colors = [pair.pick(&palette), pair.pick(&palette)];
                let color = |end: usize| if end == 0 || lane % 3 != 0 { colors[0] } else { colors[1] };
                let widths = [pair.int(1..=2) as i32, pair.int(1..=2) as i32];
                let starts = [pair.int(0..=2) as i32, length - widths[1] - pair.int(0..=2) as i32];
                for end in 0..2 {
                    let (block, at) = if is_across {
                        (Size::new(thick, widths[end]), Point::new(lane, starts[end]))
                    } else {
                        (Size::new(widths[end], thick), Point::new(starts[end], lane))
                    };
                    scene.place(at, &shapes::block(block, color(end)));
                }
                lane += thick + pair.int(1..=2) as i32;
            }
            scene.into_grid()
        })
    }
}

/// A scene of lying and standing bars, at least one of each.
fn bars(pair: &mut Sampler, colors: &[Color], count: std::ops::RangeInclusive<usize>) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(9..=18));
    for index in 0..pair.int(count) {
        let (is_lying, color) = (if index < 2 { index == 0 } else { pair.chance(50) }, pair.pick(colors));
        let sprite = bar(pair, is_lying, color);
        if index < 2 {
            scene.scatter(pair, &sprite);
        } else {
            scene.try_scatter(pair, &sprite);
        }
    }
    scene.into_grid()
}

/// A bar that lies or stands, one or two cells thick.
fn bar(pair: &mut Sampler, is_lying: bool, color: Color) -> Grid {
    let thick = if pair.chance(80) { 1 } else { 2 };
    let length = pair.int(thick + 1..=thick + 4) as i32;
    let size = if is_lying { Size::new(thick as i32, length) } else { Size::new(length, thick as i32) };
    shapes::block(size, color)
}

/// A place on a line, at least three cells from another.
fn across(pair: &mut Sampler, from: i32, side: i32) -> i32 {
    let far: Vec<i32> = (0..side).filter(|at| (at - from).abs() >= 3).collect();
    pair.pick(&far)
}
