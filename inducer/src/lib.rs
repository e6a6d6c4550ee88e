//! Induction: from a task to programs that explain it.
//!
//! [`induce`] searches three contexts over one shared bank: the *grid* context bottom-up by cost ([`enumerate`]), the
//! *element* context whose expressions are vectors over all objects or grids of a list ([`elements`]), and
//! the *cell* context by decision tables ([`tables`]). The search knows ticks, not clocks; it neither prints nor reads files.

pub mod attributes;
pub mod backward;
pub mod bank;
pub mod budget;
pub mod cases;
pub mod cell_set;
pub mod closers;
pub mod closing;
pub mod columns;
pub mod decision;
pub mod elements;
pub mod enumerate;
pub mod example;
pub mod frames;
pub mod frontier;
pub mod layers;
pub mod parts;
pub mod prices;
pub mod properties;
pub mod recolor;
pub mod relevance;
pub mod rules;
pub mod search;
pub mod select;
pub mod sightings;
pub mod sizes;
pub mod tables;
pub mod technique;
pub mod traits;
pub mod views;

use std::cmp::Reverse;
use std::sync::Arc;

use arc_dsl::{Direction, Expression, IntoValue, PrimitiveId, Segmentation, Transform, Type, Value};
use data::Task;

pub use budget::{Cancel, Limits, Statistics, StopReason};
pub use frames::{Frame, frames, frames_at};
pub use frontier::Found;
pub use prices::Prices;
pub use properties::properties;
pub use relevance::Relevance;
pub use sightings::{Sighting, sightings};
pub use technique::{Technique, Techniques};
pub use views::{View, views};

use crate::bank::Entry;
use crate::example::{Example, ValueId};
use crate::search::Search;

/// Programs dearer than the cheapest fit by more bits than this are not worth the search: the vote would give each less
/// than half of its weight.
const SLACK: u32 = 4;
/// No level of the grid context beyond this cost is ever reached; the budget ends first.
const MAX_COST: u32 = 60;
/// Cost level of the grid context before which the techniques of the other contexts start. What a cheaper expression
/// solves needs none of them, and their tables and rules build on what the levels before have found.
const ELEMENTS_FROM: u32 = 11;
const TABLES_FROM: u32 = 12;
const CASES_FROM: u32 = 14;
const FRAMES_FROM: u32 = 15;
/// Share of ticks and memory, in percent, kept for stacks of what the levels have found, and what it may grow to.
const LAYERS_SHARE: usize = 10;
const MAX_LAYERS_SHARE: usize = 25;

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
    let stop = run(&mut search);
    let is_solved = search.frontier.is_convinced();
    let frames = if is_solved { Vec::new() } else { frames::choose(&mut search, &sizes::hypotheses(task)) };
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

fn run(search: &mut Search) -> StopReason {
    let whole = search.budget.limits;
    let share = search.budget.scaled(LAYERS_SHARE).min(MAX_LAYERS_SHARE) as u64;
    let most = |limit: u64| limit / 100 * (100 - share);
    let Limits { ticks, patience, memory, .. } = whole;
    search.budget.limits = Limits { ticks: most(ticks), patience: most(patience), memory: most(memory), ..whole };
    let mut pending = Vec::new();
    let stop = climb(search, &mut pending);
    search.budget.limits = whole;
    match stop {
        StopReason::OutOfTicks | StopReason::OutOfMemory | StopReason::Exhausted => {
            elements::release(search, &mut pending, u32::MAX);
            search.stage(Technique::Layers, 100, layers::assemble).unwrap_or(stop)
        }
        _ => stop,
    }
}

/// Goes up in cost, level by level, with each technique at its own level.
fn climb(search: &mut Search, pending: &mut Vec<Entry>) -> StopReason {
    seed(search);
    let operators = enumerate::operators(search);
    for cost in 1..MAX_COST {
        if search.frontier.best_cost().is_some_and(|best| best + SLACK < cost) {
            return StopReason::Solved;
        }
        let stop = match cost {
            TABLES_FROM => search.stage(Technique::Tables, 25, tables::learn_from_input),
            ELEMENTS_FROM => {
                search.stage(Technique::Elements, 35, |search| elements::close_all(search, &operators, pending))
            }
            CASES_FROM => search.stage(Technique::Cases, 5, |search| {
                cases::learn_cases(search, pending);
                None
            }),
            FRAMES_FROM => search.stage(Technique::Frames, 20, tables::learn_from_frames),
            _ => None,
        };
        let stop = stop.or_else(|| {
            elements::release(search, pending, cost);
            enumerate::expand(search, &operators, cost)
        });
        if let Some(stop) = stop {
            return stop;
        }
    }
    StopReason::Exhausted
}

/// The input and the constants.
fn seed(search: &mut Search) {
    let values: Vec<ValueId> = search.examples.iter_mut().map(|example| example.intern_input()).collect();
    search.add(Arc::new(Expression::Input), &Type::Grid, 1, values);
    let constants = [
        search.palette.iter().map(|&color| Value::Color(color)).collect::<Vec<_>>(),
        (0..=3).map(Value::Int).collect(),
        [true, false].map(Value::Bool).to_vec(),
        Direction::ALL.map(Value::Direction).to_vec(),
        Transform::ALL.into_iter().skip(1).map(Value::Transform).collect(),
    ];
    for value in constants.into_iter().flatten() {
        let cost = arc_dsl::literal_cost(&value);
        search.add_constant(value, cost);
    }
    for (size, cost) in sizes::constants(search) {
        search.add_constant(Value::Size(size), cost);
    }
    seed_segmentations(search);
}

/// The segmentations that cut the inputs differently, each with its list of objects.
fn seed_segmentations(search: &mut Search) {
    let objects = PrimitiveId::find("objects").expect("the primitive exists");
    for segmentation in Segmentation::ALL {
        let constant = Value::Segmentation(segmentation);
        let lists: Vec<ValueId> = search
            .examples
            .iter_mut()
            .map(|example| {
                let arguments = [example.input.clone().into_value(), constant.clone()];
                example.evaluate(objects, &arguments).map_or(ValueId::NONE, |value| example.intern(value))
            })
            .collect();
        let literal = Expression::constant(constant.clone());
        let cost = arc_dsl::literal_cost(&constant);
        let call = Arc::new(Expression::Call(objects, vec![Arc::new(Expression::Input), literal]));
        let total = objects.get().cost + 1 + cost;
        if !lists.contains(&ValueId::NONE) && search.add(call, &Type::list(Type::Object), total, lists).is_some() {
            search.add_constant(constant, cost);
        }
    }
}
