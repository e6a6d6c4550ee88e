//! Network and forest as a solver beside the search, which hands them frames as plain data.

use data::Task;
use inducer::{Cancel, Frame, Prices};
use transducer::{Device, Model, PredictionOptions, Transduction};

/// A search for frames may take one in so many ticks, up to a limit beyond which frames get no better, and the columns of
/// the frames as many again.
const FRAMES_SHARE: u64 = 7;
const MAX_FRAME_TICKS: u64 = 30_000_000;

/// A network, how it is asked and where it runs.
#[derive(Clone, Debug)]
pub struct Transducer {
    /// The network.
    pub model: Model,
    /// What it may spend, and how.
    pub options: PredictionOptions,
    /// Where it runs.
    pub device: Device,
}

impl Transducer {
    /// What network and forest answer to a task, given the frames of a search, if there was one. A small search for frames
    /// of its own, at prices that suit the task, gives them others to look at, in turn with those: what is nearest after a
    /// long search is not always best.
    pub fn answer(&self, task: &Task, prices: Prices, frames: &[Frame], cancel: &Cancel) -> Transduction {
        let share = (self.options.ticks / FRAMES_SHARE).min(MAX_FRAME_TICKS);
        let options = PredictionOptions { ticks: self.options.ticks - 2 * share, ..self.options };
        let own = inducer::frames_at(prices, task, share, share / inducer::MAX_FRAMES as u64);
        let plain = |frame: &Frame| transducer::Frame { layers: frame.layers.clone(), columns: frame.columns.clone() };
        let frames: Vec<transducer::Frame> = in_turn(frames, &own).map(plain).collect();
        transducer::transduce(task, &frames, &self.model, &options, &self.device, &|| cancel.is_cancelled())
    }
}

/// The elements of two lists, one of each at a time, the first list's first.
fn in_turn<'l, T>(first: &'l [T], second: &'l [T]) -> impl Iterator<Item = &'l T> {
    let places = 0..first.len().max(second.len());
    places.flat_map(move |place| [first.get(place), second.get(place)]).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_take_turns_until_both_are_at_their_ends() {
        assert!(in_turn(&[1, 3, 5, 6], &[2, 4]).eq(&[1, 2, 3, 4, 5, 6]));
        assert!(in_turn(&[], &[1, 2]).eq(&[1, 2]));
    }
}
