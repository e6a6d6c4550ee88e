//! Candidates: predicted grids with what speaks for them.

use std::sync::Arc;

use arc_dsl::Grid;
use serde::{Deserialize, Serialize};

use crate::decode::Prediction;

/// What predicts grids without a program.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Predictor {
    /// The network.
    Network,
    /// The random forest.
    Forest,
}

impl Predictor {
    /// All of them.
    pub const ALL: [Predictor; 2] = [Predictor::Network, Predictor::Forest];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Predictor::Network => "network",
            Predictor::Forest => "forest",
        }
    }
}

/// A predicted output with what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The output.
    pub grid: Arc<Grid>,
    /// The mean over cells of the logarithm of its probability, averaged over views; in nats.
    pub logarithm: f32,
    /// The mean entropy of the cells that this frame predicts, in nats.
    pub entropy: f32,
    /// The share of the views that, alone, would give just this grid.
    pub agreement: f32,
    /// The share of the training pairs that are predicted right from the other pairs, before anything was learned of the
    /// task and after. What was learned saw them all.
    pub left_out: [f32; 2],
    /// Which predictor gives it.
    pub predictor: Predictor,
    /// Whether the other predictor gives the same grid.
    pub is_confirmed: bool,
}

impl Candidate {
    /// The expected share of such answers that are right, 0 to 1; it also orders candidates of different frames and
    /// predictors.
    /// Fitted to the candidates for 101 tuning tasks of ARC-AGI-1 training that the network had not learned from.
    pub fn confidence(&self) -> f32 {
        let [before, after] = self.left_out;
        let of_predictor = match self.predictor {
            Predictor::Network => 1.4 * self.agreement + 0.7 * self.logarithm.max(-1.0),
            Predictor::Forest => 0.6,
        };
        let evidence = 2.2 * (before + after) + of_predictor + if self.is_confirmed { 1.3 } else { 0.0 };
        1.0 / (1.0 + (4.5 - evidence).exp())
    }
}

/// The distinct grids that the average and the single views give, likeliest first.
pub(crate) fn candidates(predictions: &[Prediction], left_out: [f32; 2], predictor: Predictor) -> Vec<Candidate> {
    let average = Prediction::average(predictions);
    let grids: Vec<Arc<Grid>> = predictions.iter().map(Prediction::grid).collect();
    let mut distinct = vec![average.grid()];
    for grid in &grids {
        if !distinct.iter().any(|known| known.same_cells(grid)) {
            distinct.push(grid.clone());
        }
    }
    let entropy = average.entropy();
    let mut candidates: Vec<Candidate> = distinct
        .into_iter()
        .map(|grid| {
            let agreeing = grids.iter().filter(|other| other.same_cells(&grid)).count();
            Candidate {
                logarithm: average.mean_logarithm(&grid).expect("views have one size"),
                entropy,
                agreement: agreeing as f32 / grids.len() as f32,
                left_out,
                predictor,
                is_confirmed: false,
                grid,
            }
        })
        .collect();
    candidates.sort_by(|left, right| right.logarithm.total_cmp(&left.logarithm));
    candidates
}
