//! Every program that answers is replayed first, by the reference evaluator, on every pair: programs that fit and near misses
//! alike.
//!
//! A search evaluates quickly, with memories and early ends; a second evaluator, slow and simple, checks what it claims
//! (CaDiCaL's habit of checking models and proofs by a program that knows nothing of the solver's tricks).

use std::cell::{OnceCell, RefCell};

use arc_dsl::{Grid, Program};
use data::{Meter, Task};
use inducer::Found;

/// A found expression as a program that was replayed.
#[derive(Clone, Debug)]
pub struct Verified<'f> {
    /// The program.
    pub program: Program,
    /// What the search said of it.
    pub found: &'f Found,
}

/// What comes out when a found expression is replayed.
#[derive(Clone, Debug)]
pub enum Replay<'f> {
    /// The reference evaluator agrees with all that the search claims.
    Agrees(Verified<'f>),
    /// It does not.
    Disagrees,
    /// The ticks did not suffice to find out.
    Unfinished,
}

/// Replays a found expression: it should reproduce as many training pairs as the search claims, and give the same
/// predictions.
pub fn replay<'f>(task: &Task, found: &'f Found, meter: &mut Meter) -> Replay<'f> {
    let Ok(program) = Program::new(found.expression.clone()) else { return Replay::Disagrees };
    let mut gives = |input, output: &Grid| {
        let made = meter.pay(u64::MAX, |ticks| program.evaluate_reference(input, ticks));
        made.is_ok_and(|made| made.as_grid().is_some_and(|grid| grid.same_cells(output)))
    };
    let reproduced = task.train.iter().filter(|pair| gives(&pair.input, &pair.output)).count();
    let agrees = reproduced == found.solved
        && found.predictions.len() == task.tests.len()
        && task.tests.iter().zip(&found.predictions).all(|(input, output)| gives(input, output));
    match agrees {
        true => Replay::Agrees(Verified { program, found }),
        false if meter.is_over() => Replay::Unfinished,
        false => Replay::Disagrees,
    }
}

/// Near misses, nearest first, each of them replayed when it is first asked for: most are not needed.
pub struct NearMisses<'f> {
    task: &'f Task,
    misses: Vec<(&'f Found, OnceCell<Replay<'f>>)>,
    meter: RefCell<Meter>,
}

impl<'f> NearMisses<'f> {
    /// Those of a task, none of them replayed yet.
    pub fn new(task: &'f Task, misses: &'f [Found], meter: Meter) -> NearMisses<'f> {
        let misses = misses.iter().map(|miss| (miss, OnceCell::new())).collect();
        NearMisses { task, misses, meter: RefCell::new(meter) }
    }

    /// Those that the reference evaluator agrees with.
    pub fn iter(&self) -> impl Iterator<Item = &Verified<'f>> {
        let replay = |miss| replay(self.task, miss, &mut self.meter.borrow_mut());
        self.misses.iter().filter_map(move |&(miss, ref replayed)| match replayed.get_or_init(|| replay(miss)) {
            Replay::Agrees(verified) => Some(verified),
            Replay::Disagrees | Replay::Unfinished => None,
        })
    }

    /// The account of all replays.
    pub fn into_meter(self) -> Meter {
        self.meter.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arc_dsl::Expression;
    use data::Budget;

    use super::*;
    use crate::testing::{found, task};

    fn verified<'f>(task: &Task, found: &'f Found) -> Option<Verified<'f>> {
        match replay(task, found, &mut Meter::unlimited()) {
            Replay::Agrees(verified) => Some(verified),
            Replay::Disagrees => None,
            Replay::Unfinished => panic!("there are ticks enough"),
        }
    }

    #[test]
    fn what_cannot_be_replayed_in_time_is_not_judged() {
        let task = task(&[("67", "6|7")], &["89"]);
        let right = found("transform(input, rotate90)", 7, &["8|9"]);
        let wrong = found("transform(input, rotate90)", 7, &["9|8"]);
        let judged = |found, ticks| match replay(&task, found, &mut Meter::new(Budget::new(ticks, 1))) {
            Replay::Agrees(_) => Some(true),
            Replay::Disagrees => Some(false),
            Replay::Unfinished => None,
        };
        assert_eq!([1000, 3].map(|ticks| judged(&right, ticks)), [Some(true), None]);
        assert_eq!([1000, 3].map(|ticks| judged(&wrong, ticks)), [Some(false), None]);
    }

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
