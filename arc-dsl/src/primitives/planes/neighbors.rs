//! Planes over neighborhoods: for every cell what lies next to it. Outside the grid there is nothing.

use crate::primitives::support::cells::{is_set, quarter_turn};
use crate::primitives::support::colors::{background_of, code};
use crate::primitives::support::floods::steps;
use crate::primitives::support::labels::Labels;
use crate::values::{Color, Direction, Grid, Mask, Plane, Point};

/// The colors next to a cell in some directions.
fn around(grid: &Grid, row: usize, col: usize, directions: &[Direction]) -> impl Iterator<Item = Color> {
    let here = Point::at(row, col);
    directions.iter().filter_map(move |step| grid.get(here + step.delta()))
}

/// The number of neighbors with a property, which may depend on the cell's own color.
fn count(grid: &Grid, directions: &[Direction], fits: impl Fn(Color, Color) -> bool) -> Plane {
    grid.like(|row, col| {
        let own = grid[(row, col)];
        around(grid, row, col, directions).filter(|&other| fits(own, other)).count() as i32
    })
}

/// The four bits of the directions in which the neighbor has a property.
fn pattern(grid: &Grid, directions: &[Direction; 4], fits: impl Fn(Color, Color) -> bool) -> Plane {
    grid.like(|row, col| {
        let (own, here) = (grid[(row, col)], Point::at(row, col));
        directions.iter().enumerate().fold(0, |bits, (bit, step)| {
            let is_set = grid.get(here + step.delta()).is_some_and(|other| fits(own, other));
            bits | (i32::from(is_set) << bit)
        })
    })
}

/// The most frequent of some colors, the lowest at a tie.
fn majority(colors: impl Iterator<Item = Color>) -> Option<Color> {
    let mut counts = [0; 10];
    for color in colors {
        counts[color.index()] += 1;
    }
    let best = (0..10).rev().max_by_key(|&index| counts[index])?;
    (counts[best] > 0).then_some(Color::ALL[best])
}

