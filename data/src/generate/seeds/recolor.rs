//! Seeds about: recolor by property.

use crate::generate::Recipe;
use crate::generate::parts::{Scene, shapes};
use crate::seeds;

seeds! {
    group "recolor by property";

    /// The largest object gets a color of its own.
    fn recolor_largest(task) {
        let [common, special] = task.palette();
        let program = format!(
            "paint_object(input, recolor(arg_max(objects(input, mono4), o -> area(o)), {special}))"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let count = pair.int(2..=5);
            for cells in pair.distinct(2..=12, count) {
                let sprite = shapes::blob_of(pair, cells, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Objects that touch the border get one color, the others keep theirs.
    fn recolor_at_border(task) {
        let [common, special] = task.palette();
        let program = format!(
            "recolor_by(input, filter(objects(input, mono4), o -> touches_border(o)), o -> {special})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 2..=6, common);
                scene.scatter_inside(pair, &sprite);
            }
            for _ in 0..pair.int(1..=3) {
                let sprite = shapes::blob(pair, 2..=5, common);
                let (size, frame) = (sprite.size(), scene.size());
                scene.scatter_where(pair, &sprite, 1, |at| {
                    at.row == 0 || at.col == 0 || at.row + size.height == frame.height || at.col + size.width == frame.width
                });
            }
            scene.into_grid()
        })
    }

    /// Each shape gets a color that depends on its number of holes.
    fn recolor_by_holes(task) {
        let [common, one, two] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if equal(hole_count(o), 1) then {one} else {two})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for holes in [1, 2, pair.int(1..=2)] {
                let sprite = shapes::holed(pair, holes, common);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }
}
