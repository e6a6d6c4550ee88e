//! Bottom-up enumeration in the grid context: every application of a primitive to known expressions, by rising cost.
//!
//! Level by level in description length (as in Probe, Barke et al. 2020, and BUSTLE, Odena et al. 2021), typed, with
//! observational equivalence. Candidates are gathered in batches; each example then computes its values on its own, so
//! that examples run in parallel without locks and the result does not depend on the number of threads.

use std::sync::Arc;

use arc_dsl::{Expression, Value};
use rayon::prelude::*;

use crate::search::bank::{Entry, EntryId};
use crate::search::budget::StopReason;
use crate::search::example::{Example, ValueId};
use crate::search::operators::{MAX_PARAMETERS, Operator};
use crate::search::seed;
use crate::search::state::Search;

/// No level of the grid context beyond this cost is ever reached; the budget ends first.
pub const MAX_COST: u32 = 60;
/// Candidates evaluated between two looks at the budget: so many, or fewer where they would take about so many ticks.
const BATCH: usize = 512;
const BATCH_TICKS: u64 = 2_000_000;

/// Goes up in cost from nothing until the budget ends, without any other technique.
pub fn enumerate(search: &mut Search) {
    seed::seed(search);
    (1..MAX_COST).find_map(|cost| expand(search, cost));
}

/// Adds every application whose cost and the levels of its arguments sum to a level.
pub fn expand(search: &mut Search, level: u32) -> Option<StopReason> {
    search.defer(level - 1);
    let mut batch = Batch { room: room(search), candidates: Vec::new() };
    let operators = search.operators();
    for operator in operators.iter() {
        let own = search.costs().of(operator.primitive);
        if own < level {
            let stop = combine(search, operator, level - own, &mut Chosen::default(), &mut batch);
            if stop.is_some() {
                return stop;
            }
        }
    }
    batch.evaluate(search, level);
    search.stop()
}

/// How many candidates make a batch: each reads a value or two as large as the input, and makes one.
fn room(search: &Search) -> usize {
    let values = search.examples().iter().flat_map(Example::bound);
    let ticks = 3 * values.map(Value::weight).sum::<u64>();
    (BATCH_TICKS / ticks.max(1)).clamp(1, BATCH as u64) as usize
}

/// Arguments chosen so far.
#[derive(Clone, Copy, Default)]
struct Chosen {
    arguments: [EntryId; MAX_PARAMETERS],
    count: usize,
}

impl Chosen {
    fn arguments(&self) -> &[EntryId] {
        &self.arguments[..self.count]
    }
}

/// Fills the operator's remaining parameters with entries whose levels sum to `rest`.
fn combine<'o>(
    search: &mut Search,
    operator: &'o Operator,
    rest: u32,
    chosen: &mut Chosen,
    batch: &mut Batch<'o>,
) -> Option<StopReason> {
    let open = operator.parameters.len() - chosen.count;
    let ty = operator.parameters[chosen.count];
    let levels = if open == 1 { rest..=rest } else { 1..=rest.saturating_sub(open as u32 - 1) };
    chosen.count += 1;
    for level in levels {
        // The shelf does not grow while it is read: new entries stand above their parts.
        for index in 0..search.bank().shelf(ty, level).len() {
            chosen.arguments[chosen.count - 1] = search.bank().shelf(ty, level)[index];
            let mut stop = None;
            if open > 1 {
                stop = combine(search, operator, rest - level, chosen, batch);
            } else {
                batch.candidates.push((operator, *chosen));
                if batch.candidates.len() >= batch.room {
                    let parts: u32 = chosen.arguments().iter().map(|&id| search.bank().level(id)).sum();
                    batch.evaluate(search, search.costs().of(operator.primitive) + parts);
                    stop = search.stop();
                }
            }
            if stop.is_some() {
                return stop;
            }
        }
    }
    chosen.count -= 1;
    None
}

/// Candidates of one level, not yet evaluated.
struct Batch<'o> {
    /// How many make a batch.
    room: usize,
    candidates: Vec<(&'o Operator, Chosen)>,
}

