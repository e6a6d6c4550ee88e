//! The map of colors that finishes an expression.

use std::sync::Arc;

use arc_dsl::Grid;
use inducer::Cancel;
use inducer::recolor::learn_recoloring;

use crate::{assert_best, expression, grid, search, task, value};

/// The recolored test grid, if there is a map from `grids` to the outputs of the pairs.
fn recolored(pairs: &[(&str, &str)], test: &str) -> Option<(Arc<Grid>, u32)> {
    let cancel = Cancel::new();
    let search = search(&task(pairs, &[test]), &cancel, &[]);
    let grids: Vec<Arc<Grid>> = search.examples.iter().map(|example| example.input.clone()).collect();
    let (recoloring, price) = learn_recoloring(&search, &grids)?;
    let made = recoloring.apply(&grid(test));
    let step = recoloring.expression(&expression("input"));
    assert_eq!(value(&step, &grid(test)).as_grid(), Some(&*made), "{step}");
    Some((made, price))
}

#[test]
fn colors_are_swapped_and_unknown_ones_stay() {
    let (made, price) = recolored(&[("12|01", "21|02"), ("10", "20")], "0123").unwrap();
    assert_eq!(made, grid("0213"));
    let (_, more) = recolored(&[("12|01", "21|32"), ("10", "23")], "0123").unwrap();
    assert!(more > price, "each color that changes costs");
}

#[test]
fn there_must_be_one_map_for_all_pairs() {
    assert_eq!(recolored(&[("12|01", "21|02"), ("10", "30")], "0"), None);
    assert_eq!(recolored(&[("12|01", "21|00")], "0"), None);
}

#[test]
fn shapes_must_agree() {
    assert_eq!(recolored(&[("12", "2|1")], "0"), None);
}

#[test]
fn a_single_color_is_no_map() {
    assert_eq!(recolored(&[("12|01", "44|44")], "0"), None);
}

#[test]
fn every_grid_of_the_bank_is_tried() {
    let cancel = Cancel::new();
    let task = task(&[("12|01", "40|34"), ("211", "3|4|4")], &["22|12"]);
    let search = search(&task, &cancel, &["transform(input, transpose)"]);
    assert_best(&search, &task, &["34|33"]);
}
