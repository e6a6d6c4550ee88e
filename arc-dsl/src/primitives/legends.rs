//! Legends: small blocks in a scene that pair colors, found by their form.
//!
//! A legend is what objects of their own, full rectangles that touch nothing else, say: rows of two cells if a block is
//! two wide, columns of two cells if it is two high, or two equal halves, each of one color. A pair reads from left to
//! right or from top to bottom, but the other way round if only its second color occurs outside the legend.

use super::color::background_of;
use super::planes::code;
use crate::color::Color;
use crate::matrix::{Grid, Mask, Plane, bounds};
use crate::segment::components;

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
    family "legends";

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

#[cfg(test)]
mod tests {
    use super::super::drawing::assert_holds;

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
