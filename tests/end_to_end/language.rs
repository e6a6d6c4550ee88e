//! `arc dsl`, `arc completions` and `arc man`.

use predicates::prelude::*;
use predicates::str::contains;

use crate::{arc, folder, stdout};

#[test]
fn an_entry_tells_all_of_a_primitive() {
    let folder = folder();
    insta::assert_snapshot!(stdout(arc(folder.path()).args(["dsl", "transform"])));
}

#[test]
fn the_reference_lists_every_primitive() {
    let folder = folder();
    let reference = stdout(arc(folder.path()).arg("dsl"));
    for primitive in arc_dsl::Primitive::all() {
        assert!(reference.contains(&format!("  {}\n", primitive.signature())), "{}", primitive.name);
    }
    let table: serde_json::Value = serde_json::from_str(&stdout(arc(folder.path()).args(["dsl", "--json"]))).unwrap();
    assert_eq!(table["schema"], "arc.dsl/1");
    assert_eq!(table["primitives"].as_array().unwrap().len(), arc_dsl::Primitive::all().len());
}

#[test]
fn similar_primitives_are_proposed() {
    let folder = folder();
    arc(folder.path()).args(["dsl", "tranform"]).assert().code(66).stdout("").stderr(contains("`transform`"));
}

#[test]
fn shells_and_manuals_are_served() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        arc(folder.path()).args(["completions", shell]).assert().success().stdout(contains("explain"));
    }
    arc(folder.path()).arg("man").assert().success().stdout(contains(".TH arc 1").and(contains("EXIT STATUS")));
    arc(folder.path()).args(["man", "solve"]).assert().success().stdout(contains("time\\-per\\-task"));
    arc(folder.path()).args(["man", "slove"]).assert().code(66).stderr(contains("`solve`"));
}

#[test]
fn help_and_version_are_data() {
    let folder = folder();
    arc(folder.path()).arg("--version").assert().success().stdout(contains(env!("CARGO_PKG_VERSION"))).stderr("");
    arc(folder.path()).args(["solve", "--help"]).assert().success().stdout(contains("--time-per-task")).stderr("");
    let help = arc(folder.path()).arg("--help").assert().success();
    help.stdout(contains("--results").and(contains("--shard")).and(contains("--json")));
    arc(folder.path()).assert().code(2);
}
