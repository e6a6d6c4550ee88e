//! What is read is understood or refused with a word: which split is meant, which task, and how much was left out.

use std::fs;
use std::path::Path;

use assert_cmd::assert::Assert;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::json;

use crate::{SOME, arc, folder, read_json, stdout, write_competition, write_noise};

fn run(folder: &Path, arguments: &[&str]) -> Assert {
    arc(folder).args(arguments).assert()
}

/// Runs `arc solve` with few ticks.
fn solve(folder: &Path, arguments: &[&str]) -> Assert {
    run(folder, &[&["solve", "--ticks", "1k", "--no-network"], arguments].concat())
}

#[test]
fn of_several_splits_one_has_to_be_named() {
    let folder = folder();
    write_competition(folder.path(), true);
    let noise = fs::read_to_string(write_noise(folder.path())).unwrap();
    fs::remove_file(folder.path().join("noise.json")).unwrap();
    fs::write(folder.path().join("arc-agi_test_challenges.json"), format!("{{\"noise\": {noise}}}")).unwrap();
    let attempts = json!({"noise": [{"attempt_1": [[0]], "attempt_2": [[0]]}]});
    fs::write(folder.path().join("answers.json"), attempts.to_string()).unwrap();
    let asked = contains(". holds several splits: test (1 task), training (4 tasks); give --split NAME");
    solve(folder.path(), &["."]).code(65).stderr(asked.clone());
    assert!(!folder.path().join("submission.json").exists());
    for arguments in [
        &["score", "answers.json", "."][..],
        &["validate", "answers.json", "."],
        &["merge", "all.json", "answers.json", "--data-dir", "."],
    ] {
        run(folder.path(), arguments).code(65).stderr(asked.clone());
    }
    solve(folder.path(), &[".", "--split", "test"]).success().stdout(contains("data . (test): 1 task"));
    solve(folder.path(), &[".", "--split", "all"]).success().stdout(contains("data . (all): 5 tasks"));
    // Where nothing is handed in, a task is found in any split.
    run(folder.path(), &["show", "noise", "--data", "."]).success();
}

#[test]
fn different_tasks_of_one_id_stop_a_run_before_it_begins() {
    let folder = folder();
    let noise = fs::read_to_string(write_noise(folder.path())).unwrap();
    fs::remove_file(folder.path().join("noise.json")).unwrap();
    for name in ["one", "two"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("noise.json"), &noise).unwrap();
    }
    let other = json!({"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}]}).to_string();
    fs::write(folder.path().join("two/noise.json"), other).unwrap();
    let clash = contains("different tasks of the id `noise`: one/noise, two/noise");
    solve(folder.path(), &["."]).code(65).stderr(clash.clone());
    assert!(!folder.path().join("submission.json").exists());
    solve(folder.path(), &[".", "--split", "one"]).success().stdout(contains("1 task"));
    solve(folder.path(), &[".", "--split", "all"]).success().stdout(contains("2 tasks"));
    fs::write(folder.path().join("two/noise.json"), noise).unwrap();
    solve(folder.path(), &["."]).success().stdout(contains("1 task"));
}

#[test]
fn what_was_skipped_is_in_the_summary_and_in_the_code_where_asked() {
    let folder = folder();
    fs::create_dir(folder.path().join("set")).unwrap();
    write_noise(&folder.path().join("set"));
    for name in ["a", "b"] {
        fs::write(folder.path().join("set").join(format!("{name}.json")), "{\"train\": [1]}").unwrap();
    }
    let skipped = contains("; 2 of 3 files skipped");
    solve(folder.path(), &["set", "--out", "out.json"]).success().stdout(skipped.clone());
    solve(folder.path(), &["set", "--strict", "--out", "out.json"]).code(65).stdout(skipped.clone());
    run(folder.path(), &["validate", "out.json", "set"]).success().stdout(skipped.clone());
    run(folder.path(), &["validate", "out.json", "set", "--strict"]).code(65).stdout(skipped.clone());
    let noise = read_json(&folder.path().join("set/noise.json"));
    let mut solved = noise;
    solved["test"][0]["output"] = json!([[1]]);
    fs::write(folder.path().join("set/noise.json"), solved.to_string()).unwrap();
    run(folder.path(), &["score", "out.json", "set"]).success().stdout(skipped.clone());
    run(folder.path(), &["score", "out.json", "set", "--strict"]).code(65).stdout(skipped);
    let report = stdout(arc(folder.path()).args(["score", "out.json", "set", "--json"]));
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["data"]["files"], &report["data"]["skipped_files"]), (&json!(3), &json!(2)));
    solve(folder.path(), &["set/noise.json", "--strict"]).success().stdout(contains("skipped").not());
}

