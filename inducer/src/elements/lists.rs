//! The element context as a technique: for each list of objects or grids, what its columns are good for.
//!
//! "The color of the largest object touching the border" is three small expressions; none needs a special function.

use arc_dsl::Type;

use crate::elements::attributes::{attributes, fill};
use crate::elements::context::ElementContext;
use crate::elements::higher_order;
use crate::elements::parts::learn_parts;
use crate::elements::rules::learn_rules;
use crate::elements::selection::learn_selections;
use crate::search::bank::EntryId;
use crate::search::budget::StopReason;
use crate::search::state::Search;

/// Searches selections, rules and parts over all lists of objects and grids in the bank. The closed expressions over them
/// wait for their level.
pub fn learn_from_lists(search: &mut Search) -> Option<StopReason> {
    for list in lists(search) {
        let Some(context) = context_of(search, list) else { continue };
        let mut closed = Vec::new();
        let stop = higher_order::apply(search, &context, &mut closed);
        learn_selections(search, &context, &closed);
        let attributes = attributes(search, &context);
        learn_parts(search, &context, &closed, &attributes);
        search.wait(closed);
        let stop = stop.or_else(|| learn_rules(search, &context, &attributes));
        if stop.is_some() {
            return stop;
        }
    }
    None
}

/// The context of a list with all its columns, if it has one.
pub fn context_of(search: &mut Search, list: EntryId) -> Option<ElementContext> {
    let mut context = ElementContext::new(search, list)?;
    fill(search, &mut context);
    Some(context)
}

/// The lists of objects and grids in the bank, cheapest first.
pub fn lists(search: &mut Search) -> Vec<EntryId> {
    let types = search.type_ids(&[Type::list(Type::Object), Type::list(Type::Grid)]);
    let mut lists: Vec<EntryId> = types.iter().flat_map(|&ty| search.bank().of_type(ty)).collect();
    lists.sort_by_key(|&id| (search.bank().get(id).cost, id));
    lists
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arc_dsl::{Expression, PrimitiveId, Value};

    use super::*;
    use crate::search::budget::Cancel;
    use crate::search::example::ValueId;
    use crate::testing::{search, task, value};

    const LIST: &str = "objects(input, mono4)";

    #[test]
    fn columns_mean_what_the_evaluator_says() {
        let cancel = Cancel::new();
        let task = task(&[("1102|0002", "1"), ("30003|01100", "2")], &["404"]);
        let mut search = search(&task, &cancel, &["1", "up", LIST]);
        let list = lists(&mut search)[0];
        let context = context_of(&mut search, list).unwrap();
        assert_eq!(context.starts, [0, 2, 5, 7]);
        assert!(context.columns.len() > 50, "only {} columns", context.columns.len());
        let map = PrimitiveId::find("map").unwrap();
        for column in context.columns.iter().filter(|column| column.is_total()) {
            let function = Arc::new(Expression::Function("o".into(), column.expression.clone()));
            let expression = Arc::new(Expression::Call(map, vec![context.list.clone(), function]));
            for (index, example) in search.examples().iter().enumerate() {
                let values = column.values[context.places(index)].iter().map(|&id| example.value(id).clone());
                let values = Value::List(values.collect());
                assert_eq!(value(&expression, example.input()), values, "{}", column.expression);
            }
            let first = search.examples()[0].value(column.values[0]);
            assert!(first.type_of().is_none_or(|ty| ty == *search.bank().ty(column.ty)), "{}", column.expression);
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
        let list = lists(&mut search)[0];
        assert!(context_of(&mut search, list).is_none());
    }

    #[test]
    fn the_largest_object_is_found_by_its_area() {
        let cancel = Cancel::new();
        let pairs = [("1022|0020|3300", "22|20"), ("40000|44055|40000", "40|44|40")];
        let task = task(&pairs, &["60777|66000"]);
        let mut search = search(&task, &cancel, &[LIST]);
        assert_eq!(learn_from_lists(&mut search), None);
        assert!(search.waiting().iter().any(|entry| *search.bank().ty(entry.ty) == Type::Object));
        search.release(30);
        let object = search.type_id(&Type::Object);
        let largest = search.bank().of_type(object).find(|&id| {
            let boxes = search.bank().get(id).values.iter().zip(search.examples());
            let mut boxes = boxes.map(|(&number, example)| match example.value(number) {
                Value::Object(object) => object.to_grid(),
                other => panic!("{other} is not an object"),
            });
            boxes.by_ref().take(2).zip(&task.train).all(|(made, pair)| made.same_cells(&pair.output))
        });
        assert!(largest.is_some(), "no object of the bank is always the largest");
        assert!(search.waiting().iter().all(|entry| entry.cost > 38));
    }
}
