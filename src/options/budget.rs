//! How much work a task may take, as said on the command line.
//!
//! Searches are bounded by ticks, so that a result does not depend on the machine; on one that does fewer ticks in a second
//! than [`TICKS_PER_SECOND`], the CPU clock cancels the search instead.

use std::time::Duration;

use clap::Args;
use data::TICKS_PER_SECOND;
use ensemble::Technique;

use crate::options::models::NetworkArguments;
use crate::options::units;
use crate::run::pool::Limits;

/// The limits of one task.
#[derive(Args, Debug)]
pub struct BudgetArguments {
    /// CPU time for the search in each task, for instance 500ms, 10s or 2m; sets the ticks, too, and is kept within a tenth
    #[arg(long, value_name = "TIME", value_parser = units::duration, default_value = "1s", conflicts_with = "ticks")]
    time_per_task: Duration,
    /// Work for the search in each task, for instance 50M; the same result on every machine, however long it takes
    #[arg(long, value_name = "N", value_parser = units::count)]
    ticks: Option<u64>,
    /// Memory for the search in each task, for instance 512M or 4G
    #[arg(long, value_name = "SIZE", value_parser = units::bytes, default_value = "350M")]
    memory: u64,
    /// Do without a technique of the search, to measure its worth: elements, cases, tables, frames, layers,
    /// backward, closers, recoloring or roles; may be given several times
    #[arg(long, value_name = "TECHNIQUE", value_parser = technique)]
    without: Vec<Technique>,
}

fn technique(name: &str) -> Result<Technique, String> {
    let technique: Technique = name.parse()?;
    match technique {
        Technique::Enumeration => Err("the other techniques build on it".to_string()),
        _ => Ok(technique),
    }
}

impl BudgetArguments {
    /// The limits that were asked for, together with what the network may take.
    pub fn limits(&self, network: &NetworkArguments) -> Limits {
        let time = self.time_per_task;
        let from_time = (time.as_secs_f64() * TICKS_PER_SECOND as f64) as u64;
        Limits {
            searches: network.searches(),
            ticks: self.ticks.unwrap_or(from_time.max(1)),
            prediction_ticks: network.ticks(),
            time: self.ticks.is_none().then_some(time + network.time(time)),
            memory: self.memory,
            without: self.without.iter().copied().collect(),
        }
    }
}
