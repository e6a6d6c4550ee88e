//! Rectangles of cells: grids of colors, masks of truth values, planes of numbers.
//!
//! One generic type serves all three, so that geometry is written once. A matrix remembers its *offset* in the grid it
//! was cut from (icecuber's idea, ARC Kaggle 2020): crop, transform and paste then need no position argument.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Index, IndexMut};

use ndarray::{Array2, ArrayView2};

use super::color::Color;
use super::space::{Point, Size, Transform};

/// The longest side a matrix may have, in cells. ARC stops at 30, 1D-ARC goes to 93; 128 leaves room to compose.
pub const MAX_SIDE: usize = 128;

/// What a matrix may hold.
pub trait Cell: Copy + Eq + fmt::Debug {
    /// Bits that [`Cell::code`] needs.
    const BITS: u32;
    /// An injective number for hashing.
    fn code(self) -> u64;
}

impl Cell for Color {
    const BITS: u32 = 4;
    fn code(self) -> u64 {
        self as u64
    }
}

impl Cell for Option<Color> {
    const BITS: u32 = 4;
    fn code(self) -> u64 {
        self.map_or(15, |color| color as u64)
    }
}

impl Cell for bool {
    const BITS: u32 = 1;
    fn code(self) -> u64 {
        self as u64
    }
}

impl Cell for i32 {
    const BITS: u32 = 32;
    fn code(self) -> u64 {
        self as u32 as u64
    }
}

/// A rectangle of cells in row-major order, sides 1 to [`MAX_SIDE`], with its offset in the grid it came from.
///
/// Equality and hashing include the offset; [`Matrix::same_cells`] ignores it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matrix<T> {
    offset: Point,
    height: usize,
    width: usize,
    cells: Box<[T]>,
}

/// Colors: what tasks are made of.
pub type Grid = Matrix<Color>;
/// Truth values: a set of cells.
pub type Mask = Matrix<bool>;
/// Numbers: a measure of every cell.
pub type Plane = Matrix<i32>;

impl<T: Cell> Matrix<T> {
    /// A matrix from its cells in row-major order; `None` unless both sides are in bounds and the count is right.
    pub fn new(height: usize, width: usize, cells: Vec<T>) -> Option<Self> {
        let is_valid = is_side(height) && is_side(width) && cells.len() == height * width;
        is_valid.then(|| Matrix { offset: Point::default(), height, width, cells: cells.into() })
    }

    /// A matrix of one value; `None` if a side is out of bounds.
    pub fn filled(height: usize, width: usize, value: T) -> Option<Self> {
        (is_side(height) && is_side(width)).then(|| Matrix {
            offset: Point::default(),
            height,
            width,
            cells: vec![value; height * width].into(),
        })
    }

    /// A matrix whose cells are computed from row and column; `None` if a side is out of bounds.
    pub fn from_fn(height: usize, width: usize, mut cell: impl FnMut(usize, usize) -> T) -> Option<Self> {
        if !is_side(height) || !is_side(width) {
            return None;
        }
        let mut cells = Vec::with_capacity(height * width);
        for row in 0..height {
            for col in 0..width {
                cells.push(cell(row, col));
            }
        }
        Some(Matrix { offset: Point::default(), height, width, cells: cells.into() })
    }

    /// Like [`Matrix::from_fn`], but with this matrix's own shape and offset, which cannot be out of bounds.
    pub fn like<U: Cell>(&self, cell: impl FnMut(usize, usize) -> U) -> Matrix<U> {
        let made = Matrix::from_fn(self.height, self.width, cell).expect("the shape is valid already");
        Matrix { offset: self.offset, ..made }
    }

    /// The same cells at another offset.
    pub fn with_offset(self, offset: Point) -> Self {
        Matrix { offset, ..self }
    }

    /// Position of the top left cell in the grid this was cut from.
    pub fn offset(&self) -> Point {
        self.offset
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of cells.
    pub fn area(&self) -> usize {
        self.cells.len()
    }

    /// Height and width.
    pub fn size(&self) -> Size {
        Size::new(self.height as i32, self.width as i32)
    }

    /// All cells in row-major order.
    pub fn cells(&self) -> &[T] {
        &self.cells
    }

    /// All cells in row-major order, to change in place.
    pub fn cells_mut(&mut self) -> &mut [T] {
        &mut self.cells
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[T] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    /// All rows, top to bottom.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[T]> {
        self.cells.chunks_exact(self.width)
    }

    /// One column, top to bottom.
    pub fn column(&self, col: usize) -> impl ExactSizeIterator<Item = T> + '_ {
        (0..self.height).map(move |row| self[(row, col)])
    }

