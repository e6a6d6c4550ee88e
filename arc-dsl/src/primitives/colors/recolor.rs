//! Colors replaced, exchanged and translated, also by a legend in the grid.
//!
//! Legends are small blocks in a scene that pair colors, found by their form. A legend is what objects of their own, full
//! rectangles that touch nothing else, say: rows of two cells if a block is two wide, columns of two cells if it is two
//! high, or two equal halves, each of one color. A pair reads from left to right or from top to bottom, but the other way
//! round if only its second color occurs outside the legend.

use crate::perception::components;
use crate::primitives::support::colors::{background_of, code};
use crate::values::{Color, Grid, Mask, Plane, bounds};

/// A translation of colors, each given at most one meaning.
struct Translation([Option<Color>; 10]);

impl Translation {
    /// Adds a pair; `None` if the color has another meaning already.
    fn add(&mut self, from: Color, to: Color) -> Option<()> {
        let known = self.0[from.index()].get_or_insert(to);
        (*known == to).then_some(())
    }

    /// The grid with the known colors translated.
    fn apply(&self, grid: &Grid) -> Grid {
        grid.map(|color| self.0[color.index()].unwrap_or(color))
    }
}

fn exchanged(grid: &Grid, left: Color, right: Color) -> Grid {
    grid.map(|color| match color {
        _ if color == left => right,
        _ if color == right => left,
        other => other,
    })
}

/// The pairs of a legend two cells wide or high.
fn legend_pairs(legend: &Grid) -> Option<Vec<[Color; 2]>> {
    match (legend.height(), legend.width()) {
        (_, 2) => Some(legend.rows().map(|row| [row[0], row[1]]).collect()),
        (2, width) => Some((0..width).map(|col| [legend[(0, col)], legend[(1, col)]]).collect()),
        _ => None,
    }
}

struct Legend {
    cells: Mask,
    partners: [Option<Color>; 10],
    background: Color,
}

impl Legend {
    fn of(grid: &Grid) -> Option<Legend> {
        let background = background_of(grid);
        let mut cells = grid.map(|_| false);
        let mut pairs = Vec::new();
        for group in components(grid, true, |a, b| a != background && b != background) {
            let full = bounds(group.iter().copied()).filter(|(_, size)| size.area() as usize == group.len());
            if let Some(found) = full.and_then(|(at, size)| pairs_of(&grid.crop(at, size)?)) {
                pairs.extend(found);
                group.iter().for_each(|&at| cells.set(at, true));
            }
        }
        let mut outside = [false; 10];
        for (color, &is_legend) in grid.cells().iter().zip(cells.cells()) {
            outside[color.index()] |= !is_legend;
        }
        let is_forward = |pair: &[Color; 2]| outside[pair[0].index()] || !outside[pair[1].index()];
        let (forward, backward): (Vec<_>, Vec<_>) = pairs.into_iter().partition(is_forward);
        let mut partners = [None; 10];
        // Forward pairs come first: in a chain such as 12, 31 the second is backward only because of the first.
        for [from, to] in forward.into_iter().chain(backward.into_iter().map(|[to, from]| [from, to])) {
            partners[from.index()].get_or_insert(to);
        }
        partners.iter().any(Option::is_some).then_some(Legend { cells, partners, background })
    }
}

/// The pairs of colors that a block shows, if it has the form of a legend.
fn pairs_of(block: &Grid) -> Option<Vec<[Color; 2]>> {
    let (height, width) = (block.height(), block.width());
    let is_uniform = |rows: (usize, usize), cols: (usize, usize)| {
        let color = block[(rows.0, cols.0)];
        (rows.0..rows.1).all(|row| block.row(row)[cols.0..cols.1].iter().all(|&other| other == color))
    };
    let is_legend = |pairs: &Vec<[Color; 2]>| {
        let is_varied = block.color_counts().iter().filter(|&&count| count > 0).count() > 2;
        pairs.iter().all(|pair| pair[0] != pair[1] && (is_varied || *pair == pairs[0]))
    };
    let rows = (width == 2).then(|| block.rows().map(|row| [row[0], row[1]]).collect());
    let cols = (height == 2).then(|| (0..width).map(|col| [block[(0, col)], block[(1, col)]]).collect());
    let (down, across) = (height / 2, width / 2);
    let beside = (width % 2 == 0 && is_uniform((0, height), (0, across)) && is_uniform((0, height), (across, width)))
        .then(|| vec![[block[(0, 0)], block[(0, across)]]]);
    let below = (height % 2 == 0 && is_uniform((0, down), (0, width)) && is_uniform((down, height), (0, width)))
        .then(|| vec![[block[(0, 0)], block[(down, 0)]]]);
    [rows, cols, beside, below].into_iter().flatten().find(is_legend)
}

