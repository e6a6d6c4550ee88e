//! Limits, shares of them, and the reasons to stop.

use std::collections::HashSet;
use std::sync::Arc;

use arc_dsl::{Grid, Program, Value};
use data::{Pair, Task};
use inducer::{Cancel, Induction, Limits, Prices, StopReason, Technique, Techniques, induce, induce_at};

/// Far more than any test here needs.
const LIMITS: Limits = Limits::new(1 << 40, 1 << 30);

/// A grid from its rows of digits, with `|` between them.
fn grid(rows: &str) -> Arc<Grid> {
    match Program::parse_expression(&format!("{{{rows}}}")).unwrap().evaluate_closed() {
        Ok(Value::Grid(grid)) => grid,
        other => panic!("{other:?} is not a grid"),
    }
}

/// A task from rows of digits: pairs of input and output, and test inputs.
fn task(pairs: &[(&str, &str)], tests: &[&str]) -> Task {
    Task {
        id: "synthetic".to_owned(),
        train: pairs.iter().map(|(input, output)| Pair { input: grid(input), output: grid(output) }).collect(),
        tests: tests.iter().map(|input| grid(input)).collect(),
    }
}

#[test]
fn a_simple_task_is_solved_long_before_the_limits() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let induction = induce(&task, LIMITS, &Cancel::new());
    assert_eq!(induction.stop, StopReason::Solved);
    assert_eq!(induction.fits[0].expression.to_string(), "transform(input, rotate90)");
    assert_eq!(induction.fits[0].predictions[0].cells().len(), 6);
    assert_eq!(induction.statistics.fits, induction.fits.len() as u64);
}

/// The same input with two outputs: no program fits.
fn impossible() -> data::Task {
    task(&[("1203|3120", "21|10"), ("1203|3120", "12|10")], &["1230|0000"])
}

#[test]
fn every_limit_ends_the_search() {
    let limits = Limits { ticks: 200_000, ..LIMITS };
    let induction = induce(&impossible(), limits, &Cancel::new());
    assert_eq!(induction.stop, StopReason::OutOfTicks);
    assert!(induction.fits.is_empty());
    let spent = induction.statistics.ticks;
    assert!((limits.ticks..2 * limits.ticks).contains(&spent), "{spent} ticks were spent of {}", limits.ticks);

    let limits = Limits { memory: 100_000, ..LIMITS };
    let induction = induce(&impossible(), limits, &Cancel::new());
    assert_eq!(induction.stop, StopReason::OutOfMemory);
    let bytes = induction.statistics.bytes;
    // The last technique may leave some of its share.
    let kept = limits.memory / 100 * 90..4 * limits.memory;
    assert!(kept.contains(&bytes), "{bytes} bytes were kept of {}", limits.memory);

    let cancel = Cancel::new();
    cancel.clone().cancel();
    assert_eq!(induce(&impossible(), LIMITS, &cancel).stop, StopReason::Cancelled);
}

#[test]
fn patience_ends_with_the_first_convincing_program() {
    let limits = Limits { patience: 200_000, ticks: 2_000_000, ..LIMITS };
    let induction = induce(&impossible(), limits, &Cancel::new());
    assert_eq!(induction.stop, StopReason::OutOfTicks);
    let spent = induction.statistics.ticks;
    assert!((limits.patience..2 * limits.patience).contains(&spent), "{spent} ticks were spent");

    // The input as it is fits at once; then there is nothing to be patient for.
    let plain = task(&[("1203|3120", "1203|3120")], &["1230|0000"]);
    let spent = |limits| induce(&plain, limits, &Cancel::new()).statistics.ticks;
    assert_eq!(spent(Limits { patience: 1, ..LIMITS }), spent(LIMITS));
}

#[test]
fn searches_of_one_task_add_up() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let (one, other) = (Induction::nothing(), induce(&task, LIMITS, &Cancel::new()));
    let ticks = other.statistics.ticks;
    assert!(!one.is_convincing() && other.is_convincing());
    let both = one.followed_by(other);
    assert_eq!((both.statistics.ticks, both.stop), (ticks, StopReason::Solved));
    let distinct: HashSet<_> = both.fits.iter().map(|found| found.expression.clone()).collect();
    let again = both.followed_by(induce(&task, LIMITS, &Cancel::new()));
    assert_eq!(again.statistics.ticks, 2 * ticks);
    assert_eq!(again.fits.len(), distinct.len(), "the same programs count once");
    assert!(again.fits.is_sorted_by_key(|found| found.cost));
}

#[test]
fn prices_order_the_search_and_leave_no_trace_in_what_is_found() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let transform = arc_dsl::PrimitiveId::find("transform").unwrap();
    let [dear, usual, cheap] =
        [10, 0, -10].map(|change| induce_at(Prices::changed([(transform, change)]), &task, LIMITS, &Cancel::new()));
    assert!(dear.statistics.ticks > usual.statistics.ticks);
    for induction in [dear, usual, cheap] {
        let found = induction.fits.iter().find(|found| found.expression.to_string() == "transform(input, rotate90)");
        let found = found.expect("it is found at any price");
        assert_eq!(found.cost, found.expression.cost());
        assert!(induction.fits.is_sorted_by_key(|found| found.cost));
    }
}

#[test]
fn a_technique_that_is_switched_off_gets_no_turn() {
    let cancel = Cancel::new();
    let without = Techniques::from_iter([Technique::Elements]);
    let induction = |without| induce(&impossible(), Limits { ticks: 5_000_000, without, ..LIMITS }, &cancel);
    let spent = |without| induction(without).statistics.by_technique;
    let elements = Technique::Elements as usize;
    assert_eq!(spent(without)[elements], 0);
    assert!(spent(Techniques::NONE)[elements] > 0);
    assert_eq!(spent(Techniques::NONE).iter().sum::<u64>(), induction(Techniques::NONE).statistics.ticks);
    assert_eq!("tables".parse(), Ok(Technique::Tables));
    assert!("table".parse::<Technique>().is_err());
}

#[test]
fn what_is_found_bears_its_own_cost() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let empty_masks_are_no_steps =
        Arc::new(inducer::Relevance::new(&["Mask: empty".to_owned(), "Mask".to_owned()], &[-6.0, 3.0], &[], &[]));
    let found = |prices: Prices| inducer::induce_at(prices, &task, Limits::new(20_000_000, 1 << 30), &Cancel::new());
    let [plain, weighed] = [Prices::default(), Prices::default().with_relevance(empty_masks_are_no_steps)].map(found);
    let best = |found: &inducer::Induction| (found.fits[0].expression.to_string(), found.fits[0].cost);
    assert_eq!(best(&plain), best(&weighed));
}
