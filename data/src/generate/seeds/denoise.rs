//! Seeds about: denoise.

use crate::generate::Recipe;
use crate::generate::parts::{Scene, noise, shapes};
use crate::seeds;

seeds! {
    group "denoise";

    /// Single cells are noise and go; larger objects stay.
    fn remove_single_cells(task) {
        let stray = task.color();
        Recipe::new("remove_isolated(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=3) {
                let (size, color) = (pair.size(2..=5), pair.color());
                scene.scatter(pair, &shapes::block(size, color));
            }
            let count = pair.int(3..=8);
            noise::strays(pair, &mut scene, count, &[stray]);
            scene.into_grid()
        })
    }
}
