//! Floods: color that spreads through background, through rooms, or outwards in waves.

use crate::perception::components;
use crate::primitives::support::cells::{is_on_border, is_set};
use crate::primitives::support::colors::{background_of, figure_of};
use crate::primitives::support::floods::{flood, steps};
use crate::values::{Color, Direction, Grid, Point};

/// The rooms between walls of one color, and the most common color inside them, which is their floor.
fn rooms(grid: &Grid, wall: Color) -> Option<(Vec<Vec<Point>>, Color)> {
    let counts = grid.color_counts();
    if counts[wall.index()] == 0 {
        return None;
    }
    let floors = Color::ALL.into_iter().rev().filter(|&color| color != wall);
    let floor = floors.max_by_key(|color| counts[color.index()])?;
    Some((components(grid, false, |a, b| a != wall && b != wall), floor))
}

/// The only element that an iterator repeats; `None` if there is none or there are two different ones.
fn sole<T: PartialEq>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}

primitives! {
    family "fill";

    /// Fills each enclosed region of background with the color around it, if that is only one; diagonal gaps do not let
    /// the color out.
    #[example = "fill_enclosed({0100|1010|0122}) = {0100|1110|0122}"]
    #[cost = 5]
    fn fill_enclosed(grid: &Grid) -> Grid {
        let ground = background_of(grid);
        let mut filled = grid.clone();
        for points in components(grid, false, |a, b| a == ground && b == ground) {
            if points.iter().any(|&point| is_on_border(grid.size(), point)) {
                continue;
            }
            let around = points.iter().flat_map(|&point| Direction::STRAIGHT.map(|step| point + step.delta()));
            let colors = around.filter_map(|point| grid.get(point)).filter(|&color| color != ground);
            if let Some(color) = sole(colors) {
                points.iter().for_each(|&point| filled.set(point, color));
            }
        }
        filled
    }

    /// Lets the cells of a color flow through all background they touch along rows and columns.
    #[example = "flood_from({2050|0050|0050}, red) = {2250|2250|2250}"]
    #[cost = 7]
    fn flood_from(grid: &Grid, color: Color) -> Grid {
        let ground = background_of(grid);
        let open = grid.map(|cell| cell == ground || cell == color);
        let wet = flood(&open, |row, col| grid[(row, col)] == color && color != ground, false);
        grid.like(|row, col| if wet[(row, col)] { color } else { grid[(row, col)] })
    }

    /// Fills each room between walls of a color with the one color that its floor carries; rooms with none or several
    /// stay.
    #[example = "fill_rooms({20500|00503|00500}, gray) = {22533|22533|22533}"]
    #[cost = 6]
    fn fill_rooms(grid: &Grid, wall: Color) -> Option<Grid> {
        let (rooms, floor) = rooms(grid, wall)?;
        let mut filled = grid.clone();
        for points in rooms {
            let seeds = points.iter().filter_map(|&point| grid.get(point)).filter(|&color| color != floor);
            if let Some(color) = sole(seeds) {
                points.iter().for_each(|&point| filled.set(point, color));
            }
        }
        Some(filled)
    }

    /// Fills each room between walls of a color like a checkerboard: cells of even and of odd row and column sum get
    /// the one color that their kind already has somewhere in the room.
    #[example = "fill_rooms_checkered({23000|00000|55555|00000}, gray) = {23232|32323|55555|00000}"]
    #[cost = 8]
    fn fill_rooms_checkered(grid: &Grid, wall: Color) -> Option<Grid> {
        let (rooms, floor) = rooms(grid, wall)?;
        let mut filled = grid.clone();
        for points in rooms {
            for parity in [0, 1] {
                let cells = points.iter().filter(|point| (point.row + point.col) % 2 == parity);
                let seeds = cells.clone().filter_map(|&point| grid.get(point)).filter(|&color| color != floor);
                if let Some(color) = sole(seeds) {
                    cells.for_each(|&point| filled.set(point, color));
                }
            }
        }
        Some(filled)
    }

    /// Gives each background cell the color of the nearest cell that is not background, by steps to 4 or also diagonal
    /// neighbors; where two colors are equally near, background remains.
    #[example = "nearest_colors({10002}, false) = {11022}"]
    #[cost = 5]
    fn nearest_colors(grid: &Grid, diagonal: bool) -> Grid {
        let ground = background_of(grid);
        let mut colored = grid.clone();
        let mut seen = figure_of(grid);
        let mut front: Vec<Point> = seen.points().collect();
        while !front.is_empty() {
            let mut next: Vec<(Point, Color)> = Vec::new();
            for &from in &front {
                let Some(color) = colored.get(from) else { continue };
                let around = steps(diagonal).iter().map(|step| from + step.delta());
                next.extend(around.filter(|&to| seen.get(to) == Some(false)).map(|to| (to, color)));
            }
            front.clear();
            for (to, color) in next {
                if !is_set(&seen, to) {
                    seen.set(to, true);
                    colored.set(to, color);
                    front.push(to);
                } else if colored.get(to) != Some(color) {
                    colored.set(to, ground);
                }
            }
            // Cells in dispute pass nothing on.
            front.retain(|&point| colored.get(point) != Some(ground));
        }
        colored
    }

    /// Paints waves into the background around all other cells: cells at 1, 2, ... steps in the given directions get
    /// the colors of the list in turn.
    #[example = "ripple({000000|000003}, ways_around(true, false), [blue, red]) = {212121|121213}"]
    #[cost = 10]
    fn ripple(grid: &Grid, directions: Vec<Direction>, colors: Vec<Color>) -> Grid {
        let mut seen = figure_of(grid);
        let mut drawn = grid.clone();
        let mut front: Vec<Point> = seen.points().collect();
        for &color in colors.iter().cycle() {
            let mut next = Vec::new();
            for &from in &front {
                for step in &directions {
                    let to = from + step.delta();
                    if seen.get(to) == Some(false) {
                        seen.set(to, true);
                        drawn.set(to, color);
                        next.push(to);
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            front = next;
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn floods_stop_at_other_colors() {
        assert_holds("flood_from({2050|0050|0050}, black) = {2050|0050|0050}");
        assert_holds("flood_from({200|333|000}, red) = {222|333|000}");
        assert_holds("fill_enclosed({1111|1021|1111}) = {1111|1021|1111}");
        assert_holds("fill_enclosed({111|103|111}) = {111|103|111}");
    }

    #[test]
    fn rooms_need_one_color() {
        assert_holds("fill_rooms({20503|00502|00500}, gray) = {22503|22502|22500}");
        assert_holds("fill_rooms({20003}, gray) = undefined");
        assert_holds("fill_rooms({828|888}, red) = {828|888}");
    }

    #[test]
    fn equally_near_colors_leave_background() {
        assert_holds("nearest_colors({1002|0000}, false) = {1122|1122}");
        assert_holds("nearest_colors({102|000|000}, false) = {102|102|102}");
        assert_holds("nearest_colors({1000|0000|0002}, true) = {1102|1122|1022}");
    }

    #[test]
    fn ripples_need_colors() {
        assert_holds("ripple({0001}, both_ways(left), []) = {0001}");
        assert_holds("ripple({0001}, one_way(left), [red, green, gray]) = {5321}");
    }
}
