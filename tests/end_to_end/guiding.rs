//! `arc guide`, and the guide in `arc solve`.

use std::fs;
use std::path::Path;

use predicates::prelude::*;
use predicates::str::contains;

use crate::{FEW_TICKS, SOME, arc, folder, read_json, stdout};

/// A guide that is as small as can be.
fn guide(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = arc(folder);
    command.args(["guide", "--ticks", "100k", "--epochs", "2", "--jobs", "2"]).args(arguments);
    command
}

#[test]
fn examples_are_collected_in_parts_and_make_a_guide() {
    let folder = folder();
    let (examples, curve) = (folder.path().join("guide.examples.jsonl"), folder.path().join("guide.curve.json"));
    guide(folder.path(), &["--examples", "6"]).assert().success();
    let first = fs::read_to_string(&examples).unwrap();
    assert!((4..=7).contains(&first.lines().count()), "{first}");

    // The last line is torn, as by a killed process.
    fs::write(&examples, &first[..first.len() - 5]).unwrap();
    let said = stdout(&mut guide(folder.path(), &["--examples", "9"]));
    assert!(said.starts_with("guide.ckpt: learned from "), "{said}");
    let second = fs::read_to_string(&examples).unwrap();
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert!(sorted(&second).is_superset(&sorted(&first)), "{first}{second}");
    assert!(second.lines().count() > first.lines().count());
    let points = |what: &str| read_json(&curve)[what].as_array().unwrap().len();
    assert_eq!((points("points"), points("value_model")), (2, 2));
    assert_eq!(&fs::read(folder.path().join("guide.curve.png")).unwrap()[1..4], b"PNG");

    let mut other = guide(folder.path(), &["--examples", "9", "--seed", "5"]);
    other.assert().code(65).stderr(contains("guide.examples.jsonl: its examples were collected with other options"));
    fs::write(&examples, "{}\n").unwrap();
    guide(folder.path(), &["--examples", "9"]).assert().code(65).stderr(contains("this is no file of examples"));

    let solve = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "--limit", "2", "--ticks", "1M", "--network-time", "1ms"]).args(arguments);
        command.assert()
    };
    solve(&["--guide", "guide.ckpt"]).success();
    fs::write(folder.path().join("text.ckpt"), "weights").unwrap();
    solve(&["--guide", "text.ckpt"]).code(65).stderr(contains("text.ckpt: this is not a guide"));
    solve(&["--guide", "none.ckpt"]).code(66).stderr(contains("none.ckpt").and(contains("cannot be read")));
    solve(&["--guide", "guide.ckpt", "--no-guide"]).code(2);
}

#[test]
fn every_second_example_replays_a_given_program() {
    let folder = folder();
    fs::write(folder.path().join("programs.txt"), "# found\nfill_enclosed(input)\n").unwrap();
    fs::write(folder.path().join("others.txt"), "cell_gravity(input, down)\n").unwrap();
    let command = |programs: &str| {
        let mut command = arc(folder.path());
        command.args(["guide", "--examples", "8", "--ticks", "1k", "--epochs", "1", "--replay", programs]);
        command
    };
    command("programs.txt").assert().success();
    let examples = fs::read_to_string(folder.path().join("guide.examples.jsonl")).unwrap();
    let records: Vec<serde_json::Value> =
        examples.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_replay = |record: &&serde_json::Value| record["index"].as_u64().unwrap() % 2 == 1;
    // So few ticks find nothing, so what is known is the program that was replayed.
    let replays: Vec<_> = records.iter().filter(is_replay).map(|record| record["uses"].to_string()).collect();
    assert_eq!(replays, vec![r#"{"fill_enclosed":1.0}"#; 4], "{examples}");

    command("others.txt").assert().code(65).stderr(contains("its examples were collected with other options"));
    command("none.txt").assert().code(66).stderr(contains("none.txt"));
    fs::write(folder.path().join("none.txt"), "nonsense(\n").unwrap();
    command("none.txt").assert().code(65).stderr(contains("none.txt holds no program"));
}

#[test]
fn the_guide_changes_the_search_unless_it_is_left_out() {
    let folder = folder();
    let ticks = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "--task", SOME[0], "--json", "--ticks", FEW_TICKS]).args(arguments);
        let report: serde_json::Value = serde_json::from_str(&stdout(&mut command)).unwrap();
        report["tasks"][0]["statistics"]["ticks"].as_u64().unwrap()
    };
    let alone = ticks(&["--no-network"]);
    assert_eq!(ticks(&["--no-guide", "--network-time", "1ms"]), alone);
    assert_ne!(ticks(&["--network-time", "1ms"]), alone);
}
