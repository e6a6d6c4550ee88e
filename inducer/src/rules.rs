//! Decision lists over the objects of a context.
//!
//! An *action* is what becomes of an object: itself, itself in another color, moved, turned, filled — any column of type
//! object. A rule that gives each training object a right action is a program:
//! `replace_by(input, list, o -> if … then … else …)`.

use std::sync::Arc;

use arc_dsl::{Expression, Object, Type, Value};

use crate::budget::StopReason;
use crate::decision::{self, Action, Attribute, MAX_ACTIONS};
use crate::elements::{Column, ElementContext};
use crate::example::ValueId;
use crate::search::Search;

/// Searches the rules of a context and offers those that are right on each training object.
pub fn learn_rules(search: &mut Search, context: &ElementContext, attributes: &[Attribute]) -> Option<StopReason> {
    if context.element != Type::Object
        || search.training().any(|(example, output)| example.input.size() != output.size())
    {
        return None;
    }
    let object = search.bank.type_id(&Type::Object);
    let mut columns: Vec<&Column> = context.columns.iter().filter(|column| column.ty == object).collect();
    columns.sort_by_key(|column| column.cost);
    columns.retain(|action| is_ever_right(search, context, action));
    columns.truncate(MAX_ACTIONS);
    let right = right_actions(search, context, &columns);
    let asked = decision::defined(context.starts[search.train]..context.columns[0].values.len(), &columns, 0);
    let actions: Vec<Action> = columns.into_iter().map(Action::of_column).collect();
    for rule in decision::learn(search, [&right, &asked], attributes, &actions, 2) {
        let function = Arc::new(Expression::Function("o".into(), rule.body(attributes, &actions)));
        let arguments = vec![Arc::new(Expression::Input), context.list.clone(), function];
        search.offer(Expression::call("replace_by", arguments), context.cost + rule.cost);
    }
    search.stop()
}

/// Whether an action agrees with the output on some training object.
fn is_ever_right(search: &mut Search, context: &ElementContext, action: &Column) -> bool {
    let trained = context.starts[search.train];
    search.examples[0].ticks += 8 * trained as u64;
    (0..search.train).any(|index| context.places(index).any(|place| agrees(search, context, action, index, place)))
}

/// The place of each training object with the mask of the actions that agree with the output.
fn right_actions(search: &mut Search, context: &ElementContext, actions: &[&Column]) -> Vec<(usize, u64)> {
    let mut right = Vec::new();
    for index in 0..search.train {
        for place in context.places(index) {
            let agrees = |action: &Column| agrees(search, context, action, index, place);
            let mask = actions.iter().enumerate().map(|(bit, action)| u64::from(agrees(action)) << bit).sum();
            right.push((place, mask));
        }
    }
    search.examples[0].ticks += (right.len() * actions.len() * 8) as u64;
    right
}

/// Whether an action agrees with the output on one object.
fn agrees(search: &Search, context: &ElementContext, action: &Column, index: usize, place: usize) -> bool {
    let example = &search.examples[index];
    let object = |id: ValueId| match id {
        ValueId::NONE => None,
        id => Some(example.value(id)),
    };
    match (object(context.columns[0].values[place]), object(action.values[place]), &example.output) {
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
