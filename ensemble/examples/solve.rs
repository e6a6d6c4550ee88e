//! Solves a built-in task with everything that this program carries: search, guide, network and forest.
//!
//! `cargo run --release -p ensemble --example solve -- outline_objects`

use data::{Budget, Dataset, TICKS_PER_SECOND};
use ensemble::{Models, Predictors, SearchGuide, SolveOptions, solve};
use transducer::{Checkpoint, Device, Guide, Model, PredictionOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = std::env::args().nth(1).unwrap_or_else(|| "rotate_clockwise".to_owned());
    let dataset = Dataset::built_in();
    let task = dataset.task(&id).ok_or_else(|| format!("there is no built-in task `{id}`"))?;
    let device = Device::flex();
    let model = Model::of(Checkpoint::built_in()?, &device)?;
    let models = Models {
        guide: Some(SearchGuide::new(Guide::built_in()?)),
        predictors: Some(Predictors { model, options: PredictionOptions::default(), device }),
    };
    let solution = solve(task, &SolveOptions::new(Budget::new(TICKS_PER_SECOND, 350 << 20)), &models);
    for (test, attempts) in solution.attempts.iter().enumerate() {
        for attempt in attempts {
            let source = match (&attempt.program, &attempt.candidate) {
                (Some(program), _) => program.to_string(),
                (None, Some(candidate)) => format!("{:.0} % sure", 100.0 * candidate.confidence()),
                (None, None) => "a guess".to_owned(),
            };
            println!("test {}, {source}:\n{}", test + 1, attempt.grid);
        }
    }
    Ok(())
}
