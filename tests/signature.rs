//! The signature of the search (Stockfish's habit): what it finds and spends on the built-in tasks under a fixed budget.
//!
//! A change that means to change nothing keeps `signature.txt` as it is; any other renews it, and its author sees in the
//! difference which tasks became dearer or cheaper.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use data::{Dataset, Task};
use ensemble::{Attempt, Cancel, Networks, Options, Solution, Techniques, solve};
use rayon::prelude::*;

/// Enough for half of the tasks, and done in seconds.
const OPTIONS: Options = Options { searches: true, ticks: 3_000_000, memory: 1 << 30, without: Techniques::NONE };

/// FNV-1a (Fowler, Noll, Vo 1991): short, and the same in every version of Rust.
struct Hash(u64);

impl Hash {
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

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
    fn of(solution: &Solution, dataset: &Dataset, id: &str) -> Counts {
        let is_right = |test: usize, attempts: &[Attempt; 2]| {
            let answer = dataset.answers.output(id, test).expect("built-in tasks have answers");
            attempts.iter().any(|attempt| attempt.grid.same_cells(answer))
        };
        let attempts = solution.attempts.iter().enumerate();
        Counts {
            solved: attempts.filter(|(test, attempts)| is_right(*test, attempts)).count(),
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
    let solve = |task: &Task| solve(task, &OPTIONS, &Networks::default(), &Cancel::new());
    let solutions: Vec<Solution> = dataset.tasks.par_iter().map(solve).collect();
    let mut total = Counts::default();
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    let mut text = format!("# The built-in tasks, {} ticks each; see signature.rs.\n{HEADER}\n", OPTIONS.ticks);
    for (task, solution) in dataset.tasks.iter().zip(&solutions) {
        let counts = Counts::of(solution, dataset, &task.id);
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
    write!(text, "{}\nhash {:016x}\n", total.line("total"), hash.0).expect("strings can be written to");
    text
}

const HEADER: &str = "task                         solved cost programs expressions    values      ticks";

#[test]
fn the_search_keeps_its_signature_at_any_thread_count() {
    let dataset = Dataset::built_in();
    let [alone, together] = [1, 2].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        pool.install(|| signature(&dataset))
    });
    assert_eq!(alone, together, "one thread and two give different results");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signature.txt");
    if std::env::var_os("UPDATE_SIGNATURE").is_some() {
        fs::write(&path, &alone).expect("the signature can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let new: Vec<&str> = alone.lines().filter(|line| !kept.lines().any(|known| known == *line)).collect();
    assert!(
        alone == kept,
        "the search does something else than {} says; new lines:\n{}\n\
         If that is meant: UPDATE_SIGNATURE=1 cargo test --test signature",
        path.display(),
        new.join("\n")
    );
}
