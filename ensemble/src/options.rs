//! What is said of all tasks alike: what each may spend, and who takes part.

use data::Budget;
use inducer::Techniques;

use crate::guidance::SearchGuide;
use crate::predict::Predictors;

/// What solving a task may spend, and what it does without.
#[derive(Clone, Debug)]
pub struct SolveOptions {
    /// What the search for programs may spend. Its flag ends all work on the task.
    pub budget: Budget,
    /// Ticks of the predictors; without it, [`PREDICTION_SHARE`](crate::PREDICTION_SHARE) of those of the search.
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
}

/// The trained models that take part.
#[derive(Clone, Default, Debug)]
pub struct Models {
    /// Foresees which primitives and values are of use to the search for programs.
    pub guide: Option<SearchGuide>,
    /// Answer where no plausible program fits.
    pub predictors: Option<Predictors>,
}
