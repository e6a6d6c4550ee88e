//! Everything that is written: where it goes, and what stays of what was there.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use assert_cmd::cargo::CommandCargoExt;
use nix::sys::stat::Mode;
use nix::unistd::{geteuid, mkfifo};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

use crate::{FEW_TICKS, SOME, arc, folder, read_json, stdout};

/// What `solve` writes its answers to one task with.
fn solve(folder: &Path, out: &str) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.args(["solve", "--task", SOME[0], "--no-network", "--ticks", FEW_TICKS, "--out", out]);
    command
}

/// Every command that writes a file which is named on its command line, once for each such option, with the place of the
/// name left open.
fn writers(folder: &Path) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    solve(folder, "part.json").assert().success();
    vec![
        (vec!["solve", "-t", "gravity_down", "--no-network", "--ticks", FEW_TICKS, "--out"], vec![]),
        (vec!["merge"], vec!["part.json"]),
        (vec!["show", "gravity_down", "--png"], vec![]),
        (vec!["explain", "gravity_down", "--no-network", "--ticks", FEW_TICKS, "--png"], vec![]),
        (vec!["generate", "--count", "1", "--png"], vec![]),
    ]
}

/// What is in a folder, the pictures of the built-in tasks aside.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != "pictures").collect();
    names.sort();
    names
}

