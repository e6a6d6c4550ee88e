//! Runs that are asked to end.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::{arc, folder, read_json, write_noise};

/// Waits for the condition, for a long time on a busy machine.
pub fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60), "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A search without an end over the tasks of a folder, one of them without a solution.
fn begin(folder: &Path, more: &[&str]) -> Child {
    let mut command = Command::cargo_bin("arc").unwrap();
    command.current_dir(folder).args(["solve", ".", "--no-network", "--ticks", "1000000G", "--memory", "1000G"]);
    command.args(["--out", "out/put.json"]).args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
    write_noise(folder);
    fs::create_dir(folder.join("out")).unwrap();
    command.spawn().unwrap()
}

/// Tasks that are solved in no time, and come before the noise.
fn write_quick(folder: &Path) -> usize {
    let grid = |color: u8| serde_json::json!([[color, color], [color, 0]]);
    let pair = |color: u8| serde_json::json!({"input": grid(color), "output": grid(color)});
    let names = ["a", "b", "c"];
    for (color, name) in names.iter().enumerate() {
        let color = 3 * color as u8 + 1;
        let task = serde_json::json!({"train": [pair(color), pair(color + 1)], "test": [{"input": grid(color + 2)}]});
        fs::write(folder.join(format!("{name}.json")), task.to_string()).unwrap();
    }
    names.len()
}

/// Number of answers in a submission file that are no placeholders.
fn answered(submission: &Path) -> usize {
    let Ok(submission) = data::Submission::read(submission) else { return 0 };
    submission.iter().filter(|(_, attempts)| attempts.iter().flatten().any(|grid| grid.cells().len() > 1)).count()
}

fn send(run: &Child, signal: Signal) {
    kill(Pid::from_raw(run.id() as i32), signal).unwrap();
}

/// Whether the tests were started under `nohup`, which their runs take over: they do not end when they are hung up on.
fn hanging_up_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    let is_ignored = mask.is_some_and(|mask| mask & 1 == 1);
    if is_ignored {
        crate::skip("SIGHUP is ignored here");
    }
    is_ignored
}

#[test]
fn a_signal_saves_what_there_is() {
    let mut signals = vec![Signal::SIGINT, Signal::SIGTERM, Signal::SIGUSR1];
    if !hanging_up_is_ignored() {
        signals.push(Signal::SIGHUP);
    }
    for signal in signals {
        let folder = folder();
        let run = begin(folder.path(), &["--results", "results"]);
        let submission = folder.path().join("out/put.json");
        wait_for("the blank submission", || submission.exists());
        // Signals are caught from before that on; this gives the search the time to begin.
        std::thread::sleep(Duration::from_millis(200));
        send(&run, signal);
        let output = run.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(75), "{signal}: {out}{err}");
        assert!(out.contains("cut short"), "{out}");
        assert!(err.contains("cut short by a signal"), "{err}");
        arc(folder.path()).args(["validate", "out/put.json", "noise.json"]).assert().success();
        // A result that was cut short must not pass for a whole one later; its answers are where the next run begins.
        let result = folder.path().join("results/noise.json");
        assert!(!result.exists() || read_json(&result)["cut_short"] == true);
        let before = fs::read(&submission).unwrap();
        let mut again = arc(folder.path());
        again.args(["solve", ".", "--no-network", "--ticks", "1000000G", "--memory", "1000G", "--out", "out/put.json"]);
        again.args(["--results", "results"]).timeout(Duration::from_millis(700)).output().unwrap();
        assert_eq!(fs::read(&submission).unwrap(), before);
        assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 1, "there is nothing to keep a copy of");
    }
}

#[test]
fn answers_are_on_the_disk_while_a_task_takes_long() {
    for (jobs, more) in [("1", vec![]), ("2", vec!["--results", "results"])] {
        let folder = folder();
        let quick = write_quick(folder.path());
        let mut run = begin(folder.path(), &[&["--jobs", jobs], &more[..]].concat());
        let submission = folder.path().join("out/put.json");
        wait_for("the quick answers", || answered(&submission) >= quick);
        run.kill().unwrap();
        run.wait().unwrap();
        assert_eq!(answered(&submission), quick);
        let names = fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["put.json"]);
    }
}

#[test]
fn signals_in_a_row_lose_nothing() {
    let folder = folder();
    let quick = write_quick(folder.path());
    let run = begin(folder.path(), &["--jobs", "16", "-v"]);
    let submission = folder.path().join("out/put.json");
    wait_for("the quick answers", || answered(&submission) >= quick);
    for _ in 0..5 {
        send(&run, Signal::SIGINT);
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(75), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(answered(&submission) >= quick);
    arc(folder.path()).args(["validate", "out/put.json", "."]).assert().success();
}

#[test]
fn a_terminal_that_has_gone_does_not_matter() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        return crate::skip("there is no /dev/full");
    };
    if hanging_up_is_ignored() {
        return;
    }
    let folder = folder();
    let quick = write_quick(folder.path());
    write_noise(folder.path());
    let mut command = Command::cargo_bin("arc").unwrap();
    command.current_dir(folder.path()).args(["solve", ".", "--no-network", "--ticks", "1000000G", "--memory", "1000G"]);
    let mut run = command.args(["--out", "put.json"]).stdout(full.try_clone().unwrap()).stderr(full).spawn().unwrap();
    let submission = folder.path().join("put.json");
    wait_for("the quick answers", || answered(&submission) >= quick);
    send(&run, Signal::SIGHUP);
    assert_eq!(run.wait().unwrap().code(), Some(75));
    assert!(answered(&submission) >= quick);
}

#[test]
fn hanging_up_is_ignored_where_it_was_before() {
    let folder = folder();
    write_noise(folder.path());
    let arc = assert_cmd::cargo::cargo_bin("arc");
    let line = format!("trap '' HUP; exec {} solve noise.json --ticks 1000000G --memory 1000G -q", arc.display());
    let mut shell = Command::new("sh");
    let run = shell.arg("-c").arg(line).current_dir(folder.path()).stdout(Stdio::null()).spawn().unwrap();
    wait_for("the blank submission", || folder.path().join("submission.json").exists());
    send(&run, Signal::SIGHUP);
    std::thread::sleep(Duration::from_millis(500));
    send(&run, Signal::SIGTERM);
    let mut run = run;
    assert_eq!(run.wait().unwrap().code(), Some(75));
}

#[test]
fn a_folder_that_comes_back_gets_what_it_missed() {
    let folder = folder();
    let quick = write_quick(folder.path());
    let run = begin(folder.path(), &["--results", "results"]);
    let [out, gone, submission] = ["out", "gone", "out/put.json"].map(|name| folder.path().join(name));
    wait_for("the blank submission", || submission.exists());
    fs::rename(&out, &gone).unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    fs::create_dir(&out).unwrap();
    wait_for("the quick answers", || answered(&submission) >= quick);
    fs::remove_dir_all(&out).unwrap();
    send(&run, Signal::SIGINT);
    let output = run.wait_with_output().unwrap();
    let (said, printed) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    // Whether there was something new to write is a matter of luck.
    assert!(matches!(output.status.code(), Some(73 | 75)), "{said}");
    assert!(printed.contains("cut short after"), "{printed}");
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
