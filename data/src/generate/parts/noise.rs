//! Disturbances: stray cells, covered patches.

use arc_dsl::{Color, Grid, Point, Size};

use super::scene::Scene;
use crate::random::Sampler;

/// `count` cells anywhere in a color, whatever is there.
pub fn salt(pair: &mut Sampler, grid: &mut Grid, count: usize, color: Color) {
    for cell in pair.distinct(0..=grid.area() - 1, count) {
        grid.cells_mut()[cell] = color;
    }
}

/// `percent` of the cells of one color become another, on average.
pub fn speckle(pair: &mut Sampler, grid: &mut Grid, from: Color, to: Color, percent: usize) {
    for cell in grid.cells_mut() {
        if *cell == from && pair.chance(percent) {
            *cell = to;
        }
    }
}

/// A rectangle somewhere over a picture; returns where.
pub fn cover(pair: &mut Sampler, grid: &mut Grid, size: Size, color: Color) -> Point {
    let room =
        Size::new((grid.height() as i32 - size.height + 1).max(1), (grid.width() as i32 - size.width + 1).max(1));
    let at = pair.point(room);
    for row in 0..size.height {
        for col in 0..size.width {
            grid.set(at + Point::new(row, col), color);
        }
    }
    at
}

/// Stray cells of some colors that touch nothing; as many as there is room for.
pub fn strays(pair: &mut Sampler, scene: &mut Scene, count: usize, colors: &[Color]) {
    for _ in 0..count {
        let color = pair.pick(colors);
        scene.try_scatter(pair, &super::shapes::dot(color));
    }
}
