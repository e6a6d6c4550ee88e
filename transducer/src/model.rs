//! A network with the columns that it reads.

use burn::tensor::Device;

use crate::checkpoint::Checkpoint;
use crate::column::Column;
use crate::network::{Config, Network};
use crate::stored::StoredError;
use crate::view::Channels;

/// A network together with its catalogue of columns.
#[derive(Clone, Debug)]
pub struct Model {
    /// The weights.
    pub network: Network,
    /// The columns, in the order of the network's channels.
    pub catalogue: Vec<Column>,
    /// How they are spread over channels.
    pub channels: Channels,
}

impl Model {
    /// The model of a checkpoint on a device.
    ///
    /// # Errors
    /// If its weights do not fit the network that it describes.
    pub fn of(checkpoint: Checkpoint, device: &Device) -> Result<Model, StoredError> {
        let network = checkpoint.network(device)?;
        Ok(Model { network, channels: checkpoint.channels(), catalogue: checkpoint.columns })
    }

    /// A model that has learned nothing yet, its weights drawn from a seed.
    pub fn untrained(config: Config, catalogue: Vec<Column>, seed: u64, device: &Device) -> Model {
        let channels = Channels::new(&catalogue);
        Model { network: Network::new(config, &channels, seed, device), catalogue, channels }
    }
}
