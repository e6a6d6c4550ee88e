//! A network with the columns that it reads.

use burn::tensor::Device;

use crate::column::Column;
use crate::network::{Config, Network};
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
    /// A model that has learned nothing yet, its weights drawn from a seed.
    pub fn untrained(config: Config, catalogue: Vec<Column>, seed: u64, device: &Device) -> Model {
        let channels = Channels::new(&catalogue);
        Model { network: Network::new(config, &channels, seed, device), catalogue, channels }
    }
}
