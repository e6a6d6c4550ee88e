//! Limits of a search: ticks of work, bytes of memory, and a flag to stop from outside.

use std::collections::BTreeMap;
use std::fmt;

pub use data::Cancel;

use crate::search::technique::{Technique, Techniques};

/// What a search may spend and use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Most ticks.
    pub ticks: u64,
    /// Most ticks as long as no program fits that is convincing; the shares of the techniques are of these, if they are fewer.
    pub patience: u64,
    /// Most bytes kept, approximately.
    pub memory: u64,
    /// Techniques to do without.
    pub without: Techniques,
}

impl Limits {
    /// So many ticks and bytes for a search with all techniques.
    pub const fn new(ticks: u64, memory: u64) -> Limits {
        Limits { ticks, patience: u64::MAX, memory, without: Techniques::NONE }
    }

    /// The ticks that the techniques share out.
    pub fn shared_ticks(&self) -> u64 {
        self.ticks.min(self.patience)
    }
}

/// Why a search ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopReason {
    /// Enough programs fit all pairs; dearer ones would not be preferred.
    Solved,
    /// There was nothing left to try.
    Exhausted,
    /// The ticks ran out.
    OutOfTicks,
    /// The memory limit was reached.
    OutOfMemory,
    /// Somebody cancelled the search.
    Cancelled,
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StopReason::Solved => "solved",
            StopReason::Exhausted => "exhausted",
            StopReason::OutOfTicks => "out of ticks",
            StopReason::OutOfMemory => "out of memory",
            StopReason::Cancelled => "cancelled",
        })
    }
}

/// What a search spent.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Statistics {
    /// Ticks of work.
    pub ticks: u64,
    /// Ticks of work of each technique, in the order of [`Technique::ALL`].
    pub by_technique: [u64; Technique::ALL.len()],
    /// Of these, ticks of the primitives of each family that was applied at all; the rest went into comparing, choosing
    /// and keeping.
    pub by_family: BTreeMap<&'static str, u64>,
    /// Applications considered.
    pub expressions: u64,
    /// Distinct values over all examples.
    pub values: u64,
    /// Bytes kept, approximately.
    pub bytes: u64,
    /// Programs that fit all pairs.
    pub fits: u64,
}

impl Statistics {
    /// Takes in what another search spent, which went on after this one and shares no memory with it.
    pub fn add(&mut self, other: Statistics) {
        self.ticks += other.ticks;
        self.by_technique.iter_mut().zip(other.by_technique).for_each(|(own, other)| *own += other);
        for (family, ticks) in other.by_family {
            *self.by_family.entry(family).or_default() += ticks;
        }
        self.expressions += other.expressions;
        self.values += other.values;
        self.bytes = self.bytes.max(other.bytes);
        self.fits += other.fits;
    }
}

/// The budget for which the bounds of the techniques were measured.
const REFERENCE_TICKS: f64 = 70e6;

/// A running account against [`Limits`].
#[derive(Debug)]
pub struct Budget<'a> {
    /// What may be spent.
    pub limits: Limits,
    cancel: &'a Cancel,
    /// What was spent so far.
    pub spent: Statistics,
    /// Whether a program fits that is convincing.
    pub is_convinced: bool,
    /// Square root of the budget over [`REFERENCE_TICKS`], at least 1.
    scale: f64,
}

impl<'a> Budget<'a> {
    /// An account with nothing spent.
    pub fn new(limits: Limits, cancel: &'a Cancel) -> Budget<'a> {
        let scale = (limits.shared_ticks() as f64 / REFERENCE_TICKS).sqrt().max(1.0);
        Budget { limits, cancel, spent: Statistics::default(), is_convinced: false, scale }
    }

    /// A bound that is right for a small budget, for this one: what a technique tries in pairs grows with the square root.
    pub fn scaled(&self, bound: usize) -> usize {
        (bound as f64 * self.scale) as usize
    }

    /// Why to stop now, if there is a reason.
    pub fn stop(&self) -> Option<StopReason> {
        let ticks = if self.is_convinced { self.limits.ticks } else { self.limits.shared_ticks() };
        if self.cancel.is_cancelled() {
            Some(StopReason::Cancelled)
        } else if self.spent.ticks >= ticks {
            Some(StopReason::OutOfTicks)
        } else if self.spent.bytes >= self.limits.memory {
            Some(StopReason::OutOfMemory)
        } else {
            None
        }
    }
}
