//! `arc merge`: the submissions of all shards as one.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use data::{Mismatch, Submission};

use crate::console::Console;
use crate::exit::{Exit, bad_data};
use crate::options::tasks;
use crate::run::store::{is_stream, keep_copy, make_way, write};
use crate::show::report::skipped_in_words;
use crate::words::counted;

/// Arguments of `arc merge`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The submission to write; `-` is standard output
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// The submissions of the shares: files, or folders of results or of files with one task each
    #[arg(value_name = "IN", required = true)]
    parts: Vec<PathBuf>,
    /// Replace OUT without keeping a copy of what was in it
    #[arg(long)]
    force: bool,
    /// The data that was shared out, to prove that no task is missing
    #[arg(long, alias = "data", value_name = "PATH")]
    data_dir: Option<PathBuf>,
    /// Only this part of the data
    #[arg(long, value_name = "NAME", requires = "data_dir")]
    split: Option<String>,
}

/// Runs the command. Nothing is written unless the parts fit together and cover the data.
///
/// # Errors
/// If a file cannot be read or written, or two parts answer one task differently.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let mut whole = Submission::default();
    let mut origins: BTreeMap<String, &PathBuf> = BTreeMap::new();
    for path in &arguments.parts {
        let part = tasks::read_submission(path)?;
        let flaws = part.flaws().iter().filter(|flaw| !matches!(flaw, Mismatch::Form(_)));
        flaws.for_each(|flaw| console.warn(flaw));
        if let Some(id) = whole.merge(part.clone()).first() {
            let other = origins.get(id).map_or(path, |other| other).display();
            return Err(bad_data(format!("{other} and {} answer task `{id}` differently", path.display())));
        }
        let given = part.iter().filter(|(id, attempts)| whole.attempts(id) == *attempts);
        origins.extend(given.map(|(id, _)| (id.to_owned(), path)));
    }
    if whole.iter().next().is_none() {
        return Err(bad_data("no part answers any task"));
    }
    let coverage = match &arguments.data_dir {
        None => {
            console.note("coverage not checked; name the data with --data-dir to prove that no task is missing");
            String::new()
        }
        Some(path) => {
            let dataset = tasks::load_part(Some(path), arguments.split.as_deref(), console)?;
            let mismatches: Vec<String> =
                whole.differences(&dataset).iter().map(|mismatch| mismatch.to_string()).collect();
            if !mismatches.is_empty() {
                return Err(bad_data(mismatches.join("\n")));
            }
            format!(", all of {}{}", path.display(), skipped_in_words(&dataset))
        }
    };
    let out = arguments.out.display();
    make_way(&arguments.out, console);
    let holds = |path: &Path| Submission::read(path).is_ok_and(|old| whole.covers(&old));
    if !arguments.force && !is_stream(&arguments.out)? && !holds(&arguments.out) {
        keep_copy(&arguments.out, console)?;
    }
    write(&arguments.out, &whole.to_json())?;
    writeln!(console.out(), "{out}: {}{coverage}", counted(whole.iter().count(), "task"))?;
    Ok(Exit::Success)
}
