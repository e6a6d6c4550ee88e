//! The real binary, from the command line to its files and exit codes.

mod continuing;
mod durable;
mod faults;
mod generating;
mod guiding;
mod kills;
mod language;
mod limits;
mod names;
#[cfg(unix)]
mod outputs;
mod reading;
mod repeatable;
mod robustness;
mod scores;
mod shares;
mod signals;
mod solving;
mod tasks;
mod training;
mod verifying;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use data::Dataset;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A few of the built-in tasks.
const SOME: [&str; 4] = ["gravity_down", "kaleidoscope_tile", "largest_object_crop", "outline_objects"];

/// Ticks that make a run short.
const FEW_TICKS: &str = "200k";

/// The binary in an empty folder, in an environment that says nothing of colors and array jobs.
fn arc(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("arc").unwrap();
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "JOB_COMPLETION_INDEX", "HQ_TASK_ID"] {
        command.env_remove(name);
    }
    for name in ["ID", "COUNT", "MIN", "MAX", "STEP"] {
        command.env_remove(format!("SLURM_ARRAY_TASK_{name}"));
    }
    command
}

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

/// What the command prints when all goes well.
fn stdout(command: &mut Command) -> String {
    let output = command.assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

/// Says that a test is skipped; unlike `println!`, this is seen although the test passes.
fn skip(reason: &str) {
    use std::io::Write;
    std::io::stderr().write_all(format!("skipped: {reason}\n").as_bytes()).unwrap();
}

fn read_json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn rows(grid: &arc_dsl::Grid) -> Value {
    json!(grid.rows().map(|row| row.iter().map(|color| color.index()).collect()).collect::<Vec<Vec<usize>>>())
}

/// Writes some built-in tasks as a competition's challenges, with or without the solutions beside; returns the challenges.
fn write_competition(folder: &Path, has_solutions: bool) -> PathBuf {
    let dataset = Dataset::built_in();
    let (mut challenges, mut solutions) = (json!({}), json!({}));
    for id in SOME {
        let task = dataset.tasks.iter().find(|task| task.id == id).unwrap();
        let pair = |pair: &data::Pair| json!({"input": rows(&pair.input), "output": rows(&pair.output)});
        let train: Vec<Value> = task.train.iter().map(pair).collect();
        let test: Vec<Value> = task.tests.iter().map(|input| json!({"input": rows(input)})).collect();
        challenges[id] = json!({"train": train, "test": test});
        solutions[id] = dataset.answers.of(id).iter().flatten().map(|grid| rows(grid)).collect();
    }
    fs::create_dir_all(folder).unwrap();
    let path = folder.join("arc-agi_training_challenges.json");
    fs::write(&path, challenges.to_string()).unwrap();
    if has_solutions {
        fs::write(folder.join("arc-agi_training_solutions.json"), solutions.to_string()).unwrap();
    }
    path
}

/// Writes a task that no program explains, so that its search takes as long as it may.
fn write_noise(folder: &Path) -> PathBuf {
    let mut state = 1u32;
    let mut grid = || {
        let mut cell = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) % 10
        };
        (0..9).map(|_| (0..9).map(|_| cell()).collect()).collect::<Vec<Vec<u32>>>()
    };
    let train: Vec<Value> = (0..4).map(|_| json!({"input": grid(), "output": grid()})).collect();
    let task = json!({"train": train, "test": [{"input": grid()}]});
    let path = folder.join("noise.json");
    fs::write(&path, task.to_string()).unwrap();
    path
}
