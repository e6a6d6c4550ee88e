//! The element context: expressions over one element `o` of a list of objects or grids, as vectors of their values on
//! all elements of all examples, and what is made of them: closed expressions, selections and rules.
//!
//! "The color of the largest object touching the border" is three small expressions; none needs a special function.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value};

use crate::decision_list::attributes;
use crate::elements::attributes::fill;
use crate::elements::higher_order;
use crate::elements::parts::learn_parts;
use crate::elements::rules::learn_rules;
use crate::elements::selection::learn_selections;
use crate::search::bank::{Entry, EntryId, TypeId};
use crate::search::budget::StopReason;
use crate::search::enumerate::Operator;
use crate::search::example::ValueId;
use crate::search::state::Search;

/// Most elements in one example, and in all of them, that a context may have.
const MAX_ELEMENTS: (usize, usize) = (60, 300);

/// Bits by which closed expressions enter the bank earlier than their cost says.
const DISCOUNT: u32 = 8;

/// An expression over `o` with its values on all elements.
#[derive(Clone)]
pub struct Column {
    /// The expression; `o` stands for the element.
    pub expression: Arc<Expression>,
    /// Its type.
    pub ty: TypeId,
    /// Its description length in bits.
    pub cost: u32,
    /// Its value on each element, example after example; [`ValueId::NONE`] where it is undefined.
    pub values: Box<[ValueId]>,
}

impl Column {
    /// Whether the column has a value on every element.
    pub fn is_total(&self) -> bool {
        !self.values.contains(&ValueId::NONE)
    }
}

/// A list of objects or grids with the expressions over its elements.
pub struct ElementContext {
    /// The list.
    pub list: Arc<Expression>,
    /// Cost of the list in bits.
    pub cost: u32,
    /// Values of the list, one per example.
    pub lists: Vec<ValueId>,
    /// The type of the elements.
    pub element: Type,
    /// Place of the first element of each example among all, and the total.
    pub starts: Vec<usize>,
    /// Expressions over one element, the element itself first and then by rising cost.
    pub columns: Vec<Column>,
}

impl ElementContext {
    /// The context of a list with its columns; `None` if it has no or too many elements.
    pub fn new(search: &mut Search, operators: &[Operator], list: EntryId) -> Option<ElementContext> {
        let entry = search.bank.get(list);
        let Type::List(element) = search.bank.ty(entry.ty).clone() else { return None };
        let (list, cost, lists) = (entry.expression.clone(), entry.cost, entry.values.to_vec());
        let mut starts = vec![0];
        let mut elements = Vec::new();
        for (&id, example) in lists.iter().zip(&mut search.examples) {
            let Value::List(items) = example.value(id).clone() else { return None };
            if items.is_empty() || items.len() > MAX_ELEMENTS.0 {
                return None;
            }
            elements.extend(items.iter().map(|item| example.intern(item.clone())));
            starts.push(elements.len());
        }
        // One element everywhere needs no context: the grid context has it as the first element.
        if elements.len() > MAX_ELEMENTS.1 || elements.len() == lists.len() {
            return None;
        }
        let variable = Arc::new(Expression::Variable("o".into()));
        let ty = search.bank.type_id(&element);
        let itself = Column { expression: variable, ty, cost: 1, values: elements.into() };
        let mut context = ElementContext { list, cost, lists, element: *element, starts, columns: vec![itself] };
        fill(search, operators, &mut context);
        Some(context)
    }

    /// The places of an example's elements among all.
    pub fn places(&self, example: usize) -> std::ops::Range<usize> {
        self.starts[example]..self.starts[example + 1]
    }
}

/// Searches selections and rules over all lists of objects and grids in the bank, and adds their closed expressions to
/// `pending`.
pub fn close_all(search: &mut Search, operators: &[Operator], pending: &mut Vec<Entry>) -> Option<StopReason> {
    for list in lists(search) {
        let Some(context) = ElementContext::new(search, operators, list) else { continue };
        let mut closed = Vec::new();
        let stop = higher_order::close(search, &context, &mut closed);
        learn_selections(search, &context, &closed);
        let attributes = attributes(search, &context);
        learn_parts(search, &context, &closed, &attributes);
        pending.append(&mut closed);
        let stop = stop.or_else(|| learn_rules(search, &context, &attributes));
        if stop.is_some() {
            return stop;
        }
    }
    None
}

/// The lists of objects and grids in the bank, cheapest first.
pub fn lists(search: &mut Search) -> Vec<EntryId> {
    let types = search.type_ids(&[Type::list(Type::Object), Type::list(Type::Grid)]);
    let mut lists: Vec<EntryId> = types.iter().flat_map(|&ty| search.bank.of_type(ty)).collect();
    lists.sort_by_key(|&id| (search.bank.get(id).cost, id));
    lists
}

/// Moves the closed expressions up to a cost into the bank, at a discount: at their own cost they would come so late
/// that nothing is built on them.
pub fn release(search: &mut Search, pending: &mut Vec<Entry>, cost: u32) {
    pending.sort_by_key(|entry| entry.cost);
    let due = pending.partition_point(|entry| entry.cost <= cost.saturating_add(DISCOUNT));
    for entry in pending.drain(..due) {
        let cost = if cost == u32::MAX { entry.cost } else { entry.cost.saturating_sub(DISCOUNT).max(cost) };
        search.insert(Entry { cost, ..entry });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::Cancel;
    use crate::elements::attributes::codes;
    use crate::elements::context::{ElementContext, close_all, lists, release};
    use crate::search::enumerate::operators;
    use crate::search::example::ValueId;
    use arc_dsl::{Expression, PrimitiveId, Type, Value};

    use crate::testing::{literal, search, task, value};

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
}
