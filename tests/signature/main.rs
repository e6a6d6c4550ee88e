//! Signatures of the solver (Stockfish's habit): what it finds and spends on fixed tasks under fixed budgets.
//!
//! A change that means to change nothing leaves the files beside this folder as they are. Any other change renews them
//! with `UPDATE_SIGNATURE=1 cargo test --workspace --test signature`, and its author sees in the difference which tasks moved.

mod default_path;
mod programs;

use std::fs;
use std::path::Path;

use data::{Answers, Task, stable_hash};
use ensemble::Solution;

/// The stable hash of some texts.
#[derive(Default)]
struct Hash(String);

impl Hash {
    fn add(&mut self, text: &str) {
        self.0.extend([text, "\0"]);
    }

    fn value(&self) -> u64 {
        stable_hash(self.0.as_bytes())
    }
}

/// For each test of a task, whether one of its attempts is right.
fn solved<'s>(task: &'s Task, solution: &'s Solution, answers: &'s Answers) -> impl Iterator<Item = bool> + 's {
    solution.attempts.iter().enumerate().map(|(test, attempts)| {
        let answer = answers.output(&task.id, test).expect("built-in tasks have answers");
        attempts.iter().any(|attempt| attempt.grid.same_cells(answer))
    })
}

/// Runs something with a number of threads.
fn with_threads<R: Send>(threads: usize, run: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started").install(run)
}

/// Compares a text with a file of the folder `tests`, or writes that file if it is to be renewed.
fn assert_kept(name: &str, new: &str, is_same: impl Fn(&str, &str) -> bool) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    if std::env::var_os("UPDATE_SIGNATURE").is_some() {
        fs::write(&path, new).expect("the signature can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let count = |text: &str| text.lines().count();
    let moved: Vec<&str> = new.lines().filter(|line| !kept.lines().any(|known| is_same(known, line))).collect();
    assert!(
        moved.is_empty() && count(new) == count(&kept),
        "the solver does something else than {} says; new lines:\n{}\n\
         If that is meant: UPDATE_SIGNATURE=1 cargo test --workspace --test signature",
        path.display(),
        moved.join("\n")
    );
}
