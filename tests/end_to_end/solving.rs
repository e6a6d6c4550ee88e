//! `arc solve` and `arc merge`.

use std::fs;
use std::io::Write;
use std::path::Path;

use data::Dataset;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::json;
use transducer::Stored as _;

use crate::{FEW_TICKS, SOME, arc, folder, read_json, rows, stdout, write_competition, write_noise};

fn solve_some(folder: &Path, more: &[&str]) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.arg("solve");
    for id in SOME {
        command.args(["--task", id]);
    }
    if !more.contains(&"--ticks") && !more.contains(&"--time-per-task") {
        command.args(["--ticks", FEW_TICKS]);
    }
    command.args(more);
    command
}

#[test]
fn a_run_leaves_a_valid_submission_and_a_table_of_eighty_columns() {
    let folder = folder();
    let table = stdout(&mut solve_some(folder.path(), &[]));
    for id in SOME {
        assert!(table.contains(id), "{table}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let tail: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("data built-in: 4 tasks")).collect();
    assert!(tail[1].starts_with("data hash "), "{table}");
    assert!(tail[2..].iter().all(|line| line.contains('%')), "{table}");
    // Whoever answered, the first attempts add up.
    let total = |line: &str| line.split_once('/')?.1.split_once(' ')?.0.parse::<usize>().ok();
    let firsts = tail.iter().filter_map(|line| total(line.strip_prefix("first attempts right: ")?));
    assert_eq!(Some(firsts.sum()), total(tail[2]), "{table}");

    let submission = read_json(&folder.path().join("submission.json"));
    let ids: Vec<&String> = submission.as_object().unwrap().keys().collect();
    assert_eq!(ids, SOME);
}

#[test]
fn thread_count_and_knowledge_of_answers_change_nothing() {
    let folder = folder();
    let open = write_competition(&folder.path().join("open"), true);
    let hidden = write_competition(&folder.path().join("hidden"), false);
    let solve = |data: &Path, jobs: &str| {
        let mut command = arc(folder.path());
        command.arg("solve").arg(data).args(["--ticks", FEW_TICKS, "--jobs", jobs, "--out", "out.json"]);
        stdout(&mut command);
        fs::read(folder.path().join("out.json")).unwrap()
    };
    let reference = solve(&open, "1");
    assert_eq!(solve(&open, "2"), reference);
    assert_eq!(solve(&hidden, "1"), reference);
    assert_eq!(solve(&hidden, "3"), reference);
}

#[test]
fn hidden_answers_give_no_scores() {
    let folder = folder();
    let data = write_competition(folder.path(), false);
    let table = stdout(arc(folder.path()).arg("solve").arg(data).args(["--ticks", "1k"]));
    assert!(table.trim_end().lines().last().unwrap().starts_with("data hash "), "{table}");
}

#[test]
fn json_has_a_schema_and_is_all_there_is_on_standard_output() {
    let folder = folder();
    let text = stdout(&mut solve_some(folder.path(), &["--json"]));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["schema"], "arc.run/2");
    assert_eq!(report["tasks"].as_array().unwrap().len(), SOME.len());
    assert_eq!(report["scores"]["rules"].as_array().unwrap().len(), 4);
    let task = &report["tasks"][0];
    assert_eq!(task["schema"], "arc.task/2");
    assert!(task["attempts"][0][1]["grid"].is_array());
    assert!(task["statistics"]["ticks"].as_u64().unwrap() > 0);
}

#[test]
fn techniques_can_be_switched_off() {
    let folder = folder();
    let techniques = |more: &[&str]| {
        let text = stdout(&mut solve_some(folder.path(), &[&["--json", "--ticks", "2M"], more].concat()));
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let tasks = report["tasks"].as_array().unwrap().clone();
        tasks.iter().any(|task| task["statistics"]["ticks_by_technique"].get("elements").is_some())
    };
    assert!(techniques(&[]));
    assert!(!techniques(&["--without", "elements"]));
    solve_some(folder.path(), &["--without", "magic"])
        .assert()
        .code(2)
        .stderr(contains("'magic'").and(contains("elements")));
}

#[test]
fn result_files_resume_a_run() {
    let folder = folder();
    let first = stdout(&mut solve_some(folder.path(), &["--results", "results", "--json"]));
    let file = folder.path().join("results").join("gravity_down.json");
    assert_eq!(read_json(&file)["id"], "gravity_down");
    let submission = fs::read(folder.path().join("submission.json")).unwrap();

    // An interrupted run lacks a file, or holds half of one.
    fs::remove_file(&file).unwrap();
    fs::write(folder.path().join("results").join("outline_objects.json"), "{\"schema\":").unwrap();
    solve_some(folder.path(), &["--results", "results"])
        .assert()
        .success()
        .stderr(contains("2 tasks taken over from earlier runs"));
    assert_eq!(fs::read(folder.path().join("submission.json")).unwrap(), submission);

    // What was taken over is the result of then, to the second.
    let again = stdout(&mut solve_some(folder.path(), &["--results", "results", "--json"]));
    let task =
        |text: &str, index: usize| serde_json::from_str::<serde_json::Value>(text).unwrap()["tasks"][index].clone();
    assert_eq!(task(&first, 1), task(&again, 1));
}

#[test]
fn every_answer_with_a_program_is_what_the_program_gives() {
    let folder = folder();
    let text = stdout(arc(folder.path()).args(["solve", "--ticks", "2M", "--json"]));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    let dataset = Dataset::built_in();
    let mut replayed = 0;
    for record in report["tasks"].as_array().unwrap() {
        let task = dataset.task(record["id"].as_str().unwrap()).unwrap();
        for (input, attempts) in task.tests.iter().zip(record["attempts"].as_array().unwrap()) {
            for attempt in attempts.as_array().unwrap() {
                let Some(program) = attempt["program"].as_str() else { continue };
                let pair = json!({"input": rows(input), "output": attempt["grid"]});
                let answer = json!({"train": [pair], "test": [pair]});
                fs::write(folder.path().join("answer.json"), answer.to_string()).unwrap();
                let printed = stdout(arc(folder.path()).args(["run", program, "answer.json"]));
                assert!(printed.starts_with("pair 1: right\n"), "{}: {program}\n{printed}", task.id);
                replayed += 1;
            }
        }
    }
    assert!(replayed > dataset.tasks.len(), "only {replayed} answers had programs");
}

#[test]
fn pictures_are_drawn() {
    let folder = folder();
    solve_some(folder.path(), &["--pictures", "pictures"]).assert().success();
    for id in SOME {
        let picture = fs::read(folder.path().join("pictures").join(format!("{id}.png"))).unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
    }
}

#[test]
fn shards_merge_to_the_whole() {
    let folder = folder();
    let data = write_competition(folder.path(), false);
    let solve = |more: &[&str], out: &str| {
        let mut command = arc(folder.path());
        command.arg("solve").arg(&data).args(["--ticks", "1k", "--out", out]).args(more);
        command
    };
    solve(&[], "whole.json").assert().success();
    solve(&["--shard", "1/2"], "1.json").assert().success().stderr(contains("share 1/2"));
    solve(&["--shard", "2/2"], "2.json").assert().success().stderr(contains("share 2/2"));

    let merge = |parts: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["merge", "merged.json"]).args(parts).arg("--data-dir").arg(&data);
        command
    };
    merge(&["1.json"]).assert().code(65).stderr(contains("no attempts at this task"));
    assert!(!folder.path().join("merged.json").exists());
    merge(&["1.json", "2.json"]).assert().success().stdout(contains("4 tasks"));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("merged.json"), read("whole.json"));

    fs::write(folder.path().join("other.json"), r#"{"gravity_down": [{"attempt_1": [[1]], "attempt_2": [[1]]}]}"#)
        .unwrap();
    let contradiction = contains("differently").and(contains("other.json"));
    merge(&["1.json", "2.json", "other.json"]).assert().code(65).stderr(contradiction);
    // What a run that was cut short has not reached is filled by another one.
    let blank = json!({"attempt_1": [[0]], "attempt_2": [[0]]});
    let blanks = json!({"gravity_down": [blank, blank]}).to_string();
    fs::write(folder.path().join("blank.json"), blanks).unwrap();
    merge(&["blank.json", "1.json", "2.json", "blank.json"]).assert().success();
    assert_eq!(read("merged.json"), read("whole.json"));
}

