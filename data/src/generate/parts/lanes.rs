//! Lanes: rows or columns that sprites have for themselves, so that they can move along them without meeting.

use arc_dsl::{Direction, Grid, Point};

use super::scene::Scene;
use crate::random::Sampler;

/// The lanes of a scene that are taken.
#[derive(Clone, Debug)]
pub struct Lanes {
    is_across: bool,
    /// First and last line of each lane.
    taken: Vec<(i32, i32)>,
}

impl Lanes {
    /// Lanes that run in a straight direction and back: rows for left and right, else columns.
    pub fn along(direction: Direction) -> Lanes {
        Lanes { is_across: matches!(direction, Direction::Left | Direction::Right), taken: Vec::new() }
    }

    /// Puts a sprite somewhere in lanes of its own, with one free cell around it. Returns where; without room the scene
    /// is stuck.
    pub fn scatter(&mut self, pair: &mut Sampler, scene: &mut Scene, sprite: &Grid) -> Option<Point> {
        self.scatter_where(pair, scene, sprite, |_| true)
    }

    /// As [`Lanes::scatter`], where the top left corner satisfies a condition.
    pub fn scatter_where(
        &mut self,
        pair: &mut Sampler,
        scene: &mut Scene,
        sprite: &Grid,
        is_wanted: impl Fn(Point) -> bool,
    ) -> Option<Point> {
        let size = sprite.size();
        let lane = |at: Point| {
            if self.is_across { (at.row, at.row + size.height - 1) } else { (at.col, at.col + size.width - 1) }
        };
        let is_free = |at: Point| {
            let (first, last) = lane(at);
            self.taken.iter().all(|&(low, high)| last < low || first > high)
        };
        let at = scene.scatter_where(pair, sprite, 1, |at| is_wanted(at) && is_free(at))?;
        self.taken.push(lane(at));
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::{Color, Size};

    #[test]
    fn sprites_share_no_lane() {
        for seed in 0..40 {
            let mut pair = Sampler::new(seed);
            let mut scene = Scene::blank(Size::new(12, 12));
            let mut lanes = Lanes::along(pair.direction());
            let sprite = super::super::shapes::block(Size::new(2, 2), Color::Red);
            let at: Vec<Point> = (0..3).filter_map(|_| lanes.scatter(&mut pair, &mut scene, &sprite)).collect();
            let line = |point: &Point| if lanes.is_across { point.row } else { point.col };
            let is_apart = |one: &Point, other: &Point| one == other || (line(one) - line(other)).abs() >= 2;
            assert!(at.iter().all(|one| at.iter().all(|other| is_apart(one, other))));
        }
    }
}
