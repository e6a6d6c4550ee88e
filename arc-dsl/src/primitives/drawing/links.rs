//! Links: what joins marks, continues strokes, or runs from point to point.
//!
//! As with rays, masks say where links run, and the grid primitives draw in the color of the marks. Links do not
//! include the cells they join.

use std::collections::VecDeque;

use crate::primitives::support::cells::{is_set, line, quarter_turn};
use crate::primitives::support::colors::background_of;
use crate::primitives::support::proximity::{MAX_PAIRED, bearing, end, room_between};
use crate::values::{Color, Direction, Grid, Mask, Object, Point, Segmentation};

/// Sets the cells between a point and the next one in a direction that `is_end` accepts, unless `is_wall` holds before.
fn join(
    cells: &mut Mask,
    from: Point,
    direction: Direction,
    is_end: impl Fn(Point) -> bool,
    is_wall: impl Fn(Point) -> bool,
) {
    let size = cells.size();
    let Some(end) = line(size, from, direction).find(|&point| is_end(point) || is_wall(point)) else { return };
    if is_end(end) {
        line(size, from, direction).take_while(|&point| point != end).for_each(|point| cells.set(point, true));
    }
}

/// Calls `draw` with each cell that is not background, its color, and each direction; later directions come last.
fn for_each_mark(grid: &Grid, directions: &[Direction], mut draw: impl FnMut(Point, Color, Direction)) {
    let ground = background_of(grid);
    for &direction in directions {
        for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != ground) {
            draw(Point::at(row, col), color, direction);
        }
    }
}

/// The line between two bounding boxes in a direction: the last point before it, and how many cells it has.
fn bridge(object: &Object, other: &Object, direction: Direction) -> Option<(Point, usize)> {
    let room = room_between(object, other);
    if bearing(object, other) != Some(direction) || direction.is_diagonal() && room.row != room.col {
        return None;
    }
    let along = |sign: i32, low: i32, end: i32, other_low: i32, other_end: i32| match sign {
        -1 => low,
        1 => end - 1,
        _ => (low.max(other_low) + end.min(other_end) - 1) / 2,
    };
    let (low, end, other_low, other_end) = (object.position(), end(object), other.position(), end(other));
    let step = direction.delta();
    let start = Point::new(
        along(step.row, low.row, end.row, other_low.row, other_end.row),
        along(step.col, low.col, end.col, other_low.col, other_end.col),
    );
    Some((start, room.row.max(room.col).max(0) as usize))
}

/// See `elbow`.
fn elbow_of(grid: &Grid, from: Point, to: Point) -> Option<Mask> {
    let size = grid.size();
    if !size.contains(from) || !size.contains(to) || from.row == to.row || from.col == to.col {
        return None;
    }
    let corner = Point::new(to.row, from.col);
    let mut cells = grid.map(|_| false);
    cells.set(corner, true);
    for start in [from, to] {
        let direction = Direction::of(corner - start)?;
        line(size, start, direction).take_while(|&point| point != corner).for_each(|point| cells.set(point, true));
    }
    Some(cells)
}

