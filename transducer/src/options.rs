//! How a task is to be answered.

use crate::predictors::PredictorSet;

/// How a task is to be answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PredictionOptions {
    /// Whether the weights learn.
    pub learns: bool,
    /// Orientations in which the task is seen: 8, 4, 2 or 1; fewer where the ticks do not suffice.
    pub orientations: usize,
    /// Further views of each orientation, with the colors renamed.
    pub renamings: usize,
    /// The seed of all random choices.
    pub seed: u64,
    /// Who is asked.
    pub predictors: PredictorSet,
}

impl Default for PredictionOptions {
    fn default() -> PredictionOptions {
        PredictionOptions { learns: true, orientations: 8, renamings: 1, seed: 0, predictors: PredictorSet::ALL }
    }
}
