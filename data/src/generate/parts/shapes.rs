//! Sprites: small figures on black, which is see-through.

use std::ops::RangeInclusive;

use arc_dsl::{Color, Direction, Grid, Mask, Point, Size, Transform, components};

use crate::random::Sampler;

/// The sprite of a mask in one color.
pub fn sprite(shape: &Mask, color: Color) -> Grid {
    shape.map(|is_set| if is_set { color } else { Color::Black })
}

/// One cell.
pub fn dot(color: Color) -> Grid {
    block(Size::new(1, 1), color)
}

/// A full rectangle; sides are cut to what a task may have.
pub fn block(size: Size, color: Color) -> Grid {
    made(size, |_, _| color)
}

/// The outline of a rectangle.
pub fn frame(size: Size, color: Color) -> Grid {
    framed(size, color, Color::Black)
}

/// A rectangle with an outline in another color than its inside.
pub fn framed(size: Size, outline: Color, inside: Color) -> Grid {
    let (last_row, last_col) = (size.height as usize - 1, size.width as usize - 1);
    made(size, |row, col| {
        let is_edge = row == 0 || col == 0 || row == last_row || col == last_col;
        if is_edge { outline } else { inside }
    })
}

/// A straight line; diagonal ones run from the top left or the top right.
pub fn line(length: usize, direction: Direction, color: Color) -> Grid {
    let length = length.clamp(1, 30);
    let side = length as i32;
    match direction {
        Direction::Left | Direction::Right => block(Size::new(1, side), color),
        Direction::Up | Direction::Down => block(Size::new(side, 1), color),
        Direction::UpLeft | Direction::DownRight => {
            made(Size::new(side, side), |row, col| if row == col { color } else { Color::Black })
        }
        Direction::UpRight | Direction::DownLeft => {
            made(Size::new(side, side), |row, col| if row + col + 1 == length { color } else { Color::Black })
        }
    }
}

/// A plus sign with arms of a length, upright or diagonal.
pub fn cross(arm: usize, is_diagonal: bool, color: Color) -> Grid {
    let side = (2 * arm + 1) as i32;
    made(Size::new(side, side), |row, col| {
        let is_set = if is_diagonal { row == col || row + col == 2 * arm } else { row == arm || col == arm };
        if is_set { color } else { Color::Black }
    })
}

/// Two sides of a rectangle that meet in one corner, turned at random.
pub fn corner(pair: &mut Sampler, sides: RangeInclusive<usize>, color: Color) -> Grid {
    let size = Size::new(pair.int(sides.clone()) as i32, pair.int(sides) as i32);
    let turn = pair.pick(&[Transform::Identity, Transform::Rotate90, Transform::Rotate180, Transform::Rotate270]);
    made(size, |row, col| if row == 0 || col == 0 { color } else { Color::Black }).transform(turn)
}

/// A connected figure of a number of cells out of a range.
pub fn blob(pair: &mut Sampler, cells: RangeInclusive<usize>, color: Color) -> Grid {
    let count = pair.int(cells);
    blob_of(pair, count, color)
}

/// A connected figure of exactly `cells` cells (at least one, at most a hundred).
pub fn blob_of(pair: &mut Sampler, cells: usize, color: Color) -> Grid {
    sprite(&blob_mask(pair, cells), color)
}

/// A connected set of exactly `cells` cells, cut to its bounding box. Grows at random cells of its rim (Eden 1961).
pub fn blob_mask(pair: &mut Sampler, cells: usize) -> Mask {
    let cells = cells.clamp(1, 100);
    let mut points = vec![Point::default()];
    while points.len() < cells {
        let next = pair.pick(&points) + pair.direction().delta();
        if !points.contains(&next) {
            points.push(next);
        }
    }
    mask_of(&points)
}

/// A connected figure that none of the eight symmetries leaves as it is, of 4 to 7 cells.
pub fn letter_like(pair: &mut Sampler, color: Color) -> Grid {
    loop {
        let shape = blob(pair, 4..=7, color);
        let is_symmetric = Transform::ALL[1..].iter().any(|&by| shape.transform(by).same_cells(&shape));
        if !is_symmetric && shape.height() <= 4 && shape.width() <= 4 {
            return shape;
        }
    }
}

