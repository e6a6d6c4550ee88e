//! The corpus: programs that solve public tasks, one per line. Whatever changes in the language, they must keep solving
//! them, all pairs of them, on both evaluators. The tasks themselves are not part of the repository.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_dsl::{Grid, Program};
use data::Dataset;

use crate::request::evaluated_wrongly;

/// Name of a set, and the programs for its tasks.
const CORPUS: [(&str, &str); 3] = [
    ("arc1-training", include_str!("../corpus/arc1-training.txt")),
    ("arc2-extra", include_str!("../corpus/arc2-extra.txt")),
    ("mini-arc", include_str!("../corpus/mini-arc.txt")),
];

/// Fewer tasks than that would say little about the language.
const FEWEST_TASKS: usize = 300;

/// The public sets, beside the checkout.
fn sets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/tasks")
}

/// Task id and program text of every line of a file, but for comments.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").unwrap_or_else(|| panic!("not `<task id>: <program>`: {line}")))
}

/// Says that a test is skipped, past the capture of test output: it would look like a passed one. Where the sets must be
/// there, it fails.
fn skip(missing: &Path) {
    assert!(std::env::var_os("ARC_TEST_TASKS").is_none(), "there is no {}", missing.display());
    let message = format!("SKIPPED: the corpus is not checked against the tasks, there is no {}\n", missing.display());
    io::stderr().write_all(message.as_bytes()).unwrap();
}

/// The tasks of a set, if they are there.
fn dataset(set: &str) -> Option<Dataset> {
    let folder = sets().join(set);
    if !folder.is_dir() {
        skip(&folder);
        return None;
    }
    Some(Dataset::load(&folder).unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn entries_are_sorted_and_in_normal_form() {
    let mut different = 0;
    for (set, text) in CORPUS {
        let ids: Vec<&str> = entries(text).map(|(id, _)| id).collect();
        assert!(ids.is_sorted(), "the programs for {set} are not sorted by task");
        different += ids.iter().collect::<BTreeSet<_>>().len();
        for (id, text) in entries(text) {
            let program = Program::parse(text).unwrap_or_else(|error| panic!("{id}: {error}"));
            assert_eq!(program.to_string(), text, "{id}");
        }
    }
    assert!(different >= FEWEST_TASKS, "programs for only {different} tasks");
}

#[test]
fn programs_solve_their_tasks() {
    let mut wrong = Vec::new();
    for (set, text) in CORPUS {
        if let Some(dataset) = dataset(set) {
            wrong.extend(entries(text).flat_map(|(id, text)| faults(&dataset, id, text)));
        }
    }
    assert!(wrong.is_empty(), "programs that do not solve their tasks:\n{}", wrong.join("\n"));
}

/// What is wrong with a program for a task, on either evaluator.
fn faults(dataset: &Dataset, id: &str, text: &str) -> Vec<String> {
    let program = Program::parse(text).unwrap_or_else(|error| panic!("{id}: {error}"));
    let task = dataset.task(id).unwrap_or_else(|| panic!("there is no task {id}"));
    assert!(dataset.answers.is_complete(task), "the answers of {id} are not known");
    let train = task.train.iter().map(|pair| (&pair.input, &pair.output));
    let test = task.tests.iter().zip(dataset.answers.of(id).iter().flatten());
    let pairs: Vec<(&Arc<Grid>, &Arc<Grid>)> = train.chain(test).collect();
    evaluated_wrongly(&program, &pairs).into_iter().map(|fault| format!("{id}, {fault}")).collect()
}

/// The other part of the public tasks measures progress; a program written for one of them would spoil it.
#[test]
fn only_tasks_to_learn_from_have_programs() {
    let path = sets().join("splits.json");
    let Ok(text) = fs::read_to_string(&path) else { return skip(&path) };
    let splits: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (set, text) in CORPUS {
        let tune = splits[set]["tune"].as_array().expect("a list of ids");
        let tune: BTreeSet<&str> = tune.iter().filter_map(serde_json::Value::as_str).collect();
        let strange: Vec<&str> = entries(text).map(|(id, _)| id).filter(|id| !tune.contains(id)).collect();
        assert!(strange.is_empty(), "{set}: programs for tasks outside the part to learn from: {strange:?}");
    }
}
