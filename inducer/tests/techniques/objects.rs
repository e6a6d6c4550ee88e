//! The object context: its columns, and the closed expressions that come of them.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value, primitives};
use inducer::Cancel;
use inducer::objects::{ObjectContext, close_all, codes, release};

use crate::{literal, search, task, value};

const LIST: &str = "objects(input, mono4)";

#[test]
fn columns_mean_what_the_evaluator_says() {
    let cancel = Cancel::new();
    let task = task(&[("1102|0002", "1"), ("30003|01100", "2")], &["404"]);
    let mut search = search(&task, &cancel, &["1", "up", LIST]);
    let list = search.object_lists()[0];
    let context = ObjectContext::new(&mut search, list).unwrap();
    assert_eq!(context.starts, [0, 2, 5, 7]);
    assert!(context.columns.len() > 50, "only {} columns", context.columns.len());
    let map = primitives::find("map").unwrap();
    for column in &context.columns {
        let function = Arc::new(Expression::Function("o".into(), column.expression.clone()));
        let expression = Arc::new(Expression::Call(map, vec![context.list.clone(), function]));
        for (index, example) in search.examples.iter().enumerate() {
            let values = Value::List(column.values[context.starts[index]..context.starts[index + 1]].into());
            assert_eq!(value(&expression, &example.input), values, "{}", column.expression);
        }
        assert_eq!(column.values[0].type_of(), Some(column.ty.clone()), "{}", column.expression);
    }
}

#[test]
fn a_list_that_is_empty_somewhere_has_no_context() {
    let cancel = Cancel::new();
    let mut search = search(&task(&[("1102", "1"), ("0000", "2")], &["404"]), &cancel, &[LIST]);
    let list = search.object_lists()[0];
    assert!(ObjectContext::new(&mut search, list).is_none());
}

#[test]
fn the_largest_object_is_found_by_closing_its_area() {
    let cancel = Cancel::new();
    let pairs = [("1022|0020|3300", "22|20"), ("40000|44055|40000", "40|44|40")];
    let task = task(&pairs, &["60777|66000"]);
    let mut search = search(&task, &cancel, &[LIST]);
    let mut pending = Vec::new();
    assert_eq!(close_all(&mut search, &mut pending), None);
    assert!(pending.iter().any(|entry| *search.bank.ty(entry.ty) == Type::Object));
    release(&mut search, &mut pending, 30);
    let object = search.bank.type_id(&Type::Object);
    let largest = search.bank.of_type(object).find(|&id| {
        let boxes = search.bank.get(id).values.iter().zip(&search.examples);
        let mut boxes = boxes.map(|(&number, example)| match example.value(number) {
            Value::Object(object) => object.to_grid(),
            other => panic!("{other} is not an object"),
        });
        boxes.by_ref().take(2).zip(&task.train).all(|(made, pair)| made.same_cells(&pair.output))
    });
    assert!(largest.is_some(), "no object of the bank is always the largest");
    assert!(pending.is_empty() || pending.iter().all(|entry| entry.cost > 30));
}

#[test]
fn codes_number_distinct_values_from_zero() {
    let values = ["3", "1", "3", "2"].map(literal);
    assert_eq!(codes(&values), (vec![0, 1, 0, 2], 3));
}
