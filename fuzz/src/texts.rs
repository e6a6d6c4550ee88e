//! What is done with the bytes of a fuzzer, as far as it needs no network. A target panics where a promise is broken; bytes
//! that are refused are fine.

use std::sync::{Arc, LazyLock};

use arc_dsl::{Color, Grid, Program, Stop};
use data::{Dataset, Submission, outputs_to_json, score};

use crate::common::{Choices, programs};

/// What is done with some bytes.
pub type Target = fn(&[u8]);

/// The targets, by name.
pub const TARGETS: [(&str, Target); 4] =
    [("tasks", tasks), ("submissions", submissions), ("text", text), ("programs", programs)];

/// Ticks for the fast evaluator; the reference one, which remembers nothing, gets more.
const TICKS: u64 = 200_000;
const REFERENCE_TICKS: u64 = 10 * TICKS;

static BUILT_IN: LazyLock<Dataset> = LazyLock::new(Dataset::built_in);

fn utf8(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Task files of any layout: what is read has sound tasks, a located error where it is not, and can be scored.
pub fn tasks(bytes: &[u8]) {
    match Dataset::from_reader("file", bytes) {
        Ok(dataset) => {
            assert!(!dataset.tasks.is_empty(), "an empty set is none");
            let blank = Submission::empty(&dataset.tasks);
            assert_eq!(blank.check(&dataset), []);
            let scores = score(&blank, &dataset);
            assert!(scores.tasks.solved <= dataset.tasks.len() as f64);
            for task in &dataset.tasks {
                assert!(!task.train.is_empty() || !task.tests.is_empty(), "{}", task.id);
                assert_eq!(dataset.task(&task.id).map(|found| &found.id), Some(&task.id));
                let answers: Vec<Arc<Grid>> = dataset.answers.of(&task.id).iter().flatten().cloned().collect();
                outputs_to_json(&answers);
            }
            for problem in &dataset.problems {
                assert!(problem.to_string().starts_with("file"), "{problem}");
            }
        }
        Err(error) => assert!(error.to_string().starts_with("file"), "{error}"),
    }
}

/// Submissions: what is read is written as what is read again, and agrees with itself.
pub fn submissions(bytes: &[u8]) {
    let Some(text) = utf8(bytes) else { return };
    match Submission::parse("file", text) {
        Ok(mut submission) => {
            let mut written = Vec::new();
            submission.write_to(&mut written).expect("memory can be written to");
            let text = String::from_utf8(written).expect("JSON is UTF-8");
            let again = Submission::parse("again", &text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
            // An attempt that is missing reads as a placeholder, and is written as one.
            assert!(again.flaws().is_empty() && again.iter().eq(submission.iter()), "{text}");
            assert!(again == submission || !submission.flaws().is_empty(), "{text}");
            score(&submission, &BUILT_IN);
            submission.check(&BUILT_IN);
            let same = submission.clone();
            assert_eq!(submission.merge(same.clone()), [""; 0], "it contradicts itself");
            assert!(submission.iter().eq(same.iter()), "{text}");
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(|error| assert!(error.to_string().starts_with("file"), "{error}"));
        }
    }
}

/// Texts of programs: read as they are printed, refused at a place that the text has; both evaluators agree on them.
pub fn text(bytes: &[u8]) {
    let Some(text) = utf8(bytes) else { return };
    match Program::parse_expression(text) {
        Ok(program) => {
            let printed = program.to_string();
            assert_eq!(Program::parse_expression(&printed).as_ref(), Ok(&program), "{printed}");
            agree(&program, &Arc::new(Grid::filled(2, 3, Color::Red).expect("it is small")));
        }
        Err(error) => {
            let line = text.split('\n').nth(error.line.wrapping_sub(1));
            let has_place = line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&error.column));
            assert!(has_place && !error.message.is_empty(), "{text:?}: {error}");
        }
    }
}

/// A tape of decisions.
pub fn choices(bytes: &[u8]) -> Choices {
    // Two bytes a decision: it looks at the upper bits, and among hundreds of primitives eight are too few.
    let number = |two: &[u8]| two.iter().fold(0, |number, &byte| number << 8 | u32::from(byte)) << 16;
    Choices::from_tape(bytes.chunks(2).map(number).collect())
}

/// Well-typed programs on grids: the evaluators agree, and the fast one spends no more than it may.
pub fn programs(bytes: &[u8]) {
    let mut choices = choices(bytes);
    let generated = programs::generate(&mut choices);
    let program = Program::new(generated.body.clone()).unwrap_or_else(|error| panic!("{}: {error}", generated.body));
    let printed = program.to_string();
    assert_eq!(Program::parse_expression(&printed).as_ref(), Ok(&program), "{printed}");
    for _ in 0..2 {
        let sides = choices.sides();
        agree(&program, &Arc::new(choices.grid(sides)));
    }
}

fn agree(program: &Program, input: &Arc<Grid>) {
    let fast = program.evaluate(input, &mut TICKS.clone());
    let slow = program.evaluate_reference(input, &mut REFERENCE_TICKS.clone());
    if fast != Err(Stop::OutOfTicks) && slow != Err(Stop::OutOfTicks) {
        assert_eq!(fast, slow, "{program}\non {input:?}");
    }
    if let Ok(value) = &fast {
        assert!(value.is_bounded(), "{program} gives {value}");
    }
}
