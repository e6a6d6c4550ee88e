//! Seeds about: crop and select.

use crate::generate::Recipe;
use crate::generate::parts::{Scene, shapes};
use crate::seeds;

seeds! {
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
}
