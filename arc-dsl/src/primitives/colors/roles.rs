//! Colors by role: background, most and least common, marked by place or count; and palettes.
//!
//! Programs that name colors by role carry over to tasks whose pairs exchange colors. At a tie of counts the lowest
//! color wins where a grid has a role in any case; where the role would be a guess, it is undefined.

use crate::primitives::support::colors::background_of;
use crate::values::{Color, Direction, Grid, Mask, Plane, Point};

/// The colors but the background, the most common first, ties in the order of color indices.
fn figure_colors(grid: &Grid) -> Vec<Color> {
    let counts = grid.color_counts();
    let background = background_of(grid);
    let mut colors: Vec<Color> =
        Color::ALL.into_iter().filter(|&color| color != background && counts[color.index()] > 0).collect();
    colors.sort_by_key(|color| std::cmp::Reverse(counts[color.index()]));
    colors
}

/// The colors but the background in the order in which points are visited.
fn colors_in_order(grid: &Grid, points: impl Iterator<Item = (usize, usize)>) -> Vec<Color> {
    let background = background_of(grid);
    let mut colors = Vec::new();
    for at in points {
        let color = grid[at];
        if color != background && !colors.contains(&color) {
            colors.push(color);
        }
    }
    colors
}

/// The color that most of some cells have; `None` for no cell or a tie.
fn majority(colors: impl Iterator<Item = Color>) -> Option<Color> {
    let mut counts = [0; 10];
    colors.for_each(|color| counts[color.index()] += 1);
    let best = *counts.iter().max()?;
    let mut leaders = (0..10).filter(|&index| counts[index] == best);
    let leader = leaders.next()?;
    (best > 0 && leaders.next().is_none()).then_some(Color::ALL[leader])
}

