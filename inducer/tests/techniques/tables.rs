//! Decision tables over the cells of the input and of other frames.

use inducer::Cancel;
use inducer::tables::{learn_from_frames, learn_from_input};

use crate::{assert_best, search, task};

#[test]
fn a_color_by_column_and_own_color_is_learned() {
    let cancel = Cancel::new();
    // Gray becomes red in every other column, blue in the others; what is not gray stays.
    let pairs = [("5505|0550|5553", "2102|0120|2123"), ("05555|53055|00500", "01212|23012|00200")];
    let task = task(&pairs, &["5055555"]);
    let mut search = search(&task, &cancel, &["1", "2", "3"]);
    learn_from_input(&mut search);
    assert_best(&search, &task, &["2021212"]);
    assert!(search.frontier.fits()[0].expression.to_string().contains("look_up("));
}

#[test]
fn equal_cells_with_different_answers_have_no_table() {
    let cancel = Cancel::new();
    let task = task(&[("5505|0550", "2102|0120"), ("5505|0550", "2102|0110")], &["5"]);
    let mut search = search(&task, &cancel, &["1", "2"]);
    learn_from_input(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
}

#[test]
fn a_table_needs_outputs_of_the_size_of_its_frame() {
    let cancel = Cancel::new();
    let task = task(&[("12|34", "123"), ("56|78", "567")], &["11|22"]);
    let mut search = search(&task, &cancel, &["1", "2"]);
    learn_from_input(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
}

#[test]
fn another_grid_of_the_right_size_can_be_the_frame() {
    let cancel = Cancel::new();
    // Red cells of the left half stay; elsewhere the green ones of the right half become blue.
    let pairs = [("200030|020300", "210|120"), ("002003|000333|222303", "002|111|222")];
    let task = task(&pairs, &["000030|200003"]);
    let halves = ["half(input, left)", "half(input, right)"];
    let mut search = search(&task, &cancel, &halves);
    learn_from_input(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
    learn_from_frames(&mut search);
    assert_best(&search, &task, &["010|201"]);
}
