//! Grids cut by color and joined in rows.

use crate::values::{Color, Grid, Point, bounds};

/// The smallest part that holds every cell whose color fits; `None` if there is no such cell.
pub(crate) fn crop_where(grid: &Grid, fits: impl Fn(Color) -> bool) -> Option<Grid> {
    let points = grid.indexed().filter(|&(_, color)| fits(color)).map(|((row, col), _)| Point::at(row, col));
    let (at, size) = bounds(points)?;
    grid.crop(at, size)
}

/// Grids of equal size in rows of `columns`; `None` if the last row is not full.
pub(crate) fn join_lattice(grids: &[&Grid], columns: usize) -> Option<Grid> {
    let size = grids.first()?.size();
    if columns == 0 || !grids.len().is_multiple_of(columns) || grids.iter().any(|grid| grid.size() != size) {
        return None;
    }
    let (height, width) = (size.height as usize, size.width as usize);
    Grid::from_fn(grids.len() / columns * height, columns * width, |row, col| {
        grids[row / height * columns + col / width][(row % height, col % width)]
    })
}
