//! Planes along rays: for every cell what lies ahead of it in a direction. All take one pass over the grid.

use super::color::{background_of, figure_of};
use super::labels::Labels;
use super::planes::code;
use crate::color::Color;
use crate::matrix::{Cell, Grid, Mask, Matrix, Plane};
use crate::segment::Segmentation;
use crate::space::{Direction, Point};

/// A matrix whose cells are computed from the next cell in a direction: its color and its own value, `None` beyond the
/// border.
fn scan<T: Cell>(
    grid: &Grid,
    direction: Direction,
    start: T,
    mut value: impl FnMut(Color, Option<(Color, T)>) -> T,
) -> Matrix<T> {
    let (height, width) = (grid.height() as i32, grid.width() as i32);
    let delta = direction.delta();
    let mut result = grid.map(|_| start);
    for i in 0..height {
        let row = if delta.row > 0 { height - 1 - i } else { i };
        for j in 0..width {
            let col = if delta.col > 0 { width - 1 - j } else { j };
            let ahead = Point::new(row, col) + delta;
            let next = grid.get(ahead).map(|color| (color, result[(ahead.row as usize, ahead.col as usize)]));
            let at = (row as usize, col as usize);
            result[at] = value(grid[at], next);
        }
    }
    result
}

/// The first color ahead that is not background, -1 for none.
fn seen(grid: &Grid, background: Color, direction: Direction) -> Plane {
    scan(grid, direction, -1, |_, next| match next {
        Some((color, _)) if color != background => code(Some(color)),
        Some((_, beyond)) => beyond,
        None => -1,
    })
}

/// The distance to the first cell ahead that is not background, -1 for none.
fn distance_seen(grid: &Grid, direction: Direction) -> Plane {
    let background = background_of(grid);
    scan(grid, direction, -1, |_, next| match next {
        Some((color, _)) if color != background => 1,
        Some((_, beyond)) if beyond >= 0 => beyond + 1,
        _ => -1,
    })
}

/// The number of cells of the cell's own color directly ahead.
fn run(grid: &Grid, direction: Direction) -> Plane {
    scan(grid, direction, 0, |own, next| next.map_or(0, |(color, run)| if color == own { run + 1 } else { 0 }))
}

/// Whether any cell ahead has a property.
fn ahead(grid: &Grid, direction: Direction, is_wanted: impl Fn(Color) -> bool) -> Mask {
    scan(grid, direction, false, |_, next| next.is_some_and(|(color, beyond)| beyond || is_wanted(color)))
}

/// The number of directions in which a cell sees something.
fn seen_from(grid: &Grid, directions: &[Direction]) -> Plane {
    let background = background_of(grid);
    let mut count = grid.map(|_| 0);
    for &direction in directions {
        let visible = ahead(grid, direction, |color| color != background);
        count.cells_mut().iter_mut().zip(visible.cells()).for_each(|(count, &sees)| *count += i32::from(sees));
    }
    count
}

