//! What a run hands in: two attempts for every test input of every task, in the competition's JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use arc_dsl::{Color, Grid};
use serde::{Deserialize, Serialize};

use crate::files::dataset::Dataset;
use crate::files::document::Entries;
use crate::files::doors;
use crate::files::grid_json::{GridJson, GridRows};
use crate::files::located::{LoadError, Source};
use crate::spelling::other_spelling;
use crate::task::Task;

/// Two attempts per test input, by task id. Prints and parses as
/// `{id: [{"attempt_1": grid, "attempt_2": grid}, ...]}`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Submission(BTreeMap<String, Vec<[Arc<Grid>; 2]>>);

impl Submission {
    /// A valid submission without an idea: `[[0]]` everywhere.
    pub fn empty(tasks: &[Task]) -> Submission {
        let blank = Arc::new(Grid::filled(1, 1, Color::Black).expect("1x1 is a valid size"));
        let attempts = |task: &Task| vec![[blank.clone(), blank.clone()]; task.tests.len()];
        Submission(tasks.iter().map(|task| (task.id.clone(), attempts(task))).collect())
    }

    /// Sets the attempts of a task, one pair per test input.
    pub fn set(&mut self, id: &str, attempts: Vec<[Arc<Grid>; 2]>) {
        self.0.insert(id.to_owned(), attempts);
    }

    /// The attempts at a task, one pair per test input; empty for an unknown task. A renamed task is found under its other
    /// spelling, too.
    pub fn attempts(&self, id: &str) -> &[[Arc<Grid>; 2]] {
        self.get(id).map_or(&[], Vec::as_slice)
    }

    fn get(&self, id: &str) -> Option<&Vec<[Arc<Grid>; 2]>> {
        self.0.get(id).or_else(|| self.0.get(other_spelling(id)?))
    }

    /// All task ids with their attempts, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[[Arc<Grid>; 2]])> {
        self.0.iter().map(|(id, attempts)| (id.as_str(), attempts.as_slice()))
    }

    /// Reads a submission file. All its errors are listed.
    pub fn read(path: &Path) -> Result<Submission, Vec<LoadError>> {
        let text = doors::read(path).map_err(|error| vec![error])?;
        Submission::parse(&path.display().to_string(), &text)
    }

    /// Reads a submission from a text that errors call `name`. All its errors are listed.
    pub fn parse(name: &str, text: &str) -> Result<Submission, Vec<LoadError>> {
        let source = Source::new(name, text);
        let Entries(entries) = source.parse(source.text()).map_err(|error| vec![error])?;
        let mut submission = Submission::default();
        let mut problems = Vec::new();
        for (id, raw) in entries {
            match source.parse::<Vec<AttemptsJson>>(raw.get()) {
                _ if submission.0.contains_key(&id) => {
                    problems.push(source.error_at(raw.get(), "a second entry of this name").about(&id));
                }
                Ok(attempts) => {
                    let attempts = attempts.into_iter().map(|attempts| [attempts.attempt_1.0, attempts.attempt_2.0]);
                    submission.0.insert(id, attempts.collect());
                }
                Err(error) => problems.push(error.about(&id)),
            }
        }
        if problems.is_empty() { Ok(submission) } else { Err(problems) }
    }

    /// The JSON, one task a line.
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write_to(&mut bytes).expect("memory takes whatever is written");
        bytes
    }

    /// Writes the JSON, one task a line.
    pub fn write_to(&self, writer: &mut impl Write) -> io::Result<()> {
        writer.write_all(b"{")?;
        for (index, (id, attempts)) in self.0.iter().enumerate() {
            writer.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *writer, id)?;
            writer.write_all(b": ")?;
            serde_json::to_writer(&mut *writer, &attempts.iter().map(AttemptsRows::new).collect::<Vec<_>>())?;
        }
        writer.write_all(b"\n}\n")
    }

    /// Takes over the answers of another part of the same run. Where both have an attempt, a placeholder (`[[0]]`) gives way
    /// to an answer. Returns the tasks that the two answer in different ways; these stay as they are here.
    pub fn merge(&mut self, other: Submission) -> Vec<String> {
        let mut conflicts = Vec::new();
        for (id, attempts) in other.0 {
            let known = if self.0.contains_key(&id) { None } else { other_spelling(&id) };
            match self.0.get_mut(known.unwrap_or(&id)) {
                None => self.set(&id, attempts),
                Some(known) => match merged(known, &attempts) {
                    Some(merged) => *known = merged,
                    None => conflicts.push(id),
                },
            }
        }
        conflicts
    }

    /// Everything that keeps this from being a valid submission for a data set.
    pub fn check(&self, dataset: &Dataset) -> Vec<Mismatch> {
        let unknown = self.0.keys().filter(|id| dataset.task(id).is_none()).cloned().map(Mismatch::UnknownTask);
        let lacking = dataset.tasks.iter().filter_map(|task| match self.get(&task.id) {
            None => Some(Mismatch::MissingTask(task.id.clone())),
            Some(attempts) if attempts.len() != task.tests.len() => {
                Some(Mismatch::Count { id: task.id.clone(), expected: task.tests.len(), found: attempts.len() })
            }
            Some(_) => None,
        });
        lacking.chain(unknown).collect()
    }
}

/// The answers of two parts of a run to one task; `None` if they contradict each other.
fn merged(one: &[[Arc<Grid>; 2]], other: &[[Arc<Grid>; 2]]) -> Option<Vec<[Arc<Grid>; 2]>> {
    let attempt = |one: &Arc<Grid>, other: &Arc<Grid>| match (is_placeholder(one), is_placeholder(other)) {
        (true, _) => Some(other.clone()),
        (false, true) => Some(one.clone()),
        (false, false) => one.same_cells(other).then(|| one.clone()),
    };
    let test = |(one, other): (&[Arc<Grid>; 2], &[Arc<Grid>; 2])| {
        Some([attempt(&one[0], &other[0])?, attempt(&one[1], &other[1])?])
    };
    let is_blank = |attempts: &[[Arc<Grid>; 2]]| attempts.iter().flatten().all(|grid| is_placeholder(grid));
    match one.len() == other.len() {
        true => one.iter().zip(other).map(test).collect(),
        false if is_blank(one) => Some(other.to_vec()),
        false => is_blank(other).then(|| one.to_vec()),
    }
}

fn is_placeholder(grid: &Grid) -> bool {
    grid.cells() == [Color::Black]
}

/// A difference between what a submission answers and what a data set asks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Mismatch {
    /// The task is not answered.
    #[error("`{0}`: no attempts at this task")]
    MissingTask(String),
    /// There is no such task.
    #[error("`{0}`: attempts at a task that the data does not have")]
    UnknownTask(String),
    /// The attempts are not one pair per test input.
    #[error("`{id}`: {found} pairs of attempts for {expected} test inputs")]
    Count {
        /// The task.
        id: String,
        /// Number of test inputs.
        expected: usize,
        /// Number of pairs of attempts.
        found: usize,
    },
}

#[derive(Deserialize)]
#[serde(expecting = "attempts {\"attempt_1\": grid, \"attempt_2\": grid}")]
struct AttemptsJson {
    attempt_1: GridJson,
    attempt_2: GridJson,
}

#[derive(Serialize)]
struct AttemptsRows<'a> {
    attempt_1: GridRows<'a>,
    attempt_2: GridRows<'a>,
}

impl AttemptsRows<'_> {
    fn new([one, two]: &[Arc<Grid>; 2]) -> AttemptsRows<'_> {
        AttemptsRows { attempt_1: GridRows(one), attempt_2: GridRows(two) }
    }
}
