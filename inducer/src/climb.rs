//! The main loop: cost level after cost level, each technique at its own level.

use crate::cases;
use crate::cells::{decision_tables, stacking};
use crate::elements::context;
use crate::search::bank::Entry;
use crate::search::budget::{Limits, StopReason};
use crate::search::enumerate::{self, MAX_COST};
use crate::search::seed;
use crate::search::state::Search;
use crate::search::technique::Technique;

/// Programs dearer than the cheapest fit by more bits than this are not worth the search: the vote would give each less
/// than half of its weight.
const SLACK: u32 = 4;
/// Cost level of the grid context before which the techniques of the other contexts start. What a cheaper expression
/// solves needs none of them, and their tables and rules build on what the levels before have found.
const ELEMENTS_FROM: u32 = 11;
const TABLES_FROM: u32 = 12;
const CASES_FROM: u32 = 14;
const FRAMES_FROM: u32 = 15;
/// Share of ticks and memory, in percent, kept for stacks of what the levels have found, and what it may grow to.
const LAYERS_SHARE: usize = 10;
const MAX_LAYERS_SHARE: usize = 25;

/// Searches level by level, then stacks what the levels have found on the share of the budget kept for it.
pub fn run(search: &mut Search) -> StopReason {
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
            context::release(search, &mut pending, u32::MAX);
            search.stage(Technique::Layers, 100, stacking::assemble).unwrap_or(stop)
        }
        _ => stop,
    }
}

/// Goes up in cost, level by level, with each technique at its own level.
fn climb(search: &mut Search, pending: &mut Vec<Entry>) -> StopReason {
    seed::seed(search);
    let operators = enumerate::operators(search);
    for cost in 1..MAX_COST {
        if search.frontier.best_cost().is_some_and(|best| best + SLACK < cost) {
            return StopReason::Solved;
        }
        let stop = match cost {
            TABLES_FROM => search.stage(Technique::Tables, 25, decision_tables::learn_from_input),
            ELEMENTS_FROM => {
                search.stage(Technique::Elements, 35, |search| context::close_all(search, &operators, pending))
            }
            CASES_FROM => search.stage(Technique::Cases, 5, |search| {
                cases::learn_cases(search, pending);
                None
            }),
            FRAMES_FROM => search.stage(Technique::Frames, 20, decision_tables::learn_from_frames),
            _ => None,
        };
        let stop = stop.or_else(|| {
            context::release(search, pending, cost);
            enumerate::expand(search, &operators, cost)
        });
        if let Some(stop) = stop {
            return stop;
        }
    }
    StopReason::Exhausted
}
