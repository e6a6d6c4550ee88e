//! `arc train`.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use predicates::prelude::*;
use predicates::str::contains;
use transducer::Stored as _;

use crate::signals::wait_for;
use crate::{arc, folder, read_json, stdout};

/// A run that is as small as can be.
const TINY: [&str; 20] = [
    "train",
    "--columns",
    "3",
    "--width",
    "4",
    "--batch",
    "2",
    "--pool",
    "8",
    "--every",
    "2",
    "--validation",
    "2",
    "--frame-ticks",
    "0",
    "--jobs",
    "2",
    "--learning-rate",
    "0.01",
    "--snapshots",
];

fn train(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.args(TINY).args(arguments);
    command
}

fn begin(folder: &Path) -> Child {
    let mut command = Command::cargo_bin("arc").unwrap();
    command.current_dir(folder).args(TINY).args(["--plan-steps", "1000000", "--minutes", "60"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The losses of a curve; times differ between runs.
fn losses(path: &Path) -> Vec<String> {
    let curve = read_json(path);
    let points = curve["points"].as_array().unwrap();
    points.iter().map(|point| format!("{} {} {}", point["step"], point["loss"], point["validation"])).collect()
}

#[test]
fn a_checkpoint_of_another_run_is_kept() {
    let folder = folder();
    std::fs::write(folder.path().join("network.ckpt"), "weights of hours").unwrap();
    let mut train = arc(folder.path());
    train.args(["train", "--steps", "1", "--validation", "0", "--pool", "8", "--columns", "8", "--batch", "2"]);
    train.assert().success().stderr(contains("network.ckpt.~1~"));
    assert_eq!(std::fs::read_to_string(folder.path().join("network.ckpt.~1~")).unwrap(), "weights of hours");
}

#[test]
fn a_run_in_parts_has_the_curve_of_a_whole_one() {
    let folder = folder();
    let whole = stdout(&mut train(folder.path(), &["--steps", "4", "--out", "whole.ckpt"]));
    assert!(whole.contains("made 4 steps with 8 samples"), "{whole}");
    assert!(whole.contains("100 % of the plan"), "{whole}");
    let part = ["--steps", "3", "--plan-steps", "4", "--out", "parts.ckpt"];
    train(folder.path(), &part).assert().success().stderr(contains("the same command goes on"));
    let second = stdout(&mut train(folder.path(), &part));
    assert!(second.contains("made 1 step with 2 samples"), "{second}");
    assert!(second.contains("in all 4 steps"), "{second}");
    let curve = losses(&folder.path().join("whole.curve.json"));
    assert_eq!(curve.len(), 2);
    assert_eq!(losses(&folder.path().join("parts.curve.json")), curve);
    assert_eq!(&fs::read(folder.path().join("parts.curve.png")).unwrap()[1..4], b"PNG");

    // Nothing is left to do.
    assert!(stdout(&mut train(folder.path(), &part)).contains("made 0 steps"));
    // Another run needs a word.
    let mut other = train(folder.path(), &["--seed", "5", "--out", "parts.ckpt"]);
    other.assert().code(65).stderr(contains("other options").and(contains("--restart")));
}

#[test]
fn a_killed_run_goes_on() {
    let folder = folder();
    let (checkpoint, state) = (folder.path().join("network.ckpt"), folder.path().join("network.state"));
    let mut killed = begin(folder.path());
    wait_for("the second point of the curve", || {
        let curve = fs::read(folder.path().join("network.curve.json")).unwrap_or_default();
        String::from_utf8_lossy(&curve).matches("learning_rate").count() > 2
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    let before = losses(&folder.path().join("network.curve.json"));
    let device = transducer::DeviceChoice::Cpu.open().unwrap();
    transducer::Checkpoint::load(&checkpoint).unwrap().network(&device).unwrap();
    let saved = fs::read(&state).unwrap();
    assert!(transducer::TrainingState::from_bytes(&saved).unwrap().progress.steps >= 2);

    let goes_on = begin(folder.path());
    wait_for("a change of the state", || fs::read(&state).is_ok_and(|now| now != saved));
    kill(Pid::from_raw(goes_on.id() as i32), Signal::SIGTERM).unwrap();
    let output = goes_on.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(75), "{error}");
    assert!(error.contains("going on with network.state"), "{error}");
    let after = losses(&folder.path().join("network.curve.json"));
    let common = before.len().min(after.len());
    assert_eq!(after[..common], before[..common]);
}

#[test]
fn damaged_and_foreign_files_are_told() {
    let folder = folder();
    train(folder.path(), &["--steps", "1"]).assert().success();
    let path = folder.path().join("network.state");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut resumed = train(folder.path(), &["--steps", "1"]);
    resumed.assert().code(65).stderr(contains("network.state: corrupt training state: its checksum is wrong"));

    let checkpoint = fs::read(folder.path().join("network.ckpt")).unwrap();
    fs::write(folder.path().join("short.ckpt"), &checkpoint[..checkpoint.len() - 9]).unwrap();
    fs::write(folder.path().join("text.ckpt"), "weights").unwrap();
    for (file, message) in [("short.ckpt", "corrupt checkpoint"), ("text.ckpt", "this is not a checkpoint")] {
        let mut from = train(folder.path(), &["--steps", "1", "--restart", "--from", file]);
        from.assert().code(65).stderr(contains(message).and(contains(file)));
    }
    train(folder.path(), &["--resume", "--state", "none.state"]).assert().code(66);
    train(folder.path(), &["--steps", "1", "--restart", "--from", "network.ckpt"]).assert().success();
}

#[test]
fn devices_that_are_not_there_are_told() {
    let folder = folder();
    train(folder.path(), &["--device", "abacus"]).assert().code(2).stderr(contains("use cpu, wgpu, cuda"));
    if cfg!(not(feature = "cuda")) {
        train(folder.path(), &["--device", "cuda:1"]).assert().code(69).stderr(contains("built without `cuda`"));
    }
}

#[test]
fn given_tasks_are_chosen_by_the_split_file() {
    let folder = folder();
    fs::create_dir(folder.path().join("tasks")).unwrap();
    for task in data::Dataset::built_in().tasks.iter().take(3) {
        let answers = data::Dataset::built_in().answers.of(&task.id).to_vec();
        fs::write(folder.path().join(format!("tasks/{}.json", task.id)), task.to_json(&answers)).unwrap();
    }
    let first = &data::Dataset::built_in().tasks[0].id;
    fs::write(folder.path().join("splits.json"), format!(r#"{{"tasks": {{"tune": ["{first}"]}}}}"#)).unwrap();
    let given =
        ["--steps", "1", "--plan-steps", "2", "--tasks", "tasks", "--split-file", "splits.json", "--share", "50"];
    train(folder.path(), &given).assert().success();
    let curve = read_json(&folder.path().join("network.curve.json"));
    assert_eq!(curve["data"]["tasks"].as_str().unwrap().len(), 32);
    // The run cannot go on with other tasks.
    train(folder.path(), &["--steps", "1"]).assert().code(65).stderr(contains("other tasks"));
    let mut part = train(folder.path(), &given);
    part.args(["--part", "confirm"]).assert().code(66).stderr(contains("no `tasks` with a `confirm`"));
}
