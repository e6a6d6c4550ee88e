//! Concepts about: order.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Lanes, Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "order";

    /// The object that is foremost on one side gets a color of its own.
    fn recolor_foremost(task) {
        let [common, special] = task.palette();
        let by = task.pick(&["arg_min(l, o -> leftmost(o))", "arg_max(l, o -> rightmost(o))", "arg_max(l, o -> bottom(o))"]);
        let program = format!("let l = objects(input, mono8) in paint_object(input, recolor({by}, {special}))");
        Recipe::new(program, move |pair| blobs_in_columns(pair, 2..=4, &[common]))
    }

    /// Bars that stand on the floor get colors by their height, the highest the first.
    fn color_bars_by_rank(task) {
        let plain = task.color();
        let colors = task.colors_except(4, &[plain]);
        let count = task.int(3..=4);
        let listed: Vec<String> = colors[..count].iter().map(|color| color.to_string()).collect();
        let program = format!(
            "let l = objects(input, mono4) in recolor_by(input, l, o -> nth([{}], size_rank(l, o)))",
            listed.join(", ")
        );
        Recipe::new(program, move |pair| {
            let heights = pair.distinct(1..=8, count);
            bars(pair, &heights, plain)
        })
    }

    /// The object of middle size is cut out.
    fn crop_middle_size(task) {
        let count = task.pick(&[3, 5]);
        let program = "object_grid(middle(sort_by(objects(input, mono8), o -> area(o))))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for cells in pair.distinct(2..=12, count) {
                let color = pair.color();
                let sprite = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The second largest object is cut out.
    fn crop_second_largest(task) {
        let colors = task.colors(4);
        let program = "object_grid(nth(sort_by(objects(input, mono8), o -> area(o)), -2))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let count = pair.int(3..=5);
            for cells in pair.distinct(2..=12, count) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The colors of the objects are listed from one side to the other.
    fn list_colors_in_order(task) {
        let (key, list) = task.pick(&[
            ("leftmost(o)", "color_row"),
            ("negate(leftmost(o))", "color_row"),
            ("leftmost(o)", "color_column"),
        ]);
        let program = format!("{list}(map(sort_by(objects(input, mono8), o -> {key}), o -> color(o)))");
        Recipe::new(program, |pair| {
            let colors = pair.colors(4);
            blobs_in_columns(pair, 2..=4, &colors)
        })
    }

    /// Every object takes the color of its right neighbor, the last one that of the first.
    fn colors_move_on(task) {
        let side = task.pick(&[Direction::Left, Direction::Right]);
        let key = if side == Direction::Left { "leftmost(p)" } else { "negate(rightmost(p))" };
        let program = format!(
            "let l = objects(input, mono8) in recolor_by(input, l, \
             o -> color(nth(sort_by(l, p -> {key}), modulo(add(order_toward(l, o, {side}), 1), length(l)))))"
        );
        Recipe::new(program, |pair| {
            let colors = pair.colors(4);
            blobs_in_columns(pair, 2..=4, &colors)
        })
    }

    /// The colors of the objects are reversed: the first takes that of the last.
    fn colors_reversed_in_order(task) {
        let (key, side) = task.pick(&[("leftmost(p)", Direction::Left), ("negate(rightmost(p))", Direction::Right)]);
        let program = format!(
            "let l = objects(input, mono8) in recolor_by(input, l, \
             o -> color(nth(reverse(sort_by(l, p -> {key})), order_toward(l, o, {side}))))"
        );
        Recipe::new(program, |pair| {
            let colors = pair.colors(4);
            blobs_in_columns(pair, 3..=4, &colors)
        })
    }

    /// From one side on, every second object gets a color of its own.
    fn recolor_every_second(task) {
        let [common, special] = task.palette();
        let side = task.pick(&[Direction::Left, Direction::Right]);
        let program = format!(
            "let l = objects(input, mono8) in \
             recolor_by(input, filter(l, o -> is_even(order_toward(l, o, {side}))), o -> {special})"
        );
        Recipe::new(program, move |pair| blobs_in_columns(pair, 3..=5, &[common]))
    }

    /// Bars that hang from the ceiling are painted: the longest in one color, the shortest in another.
    fn mark_longest_and_shortest(task) {
        let [plain, high, low] = task.palette();
        let program = format!(
            "let l = objects(input, mono4) in \
             paint_objects(input, [recolor(arg_max(l, o -> height(o)), {high}), recolor(arg_min(l, o -> height(o)), {low})])"
        );
        Recipe::new(program, move |pair| {
            let count = pair.int(3..=5);
            let heights = pair.distinct(1..=8, count);
            // On the floor the highest would always be the first object.
            bars(pair, &heights, plain).map(|grid| grid.transform(Transform::FlipVertical))
        })
    }
}

/// Figures that share no columns, in as many different colors as there are.
fn blobs_in_columns(pair: &mut Sampler, counts: std::ops::RangeInclusive<usize>, colors: &[Color]) -> Option<Grid> {
    let mut scene = Scene::blank(Size::new(pair.int(8..=13) as i32, pair.int(12..=20) as i32));
    let mut lanes = Lanes::along(Direction::Up);
    for index in 0..pair.int(counts) {
        let sprite = shapes::blob(pair, 2..=7, colors[index % colors.len()]);
        lanes.scatter(pair, &mut scene, &sprite);
    }
    scene.into_grid()
}

/// Bars of given heights on the lowest row, one column apart.
fn bars(pair: &mut Sampler, heights: &[usize], color: Color) -> Option<Grid> {
    let margin = pair.int(0..=2);
    let highest = heights.iter().max()?;
    let size = Size::new((highest + pair.int(1..=2)) as i32, (2 * heights.len() + 1 + margin) as i32);
    let mut scene = Scene::blank(size);
    for (index, &height) in heights.iter().enumerate() {
        let foot = Point::new(size.height - 1, (2 * index + 1 + margin / 2) as i32);
        lines::segment(&mut scene, foot, Direction::Up, height, color);
    }
    scene.into_grid()
}
