//! What is written is on the disk before it takes the place of what was there, and so is its name afterwards. Nobody sees that
//! but the system, whose calls `strace` writes down.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

use crate::folder;

/// Whether calls can be traced; says so past the capture of test output if not.
pub fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let works = traced.is_ok_and(|output| output.status.success());
    assert!(works || std::env::var_os("ARC_TEST_STRACE").is_none(), "strace does not work here");
    if !works {
        io::stderr()
            .write_all(b"SKIPPED: whether files are synced is not checked, strace does not work here\n")
            .unwrap();
    }
    works
}

/// The calls of a command, run in a folder, that move a file or put one on the disk, with the paths of open files; thread by
/// thread.
fn calls(folder: &Path, arguments: &[&str]) -> Vec<Vec<String>> {
    let logs = crate::folder();
    let mut command = Command::new("strace");
    command.args(["-ff", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", "-s", "4096", "-o"]);
    command.arg(logs.path().join("log")).arg(cargo_bin("arc")).args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let done = |log: &PathBuf| -> Vec<String> {
        let calls = fs::read_to_string(log).unwrap();
        calls.lines().filter(|call| call.ends_with("= 0")).map(str::to_owned).collect()
    };
    files(logs.path()).iter().map(done).collect()
}

/// All files below a folder.
pub fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { BTreeSet::from([path]) }).collect()
}

/// How a file came to its place: whether a file of its folder was put on the disk since the renaming before, and the folder
/// afterwards. `None` if it was not moved there.
fn came(calls: &[String], folder: &Path, file: &Path) -> Option<(bool, bool)> {
    // Names come quoted, and relative to the folder or absolute.
    fn target(call: &str) -> Option<&str> {
        if call.contains("rename") { call.split('"').skip(1).step_by(2).last() } else { None }
    }
    let at = calls.iter().position(|call| target(call).is_some_and(|name| folder.join(name) == file))?;
    let before = calls[..at].iter().rev().take_while(|call| target(call).is_none());
    let home = file.parent().unwrap().display();
    let is_sync_of = |call: &String, start: String| call.contains("sync(") && call.contains(&start);
    let is_synced = before.into_iter().any(|call| is_sync_of(call, format!("<{home}/")));
    Some((is_synced, calls[at..].iter().any(|call| is_sync_of(call, format!("<{home}>")))))
}

#[test]
fn what_is_written_is_on_the_disk_before_and_after_it_is_named() {
    if !can_trace() {
        return;
    }
    const SOLVE: [&str; 15] = [
        "solve",
        "--task",
        "gravity_down",
        "--no-network",
        "--ticks",
        "1k",
        "--out",
        "out.json",
        "--results",
        "results",
        "--pictures",
        "pictures",
        "--jobs",
        "1",
        "-q",
    ];
    let commands: [&[&str]; 4] = [
        &SOLVE,
        &["show", "gravity_down", "--png", "task.png"],
        &["generate", "-n", "2", "--out", "tasks", "--png", "sheet.png", "-q"],
        &["merge", "merged.json", "out.json"],
    ];
    let root = folder();
    let folder = fs::canonicalize(root.path()).unwrap();
    let mut known = BTreeSet::new();
    for arguments in commands {
        let calls = calls(&folder, arguments);
        let now = files(&folder);
        let new: Vec<PathBuf> = now.difference(&known).cloned().collect();
        assert!(!new.is_empty(), "{arguments:?} writes nothing");
        for file in new {
            let came: Vec<(bool, bool)> = calls.iter().filter_map(|calls| came(calls, &folder, &file)).collect();
            let told = format!("{arguments:?}: {}: {came:?} of synced before and after", file.display());
            assert!(!came.is_empty() && came.iter().all(|came| *came == (true, true)), "{told}\n{calls:?}");
        }
        known = now;
    }
}
