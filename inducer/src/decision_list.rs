//! Decision lists: divide and conquer (Alur et al. 2017) over elements whose right actions are known.
//!
//! If the elements that agree in one or two attributes always share an action that is right on the training pairs, that
//! is a function of the element: `if … then … else …`.

use std::sync::Arc;

use arc_dsl::{Expression, Value};
use rustc_hash::FxHashMap;

use crate::search::state::Search;

/// Most actions, as bits of a mask.
pub const MAX_ACTIONS: usize = 64;
/// Most cases of a rule.
const MAX_CASES: usize = 8;
/// Most rules handed on; the cheapest stay.
const MAX_RULES: usize = 16;

/// What may become of an element.
pub struct Action {
    /// As an expression over `o`.
    pub expression: Arc<Expression>,
    /// Description length in bits.
    pub cost: u32,
}

/// An attribute of all elements in small codes.
pub struct Attribute {
    /// As an expression over `o`.
    pub expression: Arc<Expression>,
    /// Description length in bits.
    pub cost: u32,
    /// The value of each element.
    pub values: Vec<Value>,
    codes: Vec<u32>,
    count: usize,
}

impl Attribute {
    /// An attribute; `None` if it is the same for all elements.
    pub fn new(expression: Arc<Expression>, cost: u32, values: Vec<Value>) -> Option<Attribute> {
        let (codes, count) = codes(&values);
        (count > 1).then_some(Attribute { expression, cost, values, codes, count })
    }
}

/// A decision list: attributes, and an action for each of their combinations.
pub struct Rule {
    keys: Vec<usize>,
    /// A place of an element of the case, and the action.
    cases: Vec<(usize, usize)>,
    /// Description length in bits.
    pub cost: u32,
}

/// The cheapest rules that give each element one of its right actions. `right` holds the place of each training element
/// with the mask of its right actions, `asked` that of each other element with the mask of the actions defined there. A
/// rule asks for at most `most_keys` attributes, one or two.
pub fn learn(
    search: &mut Search,
    [right, asked]: [&[(usize, u64)]; 2],
    attributes: &[Attribute],
    actions: &[Action],
    most_keys: usize,
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    if right.iter().any(|&(_, mask)| mask == 0) {
        return rules;
    }
    for f in 0..attributes.len() {
        let second = if most_keys == 1 { f + 1 } else { attributes.len() };
        for g in f..second {
            let keys = if f == g { vec![f] } else { vec![f, g] };
            search.charge(right.len() as u64);
            if let Some(rule) = tabulate([right, asked], attributes, actions, &keys) {
                let at = rules.partition_point(|known| known.cost <= rule.cost);
                rules.insert(at, rule);
                rules.truncate(MAX_RULES);
            }
        }
        if search.stop().is_some() {
            break;
        }
    }
    rules
}

/// The rule over some attributes, if each combination has an action. Actions are shared as far as possible.
fn tabulate(
    [right, asked]: [&[(usize, u64)]; 2],
    attributes: &[Attribute],
    actions: &[Action],
    keys: &[usize],
) -> Option<Rule> {
    let mut groups: FxHashMap<u64, usize> = FxHashMap::default();
    let mut common: Vec<(u64, usize)> = Vec::new(); // mask, an element of the group
    let key_of = |place: usize| {
        let code = |index: usize| u64::from(attributes[index].codes[place]);
        keys.iter().fold(0, |key, &index| key * (attributes[index].count as u64 + 1) + code(index))
    };
    for &(place, mask) in right {
        let group = *groups.entry(key_of(place)).or_insert_with(|| {
            common.push((u64::MAX, place));
            common.len() - 1
        });
        common[group].0 &= mask;
        if common[group].0 == 0 || common.len() > MAX_CASES {
            return None;
        }
    }
    for &(place, mask) in asked {
        if let Some(&group) = groups.get(&key_of(place)) {
            common[group].0 &= mask;
            if common[group].0 == 0 {
                return None;
            }
        }
    }
    let mut chosen: Vec<Option<usize>> = vec![None; common.len()];
    let mut cost = 8 + keys.iter().map(|&index| attributes[index].cost).sum::<u32>();
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
    /// `if … then … else …` over `o`.
    pub fn body(&self, attributes: &[Attribute], actions: &[Action]) -> Arc<Expression> {
        let default = self.cases.last().expect("a rule has cases").1;
        let mut body = actions[default].expression.clone();
        for &(place, action) in self.cases.iter().rev().filter(|case| case.1 != default) {
            let conditions = self.keys.iter().map(|&key| {
                let attribute = &attributes[key];
                match &attribute.values[place] {
                    Value::Bool(true) => attribute.expression.clone(),
                    value => {
                        let constant = Expression::constant(value.clone());
                        Expression::call("equal", vec![attribute.expression.clone(), constant])
                    }
                }
            });
            let condition = conditions
                .reduce(|left, right| Arc::new(Expression::If(left, right, Expression::constant(Value::Bool(false)))))
                .expect("a rule has keys");
            body = Arc::new(Expression::If(condition, actions[action].expression.clone(), body));
        }
        body
    }
}

/// Values as small numbers, and how many distinct ones there are.
fn codes(values: &[Value]) -> (Vec<u32>, usize) {
    let mut numbers: FxHashMap<&Value, u32> = FxHashMap::default();
    let codes = values
        .iter()
        .map(|value| {
            let next = numbers.len() as u32;
            *numbers.entry(value).or_insert(next)
        })
        .collect();
    (codes, numbers.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::literal;

    #[test]
    fn codes_number_distinct_values_from_zero() {
        let values = ["3", "1", "3", "2"].map(literal);
        assert_eq!(codes(&values), (vec![0, 1, 0, 2], 3));
    }
}
