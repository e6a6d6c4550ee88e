//! Programs found for the task: those that fit all pairs, and the nearest misses for when none does.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Size};

use crate::example::Example;

/// Most fits kept; the cheapest stay.
const MAX_FITS: usize = 64;
/// Surcharge in bits for a prediction of a size that no hypothesis names.
const SIZE_SURPRISE: u32 = 6;
/// Most near misses kept; the nearest stay.
const MAX_MISSES: usize = 8;

/// An expression with its output on each test input.
#[derive(Clone, Debug)]
pub struct Found {
    /// The expression, of type grid.
    pub expression: Arc<Expression>,
    /// Description length in bits, with surcharges of the technique that found it.
    pub cost: u32,
    /// The output on each test input.
    pub predictions: Vec<Arc<Grid>>,
    /// Training pairs reproduced.
    pub solved: usize,
    /// Mean share of cells right over the training pairs, in thousandths; 1000 for fits.
    pub similarity: u32,
}

/// What a search found.
#[derive(Default, Debug)]
pub struct Frontier {
    /// Sizes that the predictions should have: one vector per hypothesis, with a size for each test input.
    sizes: Vec<Vec<Size>>,
    fits: Vec<Found>,
    misses: Vec<Found>,
}

impl Frontier {
    /// A frontier that expects predictions of one of some sizes; without hypotheses it expects nothing.
    pub fn expecting(sizes: Vec<Vec<Size>>) -> Frontier {
        Frontier { sizes, ..Frontier::default() }
    }

    fn is_expected(&self, predictions: &[Arc<Grid>]) -> bool {
        let agrees = |sizes: &Vec<Size>| predictions.iter().zip(sizes).all(|(grid, &size)| grid.size() == size);
        self.sizes.is_empty() || self.sizes.iter().any(agrees)
    }

    /// The expressions that reproduce every training pair, cheapest first.
    pub fn fits(&self) -> &[Found] {
        &self.fits
    }

    /// The expressions that come nearest to it, nearest first.
    pub fn misses(&self) -> &[Found] {
        &self.misses
    }

    /// Number of fits.
    pub fn fit_count(&self) -> usize {
        self.fits.len()
    }

    /// The cost of the cheapest fit.
    pub fn best_cost(&self) -> Option<u32> {
        self.fits.first().map(|found| found.cost)
    }

    /// Adds an expression that reproduces every training pair.
    pub fn add_fit(&mut self, expression: Arc<Expression>, cost: u32, predictions: Vec<Arc<Grid>>) {
        let cost = cost + if self.is_expected(&predictions) { 0 } else { SIZE_SURPRISE };
        let at = self.fits.partition_point(|known| known.cost <= cost);
        self.fits.insert(at, Found { expression, cost, predictions, solved: usize::MAX, similarity: 1000 });
        self.fits.truncate(MAX_FITS);
    }

    /// Adds an expression that does not, if it is among the nearest. `grids` are its values on all examples, the
    /// training ones first.
    pub fn add_near_miss(
        &mut self,
        train: usize,
        expression: &Arc<Expression>,
        cost: u32,
        solved: usize,
        grids: &[Arc<Grid>],
        examples: &[Example],
    ) {
        let nearness = |found: &Found| (found.solved, found.similarity);
        let worst = if self.misses.len() < MAX_MISSES { None } else { self.misses.last().map(nearness) };
        if worst.is_some_and(|worst| worst.0 > solved) {
            return;
        }
        let total: u32 = examples
            .iter()
            .zip(&grids[..train])
            .map(|(example, grid)| example.output.as_ref().map_or(0, |output| similarity(output, grid)))
            .sum();
        let near = (solved, total / train as u32);
        if worst.is_some_and(|worst| worst >= near) || near == (0, 0) {
            return;
        }
        let predictions = grids[train..].to_vec();
        if !self.is_expected(&predictions) {
            return;
        }
        if self.misses.iter().any(|known| known.predictions == predictions) {
            return;
        }
        let at = self.misses.partition_point(|known| nearness(known) >= near);
        self.misses.insert(at, Found { expression: expression.clone(), cost, predictions, solved, similarity: near.1 });
        self.misses.truncate(MAX_MISSES);
    }
}

/// Share of equal cells, in thousandths; 0 if the sizes differ.
pub fn similarity(left: &Grid, right: &Grid) -> u32 {
    if left.size() != right.size() {
        return 0;
    }
    let equal = left.cells().iter().zip(right.cells()).filter(|(left, right)| left == right).count();
    (1000 * equal / left.area()) as u32
}