#[test]
fn a_bad_file_is_told_and_the_rest_is_solved() {
    let folder = folder();
    write_noise(folder.path());
    fs::write(folder.path().join("bad.json"), "{\n \"train\": [{\"input\": [[1], [2, 3]]}]\n}").unwrap();
    arc(folder.path())
        .args(["solve", ".", "--ticks", "1k", "--out", "out.json"])
        .assert()
        .success()
        .stderr(contains("bad.json:2:"))
        .stdout(contains("noise"));
}

#[test]
fn a_split_is_solved_by_itself() {
    let folder = folder();
    write_competition(folder.path(), true);
    let noise = fs::read_to_string(write_noise(folder.path())).unwrap();
    fs::write(folder.path().join("arc-agi_test_challenges.json"), format!("{{\"noise\": {noise}}}")).unwrap();
    fs::remove_file(folder.path().join("noise.json")).unwrap();
    let solve = |split: &str| stdout(arc(folder.path()).args(["solve", ".", "--ticks", "1k", "--split", split]));
    assert!(solve("training").contains("data . (training): 4 tasks"));
    assert!(solve("test").contains("data . (test): 1 task,"));
    let evaluation = ["solve", ".", "--split", "evaluation"];
    arc(folder.path()).args(evaluation).assert().code(65).stderr(contains("`evaluation`: test, training"));
}