primitives! {
    family "planes along rays";

    /// The first color ahead in a direction that is not background.
    #[example = "seen_color({1020}, right) = plane{2 2 -1 -1}"]
    #[cost = 6]
    fn seen_color(grid: &Grid, direction: Direction) -> Plane {
        seen(grid, background_of(grid), direction)
    }

    /// The distance to the first cell ahead in a direction that is not background, -1 for none.
    #[example = "seen_distance({1020}, right) = plane{2 1 -1 -1}"]
    #[cost = 8]
    fn seen_distance(grid: &Grid, direction: Direction) -> Plane {
        distance_seen(grid, direction)
    }

    /// The first color ahead in a direction that is not the cell's own, background included, -1 for none.
    #[example = "next_color({1120}, right) = plane{2 2 0 -1}"]
    #[cost = 7]
    fn next_color(grid: &Grid, direction: Direction) -> Plane {
        scan(grid, direction, -1, |own, next| match next {
            Some((color, _)) if color != own => code(Some(color)),
            Some((_, beyond)) => beyond,
            None => -1,
        })
    }

    /// The color of the last cell ahead in a direction that is not background, as seen from the border.
    #[example = "farthest_color({10230}, right) = plane{3 3 3 -1 -1}"]
    #[cost = 10]
    fn farthest_color(grid: &Grid, direction: Direction) -> Plane {
        let background = background_of(grid);
        scan(grid, direction, -1, |_, next| match next {
            Some((color, beyond)) if beyond < 0 && color != background => code(Some(color)),
            Some((_, beyond)) => beyond,
            None => -1,
        })
    }

    /// The color of the border cell ahead in a direction; of the cell itself at the border.
    #[example = "edge_color({102}, right) = plane{2 2 2}"]
    #[cost = 7]
    fn edge_color(grid: &Grid, direction: Direction) -> Plane {
        scan(grid, direction, -1, |own, next| next.map_or(code(Some(own)), |(_, beyond)| beyond))
    }

    /// The number of cells of the cell's own color directly ahead in a direction.
    #[example = "run_ahead({1120}, right) = plane{1 0 0 0}"]
    #[cost = 7]
    fn run_ahead(grid: &Grid, direction: Direction) -> Plane {
        run(grid, direction)
    }

    /// The length of the run of the cell's own color along a direction, there and back.
    #[example = "run_length({1120}, right) = plane{2 2 1 1}"]
    #[cost = 9]
    fn run_length(grid: &Grid, direction: Direction) -> Plane {
        let (there, back) = (run(grid, direction), run(grid, direction.opposite()));
        grid.like(|row, col| there[(row, col)] + back[(row, col)] + 1)
    }

    /// The number of cells ahead in a direction that are not background.
    #[example = "count_ahead({1020}, right) = plane{1 1 0 0}"]
    #[cost = 9]
    fn count_ahead(grid: &Grid, direction: Direction) -> Plane {
        let background = background_of(grid);
        scan(grid, direction, 0, |_, next| next.map_or(0, |(color, count)| count + i32::from(color != background)))
    }

    /// The number of color changes ahead in a direction, background included.
    #[example = "changes_ahead({1120}, right) = plane{2 2 1 0}"]
    #[cost = 10]
    fn changes_ahead(grid: &Grid, direction: Direction) -> Plane {
        scan(grid, direction, 0, |own, next| next.map_or(0, |(color, count)| count + i32::from(color != own)))
    }

    /// The cells with a cell of a color somewhere ahead in a direction.
    #[example = "has_ahead({1020}, right, red) = mask{##..}"]
    #[cost = 7]
    fn has_ahead(grid: &Grid, direction: Direction, color: Color) -> Mask {
        ahead(grid, direction, |other| other == color)
    }

    /// The cells on a line along a direction, there and back, with a cell of a color.
    #[example = "in_line_with({10|02}, right, red) = mask{..|##}"]
    #[cost = 7]
    fn in_line_with(grid: &Grid, direction: Direction, color: Color) -> Mask {
        let there = ahead(grid, direction, |other| other == color);
        let back = ahead(grid, direction.opposite(), |other| other == color);
        grid.like(|row, col| grid[(row, col)] == color || there[(row, col)] || back[(row, col)])
    }

    /// The color that a cell sees first both in a direction and back; -1 if it sees two or none.
    #[example = "between_color({1012}, right) = plane{-1 1 -1 -1}"]
    #[cost = 6]
    fn between_color(grid: &Grid, direction: Direction) -> Plane {
        let background = background_of(grid);
        let (there, back) = (seen(grid, background, direction), seen(grid, background, direction.opposite()));
        grid.like(|row, col| if there[(row, col)] == back[(row, col)] { there[(row, col)] } else { -1 })
    }

    /// The cells that see something other than background both in a direction and back.
    #[example = "in_between({10020}, right) = mask{.##..}"]
    #[cost = 9]
    fn in_between(grid: &Grid, direction: Direction) -> Mask {
        let background = background_of(grid);
        let (there, back) = (seen(grid, background, direction), seen(grid, background, direction.opposite()));
        grid.like(|row, col| there[(row, col)] >= 0 && back[(row, col)] >= 0)
    }

    /// The cells as near to what they see in a direction as to what they see back: the middles of gaps.
    #[example = "gap_middle({10002}, right) = mask{..#..}"]
    #[cost = 10]
    fn gap_middle(grid: &Grid, direction: Direction) -> Mask {
        let figure = figure_of(grid);
        let (there, back) = (distance_seen(grid, direction), distance_seen(grid, direction.opposite()));
        grid.like(|row, col| {
            !figure[(row, col)] && there[(row, col)] > 0 && there[(row, col)] == back[(row, col)]
        })
    }

    /// In how many of the four straight directions a cell sees something other than background.
    #[example = "seen_sides({010|100|000}) = plane{2 0 1|0 2 1|1 1 0}"]
    #[cost = 5]
    fn seen_sides(grid: &Grid) -> Plane {
        seen_from(grid, &Direction::STRAIGHT)
    }

    /// In how many of the four diagonal directions a cell sees something other than background.
    #[example = "seen_corners({010|100|000}) = plane{0 1 0|1 0 1|0 1 0}"]
    #[cost = 7]
    fn seen_corners(grid: &Grid) -> Plane {
        seen_from(grid, &Direction::DIAGONAL)
    }

    /// The one color besides background and its own that a cell sees in straight directions; -1 if it sees several or none.
    #[example = "seen_other({1022|0000}) = plane{2 -1 1 -1|1 -1 2 2}"]
    #[cost = 8]
    fn seen_other(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let rays = Direction::STRAIGHT.map(|direction| seen(grid, background, direction));
        grid.like(|row, col| {
            let own = code(Some(grid[(row, col)]));
            let mut found = rays.iter().map(|ray| ray[(row, col)]).filter(|&color| color >= 0 && color != own);
            let first = found.next().unwrap_or(-1);
            if found.all(|color| color == first) { first } else { -1 }
        })
    }

    /// The color of the nearest cell that is neither background nor of the seeing cell's color, as any cell of the cell's
    /// object sees it in a direction; -1 for none.
    #[example = "own_toward({330|003|200}, multi8, down) = plane{2 2 -1|-1 -1 2|-1 -1 -1}"]
    #[cost = 8]
    fn own_toward(grid: &Grid, segmentation: Segmentation, direction: Direction) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let distances = distance_seen(grid, direction);
        let mut nearest = vec![(i32::MAX, -1); labels.parts.len()];
        for (part, row, col) in labels.cells() {
            let distance = distances[(row as usize, col as usize)];
            let ahead = Point::new(row, col) + direction.delta() * distance;
            if distance > 0 && grid.get(ahead) != Some(grid[(row as usize, col as usize)]) {
                nearest[part] = nearest[part].min((distance, code(grid.get(ahead))));
            }
        }
        labels.spread(&nearest.into_iter().map(|(_, color)| color).collect::<Vec<_>>())
    }

    /// The one color that a cell sees in all straight directions where it sees something; -1 if it sees several or none.
    #[example = "seen_only({1020|0000}) = plane{2 -1 1 2|1 -1 2 -1}"]
    #[cost = 7]
    fn seen_only(grid: &Grid) -> Plane {
        let background = background_of(grid);
        let rays = Direction::STRAIGHT.map(|direction| seen(grid, background, direction));
        grid.like(|row, col| {
            let mut found = rays.iter().map(|ray| ray[(row, col)]).filter(|&color| color >= 0);
            let first = found.next().unwrap_or(-1);
            if found.all(|color| color == first) { first } else { -1 }
        })
    }
}
