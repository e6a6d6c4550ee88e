//! The search for programs at the prices of the language, and, where its beginning finds none, the rest at prices that suit
//! the task.
//!
//! The rest goes by what the [guide](Guide) foresees and by what the beginning has come near to: primitives of the
//! nearest misses are likely to be in a program that fits (Probe, Barke et al. 2020, does so with programs that are right on
//! some examples).

use std::collections::{BTreeMap, BTreeSet};

use arc_dsl::PrimitiveId;
use data::Task;
use inducer::{Cancel, Found, Induction, Limits, Prices};
use transducer::Guide;

/// Ticks of the beginning, in percent.
const BEGINNING: u64 = 30;
/// Ticks of the search in each view, in percent.
const VIEW: u64 = 10;
/// So many of the nearest misses make their primitives cheaper, by so many bits.
const NEAREST: usize = 3;
const DISCOUNT: i32 = 2;
/// What they and the guide may take off together.
const MOST_OFF: i32 = 4;

/// Searches programs for a task; without a guide, all of the search is at the prices of the language.
pub fn search(task: &Task, limits: Limits, guide: Option<&Guide>, cancel: &Cancel) -> Induction {
    let views = inducer::views(task);
    if guide.is_none() && views.is_empty() {
        return inducer::induce(task, limits, cancel);
    }
    let percent = limits.ticks / 100;
    let beginning = percent * BEGINNING;
    let mut found = inducer::induce(task, Limits { patience: beginning, ..limits }, cancel);
    let mut rest = Limits { ticks: limits.ticks - beginning, column_ticks: 0, ..limits };
    let at = |task: &Task, misses: &[Found]| guide.map_or_else(Prices::default, |guide| prices(task, guide, misses));
    for view in views {
        // Beside programs that fit, others of a further search do more harm than good.
        if !found.fits.is_empty() || cancel.is_cancelled() {
            break;
        }
        let limits = Limits { ticks: percent * VIEW, ..rest };
        rest.ticks -= limits.ticks;
        found = found.followed_by(view.induce_at(at(&view.task, &[]), limits, cancel));
    }
    if !found.fits.is_empty() || cancel.is_cancelled() {
        return found;
    }
    let prices = at(task, &found.misses);
    found.followed_by(inducer::induce_at(prices, task, rest, cancel))
}

/// Prices that suit a task, by what a guide foresees and the nearest misses so far, nearest first.
pub fn prices(task: &Task, guide: &Guide, misses: &[Found]) -> Prices {
    Prices::changed(changes(guide.changes(task), misses))
}

/// The changes that a guide foresees, and those that the nearest misses, nearest first, suggest.
fn changes(foreseen: Vec<(PrimitiveId, i32)>, misses: &[Found]) -> BTreeMap<PrimitiveId, i32> {
    let mut changes: BTreeMap<PrimitiveId, i32> = foreseen.into_iter().collect();
    let nearest: BTreeSet<PrimitiveId> =
        misses.iter().take(NEAREST).flat_map(|miss| miss.expression.primitives()).collect();
    for primitive in nearest {
        let change = changes.entry(primitive).or_default();
        *change = (*change - DISCOUNT).max(-MOST_OFF);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::{Program, primitives};

    #[test]
    fn what_comes_near_is_cheaper_once() {
        let id = |name: &str| primitives::find(name).unwrap();
        let miss = |text: &str| {
            let expression = Program::parse(text).unwrap().body().clone();
            Found { expression, cost: 10, predictions: Vec::new(), solved: 0, similarity: 900 }
        };
        let misses = [
            miss("transform(input, transpose)"),
            miss("trim(transform(input, rotate90))"),
            miss("input"),
            miss("map_colors(input, [[red, blue]])"),
        ];
        let foreseen = vec![(id("trim"), -3), (id("map_colors"), 1)];
        let changes = changes(foreseen, &misses);
        let expected = [(id("trim"), -4), (id("map_colors"), 1), (id("transform"), -2)];
        assert_eq!(changes, expected.into_iter().collect());
    }
}
