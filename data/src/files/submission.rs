//! What a run hands in: two attempts for every test input of every task, in the competition's JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use arc_dsl::{Color, Grid};
use serde::Serialize;

use crate::files::dataset::Dataset;
use crate::files::grid_json::GridRows;
use crate::files::located::LoadError;
use crate::spelling::other_spelling;
use crate::task::Task;

/// Two attempts per test input, by task id. Prints and parses as
/// `{id: [{"attempt_1": grid, "attempt_2": grid}, ...]}`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Submission {
    attempts: BTreeMap<String, Vec<[Arc<Grid>; 2]>>,
    /// Attempts that were not given, by task, test and place in the pair; a placeholder stands in for each.
    missing: BTreeSet<(String, usize, usize)>,
    /// What in the file keeps it from being accepted although it can be marked.
    flaws: Vec<Mismatch>,
}

impl Submission {
    /// A valid submission without an idea: `[[0]]` everywhere.
    pub fn empty(tasks: &[Task]) -> Submission {
        let mut submission = Submission::default();
        for task in tasks {
            submission.set(&task.id, vec![[placeholder(), placeholder()]; task.tests.len()]);
        }
        submission
    }

    /// Sets the attempts of a task, one pair per test input.
    pub fn set(&mut self, id: &str, attempts: Vec<[Arc<Grid>; 2]>) {
        self.missing.retain(|(task, ..)| task != id);
        self.attempts.insert(id.to_owned(), attempts);
    }

    /// Sets the attempts of a task of which some are not there.
    pub(crate) fn set_given(&mut self, id: &str, attempts: Vec<[Option<Arc<Grid>>; 2]>) {
        let filled = attempts.iter().map(|pair| pair.clone().map(|grid| grid.unwrap_or_else(placeholder)));
        self.set(id, filled.collect());
        for (test, pair) in attempts.iter().enumerate() {
            let missing = (0..2).filter(|&place| pair[place].is_none());
            self.missing.extend(missing.map(|place| (id.to_owned(), test, place)));
        }
    }

    /// Notes what a competition would not accept.
    pub(crate) fn add_flaws(&mut self, flaws: impl IntoIterator<Item = Mismatch>) {
        self.flaws.extend(flaws);
    }

    /// The attempts at a task, one pair per test input; empty for an unknown task. A renamed task is found under its other
    /// spelling, too.
    pub fn attempts(&self, id: &str) -> &[[Arc<Grid>; 2]] {
        self.get(id).map_or(&[], |(_, attempts)| attempts)
    }

    /// Whether an attempt at a test input was given, rather than left out or left empty.
    pub fn is_given(&self, id: &str, test: usize, place: usize) -> bool {
        self.get(id).is_some_and(|(id, attempts)| {
            test < attempts.len() && !self.missing.contains(&(id.to_owned(), test, place))
        })
    }

    /// Whether there is an entry of just this name.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.attempts.contains_key(id)
    }

    fn get(&self, id: &str) -> Option<(&str, &[[Arc<Grid>; 2]])> {
        let entry = self.attempts.get_key_value(id).or_else(|| self.attempts.get_key_value(other_spelling(id)?));
        entry.map(|(id, attempts)| (id.as_str(), attempts.as_slice()))
    }

    /// All task ids with their attempts, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[[Arc<Grid>; 2]])> {
        self.attempts.iter().map(|(id, attempts)| (id.as_str(), attempts.as_slice()))
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
        for (index, (id, attempts)) in self.attempts.iter().enumerate() {
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
        let Submission { attempts, missing, flaws } = other;
        self.flaws.extend(flaws);
        for (id, attempts) in attempts {
            let known = if self.has(&id) { None } else { other_spelling(&id).filter(|other| self.has(other)) };
            let known = known.unwrap_or(&id);
            let lacks = |at: &(String, usize, usize)| missing.contains(&(id.clone(), at.1, at.2));
            match self.attempts.get_mut(known) {
                None => {
                    self.attempts.insert(id.clone(), attempts);
                    self.missing.extend(missing.iter().filter(|(task, ..)| *task == id).cloned());
                }
                Some(ours) => match merged(ours, &attempts) {
                    Some(merged) => {
                        *ours = merged;
                        // An attempt is still missing if neither has it.
                        self.missing.retain(|at| at.0 != known || lacks(at));
                    }
                    None => conflicts.push(id),
                },
            }
        }
        conflicts
    }

    /// What in the file keeps it from being accepted although it can be marked.
    pub fn flaws(&self) -> &[Mismatch] {
        &self.flaws
    }

    /// Whether each answer of another submission is an answer here, placeholders aside, so that it is not missed.
    pub fn covers(&self, other: &Submission) -> bool {
        let mut answers = other.clone();
        answers.attempts.retain(|_, attempts| attempts.iter().flatten().any(|grid| !is_placeholder(grid)));
        let mut both = self.clone();
        other.flaws.is_empty() && both.merge(answers).is_empty() && both.attempts == self.attempts
    }

    /// Everything that keeps this from being a valid submission for a data set.
    pub fn check(&self, dataset: &Dataset) -> Vec<Mismatch> {
        self.flaws.iter().cloned().chain(self.differences(dataset)).collect()
    }

    /// Where the submission answers other tasks, or other numbers of tests, than a data set asks.
    pub fn differences(&self, dataset: &Dataset) -> Vec<Mismatch> {
        let ids = self.attempts.keys();
        let unknown = ids.filter(|id| dataset.task(id).is_none()).cloned().map(Mismatch::UnknownTask);
        let lacking = dataset.tasks.iter().filter_map(|task| match self.get(&task.id) {
            None => Some(Mismatch::MissingTask(task.id.clone())),
            Some((_, attempts)) if attempts.len() != task.tests.len() => {
                Some(Mismatch::Count { id: task.id.clone(), expected: task.tests.len(), found: attempts.len() })
            }
            Some(_) => None,
        });
        lacking.chain(unknown).collect()
    }
}

fn placeholder() -> Arc<Grid> {
    Arc::new(Grid::filled(1, 1, Color::Black).expect("1x1 is a valid size"))
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

/// Why a submission would not be accepted, or a difference between what it answers and what a data set asks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Mismatch {
    /// The file is not of the form that competitions take.
    #[error("{0}")]
    Form(LoadError),
    /// An attempt is missing, or there is one too many.
    #[error("{0}")]
    Attempt(LoadError),
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
