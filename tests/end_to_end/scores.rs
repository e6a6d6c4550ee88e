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
    score("{\"x\": [[[[0]], [[0]]]]}").stderr(contains("attempts without names"));
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

#[test]
fn a_missing_attempt_costs_its_output_alone_and_is_not_valid() {
    let folder = folder();
    write_competition(folder.path(), true);
    let solutions = read_json(&folder.path().join("arc-agi_training_solutions.json"));
    let mut right = json!({});
    for id in SOME {
        let pairs = solutions[id].as_array().unwrap().iter();
        right[id] = pairs.map(|grid| json!({"attempt_1": grid, "attempt_2": [[0]]})).collect();
    }
    let run = |command: &str, submission: &Value| {
        fs::write(folder.path().join("submission.json"), submission.to_string()).unwrap();
        let mut arc = arc(folder.path());
        arc.args([command, "submission.json", "arc-agi_training_challenges.json"]);
        arc.assert()
    };
    let total: usize = SOME.iter().map(|id| solutions[id].as_array().unwrap().len()).sum();
    let solved = |count: usize| contains(format!("test outputs solved (competition): {count}/{total} "));
    run("score", &right).success().stdout(solved(total)).stderr("");
    run("validate", &right).success();
    let attempt = |first: Value, second: Value| json!({"attempt_1": first, "attempt_2": second});
    let grid = || solutions[SOME[0]][0].clone();
    for (pair, lost, told) in [
        (json!({"attempt_1": grid()}), 0, "no `attempt_2` at test 1"),
        (attempt(grid(), Value::Null), 0, "no `attempt_2` at test 1"),
        (attempt(json!([]), grid()), 0, "no `attempt_1` at test 1"),
        (attempt(json!([[]]), json!([[0]])), 1, "no `attempt_1` at test 1"),
        (Value::Null, 1, "no `attempt_1` at test 1"),
        (
            json!({"attempt_1": grid(), "attempt_2": [[0]], "attempt_3": [[0]]}),
            0,
            "`attempt_3` is one attempt too many",
        ),
    ] {
        let mut submission = right.clone();
        submission[SOME[0]][0] = pair;
        run("score", &submission).success().stdout(solved(total - lost)).stderr(contains(told));
        run("validate", &submission).code(65).stdout(contains(told));
    }
}

#[test]
fn answers_in_the_order_of_other_tests_are_warned_of() {
    let folder = folder();
    let pair = |input: u8, output: u8| json!({"input": [[input]], "output": [[output]]});
    let task = json!({"train": [pair(1, 2)], "test": [pair(3, 4), pair(5, 6)]});
    fs::write(folder.path().join("a.json"), task.to_string()).unwrap();
    let answer = |color: u8| json!({"attempt_1": [[color]], "attempt_2": [[0]]});
    fs::write(folder.path().join("s.json"), json!({"a": [answer(6), answer(4)]}).to_string()).unwrap();
    let mut score = arc(folder.path());
    score.args(["score", "s.json", "a.json", "--json"]);
    let swapped = contains("`a`: the attempts at test 1 are the answer to test 2; are the tests in another order?");
    let output = score.assert().success().stderr(swapped).get_output().stdout.clone();
    let report: Value = serde_json::from_slice(&output).unwrap();
    assert_eq!(report["tasks"]["a"], json!([null, null]));
    assert_eq!(report["data"]["order"].as_str().unwrap().len(), 32);
}

#[test]
fn results_reports_and_folders_are_scored_and_merged_but_not_valid() {
    let folder = folder();
    let data = write_competition(folder.path(), true);
    let data = data.to_str().unwrap();
    let options = ["--ticks", "200k", "--no-network", "--results", "results", "--out", "plain.json", "--json"];
    let report = stdout(arc(folder.path()).args(["solve", data]).args(options));
    fs::write(folder.path().join("report.json"), report).unwrap();
    fs::create_dir(folder.path().join("tasks")).unwrap();
    let plain = read_json(&folder.path().join("plain.json"));
    for (id, pairs) in plain.as_object().unwrap() {
        let wrap = |grid: &Value| json!({"answer": grid, "metadata": {"model": "m"}, "correct": null});
        let wrap = |pair: &Value| json!({"attempt_1": wrap(&pair["attempt_1"]), "attempt_2": wrap(&pair["attempt_2"])});
        let pairs: Vec<Value> = pairs.as_array().unwrap().iter().map(wrap).collect();
        fs::write(folder.path().join("tasks").join(format!("{id}.json")), json!(pairs).to_string()).unwrap();
    }
    let expected = stdout(arc(folder.path()).args(["score", "plain.json", data]));
    for source in ["results", "report.json", "tasks"] {
        let mut score = arc(folder.path());
        score.args(["score", source, data]);
        score.assert().stderr("");
        assert_eq!(stdout(&mut score), expected, "{source}");
        let refused = contains("not the form that competitions take");
        arc(folder.path()).args(["validate", source, data]).assert().code(65).stdout(refused);
        arc(folder.path()).args(["merge", "merged.json", source, "--data-dir", data]).assert().success();
        assert_eq!(
            fs::read(folder.path().join("merged.json")).unwrap(),
            fs::read(folder.path().join("plain.json")).unwrap()
        );
    }
    fs::write(folder.path().join("rows.csv"), "output_id,output\na_0,|1| |2|\n").unwrap();
    arc(folder.path()).args(["score", "rows.csv", data]).assert().code(65).stderr(contains("the table of 2020 (CSV"));
}