    /// Row, column and value of every cell in row-major order.
    pub fn indexed(&self) -> impl Iterator<Item = ((usize, usize), T)> + '_ {
        self.cells.iter().enumerate().map(|(i, &cell)| ((i / self.width, i % self.width), cell))
    }

    /// The cell at a position relative to the top left cell, if it is inside.
    pub fn get(&self, point: Point) -> Option<T> {
        self.size().contains(point).then(|| self.cells[point.row as usize * self.width + point.col as usize])
    }

    /// Changes the cell at a position if it is inside.
    pub fn set(&mut self, point: Point, value: T) {
        if self.size().contains(point) {
            self.cells[point.row as usize * self.width + point.col as usize] = value;
        }
    }

    /// Every cell mapped, shape and offset kept.
    pub fn map<U: Cell>(&self, f: impl FnMut(T) -> U) -> Matrix<U> {
        Matrix {
            offset: self.offset,
            height: self.height,
            width: self.width,
            cells: self.cells.iter().copied().map(f).collect(),
        }
    }

    /// Cell by cell combination with a matrix of equal size; `None` if sizes differ. The offset is this one's.
    pub fn zip<U: Cell, V: Cell>(&self, other: &Matrix<U>, mut f: impl FnMut(T, U) -> V) -> Option<Matrix<V>> {
        (self.size() == other.size()).then(|| Matrix {
            offset: self.offset,
            height: self.height,
            width: self.width,
            cells: self.cells.iter().zip(&other.cells).map(|(&a, &b)| f(a, b)).collect(),
        })
    }

    /// The part of the given size whose top left cell is at `at`; `None` if it is not wholly inside. The offset moves along.
    pub fn crop(&self, at: Point, size: Size) -> Option<Self> {
        let is_inside = at.row >= 0
            && at.col >= 0
            && size.height > 0
            && size.width > 0
            && at.row + size.height <= self.height as i32
            && at.col + size.width <= self.width as i32;
        is_inside.then(|| {
            let (top, left) = (at.row as usize, at.col as usize);
            let (height, width) = (size.height as usize, size.width as usize);
            let mut cells = Vec::with_capacity(height * width);
            for row in top..top + height {
                cells.extend_from_slice(&self.row(row)[left..left + width]);
            }
            Matrix { offset: self.offset + at, height, width, cells: cells.into() }
        })
    }

    /// Turned or mirrored; the offset stays.
    pub fn transform(&self, transform: Transform) -> Self {
        let (height, width) =
            if transform.swaps_axes() { (self.width, self.height) } else { (self.height, self.width) };
        let back = transform.inverse();
        let size = Size::new(height as i32, width as i32);
        let made = Matrix::from_fn(height, width, |row, col| {
            let from = back.apply(Point::at(row, col), size);
            self.cells[from.row as usize * self.width + from.col as usize]
        });
        made.expect("the sides are valid already").with_offset(self.offset)
    }

    /// Whether shape and cells agree, wherever the two were cut from.
    pub fn same_cells(&self, other: &Self) -> bool {
        self.size() == other.size() && self.cells == other.cells
    }

    /// A view for `ndarray`, shape `[height, width]`.
    pub fn view(&self) -> ArrayView2<'_, T> {
        ArrayView2::from_shape((self.height, self.width), &self.cells).expect("cells fill the shape")
    }

    /// A matrix from an `ndarray` array of shape `[height, width]`; `None` if a side is out of bounds.
    pub fn from_array(array: &Array2<T>) -> Option<Self> {
        Matrix::new(array.nrows(), array.ncols(), array.iter().copied().collect())
    }
}

fn is_side(side: usize) -> bool {
    (1..=MAX_SIDE).contains(&side)
}

impl Mask {
    /// Number of true cells.
    pub fn count(&self) -> usize {
        self.cells.iter().filter(|&&cell| cell).count()
    }

