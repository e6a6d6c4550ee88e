//! Decision lists over the objects of a context: divide and conquer (Alur et al. 2017) in the object context.
//!
//! An *action* is what becomes of an object: itself, itself in another color, moved, turned, filled — any column of type
//! object. If the objects that agree in one or two attributes always share an action that is right on the training
//! pairs, that is a program: `replace_by(input, list, o -> if … then … else …)`.

use std::sync::Arc;

use arc_dsl::{Expression, Object, Type, Value};
use rustc_hash::FxHashMap;

use crate::budget::StopReason;
use crate::objects::{Column, ObjectContext, codes};
use crate::search::Search;

/// Most actions, as bits of a mask; the cheapest stay.
const MAX_ACTIONS: usize = 64;
/// Most attributes; the cheapest stay.
const MAX_ATTRIBUTES: usize = 160;
/// Most cases of a rule.
const MAX_CASES: usize = 8;
/// Most rules handed on per context; the cheapest stay.
const MAX_RULES: usize = 16;

/// An attribute of all objects in small codes.
struct Attribute<'a> {
    column: &'a Column,
    codes: Vec<u32>,
    count: usize,
}

/// A decision list: attributes, and an action for each of their combinations.
struct Rule {
    keys: Vec<usize>,
    /// A place of an object of the case, and the action.
    cases: Vec<(usize, usize)>,
    cost: u32,
}

/// Searches the rules of a context and offers those that are right on each training object.
pub fn learn_rules(search: &mut Search, context: &ObjectContext) -> Option<StopReason> {
    if search.training().any(|(example, output)| example.input.size() != output.size()) {
        return None;
    }
    let mut actions: Vec<&Column> = context.columns.iter().filter(|column| column.ty == Type::Object).collect();
    actions.sort_by_key(|action| action.cost);
    actions.truncate(MAX_ACTIONS);
    let right = right_actions(search, context, &actions);
    if right.contains(&0) {
        return None;
    }
    let attributes = attributes(context);
    let trained = right.len();
    let mut rules: Vec<Rule> = Vec::new();
    for f in 0..attributes.len() {
        for g in f..attributes.len() {
            let keys = if f == g { vec![f] } else { vec![f, g] };
            search.examples[0].ticks += trained as u64;
            if let Some(rule) = tabulate(&right, &attributes, &actions, &keys) {
                let at = rules.partition_point(|known| known.cost <= rule.cost);
                rules.insert(at, rule);
                rules.truncate(MAX_RULES);
            }
        }
        if let Some(stop) = search.stop() {
            return Some(stop);
        }
    }
    for rule in rules {
        let expression = rule.expression(context, &attributes, &actions);
        search.offer(expression, context.cost + rule.cost);
    }
    search.stop()
}

/// For each training object the mask of actions that agree with the output.
fn right_actions(search: &mut Search, context: &ObjectContext, actions: &[&Column]) -> Vec<u64> {
    let mut right = Vec::new();
    for (index, (example, output)) in search.training().enumerate() {
        for place in context.starts[index]..context.starts[index + 1] {
            let Value::Object(object) = &context.columns[0].values[place] else { continue };
            let mut mask = 0;
            for (bit, action) in actions.iter().enumerate() {
                if let Value::Object(made) = &action.values[place]
                    && is_right(object, made, &example.input, output)
                {
                    mask |= 1 << bit;
                }
            }
            right.push(mask);
        }
    }
    search.examples[0].ticks += (right.len() * actions.len() * 8) as u64;
    right
}

/// Whether the output shows the made object, and shows something new where the old one was left.
fn is_right(object: &Object, made: &Object, input: &arc_dsl::Grid, output: &arc_dsl::Grid) -> bool {
    let shows = made.points().all(|(point, color)| output.get(point).is_none_or(|seen| seen == color));
    shows
        && object.points().all(|(point, _)| {
            let is_covered = made.cells().get(point - made.position()).flatten().is_some();
            is_covered || output.get(point) != input.get(point)
        })
}