#[test]
fn wrong_usage_and_missing_input_have_their_codes() {
    let folder = folder();
    let fails = |arguments: &[&str], code: i32, message: &str| {
        arc(folder.path()).args(arguments).assert().code(code).stderr(contains(message)).stdout("");
    };
    fails(&["solve", "nowhere"], 66, "nowhere");
    fails(&["solve", "--task", "gravity_dwon"], 66, "did you mean `gravity_down`?");
    fails(&["solve", "--ticks", "0"], 2, "more than zero");
    fails(&["solve", "--time-per-task", "1s", "--ticks", "5"], 2, "cannot be used with");
    fails(&["solve", "--shard", "3/2"], 2, "no share 3 of 2");
    fails(&["solve", "--shard", "auto/2"], 66, "JOB_COMPLETION_INDEX");
    fails(&["solve", "--jobs", "0"], 2, "--jobs");
    fails(&["solve", "--split", "training"], 66, "--split needs a PATH");
    fails(&["sovle"], 2, "solve");
    fs::write(folder.path().join("empty.json"), "{}").unwrap();
    fails(&["solve", "empty.json"], 65, "empty.json");
    fails(&["solve", "--limit", "1", "--ticks", "1k", "--out", "no/such/folder.json"], 73, "cannot write");
}

#[test]
fn progress_is_for_terminals() {
    let folder = folder();
    solve_some(folder.path(), &[]).assert().success().stderr("wrote submission.json, pictures in pictures\n");
    solve_some(folder.path(), &["-q"]).assert().success().stderr("");
    solve_some(folder.path(), &["-v"]).assert().success().stderr(contains("gravity_down: "));
}

#[test]
fn the_time_limit_sets_ticks_so_that_results_repeat() {
    let folder = folder();
    let noise = write_noise(folder.path());
    let run = || {
        let mut command = arc(folder.path());
        command.arg("solve").arg(&noise).args(["--time-per-task", "100ms", "--no-network", "--json"]);
        serde_json::from_str::<serde_json::Value>(&stdout(&mut command)).unwrap()["tasks"][0].clone()
    };
    let (first, second) = (run(), run());
    assert_eq!(first["origin"]["ticks"], second["origin"]["ticks"]);
    assert!(first["cpu_seconds"].as_f64().unwrap() < 0.5, "{first}");
}

