//! Values become grids: cells, bars, stripes, histograms, counts.

use crate::primitives::support::colors::background_of;
use crate::values::{Color, Grid, MAX_SIDE, Point, Size};

fn side(length: i32) -> Option<usize> {
    usize::try_from(length).ok().filter(|side| (1..=MAX_SIDE).contains(side))
}

/// The grid with the first `count` of some cells painted; `None` if there are fewer.
fn painted(grid: &Grid, count: i32, color: Color, order: impl Iterator<Item = Point>) -> Option<Grid> {
    let count = usize::try_from(count).ok().filter(|&count| count <= grid.area())?;
    let mut result = grid.clone();
    order.take(count).for_each(|point| result.set(point, color));
    Some(result)
}

/// Rows of cells, each so long in a color; what is left of each row is background.
fn bars_of(lengths: &[i32], colors: &[Color], background: Color) -> Option<Grid> {
    let width = side(*lengths.iter().max()?)?;
    let is_fitting = lengths.len() == colors.len() && lengths.iter().all(|&length| length >= 0);
    let cell = |row: usize, col: usize| if (col as i32) < lengths[row] { colors[row] } else { background };
    is_fitting.then(|| Grid::from_fn(lengths.len(), width, cell)).flatten()
}

primitives! {
    family "build";

    /// A grid of a size in one color.
    #[example = "canvas(2x3, red) = {222|222}"]
    #[cost = 6]
    fn canvas(size: Size, color: Color) -> Option<Grid> {
        Grid::filled(side(size.height)?, side(size.width)?, color)
    }

    /// A grid of one cell.
    #[example = "single(red) = {2}"]
    #[cost = 6]
    fn single(color: Color) -> Option<Grid> {
        Grid::filled(1, 1, color)
    }

    /// A row of cells in the colors of a list.
    #[example = "color_row([red, blue]) = {21}"]
    #[cost = 7]
    fn color_row(colors: Vec<Color>) -> Option<Grid> {
        Grid::new(1, colors.len(), colors)
    }

    /// A column of cells in the colors of a list.
    #[example = "color_column([red, blue]) = {2|1}"]
    #[cost = 6]
    fn color_column(colors: Vec<Color>) -> Option<Grid> {
        Grid::new(colors.len(), 1, colors)
    }

    /// The colors of a list row by row in a grid of a size; what is left over is in a color of its own.
    #[example = "color_block([red, blue, red], 2x2, black) = {21|20}"]
    #[cost = 10]
    fn color_block(colors: Vec<Color>, size: Size, rest: Color) -> Option<Grid> {
        let (height, width) = (side(size.height)?, side(size.width)?);
        let cell = |row: usize, col: usize| colors.get(row * width + col).copied().unwrap_or(rest);
        (colors.len() <= height * width).then(|| Grid::from_fn(height, width, cell)).flatten()
    }

    /// A row of `length` cells of a color.
    #[example = "bar(3, red) = {222}"]
    #[cost = 7]
    fn bar(length: i32, color: Color) -> Option<Grid> {
        Grid::filled(1, side(length)?, color)
    }

    /// One bar below the other, as long as the numbers of a list, in the colors of another, on black.
    #[example = "bars([1, 3], [red, blue]) = {200|111}"]
    #[cost = 10]
    fn bars(lengths: Vec<i32>, colors: Vec<Color>) -> Option<Grid> {
        bars_of(&lengths, &colors, Color::Black)
    }

    /// One bar for each color but the background, as long as the color has cells, the longest on top.
    #[example = "histogram({1100|0122|0400}) = {111|220|400}"]
    #[cost = 7]
    fn histogram(grid: &Grid) -> Option<Grid> {
        let counts = grid.color_counts();
        let background = background_of(grid);
        let present = |color: &Color| *color != background && counts[color.index()] > 0;
        let mut colors: Vec<Color> = Color::ALL.into_iter().filter(present).collect();
        colors.sort_by_key(|color| std::cmp::Reverse(counts[color.index()]));
        let lengths: Vec<i32> = colors.iter().map(|color| counts[color.index()] as i32).collect();
        bars_of(&lengths, &colors, background)
    }

    /// The colors of a list on the diagonal of a square grid, the rest in one color.
    #[example = "diagonal_of([red, blue], black) = {20|01}"]
    #[cost = 10]
    fn diagonal_of(colors: Vec<Color>, rest: Color) -> Option<Grid> {
        let length = colors.len();
        Grid::from_fn(length, length, |row, col| if row == col { colors[row] } else { rest })
    }

    /// Concentric squares in the colors of a list, the outermost first, the last one cell large.
    #[example = "nested_squares([red, blue]) = {222|212|222}"]
    #[cost = 10]
    fn nested_squares(colors: Vec<Color>) -> Option<Grid> {
        let length = (2 * colors.len()).checked_sub(1)?;
        Grid::from_fn(length, length, |row, col| colors[row.min(length - 1 - row).min(col).min(length - 1 - col)])
    }

    /// Rows of a grid's size whose colors go round a list.
    #[example = "row_stripes({000|000|000}, [red, blue]) = {222|111|222}"]
    #[cost = 7]
    fn row_stripes(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        (!colors.is_empty()).then(|| grid.like(|row, _| colors[row % colors.len()]))
    }

    /// Columns of a grid's size whose colors go round a list.
    #[example = "column_stripes({000|000}, [red, blue]) = {212|212}"]
    #[cost = 9]
    fn column_stripes(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        (!colors.is_empty()).then(|| grid.like(|_, col| colors[col % colors.len()]))
    }

    /// Diagonal stripes of a grid's size whose colors go round a list from the top left.
    #[example = "diagonal_stripes({000|000}, [red, blue]) = {212|121}"]
    #[cost = 8]
    fn diagonal_stripes(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        (!colors.is_empty()).then(|| grid.like(|row, col| colors[(row + col) % colors.len()]))
    }

    /// Rings of a grid's size whose colors go round a list from the border inwards.
    #[example = "ring_stripes({000|000|000}, [red, blue]) = {222|212|222}"]
    #[cost = 10]
    fn ring_stripes(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        let (bottom, right) = (grid.height() - 1, grid.width() - 1);
        let ring = |row: usize, col: usize| row.min(bottom - row).min(col).min(right - col);
        (!colors.is_empty()).then(|| grid.like(|row, col| colors[ring(row, col) % colors.len()]))
    }

    /// Nested corners of a grid's size whose colors go round a list from the top left: a cell's place in the list is its
    /// row or column, whichever is greater.
    #[example = "corner_stripes({000|000}, [red, blue]) = {212|112}"]
    #[cost = 8]
    fn corner_stripes(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        (!colors.is_empty()).then(|| grid.like(|row, col| colors[row.max(col) % colors.len()]))
    }

    /// The first `count` cells painted, row by row.
    #[example = "fill_rows({000|000}, 4, red) = {222|200}"]
    #[cost = 10]
    fn fill_rows(grid: &Grid, count: i32, color: Color) -> Option<Grid> {
        let (height, width) = (grid.height() as i32, grid.width() as i32);
        painted(grid, count, color, (0..height * width).map(|place| Point::new(place / width, place % width)))
    }

    /// The first `count` cells painted, column by column.
    #[example = "fill_columns({000|000}, 3, red) = {220|200}"]
    #[cost = 10]
    fn fill_columns(grid: &Grid, count: i32, color: Color) -> Option<Grid> {
        let (height, width) = (grid.height() as i32, grid.width() as i32);
        painted(grid, count, color, (0..height * width).map(|place| Point::new(place % height, place / height)))
    }

    /// The first `count` cells painted, row by row, every other row from right to left.
    #[example = "fill_snake({000|000}, 4, red) = {222|002}"]
    #[cost = 8]
    fn fill_snake(grid: &Grid, count: i32, color: Color) -> Option<Grid> {
        let (height, width) = (grid.height() as i32, grid.width() as i32);
        let place = |place: i32| {
            let (row, col) = (place / width, place % width);
            Point::new(row, if row % 2 == 0 { col } else { width - 1 - col })
        };
        painted(grid, count, color, (0..height * width).map(place))
    }

    /// The first `count` cells of the diagonal painted, from the top left.
    #[example = "fill_diagonal({000|000|000}, 2, red) = {200|020|000}"]
    #[cost = 10]
    fn fill_diagonal(grid: &Grid, count: i32, color: Color) -> Option<Grid> {
        let length = grid.height().min(grid.width()) as i32;
        painted(grid, count, color, (0..length).map(|place| Point::new(place, place)))
    }

    /// The first `count` cells painted, row by row, leaving out every other cell like on a checkerboard.
    #[example = "fill_checker({000|000|000}, 3, red) = {202|020|000}"]
    #[cost = 8]
    fn fill_checker(grid: &Grid, count: i32, color: Color) -> Option<Grid> {
        let dark = grid.indexed().map(|(at, _)| at).filter(|(row, col)| (row + col) % 2 == 0);
        painted(grid, count, color, dark.map(|(row, col)| Point::at(row, col)))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    #[test]
    fn what_does_not_fit_is_undefined() {
        for text in [
            "canvas(0x3, red)",
            "canvas(2x129, red)",
            "color_row([])",
            "color_block([red, red], 1x1, red)",
            "bar(0, red)",
            "bars([1], [])",
            "bars([0], [red])",
            "bars([2, -1], [red, red])",
            "nested_squares([])",
            "row_stripes({1}, [])",
            "fill_rows({00}, 3, red)",
            "fill_rows({00}, -1, red)",
        ] {
            assert!(Program::parse_expression(text).unwrap().evaluate_closed().is_err(), "{text}");
        }
    }
}
