//! Runs that are asked to end.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::{arc, folder, write_noise};

/// Waits for the condition, for a long time on a busy machine.
pub fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60), "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn begin(folder: &std::path::Path) -> Child {
    write_noise(folder);
    let mut command = Command::cargo_bin("arc").unwrap();
    command.current_dir(folder).args([
        "solve",
        ".",
        "--ticks",
        "1000000G",
        "--memory",
        "1000G",
        "--out",
        "out/put.json",
    ]);
    fs::create_dir(folder.join("out")).unwrap();
    command.args(["--results", "results"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_signal_saves_what_there_is() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGUSR1] {
        let folder = folder();
        let run = begin(folder.path());
        let submission = folder.path().join("out/put.json");
        wait_for("the blank submission", || submission.exists());
        // Signals are caught from before that on; this gives the search the time to begin.
        std::thread::sleep(Duration::from_millis(200));
        kill(Pid::from_raw(run.id() as i32), signal).unwrap();
        let output = run.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(75), "{signal}: {out}{err}");
        assert!(out.contains("cut short"), "{out}");
        assert!(err.contains("cut short by a signal"), "{err}");
        arc(folder.path()).args(["validate", "out/put.json", "noise.json"]).assert().success();
        // A result that was cut short must not pass for a whole one later.
        assert!(!folder.path().join("results/noise.json").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let mut run =
        Command::cargo_bin("arc").unwrap().arg("dsl").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(run.stdout.take());
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