/// A connected figure that one symmetry leaves as it is; for turns and diagonal flips it is square.
pub fn symmetric(pair: &mut Sampler, side: usize, by: Transform, color: Color) -> Grid {
    let side = side.clamp(2, 30);
    let seed = made(Size::new(side as i32, side as i32), |_, _| if pair.chance(45) { color } else { Color::Black });
    let mut whole = seed.clone();
    let mut image = seed;
    for _ in 0..3 {
        image = image.transform(by);
        whole = whole.zip(&image, |one, other| if one == Color::Black { other } else { one }).expect("sizes agree");
    }
    // A cross through the middle holds the figure together; what does not hang on it goes. Both are symmetric themselves.
    let middles = [(side - 1) / 2, side / 2];
    let full = whole.like(|row, col| {
        let is_cross = middles.contains(&row) || middles.contains(&col);
        if is_cross { color } else { whole[(row, col)] }
    });
    let groups = components(&full, false, |one, other| one != Color::Black && other != Color::Black);
    let piece = groups.iter().max_by_key(|group| group.len()).expect("the cross is there");
    full.like(|row, col| if piece.contains(&Point::new(row as i32, col as i32)) { color } else { Color::Black })
}

/// A full rectangle of cells in the given colors, each of which occurs if there are enough cells.
pub fn colored(pair: &mut Sampler, size: Size, colors: &[Color]) -> Grid {
    let mut grid = made(size, |_, _| pair.pick(colors));
    let mut cells: Vec<usize> = (0..grid.area()).collect();
    pair.shuffle(&mut cells);
    for (&cell, &color) in cells.iter().zip(colors) {
        grid.cells_mut()[cell] = color;
    }
    grid
}

/// A figure whose cells have the given colors at random.
pub fn painted(pair: &mut Sampler, shape: &Mask, colors: &[Color]) -> Grid {
    shape.map(|is_set| if is_set { pair.pick(colors) } else { Color::Black })
}

/// A block with `holes` holes of one cell.
pub fn holed(pair: &mut Sampler, holes: usize, color: Color) -> Grid {
    let is_flat = pair.chance(50);
    let (across, down) = (holes.max(1), 1);
    let (columns, rows) = if is_flat { (across, down) } else { (down, across) };
    let size = Size::new(2 * rows as i32 + 1, 2 * columns as i32 + 1);
    made(size, |row, col| {
        let is_hole = holes > 0 && row % 2 == 1 && col % 2 == 1;
        if is_hole { Color::Black } else { color }
    })
}

/// The mask of some points, cut to their bounding box.
pub fn mask_of(points: &[Point]) -> Mask {
    let (corner, size) = arc_dsl::bounds(points.iter().copied()).unwrap_or((Point::default(), Size::new(1, 1)));
    let mut mask = Mask::filled(size.height as usize, size.width as usize, false).expect("figures are small");
    for &point in points {
        mask.set(point - corner, true);
    }
    mask
}

/// A grid of a size, as near to it as grids can be, from its cells.
pub(super) fn made(size: Size, cell: impl FnMut(usize, usize) -> Color) -> Grid {
    let (height, width) = (size.height.clamp(1, 30) as usize, size.width.clamp(1, 30) as usize);
    Grid::from_fn(height, width, cell).expect("the sides are in bounds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Segmentation;

    #[test]
    fn figures_are_what_they_say() {
        for seed in 0..40 {
            let mut pair = Sampler::new(seed);
            let objects = |grid: &Grid| Segmentation::ALL[0].objects(grid);
            let cells = pair.int(1..=20);
            let blob = blob_of(&mut pair, cells, Color::Red);
            assert_eq!((objects(&blob).len(), blob.color_counts()[2]), (1, cells));
            let by = pair.transform();
            let figure = symmetric(&mut pair, 5, by, Color::Red);
            assert!(figure.transform(by).same_cells(&figure) && objects(&figure).len() == 1);
            assert_eq!(objects(&holed(&mut pair, 3, Color::Red)).len(), 1);
            let palette = [Color::Red, Color::Blue, Color::Sky];
            let counts = colored(&mut pair, Size::new(2, 2), &palette).color_counts();
            assert!(palette.iter().all(|color| counts[color.index()] > 0));
        }
    }
}
