//! The predictors, network and forest, beside the search, which hands them frames as plain data.

use data::{Budget, Frame, Task};
use transducer::{Device, Model, PredictionOptions, Transduction};

/// Network and forest, how they are asked and where they run.
#[derive(Clone, Debug)]
pub struct Predictors {
    /// The network.
    pub model: Model,
    /// Which of them are asked, and how.
    pub options: PredictionOptions,
    /// Where the network runs.
    pub device: Device,
}

impl Predictors {
    /// What they answer to a task, given frames, best first.
    pub fn predict(&self, task: &Task, frames: &[Frame], budget: &Budget) -> Transduction {
        transducer::transduce(task, frames, &self.model, &self.options, budget, &self.device)
    }
}

/// The elements of two lists, one of each at a time, the first list's first.
pub fn in_turn<T>(first: Vec<T>, second: Vec<T>) -> Vec<T> {
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    let mut mixed = Vec::new();
    while first.len() + second.len() > 0 {
        mixed.extend(first.next());
        mixed.extend(second.next());
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_take_turns_until_both_are_at_their_ends() {
        assert_eq!(in_turn(vec![1, 3, 5, 6], vec![2, 4]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(in_turn(vec![], vec![1, 2]), [1, 2]);
    }
}
