//! Floods through the cells of a mask.

use crate::values::{Direction, Mask, Point};

/// The neighbors of a cell: all eight, or the four straight ones.
pub(crate) fn steps(diagonal: bool) -> &'static [Direction] {
    if diagonal { &Direction::ALL } else { &Direction::STRAIGHT }
}

/// The true cells of `open` that are connected to a true cell of `from` through true cells of `open`.
pub(crate) fn flood(open: &Mask, from: impl Fn(usize, usize) -> bool, diagonal: bool) -> Mask {
    let mut reached = open.map(|_| false);
    let mut queue = Vec::new();
    for ((row, col), is_open) in open.indexed() {
        if is_open && from(row, col) {
            reached[(row, col)] = true;
            queue.push(Point::at(row, col));
        }
    }
    while let Some(here) = queue.pop() {
        for step in steps(diagonal) {
            let there = here + step.delta();
            if open.get(there) == Some(true) && reached.get(there) == Some(false) {
                reached.set(there, true);
                queue.push(there);
            }
        }
    }
    reached
}

/// The cells of `open` that are not connected to the border through cells of `open`.
pub(crate) fn sealed(open: &Mask, diagonal: bool) -> Mask {
    let (height, width) = (open.height(), open.width());
    let is_border = |row, col| row == 0 || col == 0 || row + 1 == height || col + 1 == width;
    let outside = flood(open, is_border, diagonal);
    let mut inside = open.clone();
    inside.cells_mut().iter_mut().zip(outside.cells()).for_each(|(cell, &out)| *cell &= !out);
    inside
}
