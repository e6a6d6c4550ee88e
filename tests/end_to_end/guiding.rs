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
fn lessons_are_collected_in_parts_and_make_a_guide() {
    let folder = folder();
    let (lessons, curve) = (folder.path().join("guide.lessons.jsonl"), folder.path().join("guide.curve.json"));
    guide(folder.path(), &["--lessons", "6"]).assert().success();
    let first = fs::read_to_string(&lessons).unwrap();
    assert!((4..=7).contains(&first.lines().count()), "{first}");

    // The last line is torn, as by a killed process.
    fs::write(&lessons, &first[..first.len() - 5]).unwrap();
    let said = stdout(&mut guide(folder.path(), &["--lessons", "9"]));
    assert!(said.starts_with("guide.ckpt: learned from "), "{said}");
    let second = fs::read_to_string(&lessons).unwrap();
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert!(sorted(&second).is_superset(&sorted(&first)), "{first}{second}");
    assert!(second.lines().count() > first.lines().count());
    assert_eq!(read_json(&curve)["points"].as_array().unwrap().len(), 2);
    assert_eq!(&fs::read(folder.path().join("guide.curve.png")).unwrap()[1..4], b"PNG");

    let mut other = guide(folder.path(), &["--lessons", "9", "--seed", "5"]);
    other.assert().code(65).stderr(contains("guide.lessons.jsonl: its lessons were collected with other options"));
    fs::write(&lessons, "{}\n").unwrap();
    guide(folder.path(), &["--lessons", "9"]).assert().code(65).stderr(contains("this is no file of lessons"));

    let solve = |arguments: &[&str]| {
        let mut command = arc(folder.path());
        command.args(["solve", "--limit", "2", "--ticks", "1M", "--network-time", "1ms"]).args(arguments);
        command.assert()
    };
    solve(&["--guide", "guide.ckpt"]).success();
    fs::write(folder.path().join("text.ckpt"), "weights").unwrap();
    solve(&["--guide", "text.ckpt"]).code(65).stderr(contains("text.ckpt: this is not a guide"));
    solve(&["--guide", "none.ckpt"]).code(65).stderr(contains("none.ckpt").and(contains("cannot be read")));
    solve(&["--guide", "guide.ckpt", "--no-guide"]).code(2);
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
