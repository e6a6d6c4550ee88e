//! Where tasks come from: a path, standard input or the built-in set.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use data::{Dataset, LoadError, Submission, Task};

use crate::console::Console;
use crate::exit::{Exit, bad_data, no_input, unread};
use crate::nearest;
use crate::words::counted;

/// Which tasks a command works on.
#[derive(Args, Debug)]
pub struct DataArguments {
    /// A folder of task files, a file of challenges, a file with several splits, a task file, or `-` for standard input;
    /// without it, the built-in set
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The same as PATH
    #[arg(long, alias = "data", value_name = "PATH", conflicts_with = "path")]
    data_dir: Option<PathBuf>,
    /// Only this part of the data, for instance training or evaluation; `all` for all parts
    #[arg(long, value_name = "NAME")]
    split: Option<String>,
    /// Exit with 65 in the end if some of the data could not be read
    #[arg(long)]
    strict: bool,
}

impl DataArguments {
    /// Whether the built-in set is meant.
    pub fn is_built_in(&self) -> bool {
        self.path.is_none() && self.data_dir.is_none()
    }

    /// Whether the tasks come from standard input.
    pub fn is_standard_input(&self) -> bool {
        self.path.as_ref().or(self.data_dir.as_ref()).is_some_and(|path| path.as_os_str() == "-")
    }

    /// Loads the tasks. A file with an error is left out, with a warning.
    ///
    /// # Errors
    /// As [`load_part`].
    pub fn load(&self, console: &Console) -> Result<Dataset> {
        load_part(self.path.as_deref().or(self.data_dir.as_deref()), self.split.as_deref(), console)
    }

    /// Loads the tasks that a submission is about. Without a path these are the built-in ones, if it answers them.
    ///
    /// # Errors
    /// As [`DataArguments::load`], and if no data is named and the submission is about other tasks.
    pub fn load_for(&self, submission: &Submission, console: &Console) -> Result<Dataset> {
        let dataset = self.load(console)?;
        let mut ids = submission.iter().map(|(id, _)| id).peekable();
        if self.is_built_in() && (ids.peek().is_none() || ids.any(|id| dataset.task(id).is_none())) {
            return Err(no_input("which data is the submission for? It is not about the built-in tasks; name a PATH"));
        }
        Ok(dataset)
    }

    /// How a command ends that came to its end: with [`Exit::BadData`] if some data was to be read and was not.
    pub fn exit(&self, dataset: &Dataset) -> Exit {
        if self.strict && !dataset.reading.is_complete() { Exit::BadData } else { Exit::Success }
    }

    /// The name of the source in messages and reports.
    pub fn name(&self) -> String {
        let path = self.path.as_ref().or(self.data_dir.as_ref());
        let path = path.map_or("built-in".to_string(), |path| path.display().to_string());
        match &self.split {
            Some(split) => format!("{path} ({split})"),
            None => path,
        }
    }
}

/// Which single task a command works on.
#[derive(Args, Debug)]
pub struct TaskArguments {
    /// A task file, `-` for standard input, or the id of a task
    #[arg(value_name = "TASK")]
    task: String,
    /// Where the id is looked up; without it, the built-in set
    #[arg(long, alias = "data-dir", value_name = "PATH")]
    data: Option<PathBuf>,
}

impl TaskArguments {
    /// Loads the task; the data set holds nothing else but may hold its answers.
    ///
    /// # Errors
    /// If there is no such task, or it is not well formed.
    pub fn load(&self, console: &Console) -> Result<(Task, Dataset)> {
        let is_path = self.task == "-"
            || ENDINGS.iter().any(|ending| self.task.ends_with(ending))
            || self.task.contains(std::path::MAIN_SEPARATOR);
        let built_in = Dataset::built_in();
        let is_built_in = built_in.task(&self.task).is_some();
        if let Some(path) = &self.data {
            let dataset = load(Some(path), None, console)?;
            return Ok((find(&dataset, &self.task)?.clone(), dataset));
        }
        if !is_path && (is_built_in || !Path::new(&self.task).exists()) {
            return Ok((find(&built_in, &self.task)?.clone(), built_in));
        }
        let dataset = load(Some(Path::new(&self.task)), None, console)?;
        match &dataset.tasks[..] {
            [task] => Ok((task.clone(), dataset)),
            tasks => {
                let path = &self.task;
                let message = format!("{path} holds {} tasks; name one: ID --data {path}", tasks.len());
                Err(no_input(message))
            }
        }
    }
}

