//! What a piece of work may spend: ticks, bytes, and a flag that ends it from outside.
//!
//! A tick is about one cell touched. Ticks, unlike seconds, are the same on every machine and at every thread count, so
//! work under a tick limit always gives the same bytes (CaDiCaL's habit, Biere et al. 2024). Whoever owns a clock turns
//! seconds into ticks by [`TICKS_PER_SECOND`] and sets the flag when the time is over; a solver never looks at a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a second of one core is worth in ticks.
pub const TICKS_PER_SECOND: u64 = 70_000_000;

/// What a piece of work may spend. Clones and shares are ended by the same flag.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Most ticks.
    pub ticks: u64,
    /// Most bytes kept at a time, approximately.
    pub memory: u64,
    /// Ends the work early.
    pub cancel: Cancel,
}

impl Budget {
    /// A budget of ticks and bytes with a flag of its own.
    pub fn new(ticks: u64, memory: u64) -> Budget {
        Budget { ticks, memory, cancel: Cancel::new() }
    }

    /// A share of the ticks, in thousandths, with the same memory and flag: shares are spent one after the other.
    pub fn share(&self, per_mille: u64) -> Budget {
        let ticks = u128::from(self.ticks) * u128::from(per_mille) / 1000;
        self.with_ticks(u64::try_from(ticks).unwrap_or(u64::MAX))
    }

    /// The same memory and flag with other ticks.
    pub fn with_ticks(&self, ticks: u64) -> Budget {
        Budget { ticks, ..self.clone() }
    }
}

/// A flag by which the owner of a clock ends work early. Clones share the flag.
#[derive(Clone, Default, Debug)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A flag that is not set.
    pub fn new() -> Cancel {
        Cancel::default()
    }

    /// Sets the flag; work stops soon.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the flag is set.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_ticks_and_end_with_the_whole() {
        let whole = Budget::new(70_000_000, 1 << 30);
        let share = whole.share(143);
        assert_eq!((share.ticks, share.memory), (10_010_000, 1 << 30));
        assert_eq!(Budget::new(u64::MAX, 0).share(2000).ticks, u64::MAX);
        whole.cancel.cancel();
        assert!(share.cancel.is_cancelled());
    }
}
