//! Outputs made of one part per element of a list.

use inducer::Cancel;
use inducer::decision::attributes;
use inducer::elements::{ElementContext, lists};
use inducer::enumerate::operators;
use inducer::parts::learn_parts;
use inducer::search::Search;

use crate::{assert_best, search, task};

const PANELS: &str = "split_squares(input)";

fn learn(search: &mut Search) {
    let operators = operators(search);
    for list in lists(search) {
        if let Some(context) = ElementContext::new(search, &operators, list) {
            let attributes = attributes(search, &context);
            learn_parts(search, &context, &[], &attributes);
        }
    }
}

#[test]
fn each_panel_gives_a_cell() {
    let cancel = Cancel::new();
    // A panel with a red cell gives green, one without gives blue.
    let pairs = [("1055|0055", "31"), ("0010|0000", "13"), ("005010|550001", "113")];
    let task = task(&pairs, &["500001|000050"]);
    let mut search = search(&task, &cancel, &[PANELS]);
    learn(&mut search);
    assert_best(&search, &task, &["113"]);
}

#[test]
fn parts_seen_once_are_no_constants() {
    let cancel = Cancel::new();
    let task = task(&[("1055|0055", "37"), ("0010|0000", "24")], &["5000|0000"]);
    let mut search = search(&task, &cancel, &[PANELS]);
    learn(&mut search);
    assert_eq!(search.frontier.fit_count(), 0);
}
