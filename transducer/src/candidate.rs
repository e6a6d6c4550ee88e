//! Candidates: predicted grids with what speaks for them.

use std::sync::Arc;

use arc_dsl::Grid;
use serde::{Deserialize, Serialize};

use crate::decode::Opinion;

/// Whose answer it is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The network's.
    Network,
    /// The forest's.
    Forest,
}

impl Voice {
    /// All of them.
    pub const ALL: [Voice; 2] = [Voice::Network, Voice::Forest];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Voice::Network => "network",
            Voice::Forest => "forest",
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
    /// Whose answer it is.
    pub voice: Voice,
    /// Whether the other voice gives the same.
    pub is_seconded: bool,
}

impl Candidate {
    /// The expected share of such answers that are right, 0 to 1; it also orders candidates of different frames and voices.
    /// Fitted to the candidates for 101 tuning tasks of ARC-AGI-1 training that the network had not learned from.
    pub fn confidence(&self) -> f32 {
        let [before, after] = self.left_out;
        let of_voice = match self.voice {
            Voice::Network => 1.4 * self.agreement + 0.7 * self.logarithm.max(-1.0),
            Voice::Forest => 0.6,
        };
        let evidence = 2.2 * (before + after) + of_voice + if self.is_seconded { 1.3 } else { 0.0 };
        1.0 / (1.0 + (4.5 - evidence).exp())
    }
}

/// The distinct grids that the average and the single views give, likeliest first.
pub(crate) fn candidates(opinions: &[Opinion], left_out: [f32; 2], voice: Voice) -> Vec<Candidate> {
    let average = Opinion::average(opinions);
    let grids: Vec<Arc<Grid>> = opinions.iter().map(Opinion::grid).collect();
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
                voice,
                is_seconded: false,
                grid,
            }
        })
        .collect();
    candidates.sort_by(|left, right| right.logarithm.total_cmp(&left.logarithm));
    candidates
}