/// Whether the bytes are a whole submission or picture.
fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG") && bytes.ends_with(b"IEND\xaeB`\x82")
        || serde_json::from_slice::<Value>(bytes).is_ok_and(|json| json["gravity_down"].is_array())
}

#[test]
fn a_dash_is_standard_output_and_what_is_for_people_is_elsewhere() {
    let folder = folder();
    // As `/dev/stdout` is, which a test had better leave alone.
    symlink("/proc/self/fd/1", folder.path().join("stdout")).unwrap();
    for (before, after) in writers(folder.path()) {
        for name in ["-", "stdout", "/proc/self/fd/1"] {
            let output = arc(folder.path()).args(&before).arg(name).args(&after).output().unwrap();
            assert!(output.status.success(), "{before:?} {name}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(is_whole(&output.stdout), "{before:?} {name}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
    assert_eq!(names(folder.path()), ["part.json", "stdout"]);
    solve(folder.path(), "-").assert().stderr(contains("data built-in: 1 task"));
    solve(folder.path(), "-").arg("--json").assert().code(2).stderr(contains("standard output"));
    let both = ["generate", "--count", "1", "--out", "-", "--png", "-"];
    arc(folder.path()).args(both).assert().code(2).stderr(contains("standard output"));
    for command in ["train", "guide"] {
        arc(folder.path()).args([command, "--out", "-"]).assert().code(2).stderr(contains("is no file"));
    }
    assert_eq!(names(folder.path()), ["part.json", "stdout"]);
}

#[test]
fn standard_output_that_is_a_file_gets_nothing_but_the_answers() {
    let folder = folder();
    symlink("/proc/self/fd/1", folder.path().join("stdout")).unwrap();
    for name in ["-", "stdout"] {
        let file = File::create(folder.path().join("answers.json")).unwrap();
        let mut run = Command::cargo_bin("arc").unwrap();
        run.current_dir(folder.path()).args(["solve", "-t", "gravity_down", "--ticks", "1k", "--no-network", "--out"]);
        assert!(run.arg(name).stdout(file).stderr(Stdio::null()).status().unwrap().success());
        assert!(is_whole(&fs::read(folder.path().join("answers.json")).unwrap()), "{name}");
    }
    assert_eq!(names(folder.path()), ["answers.json", "stdout"]);
    assert!(folder.path().join("stdout").is_symlink());
}

#[test]
fn a_pipe_is_written_to_once_and_stays() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    mkfifo(&pipe, Mode::from_bits_truncate(0o600)).unwrap();
    symlink("pipe", folder.path().join("link")).unwrap();
    for (before, after) in writers(folder.path()) {
        for name in ["pipe", "link"] {
            let reader = {
                let pipe = pipe.clone();
                thread::spawn(move || {
                    let mut bytes = Vec::new();
                    File::open(pipe).unwrap().read_to_end(&mut bytes).unwrap();
                    bytes
                })
            };
            arc(folder.path()).args(&before).arg(name).args(&after).assert().success();
            assert!(is_whole(&reader.join().unwrap()), "{before:?} {name}");
            assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo(), "{before:?} {name}");
        }
    }
}

#[test]
fn a_process_of_the_shell_is_written_to() {
    let folder = folder();
    let arc = assert_cmd::cargo::cargo_bin("arc");
    let line = format!("{} show gravity_down --png >(cat > copy.png; touch done)", arc.display());
    if Command::new("bash").arg("-c").arg("true").status().is_err() {
        crate::skip("there is no bash");
        return;
    }
    let status = Command::new("bash").arg("-c").arg(line).current_dir(folder.path()).stderr(Stdio::null()).status();
    assert!(status.unwrap().success());
    crate::signals::wait_for("the copy", || folder.path().join("done").exists());
    assert!(is_whole(&fs::read(folder.path().join("copy.png")).unwrap()));
}

#[test]
fn links_are_followed_and_rights_are_kept() {
    let folder = folder();
    for (before, after) in writers(folder.path()) {
        let target = folder.path().join("target");
        fs::write(&target, "").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("target", folder.path().join("link")).unwrap();
        arc(folder.path()).args(&before).arg("link").args(&after).assert().success();
        assert!(folder.path().join("link").is_symlink(), "{before:?}");
        assert!(is_whole(&fs::read(&target).unwrap()), "{before:?}");
        assert_eq!(fs::metadata(&target).unwrap().mode() & 0o777, 0o600, "{before:?}");
        fs::remove_file(folder.path().join("link")).unwrap();
        fs::remove_file(&target).unwrap();
    }
}

/// A command that is refused or fails: exit code, place in the message, nothing left, the old file as it was.
fn fails_and_keeps(command: &mut assert_cmd::Command, folder: &Path, file: &str, reason: &str) {
    let old = fs::read(folder.join(file)).ok();
    let before = names(folder);
    let located = contains(format!("error: cannot write {file}: ")).and(contains(reason)).and(contains(".tmp").not());
    command.assert().code(73).stderr(located);
    assert_eq!(fs::read(folder.join(file)).ok(), old);
    assert_eq!(names(folder), before);
}

#[test]
fn a_file_beyond_the_limit_of_sizes_is_an_error() {
    let folder = folder();
    fs::write(folder.path().join("old.png"), "old").unwrap();
    let arc = assert_cmd::cargo::cargo_bin("arc");
    let line = format!("ulimit -f 1; exec {} show gravity_down --png \"$0\"", arc.display());
    for name in ["old.png", "new.png"] {
        let mut command = assert_cmd::Command::new("bash");
        command.current_dir(folder.path()).arg("-c").arg(&line).arg(name);
        fails_and_keeps(&mut command, folder.path(), name, "File too large");
    }
}

#[test]
fn folders_and_files_that_cannot_be_written_to_are_located_errors() {
    let folder = folder();
    for (before, after) in writers(folder.path()) {
        let mut command = arc(folder.path());
        command.args(&before).arg("missing/a").args(&after);
        fails_and_keeps(&mut command, folder.path(), "missing/a", "No such file");
        let mut command = arc(folder.path());
        command.args(&before).arg("..").args(&after);
        command.assert().code(73).stderr(contains("error: cannot write ..: "));
    }
}

#[test]
fn rights_are_respected() {
    let folder = folder();
    let folder = folder.path();
    let show = |file: &str| {
        let mut command = Command::cargo_bin("arc").unwrap();
        command.current_dir(folder).args(["show", "gravity_down", "--png", file]);
        if geteuid().is_root() {
            // The superuser may write everywhere; nobody may not.
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    };
    const NOBODY: u32 = 65534;
    for name in ["read_only", "writable"] {
        fs::write(folder.join(name), "old").unwrap();
    }
    if geteuid().is_root() {
        for path in [folder.to_owned(), folder.join("read_only"), folder.join("writable")] {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    if show("-").stdout(Stdio::null()).status().is_err() {
        return crate::skip("nobody may not run the program");
    }
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&folder.join("read_only"), 0o444);
    fails_and_keeps(&mut show("read_only").into(), folder, "read_only", "Permission denied");
    mode(folder, 0o555);
    fails_and_keeps(&mut show("writable").into(), folder, "writable", "Permission denied");
    fails_and_keeps(&mut show("new").into(), folder, "new", "Permission denied");
    // A folder that can be written to, but not read.
    mode(folder, 0o333);
    assert!(show("writable").arg("-q").status().unwrap().success());
    mode(folder, 0o755);
    assert!(is_whole(&fs::read(folder.join("writable")).unwrap()));
}

/// A small file system of memory, which is gone with it.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, with a word, where mounting is not allowed.
    fn mount(options: &str) -> Option<SmallDisk> {
        let folder = folder();
        let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder.path()).output();
        if status.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(folder));
        }
        crate::skip("file systems cannot be mounted here");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_file() {
    let Some(disk) = SmallDisk::mount("size=64k") else { return };
    let folder = disk.0.path();
    fs::write(folder.join("old"), "old").unwrap();
    fs::write(folder.join("filling"), vec![0; 60 << 10]).ok();
    for (before, after) in writers(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        if before[0] == "merge" || before[0] == "solve" {
            continue;
        }
        let mut command = arc(folder);
        command.args(&before).arg("old").args(&after);
        fails_and_keeps(&mut command, folder, "old", "No space left");
    }
    fs::write(folder.join("rest"), vec![0; 4 << 10]).ok();
    fails_and_keeps(&mut solve(folder, "new"), folder, "new", "No space left");
    arc(folder).args(["show", "gravity_down", "--png", "-"]).assert().success();
}

#[test]
fn a_disk_that_is_only_read_is_an_error() {
    let Some(disk) = SmallDisk::mount("size=64k") else { return };
    let folder = disk.0.path();
    fs::write(folder.join("old"), "old").unwrap();
    let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(folder).output().unwrap();
    assert!(remounted.status.success());
    for name in ["old", "new"] {
        fails_and_keeps(&mut solve(folder, name), folder, name, "Read-only file system");
    }
}

#[test]
fn standard_output_that_cannot_be_written_to_is_an_error() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return crate::skip("there is no /dev/full") };
    let folder = folder();
    let mut run = Command::cargo_bin("arc").unwrap();
    let output = run.current_dir(folder.path()).args(["dsl", "arg_max"]).stdout(full).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(73), "{said}");
    assert!(said.contains("standard output: No space left"), "{said}");
}

#[test]
fn a_submission_says_the_same_wherever_it_goes() {
    let folder = folder();
    solve(folder.path(), "file.json").assert().success();
    let through_pipe: Value = serde_json::from_str(&stdout(&mut solve(folder.path(), "-"))).unwrap();
    assert_eq!(through_pipe, read_json(&folder.path().join("file.json")));
}
