//! Planes along rays: for every cell what lies ahead of it in a direction. All take a few passes over the grid.

use std::cmp::Ordering;

use crate::primitives::support::cells::{is_set, line};
use crate::primitives::support::colors::{background_of, code, figure_of};
use crate::primitives::support::labels::Labels;
use crate::values::{Cell, Color, Direction, Grid, MAX_SIDE, Mask, Matrix, Plane, Point, Segmentation};

/// More steps than lie between any two cells.
const FAR: i32 = 2 * MAX_SIDE as i32;

/// The steps to the nearest cell of each color, at least `FAR` for none.
type Steps = [i32; 10];

/// The axes of the grid: row, column, falling and rising diagonal.
const AXES: [Direction; 4] = [Direction::Right, Direction::Down, Direction::DownRight, Direction::UpRight];

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

/// Visits the cells of every line along a direction from the last one back, with a state that the cells ahead left.
fn walk_back<T: Copy>(grid: &Grid, direction: Direction, start: T, mut visit: impl FnMut(Point, T) -> T) {
    let size = grid.size();
    for ((row, col), _) in grid.indexed() {
        let last = Point::at(row, col);
        if !size.contains(last + direction.delta()) {
            let rest = line(size, last, direction.opposite());
            std::iter::once(last).chain(rest).fold(start, |ahead, at| visit(at, ahead));
        }
    }
}

/// Of each cell in row-major order the steps to each color ahead, as far as no background lies between.
fn steps_to_colors(grid: &Grid, direction: Direction) -> Vec<Steps> {
    let background = background_of(grid);
    let mut steps = vec![[FAR; 10]; grid.area()];
    walk_back(grid, direction, [FAR; 10], |at, mut ahead| {
        let at = (at.row as usize, at.col as usize);
        steps[at.0 * grid.width() + at.1] = ahead;
        if grid[at] == background {
            return [FAR; 10];
        }
        ahead[grid[at].index()] = 0;
        ahead.map(|steps| steps + 1)
    });
    steps
}

/// The color with the fewest steps, -1 for none or if several colors are as near.
fn nearest_color(steps: impl Iterator<Item = (Color, i32)>) -> i32 {
    let nearest = steps.fold((FAR, -1), |(least, nearest), (color, steps)| {
        let color = code(Some(color));
        match steps.cmp(&least) {
            Ordering::Less => (steps, color),
            Ordering::Equal if nearest != color => (least, -1),
            _ => (least, nearest),
        }
    });
    nearest.1
}