primitives! {
    family "planes of neighbors";

    /// The color of the neighbor in a direction, background included; -1 outside the grid.
    #[example = "neighbor_color({102}, right) = plane{0 2 -1}"]
    #[cost = 7]
    fn neighbor_color(grid: &Grid, direction: Direction) -> Plane {
        let delta = direction.delta();
        grid.like(|row, col| code(grid.get(Point::at(row, col) + delta)))
    }

    /// The number of neighbors of the cell's own color, straight or also diagonal.
    #[example = "same_neighbors({110|020}, false) = plane{1 1 1|0 0 1}"]
    #[cost = 7]
    fn same_neighbors(grid: &Grid, diagonal: bool) -> Plane {
        count(grid, steps(diagonal), |own, other| own == other)
    }

    /// The number of neighbors that are not background, straight or also diagonal.
    #[example = "figure_neighbors({110|020}, false) = plane{1 2 1|2 1 1}"]
    #[cost = 4]
    fn figure_neighbors(grid: &Grid, diagonal: bool) -> Plane {
        let background = background_of(grid);
        count(grid, steps(diagonal), |_, other| other != background)
    }

    /// The number of diagonal neighbors that are not background.
    #[example = "figure_corners({110|020}) = plane{1 0 1|1 1 1}"]
    #[cost = 7]
    fn figure_corners(grid: &Grid) -> Plane {
        let background = background_of(grid);
        count(grid, &Direction::DIAGONAL, |_, other| other != background)
    }

    /// The number of neighbors of a color, straight or also diagonal.
    #[example = "neighbors_of({110|020}, red, true) = plane{1 1 1|1 0 1}"]
    #[cost = 7]
    fn neighbors_of(grid: &Grid, color: Color, diagonal: bool) -> Plane {
        count(grid, steps(diagonal), |_, other| other == color)
    }

    /// The cells next to a cell of a color, straight or also diagonally.
    #[example = "next_to({1000}, blue, false) = mask{.#..}"]
    #[cost = 7]
    fn next_to(grid: &Grid, color: Color, diagonal: bool) -> Mask {
        grid.like(|row, col| around(grid, row, col, steps(diagonal)).any(|other| other == color))
    }

    /// The straight neighbors that are not background as bits: 1 up, 2 down, 4 left, 8 right.
    #[example = "figure_sides({010|111|010}) = plane{10 2 6|8 15 4|9 1 5}"]
    #[cost = 7]
    fn figure_sides(grid: &Grid) -> Plane {
        let background = background_of(grid);
        pattern(grid, &Direction::STRAIGHT, |_, other| other != background)
    }

    /// The diagonal neighbors that are not background as bits: 1 up left, 2 up right, 4 down left, 8 down right.
    #[example = "figure_diagonals({10|00}) = plane{0 0|0 1}"]
    #[cost = 6]
    fn figure_diagonals(grid: &Grid) -> Plane {
        let background = background_of(grid);
        pattern(grid, &Direction::DIAGONAL, |_, other| other != background)
    }

    /// The straight neighbors of the cell's own color as bits: 1 up, 2 down, 4 left, 8 right.
    #[example = "same_sides({11|20}) = plane{8 4|0 0}"]
    #[cost = 8]
    fn same_sides(grid: &Grid) -> Plane {
        pattern(grid, &Direction::STRAIGHT, |own, other| own == other)
    }

    /// The diagonal neighbors of the cell's own color as bits: 1 up left, 2 up right, 4 down left, 8 down right.
    #[example = "same_diagonals({12|21}) = plane{8 4|2 1}"]
    #[cost = 10]
    fn same_diagonals(grid: &Grid) -> Plane {
        pattern(grid, &Direction::DIAGONAL, |own, other| own == other)
    }

    /// The most common color of the neighbors that are neither background nor of the cell's own color, straight or also
    /// diagonal; -1 for none.
    #[example = "touched_color({1200}, false) = plane{2 1 2 -1}"]
    #[cost = 5]
    fn touched_color(grid: &Grid, diagonal: bool) -> Plane {
        let background = background_of(grid);
        grid.like(|row, col| {
            let own = grid[(row, col)];
            let others = around(grid, row, col, steps(diagonal));
            code(majority(others.filter(|&other| other != own && other != background)))
        })
    }

    /// The most common color of the eight neighbors, background included.
    #[example = "surrounding_color({111|101|111}) = plane{1 1 1|1 1 1|1 1 1}"]
    #[cost = 8]
    fn surrounding_color(grid: &Grid) -> Plane {
        grid.like(|row, col| code(majority(around(grid, row, col, &Direction::ALL))))
    }

    /// The most common color of the cell and its eight neighbors, background included.
    #[example = "local_majority({111|101|111}) = plane{1 1 1|1 1 1|1 1 1}"]
    #[cost = 10]
    fn local_majority(grid: &Grid) -> Plane {
        grid.like(|row, col| {
            let own = std::iter::once(grid[(row, col)]);
            code(majority(own.chain(around(grid, row, col, &Direction::ALL))))
        })
    }

    /// The number of different colors among the neighbors, background included, straight or also diagonal.
    #[example = "neighbor_variety({1023}, false) = plane{1 2 2 1}"]
    #[cost = 7]
    fn neighbor_variety(grid: &Grid, diagonal: bool) -> Plane {
        grid.like(|row, col| {
            let bits = around(grid, row, col, steps(diagonal)).fold(0u32, |bits, color| bits | (1 << color.index()));
            bits.count_ones() as i32
        })
    }

    /// The cells of two by two squares of one color other than background.
    #[example = "in_square({1100|1101}) = mask{##..|##..}"]
    #[cost = 7]
    fn in_square(grid: &Grid) -> Mask {
        let background = background_of(grid);
        let mut mask = grid.map(|_| false);
        for row in 1..grid.height() {
            for col in 1..grid.width() {
                let square = [(row - 1, col - 1), (row - 1, col), (row, col - 1), (row, col)];
                let color = grid[square[0]];
                if color != background && square.iter().all(|&at| grid[at] == color) {
                    square.iter().for_each(|&at| mask[at] = true);
                }
            }
        }
        mask
    }

    /// The one color of the isolated cells on ground of the cell's color; -1 if there are none or several. The ground
    /// is the grid in which cells without a neighbor of their color, even a diagonal one, take the color beside them.
    #[example = "ground_mark({11122|13142|11122}) = plane{3 3 3 4 4|3 3 3 4 4|3 3 3 4 4}"]
    #[cost = 8]
    fn ground_mark(grid: &Grid) -> Plane {
        let isolated = Labels::regions(grid, true).select(|part| part.count == 1);
        let ground = grid.like(|row, col| {
            let here = Point::at(row, col);
            let beside = Direction::STRAIGHT.iter().map(|step| here + step.delta());
            let colors = beside.filter(|&at| !is_set(&isolated, at)).filter_map(|at| grid.get(at));
            if isolated[(row, col)] { majority(colors).unwrap_or(grid[(row, col)]) } else { grid[(row, col)] }
        });
        let mut marks = [0u32; 10];
        for (at, ground) in ground.indexed().filter(|&(at, ground)| ground != grid[at]) {
            marks[ground.index()] |= 1 << grid[at].index();
        }
        ground.map(|color| match marks[color.index()] {
            bits if bits.is_power_of_two() => bits.trailing_zeros() as i32,
            _ => -1,
        })
    }

    /// 1 on single cells that stand out from a straight edge, at least three cells long, of a color other than
    /// background; 2 on other single cells let into one; else 0.
    #[example = "edge_flaw({00100|11111|11111|11011}) = plane{0 0 1 0 0|0 0 0 0 0|0 0 0 0 0|0 0 2 0 0}"]
    #[cost = 8]
    fn edge_flaw(grid: &Grid) -> Plane {
        let background = background_of(grid);
        grid.like(|row, col| {
            let here = Point::at(row, col);
            let flaws = Direction::STRAIGHT.into_iter().filter_map(|outward| {
                let (out, side) = (outward.delta(), quarter_turn(outward, true).delta());
                let color = grid.get(here - out).filter(|&color| color != background)?;
                let across = |at: Point| [at - side, at, at + side].map(|at| grid.get(at) == Some(color));
                let is_edge = across(here - out) == [true; 3] && across(here + out) == [false; 3];
                match across(here) {
                    [false, true, false] if is_edge => Some(1),
                    [true, false, true] if is_edge => Some(2),
                    _ => None,
                }
            });
            flaws.min().unwrap_or(0)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn grounds_with_several_marks_have_none() {
        assert_holds("ground_mark({11111|13141|11111}) = plane{-1 -1 -1 -1 -1|-1 -1 -1 -1 -1|-1 -1 -1 -1 -1}");
        assert_holds("ground_mark({12}) = plane{-1 -1}");
    }

    #[test]
    fn corners_are_no_flaws() {
        assert_holds("edge_flaw({100|111|101}) = plane{0 0 0|0 0 0|0 2 0}");
        // What stands out from one color is let into the other.
        assert_holds("edge_flaw({00000|22222|22122|11111}) = plane{0 0 0 0 0|0 0 0 0 0|0 0 1 0 0|0 0 0 0 0}");
        assert_holds("edge_flaw({00000|01110|00000}) = plane{0 0 0 0 0|0 0 0 0 0|0 0 0 0 0}");
    }
}
