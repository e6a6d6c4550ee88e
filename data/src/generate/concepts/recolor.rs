//! Concepts about: recolor by property.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, noise, shapes};

concepts! {
    group "recolor by property";

    /// The largest object gets a color of its own.
    fn recolor_largest(task) {
        let [common, special] = task.palette();
        let program = format!(
            "paint_object(input, recolor(arg_max(objects(input, mono4), o -> area(o)), {special}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let count = pair.int(2..=5);
            for cells in pair.distinct(2..=12, count) {
                let sprite = shapes::blob_of(pair, cells, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects that touch the border get one color, the others keep theirs.
    fn recolor_at_border(task) {
        let [common, special] = task.palette();
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> touches_border(o)), o -> {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 2..=6, common);
                scene.scatter_inside(pair, &sprite);
            }
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 2..=5, common);
                let (size, frame) = (sprite.size(), scene.size());
                scene.scatter_where(pair, &sprite, 1, |at| {
                    at.row == 0 || at.col == 0 || at.row + size.height == frame.height || at.col + size.width == frame.width
                });
            }
            scene.into_grid()
        })
    }

    /// Each shape gets a color that depends on its number of holes.
    fn recolor_by_holes(task) {
        let [common, one, two] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if equal(hole_count(o), 1) then {one} else {two})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for holes in [1, 2, pair.int(1..=2)] {
                let sprite = shapes::holed(pair, holes, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// High objects get one color, wide ones another.
    fn recolor_by_orientation(task) {
        let [common, high, wide] = task.palette();
        let program = format!("recolor_by(input, objects(input, mono4), o -> if is_high(o) then {high} else {wide})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=17));
            for index in 0..pair.int(3..=6) {
                let (long, short) = (pair.int(3..=5) as i32, pair.int(1..=2) as i32);
                let is_high = if index < 2 { index == 0 } else { pair.chance(50) };
                let size = if is_high { Size::new(long, short) } else { Size::new(short, long) };
                scene.scatter(pair, &shapes::block(size, common));
            }
            scene.into_grid()
        })
    }

    /// Every object takes the color of the dot that touches it.
    fn recolor_like_touching_dot(task) {
        let plain = task.color();
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> equal(color(o), {plain})), o -> contact_color(input, o))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(2..=3) {
                let size = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
                let mut sprite = Scene::blank(Size::new(size.height + 1, size.width));
                sprite.place(Point::new(1, 0), &shapes::block(size, plain));
                let color = pair.color_except(&[plain]);
                sprite.dot(Point::new(0, pair.below(size.width as usize) as i32), color);
                let turn = pair.transform();
                scene.scatter(pair, &sprite.grid().transform(turn));
            }
            scene.into_grid()
        })
    }

    /// Every object takes the color of the dot inside it.
    fn recolor_like_inner_dot(task) {
        let plain = task.color();
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> equal(color(o), {plain})), o -> inside_color(input, o))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(2..=3) {
                let size = pair.size(3..=5);
                let color = pair.color_except(&[plain]);
                let is_full = pair.chance(50);
                let mut sprite = shapes::framed(size, plain, if is_full { plain } else { Color::Black });
                let (row, col) = (pair.int(1..=size.height as usize - 2), pair.int(1..=size.width as usize - 2));
                sprite[(row, col)] = color;
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Symmetric objects get a color of their own.
    fn recolor_symmetric(task) {
        let [common, special] = task.palette();
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical]);
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> is_symmetric(o, {by})), o -> {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=19));
            for _ in 0..pair.int(1..=2) {
                let side = pair.int(3..=4);
                let sprite = shapes::symmetric(pair, side, by, common);
                scene.scatter(pair, &sprite);
            }
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::letter_like(pair, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects that enclose something get one color, the others another.
    fn recolor_holed(task) {
        let [common, holed, full] = task.palette();
        let program = format!("recolor_by(input, objects(input, mono4), o -> if has_hole(o) then {holed} else {full})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(3..=5);
                scene.scatter(pair, &shapes::frame(size, common));
            }
            for _ in 0..pair.int(1..=3) {
                let (sides, cells) = (3..=5, 3..=8);
                let sprite = if pair.chance(50) {
                    shapes::corner(pair, sides, common)
                } else {
                    shapes::blob(pair, cells, common)
                };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// In every object of two colors the colors are exchanged.
    fn exchange_colors_of_objects(task) {
        let count = task.int(1..=3);
        Recipe::new("replace_by(input, objects(input, multi4), o -> exchanged(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for _ in 0..count {
                let size = pair.size(3..=5);
                let colors = pair.colors(2);
                let mut sprite = shapes::framed(size, colors[0], colors[1]);
                if pair.chance(40) {
                    sprite = shapes::block(size, colors[0]);
                    let dots = pair.int(1..=3);
                    noise::salt(pair, &mut sprite, dots, colors[1]);
                }
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects with an even number of cells get one color, those with an odd number another.
    fn recolor_by_parity(task) {
        let [common, even, odd] = task.palette();
        let program = format!("recolor_by(input, objects(input, mono4), o -> if is_even(area(o)) then {even} else {odd})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(3..=6) {
                let sprite = shapes::line(pair.int(1..=6), pair.pick(&[Direction::Up, Direction::Left]), common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every block is peeled into rings, each in the next color of a list.
    fn blocks_to_rings(task) {
        let common = task.color();
        let count = task.int(2..=3);
        let colors: Vec<String> = task.colors(count).iter().map(|color| color.to_string()).collect();
        let program = format!(
            "replace_by(input, objects(input, mono4), o -> layered(o, [{}]))", colors.join(", ")
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for index in 0..pair.int(1..=3) {
                let size = if index == 0 { pair.size(5..=8) } else { pair.size(3..=6) };
                scene.scatter(pair, &shapes::block(size, common));
            }
            scene.into_grid()
        })
    }

    /// The corners of every block get a color of their own.
    fn recolor_corners(task) {
        let [common, corner] = task.palette();
        let program = format!("add_by(input, objects(input, mono4), o -> recolor(corner_cells(o), {corner}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(1..=4) {
                let size = pair.size(3..=6);
                let is_frame = pair.chance(30);
                let sprite = if is_frame { shapes::frame(size, common) } else { shapes::block(size, common) };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every object takes the color of the nearest dot.
    fn recolor_like_nearest_dot(task) {
        let plain = task.color();
        let program = format!(
            "let l = objects(input, mono4) in recolor_by(input, filter(l, o -> equal(color(o), {plain})), \
             o -> color(nearest(filter(l, p -> not(equal(color(p), {plain}))), o)))"
        );
        Recipe::new(program, move |pair| {
            let size = Size::new(pair.int(8..=12) as i32, pair.int(16..=22) as i32);
            let mut scene = Scene::blank(size);
            // One family on the left, one on the right.
            for (half, color) in pair.colors_except(2, &[plain]).into_iter().enumerate() {
                let sides = |at: Point| (at.col < size.width / 2) == (half == 0) && (at.col - size.width / 2).abs() > 3;
                let dot = scene.scatter_where(pair, &shapes::dot(color), 1, sides)?;
                for _ in 0..pair.int(1..=2) {
                    let sprite: Grid = shapes::blob(pair, 2..=6, plain);
                    scene.scatter_where(pair, &sprite, 1, |at| at.chebyshev(dot) <= 5 && sides(at));
                }
            }
            scene.into_grid()
        })
    }

    /// Cells where lines cross get a color of their own.
    fn recolor_crossings(task) {
        let [line, crossing] = task.palette();
        let program = format!("paint_mask(input, cells_equal(figure_neighbors(input, false), 4), {crossing})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=17));
            let size = scene.size();
            let counts = [pair.int(1..=2), pair.int(1..=3)];
            // Odd rows and columns only: no two lines lie side by side.
            for row in pair.distinct(0..=(size.height as usize - 3) / 2, counts[0]) {
                let (from, cut) = (Point::new(2 * row as i32 + 1, pair.int(0..=2) as i32), pair.int(2..=4));
                lines::segment(&mut scene, from, Direction::Right, size.width as usize - cut, line);
            }
            for col in pair.distinct(0..=(size.width as usize - 3) / 2, counts[1]) {
                let (from, cut) = (Point::new(pair.int(0..=2) as i32, 2 * col as i32 + 1), pair.int(2..=4));
                lines::segment(&mut scene, from, Direction::Down, size.height as usize - cut, line);
            }
            scene.into_grid()
        })
    }
}
