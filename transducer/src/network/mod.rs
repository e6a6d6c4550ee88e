//! The network that predicts what becomes of cells, and the devices and threads that it runs on.

mod architecture;
mod device;
mod episode;
mod gradients;
mod perceptron;
mod random;
mod tensors;
mod workers;

pub use architecture::{Network, NetworkConfig};
pub use device::{DeviceChoice, DeviceError};
pub(crate) use episode::{Episode, renaming};
pub(crate) use gradients::gradients;
pub(crate) use perceptron::{Perceptron, PerceptronConfig, drawn};
pub(crate) use tensors::{EpisodeTensors, TaskTensors};
pub use workers::Workers;
