//! The progress bar of a run, on a terminal only.

use std::fmt;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::console::{Console, say};

/// How far a run has come.
pub struct Progress {
    bar: ProgressBar,
    solved: usize,
}

impl Progress {
    /// A bar for a number of tasks, hidden unless the console shows progress.
    pub fn new(console: &Console, tasks: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(tasks as u64), ProgressDrawTarget::stderr());
        if console.shows_progress() {
            let template = "{elapsed_precise} {bar:30} {pos}/{len} tasks, {msg}";
            bar.set_style(ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(200));
        } else {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        bar.set_message("0 with a program");
        Progress { bar, solved: 0 }
    }

    /// One more task is done; `is_answered` if a program fits it.
    pub fn advance(&mut self, is_answered: bool) {
        self.solved += usize::from(is_answered);
        self.bar.set_message(format!("{} with a program", self.solved));
        self.bar.inc(1);
    }

    /// Says something without disturbing the bar.
    pub fn say(&self, message: fmt::Arguments<'_>) {
        self.bar.suspend(|| say(message));
    }

    /// Removes the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
