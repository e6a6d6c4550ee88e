//! Stacks of partial grids over a base.

use inducer::Cancel;
use inducer::layers::assemble;

use crate::{assert_best, search, task};

#[test]
fn a_grid_shows_through_a_mask_over_another() {
    let cancel = Cancel::new();
    // On the blue cells stands the grid upside down, elsewhere the grid.
    let pairs = [("1203|0131|2011", "2203|0131|2003"), ("113|302|020", "023|302|020")];
    let task = task(&pairs, &["130|023|201"]);
    let parts = ["transform(input, flip_vertical)", "cells_of(input, blue)", "cells_of(input, red)"];
    let mut search = search(&task, &cancel, &parts);
    assemble(&mut search);
    assert_best(&search, &task, &["230|023|200"]);
    assert!(search.frontier.fits()[0].expression.to_string().contains("where_mask("));
}

#[test]
fn two_masks_are_painted_in_deduced_colors() {
    let cancel = Cancel::new();
    let pairs = [("1203|0131|2011", "4253|5434|2544"), ("113|302|020", "443|352|525")];
    let task = task(&pairs, &["130|023|201"]);
    let mut search = search(&task, &cancel, &["cells_of(input, blue)", "cells_of(input, black)"]);
    assemble(&mut search);
    assert_best(&search, &task, &["435|523|254"]);
}

#[test]
fn what_is_right_on_all_pairs_but_one_is_a_near_miss() {
    let cancel = Cancel::new();
    let pairs = [("12|01", "42|04"), ("113|302", "443|302"), ("101|222", "404|222"), ("112|200", "772|200")];
    let task = task(&pairs, &["130|023"]);
    let mut search = search(&task, &cancel, &["cells_of(input, blue)"]);
    assemble(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
    let miss = &search.frontier.misses()[0];
    assert_eq!(miss.solved, 3);
    assert!(miss.predictions[0].same_cells(&crate::grid("430|023")));
}

#[test]
fn nothing_of_the_right_size_is_no_stack() {
    let cancel = Cancel::new();
    let task = task(&[("12|34", "123"), ("56|78", "567")], &["11|22"]);
    let mut search = search(&task, &cancel, &["cells_of(input, blue)"]);
    assert_eq!(assemble(&mut search), None);
    assert_eq!(search.frontier.fit_count() + search.frontier.misses().len(), 0);
}
