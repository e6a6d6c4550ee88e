//! What a run does with the files of an earlier one: it goes on with its own and never blanks those of another.

use std::fs;
use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;
use serde_json::json;

use crate::{FEW_TICKS, SOME, arc, folder, read_json, stdout};

fn solve(folder: &Path, more: &[&str]) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.args(["solve", "--no-network", "--task", &SOME.join(",")]);
    if !more.contains(&"--ticks") {
        command.args(["--ticks", FEW_TICKS]);
    }
    command.args(more);
    command
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_earlier_submission_is_kept_as_a_copy() {
    let folder = folder();
    let file = |name: &str| folder.path().join(name);
    let answer = json!({"007bbfb7": [{"attempt_1": [[1, 2]], "attempt_2": [[3]]}]}).to_string();
    for (number, old) in [&*answer, "no submission at all", &answer].into_iter().enumerate() {
        fs::write(file("submission.json"), old).unwrap();
        let copy = format!("submission.json.~{}~", number + 1);
        solve(folder.path(), &["--ticks", "1k"]).assert().success().stderr(contains(&copy));
        assert_eq!(fs::read_to_string(file(&copy)).unwrap(), old);
        arc(folder.path()).args(["validate", "submission.json"]).assert().code(65).stdout(contains("007bbfb7").not());
    }
    // What is blank, or says nothing else, needs no copy; nor what may be replaced.
    let known = names(folder.path());
    solve(folder.path(), &["--ticks", "1k", "--force"]).assert().success();
    let blank = json!({"007bbfb7": [{"attempt_1": [[0]], "attempt_2": [[0]]}]}).to_string();
    for nothing in ["", &blank] {
        fs::write(file("submission.json"), nothing).unwrap();
        solve(folder.path(), &["--ticks", "1k"]).assert().success();
    }
    assert_eq!(names(folder.path()), known);
}

#[test]
fn a_run_that_goes_on_keeps_no_copies() {
    let folder = folder();
    for _ in 0..3 {
        solve(folder.path(), &["--results", "results"]).assert().success().stderr(contains("~").not());
    }
    assert_eq!(names(folder.path()), ["pictures", "results", "submission.json"]);
}

#[test]
fn no_submission_is_written_if_none_is_wanted() {
    let folder = folder();
    let said = "wrote pictures in pictures, results in results\n";
    solve(folder.path(), &["--no-out", "--results", "results"]).assert().success().stderr(said);
    assert_eq!(names(folder.path()), ["pictures", "results"]);
    solve(folder.path(), &["--no-out", "--out", "a"]).assert().code(2);
}

#[test]
fn results_of_another_run_are_refused_with_the_difference() {
    let folder = folder();
    solve(folder.path(), &["--results", "results"]).assert().success();
    let before = fs::read(folder.path().join("results/gravity_down.json")).unwrap();
    let refused = |more: &[&str], difference: &str| {
        let mut command = solve(folder.path(), &[&["--results", "results", "--out", "new"], more].concat());
        command.assert().code(65).stdout("").stderr(contains("results/gravity_down.json").and(contains(difference)));
        assert_eq!(fs::read(folder.path().join("results/gravity_down.json")).unwrap(), before);
        assert!(!folder.path().join("new").exists());
    };
    refused(&["--ticks", "100k"], "ticks 200000 instead of 100000");
    refused(&["--memory", "1G"], "memory 367001600 instead of 1073741824");
    refused(&["--without", "elements"], "without none instead of [\"elements\"]");
    // Another task of the same name.
    let built_in = data::Dataset::built_in();
    let task = built_in.task("fill_enclosed").unwrap().to_json(built_in.answers.of("fill_enclosed"));
    fs::write(folder.path().join("gravity_down.json"), task).unwrap();
    let mut other = arc(folder.path());
    other.args(["solve", "gravity_down.json", "--no-network", "--ticks", FEW_TICKS, "--results", "results"]);
    other.assert().code(65).stderr(contains("another task of this name"));

    // A folder of tasks is no folder of results.
    let before = fs::read(folder.path().join("gravity_down.json")).unwrap();
    let into_tasks = ["--results", ".", "--out", "new"];
    solve(folder.path(), &into_tasks).assert().code(65).stderr(contains("./gravity_down.json: this is no result"));
    assert_eq!(fs::read(folder.path().join("gravity_down.json")).unwrap(), before);

    let forced = ["--results", "results", "--ticks", "100k", "--force"];
    solve(folder.path(), &forced).assert().success().stderr(contains("taken over").not());
    assert_eq!(read_json(&folder.path().join("results/gravity_down.json"))["origin"]["ticks"], 100_000);
}

