//! What solving a task gives.

use std::sync::Arc;

use arc_dsl::{Grid, Program};
use inducer::{Statistics, StopReason};
use transducer::Candidate;

/// An answer to one test input.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The predicted output.
    pub grid: Arc<Grid>,
    /// The program that gives it, as replayed by the reference evaluator; without one, the answer is a guess.
    pub program: Option<Program>,
    /// Whether that program explains every training pair: it reproduces them and is short enough not to merely remember
    /// them.
    pub fits_all_pairs: bool,
    /// What speaks for the answer if it is the network's or the forest's.
    pub candidate: Option<Candidate>,
}

impl Attempt {
    /// An answer for which nothing speaks.
    pub(crate) fn guess(grid: Arc<Grid>) -> Attempt {
        Attempt { grid, program: None, fits_all_pairs: false, candidate: None }
    }
}

/// A program that reproduces every training pair.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// The program.
    pub program: Program,
    /// Its description length in bits, with the surcharges of the technique that found it.
    pub cost: u32,
}

/// The answers to a task and how they came about.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Two attempts for each test input, in order; they differ wherever two different answers were found.
    pub attempts: Vec<[Attempt; 2]>,
    /// Programs that fit all pairs, as verified, best first.
    pub programs: Vec<Ranked>,
    /// Why the search ended.
    pub stop: StopReason,
    /// What the search spent.
    pub statistics: Statistics,
    /// Steps of gradient descent that the network took.
    pub steps: usize,
}
