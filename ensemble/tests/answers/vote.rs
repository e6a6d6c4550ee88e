//! The choice of two attempts.

use std::sync::Arc;

use arc_dsl::Grid;
use data::Task;
use ensemble::verify::Verified;
use ensemble::vote::{attempts, weights};
use ensemble::{Attempt, Candidate};
use inducer::Found;

use crate::{found, grid, task};

fn vote(fits: &[Found], misses: &[Found]) -> [Attempt; 2] {
    vote_on(&task(&[("1", "1")], &["12|34"]), fits, misses)
}

fn vote_on(task: &Task, fits: &[Found], misses: &[Found]) -> [Attempt; 2] {
    let program = |found: &Found| arc_dsl::Program::new(found.expression.clone()).unwrap();
    let fits: Vec<Verified> = fits.iter().map(|found| Verified { program: program(found), found }).collect();
    attempts(task, 0, &weights(task, &fits, 1_000_000), &[], misses)
}

fn grids(attempts: [Attempt; 2]) -> [Arc<Grid>; 2] {
    attempts.map(|attempt| attempt.grid)
}

#[test]
fn short_programs_win_over_long_ones() {
    let fits = [found("{1}", 10, &["1"]), found("{2}", 30, &["2"]), found("{3}", 40, &["2"])];
    assert_eq!(grids(vote(&fits, &[])), [grid("1"), grid("2")]);
}

#[test]
fn agreement_wins_over_a_small_difference() {
    let fits = [
        found("{1}", 10, &["1"]),
        found("{2}", 11, &["2"]),
        found("first([{2}])", 11, &["2"]),
        found("last([{2}])", 11, &["2"]),
        found("{3}", 11, &["3"]),
    ];
    assert_eq!(grids(vote(&fits, &[])), [grid("2"), grid("1")]);
}

#[test]
fn a_program_that_is_blind_to_direction_wins_over_a_slightly_shorter_one() {
    let task = task(&[("11", "11")], &["12"]);
    let fits = |cost| [found("transform(input, flip_horizontal)", 10, &["21"]), found("input", cost, &["12"])];
    assert_eq!(grids(vote_on(&task, &fits(11), &[])), [grid("12"), grid("21")]);
    assert_eq!(grids(vote_on(&task, &fits(14), &[])), [grid("21"), grid("12")]);
}

#[test]
fn the_cheapest_program_speaks_for_an_answer() {
    let fits = [found("{2}", 11, &["2"]), found("first([{2}])", 12, &["2"])];
    let [first, second] = vote(&fits, &[]);
    assert_eq!(first.program.unwrap().to_string(), "{2}");
    assert!(first.fits_all_pairs && !second.fits_all_pairs);
}

#[test]
fn misses_answer_where_fits_leave_room() {
    let misses = [found("{1}", 1, &["1"]), found("{5}", 1, &["5"]), found("{6}", 1, &["6"])];
    let [first, second] = vote(&[found("{1}", 90, &["1"])], &misses);
    assert_eq!([first.grid, second.grid], [grid("1"), grid("5")]);
    assert!(first.fits_all_pairs && !second.fits_all_pairs);
    assert_eq!(second.program.unwrap().to_string(), "{5}");
    assert_eq!(grids(vote(&[], &misses)), [grid("1"), grid("5")]);
}

#[test]
fn without_programs_two_valid_grids_are_guessed() {
    let [first, second] = vote(&[], &[]);
    assert!(first.program.is_none() && second.program.is_none());
    assert!(!first.grid.same_cells(&second.grid));
    let black = attempts(&task(&[("1", "1")], &["00"]), 0, &[], &[], &[]);
    assert!(!black[0].grid.same_cells(&black[1].grid));
    let red = attempts(&task(&[("1", "1")], &["22"]), 0, &[], &[], &[]);
    assert!(!red[0].grid.same_cells(&red[1].grid));
}

#[test]
fn attempts_that_differ_in_offset_only_are_one() {
    let fits = [found("{1}", 10, &["1"]), found("{1}@(0, 1)", 10, &["1"]), found("{2}", 40, &["2"])];
    let mut moved = fits.clone();
    moved[1].predictions[0] = Arc::new(grid("1").as_ref().clone().with_offset(arc_dsl::Point::new(0, 1)));
    assert_eq!(grids(vote(&moved, &[])), [grid("1"), grid("2")]);
}

#[test]
fn the_best_candidate_of_the_network_comes_before_misses_and_the_others_after() {
    let task = task(&[("1", "1")], &["12|34"]);
    let candidate = |rows: &str| Candidate {
        grid: grid(rows),
        logarithm: -0.1,
        entropy: 0.2,
        agreement: 0.5,
        left_out: [1.0, 1.0],
        voice: ensemble::Voice::Network,
        is_seconded: false,
    };
    let candidates = [candidate("7"), candidate("8")];
    let misses = [found("{5}", 1, &["5"])];
    let [first, second] = attempts(&task, 0, &[], &candidates, &misses);
    assert_eq!([&first.grid, &second.grid], [&grid("7"), &grid("5")]);
    assert!(first.candidate.is_some() && first.program.is_none() && !first.fits_all_pairs);
    assert!(second.candidate.is_none() && second.program.is_some());
    let [first, second] = attempts(&task, 0, &[], &candidates, &[]);
    assert_eq!([first.grid, second.grid], [grid("7"), grid("8")]);
}