/// The color of the nearest cell, by straight steps, that is neither background nor of the cell's own color, in a
/// sector of ninety degrees: around a straight direction, its sides included, or beside a diagonal one, without them.
fn nearest_in_cone(grid: &Grid, direction: Direction) -> Plane {
    let (background, ahead) = (background_of(grid), direction.delta());
    // A nearest cell is either next, or as near from one of these three neighbors.
    let aside = if direction.is_diagonal() {
        [Point::new(ahead.row, 0), Point::new(0, ahead.col)]
    } else {
        [ahead + Point::new(ahead.col, ahead.row), ahead - Point::new(ahead.col, ahead.row)]
    };
    let mut order: Vec<Point> = grid.indexed().map(|((r, c), _)| Point::at(r, c)).collect();
    order.sort_by_key(|at| -(at.row * ahead.row + at.col * ahead.col));
    let index = |at: Point| at.row as usize * grid.width() + at.col as usize;
    let mut known: Vec<Steps> = vec![[FAR; 10]; grid.area()];
    let mut plane = grid.map(|_| -1);
    for at in order {
        let mut steps = [FAR; 10];
        for step in [ahead, aside[0], aside[1]] {
            let Some(color) = grid.get(at + step) else { continue };
            let length = step.manhattan(Point::default());
            for (own, beyond) in steps.iter_mut().zip(known[index(at + step)]) {
                *own = (*own).min(beyond + length);
            }
            if step == ahead || !direction.is_diagonal() {
                steps[color.index()] = steps[color.index()].min(length);
            }
        }
        known[index(at)] = steps;
        let others = Color::ALL.into_iter().filter(|&color| color != background && Some(color) != grid.get(at));
        plane.set(at, nearest_color(others.map(|color| (color, steps[color.index()]))));
    }
    plane
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

/// The length of the run of the cell's own color along a direction, there and back.
fn run_through(grid: &Grid, direction: Direction) -> Plane {
    let (there, back) = (run(grid, direction), run(grid, direction.opposite()));
    grid.like(|row, col| there[(row, col)] + back[(row, col)] + 1)
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
        run_through(grid, direction)
    }

    /// The length of the longest run of the cell's own color through it along row and column, or along both diagonals;
    /// -1 on background.
    #[example = "longest_run({110|200|020}, false) = plane{2 2 -1|1 -1 -1|-1 1 -1}"]
    #[cost = 8]
    fn longest_run(grid: &Grid, diagonal: bool) -> Plane {
        let figure = figure_of(grid);
        let axes = if diagonal { &AXES[2..] } else { &AXES[..2] };
        let runs: Vec<Plane> = axes.iter().map(|&axis| run_through(grid, axis)).collect();
        grid.like(|row, col| {
            let longest = runs.iter().map(|run| run[(row, col)]).max();
            longest.filter(|_| figure[(row, col)]).unwrap_or(-1)
        })
    }

    /// The axis of the longest run of the cell's own color through it: 1 row, 2 column, 3 falling, 4 rising diagonal,
    /// 0 if several are longest; -1 on background.
    #[example = "run_orientation({110|200|020}) = plane{1 1 -1|3 -1 -1|-1 3 -1}"]
    #[cost = 8]
    fn run_orientation(grid: &Grid) -> Plane {
        let figure = figure_of(grid);
        let runs = AXES.map(|axis| run_through(grid, axis));
        grid.like(|row, col| {
            let lengths = runs.each_ref().map(|run| run[(row, col)]);
            let longest = lengths.into_iter().max().unwrap_or(0);
            let mut axes = (1..).zip(lengths).filter(|&(_, length)| length == longest).map(|(axis, _)| axis);
            match (axes.next(), axes.next()) {
                _ if !figure[(row, col)] => -1,
                (Some(axis), None) => axis,
                _ => 0,
            }
        })
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

    /// The color of the nearest cell, by straight steps, that is neither background nor of the cell's own color: in the
    /// right angle around a straight direction, or beyond in both rows and columns toward a diagonal one; -1 for none
    /// or if several colors are as near.
    #[example = "cone_color({003|800}, up_right) = plane{-1 -1 -1|3 3 -1}"]
    #[cost = 8]
    fn cone_color(grid: &Grid, direction: Direction) -> Plane {
        nearest_in_cone(grid, direction)
    }

    /// The first color beyond the first object ahead in a direction, other than the cell's own object; -1 for none.
    #[example = "seen_past({10223004}, multi4, right) = plane{4 4 -1 -1 -1 -1 -1 -1}"]
    #[cost = 8]
    fn seen_past(grid: &Grid, segmentation: Segmentation, direction: Direction) -> Plane {
        let labels = Labels::objects(grid, segmentation);
        let mut plane = grid.map(|_| -1);
        // The next three objects, with the color that is first seen of each.
        walk_back(grid, direction, [(-1, -1); 3], |at, mut ahead| {
            let own = labels.of.get(at).unwrap_or(-1);
            let is_within = own >= 0 && ahead[0].0 == own;
            plane.set(at, ahead[1 + usize::from(is_within)].1);
            if own >= 0 {
                if !is_within {
                    ahead.rotate_right(1);
                }
                ahead[0] = (own, code(grid.get(at)));
            }
            ahead
        });
        plane
    }

    /// The color, neither background nor the cell's own, that lies nearest on both sides of the cell in its row or
    /// column, or also on its diagonals, with no background between; -1 for none, several, and on background.
    #[example = "crossed_color({0995990}, false) = plane{-1 -1 -1 9 -1 -1 -1}"]
    #[cost = 8]
    fn crossed_color(grid: &Grid, diagonal: bool) -> Plane {
        let figure = figure_of(grid);
        let axes = if diagonal { &AXES[..] } else { &AXES[..2] };
        let both_ways = |&axis: &Direction| (steps_to_colors(grid, axis), steps_to_colors(grid, axis.opposite()));
        let lines: Vec<(Vec<Steps>, Vec<Steps>)> = axes.iter().map(both_ways).collect();
        grid.like(|row, col| {
            let index = row * grid.width() + col;
            let gaps = lines.iter().flat_map(|(there, back)| {
                Color::ALL.map(|color| (color, there[index][color.index()] + back[index][color.index()]))
            });
            let others = gaps.filter(|&(color, _)| figure[(row, col)] && color != grid[(row, col)]);
            nearest_color(others)
        })
    }

    /// The cells on the diagonal rays that go out from the convex corners of what is not background, up to the next
    /// cell that is not.
    #[example = "corner_rays({00000|00000|02220|22022}) = mask{.....|#...#|.....|.....}"]
    #[cost = 8]
    fn corner_rays(grid: &Grid) -> Mask {
        let figure = figure_of(grid);
        let mut rays = grid.map(|_| false);
        for direction in Direction::DIAGONAL {
            let Point { row, col } = direction.delta();
            walk_back(grid, direction.opposite(), false, |at, is_lit| {
                if is_set(&figure, at) {
                    return !is_set(&figure, at + Point::new(row, 0)) && !is_set(&figure, at + Point::new(0, col));
                }
                if is_lit {
                    rays.set(at, true);
                }
                is_lit
            });
        }
        rays
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitives::support::assert_holds;

    #[test]
    fn cones_hold_the_nearest_cells() {
        let is_within = |way: Point, direction: Direction| {
            let along = Point::new(way.row * direction.delta().row, way.col * direction.delta().col);
            let sum = along.row + along.col;
            if direction.is_diagonal() {
                along.row > 0 && along.col > 0
            } else {
                sum > 0 && 2 * sum >= way.manhattan(Point::default())
            }
        };
        for (seed, direction) in (1..40).zip(Direction::ALL.into_iter().cycle()) {
            let color = |row, col| match (row * 11 + col * seed) * 7919 % 23 {
                index @ 1..4 => Color::ALL[index],
                _ => Color::Black,
            };
            let grid = Grid::from_fn(5 + seed % 5, 4 + seed % 7, color).unwrap();
            let plane = nearest_in_cone(&grid, direction);
            for ((row, col), own) in grid.indexed() {
                let here = Point::at(row, col);
                let ways = grid.indexed().map(|((r, c), color)| (color, Point::at(r, c) - here));
                let inside = ways.filter(|&(_, way)| is_within(way, direction));
                let others = inside.filter(|&(color, _)| color != Color::Black && color != own);
                let expected = nearest_color(others.map(|(color, way)| (color, way.manhattan(Point::default()))));
                assert_eq!(plane[(row, col)], expected, "{grid:?} {direction:?}");
            }
        }
    }

    #[test]
    fn objects_ahead_count_once() {
        // The second part of a concave object is not beyond it, and a cell's own object is not ahead of it.
        assert_holds("seen_past({02022|02220}, mono4, right) = plane{-1 -1 -1 -1 -1|-1 -1 -1 -1 -1}");
        assert_holds("seen_past({1012030}, by_color, right) = plane{3 2 3 -1 -1 -1 -1}");
    }

    #[test]
    fn crossings_have_one_color() {
        assert_holds("crossed_color({00300|09590|00300}, false) = plane{-1 -1 -1 -1 -1|-1 -1 -1 -1 -1|-1 -1 -1 -1 -1}");
        assert_holds("crossed_color({0945490}, false) = plane{-1 -1 9 4 9 -1 -1}");
        assert_holds("crossed_color({300|050|003}, true) = plane{-1 -1 -1|-1 3 -1|-1 -1 -1}");
        assert_holds("crossed_color({300|050|003}, false) = plane{-1 -1 -1|-1 -1 -1|-1 -1 -1}");
    }

    #[test]
    fn runs_of_equal_length_have_no_orientation() {
        assert_holds("run_orientation({110|100|003}) = plane{0 0 -1|0 -1 -1|-1 -1 0}");
    }
}
