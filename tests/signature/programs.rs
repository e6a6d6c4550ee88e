//! The search for programs, without any network, on all built-in tasks.

use std::fmt::Write as _;

use data::{Budget, Dataset, Task};
use ensemble::{Models, Solution, SolveOptions, solve};
use rayon::prelude::*;

use crate::{Hash, assert_kept, solved, with_threads};

/// Enough for half of the tasks, and done in seconds.
const TICKS: u64 = 3_000_000;
const MEMORY: u64 = 1 << 30;

/// A line of the signature, and the sums at its end.
#[derive(Default)]
struct Counts {
    solved: usize,
    outputs: usize,
    programs: usize,
    cost: Option<u32>,
    expressions: u64,
    values: u64,
    ticks: u64,
}

impl Counts {
    fn of(task: &Task, solution: &Solution, dataset: &Dataset) -> Counts {
        Counts {
            solved: solved(task, solution, &dataset.answers).filter(|&is_right| is_right).count(),
            outputs: solution.attempts.len(),
            programs: solution.programs.len(),
            cost: solution.programs.first().map(|best| best.cost),
            expressions: solution.statistics.expressions,
            values: solution.statistics.values,
            ticks: solution.statistics.ticks,
        }
    }

    fn add(&mut self, other: &Counts) {
        self.solved += other.solved;
        self.outputs += other.outputs;
        self.programs += other.programs;
        self.expressions += other.expressions;
        self.values += other.values;
        self.ticks += other.ticks;
    }

    fn line(&self, name: &str) -> String {
        let solved = format!("{}/{}", self.solved, self.outputs);
        let cost = self.cost.map_or("-".to_owned(), |cost| cost.to_string());
        let Counts { programs, expressions, values, ticks, .. } = self;
        format!("{name:<28} {solved:>6} {cost:>4} {programs:>8} {expressions:>11} {values:>9} {ticks:>10}")
    }
}

/// Everything the search says about every task, as counts and as one hash.
fn signature(dataset: &Dataset) -> String {
    let solve = |task: &Task| solve(task, &SolveOptions::new(Budget::new(TICKS, MEMORY)), &Models::default());
    let solutions: Vec<Solution> = dataset.tasks.par_iter().map(solve).collect();
    let mut total = Counts::default();
    let mut hash = Hash::default();
    let mut text = format!("# The built-in tasks, {} ticks each; see signature/.\n{HEADER}\n", TICKS);
    for (task, solution) in dataset.tasks.iter().zip(&solutions) {
        let counts = Counts::of(task, solution, dataset);
        total.add(&counts);
        let line = counts.line(&task.id);
        hash.add(&line);
        hash.add(&solution.stop.to_string());
        for attempt in solution.attempts.iter().flatten() {
            hash.add(&format!("{:?}", attempt.grid.cells()));
        }
        for ranked in &solution.programs {
            hash.add(&format!("{} {}", ranked.cost, ranked.program));
        }
        writeln!(text, "{line}").expect("strings can be written to");
    }
    write!(text, "{}\nhash {:016x}\n", total.line("total"), hash.value()).expect("strings can be written to");
    text
}

const HEADER: &str = "task                         solved cost programs expressions    values      ticks";

#[test]
fn the_search_keeps_its_signature_at_any_thread_count() {
    let dataset = Dataset::built_in();
    let [alone, together] = [1, 2].map(|threads| with_threads(threads, || signature(&dataset)));
    assert_eq!(alone, together, "one thread and two give different results");
    assert_kept("signature.txt", &alone, |known, line| known == line);
}
