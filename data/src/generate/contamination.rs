//! Keeping generated tasks apart from given ones.

use std::collections::HashSet;

use arc_dsl::Grid;

use super::drawn::Drawn;
use crate::files::Dataset;
use crate::hash::{grid_bytes, stable_hash};

/// Pairs of input and output that no generated task may have, kept as hashes: a chance hit costs one task.
#[derive(Clone, Default, Debug)]
pub struct Avoided(HashSet<u64>);

impl Avoided {
    /// Adds every pair of a set, tests with known outputs among them.
    pub fn add(&mut self, dataset: &Dataset) {
        for task in &dataset.tasks {
            self.0.extend(task.train.iter().map(|pair| key(&pair.input, &pair.output)));
            for (index, input) in task.tests.iter().enumerate() {
                self.0.extend(dataset.answers.output(&task.id, index).map(|output| key(input, output)));
            }
        }
    }

    pub(super) fn has_pair_of(&self, drawn: &Drawn) -> bool {
        !self.0.is_empty() && drawn.pairs.iter().any(|pair| self.0.contains(&key(&pair.input, &pair.output)))
    }
}

fn key(input: &Grid, output: &Grid) -> u64 {
    stable_hash(&[input, output].map(|grid| grid_bytes(Some(grid))).concat())
}