/// The task of an id.
///
/// # Errors
/// If there is none; the message proposes similar ids.
pub fn find<'a>(dataset: &'a Dataset, id: &str) -> Result<&'a Task> {
    dataset.task(id).ok_or_else(|| {
        let ids = dataset.tasks.iter().map(|task| task.id.as_str());
        no_input(format!("there is no task `{id}`{}", nearest::proposal(id, ids)))
    })
}

/// How files of tasks end.
const ENDINGS: [&str; 4] = [".json", ".jsonl", ".ndjson", ".gz"];

/// The name of a split that stands for all of them.
const ALL: &str = "all";

/// Loads the tasks to hand in answers to: one split of a competition, and each id once.
///
/// # Errors
/// As [`load`], and if several splits or different tasks of one id are there and it was not said which is meant.
pub fn load_part(path: Option<&Path>, split: Option<&str>, console: &Console) -> Result<Dataset> {
    if split == Some(ALL) {
        return load(path, None, console);
    }
    let dataset = load(path, split, console)?;
    let name = path.unwrap_or(Path::new("built-in")).display();
    let advice = "give --split NAME, or --split all for all of them";
    if dataset.splits.len() > 1 {
        let splits: Vec<String> =
            dataset.splits.iter().map(|(split, &tasks)| format!("{split} ({})", counted(tasks, "task"))).collect();
        return Err(bad_data(format!("{name} holds several splits: {}; {advice}", splits.join(", "))));
    }
    if let Some((id, names)) = dataset.namesakes.first_key_value() {
        let others = dataset.namesakes.len() - 1;
        let others = if others > 0 { format!(" (and {} more)", counted(others, "such id")) } else { String::new() };
        let names = names.join(", ");
        return Err(bad_data(format!("{name} holds different tasks of the id `{id}`: {names}{others}; {advice}")));
    }
    Ok(dataset)
}

/// Loads a data set; problems with single files or tasks become warnings as long as some task is left.
///
/// # Errors
/// If there is no such file, or no task in it.
pub fn load(path: Option<&Path>, split: Option<&str>, console: &Console) -> Result<Dataset> {
    let dataset = match path {
        None if split.is_some() => return Err(no_input("the built-in set has no parts; --split needs a PATH")),
        None => Dataset::built_in(),
        Some(path) if path.as_os_str() == "-" => match split {
            Some(split) => Dataset::split_from_reader("stdin", std::io::stdin(), split).map_err(unread)?,
            None => Dataset::from_reader("stdin", std::io::stdin()).map_err(unread)?,
        },
        Some(path) => match split {
            Some(split) => Dataset::load_split(path, split).map_err(unread)?,
            None => Dataset::load(path).map_err(unread)?,
        },
    };
    for problem in &dataset.problems {
        console.warn(problem);
    }
    Ok(dataset)
}

/// Reads a submission: a file, a folder, or `-` for standard input.
///
/// # Errors
/// If it is not there or not a submission; all that is wrong with it is listed.
pub fn read_submission(path: &Path) -> Result<Submission> {
    let submission = match path.as_os_str() == "-" {
        true => Submission::from_reader("stdin", std::io::stdin()),
        false => Submission::read(path),
    };
    submission.map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|error| error.to_string()).collect();
        let is_missing = errors.iter().any(LoadError::is_missing);
        if is_missing { no_input(lines.join("\n")) } else { bad_data(lines.join("\n")) }
    })
}
