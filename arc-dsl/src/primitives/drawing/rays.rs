//! Rays: straight lines that cells send out until something stops them.
//!
//! There are two layers. The mask layer says *where* rays run, for any emitters and obstacles, and leaves painting to
//! another step. The grid layer lets every emitter paint in its own color. A list of directions says which way rays go,
//! so that one primitive covers one-sided, two-sided and star-shaped rays. Rays do not include the emitters. In the
//! grid layer the rays of later directions lie on top of those of earlier ones.

use crate::primitives::support::cells::{is_set, line};
use crate::primitives::support::colors::background_of;
use crate::values::{Color, Direction, Each, Grid, Mask, Object, Point};

/// The cells on those rays that end as wanted: at an obstacle (`true`) or at the border (`false`).
fn cast(emitters: &Mask, obstacles: &Mask, directions: &[Direction], wanted: impl Fn(bool) -> bool) -> Option<Mask> {
    let size = emitters.size();
    if obstacles.size() != size {
        return None;
    }
    let mut cells = emitters.map(|_| false);
    for from in emitters.points() {
        for &direction in directions {
            let hit = line(size, from, direction).find(|&point| is_set(obstacles, point));
            if wanted(hit.is_some()) {
                line(size, from, direction)
                    .take_while(|&point| Some(point) != hit)
                    .for_each(|point| cells.set(point, true));
            }
        }
    }
    cells.zip(emitters, |cell, is_emitter| cell && !is_emitter)
}

/// What a painted ray does with cells that are not background.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meeting {
    Stop,
    PassUnder,
    PaintOver,
}

/// Lets some cells that are not background paint rays. `shade` gives the color from the emitter's and the distance.
fn shoot_where(
    grid: &Grid,
    directions: &[Direction],
    meeting: Meeting,
    emits: impl Fn(Point, Color) -> bool,
    shade: impl Fn(Color, usize) -> Color,
) -> Grid {
    let ground = background_of(grid);
    let emitters: Vec<(Point, Color)> = grid
        .indexed()
        .map(|((row, col), color)| (Point::at(row, col), color))
        .filter(|&(point, color)| color != ground && emits(point, color))
        .collect();
    let mut drawn = grid.clone();
    for &direction in directions {
        for &(from, color) in &emitters {
            for (distance, point) in line(grid.size(), from, direction).enumerate() {
                if grid.get(point) == Some(ground) || meeting == Meeting::PaintOver {
                    drawn.set(point, shade(color, distance + 1));
                } else if meeting == Meeting::Stop {
                    break;
                }
            }
        }
    }
    drawn
}

