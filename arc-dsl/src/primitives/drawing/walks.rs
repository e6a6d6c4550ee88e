//! Walks: rays that bend, at walls, at borders or by a rhythm.
//!
//! A walk is a rule from position and heading to the next position and heading. Walks that meet again the same position
//! with the same heading would repeat themselves, so each such state is entered once. Walks do not include the
//! emitters.

use crate::primitives::support::cells::{is_set, line, quarter_turn};
use crate::primitives::support::colors::background_of;
use crate::values::{Color, Direction, Grid, Mask, Point};

type State = (Point, Direction);

/// The cells that walks pass which start at the emitters with the given headings and end where `next` gives nothing or
/// a point outside.
fn trace(emitters: &Mask, directions: &[Direction], next: impl Fn(State) -> Option<State>) -> Mask {
    let mut entered = vec![0_u8; emitters.area()];
    let mut cells = emitters.map(|_| false);
    for start in emitters.points() {
        for &direction in directions {
            let mut state = (start, direction);
            while let Some((point, heading)) = next(state).filter(|(point, _)| emitters.size().contains(*point)) {
                let bits = &mut entered[point.row as usize * emitters.width() + point.col as usize];
                if *bits & 1 << heading as u8 != 0 {
                    break;
                }
                *bits |= 1 << heading as u8;
                cells.set(point, !is_set(emitters, point));
                state = (point, heading);
            }
        }
    }
    cells
}

/// The cells of rays that go on to both sides before obstacles.
fn branched(emitters: &Mask, obstacles: &Mask, directions: &[Direction]) -> Mask {
    let mut entered = vec![0_u8; emitters.area()];
    let mut cells = emitters.map(|_| false);
    let starts = emitters.points().flat_map(|point| directions.iter().map(move |&direction| (point, direction)));
    let mut open: Vec<State> = starts.collect();
    while let Some((point, heading)) = open.pop() {
        let is_free = |way: &&Direction| !is_set(obstacles, point + way.delta());
        let sides = [true, false].map(|clockwise| quarter_turn(heading, clockwise));
        let ways: &[Direction] = if is_free(&&heading) { &[heading] } else { &sides };
        for &way in ways.iter().filter(is_free) {
            let to = point + way.delta();
            if !emitters.size().contains(to) {
                continue;
            }
            let bits = &mut entered[to.row as usize * emitters.width() + to.col as usize];
            if *bits & 1 << way as u8 == 0 {
                *bits |= 1 << way as u8;
                cells.set(to, !is_set(emitters, to));
                open.push((to, way));
            }
        }
    }
    cells
}

/// The cells that a liquid wets which flows from the emitters in a straight direction, with these.
fn wetted(emitters: &Mask, obstacles: &Mask, direction: Direction) -> Mask {
    let is_free = |point| obstacles.get(point) == Some(false);
    let mut wet = emitters.clone();
    let mut open: Vec<Point> = emitters.points().collect();
    while let Some(point) = open.pop() {
        let below = point + direction.delta();
        if is_free(below) {
            if !is_set(&wet, below) {
                wet.set(below, true);
                open.push(below);
            }
        } else if is_set(obstacles, below) {
            for clockwise in [true, false] {
                let side = point + quarter_turn(direction, clockwise).delta();
                if is_free(side) && !is_set(&wet, side) {
                    wet.set(side, true);
                    open.push(side);
                }
            }
        }
    }
    wet
}

/// Walks between two opposite borders that mirror them, the left and right one if `upright`.
fn bounced(emitters: &Mask, directions: &[Direction], upright: bool) -> Mask {
    let size = emitters.size();
    let is_wall = |point: Point| {
        if upright { !(0..size.width).contains(&point.col) } else { !(0..size.height).contains(&point.row) }
    };
    trace(emitters, directions, |state| mirrored(state, is_wall))
}

