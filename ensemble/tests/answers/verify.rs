//! Only programs that the reference evaluator confirms may answer.

use std::sync::Arc;

use arc_dsl::Expression;
use ensemble::verify::verified;

use crate::{found, task};

#[test]
fn a_right_program_is_confirmed() {
    let task = task(&[("12|34", "31|42"), ("50", "5|0")], &["67", "8"]);
    let found = found("transform(input, rotate90)", 7, &["6|7", "8"]);
    let verified = verified(&task, &found).unwrap();
    assert_eq!(verified.program.to_string(), "transform(input, rotate90)");
    assert_eq!(verified.found.cost, 7);
}

#[test]
fn every_pair_counts() {
    let task = task(&[("12|34", "31|42"), ("50", "0|5")], &["67"]);
    assert!(verified(&task, &found("transform(input, rotate90)", 7, &["6|7"])).is_none());
}

#[test]
fn every_prediction_counts() {
    let task = task(&[("12|34", "31|42")], &["67", "8"]);
    assert!(verified(&task, &found("transform(input, rotate90)", 7, &["6|7", "9"])).is_none());
    assert!(verified(&task, &found("transform(input, rotate90)", 7, &["67", "8"])).is_none());
}

#[test]
fn what_is_no_program_is_refused() {
    let task = task(&[("12", "12")], &["67"]);
    let unbound = Arc::new(Expression::Variable("o".into()));
    assert!(verified(&task, &inducer::Found { expression: unbound, ..found("input", 1, &["67"]) }).is_none());
    assert!(verified(&task, &found("1", 1, &["67"])).is_none(), "a number is no answer");
    assert!(verified(&task, &found("if false then input else crop(input, (0, 0), 9x9)", 1, &["67"])).is_none());
}
