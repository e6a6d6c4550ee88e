//! Random values and well-typed programs, for the tests of this folder.
//!
//! Generators read their decisions from a tape of numbers, so that shrinking the tape shrinks what they make, without a
//! shrinker of their own (MacIver and Donaldson 2020: internal reduction, as in Hypothesis).

// Each test compiles this module for itself and uses its own part of it.
#![allow(dead_code)]

pub mod programs;
pub mod values;

/// Where generators get their decisions from.
pub struct Choices {
    tape: std::vec::IntoIter<u32>,
    seed: Option<u64>,
}

impl Choices {
    /// Decisions from a tape. After its end every decision is for the first option, which should be the simplest.
    pub fn from_tape(tape: Vec<u32>) -> Choices {
        Choices { tape: tape.into_iter(), seed: None }
    }

    /// Endless repeatable random decisions.
    pub fn from_seed(seed: u64) -> Choices {
        Choices { tape: Vec::new().into_iter(), seed: Some(seed) }
    }

    /// A number below a limit. Smaller numbers on the tape give smaller ones here.
    pub fn below(&mut self, limit: usize) -> usize {
        let number = match (&mut self.seed, self.tape.next()) {
            (_, Some(number)) => number,
            (Some(seed), None) => (split_mix(seed) >> 32) as u32,
            (None, None) => 0,
        };
        ((u64::from(number) * limit as u64) >> 32) as usize
    }

    /// One of several options.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// True once in `times` calls on average.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times && times > 1
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): repeatable, and all that is needed here.
pub fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