impl Batch<'_> {
    fn evaluate(&mut self, search: &mut Search, level: u32) {
        let candidates = std::mem::take(&mut self.candidates);
        search.count_expressions(candidates.len() as u64);
        let (bank, examples) = search.bank_and_examples();
        let compute = |example: usize, state: &mut Example, which: &[usize]| -> Vec<ValueId> {
            let mut arguments = Vec::with_capacity(MAX_PARAMETERS);
            which
                .iter()
                .map(|&index| {
                    let (operator, chosen) = &candidates[index];
                    arguments.clear();
                    arguments.extend(chosen.arguments().iter().map(|&id| bank.get(id).values[example]));
                    state.apply(operator.primitive, &arguments)
                })
                .collect()
        };
        // The first example rejects; the others only see what is defined there.
        let everything: Vec<usize> = (0..candidates.len()).collect();
        let (first, others) = examples.split_at_mut(1);
        let on_first = compute(0, &mut first[0], &everything);
        let defined: Vec<usize> = everything.into_iter().filter(|&i| on_first[i] != ValueId::NONE).collect();
        let on_others: Vec<Vec<ValueId>> =
            others.par_iter_mut().enumerate().map(|(index, example)| compute(index + 1, example, &defined)).collect();
        let mut values = Vec::with_capacity(search.examples().len());
        for (place, &index) in defined.iter().enumerate() {
            values.clear();
            values.push(on_first[index]);
            values.extend(on_others.iter().map(|column| column[place]));
            let (operator, chosen) = &candidates[index];
            if values.contains(&ValueId::NONE) || search.bank().find(operator.result, &values).is_some() {
                continue;
            }
            let arguments = chosen.arguments().iter().map(|&id| search.bank().get(id).expression.clone()).collect();
            let expression = Arc::new(Expression::Call(operator.primitive, arguments));
            let parts: u32 = chosen.arguments().iter().map(|&id| search.bank().get(id).cost).sum();
            let cost = search.costs().of(operator.primitive) + parts;
            let entry = Entry { expression, ty: operator.result, cost, values: values.as_slice().into() };
            search.insert_at(entry, level);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use arc_dsl::{Program, Type};
    use std::sync::Arc;

    use super::*;
    use crate::guidance::Guidance;
    use crate::guidance::value_model::ValueModel;
    use crate::search::budget::{Cancel, Limits};
    use crate::testing::{assert_best, search, task, types, value};

    const SEEDS: [&str; 4] = ["rotate90", "flip_horizontal", "1", "objects(input, mono4)"];

    /// Goes up the levels until enough is known.
    fn expand_until(search: &mut Search, is_enough: impl Fn(&Search) -> bool) {
        for cost in 1..40 {
            assert_eq!(expand(search, cost), None);
            if is_enough(search) {
                return;
            }
        }
        panic!("{} entries are not enough", search.bank().len());
    }

    #[test]
    fn a_turn_is_found() {
        let cancel = Cancel::new();
        let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
        let mut search = search(&task, &cancel, &SEEDS);
        expand_until(&mut search, |search| search.frontier().fit_count() > 0);
        assert_best(&search, &task, &["987|007"]);
        assert_eq!(search.frontier().fits()[0].expression.to_string(), "transform(input, rotate90)");
    }

    #[test]
    fn entries_are_distinct_and_mean_what_the_evaluator_says() {
        let cancel = Cancel::new();
        let task = task(&[("12|34", "1"), ("101|020", "2")], &["110|011"]);
        let mut search = search(&task, &cancel, &SEEDS);
        expand_until(&mut search, |search| search.bank().len() > 500);
        for ty in types() {
            let number = search.type_id(&ty);
            let mut costs = Vec::new();
            let mut seen = BTreeSet::new();
            for id in search.bank().of_type(number) {
                let entry = search.bank().get(id);
                let program = Program::new(entry.expression.clone()).unwrap();
                assert_eq!((program.ty(), program.cost()), (&ty, entry.cost), "{program}");
                assert!(seen.insert(entry.values.clone()), "{program} is there twice");
                costs.push(entry.cost);
                for (&number, example) in entry.values.iter().zip(search.examples()) {
                    assert_eq!(*example.value(number), value(&entry.expression, example.input()), "{program}");
                }
            }
            assert!(costs.is_sorted());
        }
    }

    #[test]
    fn threads_do_not_matter() {
        let task = task(&[("12|34", "1"), ("101|020", "2"), ("33|03", "3")], &["110|011", "4"]);
        let [alone, together] = [1, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let cancel = Cancel::new();
                let mut search = search(&task, &cancel, &SEEDS);
                expand_until(&mut search, |search| search.bank().len() > 500);
                let entries = types().into_iter().flat_map(|ty| {
                    let ty = search.type_id(&ty);
                    search.bank().of_type(ty).map(|id| search.bank().get(id).expression.to_string()).collect::<Vec<_>>()
                });
                let entries: Vec<String> = entries.collect();
                (entries, search.into_statistics())
            })
        });
        assert_eq!(alone, together);
    }

    /// All that is known: masks that mark nothing are no steps.
    fn empty_masks_are_no_steps() -> Arc<ValueModel> {
        Arc::new(ValueModel::new(&["Mask: empty".to_owned(), "Mask".to_owned()], &[-6.0, 3.0], &[], &[]))
    }

    #[test]
    fn irrelevant_values_come_later_at_the_same_cost() {
        let cancel = Cancel::new();
        let task = task(&[("120|340|000", "100|300|000"), ("501|000", "500|000")], &["110|011"]);
        let searched = |values: Option<Arc<ValueModel>>| {
            let guidance = Guidance { values, ..Guidance::default() };
            let mut search = Search::new(&task, &[], Limits::new(3_000_000, 1 << 30), &cancel).guided_by(&guidance);
            enumerate(&mut search);
            search
        };
        let mut plain = searched(None);
        let mut weighed = searched(Some(empty_masks_are_no_steps()));
        for (is_plain, search) in [(true, &mut plain), (false, &mut weighed)] {
            let ty = search.type_id(&Type::Mask);
            let mut delayed = 0;
            for id in search.bank().of_type(ty) {
                let entry = search.bank().get(id);
                let is_empty =
                    entry.values.iter().zip(search.examples()).take(search.train()).all(
                        |(&id, example)| matches!(example.value(id), arc_dsl::Value::Mask(mask) if mask.count() == 0),
                    );
                let delay = search.bank().level(id) - entry.cost;
                assert_eq!(entry.expression.cost(), entry.cost, "levels are no costs");
                delayed += usize::from(is_empty && delay >= 5);
                assert!(!is_plain || delay == 0);
            }
            assert_eq!(is_plain, delayed == 0, "{delayed}");
        }
    }
}
