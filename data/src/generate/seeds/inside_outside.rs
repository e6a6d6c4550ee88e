//! Seeds about: inside and outside.

use crate::generate::parts::{Scene, shapes};
use crate::generate::{Recipe, Sampler};
use crate::seeds;

seeds! {
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
}

/// A box with a dot inside.
fn dotted_box(pair: &mut Sampler, scene: &mut Scene, wall: arc_dsl::Color, dot: arc_dsl::Color) {
    let size = pair.size(4..=7);
    let mut sprite = shapes::frame(size, wall);
    sprite[(pair.int(1..=size.height as usize - 2), pair.int(1..=size.width as usize - 2))] = dot;
    scene.scatter(pair, &sprite);
}
