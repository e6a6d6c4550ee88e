//! Every program that answers is replayed first, by the reference evaluator, on every pair: programs that fit and near misses
//! alike.
//!
//! A search evaluates quickly, with memories and early ends; a second evaluator, slow and simple, checks what it claims
//! (CaDiCaL's habit of checking models and proofs by a program that knows nothing of the solver's tricks).

use std::cell::OnceCell;

use arc_dsl::{Grid, Program};
use data::Task;
use inducer::Found;

/// A found expression as a program that was replayed.
#[derive(Clone, Debug)]
pub struct Verified<'f> {
    /// The program.
    pub program: Program,
    /// What the search said of it.
    pub found: &'f Found,
}

/// The program of a found expression if the reference evaluator agrees with all that the search claims: it reproduces as many
/// training pairs, and gives the same predictions.
pub fn verified<'f>(task: &Task, found: &'f Found) -> Option<Verified<'f>> {
    let program = Program::new(found.expression.clone()).ok()?;
    let gives = |input, output: &Grid| program.run_reference(input).is_ok_and(|grid| grid.same_cells(output));
    let reproduced = task.train.iter().filter(|pair| gives(&pair.input, &pair.output)).count();
    let agrees = reproduced == found.solved
        && found.predictions.len() == task.tests.len()
        && task.tests.iter().zip(&found.predictions).all(|(input, output)| gives(input, output));
    agrees.then_some(Verified { program, found })
}

/// Near misses, nearest first, each of them replayed when it is first asked for: most are not needed.
pub struct NearMisses<'f> {
    task: &'f Task,
    misses: Vec<(&'f Found, OnceCell<Option<Verified<'f>>>)>,
}

impl<'f> NearMisses<'f> {
    /// Those of a task, none of them replayed yet.
    pub fn new(task: &'f Task, misses: &'f [Found]) -> NearMisses<'f> {
        NearMisses { task, misses: misses.iter().map(|miss| (miss, OnceCell::new())).collect() }
    }

    /// Those that the reference evaluator agrees with.
    pub fn iter(&self) -> impl Iterator<Item = &Verified<'f>> {
        self.misses.iter().filter_map(|(miss, replayed)| replayed.get_or_init(|| verified(self.task, miss)).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arc_dsl::Expression;

    use super::*;
    use crate::testing::{found, task};

    #[test]
    fn a_right_program_is_confirmed() {
        let task = task(&[("12|34", "31|42"), ("50", "5|0")], &["67", "8"]);
        let found = Found { solved: 2, ..found("transform(input, rotate90)", 7, &["6|7", "8"]) };
        let verified = verified(&task, &found).unwrap();
        assert_eq!(verified.program.to_string(), "transform(input, rotate90)");
        assert_eq!(verified.found.cost, 7);
    }

    #[test]
    fn every_pair_counts() {
        let task = task(&[("12|34", "31|42"), ("50", "0|5")], &["67"]);
        let found = |solved| Found { solved, ..found("transform(input, rotate90)", 7, &["6|7"]) };
        assert!(verified(&task, &found(2)).is_none());
        assert!(verified(&task, &found(1)).is_some(), "a near miss claims no more than it gives");
        assert!(verified(&task, &found(0)).is_none());
    }

    #[test]
    fn every_prediction_counts() {
        let task = task(&[("12|34", "31|42")], &["67", "8"]);
        assert!(verified(&task, &found("transform(input, rotate90)", 7, &["6|7", "9"])).is_none());
        assert!(verified(&task, &found("transform(input, rotate90)", 7, &["67", "8"])).is_none());
        assert!(verified(&task, &found("transform(input, rotate90)", 7, &["6|7"])).is_none());
    }

    #[test]
    fn what_is_no_program_is_refused() {
        let task = task(&[("12", "12")], &["67"]);
        let unbound = Arc::new(Expression::Variable("o".into()));
        assert!(verified(&task, &Found { expression: unbound, ..found("input", 1, &["67"]) }).is_none());
        assert!(verified(&task, &found("1", 1, &["67"])).is_none(), "a number is no answer");
        assert!(verified(&task, &found("if false then input else crop(input, (0, 0), 9x9)", 1, &["67"])).is_none());
    }
}