primitives! {
    family "color";

    /// The background color: black if it covers at least a fifth of the grid, or any cell of a line or of at most 25 cells;
    /// else the most common color.
    #[example = "background({33|34}) = green"]
    #[cost = 5]
    fn background(grid: &Grid) -> Color {
        background_of(grid)
    }

    /// The most common color, the background included.
    #[example = "most_common_color({12|22}) = red"]
    #[cost = 8]
    fn most_common_color(grid: &Grid) -> Color {
        grid.most_common_color()
    }

    /// The least common color there is, the background included; undefined at a tie.
    #[example = "least_common_color({12|22}) = blue"]
    #[cost = 5]
    fn least_common_color(grid: &Grid) -> Option<Color> {
        let counts = grid.color_counts();
        let least = counts.iter().copied().filter(|&count| count > 0).min()?;
        let mut rarest = (0..10).filter(|&index| counts[index] == least);
        let rare = rarest.next()?;
        rarest.next().is_none().then_some(Color::ALL[rare])
    }

    /// The most common color but the background.
    #[example = "main_color({0001|0221}) = blue"]
    #[cost = 4]
    fn main_color(grid: &Grid) -> Option<Color> {
        figure_colors(grid).first().copied()
    }

    /// The least common color but the background; undefined if there is only one or at a tie.
    #[example = "minor_color({0001|0211}) = red"]
    #[cost = 8]
    fn minor_color(grid: &Grid) -> Option<Color> {
        let counts = grid.color_counts();
        match figure_colors(grid)[..] {
            [.., before, last] => (counts[before.index()] > counts[last.index()]).then_some(last),
            _ => None,
        }
    }

    /// The color at a place in the order of frequency without the background: 0 is the most common, -1 the least.
    #[example = "ranked_color({0001|0221|0331|0300}, 1) = green"]
    #[cost = 9]
    fn ranked_color(grid: &Grid, rank: i32) -> Option<Color> {
        let colors = figure_colors(grid);
        let place = if rank < 0 { rank + colors.len() as i32 } else { rank };
        colors.get(usize::try_from(place).ok()?).copied()
    }

    /// The only color but the background.
    #[example = "only_color({0001|0011}) = blue"]
    #[cost = 8]
    fn only_color(grid: &Grid) -> Option<Color> {
        match figure_colors(grid)[..] {
            [color] => Some(color),
            _ => None,
        }
    }

    /// The color that has just one cell.
    #[example = "dot_color({0011|0211}) = red"]
    #[cost = 6]
    fn dot_color(grid: &Grid) -> Option<Color> {
        color_of_count(grid, 1)
    }

    /// The color that has exactly `count` cells; undefined if there are several.
    #[example = "color_with_count({0011|0211}, 3) = black"]
    #[cost = 10]
    fn color_with_count(grid: &Grid, count: i32) -> Option<Color> {
        usize::try_from(count).ok().filter(|&count| count > 0).and_then(|count| color_of_count(grid, count))
    }

    /// The color of the corner in a diagonal direction; for a straight direction, the color of both corners there.
    #[example = "corner_color({12|32}, down_left) = green"]
    #[cost = 8]
    fn corner_color(grid: &Grid, direction: Direction) -> Option<Color> {
        let (bottom, right) = (grid.height() as i32 - 1, grid.width() as i32 - 1);
        let delta = direction.delta();
        let reach = |sign: i32, last: i32| match sign {
            0 => [0, last],
            -1 => [0, 0],
            _ => [last, last],
        };
        let (rows, cols) = (reach(delta.row, bottom), reach(delta.col, right));
        let [one, other] = [0, 1].map(|end| grid.get(Point::new(rows[end], cols[end])));
        one.filter(|_| one == other)
    }

    /// The most common color of the outermost row or column on a side; undefined at a tie or for a diagonal direction.
    #[example = "side_color({122|344}, up) = red"]
    #[cost = 9]
    fn side_color(grid: &Grid, side: Direction) -> Option<Color> {
        match side {
            Direction::Up => majority(grid.row(0).iter().copied()),
            Direction::Down => majority(grid.row(grid.height() - 1).iter().copied()),
            Direction::Left => majority(grid.column(0)),
            Direction::Right => majority(grid.column(grid.width() - 1)),
            _ => None,
        }
    }

    /// The most common color on the border; undefined at a tie.
    #[example = "border_color({111|121|111}) = blue"]
    #[cost = 9]
    fn border_color(grid: &Grid) -> Option<Color> {
        let (bottom, right) = (grid.height() - 1, grid.width() - 1);
        let on_border = |(row, col): (usize, usize)| row == 0 || col == 0 || row == bottom || col == right;
        majority(grid.indexed().filter(|&(at, _)| on_border(at)).map(|(_, color)| color))
    }

    /// The color of the cell in the middle; undefined for even sides.
    #[example = "center_color({111|121|111}) = red"]
    #[cost = 6]
    fn center_color(grid: &Grid) -> Option<Color> {
        let is_odd = grid.height() % 2 == 1 && grid.width() % 2 == 1;
        is_odd.then(|| grid[(grid.height() / 2, grid.width() / 2)])
    }

    /// The most common color of the cells in a mask; undefined at a tie.
    #[example = "color_under({1223}, mask{.###}) = red"]
    #[cost = 7]
    fn color_under(grid: &Grid, mask: &Mask) -> Option<Color> {
        let under = grid.cells().iter().zip(mask.cells()).filter(|&(_, &is_in)| is_in).map(|(&color, _)| color);
        (grid.size() == mask.size()).then(|| majority(under)).flatten()
    }

    /// The one color that is in the first grid and not in the second.
    #[example = "added_color({012}, {01}) = red"]
    #[cost = 9]
    fn added_color(grid: &Grid, without: &Grid) -> Option<Color> {
        let (counts, unwanted) = (grid.color_counts(), without.color_counts());
        let mut found = (0..10).filter(|&index| counts[index] > 0 && unwanted[index] == 0);
        let first = found.next()?;
        found.next().is_none().then_some(Color::ALL[first])
    }

    /// The one color of which a grid has fewer cells than some of the others have; undefined if there are none or
    /// several.
    #[example = "missing_color({113}, [{123}, {213}]) = red"]
    #[cost = 8]
    fn missing_color(grid: &Grid, others: Vec<&Grid>) -> Option<Color> {
        let mut most = [0; 10];
        for other in others {
            most.iter_mut().zip(other.color_counts()).for_each(|(most, count)| *most = count.max(*most));
        }
        let counts = grid.color_counts();
        let mut found = (0..10).filter(|&index| counts[index] < most[index]);
        let first = found.next()?;
        found.next().is_none().then_some(Color::ALL[first])
    }

    /// Number of different colors, background included.
    #[example = "color_count({0012}) = 3"]
    #[cost = 8]
    fn color_count(grid: &Grid) -> i32 {
        grid.color_counts().iter().filter(|&&count| count > 0).count() as i32
    }

    /// Number of cells of a color.
    #[example = "count_color({0012}, black) = 2"]
    #[cost = 6]
    fn count_color(grid: &Grid, color: Color) -> i32 {
        grid.color_counts()[color.index()] as i32
    }

    /// The colors but the background, the most common first.
    #[example = "colors_by_count({0012|0002}) = [red, blue]"]
    #[cost = 6]
    fn colors_by_count(grid: &Grid) -> Vec<Color> {
        figure_colors(grid)
    }

    /// The colors but the background in the order of their first cells, row by row.
    #[example = "colors_by_row({0003|2001}) = [green, red, blue]"]
    #[cost = 9]
    fn colors_by_row(grid: &Grid) -> Vec<Color> {
        colors_in_order(grid, grid.indexed().map(|(at, _)| at))
    }

    /// The colors but the background in the order of their first cells, column by column.
    #[example = "colors_by_col({0003|2001}) = [red, green, blue]"]
    #[cost = 7]
    fn colors_by_col(grid: &Grid) -> Vec<Color> {
        let height = grid.height();
        colors_in_order(grid, (0..grid.area()).map(|place| (place % height, place / height)))
    }

    /// The colors but the background, ordered by the lowest value that a plane has on their cells; -1 does not count,
    /// and a color without other values is left out. Undefined at ties and if the sizes differ.
    #[example = "colors_by({1230}, plane{7 -1 4 0}) = [green, blue]"]
    #[cost = 7]
    fn colors_by(grid: &Grid, plane: &Plane) -> Option<Vec<Color>> {
        if grid.size() != plane.size() {
            return None;
        }
        let background = background_of(grid);
        let mut lowest = [i32::MAX; 10];
        for (color, &value) in grid.cells().iter().zip(plane.cells()).filter(|&(_, &value)| value != -1) {
            lowest[color.index()] = value.min(lowest[color.index()]);
        }
        let value = |color: &Color| lowest[color.index()];
        let mut colors = Color::ALL.to_vec();
        colors.retain(|color| *color != background && value(color) < i32::MAX);
        colors.sort_by_key(value);
        colors.windows(2).all(|pair| value(&pair[0]) < value(&pair[1])).then_some(colors)
    }

    /// The different colors of the four corners, background included, clockwise from the top left.
    #[example = "corner_colors({102|000|103}) = [blue, red, green]"]
    #[cost = 8]
    fn corner_colors(grid: &Grid) -> Vec<Color> {
        let (bottom, right) = (grid.height() - 1, grid.width() - 1);
        let mut colors = Vec::new();
        for at in [(0, 0), (0, right), (bottom, right), (bottom, 0)] {
            if !colors.contains(&grid[at]) {
                colors.push(grid[at]);
            }
        }
        colors
    }

    /// The colors, background included, in the order of their first cells row by row.
    #[example = "all_colors({101|210}) = [blue, black, red]"]
    #[cost = 8]
    fn all_colors(grid: &Grid) -> Vec<Color> {
        let mut colors = Vec::new();
        for &color in grid.cells() {
            if !colors.contains(&color) {
                colors.push(color);
            }
        }
        colors
    }

    /// The colors of all cells, row by row.
    #[example = "cell_colors({12|30}) = [blue, red, green, black]"]
    #[cost = 8]
    fn cell_colors(grid: &Grid) -> Vec<Color> {
        grid.cells().to_vec()
    }

    /// The colors of a row, which is counted from 0, or from -1 at the bottom.
    #[example = "row_colors({12|34}, -1) = [green, yellow]"]
    #[cost = 7]
    fn row_colors(grid: &Grid, row: i32) -> Option<Vec<Color>> {
        let place = if row < 0 { row + grid.height() as i32 } else { row };
        (0..grid.height() as i32).contains(&place).then(|| grid.row(place as usize).to_vec())
    }

    /// The colors of a column, which is counted from 0, or from -1 at the right.
    #[example = "col_colors({12|34}, 0) = [blue, green]"]
    #[cost = 7]
    fn col_colors(grid: &Grid, col: i32) -> Option<Vec<Color>> {
        let place = if col < 0 { col + grid.width() as i32 } else { col };
        (0..grid.width() as i32).contains(&place).then(|| grid.column(place as usize).collect())
    }

    /// The index of a color.
    #[example = "color_number(red) = 2"]
    #[cost = 10]
    fn color_number(color: Color) -> i32 {
        color.index() as i32
    }

    /// The color of an index.
    #[example = "number_color(2) = red"]
    #[cost = 10]
    fn number_color(number: i32) -> Option<Color> {
        Color::from_index(usize::try_from(number).ok()?)
    }
}

fn color_of_count(grid: &Grid, count: usize) -> Option<Color> {
    let counts = grid.color_counts();
    let mut found = (0..10).filter(|&index| counts[index] == count);
    let first = found.next()?;
    found.next().is_none().then_some(Color::ALL[first])
}
