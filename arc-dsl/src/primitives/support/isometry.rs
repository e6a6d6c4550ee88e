//! The search for symmetries of partly known pictures, wherever their center or axis lies.
//!
//! A picture is a matrix of colors of which some are unknown: occluded, or background still to be painted. A symmetry
//! may map known cells onto unknown ones or out of the picture, but never onto a different color; among those that do
//! not, the best leaves the fewest known cells without a known image.

use super::grids::crop_where;
use crate::values::{Color, Grid, Matrix, Point, Size, Transform, bounds};

/// Cell colors of a picture, `None` where unknown.
pub(crate) type Picture = Matrix<Option<Color>>;

/// Most cell comparisons of one search. Centers far from the middle come last, so they are what is given up.
const MAX_COMPARISONS: usize = 50_000;

/// A symmetry of the square followed by a displacement, on unbounded cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Isometry {
    linear: Transform,
    shift: Point,
}

/// The image of a displacement, as opposed to a position in a frame.
fn turned(linear: Transform, Point { row, col }: Point) -> Point {
    match linear {
        Transform::Identity => Point::new(row, col),
        Transform::Rotate90 => Point::new(col, -row),
        Transform::Rotate180 => Point::new(-row, -col),
        Transform::Rotate270 => Point::new(-col, row),
        Transform::FlipHorizontal => Point::new(row, -col),
        Transform::FlipVertical => Point::new(-row, col),
        Transform::Transpose => Point::new(col, row),
        Transform::Antitranspose => Point::new(-col, -row),
    }
}

impl Isometry {
    /// The symmetry that leaves the point at half of `doubled` fixed; `None` if it does not map cells to cells.
    pub(crate) fn about(linear: Transform, doubled: Point) -> Option<Isometry> {
        let shift = doubled - turned(linear, doubled);
        (shift.row % 2 == 0 && shift.col % 2 == 0)
            .then(|| Isometry { linear, shift: Point::new(shift.row / 2, shift.col / 2) })
    }

    /// Where a cell goes.
    pub(crate) fn image(self, point: Point) -> Point {
        turned(self.linear, point) + self.shift
    }

    /// The best symmetry of a kind that a picture has; `None` if there is none under which at least `least` known cells
    /// have a known image.
    pub(crate) fn best(picture: &Picture, linear: Transform, least: usize) -> Option<Isometry> {
        if linear == Transform::Identity {
            return None;
        }
        let known: Vec<(Point, Color)> =
            picture.indexed().filter_map(|((row, col), color)| Some((Point::at(row, col), color?))).collect();
        let (at, size) = bounds(known.iter().map(|&(point, _)| point))?;
        let middle = Point::new(2 * at.row + size.height - 1, 2 * at.col + size.width - 1);
        let mut comparisons = MAX_COMPARISONS;
        let mut worst = Misfit { missing: known.len().checked_sub(least)?, fixed: known.len() };
        let mut best = None;
        for moved in center_moves(linear, size) {
            let Some(isometry) = Isometry::about(linear, middle + moved) else { continue };
            let misfit = isometry.misfit(picture, &known, worst.missing, &mut comparisons);
            if let Some(misfit) = misfit.filter(|&misfit| best.is_none() || misfit < worst) {
                best = Some(isometry);
                worst = misfit;
            }
            if best.is_some() && worst.missing == 0 {
                break;
            }
        }
        best
    }

    /// How badly the symmetry fits; `None` if an image differs, or if more than `most` are missing.
    fn misfit(
        self,
        picture: &Picture,
        known: &[(Point, Color)],
        most: usize,
        comparisons: &mut usize,
    ) -> Option<Misfit> {
        let mut misfit = Misfit { missing: 0, fixed: 0 };
        for &(point, color) in known {
            *comparisons = comparisons.checked_sub(1)?;
            let image = self.image(point);
            match picture.get(image).flatten() {
                Some(other) if other == color => misfit.fixed += usize::from(image == point),
                None if misfit.missing < most => misfit.missing += 1,
                _ => return None,
            }
        }
        Some(misfit)
    }
}

/// What speaks against a symmetry that contradicts nothing, in order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Misfit {
    /// Known cells without a known image.
    missing: usize,
    /// Known cells that are their own image, which proves nothing.
    fixed: usize,
}

/// Displacements of the doubled center from the middle of the known part to try, nearest first: the center may lie
/// anywhere in that part.
fn center_moves(linear: Transform, known: Size) -> impl Iterator<Item = Point> {
    let (height, width) = match linear {
        Transform::FlipHorizontal => (0, known.width),
        Transform::FlipVertical => (known.height, 0),
        Transform::Transpose | Transform::Antitranspose => (known.height.max(known.width), 0),
        _ => (known.height, known.width),
    };
    (0..=height.max(width)).flat_map(move |ring| {
        let rows = ring.min(height);
        (-rows..=rows).flat_map(move |row| {
            let is_side = row.abs() == ring;
            let cols = ring.min(width);
            (-cols..=cols).filter(move |col| is_side || col.abs() == ring).map(move |col| Point::new(row, col))
        })
    })
}

/// The picture with unknown cells in the color of a cell that the symmetries, applied any number of times, bring there.
pub(crate) fn complete(picture: &Picture, symmetries: &[Isometry]) -> Picture {
    let mut result = picture.clone();
    let mut open: Vec<Point> =
        picture.indexed().filter(|(_, color)| color.is_none()).map(|((row, col), _)| Point::at(row, col)).collect();
    loop {
        let before = open.len();
        open.retain(|&point| {
            let found = symmetries.iter().find_map(|symmetry| {
                // No symmetry of the square needs more than four steps to come back, so three reach every partner.
                let partners = std::iter::successors(Some(symmetry.image(point)), |&at| Some(symmetry.image(at)));
                partners.take(3).find_map(|partner| result.get(partner).flatten())
            });
            result.set(point, found);
            found.is_none()
        });
        if open.is_empty() || open.len() == before {
            return result;
        }
    }
}

/// The grid as a picture in which one color is unknown.
pub(crate) fn picture(grid: &Grid, unknown: Color) -> Picture {
    grid.map(|color| (color != unknown).then_some(color))
}

/// The grid of a picture, whatever is still unknown in that color.
pub(crate) fn painted(picture: &Picture, unknown: Color) -> Grid {
    picture.map(|color| color.unwrap_or(unknown))
}

/// The part of a repaired grid where the original has the unknown color.
pub(crate) fn patch(grid: &Grid, repaired: &Grid, unknown: Color) -> Option<Grid> {
    let hidden = crop_where(grid, |color| color == unknown)?;
    repaired.crop(hidden.offset() - grid.offset(), hidden.size())
}
