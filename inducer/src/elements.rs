//! The element context: expressions over one element `o` of a list of objects or grids, as vectors of their values on
//! all elements of all examples, and what is made of them: closed expressions, selections and rules.
//!
//! "The color of the largest object touching the border" is three small expressions; none needs a special function.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value};

use crate::attributes::fill;
use crate::bank::{Entry, EntryId, TypeId};
use crate::budget::StopReason;
use crate::closing;
use crate::decision::attributes;
use crate::enumerate::Operator;
use crate::example::ValueId;
use crate::parts::learn_parts;
use crate::rules::learn_rules;
use crate::search::Search;
use crate::select::learn_selections;

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
        let stop = closing::close(search, &context, &mut closed);
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
