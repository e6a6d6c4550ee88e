//! Concepts about: symmetry.

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes, textures};
use arc_dsl::{Color, Size, Transform};

concepts! {
    group "symmetry";

    /// The picture is turned or mirrored.
    fn turn_picture(task) {
        let turn = task.turn();
        Recipe::new(format!("transform(input, {turn})"), |pair| {
            let colors = pair.colors(3);
            let size = pair.size(3..=8);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]))
        })
    }

    /// A covered part of a symmetric picture is restored.
    fn restore_symmetric_picture(task) {
        let cover = task.color();
        Recipe::new(format!("repair_symmetry(input, {cover})"), move |pair| {
            let count = pair.int(3..=5);
            let colors = pair.colors_except(count, &[cover]);
            let side = 2 * pair.int(4..=8);
            let under = [Transform::FlipHorizontal, Transform::FlipVertical];
            let mut picture = textures::symmetric(pair, side, &under, &colors);
            let size = pair.size(2..=4);
            noise::cover(pair, &mut picture, size, cover);
            Some(picture)
        })
    }

    /// Every object is mirrored in its place.
    fn mirror_each_object(task) {
        let flip = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Rotate180]);
        Recipe::new(format!("turn_each(input, objects(input, mono8), {flip})"), |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(2..=4) {
                let color = pair.color();
                let sprite = shapes::letter_like(pair, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The picture is unfolded: its mirror image is joined to one side.
    fn unfold_picture(task) {
        let side = task.direction();
        Recipe::new(format!("unfold(input, {side})"), |pair| {
            let colors = pair.colors(2);
            let size = Size::new(pair.int(2..=8) as i32, pair.int(2..=8) as i32);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }
}
