//! What a piece of work may spend: ticks, bytes, and a flag that ends it from outside.
//!
//! A tick is about one cell touched. Ticks, unlike seconds, are the same on every machine and at every thread count, so
//! work under a tick limit always gives the same bytes (CaDiCaL's habit, Biere et al. 2024). Whoever owns a clock turns
//! seconds into ticks by [`TICKS_PER_SECOND`] and sets the flag when the time is over; a solver never looks at a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

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

/// An account of work within a budget. All work that is no search is charged here.
#[derive(Debug)]
pub struct Meter {
    budget: Budget,
    spent: u64,
}

impl Meter {
    /// An account with nothing spent.
    pub fn new(budget: Budget) -> Meter {
        Meter { budget, spent: 0 }
    }

    /// An account without limits.
    pub fn unlimited() -> Meter {
        Meter::new(Budget::new(u64::MAX, u64::MAX))
    }

    /// Adds work, in ticks.
    pub fn charge(&mut self, ticks: u64) {
        self.spent = self.spent.saturating_add(ticks);
    }

    /// Lets work count down ticks, of those that are left so many at most, and charges what it took.
    pub fn pay<T>(&mut self, most: u64, work: impl FnOnce(&mut u64) -> T) -> T {
        let given = most.min(self.left());
        let mut ticks = given;
        let result = work(&mut ticks);
        self.charge(given - ticks);
        result
    }

    /// Ticks spent.
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Ticks left; none once cancelled.
    pub fn left(&self) -> u64 {
        if self.budget.cancel.is_cancelled() { 0 } else { self.budget.ticks.saturating_sub(self.spent) }
    }

    /// Whether nothing is left.
    pub fn is_over(&self) -> bool {
        self.left() == 0
    }
}

/// A flag by which the owner of a clock ends work early. Clones share the flag.
#[derive(Clone, Default, Debug)]
pub struct Cancel(Arc<Flag>);

#[derive(Default, Debug)]
struct Flag {
    is_set: AtomicBool,
    /// Looks until it sets itself, if it does, and looks so far.
    fuse: Option<(u64, AtomicU64)>,
}

impl Cancel {
    /// A flag that is not set.
    pub fn new() -> Cancel {
        Cancel::default()
    }

    /// A flag that sets itself when it has been looked at so often: work on one thread ends in the same place again.
    pub fn after_looks(looks: u64) -> Cancel {
        Cancel(Arc::new(Flag { is_set: AtomicBool::new(false), fuse: Some((looks, AtomicU64::new(0))) }))
    }

    /// How often a flag that sets itself has been looked at; 0 for others.
    pub fn looks(&self) -> u64 {
        self.0.fuse.as_ref().map_or(0, |(_, seen)| seen.load(Ordering::Relaxed))
    }

    /// Sets the flag; work stops soon.
    pub fn cancel(&self) {
        self.0.is_set.store(true, Ordering::Relaxed);
    }

    /// Whether the flag is set.
    pub fn is_cancelled(&self) -> bool {
        let is_burnt = |(looks, seen): &(u64, AtomicU64)| seen.fetch_add(1, Ordering::Relaxed) >= *looks;
        self.0.is_set.load(Ordering::Relaxed) || self.0.fuse.as_ref().is_some_and(is_burnt)
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

    #[test]
    fn a_flag_can_set_itself_after_some_looks() {
        let cancel = Cancel::after_looks(2);
        let clone = cancel.clone();
        assert_eq!([cancel.is_cancelled(), clone.is_cancelled(), cancel.is_cancelled()], [false, false, true]);
        assert!(clone.is_cancelled() && cancel.looks() == 4);
        assert!(!Cancel::new().is_cancelled() && Cancel::new().looks() == 0);
    }

    #[test]
    fn work_pays_from_what_is_left_until_cancelled() {
        let budget = Budget::new(100, 1);
        let mut meter = Meter::new(budget.clone());
        let work = |wanted: u64| move |ticks: &mut u64| *ticks -= wanted.min(*ticks);
        meter.pay(80, work(30));
        assert_eq!((meter.spent(), meter.left()), (30, 70));
        meter.pay(60, work(u64::MAX));
        meter.pay(60, work(u64::MAX));
        assert_eq!((meter.spent(), meter.is_over()), (100, true));
        let mut cancelled = Meter::new(budget.with_ticks(1000));
        budget.cancel.cancel();
        cancelled.pay(10, work(5));
        assert_eq!((cancelled.spent(), cancelled.left()), (0, 0));
        cancelled.charge(u64::MAX);
        cancelled.charge(1);
        assert_eq!(cancelled.spent(), u64::MAX);
    }
}
