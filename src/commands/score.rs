//! `arc score`: a submission against the known answers.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use data::{Mismatch, Scores};
use serde_json::{Value, json};

use crate::console::Console;
use crate::exit::{Exit, bad_data};
use crate::options::tasks::{self, DataArguments};
use crate::show::report::{data_json, known_scores, scores_json, write_data, write_json, write_scores};

/// Name and version of the schema of `score --json`.
const SCHEMA: &str = "arc.score/1";

/// Arguments of `arc score`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The submission: a file, a folder with a file for each task, or `-` for standard input
    #[arg(value_name = "SUBMISSION")]
    submission: PathBuf,
    #[command(flatten)]
    data: DataArguments,
    /// Print the scores as JSON, with the result of every output
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// If a file cannot be read or the data has no answers.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let submission = tasks::read_submission(&arguments.submission)?;
    let dataset = arguments.data.load_for(&submission, console)?;
    let name = arguments.data.name();
    let Some(scores) = known_scores(&submission, &dataset) else {
        return Err(bad_data(format!("{name} holds no answers to score against")));
    };
    // Whatever its form, the answers are there to be marked.
    for mismatch in submission.check(&dataset).iter().filter(|mismatch| !matches!(mismatch, Mismatch::Form(_))) {
        console.warn(mismatch);
    }
    for task in &scores.by_task {
        for (test, other) in &task.misplaced {
            let (id, test, other) = (&task.id, test + 1, other + 1);
            let advice = "are the tests in another order?";
            console.warn(format_args!("`{id}`: the attempts at test {test} are the answer to test {other}; {advice}"));
        }
    }
    if arguments.json {
        let report = json!({
            "schema": SCHEMA,
            "version": env!("CARGO_PKG_VERSION"),
            "data": data_json(&name, &dataset),
            "scores": scores_json(&scores),
            "tasks": tasks_json(&scores),
        });
        write_json(console.out(), &report)?;
    } else {
        write_data(console.out(), &name, &dataset)?;
        write_scores(console.out(), &scores)?;
    }
    Ok(arguments.data.exit(&dataset))
}

/// For every output which attempt was the first to be right, 1 or 2, or null.
fn tasks_json(scores: &Scores) -> Value {
    let task = |task: &data::TaskScore| {
        let outputs: Vec<Option<usize>> = task.outputs.iter().map(|right| right.map(|index| index + 1)).collect();
        (task.id.clone(), json!(outputs))
    };
    Value::Object(scores.by_task.iter().map(task).collect())
}
