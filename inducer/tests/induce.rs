//! Limits, shares of them, and the reasons to stop.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use arc_dsl::Grid;
use data::{Budget, Pair, Task};
use inducer::{
    CostModel, Guidance, Induction, Request, StopReason, TECHNIQUES, Technique, Techniques, ValueModel, induce,
};

/// Far more than any test here needs.
fn budget() -> Budget {
    Budget::new(1 << 40, 1 << 30)
}

/// What plain searches go by.
static PLAIN: LazyLock<Guidance> = LazyLock::new(Guidance::default);

fn request() -> Request<'static> {
    Request::new(budget(), &PLAIN)
}

/// A grid from its rows of digits, with `|` between them.
fn grid(rows: &str) -> Arc<Grid> {
    Arc::new(rows.parse().unwrap())
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
    let induction = induce(&task, &request());
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
    let limits = budget().with_ticks(200_000);
    let induction = induce(&impossible(), &Request::new(limits.clone(), &PLAIN));
    assert_eq!(induction.stop, StopReason::OutOfTicks);
    assert!(induction.fits.is_empty());
    let spent = induction.statistics.ticks;
    assert!((limits.ticks..2 * limits.ticks).contains(&spent), "{spent} ticks were spent of {}", limits.ticks);

    let limits = Budget { memory: 100_000, ..budget() };
    let induction = induce(&impossible(), &Request::new(limits.clone(), &PLAIN));
    assert_eq!(induction.stop, StopReason::OutOfMemory);
    let bytes = induction.statistics.bytes;
    // The last technique may leave some of its share.
    let kept = limits.memory / 100 * 90..4 * limits.memory;
    assert!(kept.contains(&bytes), "{bytes} bytes were kept of {}", limits.memory);

    let request = request();
    request.budget.cancel.clone().cancel();
    assert_eq!(induce(&impossible(), &request).stop, StopReason::Cancelled);
}

#[test]
fn ticks_until_a_fit_are_a_limit_until_a_plausible_program_is_found() {
    let limits = Request { ticks_until_fit: 200_000, ..Request::new(budget().with_ticks(2_000_000), &PLAIN) };
    let induction = induce(&impossible(), &limits);
    assert_eq!(induction.stop, StopReason::OutOfTicks);
    let spent = induction.statistics.ticks;
    assert!((limits.ticks_until_fit..2 * limits.ticks_until_fit).contains(&spent), "{spent} ticks were spent");

    // The input as it is fits at once.
    let plain = task(&[("1203|3120", "1203|3120")], &["1230|0000"]);
    let spent = |request| induce(&plain, &request).statistics.ticks;
    assert_eq!(spent(Request { ticks_until_fit: 1, ..request() }), spent(request()));
}

#[test]
fn searches_of_one_task_add_up() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let (mut both, other) = (Induction::default(), induce(&task, &request()));
    let ticks = other.statistics.ticks;
    assert!(!both.is_plausible() && other.is_plausible());
    both.add(other);
    assert_eq!((both.statistics.ticks, both.stop), (ticks, StopReason::Solved));
    let distinct: HashSet<_> = both.fits.iter().map(|found| found.expression.clone()).collect();
    both.add(induce(&task, &request()));
    assert_eq!(both.statistics.ticks, 2 * ticks);
    assert_eq!(both.fits.len(), distinct.len(), "the same programs count once");
    assert!(both.fits.is_sorted_by_key(|found| found.cost));
}

#[test]
fn costs_order_the_search_and_leave_no_trace_in_what_is_found() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let transform = arc_dsl::PrimitiveId::find("transform").unwrap();
    let [higher, usual, lower] = [10, 0, -10].map(|bits| {
        let guidance = Guidance::by_costs(CostModel::adjusted([(transform, bits)]));
        induce(&task, &Request::new(budget(), &guidance))
    });
    assert!(higher.statistics.ticks > usual.statistics.ticks);
    for induction in [higher, usual, lower] {
        let found = induction.fits.iter().find(|found| found.expression.to_string() == "transform(input, rotate90)");
        let found = found.expect("it is found at any cost");
        assert_eq!(found.cost, found.expression.cost());
        assert!(induction.fits.is_sorted_by_key(|found| found.cost));
    }
}

/// Each technique can be switched off; it then spends nothing, and the search goes on without it.
#[test]
fn every_technique_can_be_switched_off() {
    let plain = Request::new(budget().with_ticks(5_000_000), &PLAIN);
    let spent = |without| {
        let found = induce(&impossible(), &Request { without, ..plain.clone() });
        assert_eq!(found.stop, StopReason::OutOfTicks);
        assert_eq!(found.statistics.by_technique.values().sum::<u64>(), found.statistics.ticks);
        found.statistics.by_technique
    };
    let turn = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let whole = spent(Techniques::NONE);
    assert!(whole.contains_key("elements") && whole.contains_key("inversion"), "{whole:?}");
    for technique in Technique::optional() {
        let without = Techniques::from_iter([technique]);
        assert_eq!(without.iter().map(|technique| technique.name).collect::<Vec<_>>(), [technique.name]);
        let rest = spent(without);
        assert!(!rest.contains_key(technique.name), "{technique} still works: {rest:?}");
        assert!(rest.contains_key("enumeration"));
        let found = induce(&turn, &Request { without, ..request() });
        assert!(found.is_plausible(), "a turn is not found without {technique}");
    }
}

#[test]
fn techniques_have_names_and_lines_of_their_own() {
    let names: HashSet<&str> = TECHNIQUES.iter().map(|technique| technique.name).collect();
    assert_eq!(names.len(), TECHNIQUES.len());
    for technique in TECHNIQUES {
        assert_eq!(Technique::named(technique.name).map(|known| known.name), Some(technique.name));
        assert!(!technique.summary.is_empty() && !technique.summary.ends_with('.'), "{technique}");
        assert!((1..=100).contains(&technique.share), "{technique}");
    }
    assert!(Technique::named("table").is_none());
}

#[test]
fn what_is_found_bears_its_own_cost() {
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let empty_masks_are_no_steps =
        ValueModel::new(&["Mask: empty".to_owned(), "Mask".to_owned()], &[-6.0, 3.0], &[], &[]);
    let by_values = Guidance { values: Some(Arc::new(empty_masks_are_no_steps)), ..Guidance::default() };
    let found = |guidance: &Guidance| induce(&task, &Request::new(budget().with_ticks(20_000_000), guidance));
    let best = |found: &Induction| (found.fits[0].expression.to_string(), found.fits[0].cost);
    assert_eq!(best(&found(&PLAIN)), best(&found(&by_values)));
}

#[test]
fn no_program_is_listed_twice() {
    // Columns of the input are turned into rows: several techniques come upon the same programs, at costs of their own.
    let task = task(&[("12|34", "31|42"), ("506", "5|0|6")], &["77|80|90"]);
    let fits = induce(&task, &request()).fits;
    let distinct: HashSet<_> = fits.iter().map(|found| found.expression.to_string()).collect();
    assert!(fits.len() > 1);
    assert_eq!(
        fits.len(),
        distinct.len(),
        "{:?}",
        fits.iter().map(|fit| (fit.cost, fit.expression.to_string())).collect::<Vec<_>>()
    );
}
