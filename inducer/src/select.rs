//! Selection by the goal: where an output shows something of one object, which selector picks that object everywhere?
//!
//! Enumeration reaches "the grid of the object with most holes" late, since its parts are dear together. Seen from the
//! goal it is two questions: which objects look like the output under some expression of type grid, and which of the
//! closed selectors (`arg_max`, `unique_by`, `find`, ...) gives such an object in every example.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value};

use crate::bank::Entry;
use crate::objects::ObjectContext;
use crate::search::Search;

/// Most selections offered per context.
const MAX_SELECTIONS: usize = 24;

/// Offers every selection of one object that gives all training outputs. `closed` are the closed expressions of the
/// context.
pub fn learn_selections(search: &mut Search, context: &ObjectContext, closed: &[Entry]) {
    let object = search.bank.type_id(&Type::Object);
    let selectors: Vec<(&Entry, Vec<usize>)> = closed
        .iter()
        .filter(|entry| entry.ty == object)
        .filter_map(|entry| Some((entry, places(search, context, entry)?)))
        .collect();
    let mut found = Vec::new();
    for column in context.columns.iter().filter(|column| column.ty == Type::Grid) {
        for (entry, places) in &selectors {
            let gives_outputs = search.training().zip(places).all(
                |((_, output), &place)| matches!(&column.values[place], Value::Grid(grid) if grid.same_cells(output)),
            );
            search.examples[0].ticks += 20;
            if gives_outputs {
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

/// The place of the selected object of each example among all objects; `None` if the value is a new object.
fn places(search: &Search, context: &ObjectContext, entry: &Entry) -> Option<Vec<usize>> {
    let place = |(index, example): (usize, &crate::example::Example)| {
        let selected = example.value(entry.values[index]);
        let range = context.starts[index]..context.starts[index + 1];
        context.columns[0].values[range]
            .iter()
            .position(|object| object == selected)
            .map(|at| context.starts[index] + at)
    };
    search.examples.iter().enumerate().map(place).collect()
}
