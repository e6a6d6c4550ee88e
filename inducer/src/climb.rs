//! The main loop: cost level after cost level, each technique at its turn.

use crate::search::budget::StopReason;
use crate::search::enumerate::MAX_COST;
use crate::search::seed::seed;
use crate::search::state::Search;
use crate::techniques::{Technique, Techniques, Turn};

/// Programs that cost more than the cheapest fit by more bits than this are not worth the search: the vote would give each
/// less than half of its weight.
const SLACK: u32 = 4;
/// Most of the budget, in percent, that is kept for the end.
const MAX_KEPT: usize = 25;

/// Searches with some techniques until something ends it.
pub fn climb(search: &mut Search, without: Techniques) -> StopReason {
    let techniques: Vec<&Technique> = without.others().filter(|technique| technique.serves(search)).collect();
    let kept = prepare(search, &techniques);
    seed(search);
    let stop = search.within(search.allowance().without_share(kept), |search| go_up(search, &techniques));
    if matches!(stop, StopReason::Solved | StopReason::Cancelled) {
        return stop;
    }
    search.release_all();
    finish(search, &techniques).unwrap_or(stop)
}

/// Lets techniques observe the search; gives the share of the budget that is kept for the end, in percent.
fn prepare(search: &mut Search, techniques: &[&Technique]) -> u64 {
    let mut kept = 0;
    for technique in techniques {
        match technique.turn {
            Turn::Beginning(allow) => allow(search),
            Turn::Entry(observer) => search.observe(technique.name, observer(search)),
            Turn::End(_) => kept += technique.share as usize,
            Turn::EachLevel(_) | Turn::Level(..) => {}
        }
    }
    search.scaled(kept).min(MAX_KEPT) as u64
}

/// Goes up in cost, level by level.
fn go_up(search: &mut Search, techniques: &[&Technique]) -> StopReason {
    for level in 1..MAX_COST {
        if search.frontier().best_cost().is_some_and(|best| best + SLACK < level) {
            return StopReason::Solved;
        }
        if let Some(stop) = take_turns(search, techniques, level).or_else(|| expand(search, techniques, level)) {
            return stop;
        }
    }
    StopReason::Exhausted
}

/// Gives their turns to the techniques of a level.
fn take_turns(search: &mut Search, techniques: &[&Technique], level: u32) -> Option<StopReason> {
    techniques.iter().find_map(|technique| match technique.turn {
        Turn::Level(own, run) if own == level => search.turn(technique.name, technique.share, run),
        _ => None,
    })
}

/// Fills a level: with what waited for it, and with what can be built from those below.
fn expand(search: &mut Search, techniques: &[&Technique], level: u32) -> Option<StopReason> {
    search.release(level);
    techniques.iter().find_map(|technique| match technique.turn {
        Turn::EachLevel(run) => run(search, level),
        _ => None,
    })
}

/// Does what needs all levels.
fn finish(search: &mut Search, techniques: &[&Technique]) -> Option<StopReason> {
    techniques.iter().find_map(|technique| match technique.turn {
        Turn::End(run) => search.turn(technique.name, 100, run),
        _ => None,
    })
}
