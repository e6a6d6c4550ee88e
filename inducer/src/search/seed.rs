//! What every search begins with: the input and the constants.

use std::sync::Arc;

use arc_dsl::{Direction, Expression, IntoValue, PrimitiveId, Segmentation, Transform, Type, Value};

use crate::goals::sizes;
use crate::search::example::ValueId;
use crate::search::state::Search;

/// The input and the constants.
pub fn seed(search: &mut Search) {
    let values: Vec<ValueId> = search.examples.iter_mut().map(|example| example.intern_input()).collect();
    search.add(Arc::new(Expression::Input), &Type::Grid, 1, values);
    let constants = [
        search.palette.iter().map(|&color| Value::Color(color)).collect::<Vec<_>>(),
        (0..=3).map(Value::Int).collect(),
        [true, false].map(Value::Bool).to_vec(),
        Direction::ALL.map(Value::Direction).to_vec(),
        Transform::ALL.into_iter().skip(1).map(Value::Transform).collect(),
    ];
    for value in constants.into_iter().flatten() {
        let cost = arc_dsl::literal_cost(&value);
        search.add_constant(value, cost);
    }
    for (size, cost) in sizes::constants(search) {
        search.add_constant(Value::Size(size), cost);
    }
    seed_segmentations(search);
}

/// The segmentations that cut the inputs differently, each with its list of objects.
fn seed_segmentations(search: &mut Search) {
    let objects = PrimitiveId::find("objects").expect("the primitive exists");
    for segmentation in Segmentation::ALL {
        let constant = Value::Segmentation(segmentation);
        let lists: Vec<ValueId> = search
            .examples
            .iter_mut()
            .map(|example| {
                let arguments = [example.input.clone().into_value(), constant.clone()];
                example.evaluate(objects, &arguments).map_or(ValueId::NONE, |value| example.intern(value))
            })
            .collect();
        let literal = Expression::constant(constant.clone());
        let cost = arc_dsl::literal_cost(&constant);
        let call = Arc::new(Expression::Call(objects, vec![Arc::new(Expression::Input), literal]));
        let total = objects.get().cost + 1 + cost;
        if !lists.contains(&ValueId::NONE) && search.add(call, &Type::list(Type::Object), total, lists).is_some() {
            search.add_constant(constant, cost);
        }
    }
}
