//! Marks for a submission under the four rules in use.
//!
//! Denominators come from the data set alone, so that an unanswered task is a wrong one. Tasks with a hidden output
//! cannot be judged and count nowhere; their number is reported.

use std::fmt;

use crate::files::Dataset;
use crate::files::Submission;

/// The marks of a submission.
#[derive(Clone, PartialEq, Debug)]
pub struct Scores {
    /// Rule 1: solved test outputs of all test outputs (competition).
    pub outputs: Score,
    /// Rule 2: the fraction of outputs solved, averaged over tasks.
    pub mean_fraction: Score,
    /// Rule 3: tasks with every output solved (the usual "n/400"). The headline.
    pub tasks: Score,
    /// Rule 4: rule 3 with three attempts (2020). As there are two here, a third is counted as wrong.
    pub tasks_top_three: Score,
    /// Result by task, in the order of the data set.
    pub by_task: Vec<TaskScore>,
    /// Tasks with hidden outputs, which were left out.
    pub hidden: usize,
}

/// How much was solved under one rule.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score {
    /// What is counted.
    pub label: &'static str,
    /// Whole outputs or tasks; under rule 2 also parts of tasks.
    pub solved: f64,
    /// All outputs or tasks.
    pub total: usize,
}

/// The result of one task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskScore {
    /// The task.
    pub id: String,
    /// For each test output which attempt was the first to be right, 0 or 1, if any.
    pub outputs: Vec<Option<usize>>,
    /// Tests whose attempts are wrong but fit another unsolved test, with that one, both from 0: answers go by position, so
    /// they may have been given to the tests in another order.
    pub misplaced: Vec<(usize, usize)>,
}

impl TaskScore {
    /// Number of solved outputs.
    pub fn solved(&self) -> usize {
        self.outputs.iter().flatten().count()
    }

    /// Whether every output is solved.
    pub fn is_solved(&self) -> bool {
        self.solved() == self.outputs.len()
    }
}

impl Score {
    /// The part solved, 0 to 1; 0 if there was nothing to solve.
    pub fn fraction(&self) -> f64 {
        if self.total == 0 { 0.0 } else { self.solved / self.total as f64 }
    }
}

impl Scores {
    /// The four rules in order.
    pub fn rules(&self) -> [&Score; 4] {
        [&self.outputs, &self.mean_fraction, &self.tasks, &self.tasks_top_three]
    }
}

/// Marks a submission. Attempts at unknown tasks or beyond the last test input count nothing.
pub fn score(submission: &Submission, dataset: &Dataset) -> Scores {
    let judged = dataset.tasks.iter().filter(|task| dataset.answers.is_complete(task));
    let by_task: Vec<TaskScore> = judged.map(|task| score_task(submission, dataset, &task.id)).collect();
    let total = by_task.len();
    let solved = by_task.iter().filter(|task| task.is_solved()).count() as f64;
    Scores {
        outputs: Score {
            label: "test outputs solved (competition)",
            solved: by_task.iter().map(TaskScore::solved).sum::<usize>() as f64,
            total: by_task.iter().map(|task| task.outputs.len()).sum(),
        },
        mean_fraction: Score {
            label: "fraction of outputs solved, mean over tasks",
            solved: by_task.iter().map(|task| task.solved() as f64 / task.outputs.len() as f64).sum(),
            total,
        },
        tasks: Score { label: "tasks with every output solved, 2 attempts (headline)", solved, total },
        tasks_top_three: Score { label: "tasks with every output solved, top 3 (2020; 2 given)", solved, total },
        hidden: dataset.tasks.len() - total,
        by_task,
    }
}

fn score_task(submission: &Submission, dataset: &Dataset, id: &str) -> TaskScore {
    let answers: Vec<_> = dataset.answers.of(id).iter().flatten().collect();
    let attempts = submission.attempts(id);
    // The first attempt at one test that is the answer to another one, or to the same.
    let fit = |test: usize, other: usize| {
        let mut pair = attempts.get(test)?.iter().enumerate();
        let is_fit = |(place, attempt): (usize, &_)| {
            let attempt: &std::sync::Arc<arc_dsl::Grid> = attempt;
            submission.is_given(id, test, place) && attempt.same_cells(answers[other])
        };
        pair.position(is_fit)
    };
    let outputs: Vec<Option<usize>> = (0..answers.len()).map(|test| fit(test, test)).collect();
    let unsolved: Vec<usize> = (0..answers.len()).filter(|&test| outputs[test].is_none()).collect();
    let other = |&test: &usize| {
        let other = unsolved.iter().copied().find(|&other| other != test && fit(test, other).is_some())?;
        Some((test, other))
    };
    TaskScore { id: id.to_owned(), misplaced: unsolved.iter().filter_map(other).collect(), outputs }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_whole = self.solved.fract() == 0.0;
        let digits = if is_whole { 0 } else { 2 };
        write!(f, "{}: {:.digits$}/{} = {:.1} %", self.label, self.solved, self.total, 100.0 * self.fraction())
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rule) in self.rules().into_iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{rule}")?;
        }
        if self.hidden > 0 {
            let tasks = if self.hidden == 1 { "task" } else { "tasks" };
            write!(f, "\n{} {tasks} with hidden outputs not counted", self.hidden)?;
        }
        Ok(())
    }
}
