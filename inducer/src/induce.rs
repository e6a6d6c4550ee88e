//! The search for the programs of a task, as other crates call it.

use std::cmp::Reverse;

use arc_dsl::Value;
use data::{Frame, Task};

use crate::cells::frames;
use crate::climb::climb;
use crate::request::Request;
use crate::search::budget::{Statistics, StopReason};
use crate::search::frontier::Found;
use crate::search::state::Search;

/// What a search for programs gave.
#[derive(Default, Debug)]
pub struct Induction {
    /// Expressions that reproduce every training pair, cheapest first.
    pub fits: Vec<Found>,
    /// Expressions that come nearest to it, for when there are no fits.
    pub misses: Vec<Found>,
    /// Grids of the outputs' sizes that come near the outputs, best first; only where they were asked for, and no plausible
    /// program fits.
    pub frames: Vec<Frame>,
    /// Why the search ended.
    pub stop: StopReason,
    /// What it spent.
    pub statistics: Statistics,
}

impl Induction {
    /// Whether a plausible program fits.
    pub fn is_plausible(&self) -> bool {
        self.fits.first().is_some_and(Found::is_plausible)
    }

    /// Takes in what another search of the same task gave, which went on after this one; frames stay.
    pub fn add(&mut self, other: Induction) {
        for found in other.fits {
            match self.fits.iter_mut().find(|known| known.expression == found.expression) {
                Some(known) => known.cost = known.cost.min(found.cost),
                None => self.fits.push(found),
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
        self.stop = other.stop;
    }
}

/// Searches programs for a task. Guidance orders the search; what is found bears the costs of the language.
pub fn induce(task: &Task, request: &Request) -> Induction {
    let mut search = request.search(task);
    let stop = climb(&mut search, request.without);
    let wish = request.frames.filter(|_| !search.frontier().has_plausible());
    let frames = wish.map_or_else(Vec::new, |wish| frames::choose(&mut search, wish));
    let found = |found: &Found<Value>| at_usual_costs(found, &search).with_grids();
    let mut fits: Vec<Found> = search.frontier().fits().iter().filter_map(found).collect();
    fits.sort_by_key(|found| found.cost);
    Induction {
        fits,
        misses: search.frontier().misses().iter().filter_map(found).collect(),
        frames: frames.into_iter().map(|chosen| chosen.frame).collect(),
        stop,
        statistics: search.into_statistics(),
    }
}

/// The same at the costs of the language; surcharges stay.
fn at_usual_costs(found: &Found<Value>, search: &Search) -> Found<Value> {
    let expression = &found.expression;
    Found { cost: (found.cost + expression.cost()).saturating_sub(search.costs().total(expression)), ..found.clone() }
}
