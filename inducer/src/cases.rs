//! Decision lists over whole examples: where several expressions are each right on some training pairs, does an
//! attribute of the input say which to take?
//!
//! Few examples allow many accidents, so a list has a single attribute, every expression explains two pairs, and the
//! test inputs must show values of the attribute that are known from training.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Type, Value};

use crate::decision_list::{self, Action, Attribute, MAX_ACTIONS};
use crate::search::bank::Entry;
use crate::search::budget::StopReason;
use crate::search::state::Search;

/// Fewest training pairs, and most: a set of them is a word of bits.
const MIN_PAIRS: usize = 4;
const MAX_PAIRS: usize = u64::BITS as usize;
/// Most grids of the bank looked at, and attributes of each type.
const MAX_GRIDS: usize = 6000;
const MAX_ATTRIBUTES: usize = 200;

/// Offers every decision list over the examples that gives all training outputs.
pub fn learn_cases(search: &mut Search) -> Option<StopReason> {
    if !(MIN_PAIRS..=MAX_PAIRS).contains(&search.train()) {
        return None;
    }
    let (actions, masks) = actions(search);
    let mut right: Vec<(usize, u64)> = (0..search.train()).map(|place| (place, 0)).collect();
    for (bit, mask) in masks.iter().enumerate() {
        for (place, known) in &mut right {
            *known |= (mask >> *place & 1) << bit;
        }
    }
    if actions.len() < 2 {
        return None;
    }
    let attributes = attributes(search);
    for rule in decision_list::learn(search, [&right, &[]], &attributes, &actions, 1) {
        search.offer(rule.body(&attributes, &actions), rule.cost);
    }
    None
}

/// The cheapest expression for each set of pairs that it is right on, and the sets. Outputs that recur are expressions,
/// too.
fn actions(search: &mut Search) -> (Vec<Action>, Vec<u64>) {
    let outputs: Vec<Arc<Grid>> = search.training().map(|(_, output)| output.clone()).collect();
    let set = |is_right: &dyn Fn(usize) -> bool| {
        (0..outputs.len()).map(|place| u64::from(is_right(place)) << place).sum::<u64>()
    };
    let (mut actions, mut masks): (Vec<Action>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut add = |expression: &Arc<Expression>, cost: u32, mask: u64| {
        if mask.count_ones() >= 2 && !masks.contains(&mask) && actions.len() < MAX_ACTIONS {
            actions.push(Action { expression: expression.clone(), cost });
            masks.push(mask);
        }
    };
    let ty = search.type_id(&Type::Grid);
    for id in search.bank().of_type(ty).take(MAX_GRIDS) {
        let entry = search.bank().get(id);
        let made = |place: usize| search.examples()[place].value(entry.values[place]);
        add(
            &entry.expression,
            entry.cost,
            set(&|place| made(place).as_grid().is_some_and(|g| g.same_cells(&outputs[place]))),
        );
    }
    for output in &outputs {
        let literal = Expression::constant(Value::Grid(output.clone()));
        add(&literal, literal.cost(), set(&|place| outputs[place].same_cells(output)));
    }
    search.charge((4 * MAX_GRIDS * outputs.len()) as u64);
    (actions, masks)
}

/// The cheapest attributes of the inputs whose values on the test inputs are known from training; those that wait for
/// their level count, too.
fn attributes(search: &mut Search) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for ty in search.type_ids(&[Type::Bool, Type::Int, Type::Color]) {
        let mut entries: Vec<&Entry> = search.bank().of_type(ty).map(|id| search.bank().get(id)).collect();
        entries.extend(search.waiting().iter().filter(|entry| entry.ty == ty));
        entries.sort_by_key(|entry| entry.cost);
        let attribute = |entry: &Entry| {
            let values = entry.values.iter().zip(search.examples());
            let values: Vec<Value> = values.map(|(&id, example)| example.value(id).clone()).collect();
            let (trained, asked) = values.split_at(search.train());
            let is_known = asked.iter().all(|value| trained.contains(value));
            is_known.then(|| Attribute::new(entry.expression.clone(), entry.cost, values)).flatten()
        };
        attributes.extend(entries.into_iter().filter_map(attribute).take(MAX_ATTRIBUTES));
    }
    attributes
}

#[cfg(test)]
mod tests {
    use crate::cases::learn_cases;
    use crate::search::budget::Cancel;

    use crate::testing::{assert_best, search, task};

    #[test]
    fn an_attribute_chooses_between_recurring_outputs() {
        let cancel = Cancel::new();
        let pairs = [("100|000", "20"), ("101|010", "02"), ("011|100", "02"), ("010|000", "20")];
        let task = task(&pairs, &["010|101", "000|001"]);
        let mut search = search(&task, &cancel, &["count_color(input, blue)"]);
        learn_cases(&mut search);
        assert_best(&search, &task, &["02", "20"]);
    }

    #[test]
    fn unknown_values_of_the_attribute_are_not_guessed() {
        let cancel = Cancel::new();
        let pairs = [("100|000", "20"), ("101|010", "02"), ("011|100", "02"), ("010|000", "20")];
        let task = task(&pairs, &["110|000"]);
        let mut search = search(&task, &cancel, &["count_color(input, blue)"]);
        learn_cases(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
    }

    #[test]
    fn of_more_pairs_than_a_set_holds_no_cases_are_learned() {
        let learned = |count: usize| {
            let cancel = Cancel::new();
            // A wide input gives 1, a high one gives 2.
            let pairs: Vec<(String, &str)> = (0..count)
                .map(|pair| {
                    let (left, right) = (pair / 9 % 9, pair % 9);
                    if pair % 2 == 0 { (format!("{left}{right}"), "1") } else { (format!("{left}|{right}"), "2") }
                })
                .collect();
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(input, output)| (&**input, *output)).collect();
            let task = task(&pairs, &["34", "4|3"]);
            let mut search = search(&task, &cancel, &["size_width(grid_size(input))"]);
            learn_cases(&mut search);
            search.frontier().fit_count()
        };
        assert_eq!([4, 64, 65].map(|count| learned(count) > 0), [true, true, false]);
    }
}
