//! Seeds about: gravity and motion.

use crate::generate::Recipe;
use crate::generate::parts::{Scene, shapes, textures};
use crate::seeds;

seeds! {
    group "gravity and motion";

    /// Every cell falls in one direction until it rests on another.
    fn cells_fall(task) {
        let direction = task.direction();
        let colors = task.colors(2);
        Recipe::new(format!("cell_gravity(input, {direction})"), move |pair| {
            let size = pair.size(4..=12);
            let mut grid = textures::sparse(pair, size, 25, colors[0]);
            crate::generate::parts::noise::salt(pair, &mut grid, 3, colors[1]);
            Some(grid)
        })
    }

    /// Objects fall in one direction without changing their shape.
    fn objects_fall(task) {
        let direction = task.direction();
        Recipe::new(format!("gravity(input, mono4, {direction})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            for _ in 0..pair.int(2..=5) {
                let color = pair.color();
                let sprite = shapes::blob(pair, 2..=5, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The whole picture moves by one step and comes in again on the other side.
    fn picture_rolls(task) {
        let direction = task.direction();
        Recipe::new(format!("roll(input, step({direction}))"), move |pair| {
            let colors = pair.colors(3);
            let size = pair.size(3..=9);
            Some(textures::random(pair, size, &[arc_dsl::Color::Black, colors[0], colors[1], colors[2]]))
        })
    }
}
