//! Objects: colored shapes that a segmentation found in a scene.

use super::color::Color;
use super::matrix::{Grid, Mask, Matrix, bounds};
use super::space::{Point, Size};

/// A set of colored cells of a scene, kept as its bounding box with holes.
///
/// The matrix offset is the position of the bounding box in the scene. The object also knows the size and background of
/// its scene, so that "touches the border" or "on background" need no second argument. An object has at least one cell.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Object {
    cells: Matrix<Option<Color>>,
    frame: Size,
    background: Color,
}

impl Object {
    /// An object from its cells (bounding box not yet tight); `None` if no cell is colored.
    pub fn new(cells: Matrix<Option<Color>>, frame: Size, background: Color) -> Option<Object> {
        let colored = cells.map(|cell| cell.is_some());
        let (at, size) = colored.bounds()?;
        let cells = cells.crop(at, size)?;
        Some(Object { cells, frame, background })
    }

    /// The object made of the given points of a scene, which must be inside; `None` if there are none.
    pub fn from_points(scene: &Grid, background: Color, points: &[Point]) -> Option<Object> {
        let (at, size) = bounds(points.iter().copied())?;
        let mut cells = Matrix::filled(size.height as usize, size.width as usize, None)?;
        for &point in points {
            cells.set(point - at, Some(scene.get(point)?));
        }
        Some(Object { cells: cells.with_offset(at), frame: scene.size(), background })
    }

    /// The bounding box, `None` where the object has no cell; its offset is the position in the scene.
    pub fn cells(&self) -> &Matrix<Option<Color>> {
        &self.cells
    }

    /// Position of the bounding box in the scene.
    pub fn position(&self) -> Point {
        self.cells.offset()
    }

    /// Size of the bounding box.
    pub fn size(&self) -> Size {
        self.cells.size()
    }

    /// Size of the scene the object was found in.
    pub fn frame(&self) -> Size {
        self.frame
    }

    /// Background color of the scene.
    pub fn background(&self) -> Color {
        self.background
    }

    /// Number of cells.
    pub fn count(&self) -> usize {
        self.cells.cells().iter().flatten().count()
    }

    /// The colored cells in row-major order, at scene positions.
    pub fn points(&self) -> impl Iterator<Item = (Point, Color)> + '_ {
        let at = self.position();
        self.cells.indexed().filter_map(move |((row, col), cell)| Some((at + Point::at(row, col), cell?)))
    }

    /// Number of cells of each color.
    pub fn color_counts(&self) -> [usize; 10] {
        let mut counts = [0; 10];
        for color in self.cells.cells().iter().flatten() {
            counts[color.index()] += 1;
        }
        counts
    }

    /// The most frequent color, the lowest at a tie.
    pub fn color(&self) -> Color {
        let counts = self.color_counts();
        let best = (0..10).rev().max_by_key(|&index| counts[index]).expect("there are ten colors");
        Color::ALL[best]
    }

    /// The bounding box as a grid, holes filled with the background; the offset is kept.
    pub fn to_grid(&self) -> Grid {
        self.cells.map(|cell| cell.unwrap_or(self.background))
    }

    /// The shape in its bounding box; the offset is kept.
    pub fn shape(&self) -> Mask {
        self.cells.map(|cell| cell.is_some())
    }

    /// The same object moved by a displacement; it may leave the frame.
    pub fn moved(&self, by: Point) -> Object {
        let cells = self.cells.clone().with_offset(self.position() + by);
        Object { cells, frame: self.frame, background: self.background }
    }

    /// The same object with every cell mapped.
    pub fn recolored(&self, f: impl Fn(Color) -> Color) -> Object {
        Object { cells: self.cells.map(|cell| cell.map(&f)), frame: self.frame, background: self.background }
    }

    /// Paints the object onto a grid at its position; cells outside the grid are lost.
    pub fn paint_on(&self, grid: &mut Grid) {
        for (point, color) in self.points() {
            grid.set(point, color);
        }
    }

    /// Paints the scene's background over the object's cells.
    pub fn erase_from(&self, grid: &mut Grid) {
        for (point, _) in self.points() {
            grid.set(point, self.background);
        }
    }
}
