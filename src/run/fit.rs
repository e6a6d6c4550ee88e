//! How far a program explains the training pairs of a task: pairs that it maps right, and cells that are wrong in the others.

use std::fmt;
use std::sync::Arc;

use arc_dsl::{Grid, Program};
use data::Task;
use serde::{Deserialize, Serialize};

use crate::words::counted;

/// What a program gets right on the training pairs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fit {
    /// Pairs whose output it gives.
    pub pairs: usize,
    /// All pairs.
    pub of: usize,
    /// Wrong cells in the other pairs; none if for one of them it gives nothing, or a grid of another size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong_cells: Option<usize>,
}

impl Fit {
    /// What a program gets right on the training pairs of a task.
    pub fn of(program: &Program, task: &Task) -> Fit {
        let made: Vec<Option<Arc<Grid>>> = task.train.iter().map(|pair| program.run(&pair.input).ok()).collect();
        Fit::of_outputs(&made, task)
    }

    /// What is right of the outputs made for the training pairs; none where nothing was made.
    pub fn of_outputs(made: &[Option<Arc<Grid>>], task: &Task) -> Fit {
        let wrong = task
            .train
            .iter()
            .zip(made)
            .map(|(pair, made)| Some(made.as_ref()?.zip(&pair.output, |made, expected| made != expected)?.count()));
        let wrong: Vec<Option<usize>> = wrong.collect();
        Fit {
            pairs: wrong.iter().filter(|cells| **cells == Some(0)).count(),
            of: wrong.len(),
            wrong_cells: wrong.into_iter().sum(),
        }
    }

    /// Whether every pair is right.
    pub fn is_complete(&self) -> bool {
        self.pairs == self.of
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fits {} of {}", self.pairs, counted(self.of, "pair"))?;
        match self.wrong_cells {
            Some(cells) if cells > 0 => write!(f, ", {} wrong", counted(cells, "cell")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Dataset;

    #[test]
    fn pairs_and_cells_are_counted() {
        let built_in = Dataset::built_in();
        let task = built_in.tasks.iter().find(|task| task.id == "gravity_down").unwrap();
        let fit = |program: &str| Fit::of(&Program::parse(program).unwrap(), task);
        let right = fit("cell_gravity(input, down)");
        assert!(right.is_complete());
        assert_eq!(right.to_string(), "fits 3 of 3 pairs");
        let wrong = fit("input");
        assert_eq!((wrong.pairs, wrong.of), (0, 3));
        assert!(wrong.wrong_cells.is_some_and(|cells| cells > 3));
        assert_eq!(fit("transform(input, rotate90)").wrong_cells, None);
    }
}
