//! What a search spends: ticks, in the account of who does the work, within an allowance.

use crate::search::budget::{Allowance, Statistics, StopReason};
use crate::search::example::Example;
use crate::search::state::Search;

impl<'a> Search<'a> {
    /// What was spent, as far as it is collected.
    pub fn spent(&self) -> &Statistics {
        &self.budget.spent
    }

    /// The whole account, ticks by technique and family included.
    pub fn into_statistics(mut self) -> Statistics {
        self.stop(); // Brings the account up to date.
        let mut spent = self.budget.spent;
        spent.by_technique = self.accounts;
        for (family, ticks) in self.examples.iter().flat_map(Example::by_family).filter(|&(_, ticks)| ticks > 0) {
            *spent.by_family.entry(family).or_default() += ticks;
        }
        spent
    }

    /// A bound that is right for a small budget, for this one: what is tried in pairs grows with the square root.
    pub fn scaled(&self, bound: usize) -> usize {
        self.budget.scaled(bound)
    }

    /// Adds work to the account, in ticks.
    pub fn charge(&mut self, ticks: u64) {
        self.charged += ticks;
    }

    /// Adds applications considered to the account.
    pub fn count_expressions(&mut self, count: u64) {
        self.budget.spent.expressions += count;
    }

    /// Whether somebody cancelled the search: to be asked wherever work on large grids takes more than a few milliseconds.
    pub fn is_cancelled(&self) -> bool {
        self.budget.is_cancelled()
    }

    /// Why to stop now, if there is a reason; the examples' accounts are brought together first.
    pub fn stop(&mut self) -> Option<StopReason> {
        self.pay();
        self.accounted = 0;
        let spent = &mut self.budget.spent;
        spent.ticks += std::mem::take(&mut self.charged);
        spent.ticks += self.examples.iter_mut().map(Example::take_ticks).sum::<u64>();
        spent.values = self.examples.iter().map(|example| example.value_count() as u64).sum();
        spent.bytes = self.bank.bytes() + self.examples.iter().map(Example::bytes).sum::<u64>();
        spent.fits = self.frontier.fit_count() as u64;
        self.budget.has_plausible = self.frontier.has_plausible();
        self.budget.stop()
    }

    /// Writes what was spent since the last time into the account of who pays.
    fn pay(&mut self) {
        let open = self.charged + self.examples.iter().map(Example::ticks).sum::<u64>();
        if open > self.accounted {
            *self.accounts.entry(self.account).or_default() += open - self.accounted;
            self.accounted = open;
        }
    }

    /// Does some work at the expense of an account.
    pub(super) fn at_expense_of<T>(&mut self, account: &'static str, work: impl FnOnce(&mut Search<'a>) -> T) -> T {
        self.pay();
        let before = std::mem::replace(&mut self.account, account);
        let result = work(self);
        self.pay();
        self.account = before;
        result
    }

    /// Gives a technique its turn: work at its expense, on a share of the whole budget, in percent. Afterwards only
    /// reasons that end the whole search count.
    pub fn turn(
        &mut self,
        account: &'static str,
        percent: u64,
        work: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        self.stop(); // Brings the account up to date.
        self.at_expense_of(account, |search| search.share(percent, work))
    }

    /// Does some work on a share of the budget, in percent: the work sees the budget end where its share ends.
    pub fn share(
        &mut self,
        percent: u64,
        work: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        let allowance = self.budget.share(percent);
        self.within(allowance, work);
        self.stop()
    }

    /// Does some work within an allowance of its own: the work sees the budget end where the allowance ends.
    pub fn within<T>(&mut self, allowance: Allowance, work: impl FnOnce(&mut Search<'a>) -> T) -> T {
        let outer = self.budget.enter(allowance);
        let result = work(self);
        self.budget.leave(outer);
        result
    }

    /// What may be spent now.
    pub fn allowance(&self) -> Allowance {
        self.budget.allowance()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::budget::{Cancel, Limits};
    use crate::testing::{LIMITS, search, task};

    #[test]
    fn a_turn_ends_with_its_share_and_the_search_goes_on() {
        let cancel = Cancel::new();
        let mut search = search(&task(&[("1203|3120", "21|10"), ("1203|3120", "12|10")], &["1230|0000"]), &cancel, &[]);
        search.stop();
        let limit = search.spent().ticks + 1_000_000;
        search.within(Allowance::new(Limits { ticks: limit, ..LIMITS }), |search| {
            let mut seen = None;
            let stop = search.turn("some", 50, |search| {
                assert_eq!(search.stop(), None);
                search.charge(limit * 6 / 10);
                seen = search.stop();
                seen
            });
            assert_eq!((seen, stop), (Some(StopReason::OutOfTicks), None));
            let stop = search.turn("other", 50, |search| {
                search.examples_mut()[1].charge(limit);
                None
            });
            assert_eq!(stop, Some(StopReason::OutOfTicks), "the whole budget is spent");
        });
        assert_eq!(search.stop(), None);
        let spent = search.into_statistics();
        assert_eq!((spent.by_technique["some"], spent.by_technique["other"]), (limit * 6 / 10, limit));
        assert_eq!(spent.by_technique.values().sum::<u64>(), spent.ticks);
    }
}
