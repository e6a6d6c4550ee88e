//! Concepts about: inside and outside.

use arc_dsl::{Color, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes};
use crate::random::Sampler;

concepts! {
    group "inside and outside";

    /// The cells that a shape encloses are filled with a color.
    fn fill_holes(task) {
        let [outline, filling] = task.palette();
        let program = format!("paint_mask(input, holes(input, false), {filling})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=18));
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(3..=6);
                scene.scatter(pair, &shapes::frame(size, outline));
            }
            let distractor = shapes::blob(pair, 2..=6, outline);
            scene.try_scatter(pair, &distractor);
            scene.into_grid()
        })
    }

    /// Boxes are filled with the color of the dot inside them.
    fn fill_boxes_with_their_dot(task) {
        let wall = task.color();
        let program = format!("fill_rooms(input, {wall})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for color in [pair.color_except(&[wall]), pair.color_except(&[wall])] {
                dotted_box(pair, &mut scene, wall, color);
            }
            scene.into_grid()
        })
    }

    /// Dots inside boxes change their color, those outside do not.
    fn recolor_dots_inside(task) {
        let [wall, dot, special] = task.palette();
        let program = format!(
            "paint_mask(input, mask_and(enclosed(cells_of(input, {wall}), false), cells_of(input, {dot})), {special})"
        );
        Recipe::new(program, move |pair| boxes_and_dots(pair, wall, &[dot]))
    }

    /// The dots inside boxes are counted.
    fn count_dots_inside(task) {
        let [wall, dot, other] = task.palette();
        let program = format!(
            "bar(mask_count(mask_and(enclosed(cells_of(input, {wall}), false), cells_of(input, {dot}))), {dot})"
        );
        let colors = if task.chance(50) { vec![dot, dot, other] } else { vec![dot] };
        Recipe::new(program, move |pair| boxes_and_dots(pair, wall, &colors))
    }

    /// Each box takes the color of what is inside it.
    fn box_takes_color_of_content(task) {
        let wall = task.color();
        let palette = task.colors_except(4, &[wall]);
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> equal(color(o), {wall})), \
             o -> inside_color(input, o))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for _ in 0..pair.int(2..=3) {
                let color = pair.pick(&palette);
                filled_box(pair, &mut scene, wall, color);
            }
            scene.into_grid()
        })
    }

    /// The ground outside of closed shapes is flooded, the ground inside stays dry.
    fn flood_outside(task) {
        let [wall, water] = task.palette();
        let program = format!("paint_mask(input, border_parts(cells_of(input, black), false), {water})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(2..=4) {
                let size = pair.size(4..=8);
                let sprite = if pair.chance(65) { shapes::frame(size, wall) } else { leaky_frame(pair, size, wall) };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The ground inside of shapes gets one color, the ground outside another.
    fn color_inside_and_outside(task) {
        let [wall, inside, outside] = task.palette();
        let program = format!(
            "paint_mask(recolor_background(input, {outside}), holes(input, false), {inside})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            scene.scatter_inside(pair, &shapes::frame(Size::new(4, 5), wall));
            for _ in 0..pair.int(1..=4) {
                let size = pair.size(3..=7);
                let sprite = if pair.chance(60) { shapes::frame(size, wall) } else { leaky_frame(pair, size, wall) };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The answer is the color of the dot that is inside the box.
    fn color_of_dot_inside(task) {
        let wall = task.color();
        let palette = task.colors_except(5, &[wall]);
        let size = task.size(1..=3);
        let program = format!(
            "canvas({size}, inside_color(input, arg_max(objects(input, mono4), o -> box_area(o))))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let colors = pair.picks(&palette, 3);
            filled_box(pair, &mut scene, wall, colors[0]);
            for color in [colors[1], colors[2], colors[1]] {
                let sprite = shapes::blob(pair, 1..=4, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Empty boxes go, boxes with something inside stay.
    fn erase_empty_boxes(task) {
        let wall = task.color();
        let palette = task.colors_except(3, &[wall]);
        let program = "erase_where(input, filter(objects(input, mono4), o -> has_hole(o)), \
                       o -> equal(inside_area(input, o), 0))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for _ in 0..pair.int(1..=2) {
                let color = pair.pick(&palette);
                filled_box(pair, &mut scene, wall, color);
                let size = pair.size(3..=6);
                scene.scatter(pair, &shapes::frame(size, wall));
            }
            for _ in 0..pair.int(0..=3) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 1..=4, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every object is surrounded with an outline.
    fn surround_with_outline(task) {
        let outline = task.color();
        let palette = task.colors_except(4, &[outline]);
        let program = format!("outline_by(input, objects(input, multi8), o -> {outline})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&palette);
                let sprite = if pair.chance(50) {
                    shapes::blob(pair, 1..=6, color)
                } else {
                    let size = pair.size(1..=4);
                    shapes::block(size, color)
                };
                scene.scatter_where(pair, &sprite, 2, |_| true);
            }
            scene.into_grid()
        })
    }

    /// Boxes in boxes get a color that depends on how deep they lie.
    fn color_by_nesting_depth(task) {
        let [common, outer, second, third] = task.palette();
        let program = format!(
            "let l = objects(input, mono4) in recolor_by(input, l, \
             o -> if equal(depth(l, o), 0) then {outer} else if equal(depth(l, o), 1) then {second} else {third})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(13..=20));
            for depth in [3, pair.int(1..=2), pair.int(1..=3)] {
                let (height, width) = (4 * depth as i32 - 1, 4 * depth as i32 - 1 + pair.int(0..=2) as i32);
                let sprite = shapes::block(Size::new(height, width), Color::Black).like(|row, col| {
                    let (row, col) = (row as i32, col as i32);
                    let ring = row.min(col).min(height - 1 - row).min(width - 1 - col);
                    if ring % 2 == 0 { common } else { Color::Black }
                });
                if depth == 3 {
                    scene.scatter(pair, &sprite);
                } else {
                    scene.try_scatter(pair, &sprite);
                }
            }
            scene.into_grid()
        })
    }

    /// Closed loops get one color, loops with a gap another.
    fn color_closed_and_open_loops(task) {
        let [common, closed, open] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono8), o -> if equal(hole_count(o), 0) then {open} else {closed})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for is_closed in [true, false, pair.chance(50), pair.chance(50)] {
                let size = pair.size(4..=7);
                let sprite = if is_closed { shapes::frame(size, common) } else { leaky_frame(pair, size, common) };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Everything inside the box is kept and everything else cut off, the box included.
    fn crop_inside_and_recolor(task) {
        let [wall, dot, special] = task.palette();
        let program = format!(
            "replace_color(interior(input, arg_max(objects(input, mono4), o -> hole_area(o))), {dot}, {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let size = Size::new(pair.int(4..=8) as i32, pair.int(4..=8) as i32);
            scene.scatter(pair, &shapes::frame(size, wall));
            let mut grid = scene.into_grid()?;
            let percent = pair.int(15..=40);
            noise::speckle(pair, &mut grid, Color::Black, dot, percent);
            Some(grid)
        })
    }

    /// Free cells that see something on all four sides are filled.
    fn fill_cells_enclosed_on_all_sides(task) {
        let [wall, filling] = task.palette();
        let program = format!(
            "paint_mask(input, mask_and(cells_of(input, black), cells_equal(seen_sides(input), 4)), {filling})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(4..=8);
                let sprite = if pair.chance(40) { shapes::frame(size, wall) } else { leaky_frame(pair, size, wall) };
                scene.try_scatter(pair, &sprite);
            }
            let count = pair.int(1..=4);
            noise::strays(pair, &mut scene, count, &[wall]);
            scene.into_grid()
        })
    }

    /// Boxes with a certain number of things inside get another color.
    fn color_box_by_number_of_contents(task) {
        let [wall, dot, right, wrong] = task.palette();
        let wanted = task.int(1..=3);
        let program = format!(
            "let l = objects(input, mono4) in recolor_by(input, filter(l, o -> has_hole(o)), \
             o -> if equal(length(contents(l, o)), {wanted}) then {right} else {wrong})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for count in [wanted, pair.int(0..=4), pair.int(0..=3)] {
                let size = Size::new(pair.int(5..=7) as i32, pair.int(5..=7) as i32);
                let mut room = Scene::of(shapes::frame(size, wall));
                room.reserve(Point::new(0, 0), Size::new(1, size.width));
                room.reserve(Point::new(size.height - 1, 0), Size::new(1, size.width));
                room.reserve(Point::new(0, 0), Size::new(size.height, 1));
                room.reserve(Point::new(0, size.width - 1), Size::new(size.height, 1));
                for _ in 0..count {
                    let at = Point::new(1, 1) + pair.point(Size::new(size.height - 2, size.width - 2));
                    room.dot(at, dot);
                }
                scene.scatter(pair, &room.into_grid()?);
            }
            let count = pair.int(0..=4);
            noise::strays(pair, &mut scene, count, &[dot]);
            scene.into_grid()
        })
    }

    /// What is inside a box takes the color of the box.
    fn content_takes_color_of_box(task) {
        let content = task.color();
        let palette = task.colors_except(4, &[content]);
        let program = format!(
            "let l = objects(input, mono4) in recolor_by(input, filter(l, o -> equal(color(o), {content})), \
             o -> color(container(l, o)))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let count = pair.int(2..=3);
            for wall in pair.picks(&palette, count) {
                filled_box(pair, &mut scene, wall, content);
            }
            scene.into_grid()
        })
    }
}

