//! What a run knows of one task, as plain data: the schema of the result files and of `solve --json`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use arc_dsl::{Color, Grid};
use data::Task;
use ensemble::{Attempt, Candidate, Solution};
use serde::{Deserialize, Serialize};
use transducer::{PREDICTORS, Predictor};

use crate::run::fit::Fit;
use crate::run::origin::Origin;

/// Name and version of the schema. A field may be added within a version, not renamed or removed.
pub const SCHEMA: &str = "arc.task/2";

/// The word for the stop reason of a task whose solver failed.
const FAILED: &str = "failed";

/// The result of one task.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TaskRecord {
    /// [`SCHEMA`].
    pub schema: String,
    /// The task.
    pub id: String,
    /// Two attempts per test input.
    pub attempts: Vec<[AttemptRecord; 2]>,
    /// Programs that fit all pairs, best first.
    pub programs: Vec<ProgramRecord>,
    /// Why the solver stopped.
    pub stop: String,
    /// How much work it did.
    pub statistics: StatisticsRecord,
    /// CPU time of the search in seconds.
    pub cpu_seconds: f64,
    /// Whether a signal or the deadline ended the work before its time.
    #[serde(default, skip_serializing_if = "is_no")]
    pub cut_short: bool,
    /// What the result depends on, for resuming.
    pub origin: Origin,
}

/// One answer to one test input.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttemptRecord {
    /// Rows of color numbers.
    pub grid: Vec<Vec<u8>>,
    /// The program that made it; none for a fallback.
    pub program: Option<String>,
    /// Description length of the program in bits.
    pub cost: Option<u32>,
    /// What speaks for the answer.
    pub evidence: Evidence,
}

/// What speaks for an answer.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Whether the program maps every training input to its output, and is short enough not to merely remember them.
    pub fits_all_pairs: bool,
    /// How far the program explains the training pairs, whatever its length; none without a program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<Fit>,
    /// What speaks for the answer of a predictor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<CandidateEvidence>,
}

/// What speaks for the answer of a predictor.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct CandidateEvidence {
    /// Which predictor gives the answer, by its name.
    pub predictor: &'static Predictor,
    /// Whether another predictor gives the same answer.
    pub is_confirmed: bool,
    /// Expected share of such answers that are right.
    pub confidence: f32,
    /// Mean over cells of the logarithm of the answer's probability, in nats.
    pub logarithm: f32,
    /// Mean entropy of a cell, in nats.
    pub entropy: f32,
    /// Share of the views that give just this answer.
    pub agreement: f32,
    /// Share of the training pairs predicted right from the others, before learning from the task and after.
    pub left_out: [f32; 2],
}

impl CandidateEvidence {
    fn new(candidate: &Candidate) -> CandidateEvidence {
        let &Candidate { predictor, is_confirmed, logarithm, entropy, agreement, left_out, .. } = candidate;
        let confidence = candidate.confidence();
        CandidateEvidence { predictor, is_confirmed, confidence, logarithm, entropy, agreement, left_out }
    }
}

/// A program that fits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProgramRecord {
    /// The program in its text form.
    pub text: String,
    /// The cost it is ranked by, in bits.
    pub cost: u32,
}

/// How much work a task took.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct StatisticsRecord {
    /// Ticks spent.
    pub ticks: u64,
    /// Ticks spent by each technique.
    #[serde(default)]
    pub ticks_by_technique: BTreeMap<String, u64>,
    /// Ticks spent by the primitives of each family.
    #[serde(default)]
    pub ticks_by_family: BTreeMap<String, u64>,
    /// Expressions evaluated.
    pub expressions: u64,
    /// Distinct values kept.
    pub values: u64,
    /// Bytes of the values kept.
    pub bytes: u64,
    /// Programs found that fit all pairs.
    pub fits: u64,
    /// Steps of gradient descent that the network took.
    #[serde(default)]
    pub steps: usize,
}

fn is_no(answer: &bool) -> bool {
    !answer
}

