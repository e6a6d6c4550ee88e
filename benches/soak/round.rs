//! A round: tasks, options and perhaps a signal, drawn from a seed.

use std::fmt;
use std::time::Duration;

use data::{Sampler, Task};
use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::checks;
use crate::inputs::{self, Input};
use crate::process::{self, Cut};

/// What ends the work on a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    Ticks(u64),
    /// Of the search; the predictors have their own.
    Time {
        search: Duration,
        predictors: Duration,
    },
}

/// A round.
pub struct Round {
    pub input: Input,
    pub tasks: Vec<Task>,
    pub limit: Limit,
    pub jobs: usize,
    /// Bytes of a search.
    pub memory: u64,
    /// Options without which nothing else changes.
    switches: Vec<String>,
    pub cut: Option<Cut>,
}

/// What a round came to.
pub struct Outcome {
    pub cpu: Duration,
    pub faults: Vec<String>,
}

impl Round {
    /// The round of a number under a seed.
    pub fn draw(seed: u64, number: u64, given: &[Task]) -> Round {
        let sampler = &mut Sampler::at(seed, number);
        let input = Input::draw(sampler, !given.is_empty());
        let tasks = input.tasks(sampler, given);
        let limit = if sampler.chance(50) {
            Limit::Ticks(1 << sampler.int(0..=26))
        } else {
            let search = Duration::from_millis(10 << sampler.int(0..=6));
            Limit::Time { search, predictors: search * sampler.int(1..=2) as u32 }
        };
        let switches = [
            &["--no-network"][..],
            &["--no-guide"],
            &["--predictors", "forest"],
            &["--predictors", "network"],
            &["--without", "elements"],
            &["--without", "inversion", "--without", "tables"],
            &["--no-adaptation"],
            &["--json"],
            &["-q"],
        ];
        let switches = if sampler.chance(60) { vec![] } else { sampler.pick(&switches).to_vec() };
        let signals = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGUSR1, Signal::SIGKILL];
        let cut = sampler
            .chance(50)
            .then(|| Cut { signal: sampler.pick(&signals), after: Duration::from_millis(sampler.below(3000) as u64) });
        Round {
            input,
            tasks,
            limit,
            jobs: sampler.int(1..=3),
            memory: sampler.pick(&[16, 64, 350]) << 20,
            switches: switches.into_iter().map(str::to_owned).collect(),
            cut,
        }
    }

    /// The command line, without the name of the program.
    pub fn arguments(&self) -> Vec<String> {
        let mut words = vec!["solve".to_owned(), "tasks".to_owned()];
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), value]);
        add("--out", "submission.json".to_owned());
        add("--results", "results".to_owned());
        add("--jobs", self.jobs.to_string());
        add("--memory", self.memory.to_string());
        match self.limit {
            Limit::Ticks(ticks) => add("--ticks", ticks.to_string()),
            Limit::Time { search, predictors } => {
                add("--time-per-task", format!("{}ms", search.as_millis()));
                // Without networks there is no time to give them.
                if !self.switches.iter().any(|word| word == "--no-network") {
                    add("--network-time", format!("{}ms", predictors.as_millis()));
                }
            }
        }
        words.extend(self.switches.iter().cloned());
        words
    }

    /// Runs it, to the end or to the signal and then to the end, and checks what came of it.
    pub fn run(&self) -> Outcome {
        let folder = TempDir::new().expect("a temporary folder can be made");
        inputs::write(&self.tasks, &folder.path().join("tasks"));
        let mut outcome = Outcome { cpu: Duration::ZERO, faults: Vec::new() };
        let mut kept = Vec::new();
        if let Some(cut) = self.cut {
            let ended = process::run(&self.arguments(), folder.path(), Some(cut));
            outcome.cpu += ended.cpu;
            outcome.faults.extend(checks::of_cut(self, cut, &ended));
            kept = checks::results(folder.path());
        }
        let ended = process::run(&self.arguments(), folder.path(), None);
        outcome.cpu += ended.cpu;
        outcome.faults.extend(checks::of_end(self, &ended, folder.path()));
        outcome.faults.extend(checks::of_kept(&kept, folder.path()));
        outcome
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = |task: &Task| {
            let grid = &task.train[0].input;
            format!("{} pairs of {}x{}", task.train.len(), grid.height(), grid.width())
        };
        let sizes: Vec<String> = self.tasks.iter().map(size).collect();
        write!(f, "{}: {}; arc {}", self.input.name(), sizes.join(", "), self.arguments().join(" "))?;
        self.cut.map_or(Ok(()), |cut| write!(f, "; {} after {} ms", cut.signal, cut.after.as_millis()))
    }
}
