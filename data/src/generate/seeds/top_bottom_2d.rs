//! Seeds about: top and bottom, side by side.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::parts::{Lanes, Scene, shapes, textures};
use crate::generate::{Recipe, Sampler};
use crate::seeds;

seeds! {
    group "top and bottom, side by side";

    /// The topmost or the bottommost object is erased.
    fn erase_topmost(task) {
        let colors = task.colors(4);
        let which = extreme(task);
        let program = format!("let l = objects(input, mono8) in erase_object(input, {which})");
        Recipe::new(program, move |pair| blobs_in_rows(pair, 2..=5, &colors))
    }

    /// The topmost or the bottommost object is cut out.
    fn crop_topmost(task) {
        let colors = task.colors(4);
        let which = extreme(task);
        let program = format!("let l = objects(input, mono8) in object_grid({which})");
        Recipe::new(program, move |pair| blobs_in_rows(pair, 2..=4, &colors))
    }

    /// All objects take the color of the topmost or the bottommost one.
    fn recolor_like_topmost(task) {
        let which = extreme(task);
        let program = format!("recolor_all(input, let l = objects(input, mono8) in color({which}))");
        Recipe::new(program, |pair| {
            let colors = pair.colors(4);
            blobs_in_rows(pair, 2..=4, &colors)
        })
    }

    /// The topmost and the bottommost object exchange their colors.
    fn top_and_bottom_exchange_colors(task) {
        let count = task.int(3..=4);
        let program = "let l = objects(input, mono8) in \
                       let t = first(l) in let b = arg_max(l, o -> bottom(o)) in \
                       paint_objects(input, [recolor(t, color(b)), recolor(b, color(t))])";
        Recipe::new(program, move |pair| {
            let colors = pair.colors(4);
            blobs_in_rows(pair, count..=count, &colors)
        })
    }

    /// The upper and the lower half of the picture change places.
    fn halves_change_places(task) {
        let (join, one, other) = task.pick(&[
            ("above", Direction::Down, Direction::Up),
            ("beside", Direction::Right, Direction::Left),
        ]);
        Recipe::new(format!("{join}(half(input, {one}), half(input, {other}))"), move |pair| {
            let size = Size::new(2 * pair.int(2..=5) as i32, 2 * pair.int(2..=5) as i32);
            let colors = pair.colors(2);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// What is above the middle of the grid gets one color, what is below another.
    fn recolor_upper_and_lower(task) {
        let [plain, upper, lower] = task.palette();
        let program = format!(
            "choose(look_up([mask_to_plane(figure(input)), vertical_side(input)], [[1, -1, 1], [1, 1, 2]], 0), \
             [input, fill_like(input, {upper}), fill_like(input, {lower})])"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            for _ in 0..pair.int(3..=5) {
                let sprite = shapes::blob(pair, 2..=8, plain);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// In every column, cells with nothing above them get a color of their own.
    fn snow_on_top(task) {
        let [rock, snow] = task.palette();
        let direction = task.direction();
        let program = format!(
            "paint_mask(input, mask_minus(figure(input), shift(figure(input), {direction})), {snow})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            for _ in 0..pair.int(1..=4) {
                let sprite = shapes::blob(pair, 4..=10, rock);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The topmost object falls to the floor.
    fn topmost_falls(task) {
        let colors = task.colors(3);
        let program = "let t = first(objects(input, mono8)) in \
                       paint_object(erase_object(input, t), moved(t, to_border(t, down)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(Size::new(pair.int(9..=15) as i32, pair.int(11..=17) as i32));
            let (mut columns, mut rows) = (Lanes::along(Direction::Up), Vec::<i32>::new());
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 2..=5, color);
                let height = sprite.size().height;
                let at = columns.scatter_where(pair, &mut scene, &sprite, |at| {
                    !rows.contains(&at.row) && !rows.contains(&(100 + at.row + height))
                })?;
                // Tops and bottoms all differ, so that one object is the topmost.
                rows.extend([at.row, 100 + at.row + height]);
            }
            scene.into_grid()
        })
    }

    /// The colors of the objects are listed from top to bottom or from bottom to top.
    fn list_colors_downwards(task) {
        let (list, order) = task.pick(&[
            ("color_column", "objects(input, mono8)"),
            ("color_column", "reverse(objects(input, mono8))"),
            ("color_row", "objects(input, mono8)"),
        ]);
        let program = format!("{list}(map({order}, o -> color(o)))");
        Recipe::new(program, |pair| {
            let colors = pair.colors(4);
            blobs_in_rows(pair, 2..=4, &colors)
        })
    }

    /// The picture shown above is put below too, where only its color is given.
    fn upper_half_below_in_other_color(task) {
        let program = "let u = half(input, up) in above(u, recolor_all(u, main_color(half(input, down))))";
        let share = task.int(30..=55);
        Recipe::new(program, move |pair| {
            let colors = pair.colors(2);
            let size = Size::new(pair.int(3..=7) as i32, pair.int(3..=8) as i32);
            let upper = textures::sparse(pair, size, share, colors[0]);
            let mut scene = Scene::blank(Size::new(2 * size.height, size.width));
            scene.place(Point::default(), &upper);
            let at = Point::new(2 * size.height - 1, pair.below(size.width as usize) as i32);
            scene.dot(at, colors[1]);
            scene.into_grid()
        })
    }
}

/// The topmost or bottommost of a list `l`, as a program.
fn extreme(task: &mut Sampler) -> &'static str {
    // Objects are listed in the order of their first cells, so that the topmost one is the first.
    task.pick(&["first(l)", "arg_max(l, o -> bottom(o))"])
}

/// Figures that share no rows, in as many different colors as there are.
fn blobs_in_rows(pair: &mut Sampler, counts: std::ops::RangeInclusive<usize>, colors: &[Color]) -> Option<Grid> {
    let mut scene = Scene::blank(Size::new(pair.int(12..=20) as i32, pair.int(8..=13) as i32));
    let mut lanes = Lanes::along(Direction::Left);
    for index in 0..pair.int(counts) {
        let sprite = shapes::blob(pair, 2..=7, colors[index % colors.len()]);
        lanes.scatter(pair, &mut scene, &sprite);
    }
    scene.into_grid()
}
