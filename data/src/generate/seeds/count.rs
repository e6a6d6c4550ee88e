//! Seeds about: count.

use crate::generate::Recipe;
use crate::generate::parts::{Scene, shapes};
use crate::seeds;

seeds! {
    group "count";

    /// The output is a bar with one cell for each object.
    fn bar_of_objects(task) {
        let [counted, bar] = task.palette();
        Recipe::new(format!("bar(length(objects(input, mono4)), {bar})"), move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(1..=6) {
                let sprite = shapes::blob(pair, 1..=5, counted);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The output is one cell in the color that most objects have.
    fn most_common_object_color(task) {
        let colors = task.colors(4);
        Recipe::new("single(most_common_by(map(objects(input, mono4), o -> color(o)), c -> c))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=14));
            let colors = pair.picks(&colors, 3);
            for (color, count) in colors.into_iter().zip([pair.int(4..=5), pair.int(1..=3), pair.int(1..=2)]) {
                for _ in 0..count {
                    let sprite = shapes::blob(pair, 1..=4, color);
                    scene.scatter(pair, &sprite);
                }
            }
            scene.into_grid()
        })
    }
}
