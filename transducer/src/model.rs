//! A network with the columns that it reads.

use burn::tensor::Device;

use crate::features::{Channels, Column};
use crate::network::{Network, NetworkConfig};
use crate::storage::{Checkpoint, StoredError};

/// A network together with its catalogue of columns.
#[derive(Clone, Debug)]
pub struct Model {
    /// The weights.
    pub(crate) network: Network,
    /// The columns, in the order of the network's channels.
    pub(crate) catalogue: Vec<Column>,
    /// How they are spread over channels.
    pub(crate) channels: Channels,
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

    /// The model that sees nothing but some columns; places after the catalogue's stand for the layers of a frame.
    pub(crate) fn narrowed(&self, columns: &[usize]) -> Model {
        let catalogue = columns.iter().filter_map(|&column| self.catalogue.get(column).cloned());
        Model {
            network: self.network.narrowed(&self.channels, columns),
            catalogue: catalogue.collect(),
            channels: self.channels.narrowed(columns),
        }
    }

    /// The model with `count` further columns of numbers, of which it knows nothing.
    pub(crate) fn with_unknown_columns(&self, count: usize) -> Model {
        let channels = self.channels.with_numbers(count);
        let added = channels.count() - self.channels.count();
        Model { network: self.network.with_unknown_columns(count, added), catalogue: self.catalogue.clone(), channels }
    }

    /// A model that has learned nothing yet, its weights drawn from a seed.
    pub fn untrained(config: NetworkConfig, catalogue: Vec<Column>, seed: u64, device: &Device) -> Model {
        let channels = Channels::new(&catalogue);
        Model { network: Network::new(config, &channels, seed, device), catalogue, channels }
    }
}
