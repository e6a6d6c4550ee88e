//! The element context: its columns, and the closed expressions that come of them.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type, Value};
use inducer::Cancel;
use inducer::attributes::codes;
use inducer::elements::{ElementContext, close_all, lists, release};
use inducer::enumerate::operators;
use inducer::example::ValueId;

use crate::{literal, search, task, value};

const LIST: &str = "objects(input, mono4)";

#[test]
fn columns_mean_what_the_evaluator_says() {
    let cancel = Cancel::new();
    let task = task(&[("1102|0002", "1"), ("30003|01100", "2")], &["404"]);
    let mut search = search(&task, &cancel, &["1", "up", LIST]);
    let operators = operators(&mut search);
    let list = lists(&mut search)[0];
    let context = ElementContext::new(&mut search, &operators, list).unwrap();
    assert_eq!(context.starts, [0, 2, 5, 7]);
    assert!(context.columns.len() > 50, "only {} columns", context.columns.len());
    let map = PrimitiveId::find("map").unwrap();
    for column in context.columns.iter().filter(|column| column.is_total()) {
        let function = Arc::new(Expression::Function("o".into(), column.expression.clone()));
        let expression = Arc::new(Expression::Call(map, vec![context.list.clone(), function]));
        for (index, example) in search.examples.iter().enumerate() {
            let values = column.values[context.places(index)].iter().map(|&id| example.value(id).clone());
            let values = Value::List(values.collect());
            assert_eq!(value(&expression, &example.input), values, "{}", column.expression);
        }
        let first = search.examples[0].value(column.values[0]);
        assert!(first.type_of().is_none_or(|ty| ty == *search.bank.ty(column.ty)), "{}", column.expression);
    }
    let partial = context.columns.iter().filter(|column| !column.is_total());
    for column in partial {
        let is_defined = |index| column.values[context.places(index)].iter().any(|&id| id != ValueId::NONE);
        assert!((0..3).all(is_defined), "{}", column.expression);
    }
}

#[test]
fn a_list_that_is_empty_somewhere_has_no_context() {
    let cancel = Cancel::new();
    let mut search = search(&task(&[("1102", "1"), ("0000", "2")], &["404"]), &cancel, &[LIST]);
    let operators = operators(&mut search);
    let list = lists(&mut search)[0];
    assert!(ElementContext::new(&mut search, &operators, list).is_none());
}

#[test]
fn the_largest_object_is_found_by_closing_its_area() {
    let cancel = Cancel::new();
    let pairs = [("1022|0020|3300", "22|20"), ("40000|44055|40000", "40|44|40")];
    let task = task(&pairs, &["60777|66000"]);
    let mut search = search(&task, &cancel, &[LIST]);
    let mut pending = Vec::new();
    let operators = operators(&mut search);
    assert_eq!(close_all(&mut search, &operators, &mut pending), None);
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
    assert!(pending.is_empty() || pending.iter().all(|entry| entry.cost > 38));
}

#[test]
fn codes_number_distinct_values_from_zero() {
    let values = ["3", "1", "3", "2"].map(literal);
    assert_eq!(codes(&values), (vec![0, 1, 0, 2], 3));
}
