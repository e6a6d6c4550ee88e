//! Members of array jobs: each solves its share, together they solve everything, and nobody succeeds at nothing.

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

use crate::{SOME, arc, folder, read_json, write_competition, write_noise};

/// A command with the variables of a member of a Slurm array of the given ids, as Slurm sets them.
fn member(mut command: Command, id: u32, ids: &[u32]) -> Command {
    let step = ids.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1);
    let values = [id, ids[0], ids[ids.len() - 1], step, ids.len() as u32];
    for (name, value) in ["ID", "MIN", "MAX", "STEP", "COUNT"].iter().zip(values) {
        command.env(format!("SLURM_ARRAY_TASK_{name}"), value.to_string());
    }
    command
}

fn solve(folder: &Path, more: &[&str]) -> Command {
    let mut command = arc(folder);
    command.arg("solve").args(more).args(["--ticks", "1k", "--no-network", "--out", "part.json"]);
    command
}

/// What the last run has answered.
fn answered(folder: &Path) -> Vec<String> {
    let submission = read_json(&folder.join("part.json"));
    submission.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_members_of_an_array_solve_each_task_once() {
    let folder = folder();
    for ids in [&[0, 1, 2][..], &[1, 2, 3], &[10, 11], &[0, 4, 8], &[1, 3], &[7]] {
        let mut all = Vec::new();
        for &id in ids {
            let output = member(solve(folder.path(), &[]), id, ids).output().unwrap();
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(
                stderr.starts_with("share ") && stderr.contains(&format!("SLURM_ARRAY_TASK_ID={id} of ")),
                "{stderr}"
            );
            assert!(String::from_utf8(output.stdout).unwrap().contains("data built-in, share "));
            all.extend(answered(folder.path()));
        }
        let tasks = data::Dataset::built_in().tasks.len();
        assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (tasks, tasks), "array {ids:?}");
    }
}

#[test]
fn members_that_are_submitted_again_solve_what_they_solved() {
    let folder = folder();
    let share = |id: u32, ids: &[u32], more: &[&str]| {
        member(solve(folder.path(), more), id, ids).assert().success();
        answered(folder.path())
    };
    for whole in [[0, 1, 2, 3], [1, 2, 3, 4]] {
        let first = share(3, &whole, &[]);
        for part in [&[3][..], &[2, 3], &[1, 3]] {
            assert_eq!(share(3, part, &["--shard", "auto/4"]), first, "{part:?} of {whole:?}");
        }
        assert_ne!(share(3, &[2, 3], &[]), first);
    }
    let again = member(solve(folder.path(), &[]), 3, &[2, 3]).assert().success();
    again.stderr(contains("if these are members of a larger array, give `--shard auto/N`"));
}

#[test]
fn what_is_chosen_by_name_is_not_shared_out() {
    let folder = folder();
    let noise = std::fs::read_to_string(write_noise(folder.path())).unwrap();
    std::fs::create_dir(folder.path().join("one")).unwrap();
    std::fs::rename(folder.path().join("noise.json"), folder.path().join("one/noise.json")).unwrap();
    for id in 0..4 {
        let check = |more: &[&str], expected: &str| {
            let mut command = member(solve(folder.path(), more), id, &[0, 1, 2, 3]);
            command.write_stdin(noise.clone()).assert().success().stderr(contains("share").not());
            assert_eq!(answered(folder.path()), [expected]);
        };
        check(&["--task", SOME[0]], SOME[0]);
        check(&["one/noise.json"], "noise");
        check(&["one"], "noise");
        check(&["-"], "stdin");
    }
}

#[test]
fn a_share_without_tasks_is_no_success() {
    let folder = folder();
    write_competition(folder.path(), false);
    let challenges = "arc-agi_training_challenges.json";
    let codes: Vec<i32> = (0..64)
        .map(|id| {
            let ids: Vec<u32> = (0..64).collect();
            let _ = std::fs::remove_file(folder.path().join("part.json"));
            let output = member(solve(folder.path(), &[challenges, "-q"]), id, &ids).output().unwrap();
            let code = output.status.code().unwrap();
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert_eq!(code == 66, stderr.contains("holds none of 4 tasks"), "{stderr}");
            assert_eq!(code == 0, folder.path().join("part.json").exists());
            code
        })
        .collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 4, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 66].contains(code)), "{codes:?}");
    solve(folder.path(), &["--limit", "0"]).assert().code(66).stderr(contains("no task is chosen"));
}

#[test]
fn what_cannot_be_known_is_refused_or_told() {
    let folder = folder();
    let command = |variables: &[(&str, &str)], more: &[&str]| {
        let mut command = solve(folder.path(), &[&["--limit", "4"], more].concat());
        command.envs(variables.iter().copied());
        command.assert()
    };
    let list = [("ID", "3"), ("MIN", "0"), ("MAX", "9"), ("COUNT", "3"), ("STEP", "1")];
    let list = list.map(|(name, value)| (format!("SLURM_ARRAY_TASK_{name}"), value));
    let list: Vec<(&str, &str)> = list.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    command(&list, &[]).code(66).stderr(contains("cannot be known").and(contains("--shard I/N")));
    command(&list, &["--shard", "1/1"]).success();
    let alone = [("SLURM_ARRAY_TASK_ID", "1")];
    command(&alone, &["-q"]).success().stderr(contains("each solves all tasks"));
    assert_eq!(answered(folder.path()).len(), 4);
    let inner = [&list[..], &[("HQ_TASK_ID", "1")]].concat();
    command(&inner, &["--shard", "auto/2"]).success().stderr(contains("share 2/2 from HQ_TASK_ID=1"));
    command(&inner, &["-q"]).success().stderr(contains("HQ_TASK_ID=1, but not how many"));
}
