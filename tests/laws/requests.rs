//! Random requests to the solver (the habit of CaDiCaL's mobical, Biere): whatever is asked, the answer is sound.
//!
//! Tasks come from the generator. What fails is made smaller and kept in `tests/regressions/`, from where it is tried
//! first ever after.

use ensemble::{Attempt, Solution};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::FileFailurePersistence;

use crate::request::{Helpers, Request, answer, check, drawn, others};

/// Tasks to draw from.
const TASKS: u64 = 1000;

/// The index of a task, and a request for it.
fn requests() -> impl Strategy<Value = (u64, Request)> {
    let others = others();
    let count = others.len();
    let ticks = prop_oneof![1..1000_u64, 1000..1_000_000_u64, 1_000_000..4_000_000_u64];
    let memory = prop_oneof![1..1_000_000_u64, Just(1 << 30)];
    let cancel_after = proptest::option::weighted(0.2, 0..50_000_u64);
    let helpers =
        prop_oneof![4 => Just(Helpers::None), 4 => Just(Helpers::Guide), 1 => Just(Helpers::GuideAndPredictors)];
    let without = subsequence(others, 0..=count);
    (0..TASKS, ticks, memory, without, helpers, cancel_after).prop_map(
        |(task, ticks, memory, without, helpers, cancel_after)| {
            (task, Request { ticks, memory, without, helpers, cancel_after })
        },
    )
}

/// Everything that an answer says.
fn shown(solution: &Solution) -> String {
    let attempt = |attempt: &Attempt| format!("{:?} {:?} {}", attempt.grid, attempt.program, attempt.fits_all_pairs);
    let attempts: Vec<String> = solution.attempts.iter().flatten().map(attempt).collect();
    format!("{attempts:?} {:?} {} {:?}", solution.programs, solution.stop, solution.statistics)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/requests.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_request_is_answered_soundly_and_alike((task, request) in requests()) {
        let Some(generated) = drawn(task) else { return Ok(()) };
        let solution = answer(&generated.task, &request);
        check(&generated.task, &request, &solution);
        if request.cancel_after.is_none() {
            prop_assert_eq!(shown(&solution), shown(&answer(&generated.task, &request)));
        }
    }
}
