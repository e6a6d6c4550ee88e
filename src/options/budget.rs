//! How much work a task may take.
//!
//! Searches are bounded by ticks, so that a result does not depend on the machine; on one that does fewer ticks in a second
//! than [`TICKS_PER_SECOND`], the CPU clock cancels the search instead.

use std::time::Duration;

use clap::Args;
use data::TICKS_PER_SECOND;

use crate::options::units;

/// The limits of one task, as they are typed.
#[derive(Args, Debug)]
#[command(next_help_heading = "Budget")]
pub struct BudgetArguments {
    /// CPU time for the search in each task, for instance 500ms, 10s or 1m30s. Together with the time of network and forest (see
    /// --network-time) it is exceeded by a tenth at most. A second also ends after 70M ticks of work, which most processors do in less
    #[arg(long, value_name = "TIME", value_parser = units::duration, default_value = "1s", conflicts_with = "ticks")]
    time_per_task: Duration,
    /// Work for the search in each task instead of time, for instance 50M. A tick is about one cell touched, so the result does
    /// not depend on how fast the machine is; a second counts as 70M
    #[arg(long, value_name = "N", value_parser = units::count)]
    ticks: Option<u64>,
    /// Memory for the search in each task, for instance 512M or 4G. The process needs up to 200M more for each task at a time, and
    /// 150M once; where it may not have that much, fewer tasks are solved at a time
    #[arg(long, value_name = "SIZE", value_parser = units::bytes, default_value = "350M")]
    memory: u64,
}

/// The limits of the search in one task.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SearchBudget {
    /// Ticks of work.
    pub ticks: u64,
    /// CPU time, unless ticks were given instead.
    pub time: Option<Duration>,
    /// Bytes.
    pub memory: u64,
}

impl BudgetArguments {
    /// The budget of these arguments.
    pub fn build(&self) -> SearchBudget {
        SearchBudget {
            ticks: self.ticks.unwrap_or(ticks(self.time_per_task)),
            time: self.ticks.is_none().then_some(self.time_per_task),
            memory: self.memory,
        }
    }
}

/// What a time is worth in ticks, at least one.
pub fn ticks(time: Duration) -> u64 {
    ((time.as_secs_f64() * TICKS_PER_SECOND as f64) as u64).max(1)
}
