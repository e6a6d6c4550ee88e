//! Cancelled work ends soon: a flag that sets itself after some looks ends a solve on one thread in the same place again, so what
//! is spent between two looks can be counted, in ticks instead of seconds.

use std::sync::Arc;

use arc_dsl::{Color, Grid};
use data::{Budget, Cancel, Pair, Task};
use ensemble::{Solution, SolveOptions, solve};

use crate::request::Helpers;

/// Most ticks between two looks at the flag, about a millisecond, and most that are spent where it is set from the start.
const BETWEEN_LOOKS: u64 = 100_000;
/// Ticks of the predictors, enough for the network to learn.
const PREDICTION_TICKS: u64 = 15_000_000;
/// Looks at which solves are ended, spread over the whole.
const PLACES: u64 = 8;

/// Pairs of a side that no program explains, of noise or of a checkerboard with noise in a corner.
fn task(side: usize, is_noise: bool) -> Task {
    let mut state = 1_u32;
    let mut grid = || {
        let color = |row: usize, col: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let drawn = (state >> 24) as usize % 10;
            Color::ALL[if is_noise || row + col < 5 { drawn } else { (row + col) % 2 * 3 }]
        };
        Arc::new(Grid::from_fn(side, side, color).unwrap())
    };
    let train = (0..3).map(|_| Pair { input: grid(), output: grid() }).collect();
    Task { id: "noise".into(), train, tests: vec![grid()] }
}

fn solved(task: &Task, helpers: Helpers, ticks: u64, cancel: Cancel) -> Solution {
    let budget = Budget { cancel, ..Budget::new(ticks, 1 << 28) };
    let options = SolveOptions { prediction_ticks: Some(PREDICTION_TICKS), ..SolveOptions::new(budget) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| solve(task, &options, &helpers.models()))
}

#[test]
fn little_is_spent_between_two_looks_at_the_flag() {
    for (side, is_noise) in [(40, true), (40, false), (6, true)] {
        let task = task(side, is_noise);
        let spent = |looks: u64| {
            let cancel = Cancel::after_looks(looks);
            let solution = solved(&task, Helpers::Guide, 4_000_000, cancel.clone());
            (solution.statistics.ticks, cancel.looks())
        };
        let (all, looks) = spent(u64::MAX);
        assert!(all > 3_000_000 && looks > 500, "{all} ticks, {looks} looks");
        assert!(spent(0).0 <= BETWEEN_LOOKS, "{} ticks of a solve that was cancelled before it began", spent(0).0);
        for place in 1..PLACES {
            let at = looks * place / PLACES;
            let ([(before, _), (after, _)], side) = ([at, at + 1].map(spent), task.tests[0].height());
            assert!(after <= before + BETWEEN_LOOKS, "{side}: {before} ticks at look {at}, {after} at the next");
            assert!(before <= all + BETWEEN_LOOKS);
        }
    }
}

#[test]
fn predictors_end_wherever_they_are_cancelled() {
    let task = task(8, false);
    let ended = |looks: u64| {
        let cancel = Cancel::after_looks(looks);
        let solution = solved(&task, Helpers::GuideAndPredictors, 500_000, cancel.clone());
        assert!(solution.attempts.iter().all(|[first, second]| !first.grid.same_cells(&second.grid)));
        (solution.steps, cancel.looks())
    };
    let (steps, looks) = ended(u64::MAX);
    assert!(steps > 10, "the network learns, in {steps} steps");
    // The look at which half of the steps are made, by bisection.
    let (mut early, mut late) = (0, looks);
    while early + 1 < late {
        let between = early.midpoint(late);
        *(if ended(between).0 < steps / 2 { &mut early } else { &mut late }) = between;
    }
    assert_eq!(
        [early, late].map(|looks| ended(looks).0),
        [steps / 2 - 1, steps / 2],
        "one step lies between two looks"
    );
}
