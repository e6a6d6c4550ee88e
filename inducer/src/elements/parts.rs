//! Outputs made of parts: where an output is cut evenly into as many parts as a list has elements, each element has a
//! known target, and a column or a decision list that gives the targets makes the program
//! `concat_horizontal(map(list, o -> …))`, or one with another join.
//!
//! The list may be the context's own, or any closed one with the same elements: filtered, sorted, reversed.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Type, Value};
use rustc_hash::FxHashSet;

use crate::decision_list::{self, Action, Attribute, MAX_ACTIONS};
use crate::elements::attributes::defined;
use crate::elements::context::{Column, ElementContext};
use crate::search::bank::Entry;
use crate::search::example::ValueId;
use crate::search::state::{Search, grid_of};

/// Most lists of a context that are tried.
const MAX_LISTS: usize = 60;
/// Most distinct constants among the targets.
const MAX_CONSTANTS: usize = 6;
/// Most columns of a join that has some.
const MAX_COLUMNS: usize = 6;
/// Cost of mapping and joining, in bits.
const JOINED: u32 = 12;
/// Most programs offered per list and join.
const MAX_OFFERS: usize = 4;

/// How the parts lie in the output.
#[derive(Clone, Copy)]
enum Join {
    Row,
    Column,
    /// Row by row, with this many in a row.
    Table(usize),
}

/// A list with the same elements as a context.
struct Ordering {
    expression: Arc<Expression>,
    cost: u32,
    /// Places of the elements, example after example.
    places: Vec<Vec<usize>>,
}

/// Offers every program that joins what a function gives on the elements. `closed` are the closed expressions of the
/// context.
pub fn learn_parts(search: &mut Search, context: &ElementContext, closed: &[Entry], attributes: &[Attribute]) {
    let grid = search.type_id(&Type::Grid);
    let mut columns: Vec<&Column> = context.columns.iter().filter(|column| column.ty == grid).collect();
    columns.sort_by_key(|column| column.cost);
    columns.truncate(MAX_ACTIONS - MAX_CONSTANTS);
    let tables = (2..=MAX_COLUMNS).map(Join::Table);
    let joins: Vec<Join> = [Join::Row, Join::Column].into_iter().chain(tables).collect();
    for ordering in orderings(search, context, closed) {
        for &join in &joins {
            if let Some(targets) = targets(search, &ordering, join) {
                learn(search, &ordering, join, &targets, &columns, attributes);
            }
        }
        if search.stop().is_some() {
            return;
        }
    }
}

/// The context's own list and the closed lists of some of its elements, cheapest first.
fn orderings(search: &mut Search, context: &ElementContext, closed: &[Entry]) -> Vec<Ordering> {
    let elements = &context.columns[0].values;
    let own = (0..context.lists.len()).map(|index| context.places(index).collect()).collect();
    let mut found = vec![Ordering { expression: context.list.clone(), cost: context.cost, places: own }];
    let mut seen: FxHashSet<Vec<Vec<usize>>> = found.iter().map(|ordering| ordering.places.clone()).collect();
    let ty = search.type_id(&Type::list(context.element.clone()));
    let mut lists: Vec<&Entry> = closed.iter().filter(|entry| entry.ty == ty).collect();
    lists.sort_by_key(|entry| entry.cost);
    for entry in lists {
        let mut places = Vec::new();
        for (index, &id) in entry.values.iter().enumerate() {
            let example = &mut search.examples_mut()[index];
            let Value::List(items) = example.value(id).clone() else { break };
            example.charge(4 * items.len() as u64);
            let ids: Vec<ValueId> = items.iter().map(|item| example.intern(item.clone())).collect();
            let place = |id: &ValueId| context.places(index).find(|&at| elements[at] == *id);
            match ids.iter().map(place).collect::<Option<Vec<usize>>>() {
                Some(known) if !known.is_empty() => places.push(known),
                _ => break,
            }
        }
        if places.len() == entry.values.len() && seen.insert(places.clone()) {
            found.push(Ordering { expression: entry.expression.clone(), cost: entry.cost, places });
        }
        if found.len() == MAX_LISTS {
            break;
        }
    }
    found
}

/// The part of the output that each training element should give, with its place; `None` if an output is not
/// cut evenly.
fn targets(search: &Search, ordering: &Ordering, join: Join) -> Option<Vec<(usize, Arc<Grid>)>> {
    let mut targets = Vec::new();
    for ((_, output), places) in search.training().zip(&ordering.places) {
        let (rows, columns) = match join {
            Join::Row => (1, places.len()),
            Join::Column => (places.len(), 1),
            Join::Table(columns) => (places.len() / columns, columns),
        };
        let is_even = rows * columns == places.len()
            && (rows > 1 || !matches!(join, Join::Table(_)))
            && output.height() % rows == 0
            && output.width() % columns == 0;
        if !is_even {
            return None;
        }
        let (height, width) = (output.height() / rows, output.width() / columns);
        for (index, &place) in places.iter().enumerate() {
            let (top, left) = (index / columns * height, index % columns * width);
            let cells = |row: usize, col: usize| output.cells()[(top + row) * output.width() + left + col];
            targets.push((place, Arc::new(Grid::from_fn(height, width, cells)?)));
        }
    }
    // One part per example is the output itself.
    (targets.len() > search.train()).then_some(targets)
}

