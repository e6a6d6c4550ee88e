//! What every task of a run is solved with: the budget of the search, the models, and what experiments leave out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use data::Task;
use ensemble::{Models, PREDICTION_SHARE};

use crate::options::budget::{BudgetArguments, ticks};
use crate::options::experiments::ExperimentArguments;
use crate::options::models::ModelArguments;
use crate::run::fingerprint;
use crate::run::origin::Origin;
use crate::run::pool::Limits;

/// Budget, models and experiments, as they are typed.
#[derive(Args, Debug)]
pub struct SolverArguments {
    #[command(flatten)]
    budget: BudgetArguments,
    #[command(flatten)]
    models: ModelArguments,
    #[command(flatten)]
    experiments: ExperimentArguments,
}

/// What tasks are solved with, ready for use.
#[derive(Debug)]
pub struct Solver {
    /// The limits of one task.
    pub limits: Limits,
    /// The models to ask.
    pub models: Arc<Models>,
    /// Everything that was typed of the models and that an answer depends on; none without networks.
    description: Option<String>,
    /// Fingerprint of the file that the network was read from, unless it is the built-in one.
    checkpoint: Option<String>,
    /// The same of the guide.
    guide: Option<String>,
}

impl SolverArguments {
    /// The solver of these arguments.
    ///
    /// # Errors
    /// If there is no such device, or a file cannot be used.
    pub fn build(&self) -> Result<Solver> {
        let SolverArguments { budget, models, experiments } = self;
        let search = budget.build();
        let fingerprint = |path: &Option<PathBuf>| path.as_deref().and_then(fingerprint::of_file);
        let prediction_time = |search: Duration| match models.network_time {
            _ if models.no_network => Duration::ZERO,
            Some(time) => time,
            None => search * PREDICTION_SHARE as u32 / 1000,
        };
        let limits = Limits {
            searches: !models.no_search,
            ticks: search.ticks,
            prediction_ticks: models.network_time.map(ticks),
            time: search.time.map(|time| time + prediction_time(time)),
            memory: search.memory,
            without: experiments.without.iter().copied().collect(),
        };
        Ok(Solver {
            limits,
            models: Arc::new(models.build(experiments)?),
            description: (!models.no_network).then(|| format!("{models:?} {experiments:?}")),
            checkpoint: fingerprint(&models.checkpoint),
            guide: fingerprint(&models.guide),
        })
    }
}

impl Solver {
    /// Everything that the result of a task depends on, given the fingerprint of the program file.
    pub fn origin(&self, task: &Task, program: Option<String>) -> Origin {
        let Limits { searches, ticks, prediction_ticks: _, time, memory, without } = self.limits;
        Origin {
            version: env!("CARGO_PKG_VERSION").to_string(),
            program,
            task: fingerprint::of_task(task),
            ticks,
            seconds: time.map(|time| time.as_secs_f64()),
            memory,
            without: without.iter().map(|technique| technique.to_string()).collect(),
            searches,
            network: self.description.clone(),
            checkpoint: self.checkpoint.clone(),
            guide: self.guide.clone(),
        }
    }
}
