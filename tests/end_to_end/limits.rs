//! Limits of a run as a whole: the deadline, and what memory the system allows.

use std::process::Command;
use std::time::Duration;

use predicates::str::contains;

use crate::{arc, folder, read_json};

#[test]
fn at_the_deadline_a_run_ends_as_if_it_were_finished() {
    let folder = folder();
    // No short program solves these, and an hour is too long to wait for.
    let tasks = ["--task", "checkerboard_fill_frames,erase_key_color,fill_bounding_boxes", "--time-per-task", "1h"];
    let mut command = arc(folder.path());
    command.args(["solve", "--no-network", "--jobs", "2", "--results", "found", "--deadline", "2s"]).args(tasks);
    command.timeout(Duration::from_secs(120));
    let ended = command.assert().success();
    ended.stdout(contains("cut short after")).stderr(contains("the deadline came before 3 tasks"));
    let submission = read_json(&folder.path().join("submission.json"));
    assert_eq!(submission.as_object().unwrap().len(), 3, "every task is answered");
    for kept in std::fs::read_dir(folder.path().join("found")).unwrap() {
        let record = read_json(&kept.unwrap().path());
        assert_eq!(record["cut_short"], true, "what was cut short is solved anew by the next run");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_does_not_fit_into_memory_is_refused_before_it_begins() {
    let folder = folder();
    let arc = assert_cmd::cargo::cargo_bin("arc");
    let limited = |options: &str| {
        let line = format!("ulimit -v 2000000; exec {} solve --no-network --ticks 20k {options}", arc.display());
        Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output().unwrap()
    };
    let refused = limited("--memory 3G");
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("1953 MiB") && said.contains("--memory"), "{said}");
    assert!(!folder.path().join("submission.json").exists(), "nothing was begun");
    let fewer = limited("--memory 350M --jobs 1");
    assert!(fewer.status.success(), "{fewer:?}");
    assert_eq!(limited("--memory 350M --jobs 8").status.code(), Some(2));
}
