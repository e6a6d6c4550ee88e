//! Grids split into panels, by separator lines or into equal parts, and panels put together again.

use crate::primitives::support::labels::multiplicities;

use crate::primitives::support::colors::background_of;
use crate::primitives::support::layout::{Layout, places};
use crate::values::{Color, Grid, Mask, Plane, Point, Size, Transform};

/// For every index of a side whose bands have new lengths, the band and the place within; gaps stay as long as they are.
fn stretched(bands: &[(usize, usize)], lengths: &[usize], side: usize) -> Vec<Option<(usize, usize)>> {
    let mut places = Vec::new();
    let mut end = 0;
    for (band, (&(start, old), &new)) in bands.iter().zip(lengths).enumerate() {
        places.extend(std::iter::repeat_n(None, start - end));
        places.extend((0..new).map(|within| Some((band, within))));
        end = start + old;
    }
    places.extend(std::iter::repeat_n(None, side - end));
    places
}

/// Equal parts, `down` times `across` of them, in row-major order.
fn equal_parts(grid: &Grid, down: usize, across: usize) -> Option<Vec<Grid>> {
    let is_split = down * across > 1 && grid.height().is_multiple_of(down) && grid.width().is_multiple_of(across);
    is_split.then(|| {
        let size = Size::new((grid.height() / down) as i32, (grid.width() / across) as i32);
        let corners = (0..down as i32).flat_map(|row| (0..across as i32).map(move |col| (row, col)));
        corners.filter_map(|(row, col)| grid.crop(Point::new(row * size.height, col * size.width), size)).collect()
    })
}

/// The one panel whose key differs from that of all others, which have the same; there must be three panels or more, as
/// one of two is never the odd one out.
fn odd_one<K: Eq + std::hash::Hash>(panels: &[Grid], key: impl Fn(&Grid) -> K) -> Option<usize> {
    let twins = multiplicities(&panels.iter().map(key).collect::<Vec<K>>());
    let others_agree = panels.len() > 2 && twins.contains(&(panels.len() as i32 - 1));
    twins.iter().position(|&count| count == 1).filter(|_| others_agree)
}

