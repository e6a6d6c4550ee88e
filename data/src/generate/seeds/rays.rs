//! Seeds about: rays and links.

use crate::generate::Recipe;
use crate::generate::parts::Scene;
use crate::seeds;

seeds! {
    group "rays and links";

    /// Dots shoot rays of their color in one direction up to the border.
    fn rays_to_border(task) {
        let direction = task.pick(&arc_dsl::Direction::ALL);
        Recipe::new(format!("shoot(input, one_way({direction}))"), |pair| {
            let mut scene = Scene::blank(pair.size(6..=14));
            for _ in 0..pair.int(1..=4) {
                let color = pair.color();
                scene.dots(pair, 1, color);
            }
            scene.into_grid()
        })
    }

    /// Dots of one color in a row or column are linked by lines.
    fn link_dots(task) {
        let dot = task.color();
        Recipe::new("link(input, ways_around(true, false))", move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let size = scene.size();
            let row = pair.point(size).row;
            for col in pair.distinct(0..=size.width as usize - 1, 2) {
                scene.dot(arc_dsl::Point::new(row, col as i32), dot);
            }
            let col = pair.point(size).col;
            for row in pair.distinct(0..=size.height as usize - 1, 2) {
                scene.dot(arc_dsl::Point::new(row as i32, col), dot);
            }
            scene.into_grid()
        })
    }
}
