//! What is done with the bytes of a fuzzer. A target panics where a promise is broken; bytes that are refused are fine.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arc_dsl::{Color, Grid, Program, Stop};
use data::{Dataset, Pair, Submission, Task, outputs_to_json, score};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};
use transducer::{Checkpoint, Guide, Stored};

use crate::common::{Choices, programs};
use crate::request::{self, Helpers, Request};
use crate::run::record::TaskRecord;
use crate::run::verify::verify;

/// What is done with some bytes.
pub type Target = fn(&[u8]);

/// All targets, by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("tasks", tasks),
    ("submissions", submissions),
    ("results", results),
    ("stored", stored),
    ("text", text),
    ("programs", programs),
    ("solve", solve),
];

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

/// Result files: what is read is checked within bounded work, and what a check confirms is what the file says.
pub fn results(bytes: &[u8]) {
    let Ok(record) = serde_json::from_slice::<TaskRecord>(bytes) else { return };
    let text = serde_json::to_string(&record).expect("it was JSON");
    let again: TaskRecord = serde_json::from_str(&text).expect("it was just written");
    // Numbers that are not finite are written as null.
    assert_eq!(again.attempts.len(), record.attempts.len());
    record.answered_by();
    record.attempts.iter().flatten().for_each(|attempt| assert!(!attempt.reason().is_empty()));
    let Some(task) = BUILT_IN.task(&record.id) else { return };
    let verdict = verify(&record, task, None, 1_000_000);
    assert!(verdict.lies.iter().chain(&verdict.unchecked).all(|reason| !reason.is_empty()));
}

/// Networks and guides: sealed anew after the fuzzer has changed them, or as they are.
pub fn stored(bytes: &[u8]) {
    let Some((&kind, bytes)) = bytes.split_first() else { return };
    let sealed = if kind & 2 == 0 { resealed(bytes) } else { None };
    let bytes = sealed.as_deref().unwrap_or(bytes);
    if kind & 1 == 0 {
        if let Ok(checkpoint) = Checkpoint::from_bytes(bytes) {
            let written = checkpoint.to_bytes();
            assert!(Checkpoint::from_bytes(&written).is_ok(), "it is not read as it was written");
        }
    } else if let Ok(guide) = Guide::from_bytes(bytes) {
        let written = guide.to_bytes();
        assert!(Guide::from_bytes(&written).is_ok(), "it is not read as it was written");
    }
}

/// The same file with a checksum that is right; `None` if it is of another format.
fn resealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, metadata) = SafeTensors::read_metadata(bytes).ok()?;
    let text = metadata.metadata().as_ref()?.get("arc")?.clone();
    let tensors = SafeTensors::deserialize(bytes).ok()?;
    let mut views: Vec<(&str, TensorView)> = tensors.iter().filter(|(name, _)| *name != "checksum").collect();
    views.sort_by_key(|(name, _)| *name);
    let mut hasher = Sha256::new_with_prefix(&text);
    for (name, view) in &views {
        hasher.update(format!("\n{name} {} {:?}\n", view.dtype(), view.shape()));
        hasher.update(view.data());
    }
    let checksum = hasher.finalize().to_vec();
    views.push(("checksum", TensorView::new(Dtype::U8, vec![checksum.len()], &checksum).ok()?));
    safetensors::serialize(views, Some(HashMap::from([("arc".to_owned(), text)]))).ok()
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
fn choices(bytes: &[u8]) -> Choices {
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

/// The whole of `solve`, on generated tasks and on any grids, under any options, cancelled now and then.
pub fn solve(bytes: &[u8]) {
    let mut choices = choices(bytes);
    let ticks = [1, 1_000, 100_000, 1_000_000, 3_000_000];
    let request = Request {
        ticks: choices.pick(&ticks) + choices.below(256) as u64,
        memory: choices.pick(&[1 << 30, 1 << 20, 1 << 12, 1]),
        without: request::others().into_iter().filter(|_| choices.once_in(4)).collect(),
        helpers: choices.pick(&[Helpers::None, Helpers::Guide]),
        cancel_after: choices.once_in(4).then(|| choices.below(20_000) as u64),
    };
    let drawn =
        (!choices.once_in(2)).then(|| request::drawn(256 * choices.below(4) as u64 + choices.below(256) as u64));
    let task = match drawn {
        Some(Some(generated)) => generated.task,
        Some(None) => return,
        None => any_task(&mut choices),
    };
    let solution = request::answer(&task, &request);
    request::check(&task, &request, &solution);
}

/// A task of any grids.
fn any_task(choices: &mut Choices) -> Task {
    let any = |choices: &mut Choices| {
        let sides = choices.sides();
        Arc::new(choices.grid(sides))
    };
    let (pairs, tests) = (1 + choices.below(4), 1 + choices.below(2));
    Task {
        id: "any".to_owned(),
        train: (0..pairs).map(|_| Pair { input: any(choices), output: any(choices) }).collect(),
        tests: (0..tests).map(|_| any(choices)).collect(),
    }
}
