//! The default path, with guide, network and forest, on a few built-in tasks of each kind of answer.
//!
//! Attempts are kept as hashes of their grids, with their source. Processors round the numbers of a network differently,
//! so confidences are kept in percent and compared with some tolerance, and no other such number is kept.

use std::fmt::Write as _;

use data::{Budget, Dataset, Task};
use ensemble::{Attempt, Models, Predictors, SearchGuide, Solution, SolveOptions, solve};
use rayon::prelude::*;
use transducer::{Checkpoint, DeviceChoice, Guide, Model, PredictionOptions};

use crate::{Hash, assert_kept, solved, with_threads};

/// Budget of the search, below which many tasks are left to the networks.
const TICKS: u64 = 5_000_000;
const MEMORY: u64 = 1 << 30;
/// Budget of network and forest, enough for both to answer.
const NETWORK_TICKS: u64 = 140_000_000;
/// Confidences may differ by this much, in percent.
const TOLERANCE: u32 = 3;

/// What takes part in the answers to each, as of when they were chosen.
const TASKS: [&str; 10] = [
    // A short program.
    "kaleidoscope_tile",
    // A program that only the guided part of the search finds.
    "recolor_border_touching",
    "most_holes_crop",
    // A program in a normal form.
    "reflect_across_line",
    "rays_right_to_edge",
    // A program that is too long to be believed, beside the network.
    "panels_xor",
    // The network, confirmed by the forest or not.
    "outline_objects",
    "plus_around_dots",
    "fill_enclosed",
    // The forest.
    "checkerboard_fill_frames",
];
/// These are solved on one thread, too.
const ALONE: [&str; 2] = ["recolor_border_touching", "plus_around_dots"];

fn options() -> SolveOptions {
    SolveOptions { prediction_ticks: Some(NETWORK_TICKS), ..SolveOptions::new(Budget::new(TICKS, MEMORY)) }
}

fn models() -> Models {
    let device = DeviceChoice::Cpu.open().expect("the processor is always there");
    let checkpoint = Checkpoint::built_in().expect("the built-in network can be read");
    let model = Model::of(checkpoint, &device).expect("its weights fit");
    let guide = Guide::built_in().expect("the built-in guide can be read");
    let predictors = Predictors { model, options: PredictionOptions::default(), device };
    Models { guide: Some(SearchGuide::new(guide)), predictors: Some(predictors) }
}

/// Source of an attempt and what speaks for it.
fn source(attempt: &Attempt) -> String {
    match (&attempt.program, &attempt.candidate) {
        (Some(program), _) if attempt.fits_all_pairs => format!("program {} b", program.cost()),
        (Some(program), _) => format!("near miss {} b", program.cost()),
        (None, Some(candidate)) => {
            let confirmed = if candidate.is_confirmed { " confirmed" } else { "" };
            format!("{}{confirmed} {:.0} %", candidate.predictor, 100.0 * candidate.confidence())
        }
        (None, None) => "guess".to_owned(),
    }
}

fn hash(attempt: &Attempt) -> u64 {
    let mut hash = Hash::default();
    hash.add(&format!("{} {:?}", attempt.grid.width(), attempt.grid.cells()));
    hash.value()
}

/// A line for a task, and one for each of its attempts.
fn lines(task: &Task, solution: &Solution, dataset: &Dataset) -> String {
    let Solution { stop, statistics, steps, programs, .. } = solution;
    let cost = programs.first().map_or("-".to_owned(), |best| format!("{} b", best.cost));
    let mut text = format!(
        "{}: {stop}, {} ticks, {} expressions, {} programs, best {cost}, {steps} steps\n",
        task.id,
        statistics.ticks,
        statistics.expressions,
        programs.len()
    );
    let is_solved = solved(task, solution, &dataset.answers);
    for ((test, attempts), is_solved) in solution.attempts.iter().enumerate().zip(is_solved) {
        for attempt in attempts {
            let verdict = if is_solved { "solved" } else { "open" };
            writeln!(text, "    {}.{test} {verdict} {:016x} {}", task.id, hash(attempt), source(attempt))
                .expect("strings can be written to");
        }
    }
    text
}

fn signature(dataset: &Dataset, models: &Models, ids: &[&str]) -> Vec<String> {
    let lines = |id: &&str| {
        let task = dataset.task(id).unwrap_or_else(|| panic!("there is no task `{id}`"));
        lines(task, &solve(task, &options(), models), dataset)
    };
    ids.par_iter().map(lines).collect()
}

/// Whether two lines are the same, but for confidences.
fn is_same(one: &str, other: &str) -> bool {
    let split = |line: &str| {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let confidence = line.strip_suffix(" %").and_then(|line| line.rsplit(' ').next()?.parse().ok());
        if confidence.is_some() {
            words.truncate(words.len() - 2);
        }
        (words, confidence.unwrap_or(0_u32))
    };
    let ((words, confidence), (other_words, other_confidence)) = (split(one), split(other));
    words == other_words && confidence.abs_diff(other_confidence) <= TOLERANCE
}

#[test]
fn the_default_path_keeps_its_signature_at_any_thread_count() {
    let (dataset, models) = (Dataset::built_in(), models());
    let all = with_threads(2, || signature(&dataset, &models, &TASKS));
    let alone = with_threads(1, || signature(&dataset, &models, &ALONE));
    assert!(alone.iter().all(|lines| all.contains(lines)), "one thread and two give different results:\n{alone:?}");
    let header = format!(
        "# A few built-in tasks with all networks, {TICKS} ticks for programs and {NETWORK_TICKS} for others; see signature/.\n"
    );
    assert_kept("signature_default_path.txt", &(header + &all.concat()), is_same);
}

#[test]
fn confidences_may_differ_a_little() {
    assert!(is_same("a.0 network 78 %", "a.0 network 80 %"));
    assert!(!is_same("a.0 network 78 %", "a.0 network 90 %"));
    assert!(!is_same("a.0 network 78 %", "a.0 forest 78 %"));
    assert!(!is_same("a.0 program 78 b", "a.0 program 79 b"));
}
