//! Where generated tasks go: a folder with a manifest beside it, or lines on standard output.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;
use data::{Generated, outputs_to_json};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::console::Console;
use crate::exit::unwritable;
use crate::run::store::{Folder, is_standard_output, write};

/// Name and version of the schema of the manifest.
const SCHEMA: &str = "arc.generated/2";

/// The layouts in use for sets of tasks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Layout {
    /// One file per task.
    Files,
    /// All tasks in a file of challenges, their test outputs in a file of solutions.
    Competition,
}

/// The parts that a run is split into.
const PARTS: [&str; 2] = ["training", "held_out"];

/// Where the tasks of a run go.
pub enum Output {
    /// Lines of JSON.
    Lines,
    /// A folder.
    Folder(Box<TaskFolder>),
}

/// A folder of tasks that is being written.
pub struct TaskFolder {
    path: PathBuf,
    layout: Layout,
    /// One folder per part for the layout of files.
    parts: Vec<Folder>,
    /// The texts of challenges and solutions, per part.
    challenges: [Vec<String>; 2],
    solutions: [Vec<String>; 2],
    manifest: Value,
    entries: Vec<Value>,
}

impl Output {
    /// Opens a folder, or standard output for `-`. Without held-out concepts there are no parts. The folder must be empty or of
    /// a run with the same options, which is repeated then, in case that it was cut short.
    ///
    /// # Errors
    /// If the folder cannot be made, or there are files that its manifest would not know.
    pub fn open(path: &Path, layout: Layout, seed: u64, held_out: &[&str], options: &Value) -> Result<Output> {
        if is_standard_output(path) {
            return Ok(Output::Lines);
        }
        let manifest = json!({
            "schema": SCHEMA,
            "version": env!("CARGO_PKG_VERSION"),
            "seed": seed,
            "held_out": held_out,
            "options": options,
            "complete": false,
            "tasks": [],
        });
        check_unused(path, &manifest)?;
        let parts = match (layout, held_out.is_empty()) {
            (Layout::Files, true) => vec![Folder::open(path, "json")?],
            (Layout::Files, false) => {
                PARTS.iter().map(|part| Folder::open(&path.join(part), "json")).collect::<Result<_>>()?
            }
            (Layout::Competition, _) => {
                Folder::open(path, "json")?;
                vec![]
            }
        };
        write(&beside(path), manifest.to_string().as_bytes())?;
        Ok(Output::Folder(Box::new(TaskFolder {
            path: path.to_owned(),
            layout,
            parts,
            challenges: Default::default(),
            solutions: Default::default(),
            manifest,
            entries: Vec::new(),
        })))
    }

    /// Takes a task.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, generated: &Generated, console: &mut Console) -> Result<()> {
        match self {
            Output::Lines => {
                let task = RawValue::from_string(task_json(generated))?;
                let mut line = serde_json::to_string(&entry(generated))?;
                // The entry is an object: the task becomes its last field.
                line.truncate(line.len() - 1);
                writeln!(console.out(), "{line},\"task\":{task}}}")?;
                Ok(())
            }
            Output::Folder(folder) => folder.write(generated),
        }
    }

    /// Writes what is still to be written; `is_complete` unless the run was cut short.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self, is_complete: bool) -> Result<()> {
        match self {
            Output::Lines => Ok(()),
            Output::Folder(folder) => folder.finish(is_complete),
        }
    }
}

impl TaskFolder {
    fn write(&mut self, generated: &Generated) -> Result<()> {
        let part = usize::from(generated.is_held_out);
        let id = &generated.task.id;
        match self.layout {
            Layout::Files => {
                let folder = &self.parts[part.min(self.parts.len() - 1)];
                folder.write(id, task_json(generated).as_bytes())?;
            }
            Layout::Competition => {
                let name = serde_json::to_string(id)?;
                self.challenges[part].push(format!("{name}:{}", generated.task.to_json(&[])));
                self.solutions[part].push(format!("{name}:{}", outputs_to_json(&generated.answers)));
            }
        }
        self.entries.push(entry(generated));
        Ok(())
    }

    fn finish(mut self, is_complete: bool) -> Result<()> {
        for (part, name) in PARTS.iter().enumerate().filter(|(part, _)| !self.challenges[*part].is_empty()) {
            for (kind, texts) in [("challenges", &self.challenges[part]), ("solutions", &self.solutions[part])] {
                let file = self.path.join(format!("arc-agi_{name}_{kind}.json"));
                write(&file, format!("{{{}}}", texts.join(",\n")).as_bytes())?;
            }
        }
        self.manifest["complete"] = json!(is_complete);
        self.manifest["tasks"] = Value::Array(self.entries);
        write(&beside(&self.path), serde_json::to_string(&self.manifest)?.as_bytes())
    }
}

/// Fails if a folder holds what a manifest would not know: all but the files of a run that differs in nothing.
fn check_unused(path: &Path, manifest: &Value) -> Result<()> {
    let is_used = std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    let old = beside(path);
    if !is_used && !old.exists() {
        return Ok(());
    }
    let known: Option<Value> = std::fs::read(&old).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let is_same = |key: &str| known.as_ref().is_some_and(|known| known.get(key) == manifest.get(key));
    if ["schema", "version", "seed", "held_out", "options"].into_iter().all(is_same) {
        return Ok(());
    }
    let used = if is_used { path } else { &old };
    let reason = "it is of another run, which the new manifest would not know; name another folder";
    Err(unwritable(format!("cannot write {}: {reason}", used.display())))
}

/// The manifest of a folder: not in it, where it would be taken for a task.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or("tasks".as_ref()).to_owned();
    name.push(".manifest.json");
    folder.with_file_name(name)
}

fn task_json(generated: &Generated) -> String {
    let answers: Vec<_> = generated.answers.iter().cloned().map(Some).collect();
    generated.task.to_json(&answers)
}

fn entry(generated: &Generated) -> Value {
    json!({
        "id": generated.task.id,
        "index": generated.index,
        "concept": generated.concept,
        "difficulty": generated.difficulty.name(),
        "split": PARTS[usize::from(generated.is_held_out)],
        "program": generated.program.to_string(),
        "behavior": format!("{:016x}", generated.behavior),
    })
}
