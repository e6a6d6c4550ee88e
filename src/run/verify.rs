//! Whether a result claims nothing that is not so, found out anew from its file and its task by the slow reference evaluator
//! alone: as SAT solvers have their proofs checked by a program that knows nothing of their tricks (DRAT-trim, Wetzler, Heule
//! and Hunt 2014).
//!
//! A result file is untrusted input: what is computed for one is bounded by a purse of ticks.

use std::sync::Arc;

use arc_dsl::{DEFAULT_TICKS, Grid, Program, Stop, Value};
use data::{Submission, Task};

use crate::run::fingerprint;
use crate::run::fit::Fit;
use crate::run::record::{AttemptRecord, SCHEMA, TaskRecord};

/// Ticks for one run of the reference evaluator, as the solver gives them.
const TICKS_PER_RUN: u64 = 100 * DEFAULT_TICKS;
/// Ticks that suffice for all runs on behalf of one result.
pub const TICKS_PER_RESULT: u64 = 4 * TICKS_PER_RUN;

/// What the check of a result came to.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Answers that claim a program.
    pub claimed: usize,
    /// What is claimed and is not so.
    pub lies: Vec<String>,
    /// Why something cannot be checked: another schema, another task, too much work.
    pub unchecked: Vec<String>,
}

/// Checks all that a result claims of its task, and that a submission, if there is one, has its answers. All runs of the
/// evaluator together may take some ticks.
pub fn verify(record: &TaskRecord, task: &Task, submission: Option<&Submission>, ticks: u64) -> Verdict {
    let mut check = Check { task, purse: ticks, verdict: Verdict::default() };
    if record.schema != SCHEMA {
        check.unchecked(format_args!("schema `{}`, not `{SCHEMA}`", record.schema));
    } else if record.origin.task != fingerprint::of_task(task) {
        check.unchecked("made for other pairs than those of the task in the data");
    } else {
        check.result(record);
        if let Some(submission) = submission {
            check.submission(record, submission);
        }
    }
    check.verdict
}

/// A check under way.
struct Check<'c> {
    task: &'c Task,
    /// Ticks left.
    purse: u64,
    verdict: Verdict,
}

/// What a program gives on an input; nothing if it is undefined there or gives no grid.
type Made = Option<Arc<Grid>>;

/// The purse is empty.
struct Exhausted;

