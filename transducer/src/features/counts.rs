//! How well each column tells what becomes of cells: measures on the training pairs that support an episode.
//!
//! Cells of one own color and one code of a column count as alike (a decision table of one column); what most of them become
//! is the guess for the others, judged by [balanced accuracy](crate::features::balance).

use std::ops::Range;

use crate::features::balance::{Balance, KEPT, LABELS};
use crate::features::channels::keep;
use crate::features::column::UNDEFINED;
use crate::features::task::TaskFeatures;

/// Measures of a column on the support; see [`column_measures`].
pub const COLUMN_MEASURES: usize = 7;
/// How well a column with these measures tells what becomes of a pair's cells from the other pairs, 0 to 1.
pub(crate) fn score(measures: &[f32]) -> f32 {
    (measures[1] + measures[2]) / 2.0
}

/// What all episodes of a task have in common: which cells a column takes to be alike, and what becomes of them.
pub struct Counts {
    columns: Vec<Keys>,
    /// `[pair][cell]`: the new color; 10 stands for "kept".
    labels: Vec<Vec<u8>>,
}

/// The cells of a task by own color and code of a column.
struct Keys {
    /// `[grid][cell]`: the own color and the code, as one number.
    of_cells: Vec<Vec<u16>>,
    /// Number of distinct codes; each has ten keys.
    codes: usize,
    /// Share of cells where the column is defined.
    defined: f32,
}

impl Counts {
    /// Looks at a task.
    pub fn new(features: &TaskFeatures) -> Counts {
        let labels = features.grids[..features.train].iter().map(|grid| {
            let output = grid.output.as_ref().expect("training grids have outputs");
            let label = |(own, new): (&u8, &u8)| if own == new { KEPT as u8 } else { *new };
            grid.colors.iter().zip(output).map(label).collect()
        });
        let mut counts = Counts { columns: Vec::new(), labels: labels.collect() };
        counts.append(features, 0..features.grids[0].codes.len());
        counts
    }

    /// Looks at further columns.
    pub fn append(&mut self, features: &TaskFeatures, columns: Range<usize>) {
        self.columns.extend(columns.map(|column| Keys::new(features, column)));
    }

    /// `[column, measure]`: how well each column tells what becomes of cells of some pairs.
    pub fn measures(&self, support: &[usize], query: usize) -> Vec<f32> {
        self.columns.iter().flat_map(|column| column.measures(support, query, &self.labels)).collect()
    }

    /// Forgets all but some columns.
    pub fn narrow(&mut self, columns: &[usize]) {
        keep(&mut self.columns, columns);
    }
}

impl Keys {
    fn new(features: &TaskFeatures, column: usize) -> Keys {
        let mut numbers = [u16::MAX; 256];
        let mut codes = 0;
        let mut defined = 0;
        let mut of_cells = Vec::with_capacity(features.grids.len());
        for grid in &features.grids {
            let key = |(&code, &own): (&i8, &u8)| {
                let number = &mut numbers[code as u8 as usize];
                if *number == u16::MAX {
                    *number = codes;
                    codes += 1;
                }
                defined += usize::from(code != UNDEFINED);
                *number * 10 + u16::from(own)
            };
            of_cells.push(grid.codes[column].iter().zip(&grid.colors).map(key).collect::<Vec<u16>>());
        }
        Keys { of_cells, codes: codes as usize, defined: defined as f32 / features.area() as f32 }
    }

    /// `[pair * keys + key]`: number of cells of some pairs by what becomes of them.
    fn counts(&self, support: &[usize], labels: &[Vec<u8>]) -> Vec<[u16; LABELS]> {
        let keys = 10 * self.codes;
        let mut counts = vec![[0; LABELS]; keys * support.len()];
        for (place, &pair) in support.iter().enumerate() {
            for (&key, &label) in self.of_cells[pair].iter().zip(&labels[pair]) {
                counts[place * keys + key as usize][label as usize] += 1;
            }
        }
        counts
    }

    /// How well the column tells what becomes of cells: balanced accuracies within the support and from each pair of it to
    /// the others, with and without the own color; the share of asked cells whose key the support knows; how many codes
    /// there are; and how often it is defined.
    fn measures(&self, support: &[usize], query: usize, labels: &[Vec<u8>]) -> [f32; COLUMN_MEASURES] {
        let keys = 10 * self.codes;
        let counts = self.counts(support, labels);
        let mut inside = Balance::default();
        let mut across = Balance::default();
        let mut colorless = Balance::default();
        let mut known = vec![false; keys];
        for group in 0..self.codes {
            let mut of_code = [0_u32; LABELS];
            for own in 0..10 {
                let key = group * 10 + own;
                let mut total = [0_u32; LABELS];
                for place in 0..support.len() {
                    total
                        .iter_mut()
                        .zip(&counts[place * keys + key])
                        .for_each(|(sum, &count)| *sum += u32::from(count));
                }
                if total == [0; LABELS] {
                    continue;
                }
                known[key] = true;
                inside.add(&total, &total);
                of_code.iter_mut().zip(total).for_each(|(sum, count)| *sum += count);
                for place in 0..support.len() {
                    let counts = counts[place * keys + key].map(u32::from);
                    let others = std::array::from_fn(|label| total[label] - counts[label]);
                    across.add(&counts, &others);
                }
            }
            colorless.add(&of_code, &of_code);
        }
        let asked = &self.of_cells[query];
        let seen = asked.iter().filter(|&&key| known[key as usize]).count() as f32 / asked.len() as f32;
        let [changed, kept] = across.shares();
        [inside.mean(), changed, kept, colorless.mean(), seen, (self.codes.min(32) as f32).log2() / 5.0, self.defined]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::grid::GridFeatures;
    use arc_dsl::Transform;

    #[test]
    fn measures_of_a_column_are_balanced_accuracies_and_shares() {
        let grid = |codes: [i8; 4], output: Option<[u8; 4]>| GridFeatures {
            height: 2,
            width: 2,
            colors: vec![0; 4],
            codes: vec![codes.to_vec()],
            output: output.map(|output| output.to_vec()),
        };
        let grids = vec![
            grid([0, 0, 1, 1], Some([0, 0, 3, 3])),
            grid([0, 0, 1, 2], Some([0, 0, 3, 0])),
            grid([0, 1, 5, UNDEFINED], None),
        ];
        let features = TaskFeatures { transform: Transform::Identity, grids, train: 2 };
        let measures = Counts::new(&features).measures(&[0, 1], 2);
        // Code 2 is kept on the second pair, which the first does not know; codes 5 and none are new in the test.
        let expected = [1.0, 1.0, 4.0 / 5.0, 1.0, 0.5, 5.0_f32.log2() / 5.0, 11.0 / 12.0];
        assert_eq!(measures, expected);
        let own: Vec<f32> = Counts::new(&features).measures(&[0], 1);
        assert_eq!(own[..3], [1.0, 0.0, 0.0], "nothing can be told from one pair to others without others");
    }
}
