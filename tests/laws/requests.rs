//! Random requests to the solver (the habit of CaDiCaL's mobical, Biere): whatever is asked, the answer is sound.
//!
//! Tasks come from the generator. What fails is made smaller and kept in `tests/regressions/`, from where it is tried
//! first ever after.

use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use data::{Budget, Generated, Generator, GeneratorOptions, Task};
use ensemble::{Attempt, Models, Predictors, SearchGuide, Solution, SolveOptions, StopReason, Technique, solve};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::FileFailurePersistence;
use transducer::{Checkpoint, DeviceChoice, Guide, Model, PredictionOptions};

use crate::evaluated_wrongly;

/// A search looks at its account between batches of candidates, so it may spend this much more than it should.
const OVERSHOOT: u64 = 6_000_000;
/// The guide looks at the whole task, and the predictors' frames are searched, whatever the budget is.
const OVERSHOOT_OF_HELPERS: u64 = 20_000_000;
/// Tasks to draw from.
const TASKS: u64 = 1000;

/// Most ticks of the predictors: a step of learning takes about half a million.
const MAX_PREDICTION_TICKS: u64 = 5_000_000;

/// What takes part beside the search at the costs of the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Helpers {
    None,
    Guide,
    GuideAndPredictors,
}

static MODELS: LazyLock<Models> = LazyLock::new(|| {
    let device = DeviceChoice::Cpu.open().expect("the processor is always there");
    let checkpoint = Checkpoint::built_in().expect("the built-in network can be read");
    let model = Model::of(checkpoint, &device).expect("its weights fit");
    let guide = Guide::built_in().expect("the built-in guide can be read");
    let predictors = Predictors { model, options: PredictionOptions::default(), device };
    Models { guide: Some(SearchGuide::new(guide)), predictors: Some(predictors) }
});

impl Helpers {
    fn models(self) -> Models {
        match self {
            Helpers::None => Models::default(),
            Helpers::Guide => Models { predictors: None, ..MODELS.clone() },
            Helpers::GuideAndPredictors => MODELS.clone(),
        }
    }
}

/// A request.
#[derive(Clone, Debug)]
struct Request {
    task: u64,
    ticks: u64,
    memory: u64,
    without: Vec<&'static Technique>,
    helpers: Helpers,
    /// Microseconds after which it is cancelled.
    cancel_after: Option<u64>,
}

fn requests() -> impl Strategy<Value = Request> {
    let others: Vec<&Technique> = Technique::optional().collect();
    let count = others.len();
    let ticks = prop_oneof![1..1000_u64, 1000..1_000_000_u64, 1_000_000..4_000_000_u64];
    let memory = prop_oneof![1..1_000_000_u64, Just(1 << 30)];
    let cancel_after = proptest::option::weighted(0.2, 0..50_000_u64);
    let helpers =
        prop_oneof![4 => Just(Helpers::None), 4 => Just(Helpers::Guide), 1 => Just(Helpers::GuideAndPredictors)];
    let without = subsequence(others, 0..=count);
    (0..TASKS, ticks, memory, without, helpers, cancel_after).prop_map(
        |(task, ticks, memory, without, helpers, cancel_after)| Request {
            task,
            ticks,
            memory,
            without,
            helpers,
            cancel_after,
        },
    )
}

fn drawn(index: u64) -> Option<Generated> {
    Generator::new(GeneratorOptions { seed: 2, ..GeneratorOptions::default() }).task(index)
}

fn answer(task: &Task, request: &Request) -> Solution {
    let budget = Budget::new(request.ticks, request.memory);
    let cancel = budget.cancel.clone();
    let without = request.without.iter().copied().collect();
    let options = SolveOptions {
        without,
        prediction_ticks: Some(MAX_PREDICTION_TICKS.min(2 * request.ticks)),
        ..SolveOptions::new(budget)
    };
    let models = request.helpers.models();
    thread::scope(|scope| {
        if let Some(micros) = request.cancel_after {
            scope.spawn(move || {
                thread::sleep(Duration::from_micros(micros));
                cancel.cancel();
            });
        }
        solve(task, &options, &models)
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
            let predicts = request.helpers == Helpers::GuideAndPredictors;
            prop_assert!(predicts || attempt.candidate.is_none(), "no predictor takes part");
        }
        prop_assert!(!attempts[0].grid.same_cells(&attempts[1].grid));
    }
    let of_helpers = if request.helpers == Helpers::None { 0 } else { OVERSHOOT_OF_HELPERS };
    let (spent, may) = (solution.statistics.ticks, request.ticks + OVERSHOOT + of_helpers);
    prop_assert!(spent <= may, "{spent} ticks of {may}");
    prop_assert!(request.cancel_after.is_some() || solution.stop != StopReason::Cancelled);
    let by_technique: u64 = solution.statistics.by_technique.values().sum();
    // What helpers do is the work of no technique.
    let is_accounted = by_technique == spent || by_technique < spent && request.helpers != Helpers::None;
    prop_assert!(is_accounted, "{by_technique} ticks of techniques, {spent} in all");
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