/// One step of a walk that is mirrored where `is_wall` holds; `None` if it is shut in.
fn mirrored((point, heading): State, is_wall: impl Fn(Point) -> bool) -> Option<State> {
    let mut step = heading.delta();
    let (beside, ahead) = (Point::new(0, step.col), Point::new(step.row, 0));
    if step.col != 0 && is_wall(point + beside) {
        step.col = -step.col;
    }
    if step.row != 0 && is_wall(point + ahead) {
        step.row = -step.row;
    }
    if step == heading.delta() && is_wall(point + step) {
        step = -step;
    }
    let to = point + step;
    Some((to, Direction::of(step)?)).filter(|_| !is_wall(to))
}

primitives! {
    family "walks";

    /// The cells of rays that walls mirror, up to the border.
    #[example = "bounce(mask{....|....|#...}, mask{..#.|..#.|..#.}, one_way(up_right)) = mask{#...|.#..|....}"]
    #[cost = 10]
    fn bounce(emitters: &Mask, walls: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        if emitters.size() != walls.size() {
            return None;
        }
        Some(trace(emitters, &directions, |state| mirrored(state, |point| is_set(walls, point))))
    }

    /// The cells of rays that two opposite borders mirror, up to the other two: the left and right border if `upright`,
    /// else the upper and lower one.
    #[example = "zigzag(mask{...|...|...|#..}, one_way(up_right), true) = mask{.#.|..#|.#.|...}"]
    #[cost = 10]
    fn zigzag(emitters: &Mask, directions: Vec<Direction>, upright: bool) -> Mask {
        bounced(emitters, &directions, upright)
    }

    /// Rays from all cells that are not background, in their colors over background, which two opposite borders mirror as in
    /// `zigzag`.
    #[example = "shoot_zigzag({000|000|000|200}, one_way(up_right), true) = {020|002|020|200}"]
    #[cost = 8]
    fn shoot_zigzag(grid: &Grid, directions: Vec<Direction>, upright: bool) -> Grid {
        let background = background_of(grid);
        let mut drawn = grid.clone();
        for color in Color::ALL.into_iter().filter(|&color| color != background) {
            let emitters = grid.map(|cell| cell == color);
            for point in bounced(&emitters, &directions, upright).points() {
                if grid.get(point) == Some(background) {
                    drawn.set(point, color);
                }
            }
        }
        drawn
    }

    /// The cells of rays that make a quarter turn before each obstacle, up to the border.
    #[example = "turning_rays(mask{....|#...|....}, mask{....|..#.|....}, one_way(right), true) = mask{....|.#..|.#..}"]
    #[cost = 10]
    fn turning_rays(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>, clockwise: bool) -> Option<Mask> {
        if emitters.size() != obstacles.size() {
            return None;
        }
        Some(trace(emitters, &directions, |(point, heading)| {
            [heading, quarter_turn(heading, clockwise)]
                .map(|heading| (point + heading.delta(), heading))
                .into_iter()
                .find(|&(to, _)| !is_set(obstacles, to))
        }))
    }

    /// The cells of rays that split before each obstacle and go on to both sides, again and again, up to the border.
    #[example = "split_rays(mask{....|#...|....}, mask{....|..#.|....}, one_way(right)) = mask{.#..|.#..|.#..}"]
    #[cost = 9]
    fn split_rays(emitters: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        (emitters.size() == obstacles.size()).then(|| branched(emitters, obstacles, &directions))
    }

    /// The cells of one color send rays in their color, which split as in `split_rays` before all other cells that are
    /// not background.
    #[example = "shoot_split({0000|2030|0000}, red, one_way(right)) = {0200|2230|0200}"]
    #[cost = 8]
    fn shoot_split(grid: &Grid, color: Color, directions: Vec<Direction>) -> Option<Grid> {
        let background = background_of(grid);
        let obstacles = grid.map(|cell| cell != background && cell != color);
        let rays = branched(&grid.map(|cell| cell == color), &obstacles, &directions);
        grid.zip(&rays, |cell, is_ray| if is_ray { color } else { cell })
    }

    /// The cells of rays that turn left before each cell of one mask and right before each of another, up to the
    /// border.
    #[example = "steered_rays(mask{..|..|#.}, mask{..|..|..}, mask{#.|..|..}, one_way(up)) = mask{..|##|..}"]
    #[cost = 10]
    fn steered_rays(emitters: &Mask, left: &Mask, right: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        if emitters.size() != left.size() || emitters.size() != right.size() {
            return None;
        }
        Some(trace(emitters, &directions, |(point, heading)| {
            let ahead = point + heading.delta();
            let heading = match (is_set(left, ahead), is_set(right, ahead)) {
                (false, false) => heading,
                (_, clockwise) => quarter_turn(heading, clockwise),
            };
            let to = point + heading.delta();
            (!is_set(left, to) && !is_set(right, to)).then_some((to, heading))
        }))
    }

    /// The cells of rays that step aside before obstacles and then go on in their direction, up to the border.
    #[example = "detour_rays(mask{....|....|.#..}, mask{.#..|....|....}, up, right) = mask{..#.|.##.|....}"]
    #[cost = 10]
    fn detour_rays(emitters: &Mask, obstacles: &Mask, direction: Direction, aside: Direction) -> Option<Mask> {
        if emitters.size() != obstacles.size() || direction == aside || direction == aside.opposite() {
            return None;
        }
        Some(trace(emitters, &[direction], |(point, heading)| {
            [heading, aside]
                .map(|step| (point + step.delta(), heading))
                .into_iter()
                .find(|&(to, _)| !is_set(obstacles, to))
        }))
    }

    /// The cells of stairs from some cells to the border: `run` steps in one direction, then as many in another,
    /// again and again.
    #[example = "staircase(mask{....|....|#...}, up, right, 1) = mask{.##.|##..|....}"]
    #[cost = 10]
    fn staircase(emitters: &Mask, first: Direction, second: Direction, run: i32) -> Option<Mask> {
        if run < 1 || run > emitters.height().max(emitters.width()) as i32 || second == first.opposite() {
            return None;
        }
        let mut cells = emitters.map(|_| false);
        for start in emitters.points() {
            let mut point = start;
            for number in 0.. {
                point = point + if number / run % 2 == 0 { first } else { second }.delta();
                if !emitters.size().contains(point) {
                    break;
                }
                cells.set(point, !is_set(emitters, point));
            }
        }
        Some(cells)
    }

    /// The cells that a liquid wets which flows from some cells in a direction: on an obstacle it spreads to both
    /// sides, and over each edge it flows on.
    #[example = "flow(mask{.#..|....|....}, mask{....|....|##..}, down) = mask{....|###.|..#.}"]
    #[cost = 10]
    fn flow(emitters: &Mask, obstacles: &Mask, direction: Direction) -> Option<Mask> {
        if emitters.size() != obstacles.size() || direction.is_diagonal() {
            return None;
        }
        wetted(emitters, obstacles, direction).zip(emitters, |is_wet, is_emitter| is_wet && !is_emitter)
    }

    /// Where a liquid comes to rest that pours from some cells in a direction: it flows as in `flow`, fills each basin
    /// between obstacles that it enters up to the lower rim, and if there is none covers the border that it reaches,
    /// from obstacle to obstacle. Undefined for a diagonal direction and where filling takes very many rounds.
    #[example = "pour(mask{.#..|....|....|....}, mask{....|#..#|#..#|####}, down) = mask{....|.##.|.##.|....}"]
    #[cost = 8]
    fn pour(emitters: &Mask, obstacles: &Mask, direction: Direction) -> Option<Mask> {
        if emitters.size() != obstacles.size() || direction.is_diagonal() {
            return None;
        }
        let size = emitters.size();
        let (down, ahead) = (direction.delta(), quarter_turn(direction, false));
        let mut solid = obstacles.clone();
        for _ in 0..2 * (size.height + size.width) {
            let wet = wetted(emitters, &solid, direction);
            let rests = |point: &Point| {
                is_set(&wet, *point) && !is_set(&solid, *point) && is_set(&solid, *point + down)
            };
            let mut level = Vec::new();
            for start in wet.points().filter(|&point| is_set(&solid, point - ahead.delta())) {
                let run = std::iter::successors(Some(start), |&point| Some(point + ahead.delta())).take_while(rests);
                let before = level.len();
                level.extend(run);
                if !is_set(&solid, start + ahead.delta() * (level.len() - before) as i32) {
                    level.truncate(before);
                }
            }
            if !level.is_empty() {
                level.into_iter().for_each(|point| solid.set(point, true));
                continue;
            }
            let mut cells = solid.zip(obstacles, |is_solid, is_obstacle| is_solid && !is_obstacle)?;
            let is_held = cells.cells().contains(&true);
            for point in wet.points().filter(|&point| !is_held && !size.contains(point + down)) {
                cells.set(point, true);
                for side in [ahead, ahead.opposite()] {
                    line(size, point, side)
                        .take_while(|&point| !is_set(obstacles, point))
                        .for_each(|point| cells.set(point, true));
                }
            }
            return cells.zip(emitters, |is_wet, is_emitter| is_wet && !is_emitter);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn corners_send_rays_back() {
        assert_holds("bounce(mask{#...|....|....}, mask{....|....|..#.}, one_way(down_right)) = mask{....|.#..|....}");
        assert_holds("bounce(mask{#..|...|...}, mask{...|...|...}, one_way(down_right)) = mask{...|.#.|..#}");
    }

    #[test]
    fn zigzags_end_at_the_far_border() {
        assert_holds("zigzag(mask{..|..|..|#.}, one_way(up_right), true) = mask{.#|#.|.#|..}");
        assert_holds("zigzag(mask{....|#...}, one_way(up_right), false) = mask{.#.#|..#.}");
        assert_holds("zigzag(mask{#...|....}, one_way(right), true) = mask{.###|....}");
    }

    #[test]
    fn walks_that_run_in_circles_end() {
        let walls = "mask{.#...|....#|.....|#....|...#.}";
        let path = "mask{.....|.###.|...#.|.###.|.....}";
        assert_holds(&format!(
            "turning_rays(mask{{.....|.....|.#...|.....|.....}}, {walls}, one_way(up), true) = {path}"
        ));
    }

    #[test]
    fn stairs_have_long_steps() {
        assert_holds("staircase(mask{....|....|....|#...}, up, right, 2) = mask{..#.|###.|#...|....}");
    }

    #[test]
    fn rays_split_again_and_again() {
        let (emitter, obstacles) = ("mask{....|....|#...|....}", "mask{.#..|....|..#.|....}");
        assert_holds(&format!("split_rays({emitter}, {obstacles}, one_way(right)) = mask{{....|####|.#..|.#..}}"));
        assert_holds("split_rays(mask{.#|..}, mask{#.|..}, one_way(left)) = mask{..|.#}");
    }

    #[test]
    fn liquids_overflow_and_leak() {
        let at = "mask{.#...|.....|.....|.....|.....}";
        assert_holds(&format!(
            "pour({at}, mask{{.....|#....|#.#..|###.#|..###}}, down) = mask{{.....|.....|.#...|...#.|.....}}"
        ));
        assert_holds(&format!(
            "pour({at}, mask{{.....|#.#..|#.#..|#....|#####}}, down) = mask{{.....|.....|.....|.....|.....}}"
        ));
        assert_holds("pour(mask{.#.|...|...}, mask{...|#.#|...}, down) = mask{...|...|###}");
        assert_holds("pour(mask{...|..#|...}, mask{###|#..|###}, left) = mask{...|.#.|...}");
    }

    #[test]
    fn liquids_stay_in_basins() {
        assert_holds("flow(mask{.#.|...|...|...}, mask{...|...|#.#|###}, down) = mask{...|.#.|.#.|...}");
    }
}
