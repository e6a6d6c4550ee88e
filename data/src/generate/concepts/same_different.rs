//! Concepts about: same and different.

use arc_dsl::{Color, Grid, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "same and different";

    /// The object whose shape no other has is erased.
    fn erase_odd_shape(task) {
        let is_mono = task.chance(50);
        let common = task.color();
        Recipe::new("erase_object(input, unique_by(objects(input, mono8), o -> shape(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let (usual, odd) = (shapes::blob_mask(pair, 5), pair.int(4..=6));
            let odd = shapes::blob_mask(pair, odd);
            let copies = pair.int(2..=4);
            let place = pair.below(copies + 1);
            for index in 0..=copies {
                let color = if is_mono { common } else { pair.color() };
                let sprite = shapes::sprite(if index == place { &odd } else { &usual }, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The object whose color no other has is cut out.
    fn crop_odd_color(task) {
        let size = task.int(2..=4);
        Recipe::new("object_grid(unique_by(objects(input, mono8), o -> color(o)))", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=17));
            let colors = pair.colors(3);
            let count = pair.int(1..=2);
            let usual = (0..pair.int(2..=3)).flat_map(|_| colors[1..=count].to_vec());
            let mut all: Vec<Color> = usual.chain([colors[0]]).collect();
            pair.shuffle(&mut all);
            for color in all {
                let sprite = shapes::blob(pair, size..=size + 4, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects of which there is more than one get a color of their own.
    fn recolor_twins(task) {
        let [common, special] = task.palette();
        let program = format!(
            "recolor_by(input, filter_shared(objects(input, mono8), o -> shape(o)), o -> {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let cells = pair.int(3..=6);
            let twin = shapes::blob_of(pair, cells, common);
            for _ in 0..pair.int(2..=3) {
                scene.scatter(pair, &twin);
            }
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 3..=7, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects without a counterpart of the same shape, turned or mirrored, are erased.
    fn erase_without_turned_twin(task) {
        let colors = task.colors(2);
        let program = "let l = objects(input, mono8) in erase_where(input, l, o -> equal(same_turned_count(l, o), 1))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            for _ in 0..pair.int(1..=2) {
                let (color, other) = (pair.pick(&colors), pair.pick(&colors));
                let shape = shapes::letter_like(pair, color);
                scene.scatter(pair, &shape);
                let turn = pair.turn();
                scene.scatter(pair, &shape.transform(turn).map(|cell| if cell == color { other } else { cell }));
            }
            for _ in 0..pair.int(1..=2) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 3..=7, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// One cell tells whether the two pictures are the same.
    fn tell_if_same(task) {
        let [line, yes, no] = task.palette();
        let program = format!(
            "let p = panels(input) in single(if equal(first(p), last(p)) then {yes} else {no})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=6);
            let colors = pair.colors_except(2, &[line]);
            let left = textures::random(pair, size, &[Color::Black, colors[0], colors[1]]);
            let mut right = left.clone();
            if pair.chance(50) {
                let wrong = pair.int(1..=4);
                noise::salt(pair, &mut right, wrong, colors[0]);
            }
            let is_beside = pair.chance(70);
            panels::join(&[left, right], if is_beside { 2 } else { 1 }, line)
        })
    }

    /// The cells in which two pictures differ are marked.
    fn mark_differences(task) {
        let [line, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in mask_to_grid(same_color(first(p), last(p)), black, {mark})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let colors = pair.colors_except(3, &[line]);
            let left = textures::random(pair, size, &[Color::Black, colors[0], colors[1]]);
            let mut right = left.clone();
            let wrong = pair.int(3..=8);
            noise::salt(pair, &mut right, wrong, colors[2]);
            panels::join(&[left, right], 2, line)
        })
    }

    /// The objects of the same shape as the colored one get its color.
    fn recolor_like_model(task) {
        let [plain, model] = task.palette();
        let program = format!(
            "let l = objects(input, mono8) in let m = find(l, o -> equal(color(o), {model})) in \
             recolor_by(input, filter(l, o -> same_shape(o, m)), o -> {model})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let cells = pair.int(3..=6);
            let shape = shapes::blob_mask(pair, cells);
            scene.scatter(pair, &shapes::sprite(&shape, model));
            for _ in 0..pair.int(1..=3) {
                scene.scatter(pair, &shapes::sprite(&shape, plain));
            }
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 3..=7, plain);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Of several pictures, all alike but for one, the odd one is the answer.
    fn odd_picture(task) {
        let line = task.color();
        Recipe::new("unique_by(panels(input), p -> p)", move |pair| {
            let size = pair.size(3..=5);
            let colors = pair.colors_except(3, &[line]);
            let usual = textures::random(pair, size, &[Color::Black, colors[0], colors[1]]);
            let mut odd = usual.clone();
            let wrong = pair.int(1..=3);
            noise::salt(pair, &mut odd, wrong, colors[2]);
            let count = pair.int(3..=4);
            let place = pair.below(count);
            let pictures: Vec<Grid> = (0..count).map(|index| if index == place { odd.clone() } else { usual.clone() }).collect();
            let columns = if count == 4 && pair.chance(50) { 2 } else { count };
            panels::join(&pictures, columns, line)
        })
    }

    /// Objects that look the same as another one are erased; each that is left is the only one of its kind.
    fn erase_look_alikes(task) {
        let count = task.int(1..=2);
        let program = "let l = objects(input, multi8) in erase_objects(input, filter_shared(l, o -> object_grid(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let colors = pair.colors(3);
            for _ in 0..count {
                let sprite = patterned(pair, &colors);
                scene.scatter(pair, &sprite);
                scene.scatter(pair, &sprite);
            }
            for _ in 0..pair.int(1..=2) {
                let sprite = patterned(pair, &colors);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The one object that is not turned like the others is recolored.
    fn recolor_turned_one(task) {
        let [common, special] = task.palette();
        let program = format!(
            "paint_object(input, recolor(unique_by(objects(input, mono8), o -> shape(o)), {special}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let usual = shapes::letter_like(pair, common);
            let turn: Transform = pair.turn();
            let copies = pair.int(2..=5);
            let place = pair.below(copies + 1);
            for index in 0..=copies {
                let sprite = if index == place { usual.transform(turn) } else { usual.clone() };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }
}

/// A small full rectangle in several colors.
fn patterned(pair: &mut Sampler, colors: &[Color]) -> Grid {
    let size = Size::new(pair.int(2..=3) as i32, pair.int(2..=3) as i32);
    shapes::colored(pair, size, colors)
}
