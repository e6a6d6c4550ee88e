//! The same bytes each time, however many threads work.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{arc, folder};

/// One that a program answers, one that network and forest do, and one that a near miss does.
const TASKS: &str = "gravity_down,outline_objects,largest_object_crop,most_holes_crop,plus_around_dots";

/// All files that a run leaves, by their names; results without the time that they took.
fn left(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut left = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            left.extend(self::left(&path).into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let mut result: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let is_timed = result.get("cpu_seconds").is_some();
        if is_timed {
            result["cpu_seconds"] = Value::Null;
        }
        left.insert(name, if is_timed { result.to_string().into_bytes() } else { bytes });
    }
    left
}

#[test]
fn any_number_of_threads_leaves_the_same_bytes() {
    let run = |jobs: &str| {
        let folder = folder();
        let options = ["--ticks", "1M", "--network-time", "100ms", "--jobs", jobs, "--out", "out.json"];
        let mut command = arc(folder.path());
        command.args(["solve", "--task", TASKS]).args(options).args(["--results", "results", "--pictures", "pictures"]);
        command.assert().success();
        left(folder.path())
    };
    let one = run("1");
    assert_eq!(one.len(), 11, "{:?}", one.keys());
    let by_predictor = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("\"predictor\":\"");
    assert!(one.values().any(by_predictor), "no predictor answers");
    for jobs in ["2", "3", "16"] {
        let other = run(jobs);
        for (name, bytes) in &one {
            assert!(other.get(name) == Some(bytes), "{name} is another one with {jobs} threads");
        }
        assert_eq!(other.len(), one.len());
    }
}
