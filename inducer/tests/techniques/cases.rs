//! Decisions between whole programs.

use inducer::Cancel;
use inducer::cases::learn_cases;

use crate::{assert_best, search, task};

#[test]
fn an_attribute_chooses_between_recurring_outputs() {
    let cancel = Cancel::new();
    let pairs = [("100|000", "20"), ("101|010", "02"), ("011|100", "02"), ("010|000", "20")];
    let task = task(&pairs, &["010|101", "000|001"]);
    let mut search = search(&task, &cancel, &["count_color(input, blue)"]);
    learn_cases(&mut search, &[]);
    assert_best(&search, &task, &["02", "20"]);
}

#[test]
fn unknown_values_of_the_attribute_are_not_guessed() {
    let cancel = Cancel::new();
    let pairs = [("100|000", "20"), ("101|010", "02"), ("011|100", "02"), ("010|000", "20")];
    let task = task(&pairs, &["110|000"]);
    let mut search = search(&task, &cancel, &["count_color(input, blue)"]);
    learn_cases(&mut search, &[]);
    assert_eq!(search.frontier.fit_count(), 0);
}
