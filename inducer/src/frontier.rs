//! Programs found for the task: those that fit all pairs, and the nearest misses for when none does.

use std::cmp::Reverse;
use std::sync::Arc;

use arc_dsl::{Expression, Grid, Size};

use crate::example::Example;

/// Most fits kept; the cheapest stay.
const MAX_FITS: usize = 64;
/// Surcharge in bits for a prediction of a size that no hypothesis names.
const SIZE_SURPRISE: u32 = 6;
/// A program dearer than the first number plus the second per doubling of the changed cells remembers the pairs instead of
/// explaining them: of 51 such programs on the tuning tasks, 3 were right on the test input, fewer than of near misses.
const MEMORY_BITS: u32 = 60;
const BITS_PER_DOUBLING: u32 = 10;
/// Programs that fit and cost less are right on most tests (of those found in ten seconds on tuning tasks 296 of 324), others on
/// fewer than half (50 of 109).
const DOUBTFUL_BITS: u32 = 70;
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

impl Found {
    /// Whether it is short enough for a program that fits that there is no need to look for others.
    pub fn is_convincing(&self) -> bool {
        self.cost < DOUBTFUL_BITS
    }

    /// How near it comes to reproducing every training pair; larger is nearer.
    pub fn nearness(&self) -> (usize, u32, Reverse<u32>) {
        (self.solved, self.similarity, Reverse(self.cost))
    }
}

/// What a search found.
#[derive(Debug)]
pub struct Frontier {
    /// Sizes that the predictions should have: one vector per hypothesis, with a size for each test input.
    sizes: Vec<Vec<Size>>,
    /// Number of training pairs.
    pairs: usize,
    /// Bits that a program may cost and still explain the pairs.
    ceiling: u32,
    fits: Vec<Found>,
    misses: Vec<Found>,
}

impl Frontier {
    /// A frontier for so many training pairs that change so many cells together, which expects predictions of one of some
    /// sizes; without hypotheses it expects nothing.
    pub fn new(sizes: Vec<Vec<Size>>, pairs: usize, changed: usize) -> Frontier {
        let ceiling = MEMORY_BITS + BITS_PER_DOUBLING * (changed + 1).ilog2();
        Frontier { sizes, pairs, ceiling, fits: Vec::new(), misses: Vec::new() }
    }

    fn is_expected(&self, predictions: &[Arc<Grid>]) -> bool {
        let agrees = |sizes: &Vec<Size>| predictions.iter().zip(sizes).all(|(grid, &size)| grid.size() == size);
        self.sizes.is_empty() || self.sizes.iter().any(agrees)
    }

    /// The expressions that explain every training pair, cheapest first.
    pub fn fits(&self) -> &[Found] {
        &self.fits
    }

    /// The expressions that come nearest to it, nearest first; at the head those that only remember the pairs.
    pub fn misses(&self) -> &[Found] {
        &self.misses
    }

    /// Number of fits.
    pub fn fit_count(&self) -> usize {
        self.fits.len()
    }

    /// Whether a fit is convincing.
    pub fn is_convinced(&self) -> bool {
        self.fits.first().is_some_and(Found::is_convincing)
    }

    /// The cost of the cheapest fit.
    pub fn best_cost(&self) -> Option<u32> {
        self.fits.first().map(|found| found.cost)
    }

    /// Adds an expression that reproduces every training pair; one too dear to explain them is the nearest of misses.
    pub fn add_fit(&mut self, expression: Arc<Expression>, cost: u32, predictions: Vec<Arc<Grid>>) {
        let cost = cost + if self.is_expected(&predictions) { 0 } else { SIZE_SURPRISE };
        let found = Found { expression, cost, predictions, solved: self.pairs, similarity: 1000 };
        if cost > self.ceiling {
            self.insert_miss(found);
            return;
        }
        let at = self.fits.partition_point(|known| known.cost <= cost);
        let is_known = |known: &&Found| known.cost == cost;
        if self.fits[..at].iter().rev().take_while(is_known).any(|known| known.expression == found.expression) {
            return; // Several techniques can come upon the same program.
        }
        self.fits.insert(at, found);
        self.fits.truncate(MAX_FITS);
    }

    /// Adds an expression that does not, if it is among the nearest. `grids` are its values on all examples, the
    /// training ones first.
    pub fn add_near_miss(
        &mut self,
        expression: &Arc<Expression>,
        cost: u32,
        solved: usize,
        grids: &[Arc<Grid>],
        examples: &[Example],
    ) {
        let worst = if self.misses.len() < MAX_MISSES { None } else { self.misses.last() };
        if worst.is_some_and(|worst| worst.solved > solved) {
            return;
        }
        let total: u32 = examples
            .iter()
            .zip(&grids[..self.pairs])
            .map(|(example, grid)| example.output.as_ref().map_or(0, |output| similarity(output, grid)))
            .sum();
        let similarity = total / self.pairs as u32;
        if worst.is_some_and(|worst| (worst.solved, worst.similarity) >= (solved, similarity))
            || (solved, similarity) == (0, 0)
        {
            return;
        }
        let predictions = grids[self.pairs..].to_vec();
        self.insert_miss(Found { expression: expression.clone(), cost, predictions, solved, similarity });
    }

    fn insert_miss(&mut self, found: Found) {
        let is_known = self.misses.iter().any(|known| known.predictions == found.predictions);
        if is_known || !self.is_expected(&found.predictions) {
            return;
        }
        let at = self.misses.partition_point(|known| known.nearness() >= found.nearness());
        self.misses.insert(at, found);
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
