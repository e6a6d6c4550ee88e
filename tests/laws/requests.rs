//! Random requests to the solver (the habit of CaDiCaL's mobical, Biere): whatever is asked, the answer is sound.
//!
//! Tasks come from the generator. What fails is made smaller and kept in `tests/regressions/`, from where it is tried
//! first ever after.

use std::thread;
use std::time::Duration;

use data::{Budget, Generated, Generator, GeneratorOptions, Task};
use ensemble::{Attempt, Models, Solution, SolveOptions, StopReason, Technique, solve};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::FileFailurePersistence;

use crate::evaluated_wrongly;

/// A search looks at its account between batches of candidates, so it may spend this much more than it should.
const OVERSHOOT: u64 = 6_000_000;
/// Tasks to draw from.
const TASKS: u64 = 1000;

/// A request.
#[derive(Clone, Debug)]
struct Request {
    task: u64,
    ticks: u64,
    memory: u64,
    without: Vec<&'static Technique>,
    /// Microseconds after which it is cancelled.
    cancel_after: Option<u64>,
}

fn requests() -> impl Strategy<Value = Request> {
    let others: Vec<&Technique> = Technique::optional().collect();
    let count = others.len();
    let ticks = prop_oneof![1..1000_u64, 1000..1_000_000_u64, 1_000_000..4_000_000_u64];
    let memory = prop_oneof![1..1_000_000_u64, Just(1 << 30)];
    let cancel_after = proptest::option::weighted(0.2, 0..50_000_u64);
    (0..TASKS, ticks, memory, subsequence(others, 0..=count), cancel_after)
        .prop_map(|(task, ticks, memory, without, cancel_after)| Request { task, ticks, memory, without, cancel_after })
}

fn drawn(index: u64) -> Option<Generated> {
    Generator::new(GeneratorOptions { seed: 2, ..GeneratorOptions::default() }).task(index)
}

fn answer(task: &Task, request: &Request) -> Solution {
    let budget = Budget::new(request.ticks, request.memory);
    let cancel = budget.cancel.clone();
    let without = request.without.iter().copied().collect();
    let options = SolveOptions { without, ..SolveOptions::new(budget) };
    thread::scope(|scope| {
        if let Some(micros) = request.cancel_after {
            scope.spawn(move || {
                thread::sleep(Duration::from_micros(micros));
                cancel.cancel();
            });
        }
        solve(task, &options, &Models::default())
    })
}

/// Everything that an answer says.
fn shown(solution: &Solution) -> String {
    let attempt = |attempt: &Attempt| format!("{:?} {:?} {}", attempt.grid, attempt.program, attempt.fits_all_pairs);
    let attempts: Vec<String> = solution.attempts.iter().flatten().map(attempt).collect();
    format!("{attempts:?} {:?} {} {:?}", solution.programs, solution.stop, solution.statistics)
}

fn check(task: &Task, request: &Request, solution: &Solution) -> Result<(), TestCaseError> {
    prop_assert_eq!(solution.attempts.len(), task.tests.len());
    let pairs: Vec<_> = task.train.iter().map(|pair| (&pair.input, &pair.output)).collect();
    for ranked in &solution.programs {
        prop_assert_eq!(evaluated_wrongly(&ranked.program, &pairs), Vec::<String>::new());
    }
    prop_assert!(solution.programs.is_sorted_by_key(|ranked| ranked.cost));
    for (input, attempts) in task.tests.iter().zip(&solution.attempts) {
        for attempt in attempts {
            if let Some(program) = &attempt.program {
                prop_assert_eq!(evaluated_wrongly(program, &[(input, &attempt.grid)]), Vec::<String>::new());
            }
            prop_assert!(!attempt.fits_all_pairs || attempt.program.is_some());
            prop_assert!(attempt.candidate.is_none(), "no network takes part");
        }
        prop_assert!(!attempts[0].grid.same_cells(&attempts[1].grid));
    }
    let (spent, may) = (solution.statistics.ticks, request.ticks + OVERSHOOT);
    prop_assert!(spent <= may, "{spent} ticks of {may}");
    prop_assert!(request.cancel_after.is_some() || solution.stop != StopReason::Cancelled);
    let by_technique: u64 = solution.statistics.by_technique.values().sum();
    prop_assert_eq!(by_technique, spent, "ticks of techniques");
    for &technique in &request.without {
        prop_assert!(!solution.statistics.by_technique.contains_key(technique.name), "{} is switched off", technique);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/requests.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_request_is_answered_soundly_and_alike(request in requests()) {
        let Some(generated) = drawn(request.task) else { return Ok(()) };
        let solution = answer(&generated.task, &request);
        check(&generated.task, &request, &solution)?;
        if request.cancel_after.is_none() {
            prop_assert_eq!(shown(&solution), shown(&answer(&generated.task, &request)));
        }
    }
}
