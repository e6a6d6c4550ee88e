//! The search for the programs of a task, as other crates call it.

use std::cmp::Reverse;

use data::Task;

use crate::cells::frames::{self, Frame};
use crate::climb;
use crate::goals::sizes;
use crate::guidance::costs::Prices;
use crate::search::budget::{Cancel, Limits, Statistics, StopReason};
use crate::search::example::Example;
use crate::search::frontier::Found;
use crate::search::state::Search;
use crate::search::technique::Technique;

/// What a search for programs gave.
#[derive(Debug)]
pub struct Induction {
    /// Expressions that reproduce every training pair, cheapest first.
    pub fits: Vec<Found>,
    /// Expressions that come nearest to it, for when there are no fits.
    pub misses: Vec<Found>,
    /// Grids of the outputs' sizes that come near the outputs, best first.
    pub frames: Vec<Frame>,
    /// Why the search ended.
    pub stop: StopReason,
    /// What it spent.
    pub statistics: Statistics,
}

impl Induction {
    /// Whether a program fits that is convincing.
    pub fn is_convincing(&self) -> bool {
        self.fits.first().is_some_and(Found::is_convincing)
    }

    /// What two searches of the same task gave together; frames are those of the first.
    pub fn followed_by(mut self, other: Induction) -> Induction {
        for found in other.fits {
            if !self.fits.iter().any(|known| known.expression == found.expression) {
                self.fits.push(found);
            }
        }
        self.fits.sort_by_key(|found| found.cost);
        for found in other.misses {
            if !self.misses.iter().any(|known| known.predictions == found.predictions) {
                self.misses.push(found);
            }
        }
        self.misses.sort_by_key(|found| Reverse(found.nearness()));
        self.statistics.add(other.statistics);
        Induction { stop: other.stop, ..self }
    }

    /// What a search gives that was not begun.
    pub fn nothing() -> Induction {
        Induction {
            fits: Vec::new(),
            misses: Vec::new(),
            frames: Vec::new(),
            stop: StopReason::Exhausted,
            statistics: Statistics::default(),
        }
    }
}

/// Searches programs for a task within limits, at the prices of the language.
pub fn induce(task: &Task, limits: Limits, cancel: &Cancel) -> Induction {
    induce_at(Prices::default(), task, limits, cancel)
}

/// Searches programs for a task within limits, at some prices of the primitives: these order the search; what is found
/// bears the prices of the language.
pub fn induce_at(prices: Prices, task: &Task, limits: Limits, cancel: &Cancel) -> Induction {
    let mut search = Search { prices, ..Search::new(task, limits, cancel) };
    let stop = climb::run(&mut search);
    let is_solved = search.frontier.is_convinced();
    let frames = if is_solved { Vec::new() } else { frames::choose(&mut search, &sizes::size_hypotheses(task)) };
    search.stop(); // Brings the account up to date.
    let Statistics { ticks, by_technique, by_family, .. } = &mut search.budget.spent;
    by_technique[Technique::Enumeration as usize] = *ticks - by_technique.iter().sum::<u64>();
    for (family, ticks) in search.examples.iter().flat_map(Example::by_family).filter(|&(_, ticks)| ticks > 0) {
        *by_family.entry(family).or_default() += ticks;
    }
    let mut fits: Vec<Found> = search.frontier.fits().iter().map(|found| at_usual_prices(found, &search)).collect();
    fits.sort_by_key(|found| found.cost);
    Induction {
        fits,
        misses: search.frontier.misses().iter().map(|found| at_usual_prices(found, &search)).collect(),
        frames,
        stop,
        statistics: search.budget.spent,
    }
}

/// The same at the prices of the language; surcharges stay.
fn at_usual_prices(found: &Found, search: &Search) -> Found {
    let expression = &found.expression;
    Found { cost: (found.cost + expression.cost()).saturating_sub(search.prices.total(expression)), ..found.clone() }
}
