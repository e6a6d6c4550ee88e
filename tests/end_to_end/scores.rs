//! `arc score` and `arc validate`.

use std::fs;

use predicates::str::contains;
use serde_json::{Value, json};

use crate::{SOME, arc, folder, read_json, stdout, write_competition};

/// A submission with two tasks right (one of them at the second attempt), one wrong, one missing.
fn write_submission(folder: &std::path::Path) {
    let solutions = read_json(&folder.join("arc-agi_training_solutions.json"));
    let attempts = |first: &Value, second: &Value| json!({"attempt_1": first, "attempt_2": second});
    let mut submission = json!({});
    for (index, id) in SOME[..3].iter().enumerate() {
        let pairs = solutions[id].as_array().unwrap().iter().map(|right| match index {
            0 => attempts(right, &json!([[0]])),
            1 => attempts(&json!([[0]]), right),
            _ => attempts(&json!([[0]]), &json!([[1]])),
        });
        submission[id] = pairs.collect();
    }
    fs::write(folder.join("submission.json"), submission.to_string()).unwrap();
}

#[test]
fn four_rules_are_labelled() {
    let folder = folder();
    write_competition(folder.path(), true);
    write_submission(folder.path());
    let mut command = arc(folder.path());
    command.args(["score", "submission.json", "arc-agi_training_challenges.json"]);
    command.assert().success().stderr(contains("`outline_objects`: no attempts at this task"));
    insta::assert_snapshot!(stdout(&mut command));
}

#[test]
fn scores_as_json_tell_which_attempt_was_right() {
    let folder = folder();
    write_competition(folder.path(), true);
    write_submission(folder.path());
    let mut command = arc(folder.path());
    command.args(["score", "submission.json", "arc-agi_training_challenges.json", "--json"]);
    let report: Value = serde_json::from_str(&stdout(&mut command)).unwrap();
    assert_eq!(report["schema"], "arc.score/1");
    assert_eq!(report["scores"]["rules"][2]["solved"], json!(2.0));
    assert_eq!(report["scores"]["rules"][2]["total"], json!(4));
    assert_eq!(report["tasks"][SOME[0]][0], json!(1));
    assert_eq!(report["tasks"][SOME[1]][0], json!(2));
    assert_eq!(report["tasks"][SOME[3]][0], Value::Null);
}

#[test]
fn scoring_needs_answers() {
    let folder = folder();
    write_competition(folder.path(), false);
    fs::write(folder.path().join("submission.json"), "{}").unwrap();
    let mut command = arc(folder.path());
    command.args(["score", "submission.json", "arc-agi_training_challenges.json"]);
    command.assert().code(65).stderr(contains("no answers"));
}

#[test]
fn bad_submissions_are_refused_with_their_place() {
    let folder = folder();
    write_competition(folder.path(), true);
    let score = |text: &str| {
        fs::write(folder.path().join("submission.json"), text).unwrap();
        let mut command = arc(folder.path());
        command.args(["score", "submission.json", "arc-agi_training_challenges.json"]);
        command.assert().code(65)
    };
    score("{").stderr(contains("submission.json:1:"));
    score("{\"x\": [{\"attempt_1\": [[0]]}]}").stderr(contains("attempt_2"));
    score("{\"x\":\n [{\"attempt_1\": [[10]], \"attempt_2\": [[0]]}]}").stderr(contains("submission.json:2:"));
    arc(folder.path()).args(["score", "nowhere.json"]).assert().code(66).stderr(contains("nowhere.json"));
}

#[test]
fn validation_lists_what_is_missing() {
    let folder = folder();
    write_competition(folder.path(), true);
    write_submission(folder.path());
    let validate = || {
        let mut command = arc(folder.path());
        command.args(["validate", "submission.json", "arc-agi_training_challenges.json"]);
        command.assert()
    };
    validate().code(65).stdout(contains("`outline_objects`: no attempts at this task"));

    let solve = ["solve", "arc-agi_training_challenges.json", "--ticks", "1k"];
    arc(folder.path()).args(solve).assert().success();
    validate().success().stdout(contains("valid for 4 tasks"));
}
