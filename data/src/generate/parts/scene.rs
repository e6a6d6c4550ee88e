//! A grid that fills up with sprites and knows where there is room.

use arc_dsl::{Color, Grid, Mask, Point, Size};

use crate::random::Sampler;

/// Random places tried before all places are.
const TRIES: usize = 12;

/// A grid in the making.
#[derive(Clone, Debug)]
pub struct Scene {
    grid: Grid,
    /// Cells that nothing new may touch.
    taken: Mask,
    is_stuck: bool,
}

impl Scene {
    /// A black scene of a size, which is cut to what a task may have.
    pub fn blank(size: Size) -> Scene {
        Scene::filled(size, Color::Black)
    }

    /// A scene of one color.
    pub fn filled(size: Size, color: Color) -> Scene {
        let (height, width) = (size.height.clamp(1, 30) as usize, size.width.clamp(1, 30) as usize);
        Scene::of(Grid::filled(height, width, color).expect("the sides are in bounds"))
    }

    /// A scene on a grid; none of its cells is taken.
    pub fn of(grid: Grid) -> Scene {
        Scene { taken: grid.map(|_| false), grid, is_stuck: false }
    }

    /// Height and width.
    pub fn size(&self) -> Size {
        self.grid.size()
    }

    /// What is there so far.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The grid; `None` if something that was to be put into it found no room.
    pub fn into_grid(self) -> Option<Grid> {
        (!self.is_stuck).then_some(self.grid)
    }

    /// Puts a sprite somewhere with one free cell around it. Returns where; without room the scene is stuck.
    pub fn scatter(&mut self, pair: &mut Sampler, sprite: &Grid) -> Option<Point> {
        self.scatter_where(pair, sprite, 1, |_| true)
    }

    /// Puts a sprite somewhere with one free cell around it, also between it and the border.
    pub fn scatter_inside(&mut self, pair: &mut Sampler, sprite: &Grid) -> Option<Point> {
        let last = self.size();
        let size = sprite.size();
        self.scatter_where(pair, sprite, 1, |at| {
            at.row > 0 && at.col > 0 && at.row + size.height < last.height && at.col + size.width < last.width
        })
    }

    /// Puts a sprite where its top left corner satisfies a condition and nothing is nearer than `gap` cells. Returns where;
    /// without room the scene is stuck.
    pub fn scatter_where(
        &mut self,
        pair: &mut Sampler,
        sprite: &Grid,
        gap: i32,
        is_wanted: impl Fn(Point) -> bool,
    ) -> Option<Point> {
        let found = self.find(pair, sprite, gap, is_wanted);
        match found {
            Some(at) => self.place(at, sprite),
            None => self.is_stuck = true,
        }
        found
    }

    /// As [`Scene::scatter`], but where there is no room nothing happens. For distractors that may be missing.
    pub fn try_scatter(&mut self, pair: &mut Sampler, sprite: &Grid) -> Option<Point> {
        let at = self.find(pair, sprite, 1, |_| true)?;
        self.place(at, sprite);
        Some(at)
    }

    /// Puts a sprite at a place, whatever is there. What lies outside is cut off.
    pub fn place(&mut self, at: Point, sprite: &Grid) {
        for ((row, col), color) in sprite.indexed().filter(|&(_, color)| color != Color::Black) {
            self.dot(at + Point::new(row as i32, col as i32), color);
        }
    }

    /// Paints one cell.
    pub fn dot(&mut self, at: Point, color: Color) {
        self.grid.set(at, color);
        self.taken.set(at, true);
    }

    /// Paints `count` free single cells, no two of which touch each other or anything else. Returns where.
    pub fn dots(&mut self, pair: &mut Sampler, count: usize, color: Color) -> Vec<Point> {
        let dot = Grid::filled(1, 1, color).expect("one cell is in bounds");
        (0..count).filter_map(|_| self.scatter(pair, &dot)).collect()
    }

    /// Whether a cell is inside and free.
    pub fn is_free(&self, at: Point) -> bool {
        self.taken.get(at) == Some(false)
    }

    /// Keeps a rectangle free from whatever is scattered later.
    pub fn reserve(&mut self, at: Point, size: Size) {
        for row in 0..size.height {
            for col in 0..size.width {
                self.taken.set(at + Point::new(row, col), true);
            }
        }
    }

    fn find(&self, pair: &mut Sampler, sprite: &Grid, gap: i32, is_wanted: impl Fn(Point) -> bool) -> Option<Point> {
        let (room, size) = (self.size(), sprite.size());
        let places = Size::new(room.height - size.height + 1, room.width - size.width + 1);
        if places.height < 1 || places.width < 1 {
            return None;
        }
        let is_possible = |at: &Point| is_wanted(*at) && self.has_room(*at, size, gap);
        // Where random places fail, the first one from a random place on is as good.
        (0..TRIES).map(|_| pair.point(places)).find(is_possible).or_else(|| {
            let (count, start) = (places.area(), pair.below(places.area() as usize) as i32);
            let all = (0..count).map(|index| (start + index) % count);
            all.map(|index| Point::new(index / places.width, index % places.width)).find(is_possible)
        })
    }

    fn has_room(&self, at: Point, size: Size, gap: i32) -> bool {
        let rows = (at.row - gap).max(0)..(at.row + size.height + gap).min(self.size().height);
        let cols = (at.col - gap).max(0) as usize..(at.col + size.width + gap).min(self.size().width) as usize;
        rows.into_iter().all(|row| !self.taken.row(row as usize)[cols.clone()].contains(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sprites_do_not_touch() {
        for seed in 0..50 {
            let mut pair = Sampler::new(seed);
            let mut scene = Scene::blank(Size::new(12, 12));
            let block = Grid::filled(3, 2, Color::Red).unwrap();
            let placed = (0..4).filter(|_| scene.scatter(&mut pair, &block).is_some()).count();
            let is_stuck = scene.clone().into_grid().is_none();
            assert_eq!(is_stuck, placed < 4);
            let objects = arc_dsl::Segmentation::ALL[1].objects(scene.grid());
            assert_eq!(objects.len(), placed);
        }
    }

    #[test]
    fn too_large_a_sprite_leaves_the_scene_stuck() {
        let mut scene = Scene::blank(Size::new(3, 3));
        assert_eq!(scene.scatter(&mut Sampler::new(0), &Grid::filled(4, 1, Color::Red).unwrap()), None);
        assert!(scene.into_grid().is_none());
    }
}
