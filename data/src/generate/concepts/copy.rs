//! Concepts about: copy.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "copy";

    /// The object is copied onto every mark.
    fn copy_object_onto_marks(task) {
        let mark = task.color();
        let program = format!(
            "stamp(input, object_grid(arg_max(objects(input, multi8), o -> area(o))), cells_of(input, {mark}))"
        );
        let colors = task.colors_except(3, &[mark]);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let count = pair.int(1..=3);
            let picked = pair.picks(&colors, count);
            let sprite = odd_figure(pair, &picked);
            scene.scatter(pair, &sprite);
            for _ in 0..pair.int(1..=4) {
                let room = sprite.size();
                let at = scene.scatter_inside(pair, &shapes::dot(mark))?;
                scene.reserve(at - Point::new(room.height / 2, room.width / 2), room);
            }
            scene.into_grid()
        })
    }

    /// The shape is copied around every dot, in the color of the dot.
    fn copy_shape_in_color_of_dots(task) {
        let model = task.color();
        let dots = task.colors_except(4, &[model]);
        let program = "stamp_shape(input, isolated(input), shape(arg_max(objects(input, mono8), o -> area(o))))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let sprite = odd_figure(pair, &[model]);
            scene.scatter(pair, &sprite);
            for _ in 0..pair.int(2..=4) {
                let (room, color) = (sprite.size(), pair.pick(&dots));
                let at = scene.scatter_inside(pair, &shapes::dot(color))?;
                scene.reserve(at - Point::new(room.height / 2, room.width / 2), room);
            }
            scene.into_grid()
        })
    }

    /// Blank shapes get the pattern of the painted object that has the same shape.
    fn copy_patterns_onto_blanks(task) {
        let keep = task.chance(50);
        let blank = task.color();
        let colors = task.colors_except(3, &[blank]);
        let is_same_size = task.chance(50);
        Recipe::new(format!("copy_patterns(input, {keep})"), move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let size = pair.size(2..=4);
            for _ in 0..if is_same_size { 1 } else { 2 } {
                let size = if is_same_size { size } else { Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32) };
                let palette = pair.picks(&colors, 2);
                let sprite = shapes::colored(pair, size, &palette);
                scene.scatter(pair, &sprite);
                for _ in 0..pair.int(1..=3) {
                    scene.scatter(pair, &shapes::block(size, blank));
                }
            }
            scene.into_grid()
        })
    }

    /// The object marches in one direction: copies follow at a fixed distance up to the border.
    fn copies_march_to_border(task) {
        let direction = task.pick(&Direction::ALL);
        let gap = task.int(0..=2);
        let program = format!("paint_objects(input, march(whole(input), {direction}, {gap}))");
        let colors = task.colors(3);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            let color = pair.pick(&colors);
            let shape = shapes::blob(pair, 3..=6, color);
            let shape = shapes::painted(pair, &shape.map(|cell| cell != Color::Black), &colors[..2]);
            scene.scatter(pair, &shape);
            scene.into_grid()
        })
    }

    /// Each object gets its mirror image beside it.
    fn mirror_image_beside_each(task) {
        let side = task.direction();
        let program = format!("add_by(input, objects(input, mono8), o -> mirror_image(o, {side}))");
        let colors = task.colors(4);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&colors);
                let sprite = shapes::letter_like(pair, color);
                // Room for both, in the scene and for the image.
                let room = match side {
                    Direction::Up | Direction::Down => Size::new(2 * sprite.height() as i32, sprite.width() as i32),
                    _ => Size::new(sprite.height() as i32, 2 * sprite.width() as i32),
                };
                let mut both = shapes::block(room, Color::Black);
                let at = match side {
                    Direction::Up => Point::new(sprite.height() as i32, 0),
                    Direction::Left => Point::new(0, sprite.width() as i32),
                    _ => Point::new(0, 0),
                };
                for ((row, col), cell) in sprite.indexed() {
                    both.set(at + Point::new(row as i32, col as i32), cell);
                }
                if let Some(at) = scene.scatter(pair, &both) {
                    scene.reserve(at, room);
                }
            }
            scene.into_grid()
        })
    }

    /// The object is copied to wherever the color of its anchor occurs.
    fn copy_by_anchor(task) {
        let [anchor, body] = task.palette();
        let program = format!(
            "stamp_at_anchors(input, arg_max(objects(input, multi8), o -> object_colors(o)), {anchor})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let mut sprite = shapes::blob(pair, 5..=9, body);
            let cells: Vec<usize> = (0..sprite.area()).filter(|&cell| sprite.cells()[cell] == body).collect();
            sprite.cells_mut()[pair.pick(&cells)] = anchor;
            scene.scatter(pair, &sprite);
            for _ in 0..pair.int(1..=4) {
                let at = scene.scatter_inside(pair, &shapes::dot(anchor))?;
                scene.reserve(at - Point::new(2, 2), Size::new(5, 5));
            }
            scene.into_grid()
        })
    }

    /// The picture in the one filled room is copied into all rooms.
    fn copy_picture_into_all_rooms(task) {
        let line = task.color();
        let colors = task.colors_except(3, &[line]);
        let program = "repeat_panel(input, arg_max(panels(input), p -> mask_count(figure(p))))";
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=4), pair.size(2..=5));
            let (color, other) = (pair.pick(&colors), pair.pick(&colors));
            let mut picture = textures::sparse(pair, room, 45, color);
            noise::salt(pair, &mut picture, 1, other);
            let mut rooms = vec![shapes::block(room, Color::Black); counts.area() as usize];
            let chosen = pair.below(rooms.len());
            rooms[chosen] = picture;
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Each object throws a shadow of its own shape, one step aside.
    fn shadow_of_own_shape(task) {
        let shade = task.color();
        let direction = task.diagonal();
        let colors = task.colors_except(3, &[shade]);
        let program = format!(
            "add_behind_by(input, objects(input, mono8), o -> recolor(moved(o, step({direction})), {shade}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&colors);
                let sprite = if pair.chance(50) {
                    let size = pair.size(2..=4);
                    shapes::block(size, color)
                } else {
                    shapes::blob(pair, 3..=7, color)
                };
                scene.scatter_where(pair, &sprite, 2, |_| true);
            }
            scene.into_grid()
        })
    }

    /// The object is repeated side by side, as often as there are dots of one color.
    fn copies_by_number_of_dots(task) {
        let dot = task.color();
        let (join, colors) = (task.pick(&["horizontal", "vertical"]), task.colors_except(3, &[dot]));
        let program = format!(
            "concat_{join}(repeat(object_grid(arg_max(objects(input, multi8), o -> area(o))), \
             count_color(input, {dot})))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=13));
            let mut palette = pair.picks(&colors, 2);
            palette.push(Color::Black);
            let size = pair.size(2..=4);
            let mut sprite = shapes::colored(pair, size, &palette);
            sprite[(0, 0)] = palette[0];
            if arc_dsl::components(&sprite, true, |a, b| a != Color::Black && b != Color::Black).len() > 1 {
                return None;
            }
            scene.scatter(pair, &sprite);
            let count = pair.int(1..=5);
            scene.dots(pair, count, dot);
            scene.into_grid()
        })
    }

    /// Every object is repeated at every multiple of one displacement up to the border.
    fn repeat_object_to_border(task) {
        let step = Point::new(task.int(0..=5) as i32 - 2, task.int(2..=4) as i32);
        let by = if task.chance(50) { step } else { Point::new(step.col, step.row) };
        let by = if task.chance(30) { Point::new(-by.row, -by.col) } else { by };
        let program = format!("add_by(input, objects(input, mono8), o -> repeated(o, {by}))");
        let colors = task.colors(3);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for _ in 0..pair.int(1..=2) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 1..=3, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The two halves of the output are the drawn half of the input and its turned copy.
    fn copy_half_turned(task) {
        let (side, turn) = (task.direction(), task.pick(&[Transform::Rotate180, Transform::FlipVertical]));
        let join = if matches!(side, Direction::Up | Direction::Down) { "above" } else { "beside" };
        let program = format!("let h = half(input, {side}) in {join}(h, transform(h, {turn}))");
        Recipe::new(program, |pair| {
            let colors = pair.colors(2);
            let size = Size::new(2 * pair.int(2..=5) as i32, 2 * pair.int(2..=5) as i32);
            Some(textures::random(pair, size, &[Color::Black, Color::Black, colors[0], colors[1]]))
        })
    }

    /// Blank shapes take the color of the colored object that has the same shape.
    fn copy_color_of_same_shape(task) {
        let blank = task.color();
        let is_turned = task.chance(40);
        let mate = if is_turned { "turned_mate" } else { "shape_mate" };
        let palette = task.colors_except(5, &[blank]);
        let program = format!(
            "let l = objects(input, mono8) in recolor_by(input, filter(l, o -> equal(color(o), {blank})), \
             o -> color({mate}(filter(l, p -> not(equal(color(p), {blank}))), o)))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(13..=20));
            let count = pair.int(2..=3);
            let colors = pair.picks(&palette, count);
            for (cells, color) in pair.distinct(3..=7, count).into_iter().zip(colors) {
                let model = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &model);
                for _ in 0..pair.int(1..=2) {
                    let by = if is_turned { pair.transform() } else { Transform::Identity };
                    let shape = model.map(|cell| cell != Color::Black).transform(by);
                    scene.scatter(pair, &shapes::sprite(&shape, blank));
                }
            }
            scene.into_grid()
        })
    }

    /// Large blank shapes take the color of their small model.
    fn copy_color_of_small_model(task) {
        let blank = task.color();
        let palette = task.colors_except(5, &[blank]);
        let program = format!(
            "let l = objects(input, mono8) in recolor_by(input, filter(l, o -> equal(color(o), {blank})), \
             o -> color(scaled_mate(l, o)))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(14..=20));
            let count = pair.int(2..=3);
            let colors = pair.picks(&palette, count);
            for (cells, color) in pair.distinct(3..=6, count).into_iter().zip(colors) {
                let model = shapes::blob_of(pair, cells, color);
                let factor = pair.int(2..=3);
                let size = Size::new((model.height() * factor) as i32, (model.width() * factor) as i32);
                let large = shapes::block(size, blank)
                    .like(|row, col| if model[(row / factor, col / factor)] == color { blank } else { Color::Black });
                scene.scatter(pair, &large);
                scene.scatter(pair, &model);
            }
            scene.into_grid()
        })
    }
}

/// A connected figure in some colors whose bounding box has odd sides and whose middle is filled.
fn odd_figure(pair: &mut Sampler, colors: &[Color]) -> Grid {
    for _ in 0..50 {
        let blob = shapes::blob(pair, 4..=9, Color::Blue);
        let (height, width) = (blob.height(), blob.width());
        if height % 2 == 1 && width % 2 == 1 && height.max(width) <= 5 && blob[(height / 2, width / 2)] != Color::Black
        {
            return shapes::painted(pair, &blob.map(|cell| cell != Color::Black), colors);
        }
    }
    shapes::cross(1, false, colors[0])
}
