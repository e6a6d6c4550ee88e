//! The network as a solver beside the search, which hands it frames as plain data.

use data::Task;
use inducer::{Cancel, Frame};
use transducer::{Device, Model, Options, Transduction};

/// Ticks of the search for frames where nothing else was searched.
const FRAME_TICKS: u64 = 2_000_000;
/// Ticks for the columns of each such frame.
const COLUMN_TICKS: u64 = 3_500_000;

/// A network, how it is asked and where it runs.
#[derive(Clone, Debug)]
pub struct Transducer {
    /// The network.
    pub model: Model,
    /// What it may spend, and how.
    pub options: Options,
    /// Where it runs.
    pub device: Device,
}

impl Transducer {
    /// What the network answers to a task, given the frames of a search; without any, a small search looks for some.
    pub fn answer(&self, task: &Task, frames: &[Frame], cancel: &Cancel) -> Transduction {
        let few = if frames.is_empty() { inducer::frames(task, FRAME_TICKS, COLUMN_TICKS) } else { Vec::new() };
        let plain = |frame: &Frame| transducer::Frame { layers: frame.layers.clone(), columns: frame.columns.clone() };
        let frames: Vec<transducer::Frame> = frames.iter().chain(&few).map(plain).collect();
        transducer::transduce(task, &frames, &self.model, &self.options, &self.device, &|| cancel.is_cancelled())
    }
}
