//! What a training run is made with.

use clap::Args;
use transducer::{NetworkConfig, TrainingSettings};

/// The command as it was typed, but without the path of the program: files that hold it may be published.
pub fn as_typed() -> String {
    std::iter::once("arc".to_owned()).chain(std::env::args().skip(1)).collect::<Vec<_>>().join(" ")
}

/// What is fixed when a run begins.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of a run, fixed when it begins")]
pub struct ShapeArguments {
    /// Seed of the first weights and of all choices [default: 0]
    #[arg(short, long, value_name = "S")]
    pub seed: Option<u64>,
    /// Number of columns, the values of each cell that the network can look at, chosen when the run begins [default: 1024]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub columns: Option<u16>,
    /// Width of the network: numbers that it holds for each cell
    #[arg(long, value_name = "N")]
    width: Option<usize>,
    /// Samples of one step
    #[arg(long, value_name = "N")]
    batch: Option<usize>,
    /// The highest learning rate
    #[arg(long, value_name = "RATE")]
    learning_rate: Option<f64>,
    /// Samples kept at hand, at most
    #[arg(long, value_name = "N")]
    pool: Option<usize>,
    /// How often each sample is used
    #[arg(long, value_name = "N")]
    reuse: Option<usize>,
    /// Steps between two points of the curve
    #[arg(long, value_name = "N")]
    every: Option<u64>,
}

impl ShapeArguments {
    /// Columns of a network unless others are asked for.
    pub const COLUMNS: usize = 1024;

    /// The settings, where what is not given is as in others.
    pub fn over(&self, others: &TrainingSettings) -> TrainingSettings {
        let network = NetworkConfig { width: self.width.unwrap_or(others.network.width).max(1), ..others.network };
        TrainingSettings {
            network,
            batch: self.batch.unwrap_or(others.batch).max(1),
            learning_rate: self.learning_rate.unwrap_or(others.learning_rate),
            pool: self.pool.unwrap_or(others.pool),
            reuse: self.reuse.unwrap_or(others.reuse).max(1),
            seed: self.seed.unwrap_or(others.seed),
            every: self.every.unwrap_or(others.every).max(1),
            plan: others.plan,
        }
    }
}
