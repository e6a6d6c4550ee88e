//! The element context: expressions over one element `o` of a list of objects or grids, as vectors of their values on
//! all elements of all examples.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value};

use crate::decision_list::Action;
use crate::search::bank::{EntryId, TypeId};
use crate::search::example::ValueId;
use crate::search::state::Search;

/// Most elements in one example, and in all of them, that a context may have.
const MAX_ELEMENTS: (usize, usize) = (60, 300);

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
    /// What gives an element the value of the column.
    pub fn action(&self) -> Action {
        Action { expression: self.expression.clone(), cost: self.cost }
    }

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
    /// The context of a list, with the element as its only column; `None` if it has no or too many elements.
    pub fn new(search: &mut Search, list: EntryId) -> Option<ElementContext> {
        let entry = search.bank().get(list);
        let Type::List(element) = search.bank().ty(entry.ty).clone() else { return None };
        let (list, cost, lists) = (entry.expression.clone(), entry.cost, entry.values.to_vec());
        let mut starts = vec![0];
        let mut elements = Vec::new();
        for (&id, example) in lists.iter().zip(search.examples_mut()) {
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
        let ty = search.type_id(&element);
        let itself = Column { expression: variable, ty, cost: 1, values: elements.into() };
        Some(ElementContext { list, cost, lists, element: *element, starts, columns: vec![itself] })
    }

    /// The places of an example's elements among all.
    pub fn places(&self, example: usize) -> std::ops::Range<usize> {
        self.starts[example]..self.starts[example + 1]
    }
}