primitives! {
    family "panels";

    /// The color of the lines that separate the panels of a grid.
    #[example = "separator_color({15|55|35}) = gray"]
    #[cost = 8]
    fn separator_color(grid: &Grid) -> Option<Color> {
        Some(Layout::of(grid)?.separator)
    }

    /// The cells on the lines that separate the panels of a grid.
    #[example = "separators({152|555|354}) = mask{.#.|###|.#.}"]
    #[cost = 7]
    fn separators(grid: &Grid) -> Option<Mask> {
        Some(Layout::of(grid)?.plane(grid, |_, _| 0).map(|number| number < 0))
    }

    /// The panels between the separator lines of a grid, row by row.
    #[example = "panels({152|555|354}) = [{1}, {2}, {3}, {4}]"]
    #[cost = 4]
    fn panels(grid: &Grid) -> Option<Vec<Grid>> {
        Some(Layout::of(grid)?.panels(grid))
    }

    /// The panels between the rows and columns that are wholly of a color, row by row.
    #[example = "panels_between({1022|0000|3044}, black) = [{1}, {22}, {3}, {44}]"]
    #[cost = 8]
    fn panels_between(grid: &Grid, separator: Color) -> Option<Vec<Grid>> {
        Some(Layout::of_color(grid, separator)?.panels(grid))
    }

    /// The one of three or more panels that differs from the others, which agree, in the first such feature: number of
    /// colors, number of cells that are not background, set of colors, having a symmetry, shape, size.
    #[example = "odd_panel({15151|05051}) = {1|1}"]
    #[cost = 7]
    fn odd_panel(grid: &Grid) -> Option<Grid> {
        let mut panels = Layout::of(grid)?.panels(grid);
        let background = background_of(grid);
        let palette = |panel: &Grid| panel.color_counts().map(|count| count > 0);
        let shape = |panel: &Grid| (panel.width(), panel.map(|color| color != background).cells().to_vec());
        let has_symmetry = |panel: &Grid| {
            let mut turns = Transform::ALL.into_iter().filter(|&by| by != Transform::Identity);
            turns.any(|by| panel.same_cells(&panel.transform(by)))
        };
        let odd = odd_one(&panels, |panel| palette(panel).iter().filter(|&&is_there| is_there).count())
            .or_else(|| odd_one(&panels, |panel| panel.area() - panel.color_counts()[background.index()]))
            .or_else(|| odd_one(&panels, palette))
            .or_else(|| odd_one(&panels, has_symmetry))
            .or_else(|| odd_one(&panels, shape))
            .or_else(|| odd_one(&panels, |panel| (panel.height(), panel.width())))?;
        Some(panels.swap_remove(odd))
    }

    /// The one panel that has a color; undefined if none or several have it.
    #[example = "panel_with({15151|05052}, red) = {1|2}"]
    #[cost = 8]
    fn panel_with(grid: &Grid, color: Color) -> Option<Grid> {
        let panels = Layout::of(grid)?.panels(grid);
        let mut found = panels.into_iter().filter(|panel| panel.cells().contains(&color));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// How many panels there are down and across.
    #[example = "panel_counts({152|555|354}) = 2x2"]
    #[cost = 9]
    fn panel_counts(grid: &Grid) -> Option<Size> {
        let layout = Layout::of(grid)?;
        Some(Size::new(layout.rows.len() as i32, layout.cols.len() as i32))
    }

    /// The grid split into equal parts, row by row; `counts` says how many down and across.
    #[example = "split_evenly({12|34}, 1x2) = [{1|3}, {2|4}]"]
    #[cost = 9]
    fn split_evenly(grid: &Grid, counts: Size) -> Option<Vec<Grid>> {
        let count = |count: i32| usize::try_from(count).ok().filter(|&count| count > 0 && count <= 128);
        equal_parts(grid, count(counts.height)?, count(counts.width)?)
    }

    /// An oblong grid split into squares along its long side.
    #[example = "split_squares({1234|5678}) = [{12|56}, {34|78}]"]
    #[cost = 6]
    fn split_squares(grid: &Grid) -> Option<Vec<Grid>> {
        let (height, width) = (grid.height(), grid.width());
        let side = height.min(width);
        equal_parts(grid, height / side, width / side).filter(|parts| parts[0].height() == parts[0].width())
    }

    /// The grid with its panels replaced by others, row by row; the separator lines stay as thick as they are.
    #[example = "replace_panels({15|55|35}, [{12}, {34}]) = {125|555|345}"]
    #[cost = 7]
    fn replace_panels(grid: &Grid, panels: Vec<&Grid>) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        let across = layout.cols.len();
        if panels.len() != layout.count() {
            return None;
        }
        let heights: Vec<usize> = panels.iter().step_by(across).map(|panel| panel.height()).collect();
        let widths: Vec<usize> = panels[..across].iter().map(|panel| panel.width()).collect();
        let fits = |(index, panel): (usize, &&Grid)| {
            panel.height() == heights[index / across] && panel.width() == widths[index % across]
        };
        if !panels.iter().enumerate().all(fits) {
            return None;
        }
        let rows = stretched(&layout.rows, &heights, grid.height());
        let cols = stretched(&layout.cols, &widths, grid.width());
        Grid::from_fn(rows.len(), cols.len(), |row, col| match (rows[row], cols[col]) {
            (Some((panel_row, row)), Some((panel_col, col))) => panels[panel_row * across + panel_col][(row, col)],
            _ => layout.separator,
        })
    }

    /// The grid with every panel replaced by one of the same size.
    #[example = "repeat_panel({152|555|354}, {7}) = {757|555|757}"]
    #[cost = 10]
    fn repeat_panel(grid: &Grid, panel: &Grid) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        let size = (panel.height(), panel.width());
        if layout.rows.iter().any(|band| band.1 != size.0) || layout.cols.iter().any(|band| band.1 != size.1) {
            return None;
        }
        let (rows, cols) = (places(&layout.rows, grid.height()), places(&layout.cols, grid.width()));
        Some(grid.like(|row, col| match (rows[row], cols[col]) {
            (Some((_, row)), Some((_, col))) => panel[(row, col)],
            _ => layout.separator,
        }))
    }

    /// The panels of a grid joined without separator lines.
    #[example = "drop_separators({152|555|354}) = {12|34}"]
    #[cost = 7]
    fn drop_separators(grid: &Grid) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        let indices = |bands: &[(usize, usize)]| -> Vec<usize> {
            bands.iter().flat_map(|&(start, length)| start..start + length).collect()
        };
        let (rows, cols) = (indices(&layout.rows), indices(&layout.cols));
        Grid::from_fn(rows.len(), cols.len(), |row, col| grid[(rows[row], cols[col])])
    }

    /// One cell per panel of a grid, in the given colors, row by row.
    #[example = "panel_map({152|555|354}, [red, blue, blue, red]) = {21|12}"]
    #[cost = 8]
    fn panel_map(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        Grid::new(layout.rows.len(), layout.cols.len(), colors)
    }

    /// One cell per panel of a grid: the panel's most common color that is not background, if it has any.
    #[example = "panel_summary({010500|110502|555555|000533|004530}, black) = {12|43}"]
    #[cost = 6]
    fn panel_summary(grid: &Grid, background: Color) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        let colors = layout.panels(grid).into_iter().map(|panel| {
            let mut counts = panel.color_counts();
            counts[background.index()] = 0;
            let best = (0..10).rev().max_by_key(|&index| counts[index]).filter(|&index| counts[index] > 0);
            best.and_then(Color::from_index).unwrap_or(background)
        });
        Grid::new(layout.rows.len(), layout.cols.len(), colors.collect())
    }

    /// One value per panel of a grid: what a plane over the grid holds there; undefined unless that is one value in each
    /// panel.
    #[example = "panel_values({150|555|153}, plane{1 9 2|9 9 9|3 9 4}) = plane{1 2|3 4}"]
    #[cost = 7]
    fn panel_values(grid: &Grid, plane: &Plane) -> Option<Plane> {
        let layout = Layout::of(grid).filter(|_| plane.size() == grid.size())?;
        let value = |&(top, height): &(usize, usize), &(left, width): &(usize, usize)| {
            let value = plane[(top, left)];
            let is_uniform = (top..top + height).all(|row| plane.row(row)[left..left + width].iter().all(|&own| own == value));
            is_uniform.then_some(value)
        };
        let values = layout.rows.iter().flat_map(|rows| layout.cols.iter().map(move |cols| value(rows, cols)));
        Plane::new(layout.rows.len(), layout.cols.len(), values.collect::<Option<_>>()?)
    }

    /// The grid with every panel painted over in a color of its own, given row by row.
    #[example = "paint_panels({152|555|354}, [red, blue, blue, red]) = {251|555|152}"]
    #[cost = 9]
    fn paint_panels(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        let layout = Layout::of(grid)?;
        if colors.len() != layout.count() {
            return None;
        }
        let across = layout.cols.len();
        let panel = layout.plane(grid, |(row, col), _| (row * across + col) as i32);
        panel.zip(grid, |panel, own| usize::try_from(panel).map_or(own, |panel| colors[panel]))
    }

    /// The number of the panel that a cell lies in, given row by row; -1 on separator lines.
    #[example = "panel_numbers({152|555}, [7, 9]) = plane{7 -1 9|-1 -1 -1}"]
    #[cost = 10]
    fn panel_numbers(grid: &Grid, numbers: Vec<i32>) -> Option<Plane> {
        let layout = Layout::of(grid)?;
        let across = layout.cols.len();
        (numbers.len() == layout.count()).then(|| layout.plane(grid, |(row, col), _| numbers[row * across + col]))
    }

    /// Which row of panels a cell lies in, from 0; -1 on separator lines.
    #[example = "panel_row({15|55|35}) = plane{0 -1|-1 -1|1 -1}"]
    #[cost = 9]
    fn panel_row(grid: &Grid) -> Option<Plane> {
        Some(Layout::of(grid)?.plane(grid, |(row, _), _| row as i32))
    }

    /// Which column of panels a cell lies in, from 0; -1 on separator lines.
    #[example = "panel_col({152|354}) = plane{0 -1 1|0 -1 1}"]
    #[cost = 9]
    fn panel_col(grid: &Grid) -> Option<Plane> {
        Some(Layout::of(grid)?.plane(grid, |(_, col), _| col as i32))
    }

    /// The row of a cell within its panel, from 0; -1 on separator lines.
    #[example = "row_in_panel({12|34|55|67}) = plane{0 0|1 1|-1 -1|0 0}"]
    #[cost = 9]
    fn row_in_panel(grid: &Grid) -> Option<Plane> {
        Some(Layout::of(grid)?.plane(grid, |_, (row, _)| row as i32))
    }

    /// The column of a cell within its panel, from 0; -1 on separator lines.
    #[example = "col_in_panel({1253|3454}) = plane{0 1 -1 0|0 1 -1 0}"]
    #[cost = 9]
    fn col_in_panel(grid: &Grid) -> Option<Plane> {
        Some(Layout::of(grid)?.plane(grid, |_, (_, col)| col as i32))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;

    fn value(text: &str) -> Option<String> {
        Program::parse_expression(text).unwrap().evaluate_closed().ok().map(|value| value.to_string())
    }

    #[test]
    fn regular_panels_win() {
        // The black rows split the grid, too, but into panels of several sizes.
        let grid = "{00000|12021|44444|00000|30003}";
        assert_eq!(value(&format!("separator_color({grid})")).unwrap(), "yellow");
        assert_eq!(value(&format!("panels({grid})")).unwrap(), "[{00000|12021}, {00000|30003}@(3, 0)]");
        assert_eq!(value(&format!("panels_between({grid}, black)")).unwrap(), "[{12021|44444}@(1, 0), {30003}@(4, 0)]");
    }

    #[test]
    fn separators_may_be_thick_and_outside() {
        let grid = "{55555|51552|55555|55555|53554}";
        assert_eq!(value(&format!("drop_separators({grid})")).unwrap(), "{12|34}");
        assert_eq!(value(&format!("replace_panels({grid}, panels({grid}))")).unwrap(), grid);
        assert_eq!(
            value(&format!("replace_panels({grid}, [{{00}}, {{1}}, {{00}}, {{1}}])")).unwrap(),
            "{555555|500551|555555|555555|500551}"
        );
        assert_eq!(value(&format!("replace_panels({grid}, [{{00}}, {{1}}, {{0}}, {{1}}])")), None);
    }

    #[test]
    fn all_other_panels_agree() {
        let odd = |grid: &str| value(&format!("odd_panel({grid})"));
        assert_eq!(odd("{15051|05150}").as_deref(), Some("{0|1}@(0, 2)"), "only the shape differs");
        assert_eq!(odd("{15253|05050}").as_deref(), None, "every color differs");
        assert_eq!(odd("{151|050}").as_deref(), None, "two panels");
        assert_eq!(odd("{15151|05050}").as_deref(), None, "all the same");
    }

    #[test]
    fn a_grid_without_lines_has_no_panels() {
        for text in [
            "panels({12|34})",
            "panels({11|11})",
            "panels({1213})",
            "separator_color({151})",
            "panel_map({152|555|354}, [red])",
            "paint_panels({152|555|354}, [red])",
            "panel_numbers({152|555|354}, [1])",
            "repeat_panel({152|555|354}, {11})",
            "split_evenly({12|34}, 1x1)",
            "split_evenly({12|34}, 2x3)",
            "split_evenly({12|34}, 0x0)",
            "split_squares({12345|12345})",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
