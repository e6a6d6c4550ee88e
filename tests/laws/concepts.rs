//! A task of each concept of the generator, with its program: what the corpus is for public tasks, from our own ones, so
//! that it is there in every checkout (egglog runs its examples in several modes, too).
//!
//! Each program runs on both evaluators, and again as what its text is parsed to; and the search is set to the tasks of the
//! short ones.

use std::sync::Arc;

use arc_dsl::{Grid, Program};
use data::{Budget, Concept, Difficulty, Generated, Generator, GeneratorOptions};
use ensemble::{Models, SolveOptions, solve};
use rayon::prelude::*;

use crate::evaluated_wrongly;

/// Programs of so many bits are short: enumeration alone comes to all of them.
const SHORT: u32 = 10;
/// What the search for a short one may spend.
const TICKS: u64 = 8_000_000;
const MEMORY: u64 = 1 << 30;

/// The first task of each concept.
fn tasks() -> Vec<Generated> {
    let first = |concept: &'static Concept| {
        let options = GeneratorOptions {
            seed: 1,
            concepts: vec![concept],
            difficulties: vec![Difficulty::Plain],
            ..GeneratorOptions::default()
        };
        let generator = Generator::new(options);
        (0..20).find_map(|index| generator.task(index)).unwrap_or_else(|| panic!("no task of {}", concept.name))
    };
    Concept::all().par_iter().map(first).collect()
}

fn pairs(generated: &Generated) -> Vec<(&Arc<Grid>, &Arc<Grid>)> {
    let train = generated.task.train.iter().map(|pair| (&pair.input, &pair.output));
    train.chain(generated.task.tests.iter().zip(&generated.answers)).collect()
}

/// What is wrong with the program of a task, as it is and printed and parsed again.
fn faults(generated: &Generated) -> Vec<String> {
    let text = generated.program.to_string();
    let mut wrong = evaluated_wrongly(&generated.program, &pairs(generated));
    match Program::parse(&text) {
        Ok(again) if again == generated.program => wrong.extend(evaluated_wrongly(&again, &pairs(generated))),
        Ok(again) => wrong.push(format!("it is parsed as {again}")),
        Err(error) => wrong.push(format!("it is not parsed: {error}")),
    }
    wrong.into_iter().map(|fault| format!("{}: {fault}; {text}", generated.concept)).collect()
}

/// What is wrong with the search for the program of a task.
fn search_faults(generated: &Generated) -> Option<String> {
    let Generated { task, program, concept, .. } = generated;
    let solution = solve(task, &SolveOptions::new(Budget::new(TICKS, MEMORY)), &Models::default());
    let stop = solution.stop;
    match solution.programs.first() {
        Some(found) if found.cost <= program.cost() => None,
        Some(found) => Some(format!(
            "{concept}: {} b for {} instead of {} b for {program}",
            found.cost,
            found.program,
            program.cost()
        )),
        None => Some(format!("{concept}: nothing instead of {} b for {program} ({stop})", program.cost())),
    }
}

#[test]
fn programs_of_concepts_give_their_outputs_in_every_mode() {
    let tasks = tasks();
    assert!(tasks.len() > 300, "only {} concepts", tasks.len());
    let wrong: Vec<String> = tasks.par_iter().flat_map(faults).collect();
    assert!(wrong.is_empty(), "programs that do not solve their tasks:\n{}", wrong.join("\n"));
    let short: Vec<&Generated> = tasks.iter().filter(|generated| generated.program.cost() <= SHORT).collect();
    assert!(short.len() >= 15, "only {} short programs", short.len());
    let unfound: Vec<String> = short.par_iter().filter_map(|generated| search_faults(generated)).collect();
    assert!(
        unfound.is_empty(),
        "{} of {} short programs are not found:\n{}",
        unfound.len(),
        short.len(),
        unfound.join("\n")
    );
}
