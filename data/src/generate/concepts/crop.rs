//! Concepts about: crop and select.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "crop and select";

    /// The largest object is cut out.
    fn crop_largest(task) {
        let count = task.int(2..=4);
        Recipe::new("object_grid(arg_max(objects(input, mono4), o -> area(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for cells in pair.distinct(2..=12, count) {
                let color = pair.color();
                let sprite = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The smallest rectangle around the cells of one color is cut out.
    fn crop_to_color(task) {
        let wanted = task.color();
        Recipe::new(format!("crop_to_color(input, {wanted})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            let sprite = shapes::blob(pair, 4..=9, wanted);
            scene.scatter(pair, &sprite);
            for color in pair.colors_except(2, &[wanted]) {
                let sprite = shapes::blob(pair, 2..=9, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// What a frame encloses is cut out of a noisy picture.
    fn crop_inside_frame(task) {
        let wall = task.color();
        let colors = task.colors_except(3, &[wall]);
        let program = "interior(input, arg_max(objects(input, mono4), o -> hole_area(o)))";
        Recipe::new(program, move |pair| {
            let size = pair.size(10..=20);
            let mut grid = textures::sparse(pair, size, 30, colors[0]);
            let count = size.area() as usize / 12;
            noise::salt(pair, &mut grid, count, colors[1]);
            let frame = Size::new(pair.int(4..=8) as i32, pair.int(4..=8) as i32);
            let at = pair.point(Size::new(size.height - frame.height + 1, size.width - frame.width + 1));
            for ((row, col), cell) in shapes::frame(frame, wall).indexed() {
                if cell == wall {
                    grid.set(at + Point::new(row as i32, col as i32), wall);
                }
            }
            Some(grid)
        })
    }

    /// One quarter of the symmetric object is cut out.
    fn crop_quarter_of_object(task) {
        let corner = task.diagonal();
        Recipe::new(format!("half(trim(input), {corner})"), move |pair| {
            let colors = pair.colors(3);
            let side = pair.int(3..=5) * 2;
            let under = [Transform::FlipHorizontal, Transform::FlipVertical];
            let mut sprite = textures::symmetric(pair, side, &under, &colors);
            if pair.chance(50) {
                for at in [(0, 0), (0, side - 1), (side - 1, 0), (side - 1, side - 1)] {
                    sprite[at] = Color::Black;
                }
            }
            let mut scene = Scene::blank(pair.size(side + 3..=side + 9));
            scene.scatter_inside(pair, &sprite);
            scene.into_grid()
        })
    }

    /// The part between four marks is cut out of the picture.
    fn crop_between_marks(task) {
        let mark = task.color();
        let colors = task.colors_except(3, &[mark]);
        Recipe::new(format!("interior(input, mask_object(input, cells_of(input, {mark})))"), move |pair| {
            let size = pair.size(9..=18);
            let percent = pair.int(30..=60);
            let mut grid = textures::sparse(pair, size, percent, colors[0]);
            for &color in &colors[1..] {
                let count = size.area() as usize / 8;
                noise::salt(pair, &mut grid, count, color);
            }
            let room = Size::new(pair.int(4..=8) as i32, pair.int(4..=8) as i32);
            let at = pair.point(Size::new(size.height - room.height + 1, size.width - room.width + 1));
            for row in [0, room.height - 1] {
                for col in [0, room.width - 1] {
                    grid.set(at + Point::new(row, col), mark);
                }
            }
            Some(grid)
        })
    }

    /// The object whose shape no other object has is cut out.
    fn crop_odd_shape(task) {
        let is_one_color = task.chance(50);
        Recipe::new("object_grid(unique_by(objects(input, mono8), o -> shape(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let common = shapes::blob(pair, 4..=6, Color::Blue);
            let odd = shapes::blob(pair, 4..=7, Color::Blue);
            let count = pair.int(2..=5);
            let mut sprites = vec![common; count];
            sprites.push(odd);
            pair.shuffle(&mut sprites);
            let first = pair.color();
            for sprite in sprites {
                let color = if is_one_color { first } else { pair.color() };
                scene.scatter(pair, &shapes::sprite(&sprite.map(|cell| cell != Color::Black), color));
            }
            scene.into_grid()
        })
    }

    /// The one symmetric object is cut out.
    fn crop_symmetric_object(task) {
        let flip = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical]);
        let program = format!("object_grid(find(objects(input, mono8), o -> is_symmetric(o, {flip})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            let mut sprites: Vec<Grid> = Vec::new();
            let (side, color) = (pair.int(3..=4), pair.color());
            sprites.push(shapes::symmetric(pair, side, flip, color));
            for _ in 0..pair.int(2..=4) {
                let color = pair.color();
                sprites.push(shapes::letter_like(pair, color));
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The room with the most or the fewest filled cells is cut out.
    fn crop_room_by_fill(task) {
        let [line, color] = task.palette();
        let (choice, columns) = (task.pick(&["arg_max", "arg_min"]), task.int(1..=3));
        let program = format!("{choice}(panels(input), p -> mask_count(figure(p)))");
        Recipe::new(program, move |pair| {
            let room = pair.size(3..=5);
            let count = columns * if columns == 1 { pair.int(2..=4) } else { pair.int(1..=3) };
            let counts = pair.distinct(1..=room.area() as usize - 1, count);
            let pictures: Vec<Grid> = counts
                .into_iter()
                .map(|cells| {
                    let mut picture = shapes::block(room, Color::Black);
                    noise::salt(pair, &mut picture, cells, color);
                    picture
                })
                .collect();
            panels::join(&pictures, columns, line)
        })
    }

    /// The rectangle around the rarest color is cut out of a picture of large areas.
    fn crop_to_rarest_color(task) {
        let palette = task.colors(5);
        Recipe::new("crop_to_color(input, least_common_color(input))", move |pair| {
            let colors = pair.picks(&palette, 4);
            let mut scene = Scene::filled(pair.size(10..=18), colors[0]);
            for &color in &colors[1..3] {
                for _ in 0..2 {
                    let (size, side) = (pair.size(4..=5), pair.int(4..=5) as i32);
                    scene.scatter(pair, &shapes::block(Size::new(size.height, side), color));
                }
            }
            let cells = pair.int(4..=9);
            let sprite = shapes::blob_of(pair, cells, colors[3]);
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// The object is cut out and enlarged.
    fn crop_and_enlarge(task) {
        let (factor, colors) = (task.int(2..=4), task.colors(3));
        Recipe::new(format!("upscale(crop_content(input, black), {factor})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            let blob = shapes::blob(pair, 4..=9, Color::Blue);
            let sprite = shapes::painted(pair, &blob.map(|cell| cell != Color::Black), &colors);
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// The picture is cut in two; the half with more in it is the answer.
    fn crop_fuller_half(task) {
        let (one, other) = task.pick(&[(Direction::Up, Direction::Down), (Direction::Left, Direction::Right)]);
        let color = task.color();
        let program = format!(
            "arg_max([half(input, {one}), half(input, {other})], g -> mask_count(figure(g)))"
        );
        Recipe::new(program, move |pair| half_empty(pair, color, one))
    }

    /// The object with a hole is cut out.
    fn crop_holed_object(task) {
        let is_one_color = task.chance(50);
        Recipe::new("object_grid(find(objects(input, mono4), o -> has_hole(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let common = pair.color();
            let holes = pair.int(1..=2);
            let mut sprites = vec![shapes::holed(pair, holes, common)];
            for _ in 0..pair.int(2..=4) {
                sprites.push(shapes::blob(pair, 4..=8, common));
            }
            pair.shuffle(&mut sprites);
            for sprite in sprites {
                let color = if is_one_color { common } else { pair.color() };
                scene.scatter(pair, &shapes::sprite(&sprite.map(|cell| cell != Color::Black), color));
            }
            scene.into_grid()
        })
    }

    /// Of the squares that the picture consists of, the symmetric one is the answer.
    fn crop_symmetric_square(task) {
        let (flip, is_negated) = (task.pick(&[Transform::FlipHorizontal, Transform::Transpose]), task.chance(40));
        let test = format!("has_symmetry(g, {flip})");
        let test = if is_negated { format!("not({test})") } else { test };
        let (side, is_beside) = (task.int(3..=5), task.chance(50));
        let palette = task.colors(4);
        Recipe::new(format!("find(split_squares(input), g -> {test})"), move |pair| {
            let count = pair.int(2..=4);
            let chosen = pair.below(count);
            let mut squares: Vec<Grid> = Vec::new();
            for index in 0..count {
                let colors = [Color::Black, pair.pick(&palette)];
                let is_symmetric = (index == chosen) != is_negated;
                let size = Size::new(side as i32, side as i32);
                squares.push(if is_symmetric {
                    textures::symmetric(pair, side, &[flip], &colors)
                } else {
                    textures::random(pair, size, &colors)
                });
            }
            panels::abut(&squares, if is_beside { count } else { 1 })
        })
    }

    /// The picture without its frame, however thick that is.
    fn crop_frame_away(task) {
        let palette = task.colors(4);
        Recipe::new("strip_frame(input)", move |pair| {
            let colors = pair.picks(&palette, 4);
            let (size, thick) = (pair.size(3..=7), pair.int(1..=3));
            let picture = textures::random(pair, size, &[Color::Black, colors[1], colors[2]]);
            let far = 2 * thick as i32;
            let frame = shapes::block(Size::new(size.height + far, size.width + far), colors[0]);
            let place = Point::new(thick as i32, thick as i32);
            Some(frame.like(|row, col| {
                picture.get(Point::new(row as i32, col as i32) - place).unwrap_or(colors[0])
            }))
        })
    }

    /// The figure is cut out and painted in the colors of the small palette, part by part.
    fn tint_figure_by_palette(task) {
        let body = task.color();
        let palette = task.colors_except(5, &[body]);
        let program = format!(
            "let p = crop_content(remove_color(input, {body}), black) in tint(crop_to_color(input, {body}), p)"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let (side, factor) = (pair.int(2..=3), pair.int(2..=3));
            let colors = pair.picks(&palette, 4);
            let legend = shapes::colored(pair, Size::new(side as i32, side as i32), &colors);
            let side = side * factor;
            let mut figure = textures::sparse(pair, Size::new(side as i32, side as i32), 60, body);
            for at in [(0, pair.below(side)), (side - 1, pair.below(side)), (pair.below(side), 0)] {
                figure[at] = body;
            }
            figure[(pair.below(side), side - 1)] = body;
            scene.scatter(pair, &figure);
            scene.scatter(pair, &legend);
            scene.into_grid()
        })
    }

    /// The enlarged object is cut out and reduced to its true size.
    fn crop_and_reduce(task) {
        let palette = task.colors(4);
        Recipe::new("unscale(crop_content(input, black))", move |pair| {
            let blob = shapes::blob(pair, 5..=9, Color::Blue);
            let colors = pair.picks(&palette, 3);
            let small = shapes::painted(pair, &blob.map(|cell| cell != Color::Black), &colors);
            let factor = pair.int(2..=3);
            let size = Size::new((small.height() * factor) as i32, (small.width() * factor) as i32);
            let large = shapes::block(size, Color::Black).like(|row, col| small[(row / factor, col / factor)]);
            let mut scene = Scene::blank(Size::new(size.height + pair.int(1..=6) as i32, size.width + 4));
            scene.scatter(pair, &large);
            scene.into_grid()
        })
    }

    /// The object is cut out and framed.
    fn crop_and_frame(task) {
        let frame = task.color();
        let palette = task.colors_except(4, &[frame]);
        let program = format!("add_frame(object_grid(arg_max(objects(input, multi8), o -> area(o))), {frame})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let count = pair.int(2..=4);
            for cells in pair.distinct(2..=10, count) {
                let colors = pair.picks(&palette, 2);
                let blob = shapes::blob_of(pair, cells, Color::Blue);
                let sprite = shapes::painted(pair, &blob.map(|cell| cell != Color::Black), &colors);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }
}

/// A picture one half of which has more cells than the other.
fn half_empty(pair: &mut Sampler, color: Color, one: Direction) -> Option<Grid> {
    let size = Size::new(2 * pair.int(2..=6) as i32, 2 * pair.int(2..=6) as i32);
    let is_first_full = pair.chance(50);
    let mut grid = textures::sparse(pair, size, 15, color);
    let other = pair.color_except(&[color]);
    for row in 0..size.height {
        for col in 0..size.width {
            let is_first = if one == Direction::Up { 2 * row < size.height } else { 2 * col < size.width };
            if is_first == is_first_full && pair.chance(45) {
                grid.set(Point::new(row, col), if pair.chance(30) { other } else { color });
            }
        }
    }
    // The halves must differ.
    let in_first = |at: Point| if one == Direction::Up { 2 * at.row < size.height } else { 2 * at.col < size.width };
    let figure = grid.map(|cell| cell != Color::Black);
    let first = figure.points().filter(|&at| in_first(at)).count();
    (2 * first != figure.count()).then_some(grid)
}
