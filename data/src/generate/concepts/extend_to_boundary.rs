//! Concepts about: extend to boundary.

use arc_dsl::{Color, Direction, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "extend to boundary";

    /// Pieces of lines are continued at both ends up to the border or the next object.
    fn extend_segments(task) {
        let (colors, is_diagonal) = (task.colors(3), task.chance(40));
        let program = format!("extend_lines(input, ways_around({}, {is_diagonal}))", !is_diagonal);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=18));
            for _ in 0..pair.int(1..=3) {
                let (length, color) = (pair.int(2..=4), pair.pick(&colors));
                let direction = if is_diagonal { pair.diagonal() } else { pair.direction() };
                scene.scatter(pair, &shapes::line(length, direction, color));
            }
            scene.into_grid()
        })
    }

    /// Dots of one color send a line one way, dots of the other color another way.
    fn two_colors_two_directions(task) {
        let [first, second] = task.palette();
        let ways = task.picks(&Direction::ALL, 2);
        let program = format!(
            "shoot_from(shoot_from(input, {first}, one_way({})), {second}, one_way({}))",
            ways[0], ways[1]
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=16));
            for color in [first, second] {
                let count = pair.int(1..=3);
                scene.dots(pair, count, color);
            }
            scene.into_grid()
        })
    }

    /// The tails of blocks grow on in the direction they point, up to the border.
    fn extend_diagonal_tails(task) {
        let colors = task.colors(3);
        Recipe::new("extend_tips(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(1..=3) {
                let (color, side) = (pair.pick(&colors), pair.int(2..=3) as i32);
                let mut sprite = shapes::block(Size::new(side + 2, side + 2), Color::Black);
                for row in 1..=side {
                    for col in 1..=side {
                        sprite.set(Point::new(row, col), color);
                    }
                }
                let corners = [(0, 0), (0, side + 1), (side + 1, 0), (side + 1, side + 1)];
                let count = pair.int(1..=2);
                for (row, col) in pair.picks(&corners, count) {
                    sprite.set(Point::new(row, col), color);
                }
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Each object leaves a broad trail of itself on its way to one border.
    fn sweep_objects_to_border(task) {
        let direction = task.direction();
        let colors = task.colors(4);
        let program = format!("add_by(input, objects(input, mono8), o -> swept(o, to_border(o, {direction})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let is_across = matches!(direction, Direction::Left | Direction::Right);
            let mut lane = pair.int(0..=2) as i32;
            loop {
                let (size, color) = (pair.size(1..=3), pair.pick(&colors));
                let blob = shapes::blob(pair, 2..=5, color);
                let sprite = if pair.chance(50) { shapes::block(size, color) } else { blob };
                let (thick, room) = if is_across {
                    (sprite.height() as i32, scene.size().height)
                } else {
                    (sprite.width() as i32, scene.size().width)
                };
                if lane + thick > room {
                    return scene.into_grid();
                }
                scene.scatter_where(pair, &sprite, 0, |at| if is_across { at.row == lane } else { at.col == lane });
                lane += thick + pair.int(1..=4) as i32;
            }
        })
    }

    /// Colored lines are continued up to the border by repeating their colors.
    fn extend_colored_lines(task) {
        let is_two_way = task.chance(50);
        let direction = task.direction();
        let ways = if is_two_way { format!("both_ways({direction})") } else { format!("one_way({direction})") };
        let palette = task.colors(4);
        Recipe::new(format!("extend_pattern(input, {ways})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=18));
            let is_across = matches!(direction, Direction::Left | Direction::Right);
            let frame = scene.size();
            let lanes = if is_across { frame.height } else { frame.width } as usize;
            let count = pair.int(1..=2);
            for lane in pair.distinct(0..=(lanes - 1) / 2, count) {
                let (period, lane) = (pair.int(1..=3), 2 * lane as i32);
                let colors = pair.picks(&palette, period);
                let length = pair.int(2 * period..=2 * period + 1).max(2);
                let room = if is_across { frame.width } else { frame.height } as usize;
                let start = pair.int(0..=room.saturating_sub(length)) as i32;
                for step in 0..length {
                    let at = start + step as i32;
                    let at = if is_across { Point::new(lane, at) } else { Point::new(at, lane) };
                    scene.dot(at, colors[step % period]);
                }
            }
            scene.into_grid()
        })
    }

    /// Beams run from the dots of one color until something stops them.
    fn beams_stop_at_obstacles(task) {
        let [source, wall] = task.palette();
        let direction = task.direction();
        let ways = if task.chance(60) { format!("one_way({direction})") } else { format!("both_ways({direction})") };
        let program = format!("shoot_from(input, {source}, {ways})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let count = pair.int(2..=4);
            scene.dots(pair, count, source);
            for _ in 0..pair.int(3..=7) {
                let size = pair.size(1..=3);
                scene.try_scatter(pair, &shapes::block(size, wall));
            }
            scene.into_grid()
        })
    }

    /// Lines in all four directions run from the dots of one color, over or under everything else.
    fn cross_lines_through_picture(task) {
        let [source, block, other] = task.palette();
        let level = task.pick(&["over", "under"]);
        let around = ["ways_around(true, false)", "both_ways(left)", "both_ways(up)", "ways_around(false, true)"];
        let ways = task.pick(&around);
        Recipe::new(format!("shoot_{level}(input, {source}, {ways})"), move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let count = pair.int(1..=3);
            scene.dots(pair, count, source);
            for _ in 0..pair.int(2..=5) {
                let (size, color) = (pair.size(1..=4), pair.pick(&[block, other]));
                scene.try_scatter(pair, &shapes::block(size, color));
            }
            scene.into_grid()
        })
    }

    /// Dots send dashed lines to the border: their own color and a second one by turns.
    fn dashed_lines_to_border(task) {
        let dash = task.color();
        let direction = task.direction();
        let colors = task.colors_except(4, &[dash]);
        Recipe::new(format!("shoot_dashed(input, {dash}, one_way({direction}))"), move |pair| {
            let mut scene = Scene::blank(pair.size(7..=15));
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&colors);
                scene.dots(pair, 1, color);
            }
            scene.into_grid()
        })
    }

    /// The sides of frames are continued up to the border.
    fn extend_frame_sides(task) {
        let colors = task.colors(3);
        let ways = task.pick(&["both_ways(left)", "both_ways(up)", "ways_around(true, false)"]);
        Recipe::new(format!("extend_lines(input, {ways})"), move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=2) {
                let (size, color) = (pair.size(3..=6), pair.pick(&colors));
                scene.scatter_inside(pair, &shapes::frame(size, color));
            }
            scene.into_grid()
        })
    }

    /// Each object sends a line in the direction in which its odd cell points.
    fn shoot_where_it_points(task) {
        let [body, tip] = task.palette();
        Recipe::new("shoot_by(input, objects(input, multi8), o -> odd_color_side(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=3) {
                let sprite = pointer(pair, body, tip);
                scene.scatter_inside(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Each dot at the border draws a whole line across the picture.
    fn lines_from_border_dots(task) {
        let side = task.direction();
        let (palette, is_lined) = (task.colors(4), task.chance(30));
        let program = format!("shoot(input, one_way({}))", side.opposite());
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(6..=16));
            let size = scene.size();
            let is_across = matches!(side, Direction::Left | Direction::Right);
            let lanes = if is_across { size.height } else { size.width } as usize;
            let most = (lanes - 1) / 2;
            for lane in pair.distinct(0..=most, if is_lined { most } else { 2 }) {
                let (lane, color) = (2 * lane as i32, pair.pick(&palette));
                let at = match side {
                    Direction::Up => Point::new(0, lane),
                    Direction::Down => Point::new(size.height - 1, lane),
                    Direction::Left => Point::new(lane, 0),
                    _ => Point::new(lane, size.width - 1),
                };
                lines::segment(&mut scene, at, side, 1, color);
            }
            if pair.chance(60) {
                let color = pair.pick(&palette);
                let block = pair.size(1..=3);
                scene.scatter_inside(pair, &shapes::block(block, color));
            }
            scene.into_grid()
        })
    }

    /// Rays run to the border and step aside before obstacles.
    fn rays_sidestep_obstacles(task) {
        let [source, obstacle] = task.palette();
        let direction = task.direction();
        let is_upright = matches!(direction, Direction::Up | Direction::Down);
        let sides = if is_upright { [Direction::Left, Direction::Right] } else { [Direction::Up, Direction::Down] };
        let aside = task.pick(&sides);
        let program = format!(
            "paint_mask(input, detour_rays(cells_of(input, {source}), cells_of(input, {obstacle}), \
             {direction}, {aside}), {source})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let size = scene.size();
            let count = pair.int(1..=3);
            let lanes = if is_upright { size.width } else { size.height } as usize;
            for lane in pair.distinct(1..=lanes - 2, count) {
                let lane = lane as i32;
                let start = match direction {
                    Direction::Up => Point::new(size.height - 1, lane),
                    Direction::Down => Point::new(0, lane),
                    Direction::Left => Point::new(lane, size.width - 1),
                    _ => Point::new(lane, 0),
                };
                scene.dot(start, source);
                if pair.chance(80) {
                    let far = pair.int(3..=(if is_upright { size.height } else { size.width }) as usize - 2) as i32;
                    scene.dot(start + Point::new(direction.delta().row * far, direction.delta().col * far), obstacle);
                }
            }
            let count = pair.int(2..=6);
            scene.dots(pair, count, obstacle);
            scene.into_grid()
        })
    }

    /// Lines run from the dots only where the way is free, or only where something is hit.
    fn lines_only_where_way_is_free_or_not(task) {
        let [source, obstacle, line] = task.palette();
        let which = task.pick(&["rays_past", "rays_to"]);
        let ways = task.pick(&["ways_around(true, false)", "both_ways(left)", "both_ways(up)"]);
        let program = format!(
            "paint_mask(input, {which}(cells_of(input, {source}), cells_of(input, {obstacle}), {ways}), {line})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let count = pair.int(2..=4);
            scene.dots(pair, count, source);
            for _ in 0..pair.int(3..=6) {
                let size = pair.size(1..=3);
                scene.try_scatter(pair, &shapes::block(size, obstacle));
            }
            scene.into_grid()
        })
    }
}

/// A block of odd sides with one cell of another color in the middle of a side.
fn pointer(pair: &mut Sampler, body: Color, tip: Color) -> arc_dsl::Grid {
    let sides = [pair.int(1..=2), pair.int(1..=2)].map(|half| 2 * half as i32 + 1);
    let mut sprite = shapes::block(Size::new(sides[0], sides[1]), body);
    let at = match pair.direction() {
        Direction::Up => Point::new(0, sides[1] / 2),
        Direction::Down => Point::new(sides[0] - 1, sides[1] / 2),
        Direction::Left => Point::new(sides[0] / 2, 0),
        _ => Point::new(sides[0] / 2, sides[1] - 1),
    };
    sprite.set(at, tip);
    sprite
}
