//! Higher-order primitives: every primitive that takes a list and a function of its elements (`filter`, `arg_max`, `map`,
//! `recolor_by`, ...) turns a column of the element context into a value of the grid context.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type, Value};

use crate::elements::context::{Column, ElementContext};
use crate::search::bank::Entry;
use crate::search::budget::StopReason;
use crate::search::state::Search;

/// Share of the whole budget for the closed expressions of one context, in percent.
const SHARE: u64 = 4;

/// Applies every higher-order primitive to every column of the right type, cheap columns first.
pub fn apply(search: &mut Search, context: &ElementContext, closed: &mut Vec<Entry>) -> Option<StopReason> {
    let primitives = operators(&context.element);
    search.share(SHARE, |search| {
        for column in context.columns.iter().filter(|column| column.is_total()) {
            let ty = search.bank().ty(column.ty).clone();
            for &(primitive, place) in &primitives {
                if takes(primitive, place, &ty) {
                    apply_to(search, context, primitive, place, column, closed);
                }
            }
            let stop = search.stop();
            if stop.is_some() {
                return stop;
            }
        }
        None
    })
}

/// The primitives that take a function of such elements, with the place of the function among the parameters.
fn operators(element: &Type) -> Vec<(PrimitiveId, usize)> {
    let place = |id: &PrimitiveId| {
        let parameters = &id.get().parameters;
        parameters.iter().position(|parameter| match &parameter.ty {
            Type::Function(from, _) => **from == *element || matches!(**from, Type::Variable(_)),
            _ => false,
        })
    };
    let is_small = |id: &PrimitiveId| id.get().parameters.len() <= 3;
    PrimitiveId::all().filter(is_small).filter_map(|id| Some((id, place(&id)?))).collect()
}

/// Whether the function of a higher-order primitive may give values of a type.
fn takes(primitive: PrimitiveId, place: usize, ty: &Type) -> bool {
    let Type::Function(_, to) = &primitive.get().parameters[place].ty else { return false };
    // No two objects are equal, so they are no keys.
    let is_key = *ty != Type::Object || primitive.get().name == "map";
    **to == *ty || (matches!(**to, Type::Variable(_)) && is_key)
}

fn apply_to(
    search: &mut Search,
    context: &ElementContext,
    primitive: PrimitiveId,
    place: usize,
    column: &Column,
    closed: &mut Vec<Entry>,
) {
    let signature = primitive.get();
    let input = search.input();
    let mut ids = Vec::with_capacity(search.examples().len());
    for index in 0..search.examples().len() {
        let grid = search.bank().get(input).values[index];
        let example = &mut search.examples_mut()[index];
        let results: Arc<[Value]> =
            column.values[context.places(index)].iter().map(|&id| example.value(id).clone()).collect();
        let mut arguments = Vec::with_capacity(3);
        for (at, parameter) in signature.parameters.iter().enumerate() {
            arguments.push(match &parameter.ty {
                _ if at == place => Value::List(results.clone()),
                _ if at + 1 == place => example.value(context.lists[index]).clone(),
                Type::Grid => example.value(grid).clone(),
                _ => return,
            });
        }
        match example.evaluate(primitive, &arguments) {
            Some(value) => ids.push(example.intern(value)),
            None => return,
        }
    }
    let arguments = (0..signature.parameters.len())
        .map(|at| {
            if at == place {
                Arc::new(Expression::Function("o".into(), column.expression.clone()))
            } else if at + 1 == place {
                context.list.clone()
            } else {
                Arc::new(Expression::Input)
            }
        })
        .collect();
    let ty = search.bank().ty(column.ty).clone();
    let result = signature.result.substitute(&|number| if number == 0 { context.element.clone() } else { ty.clone() });
    closed.push(Entry {
        expression: Arc::new(Expression::Call(primitive, arguments)),
        ty: search.type_id(&result),
        cost: search.costs().of(primitive) + context.cost + column.cost + 1,
        values: ids.into(),
    });
}
