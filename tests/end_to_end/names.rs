//! Names of tasks and concepts in the spelling that they had before.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;

use crate::{FEW_TICKS, arc, folder, read_json, stdout};

const OLD: &str = "recolour_by_size";
const NEW: &str = "recolor_by_size";

#[test]
fn a_task_is_found_under_its_old_name() {
    let folder = folder();
    let out = |arguments: &[&str]| stdout(arc(folder.path()).args(arguments));
    for name in [OLD, NEW] {
        assert!(out(&["show", name]).starts_with(NEW), "{name}");
        assert!(out(&["run", "fill_enclosed(input)", name]).contains("pair 1"), "{name}");
        assert!(out(&["explain", name, "--no-network", "--ticks", FEW_TICKS]).contains("pair 1"), "{name}");
    }
    out(&["solve", "-t", OLD, "--no-network", "--ticks", FEW_TICKS, "--out", "new.json"]);
    let submission = read_json(&folder.path().join("new.json"));
    assert_eq!(submission.as_object().unwrap().keys().collect::<Vec<_>>(), [NEW]);
}

#[test]
fn a_submission_of_before_is_scored() {
    let folder = folder();
    let answers = data::Dataset::built_in().answers;
    let pairs: Vec<_> = answers.of(NEW).iter().flatten().map(|grid| crate::rows(grid)).collect();
    let attempts: Vec<_> =
        pairs.iter().map(|right| serde_json::json!({"attempt_1": right, "attempt_2": [[0]]})).collect();
    fs::write(folder.path().join("old.json"), serde_json::json!({OLD: attempts}).to_string()).unwrap();
    let mut score = arc(folder.path());
    score.args(["score", "old.json", "--json"]).assert().success().stderr(contains(NEW).or(contains(OLD)).not());
    let report: serde_json::Value = serde_json::from_str(&stdout(&mut score)).unwrap();
    assert_eq!(report["tasks"][NEW][0], 1);
}

#[test]
fn a_concept_is_found_under_its_old_name() {
    let folder = folder();
    let list = |concept: &str| stdout(arc(folder.path()).args(["generate", "--list", "--concept", concept]));
    assert_eq!(list("mark_centre_of_boxes"), list("mark_center_of_boxes"));
    assert_eq!(list("centre"), list("center"));
    let generate = |kind: &str| {
        let mut command = arc(folder.path());
        stdout(command.args(["generate", "-n", "2", "--concept", "recolor_like_center", "--difficulty", kind]))
    };
    assert_eq!(generate("seed"), generate("plain"));
}
