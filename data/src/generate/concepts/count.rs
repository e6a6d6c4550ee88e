//! Concepts about: count.

use arc_dsl::{Color, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes, textures};

concepts! {
    group "count";

    /// The output is a bar with one cell for each object.
    fn bar_of_objects(task) {
        let [counted, bar] = task.palette();
        Recipe::new(format!("bar(length(objects(input, mono4)), {bar})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(1..=6) {
                let sprite = shapes::blob(pair, 1..=5, counted);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The output is one cell in the color that most objects have.
    fn most_common_object_color(task) {
        let colors = task.colors(4);
        Recipe::new("single(most_common_by(map(objects(input, mono4), o -> color(o)), c -> c))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=14));
            let colors = pair.picks(&colors, 3);
            for (color, count) in colors.into_iter().zip([pair.int(4..=5), pair.int(1..=3), pair.int(1..=2)]) {
                for _ in 0..count {
                    let sprite = shapes::blob(pair, 1..=4, color);
                    scene.scatter(pair, &sprite);
                }
            }
            scene.into_grid()
        })
    }

    /// The output is a bar with one cell for each cell of one color.
    fn bar_of_cells(task) {
        let [counted, other, third] = task.palette();
        Recipe::new(format!("bar(count_color(input, {counted}), {counted})"), move |pair| {
            let mut scene = Scene::blank(pair.size(4..=10));
            let count = pair.int(1..=8);
            scene.dots(pair, count, counted);
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&[other, third]);
                let sprite = shapes::blob(pair, 1..=3, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The shape that occurs most often is cut out.
    fn crop_most_frequent_shape(task) {
        let colors = task.colors(2);
        let program = "object_grid(most_common_by(objects(input, mono8), o -> shape(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let counts = [pair.int(3..=4), pair.int(1..=2), pair.int(1..=2)];
            let mut sprites = Vec::new();
            for (kind, count) in counts.into_iter().enumerate() {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 3 + kind..=6 + kind, color);
                sprites.extend(vec![sprite; count]);
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The objects are tallied: one cell of a small square is painted for each, in a fixed order.
    fn tally_in_square(task) {
        let [counted, tally] = task.palette();
        let order = task.pick(&["fill_rows", "fill_columns", "fill_snake", "fill_checker", "fill_diagonal"]);
        let most = match order {
            "fill_checker" => 5,
            "fill_diagonal" => 3,
            _ => 9,
        };
        let program = format!("{order}(canvas(3x3, black), length(objects(input, mono4)), {tally})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(6..=13));
            for _ in 0..pair.int(1..=most) {
                let size = pair.size(1..=3);
                scene.scatter(pair, &shapes::block(size, counted));
            }
            scene.into_grid()
        })
    }

    /// The picture is enlarged as many times as it has colors.
    fn upscale_by_number_of_colors(task) {
        let side = task.int(2..=4);
        Recipe::new("upscale(input, length(objects(input, by_color)))", move |pair| {
            let count = pair.int(2..=5);
            let mut colors = pair.colors(count);
            if pair.chance(50) {
                colors.push(Color::Black);
            }
            let size = Size::new(side as i32, side as i32);
            Some(shapes::colored(pair, size, &colors))
        })
    }

    /// The colors become bars, as long as they have cells, the longest on top.
    fn histogram_of_colors(task) {
        let turn = task.pick(&["", "transpose", "flip_horizontal", "rotate90", "rotate180", "rotate270"]);
        let program = match turn {
            "" => "histogram(input)".to_owned(),
            _ => format!("transform(histogram(input), {turn})"),
        };
        let palette = task.colors(6);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(5..=12));
            let count = pair.int(2..=4);
            let colors = pair.picks(&palette, count);
            for (color, cells) in colors.into_iter().zip(pair.distinct(1..=9, count)) {
                let sprite = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The output is a bar with one cell for each hole.
    fn bar_of_holes(task) {
        let [shape, bar] = task.palette();
        Recipe::new(format!("bar(sum(map(objects(input, mono4), o -> hole_count(o))), {bar})"), move |pair| {
            let mut scene = Scene::blank(pair.size(10..=16));
            for _ in 0..pair.int(2..=4) {
                let holes = pair.int(0..=3);
                let sprite = shapes::holed(pair, holes, shape);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The output is a square in the color that has the most cells.
    fn square_of_main_color(task) {
        let size = task.size(2..=4);
        let palette = task.colors(4);
        Recipe::new(format!("canvas({size}, main_color(input))"), move |pair| {
            let count = pair.int(2..=4);
            let mut colors = pair.picks(&palette, count);
            colors.push(colors[0]);
            let size = pair.size(4..=10);
            let mut grid = textures::random(pair, size, &colors);
            let spread = pair.int(1..=3);
            noise::salt(pair, &mut grid, spread * 2, colors[0]);
            let counts = grid.color_counts();
            let rest = colors[1..count].iter().map(|color| counts[color.index()]).max()?;
            (counts[colors[0].index()] > rest + 2).then_some(grid)
        })
    }

    /// Bars of an even length get one color, bars of an odd length another.
    fn color_bars_by_parity(task) {
        let [common, even, odd] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if is_even(area(o)) then {even} else {odd})"
        );
        Recipe::new(program, move |pair| {
            let is_upright = pair.chance(50);
            let size = pair.size(8..=15);
            let mut scene = Scene::blank(size);
            let (lanes, length) = if is_upright { (size.width, size.height) } else { (size.height, size.width) };
            for lane in (pair.below(2) as i32..lanes).step_by(2) {
                let cells = pair.int(1..=length as usize - 1) as i32;
                let start = pair.below((length - cells) as usize + 1) as i32;
                for at in start..start + cells {
                    scene.dot(if is_upright { Point::new(at, lane) } else { Point::new(lane, at) }, common);
                }
            }
            scene.into_grid()
        })
    }

    /// One bar for each color, as long as there are objects of it.
    fn bars_of_object_counts(task) {
        let palette = task.colors(5);
        let program = "let l = objects(input, by_color) in \
                       bars(map(l, o -> length(split(o, mono4))), map(l, o -> color(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=16));
            let kinds = pair.int(2..=4);
            for color in pair.picks(&palette, kinds) {
                for _ in 0..pair.int(1..=4) {
                    let sprite = shapes::blob(pair, 1..=5, color);
                    scene.scatter(pair, &sprite);
                }
            }
            scene.into_grid()
        })
    }

    /// Objects with fewer cells than a limit get one color, larger ones another.
    fn color_by_number_of_cells(task) {
        let [common, small, large] = task.palette();
        let limit = task.int(3..=6);
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if less(area(o), {limit}) then {small} else {large})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for cells in [pair.int(1..=limit - 1), limit, limit - 1, pair.int(limit..=limit + 4), pair.int(1..=9)] {
                let sprite = shapes::blob_of(pair, cells, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The output is a square whose side is the number of objects.
    fn square_as_large_as_count(task) {
        let [counted, square] = task.palette();
        let program = format!("canvas(square_size(length(objects(input, mono4))), {square})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(1..=6) {
                let sprite = shapes::blob(pair, 1..=5, counted);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The squares of two by two cells among the noise are tallied in a bar of fixed length.
    fn tally_squares_in_noise(task) {
        let [counted, other] = task.palette();
        let length = task.int(5..=6);
        let program = format!(
            "fit(bar(divide(count_color(keep_blocks(input, 2x2), {counted}), 4), {counted}), 1x{length}, black)"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=15));
            for _ in 0..pair.int(1..=length) {
                scene.scatter(pair, &shapes::block(Size::new(2, 2), counted));
            }
            for _ in 0..pair.int(1..=3) {
                scene.try_scatter(pair, &shapes::block(Size::new(2, 2), other));
                let sprite = shapes::blob(pair, 1..=2, counted);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The line with the most cells is filled up.
    fn fill_up_fullest_line(task) {
        let [dot, filling] = task.palette();
        let which = task.pick(&["row_count", "col_count"]);
        let program = format!(
            "paint_mask(input, mask_and(cells_highest({which}(input)), cells_of(input, black)), {filling})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(6..=13);
            let mut grid = textures::sparse(pair, size, 25, dot);
            let side = if which == "row_count" { size.height } else { size.width };
            let line = pair.below(side as usize);
            for row in 0..size.height as usize {
                for col in 0..size.width as usize {
                    if (if which == "row_count" { row } else { col }) == line && pair.chance(55) {
                        grid[(row, col)] = dot;
                    }
                }
            }
            Some(grid)
        })
    }

    /// Objects get a color that depends on how many others have their shape.
    fn color_by_number_of_twins(task) {
        let [common, single, double, triple] = task.palette();
        let program = format!(
            "choose(look_up([own_twins(input, mono4)], [[1, 1], [2, 2], [3, 3]], 0), \
             [input, fill_like(input, {single}), fill_like(input, {double}), fill_like(input, {triple})])"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for (cells, count) in pair.distinct(2..=6, 3).into_iter().zip([1, 2, 3]) {
                let sprite = shapes::blob_of(pair, cells, common);
                for _ in 0..count {
                    scene.scatter(pair, &sprite);
                }
            }
            scene.into_grid()
        })
    }
}
