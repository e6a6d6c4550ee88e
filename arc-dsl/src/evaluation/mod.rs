//! Programs run, by two evaluators that check each other.

mod evaluate;
mod reference;
mod run;

pub use evaluate::{Code, Evaluation, Stop};
pub use run::DEFAULT_TICKS;
