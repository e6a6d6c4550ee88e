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
mod options;
mod plan;
mod predict;
mod solution;
mod solve;
mod stability;
#[cfg(test)]
mod testing;
mod training;
mod verify;
mod vote;

pub use data::Cancel;
pub use guidance::SearchGuide;
pub use inducer::{Statistics, StopReason, TECHNIQUES, Technique, Techniques};
pub use options::{Models, SolveOptions};
pub use plan::{PREDICTION_SHARE, Plan, Stage, Verb, When};
pub use predict::Predictors;
pub use solution::{Attempt, Ranked, Solution};
pub use solve::solve;
pub use training::{
    ExampleRecord, ExampleStream, ExampleTerms, GivenTasks, NetworkMaterial, choose_properties, first_of_each_task,
};
pub use transducer::{Candidate, Predictor};
