//! What the network is trained on, as said on the command line.

use anyhow::Result;
use clap::Args;
use ensemble::training::NetworkMaterial;

use crate::console::Console;
use crate::given::GivenArguments;

/// Which tasks to learn from.
#[derive(Args, Debug)]
pub struct MaterialArguments {
    #[command(flatten)]
    given: GivenArguments,
    /// So many percent of the samples are of these tasks, the others are generated
    #[arg(long, value_name = "PERCENT", default_value = "20", value_parser = clap::value_parser!(u8).range(0..=100))]
    share: u8,
    /// Ticks to find frames for a task that changes the size; 0 to leave such tasks out
    #[arg(long, value_name = "N", default_value = "2000000")]
    frame_ticks: u64,
    /// Number of samples of held-out concepts to validate on
    #[arg(long, value_name = "N", default_value = "200")]
    pub validation: usize,
}

impl MaterialArguments {
    /// Loads the tasks.
    ///
    /// # Errors
    /// As [`GivenArguments::load`].
    pub fn load(&self, console: &Console) -> Result<NetworkMaterial> {
        let (share, frame_ticks) = (usize::from(self.share), self.frame_ticks);
        Ok(NetworkMaterial { given: self.given.load(console)?, share, frame_ticks })
    }
}
