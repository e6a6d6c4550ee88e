//! The order and the bounds of what was found.

use std::sync::Arc;

use arc_dsl::Grid;
use inducer::Cancel;
use inducer::example::Example;
use inducer::frontier::{Found, Frontier};
use inducer::search::Search;

use crate::{LIMITS, expression, grid, task};

fn texts(found: &[Found]) -> Vec<String> {
    found.iter().map(|found| found.expression.to_string()).collect()
}

#[test]
fn fits_are_sorted_by_cost_and_the_first_stay_first() {
    let mut frontier = Frontier::new(vec![], 2, 100);
    assert_eq!(frontier.best_cost(), None);
    for (text, cost) in [("{3}", 9), ("{1}", 4), ("{4}", 9), ("{2}", 4)] {
        frontier.add_fit(expression(text), cost, vec![grid("0")]);
    }
    assert_eq!(texts(frontier.fits()), ["{1}", "{2}", "{3}", "{4}"]);
    assert_eq!((frontier.best_cost(), frontier.fit_count()), (Some(4), 4));
}

#[test]
fn only_short_fits_are_convincing() {
    let mut frontier = Frontier::new(vec![], 2, 100);
    assert!(!frontier.is_convinced());
    frontier.add_fit(expression("{1}"), 70, vec![grid("0")]);
    assert!(!frontier.is_convinced());
    frontier.add_fit(expression("{2}"), 69, vec![grid("0")]);
    assert!(frontier.is_convinced());
}

#[test]
fn of_many_fits_the_cheapest_stay() {
    let mut frontier = Frontier::new(vec![], 2, 100);
    for cost in (0..1000).rev() {
        frontier.add_fit(expression("input"), cost, vec![grid("0")]);
    }
    let costs: Vec<u32> = frontier.fits().iter().map(|found| found.cost).collect();
    assert!(costs.len() < 1000);
    assert_eq!(costs, (0..costs.len() as u32).collect::<Vec<_>>());
}

#[test]
fn a_program_too_dear_for_what_it_explains_is_the_nearest_miss() {
    let mut frontier = Frontier::new(vec![], 2, 3);
    frontier.add_fit(expression("{1}"), 81, vec![grid("1")]);
    frontier.add_fit(expression("{2}"), 80, vec![grid("2")]);
    assert_eq!(texts(frontier.fits()), ["{2}"]);
    assert_eq!(texts(frontier.misses()), ["{1}"]);
    assert_eq!(frontier.misses()[0].solved, 2);
}

/// The near misses kept of some values on the first pair, the second pair and the test input, in the order given.
fn misses(values: &[[&str; 3]]) -> Vec<String> {
    let cancel = Cancel::new();
    let task = task(&[("00|00", "11|11"), ("0000", "2222")], &["00"]);
    let search = Search::new(&task, LIMITS, &cancel);
    let examples: &[Example] = &search.examples;
    let mut frontier = Frontier::new(vec![], 2, 100);
    for rows in values {
        let grids: Vec<Arc<Grid>> = rows.iter().map(|rows| grid(rows)).collect();
        let solved = task.train.iter().zip(&grids).filter(|(pair, grid)| pair.output.same_cells(grid)).count();
        frontier.add_near_miss(&expression(&format!("{{{}}}", rows[2])), 5, solved, &grids, examples);
    }
    texts(frontier.misses())
}

#[test]
fn misses_are_sorted_by_pairs_solved_then_by_cells_right() {
    let half = ["11|00", "2200", "50"];
    let most = ["11|10", "2220", "60"];
    let one = ["11|11", "0", "70"];
    assert_eq!(misses(&[half, most, one]), ["{70}", "{60}", "{50}"]);
    assert_eq!(misses(&[one, half, most]), ["{70}", "{60}", "{50}"]);
}

#[test]
fn misses_are_near_and_predict_different_grids() {
    let wrong = ["00|00", "0000", "50"];
    let other_size = ["1", "2", "60"];
    let half = ["11|00", "2200", "70"];
    let same_prediction = ["11|10", "2220", "70"];
    assert_eq!(misses(&[wrong, other_size, half, same_prediction]), ["{70}"]);
}

#[test]
fn of_many_misses_the_nearest_stay() {
    let all: Vec<String> = (0..100).map(|index| format!("{index:02}")).collect();
    let half: Vec<[&str; 3]> = all.iter().map(|rows| ["11|00", "2200", rows.as_str()]).collect();
    let kept = misses(&half);
    assert!(kept.len() < 100);
    let nearer = ["11|11", "2220", "000"];
    let with_nearer = misses(&[half, vec![nearer]].concat());
    assert_eq!(with_nearer.len(), kept.len());
    assert_eq!(with_nearer[0], "{000}");
    assert_eq!(with_nearer[1..], kept[..kept.len() - 1]);
}
