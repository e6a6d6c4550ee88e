//! The search for the smallest lattice under which a partly known picture repeats.
//!
//! A lattice is kept in Hermite normal form: it repeats every `cols` cells along a row, and after `rows` rows, moved by
//! `slant` cells to the right. Diagonal stripes and brick walls are slanted lattices of few classes.

use crate::primitives::support::isometry::Picture;
use crate::values::Color;

/// Most classes of a slanted lattice; patterns with more are sought upright only, which keeps the search short.
const MAX_SLANTED: usize = 36;

/// Most steps of one search, about one per cell looked at. Lattices of many classes come last, so they are what is given
/// up, in pictures larger than ARC has.
const MAX_WORK: usize = 500_000;

/// A lattice and the color of each of its classes of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Lattice {
    rows: usize,
    cols: usize,
    slant: usize,
    colors: Vec<Color>,
}

impl Lattice {
    /// The lattice of fewest classes under which no two known cells of a class differ and every class has a known cell.
    /// A slanted lattice counts as one of twice as many classes, and at least a third of the known cells must repeat
    /// another.
    pub(crate) fn find(picture: &Picture) -> Option<Lattice> {
        let mut search = Search::new(picture);
        let most = search.most_classes();
        (1..=2 * most).find_map(|count| {
            let upright = if count <= most { search.of_count(count, false) } else { None };
            upright.or_else(|| if count % 2 == 0 { search.of_count(count / 2, true) } else { None })
        })
    }

    /// The same among lattices that are not slanted.
    pub(crate) fn find_upright(picture: &Picture) -> Option<Lattice> {
        let mut search = Search::new(picture);
        (1..=search.most_classes()).find_map(|count| search.of_count(count, false))
    }

    /// The column of the tile in which a row begins.
    fn first_col(&self, row: usize) -> usize {
        let moved = row / self.rows * self.slant % self.cols;
        (self.cols - moved) % self.cols
    }

    /// The color of a cell.
    pub(crate) fn color(&self, row: usize, col: usize) -> Color {
        self.colors[row % self.rows * self.cols + (self.first_col(row) + col) % self.cols]
    }

    /// Rows and columns of the tile of a lattice that is not slanted.
    pub(crate) fn tile(&self) -> (usize, usize) {
        (self.rows, self.cols)
    }
}

/// A search for lattices in a picture.
struct Search<'a> {
    picture: &'a Picture,
    /// The color of every class of the lattice on trial.
    colors: Vec<Option<Color>>,
    /// Work that may still be done.
    work: usize,
}

impl<'a> Search<'a> {
    fn new(picture: &'a Picture) -> Search<'a> {
        Search { picture, colors: Vec::new(), work: MAX_WORK }
    }

    /// The number of classes beyond which less than a third of the known cells would repeat another.
    fn most_classes(&self) -> usize {
        self.picture.cells().iter().flatten().count() * 2 / 3
    }

    /// A fitting lattice of `count` classes.
    fn of_count(&mut self, count: usize, is_slanted: bool) -> Option<Lattice> {
        if is_slanted && count > MAX_SLANTED {
            return None;
        }
        for rows in 1..=count.min(self.picture.height()) {
            self.work = self.work.checked_sub(1)?;
            let cols = count / rows;
            if rows * cols != count || cols > self.picture.width() {
                continue;
            }
            let slants = if is_slanted { 1..cols } else { 0..1 };
            for slant in slants {
                let lattice = Lattice { rows, cols, slant, colors: Vec::new() };
                if self.fits(&lattice) {
                    let colors = self.colors.iter().copied().flatten().collect();
                    return Some(Lattice { colors, ..lattice });
                }
            }
        }
        None
    }

    /// Whether the known cells of every class agree and there are some; leaves their color in `colors`.
    fn fits(&mut self, lattice: &Lattice) -> bool {
        let count = lattice.rows * lattice.cols;
        self.colors.clear();
        self.colors.resize(count, None);
        for (row, line) in self.picture.rows().enumerate() {
            let Some(work) = self.work.checked_sub(line.len()) else { return false };
            self.work = work;
            let start = row % lattice.rows * lattice.cols;
            let mut col = lattice.first_col(row);
            for &color in line {
                let class = &mut self.colors[start + col];
                match (color, *class) {
                    (Some(color), Some(known)) if color != known => return false,
                    (Some(color), None) => *class = Some(color),
                    _ => {}
                }
                col = if col + 1 == lattice.cols { 0 } else { col + 1 };
            }
        }
        self.colors.iter().all(Option::is_some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(rows: &str) -> Picture {
        let rows: Vec<&str> = rows.split('|').collect();
        let cells = rows.concat().chars().map(Color::from_digit).collect();
        Picture::new(rows.len(), rows[0].len(), cells).unwrap()
    }

    fn shape(rows: &str) -> Option<(usize, usize, usize)> {
        Lattice::find(&picture(rows)).map(|lattice| (lattice.rows, lattice.cols, lattice.slant))
    }

    #[test]
    fn the_smallest_lattice_is_found() {
        assert_eq!(shape("111|111"), Some((1, 1, 0)));
        assert_eq!(shape("1212|1212|3434|1212|1212|3434"), Some((3, 2, 0)));
        assert_eq!(shape("12345|34512|51234|23451|45123"), Some((1, 5, 3)));
        assert_eq!(shape("122|333|212|333|221|333"), Some((2, 3, 1)));
        assert_eq!(shape("123|456|789"), None);
    }

    #[test]
    fn unknown_cells_agree_with_any() {
        assert_eq!(shape("283....|83.....|3......|.......|.......|.......|......."), Some((1, 3, 2)));
        assert_eq!(shape("12..|..12|1212"), Some((1, 2, 0)));
        // Nothing tells the second color.
        assert_eq!(shape("1.1.|1.2."), None);
    }

    #[test]
    fn colors_continue_beyond_the_picture() {
        let lattice = Lattice::find(&picture("12345|34512|51234|23451|45123")).unwrap();
        let row = |row: usize| (0..7).map(|col| lattice.color(row, col).digit()).collect::<String>();
        assert_eq!([row(0), row(1), row(6)], ["1234512", "3451234", "3451234"]);
    }
}
