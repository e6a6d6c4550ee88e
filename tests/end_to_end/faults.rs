//! A disk that fails: at each write, sync and renaming in turn, `strace` lets the system answer with an error. What was there
//! before stays, or what is new is there as a whole; the error is told with its file; no temporary file stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use rayon::prelude::*;

use crate::durable::{can_trace, files};
use crate::folder;

/// A command, run with a call of a name failing, such as the third (`3`), or all from there on (`3+`), in each thread; `None`
/// if no thread makes so many.
fn failing(folder: &Path, arguments: &[&str], call: &str, error: &str, when: &str) -> Option<Output> {
    let logs = crate::folder();
    let log = logs.path().join("log");
    let mut command = Command::new("strace");
    command.arg("-f").arg("-o").arg(&log).args(["-e", &format!("trace={call}")]);
    command.args(["-e", &format!("inject={call}:error={error}:when={when}")]);
    let output = command.arg(cargo_bin("arc")).args(arguments).current_dir(folder).output().unwrap();
    fs::read_to_string(log).unwrap().contains("(INJECTED)").then_some(output)
}

/// What there is, by path.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder)
        .into_iter()
        .map(|file| (file.strip_prefix(folder).unwrap().to_owned(), fs::read(&file).unwrap()))
        .collect()
}

/// Files to begin with, and a command that replaces some of them.
struct Case {
    before: &'static [(&'static str, &'static str)],
    arguments: &'static [&'static str],
    /// How many files it writes.
    written: usize,
}

const PART: &str = r#"{"gravity_down": [{"attempt_1": [[1]], "attempt_2": [[2]]}]}"#;

const CASES: [Case; 4] = [
    Case {
        before: &[("part.json", PART), ("merged.json", "old")],
        arguments: &["merge", "merged.json", "part.json"],
        written: 1,
    },
    Case { before: &[("task.png", "old")], arguments: &["show", "gravity_down", "--png", "task.png"], written: 1 },
    Case {
        before: &[],
        arguments: &[
            "solve",
            "--task",
            "gravity_down",
            "--no-network",
            "--ticks",
            "1k",
            "--jobs",
            "1",
            "--out",
            "out.json",
            "--results",
            "results",
            "--pictures",
            "pictures",
        ],
        written: 4,
    },
    Case { before: &[], arguments: &["generate", "--count", "1", "--jobs", "1", "--out", "tasks"], written: 2 },
];

#[test]
fn a_failing_disk_leaves_the_old_file_or_the_new_one() {
    if !can_trace() {
        return;
    }
    CASES.par_iter().for_each(|&Case { before, arguments, written }| {
        let prepared = || {
            let folder = folder();
            before.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
            folder
        };
        let good = prepared();
        let old = contents(good.path());
        let output = Command::new(cargo_bin("arc")).args(arguments).current_dir(good.path()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        let new = contents(good.path());
        // Of writes there is one for standard output, too; of syncs and renamings one or more for each file.
        for (call, error, least) in
            [("write", "ENOSPC", written), ("fsync", "EIO", written), ("renameat", "EACCES", written)]
        {
            let mut failures = 0;
            // Once, which a second try may survive, and for good.
            for when in (1..).flat_map(|number| [format!("{number}"), format!("{number}+")]) {
                let told = format!("{arguments:?} with {error} at {call} no. {when}");
                let folder = prepared();
                let Some(output) = failing(folder.path(), arguments, call, error, &when) else { break };
                let message = String::from_utf8_lossy(&output.stderr);
                assert!(!message.contains("panicked"), "{told}: {message}");
                let left = contents(folder.path());
                let is_result = |path: &Path| path.starts_with("results");
                for (path, bytes) in &left {
                    // Results tell the time that they took.
                    let is_known = [&old, &new]
                        .iter()
                        .any(|all| all.get(path).is_some_and(|known| known == bytes || is_result(path)));
                    let is_blank = path.as_os_str() == "out.json" && bytes.starts_with(b"{") && bytes.ends_with(b"}\n")
                        || serde_json::from_slice(bytes).is_ok_and(|json: serde_json::Value| json["complete"] == false);
                    assert!(is_known || is_blank, "{told}: {} is torn or should not be there", path.display());
                }
                assert!(old.keys().all(|path| left.contains_key(path)), "{told}: a file is lost");
                // A command may do without some calls, such as those that wake up a thread, but not without its files.
                if output.status.success() {
                    let is_new = |path: &PathBuf| {
                        left.contains_key(path) && (!old.contains_key(path) || left[path] != old[path])
                    };
                    assert!(
                        new.keys().filter(|path| old.get(*path) != new.get(*path)).all(is_new),
                        "{told}: a file is not written"
                    );
                    continue;
                }
                failures += 1;
                // Where nothing can be written, nothing can be said.
                assert!(call == "write" || message.contains("cannot write"), "{told}: {:?} {message}", output.status);
            }
            assert!(failures >= least, "{arguments:?}: {call} failed only {failures} times");
        }
    });
}