/// A box with a dot inside.
fn dotted_box(pair: &mut Sampler, scene: &mut Scene, wall: Color, dot: Color) {
    let size = pair.size(4..=7);
    let mut sprite = shapes::frame(size, wall);
    sprite[(pair.int(1..=size.height as usize - 2), pair.int(1..=size.width as usize - 2))] = dot;
    scene.scatter(pair, &sprite);
}

/// A box around a small figure that does not touch it.
fn filled_box(pair: &mut Sampler, scene: &mut Scene, wall: Color, color: Color) {
    let content = shapes::blob(pair, 1..=4, color);
    let size = Size::new(content.height() as i32 + 4, content.width() as i32 + 4);
    let mut sprite = shapes::frame(size, wall);
    for ((row, col), cell) in content.indexed() {
        sprite.set(Point::new(row as i32 + 2, col as i32 + 2), cell);
    }
    scene.scatter(pair, &sprite);
}

/// A frame with one cell missing that is no corner.
fn leaky_frame(pair: &mut Sampler, size: Size, wall: Color) -> Grid {
    let mut sprite = shapes::frame(size, wall);
    let (row, col) = (pair.int(1..=size.height as usize - 2), pair.int(1..=size.width as usize - 2));
    let (last_row, last_col) = (size.height as usize - 1, size.width as usize - 1);
    let at = pair.pick(&[(row, 0), (row, last_col), (0, col), (last_row, col)]);
    sprite[at] = Color::Black;
    sprite
}

/// Boxes, and dots inside and outside of them.
fn boxes_and_dots(pair: &mut Sampler, wall: Color, colors: &[Color]) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(11..=20));
    let mut rooms = Vec::new();
    for index in 0..pair.int(1..=3) {
        let size = pair.size(4..=7);
        let frame = shapes::frame(size, wall);
        let at = if index == 0 { scene.scatter(pair, &frame) } else { scene.try_scatter(pair, &frame) };
        if let Some(at) = at {
            // Nothing that is scattered later gets in.
            scene.reserve(at, size);
            rooms.push((at, size));
        }
    }
    for (at, size) in rooms {
        for _ in 0..pair.int(1..=3) {
            let inside = pair.point(Size::new(size.height - 2, size.width - 2));
            let color = pair.pick(colors);
            scene.dot(at + inside + Point::new(1, 1), color);
        }
    }
    let count = pair.int(2..=6);
    noise::strays(pair, &mut scene, count, colors);
    scene.into_grid()
}
