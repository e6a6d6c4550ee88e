//! Decision lists over the objects of a list.

use inducer::Cancel;
use inducer::decision::attributes;
use inducer::elements::{ElementContext, lists};
use inducer::enumerate::operators;
use inducer::rules::learn_rules;
use inducer::search::Search;

use crate::{assert_best, search, task};

fn learn(search: &mut Search) {
    let operators = operators(search);
    for list in lists(search) {
        if let Some(context) = ElementContext::new(search, &operators, list) {
            let attributes = attributes(search, &context);
            learn_rules(search, &context, &attributes);
        }
    }
}

#[test]
fn a_color_by_size_is_learned() {
    let cancel = Cancel::new();
    // Single cells become red, pairs blue, larger objects stay.
    let pairs = [("5055|0000|5505", "2011|0000|1102"), ("555|000|550|005", "555|000|110|002")];
    let task = task(&pairs, &["505|505|000|550"]);
    let mut search = search(&task, &cancel, &["1", "2", "objects(input, mono4)"]);
    learn(&mut search);
    assert_best(&search, &task, &["101|101|000|110"]);
    assert!(
        search.frontier.fits()[0].expression.to_string().starts_with("replace_by(input, objects(input, mono4), o -> ")
    );
}

#[test]
fn equal_objects_with_different_fates_have_no_rule() {
    let cancel = Cancel::new();
    let task = task(&[("505|000|550", "201|000|110"), ("505|000|550", "102|000|110")], &["505|000|550"]);
    let mut search = search(&task, &cancel, &["1", "2", "objects(input, mono4)"]);
    learn(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
}

#[test]
fn a_rule_needs_outputs_of_the_size_of_the_inputs() {
    let cancel = Cancel::new();
    let task = task(&[("5055", "20110"), ("550", "1100")], &["505"]);
    let mut search = search(&task, &cancel, &["objects(input, mono4)"]);
    learn(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
}
