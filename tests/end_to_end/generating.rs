//! `arc generate`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use arc_dsl::Program;
use data::Dataset;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

use crate::{arc, folder, read_json, stdout};

/// Concepts that are to stay as they are, for what is compared with a stored text.
const SOME: &str = "turn_picture,fill_holes,cells_fall";

fn generate(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.arg("generate").args(arguments);
    command
}

#[test]
fn tasks_are_listed_with_their_programs() {
    let folder = folder();
    insta::assert_snapshot!(stdout(&mut generate(
        folder.path(),
        &["-n", "6", "--concept", SOME, "--difficulty", "plain"]
    )));
}

#[test]
fn concepts_are_listed() {
    let folder = folder();
    insta::assert_snapshot!(stdout(&mut generate(folder.path(), &["--list", "--concept", SOME])));
    let missing = contains("`fill_hole`").and(contains("`fill_holes`"));
    generate(folder.path(), &["--concept", "fill_hole"]).assert().code(66).stderr(missing);
}

#[test]
fn files_and_competition_hold_the_same_tasks() {
    let folder = folder();
    let write = |out: &str, layout: &str, jobs: &str| {
        let arguments = ["--count", "12", "--out", out, "--layout", layout, "--jobs", jobs];
        generate(folder.path(), &arguments).assert().success().stdout("").stderr(contains("accepted: mutation"));
        let dataset = Dataset::load(&folder.path().join(out)).unwrap();
        assert_eq!(dataset.problems, []);
        assert!(dataset.tasks.iter().all(|task| dataset.answers.is_complete(task)));
        dataset
    };
    let (files, competition) = (write("a", "files", "1"), write("b", "competition", "2"));
    assert_eq!((files.tasks.len(), files.hash()), (12, competition.hash()));
    let manifests = ["a.manifest.json", "b.manifest.json"].map(|name| read_json(&folder.path().join(name)));
    assert_eq!(manifests[0]["tasks"], manifests[1]["tasks"]);
    assert_eq!(manifests[0]["complete"], true);
    assert_eq!(manifests[0]["schema"], "arc.generated/2");
    for entry in manifests[0]["tasks"].as_array().unwrap() {
        let task = files.task(entry["id"].as_str().unwrap()).unwrap();
        let program = Program::parse(entry["program"].as_str().unwrap()).unwrap();
        assert!(task.train.iter().all(|pair| program.run(&pair.input).unwrap().same_cells(&pair.output)));
    }
}

#[test]
fn a_used_folder_is_refused() {
    let folder = folder();
    let write = |count: &str, out: &str, layout: &str| {
        let mut command = generate(folder.path(), &["--count", count, "--out", out, "--layout", layout]);
        command.assert()
    };
    fs::create_dir(folder.path().join("set")).unwrap();
    write("3", "set", "files").success();
    let manifest = fs::read(folder.path().join("set.manifest.json")).unwrap();
    // The same run again, in case that it was cut short.
    write("3", "set", "files").success();
    assert_eq!(fs::read(folder.path().join("set.manifest.json")).unwrap(), manifest);
    for (count, layout) in [("2", "files"), ("3", "competition")] {
        write(count, "set", layout)
            .code(73)
            .stderr(contains("cannot write set: ").and(contains("name another folder")));
    }
    fs::remove_dir_all(folder.path().join("set")).unwrap();
    write("2", "set", "files").code(73).stderr(contains("cannot write set.manifest.json: "));
    assert_eq!(fs::read(folder.path().join("set.manifest.json")).unwrap(), manifest);
    assert!(!folder.path().join("set").exists());
}

#[test]
fn held_out_concepts_are_a_part_of_their_own() {
    let folder = folder();
    generate(folder.path(), &["-n", "40", "--holdout", "0.3", "--out", "set"]).assert().success();
    let manifest = read_json(&folder.path().join("set.manifest.json"));
    let held_out: BTreeSet<&str> = manifest["held_out"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for part in ["training", "held_out"] {
        let dataset = Dataset::load_split(&folder.path().join("set"), part).unwrap();
        let entries = manifest["tasks"].as_array().unwrap();
        let of_part: Vec<&Value> = entries.iter().filter(|entry| entry["split"] == part).collect();
        assert_eq!(dataset.tasks.len(), of_part.len());
        for entry in of_part {
            let concepts = entry["concept"].as_str().unwrap();
            assert!(concepts.split('+').all(|name| held_out.contains(name) == (part == "held_out")), "{concepts}");
        }
    }
}

#[test]
fn lines_are_resumed_where_they_ended() {
    let folder = folder();
    let lines = |arguments: &[&str]| -> Vec<Value> {
        let text = stdout(generate(folder.path(), &["--out", "-", "--quiet"]).args(arguments));
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let all = lines(&["-n", "10"]);
    let next = all[4]["index"].as_u64().unwrap() + 1;
    assert_eq!(lines(&["-n", "5", "--start", &next.to_string()]), all[5..]);
    assert!(all.iter().all(|line| line["task"]["test"][0]["output"].is_array()));
}

#[test]
fn given_pairs_are_avoided() {
    let folder = folder();
    let arguments = ["-n", "5", "--difficulty", "plain", "--out"];
    generate(folder.path(), &arguments).arg("first").assert().success();
    let mut again = generate(folder.path(), &arguments);
    again.args(["second", "--avoid", "first"]).assert().success().stderr(contains("rejected: pair of an avoided set"));
    let load = |name: &str| Dataset::load(&folder.path().join(name)).unwrap();
    let pairs =
        |dataset: &Dataset| -> Vec<data::Pair> { dataset.tasks.iter().flat_map(|task| task.train.clone()).collect() };
    let first = pairs(&load("first"));
    assert!(pairs(&load("second")).iter().all(|pair| !first.contains(pair)));
}

#[test]
fn programs_are_replayed() {
    let folder = folder();
    fs::write(folder.path().join("programs.txt"), "# two\nfill_enclosed(input)\nx: trim(input)\noops\n").unwrap();
    let mut command = generate(folder.path(), &["--replay", "programs.txt", "-n", "8", "--out", "-"]);
    let assert = command.assert().success().stderr(contains("1 line").and(contains("accepted: replay")));
    let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(text.lines().all(|line| line.contains("fill_enclosed(input)") || line.contains("trim(input)")));
    generate(folder.path(), &["--replay", "nothing.txt"]).assert().code(66);
}

#[test]
fn a_set_is_looked_at_and_compared() {
    let folder = folder();
    generate(folder.path(), &["-n", "9", "--png", "sheet.png"]).assert().success().stdout("");
    assert!(fs::read(folder.path().join("sheet.png")).unwrap().starts_with(b"\x89PNG"));
    generate(folder.path(), &["-n", "9", "--out", "set"]).assert().success();
    let table = stdout(&mut generate(folder.path(), &["-n", "9", "--compare", "set"]));
    for line in table.lines().skip(2) {
        let words: Vec<&str> = line[18..].split_whitespace().collect();
        assert_eq!(words[..words.len() / 2], words[words.len() / 2..], "{line}");
    }
}
