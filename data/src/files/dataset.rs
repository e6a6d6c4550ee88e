//! A set of tasks, their answers, and what is to be known of where they came from.

use std::collections::BTreeMap;
use std::fmt;

use crate::files::located::LoadError;
use crate::spelling::other_spelling;
use crate::task::{Answers, Task};

/// Tasks, their known answers, and what could not be loaded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dataset {
    /// The tasks, sorted by id.
    pub tasks: Vec<Task>,
    /// Their outputs as far as they are known.
    pub answers: Answers,
    /// Bad files and bad tasks; all others were loaded.
    pub problems: Vec<LoadError>,
    /// How much of the files was left out for these problems.
    pub reading: Reading,
    /// How many tasks are in each split, if they come from files of a competition or from a file of splits. Only one of them
    /// is meant where answers are handed in.
    pub splits: BTreeMap<String, usize>,
    /// The ids that different tasks have, each with the ids that tell these apart.
    pub namesakes: BTreeMap<String, Vec<String>>,
}

/// How much was read. Prints as what was left out, for instance `8 of 9 files skipped`, or as nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// Files in all.
    pub files: usize,
    /// Files of which nothing could be used.
    pub skipped_files: usize,
    /// Tasks or answers in the other files that could not be used.
    pub skipped_parts: usize,
}

impl Reading {
    /// Whether everything could be used.
    pub fn is_complete(&self) -> bool {
        self.skipped_files == 0 && self.skipped_parts == 0
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        if self.skipped_files > 0 {
            write!(f, "{} of {} file{} skipped", self.skipped_files, self.files, plural(self.files))?;
        }
        if self.skipped_parts > 0 {
            let separator = if self.skipped_files > 0 { ", " } else { "" };
            let parts = plural(self.skipped_parts);
            write!(f, "{separator}{} part{parts} of files skipped", self.skipped_parts)?;
        }
        Ok(())
    }
}

impl Dataset {
    /// The task of this id, in either spelling of a renamed one.
    pub fn task(&self, id: &str) -> Option<&Task> {
        let find = |id: &str| self.tasks.binary_search_by(|task| task.id.as_str().cmp(id)).ok();
        let index = find(id).or_else(|| find(other_spelling(id)?))?;
        Some(&self.tasks[index])
    }

    /// Keeps the tasks that `is_wanted`.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Task) -> bool) {
        self.tasks.retain(is_wanted);
    }
}
