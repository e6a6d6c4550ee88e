//! Concepts about: extract objects.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "extract objects";

    /// The object that carries a mark is cut out.
    fn extract_marked_object(task) {
        let [mark, body] = task.palette();
        let is_one_color = task.chance(50);
        let program = format!("object_grid(find(objects(input, multi8), o -> has_color(o, {mark})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let count = pair.int(3..=5);
            let marked = pair.below(count);
            for index in 0..count {
                let color = if is_one_color { body } else { pair.color_except(&[mark]) };
                let mut sprite = shapes::blob(pair, 4..=9, color);
                if index == marked {
                    let dots = pair.int(1..=2);
                    dot_cells(pair, &mut sprite, dots, mark);
                }
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The object of most colors is cut out.
    fn extract_most_colorful(task) {
        let palette = task.colors(6);
        Recipe::new("object_grid(arg_max(objects(input, multi8), o -> object_colors(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let mut sprites: Vec<Grid> = Vec::new();
            for count in [pair.int(3..=4), pair.int(1..=2), pair.int(1..=2), 2] {
                let colors = pair.picks(&palette, count);
                let mut sprite = shapes::blob(pair, 6..=9, colors[0]);
                for &color in &colors[1..] {
                    recolor_some(pair, &mut sprite, colors[0], color);
                }
                sprites.push(sprite);
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// All objects are lined up in the order in which they lie in the picture.
    fn line_up_objects(task) {
        let side = task.int(2..=4);
        let palette = task.colors(4);
        let (join, key) = task.pick(&[
            ("horizontal", "leftmost(o)"),
            ("horizontal", "rightmost(o)"),
            ("vertical", "top(o)"),
            ("vertical", "leftmost(o)"),
        ]);
        let list = if key == "top(o)" {
            "objects(input, multi8)".to_owned()
        } else {
            format!("sort_by(objects(input, multi8), o -> {key})")
        };
        Recipe::new(format!("concat_{join}(map({list}, o -> object_grid(o)))"), move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let mut used: Vec<Point> = Vec::new();
            for _ in 0..pair.int(2..=4) {
                let colors = pair.picks(&palette, 2);
                let sprite = full_square(pair, side, &colors);
                let at = scene.scatter_where(pair, &sprite, 1, |at| {
                    used.iter().all(|other| other.row != at.row && other.col != at.col)
                })?;
                used.push(at);
            }
            scene.into_grid()
        })
    }

    /// Only objects whose shape occurs more than once stay.
    fn keep_repeated_shapes(task) {
        let palette = task.colors(3);
        let program = "draw_objects(filter_shared(objects(input, mono8), o -> shape(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            let twin = shapes::blob(pair, 4..=6, Color::Blue);
            let mut sprites = vec![twin; pair.int(2..=3)];
            for cells in pair.distinct(3..=8, 3) {
                sprites.push(shapes::blob_of(pair, cells, Color::Blue));
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                let color = pair.pick(&palette);
                scene.scatter(pair, &shapes::sprite(&sprite.map(|cell| cell != Color::Black), color));
            }
            scene.into_grid()
        })
    }

    /// The one object whose color no other object has is cut out.
    fn extract_object_of_odd_color(task) {
        let palette = task.colors(4);
        Recipe::new("object_grid(unique_by(objects(input, mono8), o -> color(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let colors = pair.picks(&palette, 3);
            let mut wanted = vec![colors[0]];
            for &color in &colors[1..] {
                wanted.extend(vec![color; pair.int(2..=3)]);
            }
            pair.shuffle(&mut wanted);
            for color in wanted {
                let sprite = shapes::blob(pair, 3..=7, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// All objects are laid over each other.
    fn superimpose_objects(task) {
        let side = task.int(3..=5);
        let palette = task.colors(5);
        let program = "overlay_all(map(objects(input, mono8), o -> object_grid(o)), black)";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(3 * side..=20));
            let count = pair.int(2..=3);
            for color in pair.picks(&palette, count) {
                let sprite = spread_figure(pair, side, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// What surrounds the marks is laid over each other.
    fn superimpose_surroundings_of_marks(task) {
        let mark = task.color();
        let palette = task.colors_except(4, &[mark]);
        let program = format!("overlay_all(windows(input, cells_of(input, {mark}), 1), black)");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            let plan: Vec<Color> = (0..8).map(|_| pair.pick(&palette)).collect();
            let count = pair.int(2..=3);
            for part in 0..count {
                let mut sprite = shapes::block(Size::new(3, 3), Color::Black);
                sprite[(1, 1)] = mark;
                for (index, cell) in [0, 1, 2, 3, 5, 6, 7, 8].into_iter().enumerate() {
                    if pair.below(count) == part || pair.chance(20) {
                        sprite.cells_mut()[cell] = plan[index];
                    }
                }
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The object inside the box is cut out.
    fn extract_enclosed_object(task) {
        let wall = task.color();
        let palette = task.colors_except(4, &[wall]);
        let program = "crop_content(interior(input, arg_max(objects(input, mono4), o -> hole_area(o))), black)";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(13..=20));
            let color = pair.pick(&palette);
            let content = shapes::blob(pair, 4..=8, color);
            let more = [pair.int(4..=6) as i32, pair.int(4..=6) as i32];
            let mut sprite =
                shapes::frame(Size::new(content.height() as i32 + more[0], content.width() as i32 + more[1]), wall);
            let inset = Point::new(2, 2) + pair.point(Size::new(more[0] - 3, more[1] - 3));
            for ((row, col), cell) in content.indexed() {
                sprite.set(inset + Point::new(row as i32, col as i32), cell);
            }
            scene.scatter(pair, &sprite);
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 3..=8, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The largest object is cut out and turned or mirrored.
    fn extract_largest_turned(task) {
        let turn = task.turn();
        let palette = task.colors(4);
        let program = format!("transform(object_grid(arg_max(objects(input, multi8), o -> area(o))), {turn})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let count = pair.int(2..=4);
            for (index, cells) in pair.distinct(2..=6, count).into_iter().enumerate() {
                let cells = if index == 0 { pair.int(8..=11) } else { cells };
                let color = pair.pick(&palette);
                let mut sprite = shapes::blob_of(pair, cells, color);
                let other = pair.pick(&palette);
                recolor_some(pair, &mut sprite, color, other);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The object with the most dots of one color is cut out.
    fn extract_most_dotted(task) {
        let [body, dot, other] = task.palette();
        let is_two_colored = task.chance(50);
        let program = format!("object_grid(arg_max(objects(input, multi8), o -> color_area(o, {dot})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let count = pair.int(2..=4);
            for dots in pair.distinct(0..=4, count) {
                let color = if is_two_colored { pair.pick(&[body, other]) } else { body };
                let size = Size::new(pair.int(3..=5) as i32, pair.int(3..=5) as i32);
                let mut sprite = shapes::block(size, color);
                dot_cells(pair, &mut sprite, dots, dot);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The object that is not symmetric is cut out.
    fn extract_asymmetric_object(task) {
        let flip = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical]);
        let program = format!("object_grid(find(objects(input, mono8), o -> not(is_symmetric(o, {flip}))))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            let color = pair.color();
            let mut sprites = vec![shapes::letter_like(pair, color)];
            for _ in 0..pair.int(2..=4) {
                let (side, color) = (pair.int(3..=4), pair.color());
                sprites.push(shapes::symmetric(pair, side, flip, color));
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The corners of the picture are laid over each other.
    fn superimpose_corners(task) {
        let side = task.int(2..=4);
        let palette = task.colors(4);
        Recipe::new(format!("overlay_all(corners(input, {side}), black)"), move |pair| {
            let more = [pair.int(1..=5), pair.int(1..=5)];
            let size = Size::new((2 * side + more[0]) as i32, (2 * side + more[1]) as i32);
            let mut grid = shapes::block(size, Color::Black);
            let plan: Vec<Color> = (0..side * side).map(|_| pair.pick(&palette)).collect();
            for (cell, &color) in plan.iter().enumerate() {
                let (row, col) = (cell / side, cell % side);
                for _ in 0..pair.int(1..=2) {
                    let down = if pair.chance(50) { side + more[0] } else { 0 };
                    let across = if pair.chance(50) { side + more[1] } else { 0 };
                    grid[(row + down, col + across)] = color;
                }
            }
            Some(grid)
        })
    }

    /// Only the objects that touch a mark stay, without the marks.
    fn keep_objects_touching_mark(task) {
        let mark = task.color();
        let palette = task.colors_except(3, &[mark]);
        let program = format!(
            "let l = objects(remove_color(input, {mark}), mono4) in \
             let m = filter(objects(input, mono4), o -> equal(color(o), {mark})) in \
             draw_objects(filter(l, o -> any(m, p -> touches(o, p))))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for index in 0..pair.int(3..=6) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 4..=8, color);
                let mut room = shapes::block(
                    Size::new(sprite.height() as i32 + 2, sprite.width() as i32 + 2),
                    Color::Black,
                );
                for ((row, col), cell) in sprite.indexed() {
                    room[(row + 1, col + 1)] = cell;
                }
                if index == 0 || (index > 1 && pair.chance(50)) {
                    let beside: Vec<usize> = (0..room.area())
                        .filter(|&cell| {
                            let at = Point::new((cell / room.width()) as i32, (cell % room.width()) as i32);
                            let touches = |step: &Direction| room.get(at + step.delta()) == Some(color);
                            room.cells()[cell] == Color::Black && Direction::STRAIGHT.iter().any(touches)
                        })
                        .collect();
                    room.cells_mut()[pair.pick(&beside)] = mark;
                }
                scene.try_scatter(pair, &room);
            }
            scene.dots(pair, 1, mark);
            scene.into_grid()
        })
    }
}

/// `dots` cells of a sprite that are set become dots of a color.
fn dot_cells(pair: &mut Sampler, sprite: &mut Grid, dots: usize, color: Color) {
    let set: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] != Color::Black).collect();
    for cell in pair.picks(&set, dots) {
        sprite.cells_mut()[cell] = color;
    }
}

/// One to three cells of one color of a sprite get another color.
fn recolor_some(pair: &mut Sampler, sprite: &mut Grid, from: Color, to: Color) {
    let set: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] == from).collect();
    let count = pair.int(1..=3).min(set.len() - 1);
    for cell in pair.picks(&set, count) {
        sprite.cells_mut()[cell] = to;
    }
}

/// A connected square picture in some colors that reaches all its sides.
fn full_square(pair: &mut Sampler, side: usize, colors: &[Color]) -> Grid {
    let shape = spread_figure(pair, side, colors[0]);
    let mut sprite = shapes::painted(pair, &shape.map(|cell| cell != Color::Black), colors);
    if let Some(first) = sprite.cells().iter().position(|&cell| cell != Color::Black) {
        sprite.cells_mut()[first] = colors[0];
    }
    sprite
}

/// A figure of one color, connected also diagonally, that reaches all sides of a square.
fn spread_figure(pair: &mut Sampler, side: usize, color: Color) -> Grid {
    let size = Size::new(side as i32, side as i32);
    for _ in 0..60 {
        let figure = textures::sparse(pair, size, 55, color);
        let pieces = arc_dsl::components(&figure, true, |a, b| a != Color::Black && b != Color::Black);
        let is_full = figure.map(|cell| cell != Color::Black).bounds() == Some((Point::default(), size));
        if pieces.len() == 1 && is_full {
            return figure;
        }
    }
    shapes::block(size, color)
}