#[test]
fn a_submission_is_not_judged_against_data_that_nobody_named() {
    let folder = folder();
    let attempts = json!([{"attempt_1": [[0]], "attempt_2": [[0]]}]);
    for (text, is_built_in) in [
        (json!({}), false),
        (json!({"007bbfb7": attempts}), false),
        (json!({"007bbfb7": attempts, SOME[0]: attempts}), false),
        (json!({SOME[0]: attempts}), true),
    ] {
        fs::write(folder.path().join("answers.json"), text.to_string()).unwrap();
        let asked = contains("which data is the submission for?");
        let score = run(folder.path(), &["score", "answers.json"]);
        let validate = run(folder.path(), &["validate", "answers.json"]);
        if is_built_in {
            score.success().stdout(contains("data built-in"));
            validate.code(65).stderr(asked.not());
        } else {
            score.code(66).stderr(asked.clone()).stdout("");
            validate.code(66).stderr(asked).stdout("");
        }
    }
}

#[test]
fn generated_lines_are_solved_from_a_pipe() {
    let folder = folder();
    for count in ["1", "3"] {
        let lines = stdout(arc(folder.path()).args(["generate", "-n", count, "-q", "--out", "-"]));
        let ids: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
            .collect();
        let mut command = arc(folder.path());
        command.args(["solve", "-", "--ticks", "1k", "--no-network", "--out", "out.json", "-q"]).write_stdin(lines);
        command.assert().success().stderr("");
        let submission = read_json(&folder.path().join("out.json"));
        assert_eq!(submission.as_object().unwrap().keys().cloned().collect::<Vec<_>>(), ids);
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), format!("\u{feff}{text}")).unwrap();
    write("program.arc", "transform(input, flip_horizontal)");
    run(folder.path(), &["run", "@program.arc", "gravity_down"]).success();
    let generate = ["generate", "-n", "1", "--replay", "program.arc", "--out", "-", "-q"];
    run(folder.path(), &generate).success();
    write("task.json", &json!({"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}]}).to_string());
    run(folder.path(), &["show", "task.json"]).success();
    fs::write(folder.path().join("wide.arc"), [0xff, 0xfe, b'i', 0]).unwrap();
    run(folder.path(), &["run", "@wide.arc", "gravity_down"]).code(65).stderr(contains("wide.arc: UTF-16"));
}

#[test]
fn limits_without_their_unit_are_refused() {
    let folder = folder();
    for memory in ["1", "350", "1k"] {
        solve(folder.path(), &["--memory", memory]).code(2).stderr(contains("less than a megabyte"));
    }
    assert!(!folder.path().join("submission.json").exists());
}

#[test]
fn standard_input_holds_splits_and_submissions_like_files() {
    let folder = folder();
    write_competition(folder.path(), true);
    let challenges = read_json(&folder.path().join("arc-agi_training_challenges.json"));
    let splits = json!({"train": challenges, "eval": {"other": challenges[SOME[0]]}}).to_string();
    let solve = |more: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "-", "--ticks", "1k", "--no-network", "--out", "out.json"]).args(more);
        command.write_stdin(splits.clone()).assert()
    };
    solve(&[]).code(65).stderr(contains("several splits: eval (1 task), train (4 tasks)"));
    solve(&["--split", "test"]).code(65).stderr(contains("no part of it is called `test`"));
    solve(&["--split", "training"]).success().stdout(contains(": 4 tasks"));
    let submission = fs::read(folder.path().join("out.json")).unwrap();
    for (command, told) in [("validate", "stdin: valid for"), ("score", "test outputs solved")] {
        let mut piped = arc(folder.path());
        piped.args([command, "-", ".", "--split", "training"]).write_stdin(submission.clone());
        piped.assert().success().stdout(contains(told));
    }
}

#[test]
fn nothing_merged_is_no_success() {
    let folder = folder();
    fs::write(folder.path().join("empty.json"), "{}").unwrap();
    run(folder.path(), &["merge", "all.json", "empty.json"]).code(65).stderr(contains("no part answers any task"));
    assert!(!folder.path().join("all.json").exists());
}
