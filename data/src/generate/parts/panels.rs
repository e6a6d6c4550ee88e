//! Pictures in rows and columns, apart or divided by lines.

use arc_dsl::{Color, Grid, Point, Size};

use crate::random::Sampler;

/// Pictures of one size, row by row in `columns` columns, divided by lines of a color one cell wide; `None` if sizes differ, a
/// row is not full or the whole is larger than 30.
pub fn join(pictures: &[Grid], columns: usize, separator: Color) -> Option<Grid> {
    arranged(pictures, columns, 1, separator)
}

/// Pictures of one size side by side, with nothing between them.
pub fn abut(pictures: &[Grid], columns: usize) -> Option<Grid> {
    arranged(pictures, columns, 0, Color::Black)
}

/// A picture for each color, all of one size; `percent` of the cells have the color, on average, the others are black.
pub fn random(pair: &mut Sampler, size: Size, percent: usize, colors: &[Color]) -> Vec<Grid> {
    colors.iter().map(|&color| super::textures::sparse(pair, size, percent, color)).collect()
}

/// A lattice of lines one cell wide around cells of a size: black rooms, `counts` of them, without an outer border.
pub fn lattice(counts: Size, room: Size, line: Color) -> Option<Grid> {
    let black = Grid::filled(room.height as usize, room.width as usize, Color::Black)?;
    join(&vec![black; counts.area() as usize], counts.width as usize, line)
}

/// The top left corner of a room of a lattice or a joined picture.
pub fn corner_of(room: Size, row: usize, col: usize) -> Point {
    Point::new(row as i32 * (room.height + 1), col as i32 * (room.width + 1))
}

fn arranged(pictures: &[Grid], columns: usize, gap: usize, separator: Color) -> Option<Grid> {
    let first = pictures.first()?;
    let (height, width) = (first.height(), first.width());
    let is_even = columns > 0 && pictures.len().is_multiple_of(columns);
    if !is_even || pictures.iter().any(|picture| picture.size() != first.size()) {
        return None;
    }
    let rows = pictures.len() / columns;
    let (full_height, full_width) = (rows * (height + gap) - gap, columns * (width + gap) - gap);
    if full_height > 30 || full_width > 30 {
        return None;
    }
    Grid::from_fn(full_height, full_width, |row, col| {
        let picture = &pictures[row / (height + gap) * columns + col / (width + gap)];
        let (row, col) = (row % (height + gap), col % (width + gap));
        if row < height && col < width { picture[(row, col)] } else { separator }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_where_they_should_be() {
        let grid = lattice(Size::new(2, 3), Size::new(2, 4), Color::Red).unwrap();
        assert_eq!(grid.size(), Size::new(5, 14));
        let corner = corner_of(Size::new(2, 4), 1, 2);
        assert_eq!(grid.get(corner), Some(Color::Black));
        assert_eq!(grid.get(corner - Point::new(1, 0)), Some(Color::Red));
        assert!(lattice(Size::new(9, 9), Size::new(9, 9), Color::Red).is_none());
        assert!(join(&[], 1, Color::Red).is_none());
    }
}
