//! Candidates: predicted grids with what speaks for them.

use std::sync::Arc;

use arc_dsl::Grid;

use crate::decode::Prediction;
use crate::predictors::Predictor;

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
    pub predictor: &'static Predictor,
    /// Whether another predictor gives the same grid.
    pub is_confirmed: bool,
}

impl Candidate {
    /// The expected share of such answers that are right, 0 to 1; it also orders candidates of different frames and
    /// predictors.
    /// Fitted to the candidates for 101 tuning tasks of ARC-AGI-1 training that the network had not learned from.
    pub fn confidence(&self) -> f32 {
        let [before, after] = self.left_out;
        let of_predictor = (self.predictor.evidence)(self.logarithm, self.agreement);
        let evidence = 2.2 * (before + after) + of_predictor + if self.is_confirmed { 1.3 } else { 0.0 };
        1.0 / (1.0 + (4.5 - evidence).exp())
    }
}

/// The distinct grids that the average and the single views give, likeliest first; none without a view.
pub(crate) fn candidates(
    predictions: &[Prediction],
    left_out: [f32; 2],
    predictor: &'static Predictor,
) -> Vec<Candidate> {
    if predictions.is_empty() {
        return Vec::new();
    }
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

/// Lets candidates for one test input confirm each other where different predictors give the same grid.
pub(crate) fn confirm(candidates: &mut [Candidate]) {
    for other in 0..candidates.len() {
        let Candidate { ref grid, predictor, .. } = candidates[other];
        candidates[other].is_confirmed =
            candidates.iter().any(|candidate| candidate.predictor != predictor && candidate.grid.same_cells(grid));
    }
}
