//! The report of a run: a table with the scores below it, or versioned JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use arc_dsl::Grid;
use comfy_table::CellAlignment::{Left, Right};
use data::{Dataset, Score, Scores, Task};
use serde_json::{Value, json};

use crate::run::record::{AnsweredBy, TaskRecord};
use crate::show::table::table;
use crate::words::{counted, short, stop_in_words};

/// Name and version of the schema of `solve --json`.
const RUN_SCHEMA: &str = "arc.run/2";

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
    /// Writes the table, the data hash and the scores. The table is as wide as its cells, or, if a width is given, at most
    /// that.
    ///
    /// # Errors
    /// As the writer.
    pub fn write_table(&self, out: &mut impl Write, width: Option<usize>) -> io::Result<()> {
        let header = [
            ("task", Left),
            ("solved", Right),
            ("answered by", Left),
            ("CPU s", Right),
            ("ticks", Right),
            ("search ended", Left),
        ];
        let mut table = table(header, width);
        for (task, record) in self.dataset.tasks.iter().zip(self.records) {
            table.add_row(self.row(task, record.as_ref()));
        }
        writeln!(out, "{}", table.trim_fmt())?;
        writeln!(out)?;
        write_data(out, self.source, self.dataset)?;
        if let Some(scores) = self.scores {
            write_scores(out, scores)?;
            for (_, score) in self.precision(scores) {
                writeln!(out, "first attempts right: {score}")?;
            }
        }
        if self.is_cut_short {
            let reached = self.records.iter().flatten().count();
            writeln!(out, "cut short after {reached} of {}", counted(self.records.len(), "task"))?;
        }
        Ok(())
    }

    fn row(&self, task: &Task, record: Option<&TaskRecord>) -> [String; 6] {
        let id = task.id.clone();
        let Some(record) = record else {
            return [id, "-".into(), "not reached".into(), String::new(), String::new(), String::new()];
        };
        [
            id,
            self.solved(task, record),
            record.answered_by(),
            format!("{:.2}", record.cpu_seconds),
            short(record.statistics.ticks),
            stop_in_words(&record.stop).to_string(),
        ]
    }

    /// How often a first attempt is right, by who gave it; together they are all first attempts.
    fn precision(&self, scores: &Scores) -> Vec<(AnsweredBy, Score)> {
        let records = self.records.iter().flatten();
        let by_id: BTreeMap<&str, &TaskRecord> = records.map(|record| (record.id.as_str(), record)).collect();
        let firsts = scores.by_task.iter().filter_map(|task| Some((task, by_id.get(task.id.as_str())?)));
        let firsts: Vec<(AnsweredBy, bool)> = firsts
            .flat_map(|(task, record)| {
                let sources = record.attempts.iter().map(|[first, _]| first.answered_by());
                sources.zip(task.outputs.iter().map(|right| *right == Some(0)))
            })
            .collect();
        let score = |by: AnsweredBy| {
            let among = firsts.iter().filter(|(source, _)| *source == by);
            let solved = among.clone().filter(|(_, is_right)| *is_right).count() as f64;
            (by, Score { label: by.in_plural(), solved, total: among.count() })
        };
        AnsweredBy::all().map(score).filter(|(_, score)| score.total > 0).collect()
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
                let share = |(by, score): (AnsweredBy, Score)| {
                    (by.name().to_string(), json!({ "right": score.solved as usize, "total": score.total }))
                };
                self.precision(scores).into_iter().map(share).collect::<serde_json::Map<_, _>>()
            }),
            "cut_short": self.is_cut_short,
            "tasks": self.records.iter().flatten().collect::<Vec<_>>(),
        })
    }
}

/// Writes what the data is, so that a figure is never quoted without it.
///
/// # Errors
/// As the writer.
pub fn write_data(out: &mut impl Write, source: &str, dataset: &Dataset) -> io::Result<()> {
    let outputs: usize = dataset.tasks.iter().map(|task| task.tests.len()).sum();
    let (tasks, outputs) = (counted(dataset.tasks.len(), "task"), counted(outputs, "test output"));
    writeln!(out, "data {source}: {tasks}, {outputs}{}", skipped_in_words(dataset))?;
    writeln!(out, "data hash {}", dataset.hash())
}

/// What of the data could not be read, to be said after how much there is; empty if all could.
pub fn skipped_in_words(dataset: &Dataset) -> String {
    if dataset.reading.is_complete() { String::new() } else { format!("; {}", dataset.reading) }
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
        "order": dataset.order_hash(),
        "tasks": dataset.tasks.len(),
        "test_outputs": dataset.tasks.iter().map(|task| task.tests.len()).sum::<usize>(),
        "files": dataset.reading.files,
        "skipped_files": dataset.reading.skipped_files,
        "skipped_parts": dataset.reading.skipped_parts,
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