impl Check<'_> {
    fn lie(&mut self, lie: impl ToString) {
        self.verdict.lies.push(lie.to_string());
    }

    fn unchecked(&mut self, what: impl ToString) {
        self.verdict.unchecked.push(what.to_string());
    }

    fn result(&mut self, record: &TaskRecord) {
        let (tests, answered) = (self.task.tests.len(), record.attempts.len());
        if tests != answered {
            self.lie(format_args!("{answered} answers to {tests} test inputs"));
            return;
        }
        let Some(grids) = record.grids() else {
            self.lie("an attempt is no grid");
            return;
        };
        let programs: Result<(), Exhausted> = record.programs.iter().try_for_each(|ranked| {
            let Some(program) = self.parsed(&ranked.text) else { return Ok(()) };
            let fit = self.fit(&program)?;
            if !fit.is_complete() {
                self.lie(format_args!("`{}` is among the programs that fit all pairs, but {fit}", ranked.text));
            }
            Ok(())
        });
        let attempts = programs.and_then(|()| {
            record.attempts.iter().zip(&grids).enumerate().try_for_each(|(test, (attempts, grids))| {
                attempts.iter().zip(grids).enumerate().try_for_each(|(place, (attempt, grid))| {
                    let name = format!("test {}, attempt {}", test + 1, place + 1);
                    self.attempt(&name, attempt, grid, &self.task.tests[test].clone())
                })
            })
        });
        if attempts.is_err() {
            self.unchecked("its programs take too long to check");
        }
        if !record.programs.is_sorted_by_key(|ranked| ranked.cost) {
            self.lie("its programs are not sorted by cost");
        }
    }

    fn attempt(
        &mut self,
        name: &str,
        attempt: &AttemptRecord,
        grid: &Grid,
        input: &Arc<Grid>,
    ) -> Result<(), Exhausted> {
        let evidence = attempt.evidence;
        let Some(text) = &attempt.program else {
            if evidence.fits_all_pairs || evidence.fit.is_some() || attempt.cost.is_some() {
                self.lie(format_args!("{name}: evidence of a program, but no program"));
            }
            return Ok(());
        };
        self.verdict.claimed += 1;
        let Some(program) = self.parsed(text) else { return Ok(()) };
        if attempt.cost != Some(program.cost()) {
            let claimed = attempt.cost.map_or("none".to_string(), |cost| cost.to_string());
            self.lie(format_args!("{name}: a cost of {claimed}, but `{text}` costs {}", program.cost()));
        }
        if self.made(&program, input)?.is_none_or(|made| !made.same_cells(grid)) {
            self.lie(format_args!("{name}: `{text}` does not give this grid"));
        }
        let fit = self.fit(&program)?;
        match evidence.fit {
            None => self.lie(format_args!("{name}: it is not said how far `{text}` fits")),
            Some(claimed) if claimed != fit => {
                self.lie(format_args!("{name}: `{text}` {fit}, which is not what is claimed: {claimed}"));
            }
            Some(_) if evidence.fits_all_pairs && !fit.is_complete() => {
                self.lie(format_args!("{name}: `{text}` is said to fit all pairs, but {fit}"));
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn submission(&mut self, record: &TaskRecord, submission: &Submission) {
        let grids = record.grids().unwrap_or_default();
        let submitted = submission.attempts(&self.task.id);
        let is_same = |(one, other): (&[Arc<Grid>; 2], &[Arc<Grid>; 2])| {
            one.iter().zip(other).all(|(one, other)| one.same_cells(other))
        };
        if submitted.len() != grids.len() || !submitted.iter().zip(&grids).all(is_same) {
            self.lie("the submission has other answers");
        }
    }

    fn parsed(&mut self, text: &str) -> Option<Program> {
        let program = Program::parse(text);
        program.map_err(|error| self.lie(format_args!("`{text}` is no program: {error}"))).ok()
    }

    fn fit(&mut self, program: &Program) -> Result<Fit, Exhausted> {
        let made = self.task.train.iter().map(|pair| self.made(program, &pair.input));
        let made = made.collect::<Result<Vec<Made>, Exhausted>>()?;
        Ok(Fit::of_outputs(&made, self.task))
    }

    fn made(&mut self, program: &Program, input: &Arc<Grid>) -> Result<Made, Exhausted> {
        if self.purse == 0 {
            return Err(Exhausted);
        }
        let given = self.purse.min(TICKS_PER_RUN);
        let mut left = given;
        let result = program.evaluate_reference(input, &mut left);
        self.purse -= given - left;
        match result {
            Ok(Value::Grid(grid)) => Ok(Some(grid)),
            Err(Stop::OutOfTicks) if given < TICKS_PER_RUN => Err(Exhausted),
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use data::{Budget, Dataset};
    use ensemble::{Models, SolveOptions, solve};

    use super::*;
    use crate::run::origin::Origin;
    use crate::run::record::ProgramRecord;

    fn origin(task: &Task) -> Origin {
        let text = format!(r#"{{"version": "", "task": "{}", "ticks": 1, "memory": 1}}"#, fingerprint::of_task(task));
        serde_json::from_str(&text).unwrap()
    }

    /// However many slow programs a file claims, the work is no more than its purse.
    #[test]
    fn work_is_bounded() {
        let task = Dataset::built_in().task("rotate_clockwise").unwrap().clone();
        let solution = solve(&task, &SolveOptions::new(Budget::new(1_000_000, 1 << 28)), &Models::default());
        let mut record = TaskRecord::new(&task, &solution, Duration::ZERO, origin(&task));
        let verdict = verify(&record, &task, None, TICKS_PER_RESULT);
        assert!(verdict.claimed >= 1 && verdict.lies.is_empty() && verdict.unchecked.is_empty(), "{verdict:?}");
        let within = |purse: u64, record: &TaskRecord| verify(record, &task, None, purse).unchecked;
        assert_eq!(within(100, &record), ["its programs take too long to check"]);
        assert_eq!(within(1_000_000, &record), [""; 0]);
        record.programs = vec![ProgramRecord { text: "transform(input, rotate90)".into(), cost: 8 }; 100_000];
        assert_eq!(within(1_000_000, &record), ["its programs take too long to check"]);
    }
}
