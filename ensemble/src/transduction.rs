//! The network as a solver beside the search, which hands it frames as plain data.

use data::Task;
use inducer::{Cancel, Frame};
use transducer::{Device, Model, Options, Transduction};

/// Where nothing else was searched, the search for frames may take one in so many ticks, up to a limit beyond which frames
/// get no better, and the columns of the frames as many again.
const FRAMES_SHARE: u64 = 7;
const MAX_FRAME_TICKS: u64 = 30_000_000;

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
    /// What network and forest answer to a task, given the frames of a search; without any, a part of the ticks goes into a
    /// search for some.
    pub fn answer(&self, task: &Task, frames: &[Frame], cancel: &Cancel) -> Transduction {
        let mut options = self.options;
        let mut found = Vec::new();
        if frames.is_empty() {
            let share = (options.ticks / FRAMES_SHARE).min(MAX_FRAME_TICKS);
            found = inducer::frames(task, share, share / inducer::frames::MAX_FRAMES as u64);
            options.ticks -= 2 * share;
        }
        let plain = |frame: &Frame| transducer::Frame { layers: frame.layers.clone(), columns: frame.columns.clone() };
        let frames: Vec<transducer::Frame> = frames.iter().chain(&found).map(plain).collect();
        transducer::transduce(task, &frames, &self.model, &options, &self.device, &|| cancel.is_cancelled())
    }
}