#[test]
fn long_names_are_written_and_found_again() {
    let folder = folder();
    let built_in = data::Dataset::built_in();
    let task = built_in.task("gravity_down").unwrap().to_json(&[]);
    let names = ["\u{65cb}\u{8f6c}\u{56fe}\u{5f62}".repeat(18), "a b".repeat(52), "a b".repeat(52) + "c"];
    fs::create_dir(folder.path().join("tasks")).unwrap();
    for name in &names {
        fs::write(folder.path().join(format!("tasks/{name}.json")), &task).unwrap();
    }
    let solve = |more: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "tasks", "--no-network", "--ticks", "1k", "--pictures", "pictures"]).args(more);
        command.assert().success()
    };
    solve(&["--results", "results"]);
    solve(&["--results", "results"]).stderr(contains("3 tasks taken over"));
    for written in ["pictures", "results"] {
        assert_eq!(fs::read_dir(folder.path().join(written)).unwrap().count(), 3);
    }
    let submission = read_json(&folder.path().join("submission.json"));
    assert!(names.iter().all(|name| submission[name].is_array()));
}

#[test]
fn shares_have_files_of_their_own() {
    let folder = folder();
    for share in ["1/2", "2/2"] {
        let mut command = arc(folder.path());
        command.args(["solve", "--no-network", "--ticks", "1k", "--shard", share]);
        command.assert().success().stderr(contains(format!("wrote submission.{}.json", share.replace('/', "-of-"))));
    }
    let parts = ["submission.1-of-2.json", "submission.2-of-2.json"];
    arc(folder.path()).args(["merge", "all.json"]).args(parts).assert().success();
    arc(folder.path()).args(["validate", "all.json"]).assert().success();
}

#[test]
fn a_merge_keeps_what_it_replaces() {
    let folder = folder();
    for (name, id) in [("a.json", "x"), ("b.json", "y")] {
        let answer = json!({id: [{"attempt_1": [[1, 2]], "attempt_2": [[3]]}]});
        fs::write(folder.path().join(name), answer.to_string()).unwrap();
    }
    // The name of the whole was forgotten.
    let merge = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.arg("merge").args(arguments).assert().success()
    };
    let before = fs::read(folder.path().join("a.json")).unwrap();
    merge(&["a.json", "b.json"]).stderr(contains("a.json.~1~"));
    assert_eq!(fs::read(folder.path().join("a.json.~1~")).unwrap(), before);
    merge(&["all.json", "a.json.~1~", "b.json"]);
    merge(&["all.json", "a.json.~1~", "b.json"]).stderr(contains("~").not());
    merge(&["--force", "all.json", "b.json"]).stderr(contains("~").not());
    assert_eq!(names(folder.path()), ["a.json", "a.json.~1~", "all.json", "b.json"]);
}

#[test]
fn the_way_things_went_is_told_in_one_line() {
    let folder = folder();
    let said = |more: &[&str]| {
        let output = solve(folder.path(), more).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(said(&["--results", "r"]), "wrote submission.json, pictures in pictures, results in r\n");
    assert_eq!(said(&["--results", "r", "-q"]), "");
    let table = stdout(&mut solve(folder.path(), &["--results", "r"]));
    assert!(!table.contains("wrote"), "{table}");
    // Each task has a second for the search and two for network and forest.
    let mut long = arc(folder.path());
    long.args(["solve", "--time-per-task", "1h", "--task", "rotate_clockwise", "--no-out"]);
    long.assert().success().stderr(contains("1 task, ").and(contains("at most 3h on an idle machine")));
}

#[test]
fn more_jobs_than_are_of_use_are_fewer() {
    let folder = folder();
    let warning = contains("--jobs 60000: ").and(contains("more than enough"));
    solve(folder.path(), &["--jobs", "60000"]).assert().success().stderr(warning);
    solve(folder.path(), &["--jobs", "16"]).assert().success().stderr(contains("--jobs").not());
}
