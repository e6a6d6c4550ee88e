//! From the evidence of the solvers to two attempts per test input.
//!
//! [`solve`] asks the inducer for programs, has every program that is to answer replayed by the reference evaluator
//! ([`verify`]), and lets the programs vote ([`vote`]). Where no convincing program fits, the [network](transduction) is asked.
//! Same task and options give the same solution at any thread count.

pub mod guidance;
pub mod stability;
pub mod transduction;
pub mod verify;
pub mod vote;

use std::sync::Arc;

use arc_dsl::{Grid, Program};
use data::Task;
use inducer::{Induction, Limits};

pub use inducer::{Cancel, Statistics, StopReason, Technique, Techniques};
pub use transducer::{Candidate, Guide, Voice};

pub use crate::transduction::Transducer;

/// The columns of a frame may take one in so many ticks of the search.
const COLUMNS_SHARE: u64 = 20;
/// The stability of the programs found may take one in so many ticks of the search.
const STABILITY_SHARE: u64 = 50;

/// What one task may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whether programs are searched for; otherwise the network answers alone.
    pub searches: bool,
    /// Work of the search, in ticks: about cells touched.
    pub ticks: u64,
    /// Memory of the search, in bytes, approximately.
    pub memory: u64,
    /// Techniques of the search to do without.
    pub without: Techniques,
}

/// The networks that take part.
#[derive(Clone, Default, Debug)]
pub struct Networks {
    /// Foresees which primitives are of use to the search for programs.
    pub guide: Option<Guide>,
    /// Answers where no convincing program fits.
    pub transducer: Option<Transducer>,
}

/// An answer to one test input.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The predicted output.
    pub grid: Arc<Grid>,
    /// The program that gives it; without one, the answer is a guess.
    pub program: Option<Program>,
    /// Whether that program explains every training pair: it reproduces them, as replayed by the reference evaluator, and
    /// is short enough not to merely remember them.
    pub fits_all_pairs: bool,
    /// What speaks for the answer if it is the network's.
    pub candidate: Option<Candidate>,
}

impl Attempt {
    /// An answer for which nothing speaks.
    fn guess(grid: Arc<Grid>) -> Attempt {
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

/// Solves a task within its options, or sooner if cancelled: what was found by then still answers. Without networks,
/// programs answer alone.
pub fn solve(task: &Task, options: &Options, networks: &Networks, cancel: &Cancel) -> Solution {
    let Options { searches, ticks, memory, without } = *options;
    let transducer = networks.transducer.as_ref();
    let column_ticks = if transducer.is_some() { ticks / COLUMNS_SHARE } else { 0 };
    let limits = Limits { without, column_ticks, ..Limits::new(ticks, memory) };
    let induction = match searches {
        true => guidance::search(task, limits, networks.guide.as_ref(), cancel),
        false => Induction::nothing(),
    };
    let fits: Vec<_> = induction.fits.iter().filter_map(|found| verify::verified(task, found)).collect();
    let transduction = match transducer {
        Some(transducer) if !induction.is_convincing() => {
            let prices = guidance::prices(task, networks.guide.as_ref(), &induction.misses);
            transducer.answer(task, prices, &induction.frames, cancel)
        }
        _ => transducer::Transduction::nothing(task),
    };
    let votes = vote::weights(task, &fits, ticks / STABILITY_SHARE);
    let answer = |test: usize| vote::attempts(task, test, &votes, &transduction.candidates[test], &induction.misses);
    Solution {
        attempts: (0..task.tests.len()).map(answer).collect(),
        programs: fits.iter().map(|fit| Ranked { program: fit.program.clone(), cost: fit.found.cost }).collect(),
        stop: induction.stop,
        statistics: induction.statistics,
        steps: transduction.steps,
    }
}