impl TaskRecord {
    /// What a table of a run shows of it: of many tasks, all else would fill the memory.
    pub fn shortened(mut self) -> TaskRecord {
        self.programs.truncate(1);
        self.programs.shrink_to_fit();
        self.statistics = StatisticsRecord { ticks: self.statistics.ticks, ..StatisticsRecord::default() };
        self.origin.network = None;
        self
    }

    /// The record of a solution.
    pub fn new(task: &Task, solution: &Solution, cpu: Duration, origin: Origin) -> TaskRecord {
        let statistics = &solution.statistics;
        let programs = solution.programs.iter();
        TaskRecord {
            schema: SCHEMA.to_string(),
            id: task.id.clone(),
            attempts: attempts(task, solution),
            programs: programs
                .map(|ranked| ProgramRecord { text: ranked.program.to_string(), cost: ranked.cost })
                .collect(),
            stop: solution.stop.to_string(),
            statistics: StatisticsRecord {
                ticks: statistics.ticks,
                ticks_by_technique: statistics
                    .by_technique
                    .iter()
                    .map(|(technique, &ticks)| (technique.to_string(), ticks))
                    .collect(),
                ticks_by_family: statistics
                    .by_family
                    .iter()
                    .map(|(family, &ticks)| (family.to_string(), ticks))
                    .collect(),
                expressions: statistics.expressions,
                values: statistics.values,
                bytes: statistics.bytes,
                fits: statistics.fits,
                steps: solution.steps,
            },
            cpu_seconds: (cpu.as_secs_f64() * 1000.0).round() / 1000.0,
            cut_short: false,
            origin,
        }
    }

    /// The record of a task on which the solver broke down: blank answers.
    pub fn failed(task: &Task, cpu: Duration, origin: Origin) -> TaskRecord {
        let blank = || AttemptRecord {
            grid: vec![vec![0]],
            program: None,
            cost: None,
            evidence: Evidence { fits_all_pairs: false, fit: None, candidate: None },
        };
        TaskRecord {
            schema: SCHEMA.to_string(),
            id: task.id.clone(),
            attempts: task.tests.iter().map(|_| [blank(), blank()]).collect(),
            programs: vec![],
            stop: FAILED.to_string(),
            statistics: StatisticsRecord::default(),
            cpu_seconds: cpu.as_secs_f64(),
            cut_short: false,
            origin,
        }
    }

    /// The attempts as grids; `None` if a file was tampered with and some rows are no grid.
    pub fn grids(&self) -> Option<Vec<[Arc<Grid>; 2]>> {
        let grids = |[first, second]: &[AttemptRecord; 2]| Some([grid(&first.grid)?, grid(&second.grid)?]);
        self.attempts.iter().map(grids).collect()
    }

    /// Who gave the first attempt at the first test input, in brief.
    pub fn answered_by(&self) -> String {
        match self.attempts.first() {
            Some([first, _]) if self.stop != FAILED => first.in_brief(),
            _ => "nothing".to_string(),
        }
    }
}

/// The attempts of a solution, with what speaks for each.
pub fn attempts(task: &Task, solution: &Solution) -> Vec<[AttemptRecord; 2]> {
    let record = |attempt: &Attempt| AttemptRecord::new(task, attempt);
    solution.attempts.iter().map(|pair| pair.each_ref().map(record)).collect()
}

impl AttemptRecord {
    fn new(task: &Task, attempt: &Attempt) -> AttemptRecord {
        AttemptRecord {
            grid: rows(&attempt.grid),
            program: attempt.program.as_ref().map(|program| program.to_string()),
            cost: attempt.program.as_ref().map(|program| program.cost()),
            evidence: Evidence {
                fits_all_pairs: attempt.fits_all_pairs,
                fit: attempt.program.as_ref().map(|program| Fit::of(program, task)),
                candidate: attempt.candidate.as_ref().map(CandidateEvidence::new),
            },
        }
    }

