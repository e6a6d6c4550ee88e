//! A search that builds on relevant values first.

use std::sync::Arc;

use arc_dsl::Type;
use inducer::enumerate::{enumerate, without_others};
use inducer::search::Search;
use inducer::{Cancel, Limits, Prices, Relevance};

use crate::task;

/// All that is known: masks that mark nothing are no steps.
fn relevance() -> Arc<Relevance> {
    Arc::new(Relevance::new(&["Mask: empty".to_owned(), "Mask".to_owned()], &[-6.0, 3.0], &[], &[]))
}

#[test]
fn irrelevant_values_come_later_at_the_same_cost() {
    let cancel = Cancel::new();
    let task = task(&[("120|340|000", "100|300|000"), ("501|000", "500|000")], &["110|011"]);
    let searched = |prices: Prices| {
        let limits = Limits { without: without_others(), ..Limits::new(3_000_000, 1 << 30) };
        let mut search = Search { prices, ..Search::new(&task, limits, &cancel) };
        enumerate(&mut search);
        search
    };
    let mut plain = searched(Prices::default());
    let mut weighed = searched(Prices::default().with_relevance(relevance()));
    for search in [&mut plain, &mut weighed] {
        let ty = search.bank.type_id(&Type::Mask);
        let is_plain = search.prices == Prices::default();
        let mut delayed = 0;
        for id in search.bank.of_type(ty) {
            let entry = search.bank.get(id);
            let is_empty = entry
                .values
                .iter()
                .zip(&search.examples)
                .take(search.train)
                .all(|(&id, example)| matches!(example.value(id), arc_dsl::Value::Mask(mask) if mask.count() == 0));
            let delay = search.bank.level(id) - entry.cost;
            assert_eq!(entry.expression.cost(), entry.cost, "levels are no costs");
            delayed += usize::from(is_empty && delay >= 5);
            assert!(!is_plain || delay == 0);
        }
        assert_eq!(is_plain, delayed == 0, "{delayed}");
    }
}

#[test]
fn what_is_found_bears_its_own_cost() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let found = |prices: Prices| inducer::induce_at(prices, &task, Limits::new(20_000_000, 1 << 30), &Cancel::new());
    let [plain, weighed] = [Prices::default(), Prices::default().with_relevance(relevance())].map(found);
    let best = |found: &inducer::Induction| (found.fits[0].expression.to_string(), found.fits[0].cost);
    assert_eq!(best(&plain), best(&weighed));
}