fn learn(
    search: &mut Search,
    ordering: &Ordering,
    join: Join,
    targets: &[(usize, Arc<Grid>)],
    columns: &[&Column],
    attributes: &[Attribute],
) {
    let constants = recurring(ordering, targets);
    let mut actions: Vec<Action> = columns.iter().map(|column| column.action()).collect();
    actions.extend(constants.iter().map(|&constant| {
        let literal = Expression::constant(Value::Grid(constant.clone()));
        Action { cost: literal.cost(), expression: literal }
    }));
    let right: Vec<(usize, u64)> = right_actions(search, ordering, targets, columns, &constants);
    let literals = constants.iter().enumerate().map(|(bit, _)| 1 << (columns.len() + bit)).sum();
    let places = ordering.places[search.train()..].iter().flatten().copied();
    let asked = defined(places, columns, literals);
    let everywhere = right.iter().chain(&asked).fold(u64::MAX, |common, &(_, mask)| common & mask);
    let offer = |search: &mut Search, body: Arc<Expression>, cost: u32| {
        let function = Arc::new(Expression::Function("o".into(), body));
        let parts = Expression::call("map", vec![ordering.expression.clone(), function]);
        let (whole, extra) = match join {
            Join::Row => (Expression::call("concat_horizontal", vec![parts]), JOINED),
            Join::Column => (Expression::call("concat_vertical", vec![parts]), JOINED),
            Join::Table(columns) => {
                let columns = Expression::constant(Value::Int(columns as i32));
                (Expression::call("arrange", vec![parts, columns]), JOINED + 4)
            }
        };
        search.offer(whole, ordering.cost + cost + extra);
    };
    if everywhere != 0 {
        let action = &actions[everywhere.trailing_zeros() as usize];
        offer(search, action.expression.clone(), action.cost);
    }
    for rule in decision_list::learn(search, [&right, &asked], attributes, &actions, 1).into_iter().take(MAX_OFFERS) {
        offer(search, rule.body(attributes, &actions), rule.cost);
    }
}

/// The targets that recur in several examples: a part seen only once may be anything. None if there are too many.
fn recurring<'t>(ordering: &Ordering, targets: &'t [(usize, Arc<Grid>)]) -> Vec<&'t Arc<Grid>> {
    let mut known: Vec<(&Arc<Grid>, usize, bool)> = Vec::new(); // target, first example, whether in another, too
    let examples = ordering.places.iter().enumerate().flat_map(|(index, places)| places.iter().map(move |_| index));
    for (index, (_, target)) in examples.zip(targets) {
        match known.iter_mut().find(|(other, ..)| other.same_cells(target)) {
            Some((_, first, recurs)) => *recurs |= *first != index,
            None => known.push((target, index, false)),
        }
    }
    let constants: Vec<&Arc<Grid>> = known.into_iter().filter(|known| known.2).map(|known| known.0).collect();
    if constants.len() > MAX_CONSTANTS { Vec::new() } else { constants }
}

/// The place of each target with the mask of the actions that give it.
fn right_actions(
    search: &mut Search,
    ordering: &Ordering,
    targets: &[(usize, Arc<Grid>)],
    columns: &[&Column],
    constants: &[&Arc<Grid>],
) -> Vec<(usize, u64)> {
    search.charge((targets.len() * (columns.len() + constants.len()) * 4) as u64);
    let mut right = Vec::new();
    let examples =
        search.training().zip(&ordering.places).flat_map(|((example, _), places)| places.iter().map(move |_| example));
    for (example, &(place, ref target)) in examples.zip(targets) {
        let mut mask = 0;
        for (bit, column) in columns.iter().enumerate() {
            let id = column.values[place];
            let gives = id != ValueId::NONE && grid_of(example.value(id)).is_some_and(|made| made.same_cells(target));
            mask |= u64::from(gives) << bit;
        }
        for (bit, constant) in constants.iter().enumerate() {
            mask |= u64::from(constant.same_cells(target)) << (columns.len() + bit);
        }
        right.push((place, mask));
    }
    right
}

#[cfg(test)]
mod tests {
    use crate::elements::attributes::attributes;
    use crate::elements::lists::{context_of, lists};
    use crate::elements::parts::learn_parts;
    use crate::search::budget::Cancel;
    use crate::search::state::Search;

    use crate::testing::{assert_best, search, task};

    const PANELS: &str = "split_squares(input)";

    fn learn(search: &mut Search) {
        for list in lists(search) {
            if let Some(context) = context_of(search, list) {
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
        assert_eq!(search.frontier().fit_count(), 0);
    }
}
