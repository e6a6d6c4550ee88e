//! A random forest (Breiman 2001) on the same columns and actions as the network, fitted to one task: what can be had
//! without any knowledge from other tasks.

use data::Cancel;
use smartcore::ensemble::random_forest_classifier::{RandomForestClassifier, RandomForestClassifierParameters};
use smartcore::linalg::basic::arrays::Array;
use smartcore::linalg::basic::matrix::DenseMatrix;

use crate::decode::Prediction;
use crate::features::{Action, BROAD, Channels, ColumnKind, GridFeatures, OWN, TaskFeatures, choose_actions, outcome};
use crate::perceived::{Answer, Extent, Perceived};

/// Forests that vote on a test input, and on a training pair that is left out.
const FORESTS: u64 = 8;
const FORESTS_FOR_PAIRS: u64 = 2;
/// Trees of each.
const TREES: u16 = 12;
/// Most cells that a forest is fitted to, half of them such that change.
const MAX_ROWS: usize = 1200;
/// A split tries 1 in `TRIED` features, but at least `MIN_TRIED`: a node where none helps is not split at all.
const TRIED: usize = 6;
const MIN_TRIED: usize = 12;
/// Votes for each color beside those of the forests.
const PRIOR: f32 = 0.05;

/// Ticks of one tree, for each cell and column that it is fitted to.
const TREE_TICKS: u64 = 1;

/// Ticks of all forests of a task.
pub fn ticks(extent: &Extent) -> u64 {
    let columns = BROAD + extent.columns.min(OWN);
    let forest = u64::from(TREES) * (extent.cells.min(MAX_ROWS) * columns) as u64 * TREE_TICKS;
    (FORESTS * extent.tests as u64 + FORESTS_FOR_PAIRS * extent.pairs as u64) * forest
}

/// What forests predict, in one view; nothing once cancelled.
pub fn predict(perceived: &Perceived) -> Answer {
    let Perceived { model, orientations, broad, seed, .. } = perceived;
    let counted = &orientations[0].counted;
    let (features, channels, cancel) = (&counted.features, &model.channels, perceived.cancel);
    let input = ForestInput { features, channels, columns: broad, seed: *seed, cancel };
    let prediction = |query: usize, forests: u64| input.prediction(&counted.support(query), query, forests);
    let left_out = perceived.left_out(|pair| Some(prediction(pair, FORESTS_FOR_PAIRS)?.grid()));
    let predictions = perceived.queries().map(|query| prediction(query, FORESTS).into_iter().collect()).collect();
    if cancel.is_cancelled() {
        return Answer { predictions: perceived.queries().map(|_| Vec::new()).collect(), left_out: [0.0; 2], steps: 0 };
    }
    Answer { predictions, left_out: [left_out; 2], steps: 0 }
}

/// What forests are fitted to.
struct ForestInput<'f> {
    /// The task in its own orientation.
    pub features: &'f TaskFeatures,
    /// The kinds of its columns.
    pub channels: &'f Channels,
    /// The columns that are features.
    pub columns: &'f [usize],
    /// The seed of all random choices.
    pub seed: u64,
    /// Once cancelled, nothing more is predicted.
    pub cancel: &'f Cancel,
}

