//! What every search begins with: what is bound, and the constants.

use std::sync::Arc;

use arc_dsl::{Direction, Expression, PrimitiveId, Segmentation, Transform, Type, Value};

use crate::search::example::ValueId;
use crate::search::sizes;
use crate::search::state::Search;

/// Puts what is bound and the constants into the bank.
pub fn seed(search: &mut Search) {
    for (place, binding) in search.bindings().to_vec().into_iter().enumerate() {
        let values = search.examples_mut().iter_mut().map(|example| example.intern_bound(place)).collect();
        search.add(binding.expression, &binding.ty, 1, values);
    }
    let constants = [
        search.palette().iter().map(|&color| Value::Color(color)).collect::<Vec<_>>(),
        (0..=3).map(Value::Int).collect(),
        [true, false].map(Value::Bool).to_vec(),
        Direction::ALL.map(Value::Direction).to_vec(),
        Transform::ALL.into_iter().skip(1).map(Value::Transform).collect(),
    ];
    for value in constants.into_iter().flatten() {
        let cost = arc_dsl::literal_cost(&value);
        search.add_constant(value, cost);
    }
    if search.is_task() {
        let sizes: Vec<_> = search.training().map(|(pair, output)| (pair.input().size(), output.size())).collect();
        for (size, cost) in sizes::constants(&sizes) {
            search.add_constant(Value::Size(size), cost);
        }
    }
    if let Some(place) = search.bindings().iter().position(|binding| *binding.expression == Expression::Input) {
        seed_segmentations(search, place);
    }
}

/// The segmentations that cut the inputs differently, each with its list of objects.
fn seed_segmentations(search: &mut Search, input: usize) {
    let objects = PrimitiveId::find("objects").expect("the primitive exists");
    for segmentation in Segmentation::ALL {
        let constant = Value::Segmentation(segmentation);
        let lists: Box<[ValueId]> = search
            .examples_mut()
            .iter_mut()
            .map(|example| {
                let arguments = [example.bound()[input].clone(), constant.clone()];
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