primitives! {
    family "recolor";

    /// A grid of the same size in one color.
    #[example = "fill_like({12|34}, red) = {22|22}"]
    #[cost = 2]
    fn fill_like(grid: &Grid, color: Color) -> Grid {
        grid.map(|_| color)
    }

    /// The cells of one color painted in another.
    #[example = "replace_color({12|34}, blue, red) = {22|34}"]
    #[cost = 7]
    fn replace_color(grid: &Grid, from: Color, to: Color) -> Grid {
        grid.map(|color| if color == from { to } else { color })
    }

    /// Two colors exchanged.
    #[example = "swap_colors({12|34}, blue, red) = {21|34}"]
    #[cost = 7]
    fn swap_colors(grid: &Grid, left: Color, right: Color) -> Grid {
        exchanged(grid, left, right)
    }

    /// The two colors of a grid exchanged; of three colors, the two that are not background.
    #[example = "invert_colors({0102}) = {0201}"]
    #[cost = 5]
    fn invert_colors(grid: &Grid) -> Option<Grid> {
        let counts = grid.color_counts();
        let present: Vec<Color> = Color::ALL.into_iter().filter(|color| counts[color.index()] > 0).collect();
        let background = background_of(grid);
        let (left, right) = match present[..] {
            [left, right] => (left, right),
            [one, left, right] | [left, one, right] | [left, right, one] if one == background => (left, right),
            _ => return None,
        };
        Some(exchanged(grid, left, right))
    }

    /// Every cell but the background painted in one color.
    #[example = "recolor_all({012}, green) = {033}"]
    #[cost = 5]
    fn recolor_all(grid: &Grid, color: Color) -> Grid {
        let background = background_of(grid);
        grid.map(|own| if own == background { own } else { color })
    }

    /// The background painted in a color.
    #[example = "recolor_background({0012}, green) = {3312}"]
    #[cost = 5]
    fn recolor_background(grid: &Grid, color: Color) -> Grid {
        let background = background_of(grid);
        grid.map(|own| if own == background { color } else { own })
    }

    /// The cells of a color on background.
    #[example = "keep_color({0012}, blue) = {0010}"]
    #[cost = 6]
    fn keep_color(grid: &Grid, color: Color) -> Grid {
        let background = background_of(grid);
        grid.map(|own| if own == color { own } else { background })
    }

    /// The figure of a grid, all but its background, in the colors of a palette laid over it: another grid, not larger, that
    /// is scaled to its size.
    #[example = "tint({5050|5550|0055}, {12}) = {1020|1120|0022}"]
    #[cost = 6]
    fn tint(grid: &Grid, palette: &Grid) -> Option<Grid> {
        let (height, width) = (palette.height(), palette.width());
        let background = background_of(grid);
        let color = |row: usize, col: usize| match grid[(row, col)] {
            own if own == background => own,
            _ => palette[(row * height / grid.height(), col * width / grid.width())],
        };
        (height <= grid.height() && width <= grid.width()).then(|| grid.like(color))
    }

    /// The cells of a color become background.
    #[example = "remove_color({0012}, blue) = {0002}"]
    #[cost = 5]
    fn remove_color(grid: &Grid, color: Color) -> Grid {
        let background = background_of(grid);
        grid.map(|own| if own == color { background } else { own })
    }

    /// Colors replaced by a table of pairs.
    #[example = "map_colors({12|34}, [[blue, red]]) = {22|34}"]
    #[cost = 3]
    fn map_colors(grid: &Grid, table: Vec<Vec<Color>>) -> Option<Grid> {
        let mut map = Color::ALL;
        for row in &table {
            let [from, to] = row[..] else { return None };
            map[from.index()] = to;
        }
        Some(grid.map(|color| map[color.index()]))
    }

    /// Each color becomes the next of a list, the last the first.
    #[example = "cycle_colors({1234}, [blue, red, green]) = {2314}"]
    #[cost = 8]
    fn cycle_colors(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        let mut translation = Translation([None; 10]);
        for (place, &color) in colors.iter().enumerate() {
            translation.add(color, colors[(place + 1) % colors.len()])?;
        }
        Some(translation.apply(grid))
    }

    /// The colors of a list exchanged: the first with the last, the second with the last but one, and so on.
    #[example = "reverse_colors({1234}, [blue, red, green]) = {3214}"]
    #[cost = 8]
    fn reverse_colors(grid: &Grid, colors: Vec<Color>) -> Option<Grid> {
        let mut translation = Translation([None; 10]);
        for (&from, &to) in colors.iter().zip(colors.iter().rev()) {
            translation.add(from, to)?;
        }
        Some(translation.apply(grid))
    }

    /// Colors translated by a legend two cells wide (from left to right) or else two cells high (from top to bottom).
    #[example = "translate({13|25}, {14|26}) = {43|65}"]
    #[cost = 9]
    fn translate(grid: &Grid, legend: &Grid) -> Option<Grid> {
        let mut translation = Translation([None; 10]);
        for [from, to] in legend_pairs(legend)? {
            translation.add(from, to)?;
        }
        Some(translation.apply(grid))
    }

    /// Colors translated by a legend two cells wide (from right to left) or else two cells high (from bottom to top).
    #[example = "translate_back({43|65}, {14|26}) = {13|25}"]
    #[cost = 10]
    fn translate_back(grid: &Grid, legend: &Grid) -> Option<Grid> {
        let mut translation = Translation([None; 10]);
        for [to, from] in legend_pairs(legend)? {
            translation.add(from, to)?;
        }
        Some(translation.apply(grid))
    }

    /// The two colors of every pair of a legend, two cells wide or high, exchanged.
    #[example = "exchange_by({1342}, {14|26}) = {4316}"]
    #[cost = 10]
    fn exchange_by(grid: &Grid, legend: &Grid) -> Option<Grid> {
        let mut translation = Translation([None; 10]);
        for [left, right] in legend_pairs(legend)? {
            translation.add(left, right)?;
            translation.add(right, left)?;
        }
        Some(translation.apply(grid))
    }

    /// Colors translated as from one grid to another of the same size; undefined unless that is a function of colors.
    #[example = "translate_like({12|20}, {123}, {456}) = {45|50}"]
    #[cost = 10]
    fn translate_like(grid: &Grid, from: &Grid, to: &Grid) -> Option<Grid> {
        if from.size() != to.size() {
            return None;
        }
        let mut translation = Translation([None; 10]);
        for (&from, &to) in from.cells().iter().zip(to.cells()) {
            translation.add(from, to)?;
        }
        Some(translation.apply(grid))
    }

    /// The colors of a grid in order of frequency become those of another grid, rank by rank.
    #[example = "translate_by_rank({112}, {3334}) = {334}"]
    #[cost = 10]
    fn translate_by_rank(grid: &Grid, palette: &Grid) -> Option<Grid> {
        let (from, to) = (ranked(grid), ranked(palette));
        let mut translation = Translation([None; 10]);
        for (from, to) in from.into_iter().zip(to) {
            translation.add(from, to)?;
        }
        Some(translation.apply(grid))
    }

    /// The color that the legend in the grid pairs with the cell's color, -1 for none. A legend is objects that touch
    /// nothing else: blocks of pairs two cells wide or high, or of two halves of one color each.
    #[example = "legend_partner({1300|0000|0011}) = plane{3 -1 -1 -1|-1 -1 -1 -1|-1 -1 3 3}"]
    #[cost = 8]
    fn legend_partner(grid: &Grid) -> Plane {
        match Legend::of(grid) {
            Some(legend) => grid.map(|color| code(legend.partners[color.index()])),
            None => grid.map(|_| -1),
        }
    }

    /// The color that the legend in the grid pairs with a color, as in `legend_partner`; undefined if there is none.
    #[example = "legend_partner_of({1300|0000|0011}, blue) = green"]
    #[cost = 8]
    fn legend_partner_of(grid: &Grid, color: Color) -> Option<Color> {
        Legend::of(grid)?.partners[color.index()]
    }

    /// The grid without its legend, every color that the legend pairs with another replaced by that, as in
    /// `legend_partner`; undefined if there is no legend.
    #[example = "translate_legend({1300|0000|0011}) = {0000|0000|0033}"]
    #[cost = 8]
    fn translate_legend(grid: &Grid) -> Option<Grid> {
        let legend = Legend::of(grid)?;
        let translated = |color: Color, is_legend: bool| match legend.partners[color.index()] {
            _ if is_legend => legend.background,
            partner => partner.unwrap_or(color),
        };
        grid.zip(&legend.cells, translated)
    }
}

