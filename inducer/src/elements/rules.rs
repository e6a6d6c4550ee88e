//! Decision lists over the objects of a context.
//!
//! An *action* is what becomes of an object: itself, itself in another color, moved, turned, filled — any column of type
//! object. A rule that gives each training object a right action is a program:
//! `replace_by(input, list, o -> if … then … else …)`.

use std::sync::Arc;

use arc_dsl::{Expression, Object, Type, Value};

use crate::decision_list::{self, Action, Attribute, MAX_ACTIONS};
use crate::elements::attributes::defined;
use crate::elements::context::{Column, ElementContext};
use crate::search::budget::StopReason;
use crate::search::example::ValueId;
use crate::search::state::Search;

/// Searches the rules of a context and offers those that are right on each training object.
pub fn learn_rules(search: &mut Search, context: &ElementContext, attributes: &[Attribute]) -> Option<StopReason> {
    if context.element != Type::Object
        || search.training().any(|(example, output)| example.input().size() != output.size())
    {
        return None;
    }
    let object = search.type_id(&Type::Object);
    let mut columns: Vec<&Column> = context.columns.iter().filter(|column| column.ty == object).collect();
    columns.sort_by_key(|column| column.cost);
    columns.retain(|action| is_ever_right(search, context, action));
    columns.truncate(MAX_ACTIONS);
    let right = right_actions(search, context, &columns);
    let asked = defined(context.starts[search.train()]..context.columns[0].values.len(), &columns, 0);
    let actions: Vec<Action> = columns.into_iter().map(Column::action).collect();
    for rule in decision_list::learn(search, [&right, &asked], attributes, &actions, 2) {
        let function = Arc::new(Expression::Function("o".into(), rule.body(attributes, &actions)));
        let arguments = vec![Arc::new(Expression::Input), context.list.clone(), function];
        search.offer(Expression::call("replace_by", arguments), context.cost + rule.cost);
    }
    search.stop()
}

/// Whether an action agrees with the output on some training object.
fn is_ever_right(search: &mut Search, context: &ElementContext, action: &Column) -> bool {
    let trained = context.starts[search.train()];
    search.charge(8 * trained as u64);
    (0..search.train()).any(|index| context.places(index).any(|place| agrees(search, context, action, index, place)))
}

/// The place of each training object with the mask of the actions that agree with the output.
fn right_actions(search: &mut Search, context: &ElementContext, actions: &[&Column]) -> Vec<(usize, u64)> {
    let mut right = Vec::new();
    for index in 0..search.train() {
        for place in context.places(index) {
            let agrees = |action: &Column| agrees(search, context, action, index, place);
            let mask = actions.iter().enumerate().map(|(bit, action)| u64::from(agrees(action)) << bit).sum();
            right.push((place, mask));
        }
    }
    search.charge((right.len() * actions.len() * 8) as u64);
    right
}

/// Whether an action agrees with the output on one object.
fn agrees(search: &Search, context: &ElementContext, action: &Column, index: usize, place: usize) -> bool {
    let example = &search.examples()[index];
    let object = |id: ValueId| match id {
        ValueId::NONE => None,
        id => Some(example.value(id)),
    };
    match (object(context.columns[0].values[place]), object(action.values[place]), example.output()) {
        (Some(Value::Object(object)), Some(Value::Object(made)), Some(output)) => is_right(object, made, output),
        _ => false,
    }
}

/// Whether the output shows the made object, and background where the old one was left.
fn is_right(object: &Object, made: &Object, output: &arc_dsl::Grid) -> bool {
    let shows = made.points().all(|(point, color)| output.get(point).is_none_or(|seen| seen == color));
    shows
        && object.points().all(|(point, _)| {
            let is_covered = made.cells().get(point - made.position()).flatten().is_some();
            is_covered || output.get(point).is_none_or(|seen| seen == object.background())
        })
}

#[cfg(test)]
mod tests {
    use crate::elements::attributes::attributes;
    use crate::elements::lists::{context_of, lists};
    use crate::elements::rules::learn_rules;
    use crate::search::budget::Cancel;
    use crate::search::state::Search;

    use crate::testing::{assert_best, search, task};

    fn learn(search: &mut Search) {
        for list in lists(search) {
            if let Some(context) = context_of(search, list) {
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
            search.frontier().fits()[0]
                .expression
                .to_string()
                .starts_with("replace_by(input, objects(input, mono4), o -> ")
        );
    }

    #[test]
    fn equal_objects_with_different_fates_have_no_rule() {
        let cancel = Cancel::new();
        let task = task(&[("505|000|550", "201|000|110"), ("505|000|550", "102|000|110")], &["505|000|550"]);
        let mut search = search(&task, &cancel, &["1", "2", "objects(input, mono4)"]);
        learn(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
    }

    #[test]
    fn a_rule_needs_outputs_of_the_size_of_the_inputs() {
        let cancel = Cancel::new();
        let task = task(&[("5055", "20110"), ("550", "1100")], &["505"]);
        let mut search = search(&task, &cancel, &["objects(input, mono4)"]);
        learn(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
    }
}
