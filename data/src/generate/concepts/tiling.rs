//! Concepts about: tiling and scaling.

use arc_dsl::Color;

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::textures;

concepts! {
    group "tiling and scaling";

    /// Every cell becomes a block.
    fn upscale(task) {
        let factor = task.int(2..=4);
        Recipe::new(format!("upscale(input, {factor})"), |pair| {
            let colors = pair.colors(2);
            let size = pair.size(2..=6);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is repeated side by side and below.
    fn tile_picture(task) {
        let counts = task.size(1..=4);
        Recipe::new(format!("tile(input, {counts})"), |pair| {
            let colors = pair.colors(2);
            let size = pair.size(2..=6);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// The picture is put wherever the picture itself has a cell.
    fn fractal_of_itself(task) {
        let color = task.color();
        Recipe::new("fractal(input, black)", move |pair| {
            let size = pair.size(2..=5);
            Some(textures::sparse(pair, size, 45, color))
        })
    }
}