/// The colors, the most common first; ties in the order of color indices.
fn ranked(grid: &Grid) -> Vec<Color> {
    let counts = grid.color_counts();
    let mut colors: Vec<Color> = Color::ALL.into_iter().filter(|color| counts[color.index()] > 0).collect();
    colors.sort_by_key(|color| std::cmp::Reverse(counts[color.index()]));
    colors
}

#[cfg(test)]
mod tests {
    use crate::primitives::support::assert_holds;

    #[test]
    fn pairs_read_towards_the_color_that_is_only_in_the_legend() {
        assert_holds("translate_legend({3100|0000|0011}) = {0000|0000|0033}");
        assert_holds("translate_legend({1020|3040|0000|1022}) = {0000|0000|0000|3044}");
        assert_holds("translate_legend({120310|000000|111000}) = {000000|000000|222000}");
    }

    #[test]
    fn blocks_hold_several_pairs() {
        assert_holds("translate_legend({1300|2400|0000|0102}) = {0000|0000|0000|0304}");
        assert_holds("translate_legend({1200|3400|0000|1110}) = {0000|0000|0000|2220}");
        assert_holds("translate_legend({125000|346000|000000|111022}) = {000000|000000|000000|333044}");
        assert_holds("translate_legend({113300|113300|000000|000111}) = {000000|000000|000000|000333}");
    }

    #[test]
    fn other_blocks_are_no_legend() {
        assert_holds("translate_legend({1200|2100|0000|1110}) = undefined");
        assert_holds("translate_legend({1210|0000|0000|1110}) = undefined");
        assert_holds("translate_legend({1200|1000|0000|1110}) = undefined");
        assert_holds("legend_partner_of({1200|0000|0000|1110}, green) = undefined");
    }
}
