//! Concepts about: region fill.

use arc_dsl::{Color, Direction, Grid, Point};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, shapes};
use crate::random::Sampler;

concepts! {
    group "region fill";

    /// Of the rooms between walls, the largest or the smallest are painted.
    fn paint_extreme_rooms(task) {
        let [wall, paint] = task.palette();
        let by = task.pick(&["filter_max", "filter_min"]);
        let program = format!(
            "recolor_by(input, {by}(regions(input, black, false), o -> area(o)), o -> {paint})"
        );
        Recipe::new(program, move |pair| streets(pair, wall))
    }

    /// The rooms get one color if they are square, another if they are not.
    fn paint_square_rooms(task) {
        let [wall, square, oblong] = task.palette();
        let program = format!(
            "recolor_by(input, regions(input, black, false), o -> if is_square(o) then {square} else {oblong})"
        );
        Recipe::new(program, move |pair| streets(pair, wall))
    }

    /// The rooms in the middle are painted, those at the border stay.
    fn paint_inner_rooms(task) {
        let [wall, inner] = task.palette();
        let program = format!(
            "recolor_by(input, filter(regions(input, black, false), o -> not(touches_border(o))), o -> {inner})"
        );
        Recipe::new(program, move |pair| streets(pair, wall))
    }

    /// A color flows from its dots through all rooms with an open door.
    fn color_flows_through_doors(task) {
        let [wall, paint] = task.palette();
        let program = format!("flood_from(input, {paint})");
        Recipe::new(program, move |pair| {
            let mut grid = streets(pair, wall)?;
            open_doors(pair, &mut grid, wall);
            let open: Vec<Point> = cells(&grid, Color::Black);
            let count = pair.int(1..=2);
            for at in pair.picks(&open, count) {
                grid.set(at, paint);
            }
            Some(grid)
        })
    }

    /// Rooms without a mark are painted.
    fn paint_unmarked_rooms(task) {
        let [wall, mark, paint] = task.palette();
        let program = format!(
            "paint_mask(input, mask_minus(cells_of(input, black), region_next_to(input, {mark}, false)), {paint})"
        );
        Recipe::new(program, move |pair| {
            let mut grid = streets(pair, wall)?;
            let open: Vec<Point> = cells(&grid, Color::Black);
            let count = pair.int(2..=4);
            for at in pair.picks(&open, count) {
                grid.set(at, mark);
            }
            Some(grid)
        })
    }

    /// Every free cell takes the color of the nearest dot; where two are equally near, it stays free.
    fn divide_among_dots(task) {
        let is_diagonal = task.chance(50);
        let program = format!("nearest_colors(input, {is_diagonal})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=14));
            let count = pair.int(2..=4);
            for color in pair.colors(count) {
                scene.dots(pair, 1, color);
            }
            scene.into_grid()
        })
    }

    /// Every free region gets a color that depends on its number of cells: small ones one, large ones another.
    fn paint_regions_by_size(task) {
        let [wall, small, large] = task.palette();
        let limit = task.int(3..=5);
        let program = format!(
            "recolor_by(input, regions(input, black, false), o -> if less(area(o), {limit}) then {small} else {large})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::filled(pair.size(7..=13), wall);
            for index in 0..pair.int(3..=7) {
                let cells = if index % 2 == 0 { pair.int(1..=limit - 1) } else { pair.int(limit..=limit + 3) };
                // Black is see-through in sprites: a hole is cut in a second step.
                let sprite = shapes::blob_of(pair, cells, small);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid().map(|grid| grid.map(|cell| if cell == small { Color::Black } else { cell }))
        })
    }

    /// The regions that a wavy line cuts off get the color of the dot in them.
    fn dot_paints_its_side(task) {
        let wall = task.color();
        let program = format!("fill_rooms(input, {wall})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=15));
            let size = scene.size();
            let mut row = pair.int(2..=size.height as usize - 3) as i32;
            let mut heights = Vec::new();
            for col in 0..size.width {
                let next = if pair.chance(45) { row + pair.int(0..=2) as i32 - 1 } else { row };
                let next = next.clamp(2, size.height - 3);
                for between in row.min(next)..=row.max(next) {
                    scene.dot(Point::new(between, col), wall);
                }
                row = next;
                heights.push(row);
            }
            for is_above in [true, false] {
                let color = pair.color_except(&[wall]);
                scene.scatter_where(pair, &shapes::dot(color), 0, |at| {
                    (at.row < heights[at.col as usize]) == is_above
                });
            }
            let is_turned = pair.chance(50);
            let grid = scene.into_grid()?;
            Some(if is_turned { grid.transform(arc_dsl::Transform::Transpose) } else { grid })
        })
    }

    /// Waves of two colors spread from the dots.
    fn waves_around_dots(task) {
        let [dot, first, second] = task.palette();
        let ways = task.pick(&["ways_around(true, true)", "ways_around(true, false)"]);
        let count = if task.chance(50) { format!("[{first}, {second}]") } else { format!("[{first}, {second}, {dot}]") };
        let program = format!("ripple(input, {ways}, {count})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(8..=15));
            let count = pair.int(1..=2);
            scene.dots(pair, count, dot);
            scene.into_grid()
        })
    }
}

/// Walls one cell thick in rows and columns at irregular distances, over a black grid.
fn streets(pair: &mut Sampler, wall: Color) -> Option<Grid> {
    let (height, rows) = cuts(pair);
    let (width, cols) = cuts(pair);
    Some(lines::streets(&Grid::filled(height, width, Color::Black)?, &rows, &cols, wall))
}

/// A side length, and one to three places on it that cut it into different parts.
fn cuts(pair: &mut Sampler) -> (usize, Vec<usize>) {
    let mut at = pair.int(1..=5);
    let mut places = Vec::new();
    for _ in 0..pair.int(1..=3) {
        places.push(at);
        at += 1 + pair.int(1..=5);
    }
    (at, places)
}

/// Breaks a few walls open where rooms lie on both sides.
fn open_doors(pair: &mut Sampler, grid: &mut Grid, wall: Color) {
    let is_black = |at: Point| grid.get(at) == Some(Color::Black);
    let is_between = |at: &Point| {
        [Direction::Down, Direction::Right].iter().any(|way| is_black(*at + way.delta()) && is_black(*at - way.delta()))
    };
    let doors: Vec<Point> = cells(grid, wall).into_iter().filter(is_between).collect();
    let count = pair.int(1..=4);
    for at in pair.picks(&doors, count) {
        grid.set(at, Color::Black);
    }
}

fn cells(grid: &Grid, wanted: Color) -> Vec<Point> {
    let found = grid.indexed().filter(|&(_, color)| color == wanted);
    found.map(|((row, col), _)| Point::new(row as i32, col as i32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_are_not_too_large() {
        for seed in 0..100 {
            let grid = streets(&mut Sampler::new(seed), Color::Gray).unwrap();
            assert!(arc_dsl::Size::new(30, 30).contains(Point::new(grid.height() as i32 - 1, grid.width() as i32 - 1)));
        }
    }
}
