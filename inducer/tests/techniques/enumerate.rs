//! The enumeration by cost in the grid context.

use std::collections::BTreeSet;

use arc_dsl::Program;
use inducer::Cancel;
use inducer::enumerate::{expand, operators};
use inducer::search::Search;

use crate::{assert_best, search, task, types, value};

const SEEDS: [&str; 4] = ["rotate90", "flip_horizontal", "1", "objects(input, mono4)"];

/// Goes up the levels until enough is known.
fn expand_until(search: &mut Search, is_enough: impl Fn(&Search) -> bool) {
    let operators = operators(search);
    for cost in 1..40 {
        assert_eq!(expand(search, &operators, cost), None);
        if is_enough(search) {
            return;
        }
    }
    panic!("{} entries are not enough", search.bank.len());
}

#[test]
fn a_turn_is_found() {
    let cancel = Cancel::new();
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let mut search = search(&task, &cancel, &SEEDS);
    expand_until(&mut search, |search| search.frontier.fit_count() > 0);
    assert_best(&search, &task, &["987|007"]);
    assert_eq!(search.frontier.fits()[0].expression.to_string(), "transform(input, rotate90)");
}

#[test]
fn entries_are_distinct_and_mean_what_the_evaluator_says() {
    let cancel = Cancel::new();
    let task = task(&[("12|34", "1"), ("101|020", "2")], &["110|011"]);
    let mut search = search(&task, &cancel, &SEEDS);
    expand_until(&mut search, |search| search.bank.len() > 500);
    for ty in types() {
        let number = search.bank.type_id(&ty);
        let mut costs = Vec::new();
        let mut seen = BTreeSet::new();
        for id in search.bank.of_type(number) {
            let entry = search.bank.get(id);
            let program = Program::new(entry.expression.clone()).unwrap();
            assert_eq!((program.ty(), program.cost()), (&ty, entry.cost), "{program}");
            assert!(seen.insert(entry.values.clone()), "{program} is there twice");
            costs.push(entry.cost);
            for (&number, example) in entry.values.iter().zip(&search.examples) {
                assert_eq!(*example.value(number), value(&entry.expression, &example.input), "{program}");
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
            expand_until(&mut search, |search| search.bank.len() > 500);
            let entries = types().into_iter().flat_map(|ty| {
                let ty = search.bank.type_id(&ty);
                search.bank.of_type(ty).map(|id| search.bank.get(id).expression.to_string()).collect::<Vec<_>>()
            });
            let entries: Vec<String> = entries.collect();
            (entries, search.budget.spent)
        })
    });
    assert_eq!(alone, together);
}
