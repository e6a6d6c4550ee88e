//! The report of a run: a table that fits 80 columns, or versioned JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use arc_dsl::Grid;
use data::{Dataset, Score, Scores, Task};
use serde_json::{Value, json};

use crate::run::record::{AttemptRecord, TaskRecord};
use crate::words::{counted, short};

/// Name and version of the schema of `solve --json`.
const RUN_SCHEMA: &str = "arc.run/1";

/// What a report is made of.
pub struct Report<'a> {
    /// How the data is called.
    pub source: &'a str,
    /// The tasks of the run with their known answers.
    pub dataset: &'a Dataset,
    /// What is known of each task, in order of id; none for tasks not reached.
    pub records: &'a [Option<TaskRecord>],
    /// The marks; none if no answer is known.
    pub scores: Option<&'a Scores>,
    /// Whether a signal cut the run short.
    pub is_cut_short: bool,
}

impl Report<'_> {
    /// Writes the table, the data hash and the scores.
    ///
    /// # Errors
    /// As the writer.
    pub fn write_table(&self, out: &mut impl Write) -> io::Result<()> {
        const WIDEST_ID: usize = 24;
        let longest = self.dataset.tasks.iter().map(|task| task.id.chars().count()).max().unwrap_or(0);
        let width = longest.clamp("task".len(), WIDEST_ID);
        let header = ["task", "solved", "answered by", "CPU s", "ticks", "stop"];
        write_row(out, width, header.map(String::from))?;
        for (task, record) in self.dataset.tasks.iter().zip(self.records) {
            write_row(out, width, self.row(task, record.as_ref(), width))?;
        }
        writeln!(out)?;
        write_data(out, self.source, self.dataset)?;
        if let Some(scores) = self.scores {
            write_scores(out, scores)?;
            for score in self.precision(scores) {
                writeln!(out, "{score}")?;
            }
        }
        if self.is_cut_short {
            let reached = self.records.iter().flatten().count();
            writeln!(out, "cut short after {reached} of {}", counted(self.records.len(), "task"))?;
        }
        Ok(())
    }

    fn row(&self, task: &Task, record: Option<&TaskRecord>, width: usize) -> [String; 6] {
        let id = shortened(&task.id, width);
        let Some(record) = record else {
            return [id, "-".into(), "not reached".into(), String::new(), String::new(), String::new()];
        };
        [
            id,
            self.solved(task, record),
            record.answered_by(),
            format!("{:.2}", record.cpu_seconds),
            short(record.statistics.ticks),
            record.stop.clone(),
        ]
    }

    /// How often a first attempt is right where its program fits all pairs, and where it does not.
    fn precision(&self, scores: &Scores) -> [Score; 2] {
        let records = self.records.iter().flatten();
        let by_id: BTreeMap<&str, &TaskRecord> = records.map(|record| (record.id.as_str(), record)).collect();
        let firsts = scores.by_task.iter().filter_map(|task| Some((task, by_id.get(task.id.as_str())?)));
        let firsts = firsts.flat_map(|(task, record)| {
            let attempts = record.attempts.iter().map(|[first, _]| first);
            task.outputs.iter().map(|right| *right == Some(0)).zip(attempts)
        });
        let firsts: Vec<(bool, &AttemptRecord)> = firsts.filter(|(_, first)| first.program.is_some()).collect();
        [("first attempts right of those that fit all pairs", true), ("first attempts right of near misses", false)]
            .map(|(label, fits)| {
                let among = firsts.iter().filter(|(_, first)| first.evidence.fits_all_pairs == fits);
                let solved = among.clone().filter(|(is_right, _)| *is_right).count() as f64;
                Score { label, solved, total: among.count() }
            })
    }

    /// Solved outputs of known outputs, for instance `1/2`.
    fn solved(&self, task: &Task, record: &TaskRecord) -> String {
        let answers = self.dataset.answers.of(&task.id);
        let grids = record.grids().unwrap_or_default();
        let known = answers.iter().flatten().count();
        let is_right = |answer: &Grid, attempts: &[std::sync::Arc<Grid>; 2]| {
            attempts.iter().any(|attempt| attempt.same_cells(answer))
        };
        let pairs = answers.iter().zip(&grids);
        let solved =
            pairs.filter(|(answer, attempts)| answer.as_ref().is_some_and(|answer| is_right(answer, attempts))).count();
        if known == 0 { "-".to_string() } else { format!("{solved}/{known}") }
    }

    /// The whole report as JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "schema": RUN_SCHEMA,
            "version": env!("CARGO_PKG_VERSION"),
            "data": data_json(self.source, self.dataset),
            "scores": self.scores.map(scores_json),
            "precision": self.scores.map(|scores| {
                let share = |score: Score| json!({ "right": score.solved, "total": score.total });
                let [fits, misses] = self.precision(scores).map(share);
                json!({ "fits": fits, "near_misses": misses })
            }),
            "cut_short": self.is_cut_short,
            "tasks": self.records.iter().flatten().collect::<Vec<_>>(),
        })
    }
}

fn write_row(out: &mut impl Write, width: usize, cells: [String; 6]) -> io::Result<()> {
    let [id, solved, by, cpu, ticks, stop] = cells;
    let row = format!("{id:width$}  {solved:6}  {by:16}  {cpu:>6}  {ticks:>5}  {stop}");
    writeln!(out, "{}", row.trim_end())
}

fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_string();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

/// Writes what the data is, so that a figure is never quoted without it.
///
/// # Errors
/// As the writer.
pub fn write_data(out: &mut impl Write, source: &str, dataset: &Dataset) -> io::Result<()> {
    let outputs: usize = dataset.tasks.iter().map(|task| task.tests.len()).sum();
    let (tasks, outputs) = (counted(dataset.tasks.len(), "task"), counted(outputs, "test output"));
    writeln!(out, "data {source}: {tasks}, {outputs}")?;
    writeln!(out, "data hash {}", dataset.hash())
}

/// Writes the marks under the four rules.
///
/// # Errors
/// As the writer.
pub fn write_scores(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    writeln!(out, "{scores}")
}

/// What the data is, as JSON.
pub fn data_json(source: &str, dataset: &Dataset) -> Value {
    json!({
        "source": source,
        "hash": dataset.hash(),
        "tasks": dataset.tasks.len(),
        "test_outputs": dataset.tasks.iter().map(|task| task.tests.len()).sum::<usize>(),
        "problems": dataset.problems.iter().map(|problem| problem.to_string()).collect::<Vec<_>>(),
    })
}

/// The marks as JSON.
pub fn scores_json(scores: &Scores) -> Value {
    let rules = scores.rules().into_iter().enumerate().map(|(index, rule)| {
        json!({
            "rule": index + 1,
            "label": rule.label,
            "solved": rule.solved,
            "total": rule.total,
            "fraction": rule.fraction(),
        })
    });
    json!({ "rules": rules.collect::<Vec<_>>(), "tasks_with_hidden_outputs": scores.hidden })
}

/// The marks, if any answer is known.
pub fn known_scores(submission: &data::Submission, dataset: &Dataset) -> Option<Scores> {
    let scores = data::score(submission, dataset);
    (!scores.by_task.is_empty()).then_some(scores)
}

/// Writes a JSON document and a newline.
///
/// # Errors
/// As the writer.
pub fn write_json(out: &mut impl Write, document: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}
