//! Limits of a search: ticks of work, bytes of memory, and a flag to stop from outside.

use std::collections::BTreeMap;
use std::fmt;

pub use data::Cancel;

/// What a search may spend and use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Most ticks.
    pub ticks: u64,
    /// Most ticks until a plausible program is found; if they are fewer than `ticks`, the shares of the techniques are of these.
    pub ticks_until_fit: u64,
    /// Most bytes kept, approximately.
    pub memory: u64,
}

impl Limits {
    /// So many ticks and bytes.
    pub const fn new(ticks: u64, memory: u64) -> Limits {
        Limits { ticks, ticks_until_fit: u64::MAX, memory }
    }
}

/// How far the account of a search may grow while some work lasts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allowance {
    ticks: u64,
    ticks_until_fit: u64,
    memory: u64,
}

impl Allowance {
    /// All that limits leave.
    pub fn new(Limits { ticks, ticks_until_fit, memory, .. }: Limits) -> Allowance {
        Allowance { ticks, ticks_until_fit, memory }
    }

    /// Ticks up to an end, and any memory.
    pub fn until(ticks: u64) -> Allowance {
        Allowance { ticks, ticks_until_fit: u64::MAX, memory: u64::MAX }
    }

    /// The same without a share, in percent.
    pub fn without_share(self, percent: u64) -> Allowance {
        let rest = |limit: u64| limit / 100 * (100 - percent);
        Allowance { ticks: rest(self.ticks), ticks_until_fit: rest(self.ticks_until_fit), memory: rest(self.memory) }
    }

    /// The ticks that the techniques share out.
    fn shared_ticks(&self) -> u64 {
        self.ticks.min(self.ticks_until_fit)
    }
}

/// Why a search ended.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum StopReason {
    /// Enough programs fit all pairs; those that cost more would not be preferred.
    Solved,
    /// There was nothing left to try.
    #[default]
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
    /// Ticks of work of each technique that did some, by name.
    pub by_technique: BTreeMap<&'static str, u64>,
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
        for (technique, ticks) in other.by_technique {
            *self.by_technique.entry(technique).or_default() += ticks;
        }
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
pub struct Account<'a> {
    allowance: Allowance,
    cancel: &'a Cancel,
    /// What was spent so far.
    pub spent: Statistics,
    /// Whether a plausible program is found.
    pub has_plausible: bool,
    /// Square root of the budget over [`REFERENCE_TICKS`], at least 1.
    scale: f64,
}

impl<'a> Account<'a> {
    /// An account with nothing spent.
    pub fn new(limits: Limits, cancel: &'a Cancel) -> Account<'a> {
        let allowance = Allowance::new(limits);
        let scale = (allowance.shared_ticks() as f64 / REFERENCE_TICKS).sqrt().max(1.0);
        Account { allowance, cancel, spent: Statistics::default(), has_plausible: false, scale }
    }

    /// A bound that is right for a small budget, for this one: what a technique tries in pairs grows with the square root.
    pub fn scaled(&self, bound: usize) -> usize {
        (bound as f64 * self.scale) as usize
    }

    /// What may be spent now.
    pub fn allowance(&self) -> Allowance {
        self.allowance
    }

    /// What may be spent now, but of the ticks only a share of all, in percent, from here on.
    pub fn share(&self, percent: u64) -> Allowance {
        let ticks = self.spent.ticks + self.allowance.shared_ticks() / 100 * percent;
        Allowance { ticks: self.allowance.ticks.min(ticks), ..self.allowance }
    }

    /// Begins work with an allowance of its own; gives the one to [`Account::leave`] with.
    #[must_use]
    pub fn enter(&mut self, allowance: Allowance) -> Allowance {
        std::mem::replace(&mut self.allowance, allowance)
    }

    /// Ends work with an allowance of its own.
    pub fn leave(&mut self, outer: Allowance) {
        self.allowance = outer;
    }

    /// Whether somebody cancelled the search.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// Why to stop now, if there is a reason.
    pub fn stop(&self) -> Option<StopReason> {
        let ticks = if self.has_plausible { self.allowance.ticks } else { self.allowance.shared_ticks() };
        if self.is_cancelled() {
            Some(StopReason::Cancelled)
        } else if self.spent.ticks >= ticks {
            Some(StopReason::OutOfTicks)
        } else if self.spent.bytes >= self.allowance.memory {
            Some(StopReason::OutOfMemory)
        } else {
            None
        }
    }
}
