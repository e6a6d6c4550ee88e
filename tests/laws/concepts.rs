//! A task of each concept of the generator, with its program: what the corpus is for public tasks, from our own ones, so
//! that it is there in every checkout (egglog runs its examples in several modes, too).
//!
//! Each program runs on both evaluators, and again as what its text is parsed to; and the search is set to its task, at costs at
//! which it applies the primitives of the program and no others. (What enumeration does not come to by then, such as
//! large literals, is built value by value in a test of the search itself.)

use std::sync::Arc;

use arc_dsl::{Grid, PrimitiveId, Program};
use data::{Budget, Concept, Difficulty, Generated, Generator, GeneratorOptions};
use inducer::{CostModel, Found, Guidance, Request, induce};
use rayon::prelude::*;

use crate::request::evaluated_wrongly;

/// What the search for a program may spend.
const TICKS: u64 = 8_000_000;
const MEMORY: u64 = 1 << 30;
/// Bits by which a program's own primitives are cheaper, and all others dearer: no level of a search is as high as that.
const ADJUSTMENT: i32 = 100;
/// Concepts of which the search must find a program that fits the pairs and gives the answers: it finds 266 of 342, and no more on
/// five times the ticks.
const FEWEST_FOUND: usize = 260;

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

/// Whether the search finds a program that solves a task, where it need not choose among primitives; none that it finds may
/// do less than it claims.
fn is_found(generated: &Generated) -> bool {
    let Generated { task, program, answers, concept, .. } = generated;
    let own = program.body().primitives();
    let adjusted = |primitive| (primitive, if own.contains(&primitive) { -ADJUSTMENT } else { ADJUSTMENT });
    let guidance = Guidance::by_costs(CostModel::adjusted(PrimitiveId::all().map(adjusted)));
    let induction = induce(task, &Request::new(Budget::new(TICKS, MEMORY), &guidance));
    for Found { expression, predictions, .. } in &induction.fits {
        let found = Program::new(expression.clone()).unwrap_or_else(|error| panic!("{concept}: {expression}: {error}"));
        let train = task.train.iter().map(|pair| (&pair.input, &pair.output));
        let claimed: Vec<_> = train.chain(task.tests.iter().zip(predictions)).collect();
        assert_eq!(evaluated_wrongly(&found, &claimed), [""; 0], "{concept}: {found}");
    }
    let is_right = |found: &Found| found.predictions.iter().zip(answers).all(|(one, other)| one.same_cells(other));
    induction.fits.iter().any(is_right)
}

#[test]
fn programs_of_concepts_give_their_outputs_in_every_mode() {
    let tasks = tasks();
    assert!(tasks.len() > 340, "only {} concepts", tasks.len());
    let wrong: Vec<String> = tasks.par_iter().flat_map(faults).collect();
    assert!(wrong.is_empty(), "programs that do not solve their tasks:\n{}", wrong.join("\n"));
    let lost: Vec<&str> =
        tasks.par_iter().filter(|generated| !is_found(generated)).map(|generated| &*generated.concept).collect();
    let found = tasks.len() - lost.len();
    assert!(found >= FEWEST_FOUND, "only {found} of {} are found, not {}", tasks.len(), lost.join(", "));
}
