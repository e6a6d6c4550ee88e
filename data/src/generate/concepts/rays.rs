//! Concepts about: rays and links.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Lanes, Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "rays and links";

    /// Dots shoot rays of their color in one direction up to the border.
    fn rays_to_border(task) {
        let direction = task.pick(&Direction::ALL);
        Recipe::new(format!("shoot(input, one_way({direction}))"), |pair| {
            let mut scene = Scene::blank(pair.size(6..=14));
            for _ in 0..pair.int(1..=4) {
                let color = pair.color();
                scene.dots(pair, 1, color);
            }
            scene.into_grid()
        })
    }

    /// Dots of one color in a row or column are linked by lines.
    fn link_dots(task) {
        let dot = task.color();
        Recipe::new("link(input, ways_around(true, false))", move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let size = scene.size();
            let row = pair.point(size).row;
            for col in pair.distinct(0..=size.width as usize - 1, 2) {
                scene.dot(Point::new(row, col as i32), dot);
            }
            let col = pair.point(size).col;
            for row in pair.distinct(0..=size.height as usize - 1, 2) {
                scene.dot(Point::new(row as i32, col), dot);
            }
            scene.into_grid()
        })
    }

    /// Dots shoot rays in one direction until a block is in the way.
    fn rays_stopped_by_blocks(task) {
        let [dot, block] = task.palette();
        let direction = task.direction();
        let program = format!("shoot_from(input, {dot}, one_way({direction}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(2..=4) {
                let at = {
                    let size = pair.size(1..=3);
                    scene.scatter_inside(pair, &shapes::block(size, block))?
                };
                // A dot that meets the block.
                if pair.chance(70) {
                    let away = pair.int(2..=5) as i32;
                    let from = at - Point::new(direction.delta().row * away, direction.delta().col * away);
                    if scene.is_free(from) {
                        scene.dot(from, dot);
                    }
                }
            }
            let count = pair.int(1..=2);
            scene.dots(pair, count, dot);
            scene.into_grid()
        })
    }

    /// Dots of one color become rows, dots of another columns, which cross over the rows.
    fn dots_to_crossing_lines(task) {
        let [flat, steep] = task.palette();
        let (first, second) = task.pick(&[("left", "up"), ("up", "left")]);
        let program = format!(
            "shoot_over(shoot_over(input, {flat}, both_ways({first})), {steep}, both_ways({second}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            for color in [flat, steep] {
                let count = pair.int(1..=2);
                scene.dots(pair, count, color);
            }
            scene.into_grid()
        })
    }

    /// Dots shoot diagonal rays that are mirrored by the two walls at the sides.
    fn rays_zigzag(task) {
        let [dot, ray] = task.palette();
        let direction = task.diagonal();
        let is_upright = task.chance(70);
        let program = format!(
            "paint_mask(input, zigzag(cells_of(input, {dot}), one_way({direction}), {is_upright}), {ray})"
        );
        Recipe::new(program, move |pair| {
            let (long, short) = (pair.int(10..=17) as i32, pair.int(3..=7) as i32);
            let size = if is_upright { Size::new(long, short) } else { Size::new(short, long) };
            let mut scene = Scene::blank(size);
            let away = direction.delta();
            let near = |at: i32, side: i32, step: i32| if step > 0 { at } else { side - 1 - at };
            let along = pair.int(0..=2) as i32;
            let across = pair.below(short as usize) as i32;
            let at = if is_upright {
                Point::new(near(along, size.height, away.row), across)
            } else {
                Point::new(across, near(along, size.width, away.col))
            };
            scene.dot(at, dot);
            scene.into_grid()
        })
    }

    /// A ray leaves a dot and makes a quarter turn before each obstacle.
    fn ray_turns_at_obstacles(task) {
        let [dot, obstacle, ray] = task.palette();
        let direction = task.direction();
        let is_clockwise = task.chance(50);
        let program = format!(
            "paint_mask(input, turning_rays(cells_of(input, {dot}), cells_of(input, {obstacle}), \
             one_way({direction}), {is_clockwise}), {ray})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let mut at = pair.point(scene.size());
            scene.dot(at, dot);
            let mut heading = direction;
            for _ in 0..pair.int(1..=4) {
                let step = heading.delta();
                let room = (1..20).take_while(|&far| scene.is_free(at + Point::new(step.row * far, step.col * far))).count();
                if room < 3 {
                    break;
                }
                let far = pair.int(3..=room) as i32;
                for passed in 1..far {
                    scene.reserve(at + Point::new(step.row * passed, step.col * passed), Size::new(1, 1));
                }
                scene.dot(at + Point::new(step.row * far, step.col * far), obstacle);
                at = at + Point::new(step.row * (far - 1), step.col * (far - 1));
                heading = quarter_turn(heading, is_clockwise);
            }
            let count = pair.int(0..=2);
            for _ in 0..count {
                scene.try_scatter(pair, &shapes::dot(obstacle));
            }
            scene.into_grid()
        })
    }

    /// Water falls from its sources, spreads on the obstacles and flows over their edges.
    fn water_flows(task) {
        let [source, wall, water] = task.palette();
        let direction = task.direction();
        let program = format!(
            "paint_mask(input, flow(cells_of(input, {source}), cells_of(input, {wall}), {direction}), {water})"
        );
        Recipe::new(program, move |pair| {
            let (down, across) = (pair.int(10..=16) as i32, pair.int(9..=15) as i32);
            let mut scene = Scene::blank(Size::new(down, across));
            let col = pair.int(2..=across as usize - 3) as i32;
            scene.dot(Point::new(0, col), source);
            // The first bar lies under the source, the next one under an edge of the first.
            let mut under = col;
            let mut row = 0;
            for _ in 0..pair.int(1..=3) {
                row += pair.int(3..=4) as i32;
                let length = pair.int(1..=4) as i32;
                let from = (under - pair.below(length as usize) as i32).clamp(1, across - length - 1);
                if row >= down {
                    break;
                }
                lines::segment(&mut scene, Point::new(row, from), Direction::Right, length as usize, wall);
                under = if pair.chance(50) { from - 1 } else { from + length };
            }
            let turn = match direction {
                Direction::Down => arc_dsl::Transform::Identity,
                Direction::Up => arc_dsl::Transform::FlipVertical,
                Direction::Right => arc_dsl::Transform::Transpose,
                _ => arc_dsl::Transform::Rotate90,
            };
            scene.into_grid().map(|grid| grid.transform(turn))
        })
    }

    /// Two dots at the ends of a row are linked, each in its color up to the middle.
    fn links_meet_halfway(task) {
        let middle = task.color();
        let along = task.pick(&[Direction::Left, Direction::Up]);
        let program = format!("link_halves(input, both_ways({along}), {middle})");
        Recipe::new(program, move |pair| {
            let (length, other) = (2 * pair.int(3..=7) as i32 + 1, pair.int(4..=12));
            let mut scene = Scene::blank(Size::new(other as i32, length));
            let count = pair.int(1..=3);
            for row in pair.distinct(0..=other - 1, count) {
                let colors = pair.colors_except(2, &[middle]);
                scene.dot(Point::new(row as i32, 0), colors[0]);
                scene.dot(Point::new(row as i32, length - 1), colors[1]);
            }
            let is_across = along == Direction::Left;
            scene.into_grid().map(|grid| if is_across { grid } else { grid.transform(arc_dsl::Transform::Transpose) })
        })
    }

    /// Every object shoots a ray from its differently colored tip, away from its body.
    fn rays_from_tips(task) {
        let [body, tip] = task.palette();
        Recipe::new("shoot_by(input, objects(input, multi4), o -> odd_color_side(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for _ in 0..pair.int(1..=3) {
                let mut sprite = shapes::block(Size::new(3, 2), body);
                for (row, color) in [Color::Black, tip, Color::Black].into_iter().enumerate() {
                    sprite.set(Point::new(row as i32, 1), color);
                }
                let turn = pair.transform();
                scene.scatter_inside(pair, &sprite.transform(turn));
            }
            scene.into_grid()
        })
    }

    /// Dots shoot dashed rays in one direction.
    fn dashed_rays(task) {
        let second = task.color();
        let direction = task.direction();
        let program = format!("shoot_dashed(input, {second}, one_way({direction}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=15));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(1..=4) {
                let color = pair.color_except(&[second]);
                lanes.scatter(pair, &mut scene, &shapes::dot(color));
            }
            scene.into_grid()
        })
    }

    /// Blocks that face each other across free space are linked.
    fn link_blocks(task) {
        let [block, link] = task.palette();
        let ways = task.pick(&["ways_around(true, false)", "both_ways(left)", "both_ways(up)"]);
        let program = format!("paint_mask(input, linked_objects(objects(input, mono4), {ways}), {link})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for _ in 0..pair.int(2..=5) {
                let side = pair.int(2..=3) as i32;
                scene.scatter(pair, &shapes::block(Size::new(side, side), block));
            }
            scene.into_grid()
        })
    }

    /// One dot is linked to another by a path with one corner.
    fn link_with_corner(task) {
        let [from, to, path] = task.palette();
        let place = |color: Color| format!("first(mask_points(cells_of(input, {color})))");
        let program = format!("paint_mask(input, elbow(input, {}, {}), {path})", place(from), place(to));
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=16));
            scene.dots(pair, 1, from);
            scene.dots(pair, 1, to);
            scene.into_grid()
        })
    }

    /// Strokes go on from their ends up to the border or the next thing.
    fn strokes_go_on(task) {
        let colors = task.colors(3);
        Recipe::new("extend_lines(input, ways_around(true, true))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(1..=3) {
                let color = pair.pick(&colors);
                let direction = pair.pick(&Direction::ALL);
                let sprite = shapes::line(pair.int(2..=3), direction, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Rays of a color mirror at walls.
    fn ray_mirrors_at_walls(task) {
        let [dot, wall, ray] = task.palette();
        let direction = task.diagonal();
        let program = format!(
            "paint_mask(input, bounce(cells_of(input, {dot}), cells_of(input, {wall}), one_way({direction})), {ray})"
        );
        Recipe::new(program, move |pair| bouncing(pair, direction, dot, wall))
    }
}

fn quarter_turn(direction: Direction, is_clockwise: bool) -> Direction {
    let clockwise = match direction {
        Direction::Up => Direction::Right,
        Direction::Right => Direction::Down,
        Direction::Down => Direction::Left,
        _ => Direction::Up,
    };
    if is_clockwise { clockwise } else { clockwise.opposite() }
}

/// A dot whose diagonal ray meets a wall on one or two sides.
fn bouncing(pair: &mut Sampler, direction: Direction, dot: Color, wall: Color) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(9..=16));
    let (size, step) = (scene.size(), direction.delta());
    let walls = pair.int(1..=2);
    let is_upright = pair.chance(50);
    let (along, across) = if is_upright { (step.col, size.width) } else { (step.row, size.height) };
    // The wall ahead stands in the last third, the other one behind the dot.
    let ahead = if along > 0 { across - pair.int(1..=2) as i32 } else { pair.int(0..=1) as i32 };
    let behind = if along > 0 { 0 } else { across - 1 };
    for line in [ahead, behind].into_iter().take(walls) {
        if is_upright {
            lines::column(&mut scene, line as usize, wall);
        } else {
            lines::row(&mut scene, line as usize, wall);
        }
    }
    let near = |pair: &mut Sampler, step: i32, side: i32, least: usize| {
        let far = pair.int(least..=least + 4) as i32;
        if step > 0 { far } else { side - 1 - far }
    };
    let at = if is_upright {
        Point::new(near(pair, step.row, size.height, 0), near(pair, step.col, size.width, 2))
    } else {
        Point::new(near(pair, step.row, size.height, 2), near(pair, step.col, size.width, 0))
    };
    scene.dot(at, dot);
    scene.into_grid()
}