#[test]
fn development_tasks_of_every_kind_are_understood() {
    let tasks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tasks");
    if !tasks.is_dir() {
        // Unlike `println!`, this is seen although the test passes.
        writeln!(std::io::stderr(), "skipped: there are no development tasks at {}", tasks.display()).unwrap();
        return;
    }
    let folder = folder();
    for set in ["arc1-training", "arc2-extra", "mini-arc"] {
        let data = tasks.join(set);
        arc(folder.path()).arg("solve").arg(&data).args(["--ticks", "100", "-q"]).assert().success().stderr("");
        arc(folder.path()).args(["validate", "submission.json"]).arg(&data).assert().success();
    }
}

#[test]
fn each_leg_can_answer_alone() {
    let folder = folder();
    let solve = |more: &[&str]| -> serde_json::Value {
        let mut command = arc(folder.path());
        command.args(["solve", "--task", SOME[0], "--json"]).args(more);
        serde_json::from_str(&stdout(&mut command)).unwrap()
    };
    let network = |report: &serde_json::Value| report["tasks"][0]["attempts"][0][0]["evidence"]["candidate"].clone();
    let alone = solve(&["--no-search", "--network-time", "1s", "--orientations", "1"]);
    assert_eq!(alone["tasks"][0]["programs"], json!([]));
    assert!(network(&alone)["confidence"].is_number() && network(&alone)["left_out"][1].is_number(), "{alone}");
    assert!(alone["tasks"][0]["statistics"]["steps"].as_u64().unwrap() > 0, "{alone}");
    let untaught = solve(&["--no-search", "--network-time", "1s", "--orientations", "1", "--no-adaptation"]);
    assert_eq!(untaught["tasks"][0]["statistics"]["steps"], 0);
    assert!(network(&untaught).is_object());
    let searched = solve(&["--no-network", "--ticks", FEW_TICKS]);
    assert!(network(&searched).is_null());
}

#[test]
fn a_network_that_cannot_be_used_is_told() {
    let folder = folder();
    fs::write(folder.path().join("foreign.ckpt"), "something else").unwrap();
    let solve = |more: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "--limit", "1", "--ticks", "1k"]).args(more).assert()
    };
    solve(&["--checkpoint", "foreign.ckpt"]).code(65).stderr(contains("foreign.ckpt: this is not a checkpoint"));
    solve(&["--device", "gpu"]).code(2).stderr(contains("cpu, wgpu, cuda"));
    #[cfg(not(feature = "cuda"))]
    solve(&["--device", "cuda"]).code(69).stderr(contains("--features cuda"));
    solve(&["--no-network", "--no-search"]).code(2);
}

#[test]
fn results_of_another_checkpoint_are_not_taken_over() {
    let folder = folder();
    let mut checkpoint = transducer::Checkpoint::built_in().unwrap();
    let solve = |checkpoint: &transducer::Checkpoint| {
        fs::write(folder.path().join("network.ckpt"), checkpoint.to_bytes()).unwrap();
        let mut command = arc(folder.path());
        command.args(["solve", "--task", SOME[0], "--no-search", "--network-time", "1s", "--orientations", "1"]);
        command.args(["--no-adaptation", "--checkpoint", "network.ckpt", "--results", "results"]);
        command.output().unwrap()
    };
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said(&solve(&checkpoint)).contains("taken over"));
    assert!(said(&solve(&checkpoint)).contains("1 task taken over"));
    checkpoint.origin.seed += 1;
    let other = solve(&checkpoint);
    assert_eq!(other.status.code(), Some(65));
    assert!(said(&other).contains("checkpoint "), "{}", said(&other));
}
