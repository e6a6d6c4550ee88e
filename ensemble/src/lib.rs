//! From a task to two attempts per test input, by all solvers together.
//!
//! [`solve()`] shares the work out by a [plan](Plan): it asks the inducer for programs and, where no plausible one fits, the
//! predictors for grids; has every program that is to answer replayed by the reference evaluator; and lets the programs vote.
//! Same task, options and models give the same solution at any thread count.
//!
//! ```
//! use data::{Budget, Dataset};
//! use ensemble::{Models, SolveOptions, solve};
//!
//! let dataset = Dataset::built_in();
//! let task = dataset.task("rotate_clockwise").expect("a built-in task");
//! let options = SolveOptions::new(Budget::new(1_000_000, 1 << 30));
//! // Without models, programs answer alone.
//! let solution = solve(task, &options, &Models::default());
//! let [first, _] = &solution.attempts[0];
//! assert!(first.fits_all_pairs);
//! assert_eq!(first.program.as_ref().unwrap().to_string(), "transform(input, rotate90)");
//! ```

mod guidance;
mod plan;
mod predict;
mod solution;
mod solve;
mod stability;
#[cfg(test)]
mod testing;
pub mod training;
mod verify;
mod vote;

use data::Budget;

pub use data::Cancel;
pub use guidance::SearchGuide;
pub use inducer::{Statistics, StopReason, TECHNIQUES, Technique, Techniques};
pub use plan::{PREDICTION_SHARE, Plan, Stage, Verb, When};
pub use predict::Predictors;
pub use solution::{Attempt, Ranked, Solution};
pub use solve::solve;
pub use transducer::{Candidate, Predictor};

/// What solving a task may spend, and what it does without.
#[derive(Clone, Debug)]
pub struct SolveOptions {
    /// What the search for programs may spend. Its flag ends all work on the task.
    pub budget: Budget,
    /// Ticks of the predictors; without it, [`PREDICTION_SHARE`] of those of the search.
    pub prediction_ticks: Option<u64>,
    /// Whether programs are searched for; otherwise predictors answer alone.
    pub searches: bool,
    /// Techniques of the search to do without.
    pub without: Techniques,
}

impl SolveOptions {
    /// All techniques within a budget, and the usual ticks of the predictors.
    pub fn new(budget: Budget) -> SolveOptions {
        SolveOptions { budget, prediction_ticks: None, searches: true, without: Techniques::NONE }
    }

    /// What the predictors may spend.
    pub fn prediction(&self) -> Budget {
        self.prediction_ticks.map_or_else(|| self.budget.share(PREDICTION_SHARE), |ticks| self.budget.with_ticks(ticks))
    }
}

/// The trained models that take part.
#[derive(Clone, Default, Debug)]
pub struct Models {
    /// Foresees which primitives and values are of use to the search for programs.
    pub guide: Option<SearchGuide>,
    /// Answer where no plausible program fits.
    pub predictors: Option<Predictors>,
}