    /// The true cells in row-major order, relative to the top left cell.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.indexed().filter(|&(_, cell)| cell).map(|((row, col), _)| Point::at(row, col))
    }

    /// Top left corner and size of the smallest rectangle around the true cells; `None` if there are none.
    pub fn bounds(&self) -> Option<(Point, Size)> {
        bounds(self.points())
    }
}

/// Top left corner and size of the smallest rectangle around some points; `None` if there are none.
pub fn bounds(points: impl IntoIterator<Item = Point>) -> Option<(Point, Size)> {
    let mut points = points.into_iter();
    let first = points.next()?;
    let (mut low, mut high) = (first, first);
    for point in points {
        low = Point::new(low.row.min(point.row), low.col.min(point.col));
        high = Point::new(high.row.max(point.row), high.col.max(point.col));
    }
    Some((low, Size::new(high.row - low.row + 1, high.col - low.col + 1)))
}

impl Grid {
    /// Number of cells of each color.
    pub fn color_counts(&self) -> [usize; 10] {
        let mut counts = [0; 10];
        for &color in self.cells() {
            counts[color.index()] += 1;
        }
        counts
    }

    /// The most frequent color, the lowest at a tie.
    pub fn most_common_color(&self) -> Color {
        let counts = self.color_counts();
        let best = (0..10).rev().max_by_key(|&index| counts[index]).expect("there are ten colors");
        Color::ALL[best]
    }
}

impl<T> Index<(usize, usize)> for Matrix<T> {
    type Output = T;
    fn index(&self, (row, col): (usize, usize)) -> &T {
        assert!(col < self.width, "column {col} is outside a matrix of width {}", self.width);
        &self.cells[row * self.width + col]
    }
}

impl<T> IndexMut<(usize, usize)> for Matrix<T> {
    fn index_mut(&mut self, (row, col): (usize, usize)) -> &mut T {
        assert!(col < self.width, "column {col} is outside a matrix of width {}", self.width);
        &mut self.cells[row * self.width + col]
    }
}

impl<T: Cell> Hash for Matrix<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let shape = ((self.height as u64) << 32) | self.width as u64;
        let offset = ((self.offset.row as u32 as u64) << 32) | self.offset.col as u32 as u64;
        state.write_u64(shape);
        state.write_u64(offset);
        for chunk in self.cells.chunks((64 / T::BITS) as usize) {
            state.write_u64(chunk.iter().fold(0, |word, cell| (word << T::BITS) | cell.code()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(height: usize, width: usize) -> Plane {
        Plane::from_fn(height, width, |row, col| (row * 10 + col) as i32).unwrap()
    }

    #[test]
    fn sides_are_bounded() {
        assert!(Plane::filled(0, 1, 0).is_none());
        assert!(Plane::filled(1, MAX_SIDE + 1, 0).is_none());
        assert!(Plane::new(2, 2, vec![0; 3]).is_none());
        assert!(Plane::filled(MAX_SIDE, MAX_SIDE, 0).is_some());
    }

    #[test]
    fn crop_moves_the_offset() {
        let part = plane(4, 5).crop(Point::new(1, 2), Size::new(2, 3)).unwrap();
        assert_eq!(part.cells(), [12, 13, 14, 22, 23, 24]);
        assert_eq!(part.offset(), Point::new(1, 2));
        let inner = part.crop(Point::new(1, 1), Size::new(1, 1)).unwrap();
        assert_eq!(inner.offset(), Point::new(2, 3));
        assert!(part.crop(Point::new(1, 1), Size::new(2, 1)).is_none());
    }

    #[test]
    fn transforms_compose_as_a_group() {
        let original = plane(2, 3);
        assert_eq!(original.transform(Transform::Rotate90).cells(), [10, 0, 11, 1, 12, 2]);
        for transform in Transform::ALL {
            assert_eq!(original.transform(transform).transform(transform.inverse()), original);
        }
    }

    #[test]
    fn arrays_go_in_and_out() {
        let original = plane(2, 3);
        assert_eq!(original.view()[[1, 2]], 12);
        assert_eq!(Plane::from_array(&original.view().to_owned()), Some(original));
    }
}
