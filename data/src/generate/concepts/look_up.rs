//! Concepts about: look up and label.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Lanes, Scene, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "look up and label";

    /// A legend in a corner says which color becomes which.
    fn translate_by_corner_legend(task) {
        let corner = task.diagonal();
        let program = format!("let l = take_side(input, {corner}, 2) in paste(l, translate(input, l))");
        Recipe::new(program, move |pair| {
            let colors = pair.colors(4);
            let mut scene = Scene::blank(pair.size(9..=16));
            let legend = rows_of(2, &colors);
            let size = scene.size();
            let row = if matches!(corner, Direction::UpLeft | Direction::UpRight) { 0 } else { size.height - 2 };
            let col = if matches!(corner, Direction::UpLeft | Direction::DownLeft) { 0 } else { size.width - 2 };
            scene.place(Point::new(row, col), &legend);
            for color in [colors[0], colors[2], pair.pick(&[colors[0], colors[2]])] {
                let sprite = shapes::blob(pair, 3..=8, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Two pictures stand side by side: a list of color pairs, and a picture whose colors are exchanged by it.
    fn exchange_by_side_legend(task) {
        let line = task.color();
        Recipe::new("let p = panels(input) in exchange_by(last(p), first(p))", move |pair| {
            let size = pair.size(4..=7);
            let count = pair.int(2..=3);
            let colors = pair.colors_except(2 * count, &[line]);
            let mut grid = Scene::blank(Size::new(size.height, size.width + 3));
            grid.place(Point::default(), &rows_of(2, &colors));
            crate::generate::parts::lines::column(&mut grid, 2, line);
            let shown = if pair.chance(50) { colors.clone() } else { colors[..colors.len() - 1].to_vec() };
            let picture = textures::random(pair, size, &[&shown[..], &[Color::Black; 2]].concat());
            grid.place(Point::new(0, 3), &picture);
            grid.into_grid()
        })
    }

    /// The color of a corner tells how to turn the rest of the picture.
    fn corner_tells_turn(task) {
        let [one, other] = task.palette();
        let turns = task.picks(&arc_dsl::Transform::ALL, 2);
        let program = format!(
            "let g = drop_side(input, up, 1) in \
             if equal(at(input, (0, 0)), {one}) then transform(g, {}) else transform(g, {})",
            turns[0], turns[1]
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let mut scene = Scene::blank(Size::new(size.height + 1, size.width));
            scene.dot(Point::default(), if pair.chance(50) { one } else { other });
            let colors = pair.colors_except(2, &[one, other]);
            let picture = textures::random(pair, size, &[Color::Black, colors[0], colors[1]]);
            scene.place(Point::new(1, 0), &picture);
            scene.into_grid()
        })
    }

    /// Objects get a color that depends on how many cells they have.
    fn color_by_cell_count(task) {
        let [common, one, two, three] = task.palette();
        let counts = task.distinct(1..=6, 3);
        let program = format!(
            "recolor_by(input, objects(input, mono4), \
             o -> if equal(area(o), {}) then {one} else if equal(area(o), {}) then {two} else {three})",
            counts[0], counts[1]
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=15));
            for index in 0..pair.int(4..=7) {
                let cells = if index < 3 { counts[index] } else { pair.pick(&counts) };
                let sprite = shapes::blob_of(pair, cells, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Uncolored objects get the color of the object of the same shape.
    fn color_of_same_shape(task) {
        let plain = task.color();
        let program = format!(
            "let l = objects(input, mono8) in \
             recolor_by(input, filter(l, o -> equal(color(o), {plain})), \
             o -> color(shape_mate(filter(l, p -> not(equal(color(p), {plain}))), o)))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let count = pair.int(2..=3);
            for (cells, color) in pair.distinct(3..=7, count).into_iter().zip(pair.colors_except(count, &[plain])) {
                let sprite = shapes::blob_of(pair, cells, color);
                scene.scatter(pair, &sprite);
                for _ in 0..pair.int(1..=2) {
                    scene.scatter(pair, &sprite.map(|cell| if cell == color { plain } else { Color::Black }));
                }
            }
            scene.into_grid()
        })
    }

    /// The colors in the first row are given to the objects in their order from one side.
    fn colors_given_in_order(task) {
        let plain = task.color();
        let side = task.pick(&[Direction::Left, Direction::Right]);
        let program = format!(
            "let l = filter(objects(input, mono4), o -> equal(color(o), {plain})) in \
             recolor_by(input, l, o -> nth(row_colors(input, 0), order_toward(l, o, {side})))"
        );
        Recipe::new(program, move |pair| {
            let count = pair.int(2..=4);
            let mut scene = Scene::blank(Size::new(pair.int(8..=14) as i32, pair.int(13..=20) as i32));
            scene.place(Point::default(), &rows_of(count, &pair.colors_except(count, &[plain])));
            let mut lanes = Lanes::along(Direction::Up);
            for _ in 0..count {
                let sprite = shapes::blob(pair, 2..=7, plain);
                lanes.scatter_where(pair, &mut scene, &sprite, |at| at.row > 1);
            }
            scene.into_grid()
        })
    }

    /// Every panel becomes one cell, whose color depends on the number of dots in it.
    fn panel_count_to_color(task) {
        let [line, dot] = task.palette();
        let colors = task.colors_except(3, &[line, dot]);
        let program = format!(
            "panel_map(input, map(panels(input), p -> nth([{}, {}, {}], subtract(mask_count(figure(p)), 1))))",
            colors[0], colors[1], colors[2]
        );
        Recipe::new(program, move |pair| {
            let counts = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
            let size = Size::new(3, 3);
            let pictures: Vec<Grid> = (0..counts.area()).map(|_| dotted(pair, size, dot)).collect();
            panels::join(&pictures, counts.width as usize, line)
        })
    }

    /// Each of the signs in a row stands for a color.
    fn signs_to_colors(task) {
        let [line, ink] = task.palette();
        let colors = task.colors(3);
        let cells = task.distinct(0..=8, 2);
        let gap = |cell: usize| Point::new(cell as i32 / 3, cell as i32 % 3);
        let gaps = [gap(cells[0]), gap(cells[1])];
        let program = format!(
            "color_row(map(panels(input), p -> if equal(at(p, {}), black) then {} \
             else if equal(at(p, {}), black) then {} else {}))",
            gaps[0], colors[0], gaps[1], colors[1], colors[2]
        );
        Recipe::new(program, move |pair| {
            let mut signs: Vec<usize> = (0..pair.int(3..=6)).map(|_| pair.below(3)).collect();
            signs[..3].copy_from_slice(&[0, 1, 2]);
            pair.shuffle(&mut signs);
            let count = signs.len();
            let pictures: Vec<Grid> = signs.into_iter().map(|sign| {
                let mut picture = shapes::block(Size::new(3, 3), ink);
                if let Some(&at) = gaps.get(sign) {
                    picture.set(at, Color::Black);
                }
                picture
            }).collect();
            panels::join(&pictures, count, line)
        })
    }
}

/// Colors row by row in `columns` columns.
fn rows_of(columns: usize, colors: &[Color]) -> Grid {
    Grid::from_fn(colors.len() / columns, columns, |row, col| colors[row * columns + col]).expect("legends are small")
}

/// A black picture with one to three dots.
fn dotted(pair: &mut Sampler, size: Size, color: Color) -> Grid {
    let mut picture = shapes::block(size, Color::Black);
    for cell in pair.distinct(0..=size.area() as usize - 1, 3).into_iter().take(1 + pair.below(3)) {
        picture.cells_mut()[cell] = color;
    }
    picture
}
