//! Concepts about: gravity and motion.

use arc_dsl::{Color, Direction, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Lanes, Scene, lines, noise, shapes, textures};

concepts! {
    group "gravity and motion";

    /// Every cell falls in one direction until it rests on another.
    fn cells_fall(task) {
        let direction = task.direction();
        let colors = task.colors(2);
        Recipe::new(format!("cell_gravity(input, {direction})"), move |pair| {
            let size = pair.size(4..=12);
            let mut grid = textures::sparse(pair, size, 25, colors[0]);
            noise::salt(pair, &mut grid, 3, colors[1]);
            Some(grid)
        })
    }

    /// Objects fall in one direction without changing their shape.
    fn objects_fall(task) {
        let direction = task.direction();
        Recipe::new(format!("gravity(input, mono4, {direction})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            for _ in 0..pair.int(2..=5) {
                let color = pair.color();
                let sprite = shapes::blob(pair, 2..=5, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The whole picture moves by one step and comes in again on the other side.
    fn picture_rolls(task) {
        let direction = task.direction();
        Recipe::new(format!("roll(input, step({direction}))"), move |pair| {
            let colors = pair.colors(3);
            let size = pair.size(3..=9);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]))
        })
    }

    /// Loose objects of one color fall until fixed ones or the border stop them.
    fn fall_onto_fixed_objects(task) {
        let [loose, fixed] = task.palette();
        let direction = task.direction();
        let program = format!(
            "move_by(input, filter(objects(input, mono4), o -> equal(color(o), {loose})), \
             o -> to_rest(input, o, {direction}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(2..=3) {
                let sprite = shapes::blob(pair, 1..=4, loose);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            for _ in 0..pair.int(2..=4) {
                let size = Size::new(pair.int(1..=2) as i32, pair.int(2..=4) as i32);
                scene.try_scatter(pair, &shapes::block(size, fixed));
            }
            scene.into_grid()
        })
    }

    /// A magnet draws everything that is in line with it next to itself.
    fn magnet_attracts(task) {
        let magnet = task.color();
        let palette = task.colors_except(3, &[magnet]);
        Recipe::new(format!("attract(input, mono4, {magnet})"), move |pair| {
            let frame = pair.size(10..=18);
            let mut scene = Scene::blank(frame);
            let size = pair.size(3..=5);
            let room = Size::new(frame.height - size.height - 5, frame.width - size.width - 5);
            if room.height < 1 || room.width < 1 {
                return None;
            }
            let at = pair.point(room) + Point::new(3, 3);
            scene.place(at, &shapes::block(size, magnet));
            for direction in pair.picks(&Direction::STRAIGHT, 3) {
                let color = pair.pick(&palette);
                let aside = Point::new(pair.below(size.height as usize) as i32, pair.below(size.width as usize) as i32);
                let point = match direction {
                    Direction::Up => Point::new(pair.int(0..=at.row as usize - 2) as i32, at.col + aside.col),
                    Direction::Left => Point::new(at.row + aside.row, pair.int(0..=at.col as usize - 2) as i32),
                    Direction::Down => {
                        let low = (at.row + size.height + 1) as usize;
                        Point::new(pair.int(low..=frame.height as usize - 1) as i32, at.col + aside.col)
                    }
                    _ => {
                        let low = (at.col + size.width + 1) as usize;
                        Point::new(at.row + aside.row, pair.int(low..=frame.width as usize - 1) as i32)
                    }
                };
                scene.dot(point, color);
            }
            for _ in 0..pair.int(0..=3) {
                let color = pair.pick(&palette);
                let (end, low) = (at + Point::new(size.height, size.width), at);
                scene.scatter_where(pair, &shapes::dot(color), 1, |at| {
                    (at.row < low.row || at.row >= end.row) && (at.col < low.col || at.col >= end.col)
                });
            }
            scene.into_grid()
        })
    }

    /// Heavy objects sink and light ones rise, by their color.
    fn heavy_and_light_colors(task) {
        let [heavy, light] = task.palette();
        let down = task.direction();
        let program = format!(
            "move_by(input, objects(input, mono4), o -> \
             to_border(o, if equal(color(o), {heavy}) then {down} else {}))",
            down.opposite()
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let mut lanes = Lanes::along(down);
            for color in [heavy, light, pair.pick(&[heavy, light])] {
                let sprite = shapes::blob(pair, 1..=4, color);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Each object moves in one direction by its own height or width.
    fn move_by_own_size(task) {
        let direction = task.direction();
        let palette = task.colors(4);
        let program = format!("move_by(input, objects(input, mono4), o -> own_step(o, {direction}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(2..=3) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 2..=7, color);
                let (size, frame) = (sprite.size(), scene.size());
                lanes.scatter_where(pair, &mut scene, &sprite, |at| match direction {
                    Direction::Up => at.row >= size.height,
                    Direction::Down => at.row + 2 * size.height <= frame.height,
                    Direction::Left => at.col >= size.width,
                    _ => at.col + 2 * size.width <= frame.width,
                });
            }
            scene.into_grid()
        })
    }

    /// Each object moves in one direction by as many steps as it has cells.
    fn move_by_number_of_cells(task) {
        let direction = task.direction();
        let palette = task.colors(4);
        let program = format!(
            "move_by(input, objects(input, mono4), o -> scale_point(step({direction}), area(o)))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(2..=4) {
                let (cells, color) = (pair.int(1..=6), pair.pick(&palette));
                let sprite = shapes::blob_of(pair, cells, color);
                let (size, frame, far) = (sprite.size(), scene.size(), cells as i32);
                lanes.scatter_where(pair, &mut scene, &sprite, |at| match direction {
                    Direction::Up => at.row >= far,
                    Direction::Down => at.row + size.height + far <= frame.height,
                    Direction::Left => at.col >= far,
                    _ => at.col + size.width + far <= frame.width,
                });
            }
            scene.into_grid()
        })
    }

    /// Everything moves to the bar at one side, wherever that side is.
    fn move_to_the_bar(task) {
        let bar = task.color();
        let palette = task.colors_except(3, &[bar]);
        let program = format!(
            "let l = objects(input, mono4) in let wall = find(l, o -> equal(color(o), {bar})) in \
             move_by(input, without(l, [wall]), o -> to_object(o, wall))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let side = pair.direction();
            lines::side(&mut scene, side, bar);
            let mut lanes = Lanes::along(side);
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 1..=4, color);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Two objects change places.
    fn two_objects_change_places(task) {
        let palette = task.colors(4);
        let program = "let l = objects(input, mono8) in swap_objects(input, first(l), last(l))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let colors = pair.picks(&palette, 2);
            for color in colors {
                let sprite = shapes::blob(pair, 3..=6, color);
                let (size, frame) = (sprite.size(), scene.size());
                scene.scatter_where(pair, &sprite, 3, |at| {
                    at.row + size.height + 1 < frame.height && at.col + size.width + 1 < frame.width
                });
            }
            scene.into_grid()
        })
    }

    /// The object of one color moves until it touches the object of the other color.
    fn move_to_touch(task) {
        let [mover, target] = task.palette();
        let program = format!(
            "let l = objects(input, mono8) in \
             move_by(input, filter(l, o -> equal(color(o), {mover})), \
             o -> to_object(o, find(l, p -> equal(color(p), {target}))))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let (goal, sprite) = (pair.size(2..=4), shapes::blob(pair, 3..=6, mover));
            let at = scene.scatter(pair, &shapes::block(goal, target))?;
            let size = sprite.size();
            // In line with the target, and not beside it.
            scene.scatter_where(pair, &sprite, 2, |from| {
                let shares_rows = from.row < at.row + goal.height && at.row < from.row + size.height;
                let shares_cols = from.col < at.col + goal.width && at.col < from.col + size.width;
                shares_rows != shares_cols
            });
            scene.into_grid()
        })
    }

    /// The loose object falls and takes the color of what it lands on.
    fn fall_and_take_color(task) {
        let loose = task.color();
        let direction = task.direction();
        let palette = task.colors_except(4, &[loose]);
        let program = format!(
            "replace_by(input, filter(objects(input, mono4), o -> equal(color(o), {loose})), \
             o -> recolor(moved(o, to_rest(input, o, {direction})), color_toward(input, o, {direction})))"
        );
        Recipe::new(program, move |pair| {
            let frame = pair.size(8..=16);
            let mut scene = Scene::blank(frame);
            let is_across = matches!(direction, Direction::Left | Direction::Right);
            let lanes = if is_across { frame.height } else { frame.width };
            let depth = if is_across { frame.width } else { frame.height };
            // A floor of patches along one side, and a loose cell above some of them.
            let mut lane = 0;
            while lane < lanes {
                let (width, color) = (pair.int(2..=4) as i32, pair.pick(&palette));
                let thick = pair.int(1..=3) as i32;
                for lane in lane..(lane + width).min(lanes) {
                    for far in 0..thick {
                        scene.dot(from_side(direction, frame, lane, depth - 1 - far), color);
                    }
                }
                if pair.chance(70) {
                    let far = pair.int(0..=(depth - thick - 3).max(0) as usize) as i32;
                    scene.dot(from_side(direction, frame, (lane + 1).min(lanes - 1), far), loose);
                }
                lane += width;
            }
            scene.into_grid()
        })
    }

    /// Every object moves by a fixed step; what leaves the picture comes in on the other side.
    fn objects_move_and_wrap(task) {
        let step = Point::new(task.int(0..=6) as i32 - 3, task.int(1..=3) as i32);
        let by = if task.chance(50) { step } else { Point::new(step.col, step.row) };
        let palette = task.colors(4);
        Recipe::new(format!("replace_by(input, objects(input, mono8), o -> wrapped(o, {by}))"), move |pair| {
            let mut scene = Scene::blank(pair.size(6..=12));
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 2..=6, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The picture rolls in one direction by as many steps as it has dots of one color.
    fn roll_by_number_of_dots(task) {
        let dot = task.color();
        let direction = task.direction();
        let palette = task.colors_except(3, &[dot]);
        let program = format!("roll(input, scale_point(step({direction}), count_color(input, {dot})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(6..=12));
            for _ in 0..pair.int(1..=3) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 3..=6, color);
                scene.try_scatter(pair, &sprite);
            }
            let count = pair.int(1..=4);
            scene.dots(pair, count, dot);
            scene.into_grid()
        })
    }

    /// All objects move in line with the one object of a certain color.
    fn align_with_fixed_object(task) {
        let fixed = task.color();
        let side = task.direction();
        let palette = task.colors_except(4, &[fixed]);
        let program = format!(
            "let l = objects(input, mono8) in let f = find(l, o -> equal(color(o), {fixed})) in \
             move_by(input, l, o -> to_align(o, f, {side}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let across = if matches!(side, Direction::Up | Direction::Down) { Direction::Up } else { Direction::Left };
            let mut lanes = Lanes::along(across);
            for index in 0..pair.int(3..=4) {
                let color = if index == 0 { fixed } else { pair.pick(&palette) };
                let sprite = shapes::blob(pair, 2..=6, color);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }
}

/// The point in a lane at a depth, counted towards a side.
fn from_side(toward: Direction, frame: Size, lane: i32, far: i32) -> Point {
    match toward {
        Direction::Down => Point::new(far, lane),
        Direction::Up => Point::new(frame.height - 1 - far, lane),
        Direction::Right => Point::new(lane, far),
        _ => Point::new(lane, frame.width - 1 - far),
    }
}
