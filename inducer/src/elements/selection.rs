//! Selection by the goal: where an output shows something of one element, which selector picks that element everywhere?
//!
//! Enumeration reaches "the grid of the object with most holes" late, since its parts together cost many bits. Seen from the
//! goal it is two questions: which elements look like the output under some expression of type grid, and which of the
//! closed selectors (`arg_max`, `unique_by`, `find`, ...) gives such an element in every example.

use std::sync::Arc;

use arc_dsl::{Expression, Type};

use crate::elements::context::{Column, ElementContext};
use crate::search::bank::Entry;
use crate::search::example::ValueId;
use crate::search::state::{Search, grid_of};

/// Most selections offered per context.
const MAX_SELECTIONS: usize = 24;

/// Offers every selection of one element that gives all training outputs. `closed` are the closed expressions of the
/// context.
pub fn learn_selections(search: &mut Search, context: &ElementContext, closed: &[Entry]) {
    let element = search.type_id(&context.element);
    let selectors: Vec<(&Entry, Vec<usize>)> = closed
        .iter()
        .filter(|entry| entry.ty == element)
        .filter_map(|entry| Some((entry, places(context, entry)?)))
        .collect();
    let grid = search.type_id(&Type::Grid);
    let mut found = Vec::new();
    for column in context.columns.iter().filter(|column| column.ty == grid) {
        let Some(shows) = outputs_shown(search, context, column) else { continue };
        for (entry, places) in &selectors {
            search.charge(2);
            if places.iter().take(search.train()).all(|&place| shows[place]) {
                let name = Arc::from("o");
                let body = Expression::Let(name, entry.expression.clone(), column.expression.clone());
                found.push((entry.cost + column.cost, Arc::new(body)));
            }
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    for (cost, expression) in found.into_iter().take(MAX_SELECTIONS) {
        search.offer(expression, cost);
    }
}

/// For each training element, whether the column shows the output on it; `None` if it does so nowhere in some example.
fn outputs_shown(search: &mut Search, context: &ElementContext, column: &Column) -> Option<Vec<bool>> {
    let trained = context.starts[search.train()] as u64;
    search.charge(4 * trained);
    let mut shows = Vec::new();
    for (index, (example, output)) in search.training().enumerate() {
        let before = shows.len();
        shows.extend(context.places(index).map(|place| {
            let id = column.values[place];
            id != ValueId::NONE && grid_of(example.value(id)).is_some_and(|grid| grid.same_cells(output))
        }));
        if !shows[before..].contains(&true) {
            return None;
        }
    }
    Some(shows)
}

/// The place of the selected element of each example among all elements; `None` if the value is something new.
fn places(context: &ElementContext, entry: &Entry) -> Option<Vec<usize>> {
    let elements = &context.columns[0].values;
    let place = |(index, selected): (usize, &ValueId)| context.places(index).find(|&at| elements[at] == *selected);
    entry.values.iter().enumerate().map(place).collect()
}