impl ForestInput<'_> {
    /// The votes of `count` forests on one grid when fitted to others; `None` if there is nothing to learn.
    pub fn prediction(&self, support: &[usize], query: usize, count: u64) -> Option<Prediction> {
        if self.cancel.is_cancelled() {
            return None;
        }
        let (actions, _) = choose_actions(self.features, self.channels, support);
        let cells = cells(self.features, support);
        let labels = cover(self.features, &actions, &cells);
        let asked = &self.features.grids[query];
        let mut votes = vec![PRIOR; asked.area() * 10];
        for forest in self.forests(&cells, &labels, asked, count)? {
            for (cell, action) in forest.into_iter().enumerate() {
                // An action that gives nothing leaves the cell alone.
                let color = outcome(actions[action as usize], asked, cell).unwrap_or(asked.colors[cell]);
                votes[cell * 10 + usize::from(color)] += 1.0;
            }
        }
        let all = count as f32 + 10.0 * PRIOR;
        Some(Prediction::new(votes.into_iter().map(|vote| (vote / all).ln()).collect(), asked.height, asked.width))
    }

    /// For each forest, the action that it gives each cell of a grid.
    fn forests(
        &self,
        cells: &[(usize, usize)],
        labels: &Vec<u32>,
        asked: &GridFeatures,
        count: u64,
    ) -> Option<Vec<Vec<u32>>> {
        let ForestInput { features, channels, columns, seed, cancel } = *self;
        let first = *labels.first()?;
        if labels.iter().all(|&label| label == first) {
            return Some(vec![vec![first; asked.area()]; count as usize]);
        }
        let row = |grid: &GridFeatures, cell: usize| -> Vec<f32> {
            let of_column = |&column: &usize| {
                let code = f32::from(grid.codes[column][cell]);
                let is_own = (channels.kinds[column] == ColumnKind::Color)
                    .then(|| f32::from(u8::from(code == f32::from(grid.colors[cell]))));
                std::iter::once(code).chain(is_own)
            };
            std::iter::once(f32::from(grid.colors[cell])).chain(columns.iter().flat_map(of_column)).collect()
        };
        let known: Vec<Vec<f32>> = cells.iter().map(|&(index, cell)| row(&features.grids[index], cell)).collect();
        let unknown: Vec<Vec<f32>> = (0..asked.area()).map(|cell| row(asked, cell)).collect();
        let [known, unknown] =
            [known, unknown].map(|rows| DenseMatrix::from_2d_vec(&rows).expect("rows of one length"));
        let (_, width) = known.shape();
        let forest = |number: u64| {
            if cancel.is_cancelled() {
                return None;
            }
            let parameters = RandomForestClassifierParameters::default()
                .with_n_trees(TREES)
                .with_m((width / TRIED).max(MIN_TRIED).min(width))
                .with_seed(seed * FORESTS + number);
            RandomForestClassifier::fit(&known, labels, parameters).and_then(|forest| forest.predict(&unknown)).ok()
        };
        (0..count).map(forest).collect()
    }
}

/// The cells of some grids to fit to, as grid and cell: evenly thinned out where there are too many, and as many that
/// change as do not, by repeating the rarer ones.
fn cells(features: &TaskFeatures, support: &[usize]) -> Vec<(usize, usize)> {
    let [mut changed, mut kept] = [Vec::new(), Vec::new()];
    for &index in support {
        let grid = &features.grids[index];
        let output = grid.output.as_ref().expect("training grids have outputs");
        for (cell, (own, new)) in grid.colors.iter().zip(output).enumerate() {
            if own == new { &mut kept } else { &mut changed }.push((index, cell));
        }
    }
    let wanted = changed.len().max(kept.len()).min(MAX_ROWS / 2);
    let spread = |cells: Vec<(usize, usize)>| {
        let count = if cells.is_empty() { 0 } else { wanted };
        (0..count).map(move |at| cells[if cells.len() > count { at * cells.len() / count } else { at % cells.len() }])
    };
    spread(changed).chain(spread(kept)).collect()
}

/// The action that each cell stands for: of those right on it, the one that a greedy cover of all cells takes first.
fn cover(features: &TaskFeatures, actions: &[Action], cells: &[(usize, usize)]) -> Vec<u32> {
    let is_right = |action: Action, &(index, cell): &(usize, usize)| {
        let grid = &features.grids[index];
        outcome(action, grid, cell) == grid.output.as_ref().map(|output| output[cell])
    };
    let right: Vec<Vec<bool>> =
        actions.iter().map(|&action| cells.iter().map(|cell| is_right(action, cell)).collect()).collect();
    // No action is right on a cell only if a color was too rare for the list; such a cell counts as kept.
    let keep = actions.iter().position(|&action| action == Action::Keep).expect("keeping is an action");
    let mut labels = vec![keep as u32; cells.len()];
    let mut open = vec![true; cells.len()];
    loop {
        let covered = |right: &Vec<bool>| right.iter().zip(&open).filter(|&(&right, &open)| right && open).count();
        // The first of equals.
        let best =
            (0..actions.len()).rev().max_by_key(|&action| covered(&right[action])).expect("keeping is an action");
        if covered(&right[best]) == 0 {
            return labels;
        }
        for (at, open) in open.iter_mut().enumerate().filter(|(at, _)| right[best][*at]) {
            if *open {
                labels[at] = best as u32;
            }
            *open = false;
        }
    }
}