primitives! {
    family "rays";

    /// A list of only one direction.
    #[example = "one_way(up) = [up]"]
    #[cost = 4]
    fn one_way(direction: Direction) -> Vec<Direction> {
        vec![direction]
    }

    /// A direction and its opposite.
    #[example = "both_ways(right) = [left, right]"]
    #[cost = 4]
    fn both_ways(direction: Direction) -> Vec<Direction> {
        let mut ways = vec![direction, direction.opposite()];
        ways.sort();
        ways
    }

    /// The straight directions, the diagonal ones, or all eight.
    #[example = "ways_around(true, false) = [up, down, left, right]"]
    #[cost = 3]
    fn ways_around(straight: bool, diagonal: bool) -> Option<Vec<Direction>> {
        let first = if straight { 0 } else { 4 };
        let end = if diagonal { 8 } else { 4 };
        (first < end).then(|| Direction::ALL[first..end].to_vec())
    }

    /// The cells on the rays from some cells to the border.
    #[example = "rays(mask{...|.#.|...}, both_ways(right)) = mask{...|#.#|...}"]
    #[cost = 8]
    fn rays(emitters: &Mask, directions: Vec<Direction>) -> Mask {
        let mut cells = emitters.map(|_| false);
        for from in emitters.points() {
            for &direction in &directions {
                // An emitter straight ahead sends the rest of the same ray.
                line(emitters.size(), from, direction)
                    .take_while(|&point| !is_set(emitters, point))
                    .for_each(|point| cells.set(point, true));
            }
        }
        cells
    }

    /// The cells on the rays from some cells up to, not including, the first obstacle or else to the border.
    #[example = "rays_until(mask{#....|.....}, mask{...#.|.....}, [right, down]) = mask{.##..|#....}"]
    #[cost = 9]
    fn rays_until(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        cast(emitters, obstacles, &directions, |_| true)
    }

    /// The cells on those rays that hit an obstacle, up to it.
    #[example = "rays_to(mask{#....|.....}, mask{...#.|.....}, [right, down]) = mask{.##..|.....}"]
    #[cost = 9]
    fn rays_to(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        cast(emitters, obstacles, &directions, |hits| hits)
    }

    /// The cells on those rays that reach the border without an obstacle.
    #[example = "rays_past(mask{#....|.....}, mask{...#.|.....}, [right, down]) = mask{.....|#....}"]
    #[cost = 10]
    fn rays_past(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        cast(emitters, obstacles, &directions, |hits| !hits)
    }

    /// The obstacles that rays hit first.
    #[example = "ray_targets(mask{#....|.....}, mask{...##|.....}, [right, down]) = mask{...#.|.....}"]
    #[cost = 10]
    fn ray_targets(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        let size = emitters.size();
        if obstacles.size() != size {
            return None;
        }
        let mut targets = emitters.map(|_| false);
        for from in emitters.points() {
            for &direction in &directions {
                if let Some(hit) = line(size, from, direction).find(|&point| is_set(obstacles, point)) {
                    targets.set(hit, true);
                }
            }
        }
        Some(targets)
    }

    /// Every cell that is not background sends rays in its own color, which stop before the next such cell.
    #[example = "shoot({0100|0000|0200|0000}, one_way(down)) = {0100|0100|0200|0200}"]
    #[cost = 5]
    fn shoot(grid: &Grid, directions: Vec<Direction>) -> Grid {
        shoot_where(grid, &directions, Meeting::Stop, |_, _| true, |color, _| color)
    }

    /// The cells of one color send rays in their color, which stop before the next cell that is not background.
    #[example = "shoot_from({0100|0000|0200|0000}, blue, one_way(down)) = {0100|0100|0200|0000}"]
    #[cost = 8]
    fn shoot_from(grid: &Grid, color: Color, directions: Vec<Direction>) -> Grid {
        shoot_where(grid, &directions, Meeting::Stop, |_, own| own == color, |color, _| color)
    }

    /// The cells of one color send rays in their color to the border, under all cells that are not background.
    #[example = "shoot_under({100020}, blue, one_way(right)) = {111121}"]
    #[cost = 9]
    fn shoot_under(grid: &Grid, color: Color, directions: Vec<Direction>) -> Grid {
        shoot_where(grid, &directions, Meeting::PassUnder, |_, own| own == color, |color, _| color)
    }

    /// The cells of one color send rays in their color to the border, over everything.
    #[example = "shoot_over({100020}, blue, one_way(right)) = {111111}"]
    #[cost = 9]
    fn shoot_over(grid: &Grid, color: Color, directions: Vec<Direction>) -> Grid {
        shoot_where(grid, &directions, Meeting::PaintOver, |_, own| own == color, |color, _| color)
    }

    /// The given cells that are not background send rays in their own color, which stop before the next such cell.
    #[example = "shoot_cells({10200|03000}, mask{#....|.#...}, one_way(right)) = {11200|03333}"]
    #[cost = 7]
    fn shoot_cells(grid: &Grid, emitters: &Mask, directions: Vec<Direction>) -> Option<Grid> {
        if grid.size() != emitters.size() {
            return None;
        }
        Some(shoot_where(grid, &directions, Meeting::Stop, |point, _| is_set(emitters, point), |color, _| color))
    }

    /// Every cell that is not background sends rays that alternate between its own and a second color, which stop
    /// before the next such cell. The second color comes first.
    #[example = "shoot_dashed({20000|00060}, gray, one_way(right)) = {25252|00065}"]
    #[cost = 8]
    fn shoot_dashed(grid: &Grid, second: Color, directions: Vec<Direction>) -> Grid {
        let shade = |own, distance: usize| if distance % 2 == 1 { second } else { own };
        shoot_where(grid, &directions, Meeting::Stop, |_, _| true, shade)
    }

    /// Every object sends rays in the direction that a function of the object gives: from its cells of the rarest
    /// color, in that color, under the rest of the object, up to the next other cell that is not background.
    #[example = "shoot_by({2110}, objects({2110}, multi4), object -> right) = {2112}"]
    #[cost = 9]
    fn shoot_by(grid: &Grid, objects: Vec<&Object>, direction: Each<&Object, Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for (object, &direction) in objects.iter().zip(direction.iter()) {
            let counts = object.color_counts();
            let is_own = |point: Point| object.cells().get(point - object.position()).flatten().is_some();
            let rarest = object.points().map(|(_, color)| color).min_by_key(|&color| (counts[color.index()], color));
            for (from, color) in object.points().filter(|&(_, color)| Some(color) == rarest) {
                line(grid.size(), from, direction)
                    .take_while(|&point| grid.get(point) == Some(ground) || is_own(point))
                    .filter(|&point| !is_own(point))
                    .for_each(|point| drawn.set(point, color));
            }
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn later_directions_lie_on_top() {
        assert_holds("shoot({010|200|000}, [right, down]) = {011|212|210}");
        assert_holds("shoot({010|200|000}, [down, right]) = {011|222|210}");
    }

    #[test]
    fn nothing_to_draw_changes_nothing() {
        assert_holds("rays(mask{..|..}, ways_around(true, true)) = mask{..|..}");
        assert_holds("rays_until(mask{#.}, mask{.#}, one_way(right)) = mask{..}");
        assert_holds("rays_until(mask{#.}, mask{.#|..}, one_way(right)) = undefined");
        assert_holds("shoot({20|22}, one_way(down)) = {20|22}");
    }

    #[test]
    fn rays_of_rows_of_emitters_are_complete() {
        assert_holds("rays(mask{##..|....}, one_way(right)) = mask{..##|....}");
        assert_holds("rays(mask{##..|....}, ways_around(true, true)) = mask{..##|###.}");
    }

    #[test]
    fn objects_shoot_with_their_odd_cells() {
        assert_holds(
            "shoot_by({1010|1110|0000}, objects({1010|1110|0000}, mono4), object -> right) = {1111|1111|0000}",
        );
        assert_holds("shoot_by({02110}, objects({02110}, multi4), object -> odd_color_side(object)) = {22110}");
    }
}
