//! Every primitive is applied to random values of the right types: none may panic, and results must be of the declared
//! type and within bounds.

mod common;

use arc_dsl::{Grid, IntoValue, Primitive, Segmentation, Type, Value};

use common::Choices;

/// Applications per primitive.
const ROUNDS: usize = 300;

/// Arguments of the right types: matrices mostly of one size, objects mostly of the grid or list before them.
fn arguments(choices: &mut Choices, primitive: &Primitive) -> Vec<Value> {
    let plain = [Type::Int, Type::Color, Type::Object, Type::Grid, Type::Point];
    let variables = [choices.pick(&[0, 1, 2, 3, 4]), choices.pick(&[0, 1, 2, 3, 4])];
    let sides = choices.sides();
    let mut arguments: Vec<Value> = Vec::new();
    for parameter in &primitive.parameters {
        let ty = parameter.ty.substitute(&|number| plain[variables[number as usize % 2]].clone());
        let sides = if choices.once_in(6) { choices.sides() } else { sides };
        let is_related = !choices.once_in(3);
        let grid = arguments.iter().find_map(Value::as_grid);
        let argument = match (&ty, arguments.last()) {
            (Type::Function(_, to), Some(domain)) => {
                let length = match domain {
                    Value::Grid(grid) => grid.area(),
                    list => elements(list).len(),
                };
                Value::List((0..length).map(|_| choices.value(to, sides)).collect())
            }
            (Type::Object, _) if is_related && grid.is_some() => {
                let objects = found(grid, choices.pick(&Segmentation::ALL));
                objects.into_iter().next().unwrap_or_else(|| choices.object())
            }
            (Type::List(element), _) if is_related && grid.is_some() && **element == Type::Object => {
                Value::List(found(grid, choices.pick(&Segmentation::ALL)).into())
            }
            _ if is_related && members(&arguments, &ty).is_some() => {
                let items = members(&arguments, &ty).unwrap_or_default();
                items[choices.below(items.len())].clone()
            }
            _ => choices.value(&ty, sides),
        };
        arguments.push(argument);
    }
    arguments
}

/// The objects of a grid, not too many.
fn found(grid: Option<&Grid>, segmentation: Segmentation) -> Vec<Value> {
    let objects = grid.map(|grid| segmentation.objects(grid)).unwrap_or_default();
    objects.into_iter().take(60).map(IntoValue::into_value).collect()
}

/// The elements of the first list of a type among some arguments, unless it is empty.
fn members<'a>(arguments: &'a [Value], ty: &Type) -> Option<&'a [Value]> {
    let mut lists = arguments.iter().map(elements);
    lists.find(|items| items.first().is_some_and(|item| item.type_of().as_ref() == Some(ty)))
}

fn elements(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        _ => &[],
    }
}

#[test]
fn primitives_never_panic() {
    for primitive in Primitive::all() {
        let mut choices =
            Choices::from_seed(primitive.name.bytes().fold(7, |seed, byte| seed * 31 % 1_000_003 + byte as u64));
        for _ in 0..ROUNDS {
            let arguments = arguments(&mut choices, primitive);
            let Some(result) = primitive.apply(&arguments) else { continue };
            assert!(result.is_bounded(), "{} gives a value out of bounds", primitive.name);
            if primitive.result.is_concrete()
                && let Some(ty) = result.type_of()
            {
                assert_eq!(ty, primitive.result, "{} gives another type than declared", primitive.name);
            }
        }
    }
}