fn attributes(context: &ObjectContext) -> Vec<Attribute<'_>> {
    let is_attribute = |column: &&Column| matches!(column.ty, Type::Int | Type::Color | Type::Bool);
    let mut attributes: Vec<Attribute> = context
        .columns
        .iter()
        .filter(is_attribute)
        .map(|column| {
            let (codes, count) = codes(&column.values);
            Attribute { column, codes, count }
        })
        .filter(|attribute| attribute.count > 1)
        .collect();
    attributes.sort_by_key(|attribute| attribute.column.cost);
    attributes.truncate(MAX_ATTRIBUTES);
    attributes
}

/// The rule over some attributes, if each combination has an action. Actions are shared as far as possible.
fn tabulate(right: &[u64], attributes: &[Attribute], actions: &[&Column], keys: &[usize]) -> Option<Rule> {
    let mut groups: FxHashMap<u64, usize> = FxHashMap::default();
    let mut common: Vec<(u64, usize)> = Vec::new(); // mask, an object of the group
    for (place, &mask) in right.iter().enumerate() {
        let key = keys.iter().fold(0, |key, &index| {
            key * (attributes[index].count as u64 + 1) + u64::from(attributes[index].codes[place])
        });
        let group = *groups.entry(key).or_insert_with(|| {
            common.push((u64::MAX, place));
            common.len() - 1
        });
        common[group].0 &= mask;
        if common[group].0 == 0 || common.len() > MAX_CASES {
            return None;
        }
    }
    let mut chosen: Vec<Option<usize>> = vec![None; common.len()];
    let mut cost = 8 + keys.iter().map(|&index| attributes[index].column.cost).sum::<u32>();
    while chosen.contains(&None) {
        let open = common.iter().zip(&chosen).filter(|(_, action)| action.is_none()).map(|(group, _)| group.0);
        let count = |action: usize| open.clone().filter(|mask| mask >> action & 1 != 0).count();
        let best = (0..actions.len()).rev().max_by_key(|&action| count(action))?;
        for (group, action) in common.iter().zip(&mut chosen) {
            if action.is_none() && group.0 >> best & 1 != 0 {
                *action = Some(best);
            }
        }
        cost += actions[best].cost;
    }
    let mut cases: Vec<(usize, usize)> =
        common.iter().zip(chosen).filter_map(|(group, action)| Some((group.1, action?))).collect();
    // The most frequent action goes last: it is the rule's "else", and answers for combinations never seen.
    let frequency = |action: usize| cases.iter().filter(|case| case.1 == action).count();
    let default = cases.iter().map(|case| case.1).max_by_key(|&action| (frequency(action), usize::MAX - action))?;
    cases.sort_by_key(|case| (case.1 == default, case.1, case.0));
    let exceptions = cases.iter().filter(|case| case.1 != default).count();
    cost += exceptions as u32 * (2 + 4 * keys.len() as u32);
    Some(Rule { keys: keys.to_vec(), cases, cost })
}

impl Rule {
    /// `replace_by(input, list, o -> if … then … else …)`.
    fn expression(&self, context: &ObjectContext, attributes: &[Attribute], actions: &[&Column]) -> Arc<Expression> {
        let default = self.cases.last().expect("a rule has cases").1;
        let mut body = actions[default].expression.clone();
        for &(place, action) in self.cases.iter().rev().filter(|case| case.1 != default) {
            let conditions = self.keys.iter().map(|&key| {
                let column = attributes[key].column;
                match &column.values[place] {
                    Value::Bool(true) => column.expression.clone(),
                    value => {
                        Expression::call("equal", vec![column.expression.clone(), Expression::constant(value.clone())])
                    }
                }
            });
            let condition = conditions
                .reduce(|left, right| Arc::new(Expression::If(left, right, Expression::constant(Value::Bool(false)))))
                .expect("a rule has keys");
            body = Arc::new(Expression::If(condition, actions[action].expression.clone(), body));
        }
        let function = Arc::new(Expression::Function("o".into(), body));
        Expression::call("replace_by", vec![Arc::new(Expression::Input), context.list.clone(), function])
    }
}
