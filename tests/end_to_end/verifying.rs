//! `arc verify`: what results claim is found out anew.

use std::fs;
use std::path::Path;

use predicates::str::contains;
use serde_json::{Value, json};

use crate::{arc, folder, read_json};

/// A few tasks: some solved by short programs, some answered by near misses on so few ticks.
const TASKS: &str = "rotate_clockwise,kaleidoscope_tile,largest_object_crop,outline_objects,most_holes_crop";

fn solved(folder: &Path) {
    let options = ["--ticks", "1M", "--no-network", "--out", "out.json", "--results", "results", "-q"];
    arc(folder).args(["solve", "--task", TASKS]).args(options).assert().success();
}

/// The result files of a folder, with their names.
fn results(folder: &Path) -> Vec<(String, Value)> {
    let paths = fs::read_dir(folder.join("results")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> =
        paths.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read_json(&path))).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

#[test]
fn an_honest_run_holds() {
    let folder = folder();
    solved(folder.path());
    let all = results(folder.path());
    let attempts = || {
        all.iter()
            .flat_map(|(_, result)| result["attempts"].as_array().unwrap())
            .flat_map(|pair| pair.as_array().unwrap())
    };
    let is_fit = |attempt: &&Value| attempt["evidence"]["fits_all_pairs"] == true;
    let programs = attempts().filter(|attempt| attempt["program"].is_string());
    assert!(attempts().filter(is_fit).count() >= 2, "fits are checked");
    assert!(programs.filter(|attempt| !is_fit(attempt)).count() >= 2, "near misses are checked, too");
    arc(folder.path())
        .args(["verify", "results"])
        .assert()
        .success()
        .stdout(contains("5 results"))
        .stdout(contains("all hold"));
    arc(folder.path()).args(["verify", "results", "--submission", "out.json"]).assert().success();
    arc(folder.path())
        .args(["verify", "results/rotate_clockwise.json"])
        .assert()
        .success()
        .stdout(contains("1 result,"));
}

/// Every field by which a result could lie.
#[test]
fn each_lie_is_found() {
    let folder = folder();
    solved(folder.path());
    let path = folder.path().join("results/rotate_clockwise.json");
    let honest = read_json(&path);
    let first = "/attempts/0/0";
    let lies: [(&str, Value, &str); 12] = [
        ("/grid", json!([[1, 2], [3, 4]]), "does not give this grid"),
        ("/grid", json!([[1, 2], [3]]), "no grid"),
        ("/program", json!("transform(input, rotate180)"), "does not give this grid"),
        ("/program", json!("transform(input"), "no program"),
        ("/program", Value::Null, "no program"),
        ("/cost", json!(1), "costs 8"),
        ("/evidence/fit/pairs", json!(2), "which is not what is claimed"),
        ("/evidence/fit/of", json!(4), "which is not what is claimed"),
        ("/evidence/fit/wrong_cells", json!(1), "which is not what is claimed"),
        ("/evidence/fit", Value::Null, "not said how far"),
        ("programs", json!("input"), "among the programs that fit all pairs"),
        ("attempts", json!([]), "0 answers to 1 test input"),
    ];
    for (place, value, message) in lies {
        let mut result = honest.clone();
        match place {
            "programs" => result["programs"][0]["text"] = value.clone(),
            "attempts" => result["attempts"] = value.clone(),
            _ => *result.pointer_mut(&format!("{first}{place}")).unwrap() = value.clone(),
        }
        fs::write(&path, result.to_string()).unwrap();
        let lie = format!("{place} = {value}");
        let mut command = arc(folder.path());
        let output = command.args(["verify", "results"]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{lie}: {text}");
        assert!(text.contains("results/rotate_clockwise.json: ") && text.contains(message), "{lie}: {text}");
    }
}

/// A near miss that calls itself a fit.
#[test]
fn near_misses_are_no_fits() {
    let folder = folder();
    solved(folder.path());
    let mut found = 0;
    for (name, honest) in results(folder.path()) {
        for place in 0..2 {
            let mut result = honest.clone();
            let attempt = &mut result["attempts"][0][place];
            if attempt["program"].is_null() || attempt["evidence"]["fit"]["pairs"] == attempt["evidence"]["fit"]["of"] {
                continue;
            }
            attempt["evidence"]["fits_all_pairs"] = json!(true);
            let file = format!("lie-{name}");
            fs::write(folder.path().join(&file), result.to_string()).unwrap();
            arc(folder.path()).args(["verify", &file]).assert().code(1).stdout(contains("said to fit all pairs"));
            found += 1;
        }
    }
    assert!(found > 0, "there is no near miss");
}

#[test]
fn a_submission_of_other_answers_is_found() {
    let folder = folder();
    solved(folder.path());
    let mut submission = read_json(&folder.path().join("out.json"));
    submission["rotate_clockwise"][0]["attempt_1"] = json!([[5]]);
    fs::write(folder.path().join("other.json"), submission.to_string()).unwrap();
    let mut command = arc(folder.path());
    command.args(["verify", "results", "--submission", "other.json"]);
    command.assert().code(1).stdout(contains("the submission has other answers"));
}

#[test]
fn what_cannot_be_checked_is_no_success() {
    let folder = folder();
    solved(folder.path());
    let honest = read_json(&folder.path().join("results/rotate_clockwise.json"));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut result = honest.clone();
        change(&mut result);
        result.to_string()
    };
    let deep = "[".repeat(100_000);
    let texts = [
        ("not JSON".to_string(), "not checked"),
        (deep, "not checked"),
        (changed(&|result| result["schema"] = json!("arc.task/9")), "schema"),
        (changed(&|result| result["id"] = json!("nobody")), "no task `nobody`"),
        (changed(&|result| result["origin"]["task"] = json!("0")), "other pairs"),
    ];
    for (text, message) in texts {
        fs::write(folder.path().join("bad.json"), text).unwrap();
        arc(folder.path()).args(["verify", "bad.json"]).assert().code(65).stdout(contains(message));
    }
    arc(folder.path()).args(["verify", "nowhere"]).assert().code(66);
    fs::create_dir(folder.path().join("empty")).unwrap();
    arc(folder.path()).args(["verify", "empty"]).assert().code(66).stderr(contains("no result file"));
}
