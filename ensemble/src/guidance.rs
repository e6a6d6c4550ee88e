//! The search for programs at the prices of the language; where it finds none that is convincing, further ones in other views
//! of the task, and one at prices that suit it.
//!
//! These go by what the [guide](Guide) foresees and by what the beginning has come near to: primitives of the
//! nearest misses are likely to be in a program that fits (Probe, Barke et al. 2020, does so with programs that are right on
//! some examples).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arc_dsl::PrimitiveId;
use data::Task;
use inducer::{Cancel, Found, Induction, Limits, Prices, Relevance};
use transducer::Guide;

/// Ticks of the beginning, in percent, where a guide leads what follows.
const BEGINNING: u64 = 30;
/// Ticks of the search in each view, in percent.
const VIEW: u64 = 10;
/// So many of the nearest misses make their primitives cheaper, by so many bits.
const NEAREST: usize = 3;
const DISCOUNT: i32 = 2;
/// What they and the guide may take off together.
const MOST_OFF: i32 = 4;

/// Searches programs for a task: at the prices of the language, then in its views, and then at prices that suit it.
/// Without a guide there is no such end, and the beginning is as much longer.
pub fn search(task: &Task, limits: Limits, guide: Option<&Guide>, cancel: &Cancel) -> Induction {
    let relevance = guide.map(|guide| Arc::new(relevance(guide)));
    let prices = |task: &Task, misses: &[Found]| {
        let prices = prices(task, guide, misses);
        relevance.iter().fold(prices, |prices, relevance| prices.with_relevance(relevance.clone()))
    };
    let views = inducer::views(task);
    let percent = limits.ticks / 100;
    let in_views = percent * VIEW;
    let end = if guide.is_some() { percent * (100 - BEGINNING) - in_views * views.len() as u64 } else { 0 };
    let beginning = limits.ticks - in_views * views.len() as u64 - end;
    let mut found = inducer::induce(task, Limits { patience: beginning, ..limits }, cancel);
    // Beside short programs that fit, others of a further search do more harm than good.
    let is_over = |found: &Induction| found.is_convincing() || cancel.is_cancelled();
    let limits = |ticks: u64| Limits { ticks, column_ticks: 0, ..limits };
    for view in views {
        if !is_over(&found) {
            found = found.followed_by(view.induce_at(prices(&view.task, &[]), limits(in_views), cancel));
        }
    }
    if end > 0 && !is_over(&found) {
        let prices = prices(task, &found.misses);
        found = found.followed_by(inducer::induce_at(prices, task, limits(end), cancel));
    }
    found
}

/// Prices that suit a task, by what a guide foresees and the nearest misses so far, nearest first; without a guide, those of
/// the language.
pub fn prices(task: &Task, guide: Option<&Guide>, misses: &[Found]) -> Prices {
    guide.map_or_else(Prices::default, |guide| Prices::changed(changes(guide.changes(task), misses)))
}

/// What a guide knows of values, by features that the search has.
fn relevance(guide: &Guide) -> Relevance {
    let transducer::Relevance { features, plain, hidden, last } = guide.relevance();
    Relevance::new(&features, &plain, &hidden, &last)
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
    use arc_dsl::{PrimitiveId, Program};

    #[test]
    fn the_built_in_guide_judges_values_by_features_that_the_search_has() {
        let guide = Guide::built_in().unwrap();
        let (known, own) = (guide.relevance().features, inducer::feature_names());
        let unknown: Vec<&String> = known.iter().filter(|name| !own.contains(name)).collect();
        assert!(!known.is_empty() && unknown.is_empty(), "train it anew: the search has no {unknown:?} any more");
        assert_ne!(relevance(&guide).bits(&[0]), 0.0);
    }

    #[test]
    fn what_comes_near_is_cheaper_once() {
        let id = |name: &str| PrimitiveId::find(name).unwrap();
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
