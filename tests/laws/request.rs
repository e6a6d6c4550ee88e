//! A request to the solver, and what must hold of its answer.

use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use arc_dsl::{Grid, Program};
use data::{Budget, Generated, Generator, GeneratorOptions, Task};
use ensemble::{Models, Plan, Predictors, SearchGuide, Solution, SolveOptions, StopReason, Technique, solve};
use transducer::{Checkpoint, DeviceChoice, Guide, Model, PredictionOptions};

/// Work is divided, and its account is looked at between the parts, so all searches together may spend this much more than
/// they should.
const OVERSHOOT: u64 = 6_000_000;

/// Most ticks of the predictors: a step of learning takes about half a million.
const MAX_PREDICTION_TICKS: u64 = 5_000_000;

/// What takes part beside the search at the costs of the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Helpers {
    /// Nobody.
    None,
    /// The guide.
    Guide,
    /// The guide, network and forest.
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
    /// The models that take part.
    pub fn models(self) -> Models {
        match self {
            Helpers::None => Models::default(),
            Helpers::Guide => Models { predictors: None, ..MODELS.clone() },
            Helpers::GuideAndPredictors => MODELS.clone(),
        }
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Ticks of the search.
    pub ticks: u64,
    /// Its bytes.
    pub memory: u64,
    /// Techniques to do without.
    pub without: Vec<&'static Technique>,
    /// Who takes part.
    pub helpers: Helpers,
    /// Microseconds after which it is cancelled.
    pub cancel_after: Option<u64>,
}

/// The techniques that a request may do without.
pub fn others() -> Vec<&'static Technique> {
    Technique::optional().collect()
}

/// The generated task of an index.
pub fn drawn(index: u64) -> Option<Generated> {
    Generator::new(GeneratorOptions { seed: 2, ..GeneratorOptions::default() }).task(index)
}

fn options(request: &Request) -> SolveOptions {
    SolveOptions {
        without: request.without.iter().copied().collect(),
        prediction_ticks: Some(MAX_PREDICTION_TICKS.min(2 * request.ticks)),
        ..SolveOptions::new(Budget::new(request.ticks, request.memory))
    }
}

/// The answer to a request.
pub fn answer(task: &Task, request: &Request) -> Solution {
    let options = options(request);
    let cancel = options.budget.cancel.clone();
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

/// What must hold of the answer to a request.
pub fn check(task: &Task, request: &Request, solution: &Solution) {
    assert_eq!(solution.attempts.len(), task.tests.len());
    let pairs: Vec<_> = task.train.iter().map(|pair| (&pair.input, &pair.output)).collect();
    for ranked in &solution.programs {
        assert_eq!(evaluated_wrongly(&ranked.program, &pairs), [""; 0]);
    }
    assert!(solution.programs.is_sorted_by_key(|ranked| ranked.cost));
    for (input, attempts) in task.tests.iter().zip(&solution.attempts) {
        for attempt in attempts {
            if let Some(program) = &attempt.program {
                assert_eq!(evaluated_wrongly(program, &[(input, &attempt.grid)]), [""; 0]);
            }
            assert!(!attempt.fits_all_pairs || attempt.program.is_some());
            let predicts = request.helpers == Helpers::GuideAndPredictors;
            assert!(predicts || attempt.candidate.is_none(), "no predictor takes part");
        }
        assert!(!attempts[0].grid.same_cells(&attempts[1].grid));
    }
    let plan = Plan::new(&options(request), &request.helpers.models(), 0);
    let (spent, may) = (solution.statistics.ticks, plan.search_ticks());
    assert!(spent <= may + OVERSHOOT, "{spent} ticks of {may}");
    assert!(request.cancel_after.is_some() || solution.stop != StopReason::Cancelled);
    let by_technique: u64 = solution.statistics.by_technique.values().sum();
    // What stands beside the searches is the work of no technique.
    let is_accounted = (by_technique..=by_technique + may - request.ticks + OVERSHOOT).contains(&spent);
    assert!(is_accounted, "{by_technique} ticks of techniques, {spent} in all");
    for &technique in &request.without {
        assert!(!solution.statistics.by_technique.contains_key(technique.name), "{} is switched off", technique);
    }
}

/// Where a program does not give the outputs of some pairs, on either evaluator.
pub fn evaluated_wrongly(program: &Program, pairs: &[(&Arc<Grid>, &Arc<Grid>)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, (input, output)) in pairs.iter().enumerate() {
        for (evaluator, result) in [("fast", program.run(input)), ("reference", program.run_reference(input))] {
            match result {
                Ok(grid) if grid.same_cells(output) => {}
                Ok(_) => wrong.push(format!("pair {number}: the {evaluator} evaluator gives another grid")),
                Err(stop) => wrong.push(format!("pair {number}: the {evaluator} evaluator: {stop:?}")),
            }
        }
    }
    wrong
}
