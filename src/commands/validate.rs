//! `arc validate`: whether a submission would be accepted.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use data::Mismatch;

use crate::console::Console;
use crate::exit::Exit;
use crate::options::tasks::{self, DataArguments};
use crate::show::report::skipped_in_words;
use crate::words::counted;

/// Arguments of `arc validate`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The submission: a file, a folder with a file for each task, or `-` for standard input
    #[arg(value_name = "SUBMISSION")]
    submission: PathBuf,
    #[command(flatten)]
    data: DataArguments,
}

/// Runs the command. Problems are the result, so they go to standard output.
///
/// # Errors
/// If a file cannot be read or is not even a submission.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let submission = tasks::read_submission(&arguments.submission)?;
    let dataset = arguments.data.load_for(&submission, console)?;
    let mismatches = submission.check(&dataset);
    let file =
        if arguments.submission.as_os_str() == "-" { "stdin".into() } else { arguments.submission.to_string_lossy() };
    let out = console.out();
    if mismatches.is_empty() {
        let outputs: usize = dataset.tasks.iter().map(|task| task.tests.len()).sum();
        let (tasks, outputs) = (counted(dataset.tasks.len(), "task"), counted(outputs, "test output"));
        writeln!(out, "{file}: valid for {tasks}, {outputs}{}", skipped_in_words(&dataset))?;
        return Ok(arguments.data.exit(&dataset));
    }
    for mismatch in &mismatches {
        match mismatch {
            // These have a place in the file.
            Mismatch::Form(error) | Mismatch::Attempt(error) => writeln!(out, "{error}")?,
            _ => writeln!(out, "{file}: {mismatch}")?,
        }
    }
    Ok(Exit::BadData)
}
