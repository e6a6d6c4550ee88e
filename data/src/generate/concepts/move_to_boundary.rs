//! Concepts about: move to boundary.

use arc_dsl::{Color, Direction, Grid, Point};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Lanes, Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "move to boundary";

    /// All objects move to the border on one side.
    fn move_to_side(task) {
        let direction = task.direction();
        let program = format!("move_by(input, objects(input, mono8), o -> to_border(o, {direction}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(2..=3) {
                let color = pair.color();
                let sprite = shapes::blob(pair, 2..=6, color);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every object moves to the border that is nearest to it.
    fn move_to_nearest_side(task) {
        let color = task.color();
        let program = "move_by(input, objects(input, mono4), o -> to_border(o, nearest_border(o)))";
        Recipe::new(program, move |pair| near_sides(pair, color))
    }

    /// Every object crosses the grid and stops at the border opposite to the nearest one.
    fn move_to_farther_side(task) {
        let color = task.color();
        let program = "move_by(input, objects(input, mono4), o -> to_border(o, opposite(nearest_border(o))))";
        Recipe::new(program, move |pair| near_sides(pair, color))
    }

    /// The color of an object tells to which border it moves.
    fn color_tells_side(task) {
        let [one, other] = task.palette();
        let direction = task.direction();
        let back = direction.opposite();
        let program = format!(
            "move_by(input, objects(input, mono8), \
             o -> to_border(o, if equal(color(o), {one}) then {direction} else {back}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=17));
            let mut lanes = Lanes::along(direction);
            for index in 0..pair.int(2..=4) {
                let color = if index == 0 { one } else if index == 1 { other } else { pair.pick(&[one, other]) };
                let sprite = shapes::blob(pair, 1..=6, color);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The form of an object tells to which border it moves: high ones to one, wide ones to another.
    fn form_tells_side(task) {
        let sides = task.picks(&Direction::STRAIGHT, 2);
        let program = format!(
            "move_by(input, objects(input, mono4), o -> to_border(o, if is_high(o) then {} else {}))",
            sides[0], sides[1]
        );
        Recipe::new(program, |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(1..=2) {
                let color = pair.color();
                let sprite = shapes::line(pair.int(2..=4), Direction::Up, color);
                scene.scatter(pair, &sprite);
                let color = pair.color();
                let sprite = shapes::line(pair.int(2..=4), Direction::Left, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every object moves to the border to which its differently colored tip points.
    fn move_where_tip_points(task) {
        let [body, tip] = task.palette();
        let program = "move_by(input, objects(input, multi4), o -> to_border(o, odd_color_side(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(1..=3) {
                let sprite = pointer(pair, body, tip);
                scene.scatter_inside(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Dots on both sides of a line move until they touch it.
    fn move_to_line(task) {
        let [line, dot] = task.palette();
        let is_across = task.chance(50);
        let program = format!(
            "move_by(input, filter(objects(input, mono4), o -> equal(color(o), {dot})), o -> to_color(input, o, {line}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let size = scene.size();
            let side = if is_across { size.height } else { size.width } as usize;
            let middle = pair.int(3..=side - 4);
            if is_across { lines::row(&mut scene, middle, line) } else { lines::column(&mut scene, middle, line) };
            let mut lanes = Lanes::along(if is_across { Direction::Up } else { Direction::Left });
            for _ in 0..pair.int(2..=4) {
                let sprite = shapes::blob(pair, 1..=3, dot);
                lanes.scatter(pair, &mut scene, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The borders of two sides are colored, and every dot moves to the border of its own color.
    fn move_to_border_of_own_color(task) {
        let is_across = task.chance(50);
        let program = "let l = filter(objects(input, mono4), o -> not(touches_border(o))) in \
                       move_by(input, l, o -> to_color(erase_objects(input, l), o, color(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let colors = pair.colors(2);
            let sides = if is_across { [Direction::Left, Direction::Right] } else { [Direction::Up, Direction::Down] };
            lines::side(&mut scene, sides[0], colors[0]);
            lines::side(&mut scene, sides[1], colors[1]);
            let mut lanes = Lanes::along(sides[0]);
            for _ in 0..pair.int(2..=5) {
                let sprite = shapes::dot(pair.pick(&colors));
                let size = scene.size();
                lanes.scatter_where(pair, &mut scene, &sprite, |at| {
                    at.row > 0 && at.col > 0 && at.row + 1 < size.height && at.col + 1 < size.width
                });
            }
            scene.into_grid()
        })
    }

    /// Objects move to one border and leave a trail in a color of its own.
    fn move_with_trail(task) {
        let [body, trail] = task.palette();
        let direction = task.direction();
        let program = format!(
            "let l = objects(input, mono4) in \
             paint_objects(map_colors(add_by(input, l, o -> swept(o, to_border(o, {direction}))), [[{body}, {trail}]]), \
             map(l, o -> moved(o, to_border(o, {direction}))))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let mut lanes = Lanes::along(direction);
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(1..=3);
                lanes.scatter(pair, &mut scene, &shapes::block(size, body));
            }
            scene.into_grid()
        })
    }
}

/// Small blocks, each near one side.
fn near_sides(pair: &mut Sampler, color: Color) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(10..=17));
    let size = scene.size();
    let count = pair.int(1..=3);
    for side in pair.picks(&Direction::STRAIGHT, count) {
        let sprite = shapes::blob(pair, 2..=5, color);
        let away = pair.int(1..=2) as i32;
        let (last_row, last_col) = (size.height - sprite.size().height, size.width - sprite.size().width);
        scene.scatter_where(pair, &sprite, 1, |at| {
            let distances = [at.row, last_row - at.row, at.col, last_col - at.col];
            let own = match side {
                Direction::Up => distances[0],
                Direction::Down => distances[1],
                Direction::Left => distances[2],
                _ => distances[3],
            };
            own == away && distances.iter().filter(|&&other| other <= away + 1).count() == 1
        });
    }
    scene.into_grid()
}

/// A block or bar with one cell in the middle of a side in another color.
fn pointer(pair: &mut Sampler, body: Color, tip: Color) -> Grid {
    let length = pair.int(2..=4) as i32;
    let is_thick = pair.chance(50);
    let (height, middle) = if is_thick { (3, 1) } else { (1, 0) };
    let mut sprite = shapes::block(arc_dsl::Size::new(height, length), body);
    sprite.set(Point::new(middle, length - 1), tip);
    if is_thick {
        sprite.set(Point::new(0, length - 1), Color::Black);
        sprite.set(Point::new(2, length - 1), Color::Black);
    }
    let turn = pair.transform();
    sprite.transform(turn)
}