    /// Who gave the answer.
    pub fn answered_by(&self) -> AnsweredBy {
        match (self.cost, self.evidence.candidate) {
            (Some(_), _) if self.evidence.fits_all_pairs => AnsweredBy::Program,
            (Some(_), _) => AnsweredBy::NearMiss,
            (None, Some(candidate)) => AnsweredBy::Predictor(candidate.predictor),
            (None, None) => AnsweredBy::Guess,
        }
    }

    /// Who gave the answer and the best that speaks for it, in at most 18 letters.
    pub fn in_brief(&self) -> String {
        let by = self.answered_by();
        match (by, self.cost, self.evidence) {
            (AnsweredBy::Program, Some(cost), _) => format!("{by}, {cost} bits"),
            (AnsweredBy::NearMiss, _, Evidence { fit: Some(fit), .. }) => format!("{by}, {} of {}", fit.pairs, fit.of),
            (_, _, Evidence { candidate: Some(candidate), .. }) => format!("{by}, {}", percent(candidate.confidence)),
            _ => by.to_string(),
        }
    }

    /// What speaks for the answer, in words.
    pub fn reason(&self) -> String {
        let by = self.answered_by();
        match (by, self.evidence.fit, self.evidence.candidate) {
            (AnsweredBy::Program, Some(fit), _) => fit.to_string(),
            (AnsweredBy::NearMiss, Some(fit), _) if fit.is_complete() => format!("{fit}, but is too long to trust"),
            (AnsweredBy::NearMiss, Some(fit), _) => fit.to_string(),
            (_, _, Some(candidate)) => format!("{by}, {} sure", percent(candidate.confidence)),
            _ => by.to_string(),
        }
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// Who gave an answer. Reports, explanations and records all tell it by this.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnsweredBy {
    /// A program that fits all pairs and is short enough to be trusted.
    Program,
    /// A program that does not fit all pairs, or is too long to be trusted.
    NearMiss,
    /// A predictor.
    Predictor(&'static Predictor),
    /// Nobody: a grid of a likely size.
    Guess,
}

impl AnsweredBy {
    /// All of them, the best supported first.
    pub fn all() -> impl Iterator<Item = AnsweredBy> {
        let predictors = PREDICTORS.iter().map(AnsweredBy::Predictor);
        [AnsweredBy::Program, AnsweredBy::NearMiss].into_iter().chain(predictors).chain([AnsweredBy::Guess])
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            AnsweredBy::Program => "program",
            AnsweredBy::NearMiss => "near miss",
            AnsweredBy::Predictor(predictor) => predictor.name,
            AnsweredBy::Guess => "guess",
        }
    }

    /// The heading of a count of such answers.
    pub fn in_plural(self) -> &'static str {
        match self {
            AnsweredBy::Program => "programs that fit all pairs",
            AnsweredBy::NearMiss => "near misses",
            AnsweredBy::Predictor(predictor) => predictor.name,
            AnsweredBy::Guess => "guesses",
        }
    }
}

impl fmt::Display for AnsweredBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The rows of a grid as numbers.
pub fn rows(grid: &Grid) -> Vec<Vec<u8>> {
    grid.rows().map(|row| row.iter().map(|color| color.index() as u8).collect()).collect()
}

fn grid(rows: &[Vec<u8>]) -> Option<Arc<Grid>> {
    let width = rows.first()?.len();
    let is_even = rows.iter().all(|row| row.len() == width);
    let cells: Option<Vec<Color>> = rows.iter().flatten().map(|&cell| Color::from_index(cell as usize)).collect();
    Some(Arc::new(Grid::new(rows.len(), width, cells?).filter(|_| is_even)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_no_grid_are_refused() {
        let sizes = |rows: &[Vec<u8>]| grid(rows).map(|grid| (grid.height(), grid.width()));
        assert_eq!(sizes(&[vec![1, 2, 3], vec![4, 5, 6]]), Some((2, 3)));
        assert_eq!(sizes(&[vec![1, 2, 3], vec![4]]), None);
        assert_eq!(sizes(&[vec![10]]), None);
        assert_eq!(sizes(&[]), None);
    }
}
