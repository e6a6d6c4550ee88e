//! The pool: the latest samples of the stream, from which the samples of each step are chosen.
//!
//! Perceiving a sample costs more than learning from it once, so each is used several times. Which samples the pool holds
//! is a function of the step alone, so that a resumed run has the same pool.

use std::collections::VecDeque;
use std::ops::Range;

use data::Sampler;

use crate::features::CountedTask;

/// Batches in the pool at the beginning.
const FIRST_BATCHES: u64 = 4;

/// Which part of the stream is in the pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Window {
    /// Samples of a step.
    pub batch: u64,
    /// How often each sample is used on average.
    pub reuse: u64,
    /// Most indices of the stream in the pool.
    pub size: u64,
}

impl Window {
    /// The indices of the stream that are in the pool at a step.
    pub fn at(&self, step: u64) -> Range<u64> {
        let end = FIRST_BATCHES * self.batch + step * self.batch.div_ceil(self.reuse.max(1));
        end.saturating_sub(self.size.max(self.batch))..end
    }
}

/// The samples at hand.
pub(super) struct Pool {
    range: Range<u64>,
    /// One place for each index of the range.
    samples: VecDeque<Option<CountedTask>>,
    usable: Vec<usize>,
}

impl Pool {
    /// A pool of the samples of a range of the stream.
    pub fn new(range: Range<u64>, samples: Vec<Option<CountedTask>>) -> Pool {
        let mut pool = Pool { range: range.start..range.start, samples: VecDeque::new(), usable: Vec::new() };
        pool.advance(range, samples);
        pool
    }

    /// Takes up the samples between the end of its range and that of a later one, and gives up those before its start.
    pub fn advance(&mut self, to: Range<u64>, samples: Vec<Option<CountedTask>>) {
        assert_eq!(self.range.end + samples.len() as u64, to.end);
        self.samples.extend(samples);
        self.samples.drain(..(to.start - self.range.start) as usize);
        self.range = to;
        self.usable = (0..self.samples.len()).filter(|&at| self.samples[at].is_some()).collect();
    }

    /// One of the samples; `None` if there is none.
    pub fn choose(&self, sampler: &mut Sampler) -> Option<&CountedTask> {
        let place = self.usable.get(sampler.below(self.usable.len()))?;
        self.samples[*place].as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_moves_without_gaps() {
        let window = Window { batch: 16, reuse: 3, size: 100 };
        assert_eq!(window.at(0), 0..64);
        assert_eq!(window.at(5), 0..94);
        assert_eq!(window.at(7), 6..106);
        assert!((0..50).all(|step| window.at(step).end >= window.at(step + 1).start));
        assert_eq!(Window { size: 1, ..window }.at(0).count(), 16);
    }
}
