//! `arc verify`: whether the results of a run hold.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use data::{Dataset, Submission};
use rayon::prelude::*;

use crate::console::Console;
use crate::exit::{Exit, bad_data, no_input};
use crate::options::tasks::{self, DataArguments};
use crate::run::record::TaskRecord;
use crate::run::verify::{TICKS_PER_RESULT, Verdict, verify};
use crate::words::counted;

/// Bytes of the largest result file that is read; honest ones have some thousands.
const MAX_BYTES: u64 = 64 << 20;

/// Arguments of `arc verify`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder of result files (`solve --results`), or one of them
    #[arg(value_name = "RESULTS")]
    results: PathBuf,
    #[command(flatten)]
    data: DataArguments,
    /// Check that this submission has the answers of the results, too
    #[arg(long, value_name = "FILE")]
    submission: Option<PathBuf>,
}

/// What became of one file.
struct Checked {
    name: String,
    /// The task it is about.
    id: Option<String>,
    verdict: Verdict,
}

/// Runs the command. What is wrong is the result, so it goes to standard output.
///
/// # Errors
/// If the results or the data cannot be read.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let paths = files(&arguments.results)?;
    let dataset = arguments.data.load(console)?;
    let submission = arguments.submission.as_deref().map(tasks::read_submission).transpose()?;
    let check = |path: &PathBuf| checked(path, &dataset, submission.as_ref());
    let all: Vec<Checked> = paths.par_iter().map(check).collect();
    let out = console.out();
    let (mut claimed, mut lies, mut unchecked) = (0, 0, 0);
    for Checked { name, verdict, .. } in &all {
        verdict.lies.iter().try_for_each(|lie| writeln!(out, "{name}: {lie}"))?;
        verdict.unchecked.iter().try_for_each(|reason| writeln!(out, "{name}: not checked: {reason}"))?;
        claimed += verdict.claimed;
        lies += verdict.lies.len();
        unchecked += usize::from(!verdict.unchecked.is_empty());
    }
    let known: BTreeSet<&str> = all.iter().filter_map(|checked| checked.id.as_deref()).collect();
    let missing = dataset.tasks.iter().filter(|task| !known.contains(&*task.id)).count();
    let results = counted(all.len(), "result");
    let source = arguments.results.display();
    let answers = counted(claimed, "answer");
    let summary = match (lies, unchecked) {
        (0, 0) => format!("{source}: {results}, {answers} by programs: all hold"),
        _ => format!("{source}: {results}, {answers} by programs: {} not so, {unchecked} not checked", lies),
    };
    writeln!(out, "{summary}")?;
    if missing > 0 {
        console.note(format_args!("{} of the data without a result", counted(missing, "task")));
    }
    Ok(match (lies, unchecked) {
        (0, 0) => Exit::Success,
        (0, _) => Exit::BadData,
        _ => Exit::Refuted,
    })
}

/// The result files of a folder, sorted, or the one that is named.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error: std::io::Error| no_input(format!("{}: {error}", path.display()));
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(unreadable)?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>().map_err(unreadable)?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json") && file.is_file());
    files.sort();
    match files.is_empty() {
        true => Err(no_input(format!("there is no result file in {}", path.display()))),
        false => Ok(files),
    }
}

/// Checks one file.
fn checked(path: &Path, dataset: &Dataset, submission: Option<&Submission>) -> Checked {
    let name = path.display().to_string();
    let unchecked = |reason: String, id| Checked {
        name: name.clone(),
        id,
        verdict: Verdict { unchecked: vec![reason], ..Verdict::default() },
    };
    let record = match read(path) {
        Ok(record) => record,
        Err(error) => return unchecked(format!("{error:#}"), None),
    };
    let Some(task) = dataset.task(&record.id) else {
        return unchecked(format!("the data has no task `{}`", record.id), Some(record.id));
    };
    let verdict = verify(&record, task, submission, TICKS_PER_RESULT);
    Checked { name, id: Some(task.id.clone()), verdict }
}

fn read(path: &Path) -> Result<TaskRecord> {
    let size = fs::metadata(path)?.len();
    if size > MAX_BYTES {
        return Err(bad_data(format!("{size} bytes are too many for a result")));
    }
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}