primitives! {
    family "links";

    /// The unset cells that lie between two set cells in one of the directions.
    #[example = "linked(mask{#..#|....|#...}, one_way(right)) = mask{.##.|....|....}"]
    #[cost = 8]
    fn linked(marks: &Mask, directions: Vec<Direction>) -> Mask {
        let mut cells = marks.map(|_| false);
        for from in marks.points() {
            for &direction in &directions {
                join(&mut cells, from, direction, |point| is_set(marks, point), |_| false);
            }
        }
        cells
    }

    /// The cells that lie between two set cells in one of the directions with no obstacle between them.
    #[example = "linked_free(mask{#..#|#..#}, mask{....|.#..}, one_way(right)) = mask{.##.|....}"]
    #[cost = 9]
    fn linked_free(marks: &Mask, obstacles: &Mask, directions: Vec<Direction>) -> Option<Mask> {
        if marks.size() != obstacles.size() {
            return None;
        }
        let mut cells = marks.map(|_| false);
        for from in marks.points() {
            for &direction in &directions {
                let is_wall = |point| is_set(obstacles, point);
                join(&mut cells, from, direction, |point| is_set(marks, point), is_wall);
            }
        }
        Some(cells)
    }

    /// The cells that lie between two different objects in one of the directions, with no third object between them.
    #[example = "linked_objects(objects({1001|1000|1020}, mono4), one_way(right)) = mask{.##.|....|.#..}"]
    #[cost = 9]
    fn linked_objects(objects: Vec<&Object>, directions: Vec<Direction>) -> Option<Mask> {
        let frame = objects.first()?.frame();
        let mut owners = vec![0; frame.area().max(0) as usize];
        let place = |point: Point| (point.row * frame.width + point.col) as usize;
        for (number, object) in objects.iter().enumerate() {
            for (point, _) in object.points().filter(|&(point, _)| frame.contains(point)) {
                owners[place(point)] = number + 1;
            }
        }
        let mut cells = Mask::filled(frame.height as usize, frame.width as usize, false)?;
        for (number, object) in objects.iter().enumerate() {
            for (from, _) in object.points() {
                for &direction in &directions {
                    let owner = |point| owners[place(point)];
                    let is_end = |point| owner(point) != 0 && owner(point) != number + 1;
                    join(&mut cells, from, direction, is_end, |point| owner(point) == number + 1);
                }
            }
        }
        Some(cells)
    }

    /// Joins cells of one color that see each other in one of the directions across background, in that color.
    #[example = "link({3003|1020|0000|1000}, ways_around(true, false)) = {3333|1020|1000|1000}"]
    #[cost = 5]
    fn link(grid: &Grid, directions: Vec<Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, color, direction| {
            let end = line(grid.size(), from, direction).find(|&point| grid.get(point) != Some(ground));
            if end.is_some_and(|end| grid.get(end) == Some(color)) {
                line(grid.size(), from, direction)
                    .take_while(|&point| Some(point) != end)
                    .for_each(|point| drawn.set(point, color));
            }
        });
        drawn
    }

    /// Joins the cells of one color, in that color, to the first cell that is not background in each straight
    /// direction, where this has a second color; undefined if the two colors are one.
    #[example = "link_to({1002|0030|1000}, blue, red) = {1112|0030|1000}"]
    #[cost = 7]
    fn link_to(grid: &Grid, from: Color, to: Color) -> Option<Grid> {
        if from == to {
            return None;
        }
        let ground = background_of(grid);
        let mut cells = grid.map(|_| false);
        for start in grid.map(|cell| cell == from).points() {
            for direction in Direction::STRAIGHT {
                let is_wall = |point| grid.get(point) != Some(ground);
                join(&mut cells, start, direction, |point| grid.get(point) == Some(to), is_wall);
            }
        }
        grid.zip(&cells, |color, is_drawn| if is_drawn { from } else { color })
    }

    /// Joins each object to the nearest one of its color in each direction by a line one cell thick in that color, if
    /// only background lies between: straight lines in the middle of the rows or columns that the bounding boxes share,
    /// diagonal ones from facing corner to facing corner. Undefined for very many objects.
    #[example = "link_objects({11000|11000|00000|00011|00011}, mono4, [down_right]) = {11000|11000|00100|00011|00011}"]
    #[cost = 7]
    fn link_objects(grid: &Grid, segmentation: Segmentation, directions: Vec<Direction>) -> Option<Grid> {
        let objects: Vec<(Color, Object)> =
            segmentation.objects(grid).into_iter().map(|object| (object.color(), object)).collect();
        if objects.len() > MAX_PAIRED {
            return None;
        }
        let mut drawn = grid.clone();
        for (color, object) in &objects {
            for &direction in &directions {
                let mates = objects.iter().filter(|(other, _)| other == color);
                let bridges = mates.filter_map(|(_, mate)| bridge(object, mate, direction));
                let Some((start, length)) = bridges.min_by_key(|&(_, length)| length) else { continue };
                let way = || line(grid.size(), start, direction).take(length);
                if way().all(|point| grid.get(point) == Some(object.background())) {
                    way().for_each(|point| drawn.set(point, *color));
                }
            }
        }
        Some(drawn)
    }

    /// Joins cells of one color in pairs along each direction across background: the first with the second, the third
    /// with the fourth, and so on.
    #[example = "link_pairs({30030303|00000000}, one_way(right)) = {33330333|00000000}"]
    #[cost = 7]
    fn link_pairs(grid: &Grid, directions: Vec<Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, color, direction| {
            let before = line(grid.size(), from, direction.opposite());
            let is_first = before.filter(|&point| grid.get(point) == Some(color)).count() % 2 == 0;
            let end = line(grid.size(), from, direction).find(|&point| grid.get(point) != Some(ground));
            if is_first && end.is_some_and(|end| grid.get(end) == Some(color)) {
                line(grid.size(), from, direction)
                    .take_while(|&point| Some(point) != end)
                    .for_each(|point| drawn.set(point, color));
            }
        });
        drawn
    }

    /// Joins each cell to the next one of its color in each direction, whatever lies between; only background is
    /// painted, and lines of later directions cross over those of earlier ones.
    #[example = "link_across({02000|30003|02000}, [right, down]) = {02000|32333|02000}"]
    #[cost = 9]
    fn link_across(grid: &Grid, directions: Vec<Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, color, direction| {
            let end = line(grid.size(), from, direction).find(|&point| grid.get(point) == Some(color));
            if end.is_some() {
                line(grid.size(), from, direction)
                    .take_while(|&point| Some(point) != end)
                    .filter(|&point| grid.get(point) == Some(ground))
                    .for_each(|point| drawn.set(point, color));
            }
        });
        drawn
    }

    /// Joins two cells of different colors that see each other across background: each paints its half of the way, and
    /// a middle cell gets a third color.
    #[example = "link_halves({10002|00000}, one_way(right), gray) = {11522|00000}"]
    #[cost = 10]
    fn link_halves(grid: &Grid, directions: Vec<Direction>, middle: Color) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, near, direction| {
            let gap: Vec<Point> = line(grid.size(), from, direction)
                .take_while(|&point| grid.get(point) == Some(ground))
                .collect();
            let far = grid.get(from + direction.delta() * (gap.len() as i32 + 1));
            let Some(far) = far.filter(|&far| far != near) else { return };
            for (index, &point) in gap.iter().enumerate() {
                let color = match (2 * index + 1).cmp(&gap.len()) {
                    std::cmp::Ordering::Less => near,
                    std::cmp::Ordering::Equal => middle,
                    std::cmp::Ordering::Greater => far,
                };
                drawn.set(point, color);
            }
        });
        drawn
    }

    /// Continues each run of at least two cells of one color in the direction it runs, up to the next cell that is not
    /// background.
    #[example = "extend_lines({10000|01000|00000|00030}, one_way(down_right)) = {10000|01000|00100|00030}"]
    #[cost = 6]
    fn extend_lines(grid: &Grid, directions: Vec<Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, color, direction| {
            if grid.get(from - direction.delta()) == Some(color) {
                line(grid.size(), from, direction)
                    .take_while(|&point| grid.get(point) == Some(ground))
                    .for_each(|point| drawn.set(point, color));
            }
        });
        drawn
    }

    /// Continues each run of at least two cells that are not background in the direction it runs, repeating its colors
    /// with their shortest period, up to the next cell that is not background.
    #[example = "extend_pattern({1210000|3300000}, one_way(right)) = {1212121|3333333}"]
    #[cost = 8]
    fn extend_pattern(grid: &Grid, directions: Vec<Direction>) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for_each_mark(grid, &directions, |from, _, direction| {
            if grid.get(from + direction.delta()) != Some(ground) {
                return;
            }
            let mut run: Vec<Color> = std::iter::successors(Some(from), |&point| Some(point - direction.delta()))
                .map_while(|point| grid.get(point).filter(|&color| color != ground))
                .collect();
            if run.len() < 2 {
                return;
            }
            run.reverse();
            let is_period = |period: &usize| run.iter().zip(&run[*period..]).all(|(a, b)| a == b);
            let period = (1..run.len()).find(is_period).unwrap_or(run.len());
            for (index, point) in line(grid.size(), from, direction).enumerate() {
                if grid.get(point) != Some(ground) {
                    break;
                }
                drawn.set(point, run[(run.len() + index) % period]);
            }
        });
        drawn
    }

    /// The ends of strokes: cells that are not background with exactly one cell of their color among their 8 neighbors.
    #[example = "tips({1000|0100|0011}) = mask{#...|....|...#}"]
    #[cost = 8]
    fn tips(grid: &Grid) -> Mask {
        let ground = background_of(grid);
        let is_tip = |row, col| {
            let (point, color) = (Point::at(row, col), grid[(row, col)]);
            let alike = Direction::ALL.iter().filter(|step| grid.get(point + step.delta()) == Some(color)).count();
            color != ground && alike == 1
        };
        grid.like(is_tip)
    }

    /// Continues each stroke from its tip, away from the one neighbor of its color, up to the next cell that is not
    /// background.
    #[example = "extend_tips({22000|22000|00200|00000|00000}) = {22000|22000|00200|00020|00002}"]
    #[cost = 5]
    fn extend_tips(grid: &Grid) -> Grid {
        let ground = background_of(grid);
        let mut drawn = grid.clone();
        for ((row, col), color) in grid.indexed().filter(|&(_, color)| color != ground) {
            let point = Point::at(row, col);
            let mut alike = Direction::ALL.into_iter().filter(|step| grid.get(point + step.delta()) == Some(color));
            if let (Some(back), None) = (alike.next(), alike.next()) {
                line(grid.size(), point, back.opposite())
                    .take_while(|&point| grid.get(point) == Some(ground))
                    .for_each(|point| drawn.set(point, color));
            }
        }
        drawn
    }

    /// The cells of a grid strictly between two points on one row, column or diagonal.
    #[example = "segment({0000|0000|0000|0000}, (0, 0), (3, 3)) = mask{....|.#..|..#.|....}"]
    #[cost = 9]
    fn segment(grid: &Grid, from: Point, to: Point) -> Option<Mask> {
        let way = to - from;
        let is_straight = way.row == 0 || way.col == 0 || way.row.abs() == way.col.abs();
        let direction = Direction::of(way).filter(|_| is_straight)?;
        let mut cells = grid.map(|_| false);
        // Points outside the grid would make the walk endless.
        if !grid.size().contains(from) || !grid.size().contains(to) {
            return None;
        }
        line(grid.size(), from, direction).take_while(|&point| point != to).for_each(|point| cells.set(point, true));
        Some(cells)
    }

    /// The cells of a grid on the way from one point along its column to the row of another, then along that row;
    /// without the two points.
    #[example = "elbow({0000|0000|0000}, (0, 0), (2, 3)) = mask{....|#...|###.}"]
    #[cost = 9]
    fn elbow(grid: &Grid, from: Point, to: Point) -> Option<Mask> {
        elbow_of(grid, from, to)
    }

    /// The elbow from the one cell of a color to the one cell of another.
    #[example = "elbow_between({1000|0000|0002}, blue, red) = mask{....|#...|###.}"]
    #[cost = 8]
    fn elbow_between(grid: &Grid, from: Color, to: Color) -> Option<Mask> {
        let one = |color: Color| {
            let cells = grid.map(|cell| cell == color);
            let mut points = cells.points();
            points.next().filter(|_| points.next().is_none())
        };
        elbow_of(grid, one(from)?, one(to)?)
    }

    /// The cells of a shortest way along rows and columns from some cells to others around walls, without its two ends.
    #[example = "shortest_path(mask{#..|...}, mask{..#|...}, mask{.#.|...}) = mask{...|###}"]
    #[cost = 10]
    fn shortest_path(from: &Mask, to: &Mask, walls: &Mask) -> Option<Mask> {
        if from.size() != to.size() || from.size() != walls.size() {
            return None;
        }
        let mut came_by = vec![None; from.area()];
        let place = |point: Point| point.row as usize * from.width() + point.col as usize;
        let mut open: VecDeque<Point> = from.points().collect();
        let mut seen = from.clone();
        let end = loop {
            let here = open.pop_front()?;
            if is_set(to, here) && !is_set(from, here) {
                break here;
            }
            for step in Direction::STRAIGHT {
                let next = here + step.delta();
                if seen.get(next) == Some(false) && (!is_set(walls, next) || is_set(to, next)) {
                    seen.set(next, true);
                    came_by[place(next)] = Some(step);
                    open.push_back(next);
                }
            }
        };
        let mut path = from.map(|_| false);
        let mut point = end;
        while let Some(step) = came_by[place(point)] {
            point = point - step.delta();
            path.set(point, !is_set(from, point));
        }
        Some(path)
    }

    /// A spiral as large as a grid, from the top left corner clockwise inwards, with gaps of one cell.
    #[example = "spiral({00000|00000|00000|00000|00000}) = mask{#####|....#|###.#|#...#|#####}"]
    #[cost = 8]
    fn spiral(grid: &Grid) -> Mask {
        let mut cells = grid.map(|_| false);
        let (mut point, mut direction) = (Point::default(), Direction::Right);
        cells.set(point, true);
        let is_free = |cells: &Mask, point: Point, direction: Direction| {
            let next = point + direction.delta();
            cells.get(next) == Some(false) && !is_set(cells, next + direction.delta())
        };
        loop {
            if !is_free(&cells, point, direction) {
                direction = quarter_turn(direction, true);
                if !is_free(&cells, point, direction) {
                    return cells;
                }
            }
            point = point + direction.delta();
            cells.set(point, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn links_need_a_clear_view() {
        assert_holds("link({1021|0000}, one_way(right)) = {1021|0000}");
        assert_holds("link({1001|0000}, one_way(down)) = {1001|0000}");
        assert_holds("link({100|000|001}, ways_around(false, true)) = {100|010|001}");
        assert_holds("link_halves({1002|0000}, both_ways(right), gray) = {1122|0000}");
    }

    #[test]
    fn objects_are_linked_in_the_middle() {
        let straight = "ways_around(true, false)";
        assert_holds(&format!("link_objects({{1001|1001|1001}}, mono4, {straight}) = {{1001|1111|1001}}"));
        assert_holds(&format!("link_objects({{11001|11000}}, mono4, {straight}) = {{11111|11000}}"));
        assert_holds(&format!("link_objects({{10201|00000}}, mono4, {straight}) = {{10201|00000}}"));
        assert_holds("link_objects({1000|0000|0001}, mono4, ways_around(false, true)) = {1000|0000|0001}");
    }

    #[test]
    fn patterns_continue_with_their_period() {
        assert_holds("extend_pattern({12000|00000}, one_way(right)) = {12121|00000}");
        assert_holds("extend_pattern({00012|00000}, one_way(left)) = {21212|00000}");
        assert_holds("extend_pattern({12203|00000}, one_way(right)) = {12213|00000}");
        assert_holds("extend_pattern({10000|00000}, one_way(right)) = {10000|00000}");
    }

    #[test]
    fn paths_stop_at_the_first_goal() {
        assert_holds("shortest_path(mask{#...#}, mask{..#..}, mask{.....}) = mask{.#...}");
        assert_holds("shortest_path(mask{#.#}, mask{..#}, mask{.#.}) = undefined");
        assert_holds("segment({000|000|000}, (0, 0), (2, 1)) = undefined");
        assert_holds("segment({000|000|000}, (0, 0), (0, 9)) = undefined");
    }

    #[test]
    fn spirals_leave_gaps() {
        assert_holds("spiral({0000|0000|0000|0000}) = mask{####|...#|##.#|####}");
        assert_holds(
            "spiral({000000|000000|000000|000000|000000|000000}) = mask{######|.....#|####.#|#.##.#|#....#|######}",
        );
    }
}
