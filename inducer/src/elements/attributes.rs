//! Columns of the element context: bottom-up enumeration by description length, as in the grid context, over the
//! element and what the bank knows of the whole input.
//!
//! A column may be undefined on some elements. It then serves only where it is not evaluated there: as the action of a
//! case of a rule, or on a selected element.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::decision_list::Attribute;
use crate::elements::context::{Column, ElementContext};
use crate::search::bank::{Entry, TypeId};
use crate::search::example::{Example, ValueId};
use crate::search::operators::Operator;
use crate::search::state::Search;

/// Highest cost of a column, in bits.
const MAX_COLUMN_COST: u32 = 20;
/// Share of the whole budget for the columns of one context, in percent.
const SHARE: u64 = 5;
/// Most parameters of a primitive that makes columns.
const MAX_PARAMETERS: usize = 3;
/// Highest cost of a column that is compared with constants, and the cost of a comparison beyond both sides.
const COMPARED_COST: u32 = 12;
const COMPARISON: u32 = 5;

/// Most attributes; the cheapest stay.
const MAX_ATTRIBUTES: usize = 160;

/// Types of columns with the most columns of each.
fn column_types() -> Vec<(Type, usize)> {
    vec![
        (Type::Int, 160),
        (Type::Bool, 160),
        (Type::Color, 64),
        (Type::Object, 160),
        (Type::Grid, 96),
        (Type::Point, 64),
        (Type::Size, 12),
        (Type::Mask, 24),
        (Type::Direction, 16),
        (Type::list(Type::Object), 16),
        (Type::list(Type::Color), 8),
    ]
}

/// Fills a context with columns by rising cost, then with comparisons to constants.
pub fn fill(search: &mut Search, context: &mut ElementContext) {
    let operators = search.operators();
    let mut columns = Columns::new(search, context);
    search.share(SHARE, |search| {
        for cost in 2..=MAX_COLUMN_COST {
            for operator in operators.iter() {
                let is_open = columns.room.get(&operator.result).is_some_and(|&room| room > 0);
                let own = search.costs().of(operator.primitive);
                if own < cost && is_open && operator.parameters.len() <= MAX_PARAMETERS {
                    columns.combine(search, context, operator, cost - own, &mut Vec::new());
                    let stop = search.stop();
                    if stop.is_some() {
                        return stop;
                    }
                }
            }
        }
        None
    });
    let Columns { parts, is_closed, mut seen, .. } = columns;
    context.columns = parts.into_iter().zip(is_closed).filter(|(_, closed)| !closed).map(|(part, _)| part).collect();
    add_comparisons(search, context, &mut seen);
}

/// Columns, and expressions that are the same for all elements of an example, as parts of further columns.
struct Columns {
    parts: Vec<Column>,
    /// Whether `o` does not occur in the part.
    is_closed: Vec<bool>,
    /// Parts by type and cost.
    shelves: FxHashMap<TypeId, Vec<Vec<usize>>>,
    /// How many more columns of a type there may be.
    room: FxHashMap<TypeId, usize>,
    seen: FxHashSet<(TypeId, Box<[ValueId]>)>,
}

impl Columns {
    fn new(search: &mut Search, context: &mut ElementContext) -> Columns {
        let room = column_types().into_iter().map(|(ty, count)| (search.type_id(&ty), count)).collect();
        let mut columns = Columns {
            parts: Vec::new(),
            is_closed: Vec::new(),
            shelves: FxHashMap::default(),
            room,
            seen: FxHashSet::default(),
        };
        columns.push(context.columns[0].clone(), false);
        columns.add_closed(search, context);
        columns
    }

    fn push(&mut self, column: Column, is_closed: bool) {
        let shelves = self.shelves.entry(column.ty).or_default();
        if shelves.len() <= column.cost as usize {
            shelves.resize_with(column.cost as usize + 1, Vec::new);
        }
        shelves[column.cost as usize].push(self.parts.len());
        self.seen.insert((column.ty, column.values.clone()));
        self.parts.push(column);
        self.is_closed.push(is_closed);
    }

    /// Adds the list, and cheap expressions of the bank.
    fn add_closed(&mut self, search: &mut Search, context: &ElementContext) {
        let spread = |values: &[ValueId]| -> Box<[ValueId]> {
            let each = values.iter().enumerate().flat_map(|(index, &id)| context.places(index).map(move |_| id));
            each.collect()
        };
        let uses_roles = search.has_read_colors();
        let list = search.type_id(&Type::list(context.element.clone()));
        let values = spread(&context.lists);
        self.push(Column { expression: context.list.clone(), ty: list, cost: context.cost, values }, true);
        for ty in [Type::Grid, Type::Color, Type::Direction, Type::Transform, Type::Int, Type::Segmentation] {
            let id = search.type_id(&ty);
            let limit = if ty == Type::Segmentation { 2 } else { 3 };
            let known: Vec<_> = search.bank().of_type(id).map(|entry| search.bank().get(entry)).collect();
            let is_kept = |entry: &&Entry| match ty {
                Type::Grid => *entry.expression == Expression::Input,
                Type::Color => uses_roles || matches!(*entry.expression, Expression::Literal(_)),
                Type::Direction => true,
                _ => entry.cost <= limit,
            };
            for entry in known.into_iter().filter(is_kept).take(10) {
                let values = spread(&entry.values);
                self.push(Column { expression: entry.expression.clone(), ty: id, cost: entry.cost, values }, true);
            }
        }
    }

    /// Adds the columns of an operator whose arguments' costs sum to `rest` beyond those chosen.
    fn combine(
        &mut self,
        search: &mut Search,
        context: &ElementContext,
        operator: &Operator,
        rest: u32,
        chosen: &mut Vec<usize>,
    ) {
        let open = operator.parameters.len() - chosen.len();
        let ty = operator.parameters[chosen.len()];
        let costs = if open == 1 { rest..=rest } else { 1..=rest.saturating_sub(open as u32 - 1) };
        for cost in costs {
            // The shelf does not grow while it is read: new columns cost more than their parts.
            let count = |columns: &Columns| columns.shelves.get(&ty)?.get(cost as usize).map(Vec::len);
            for index in 0..count(self).unwrap_or(0) {
                let part = self.shelves[&ty][cost as usize][index];
                chosen.push(part);
                if open > 1 {
                    self.combine(search, context, operator, rest - cost, chosen);
                } else if !chosen.iter().all(|&part| self.is_closed[part]) {
                    self.apply(search, context, operator, chosen);
                }
                chosen.pop();
            }
        }
    }

    /// Adds one application, if it is new and has a value in every example.
    fn apply(&mut self, search: &mut Search, context: &ElementContext, operator: &Operator, chosen: &[usize]) {
        if self.room[&operator.result] == 0 {
            return;
        }
        search.count_expressions(1);
        let truth = *search.bank().ty(operator.result) == Type::Bool;
        let mut values = Vec::with_capacity(context.starts[search.examples().len()]);
        let mut arguments = Vec::with_capacity(MAX_PARAMETERS);
        for (index, example) in search.examples_mut().iter_mut().enumerate() {
            let mut is_defined = false;
            for place in context.places(index) {
                arguments.clear();
                arguments.extend(chosen.iter().map(|&part| self.parts[part].values[place]));
                let value = if arguments.contains(&ValueId::NONE) {
                    ValueId::NONE
                } else {
                    example.apply_once(operator.primitive, &arguments)
                };
                is_defined |= value != ValueId::NONE;
                if truth && value == ValueId::NONE {
                    return;
                }
                values.push(value);
            }
            if !is_defined {
                return;
            }
        }
        let values: Box<[ValueId]> = values.into();
        if self.seen.contains(&(operator.result, values.clone())) {
            return;
        }
        let expressions = chosen.iter().map(|&part| self.parts[part].expression.clone()).collect();
        let cost =
            search.costs().of(operator.primitive) + chosen.iter().map(|&part| self.parts[part].cost).sum::<u32>();
        let expression = Arc::new(Expression::Call(operator.primitive, expressions));
        if let Some(room) = self.room.get_mut(&operator.result) {
            *room -= 1;
        }
        self.push(Column { expression, ty: operator.result, cost, values }, false);
    }
}

/// Adds "equals this constant" for the numbers and colors that occur in at least half of the examples.
fn add_comparisons(search: &mut Search, context: &mut ElementContext, seen: &mut FxHashSet<(TypeId, Box<[ValueId]>)>) {
    let equal = PrimitiveId::find("equal").expect("the primitive exists");
    let truth = search.type_id(&Type::Bool);
    let compared = search.type_ids(&[Type::Int, Type::Color]);
    let examples = search.examples().len();
    let answers: Vec<[ValueId; 2]> = search
        .examples_mut()
        .iter_mut()
        .map(|example| [false, true].map(|answer| example.intern(Value::Bool(answer))))
        .collect();
    let mut added = Vec::new();
    for column in &context.columns {
        if !compared.contains(&column.ty) || column.cost > COMPARED_COST || !column.is_total() {
            continue;
        }
        let values = plain_values(search, context, column);
        let mut constants: Vec<&Value> = Vec::new();
        for value in &values {
            if !constants.contains(&value) {
                constants.push(value);
            }
        }
        for constant in constants {
            let mut present = 0;
            let mut truths = Vec::with_capacity(values.len());
            for (index, answer) in answers.iter().enumerate() {
                let before = truths.len();
                truths.extend(context.places(index).map(|place| answer[usize::from(values[place] == *constant)]));
                present += usize::from(truths[before..].contains(&answer[1]));
            }
            let truths: Box<[ValueId]> = truths.into();
            if 2 * present < examples || !seen.insert((truth, truths.clone())) {
                continue;
            }
            let cost = column.cost + COMPARISON + arc_dsl::literal_cost(constant);
            let arguments = vec![column.expression.clone(), Expression::constant(constant.clone())];
            let expression = Arc::new(Expression::Call(equal, arguments));
            added.push(Column { expression, ty: truth, cost, values: truths });
        }
    }
    context.columns.extend(added);
    // The element itself stays first.
    context.columns[1..].sort_by_key(|column| column.cost);
}

/// The values of a total column, comparable across examples.
pub fn plain_values(search: &Search, context: &ElementContext, column: &Column) -> Vec<Value> {
    let of_example = |(index, example)| {
        let example: &Example = example;
        context.places(index).map(|place| example.value(column.values[place]).clone())
    };
    search.examples().iter().enumerate().flat_map(of_example).collect()
}

/// The cheapest attributes among the columns of a context.
pub fn attributes(search: &mut Search, context: &ElementContext) -> Vec<Attribute> {
    let types = search.type_ids(&[Type::Int, Type::Color, Type::Bool]);
    let mut columns: Vec<&Column> =
        context.columns.iter().filter(|column| types.contains(&column.ty) && column.is_total()).collect();
    columns.sort_by_key(|column| column.cost);
    let attribute =
        |column: &Column| Attribute::new(column.expression.clone(), column.cost, plain_values(search, context, column));
    columns.into_iter().filter_map(attribute).take(MAX_ATTRIBUTES).collect()
}

/// For each place the mask of the columns that are defined there, together with some that always are.
pub fn defined(places: impl Iterator<Item = usize>, columns: &[&Column], always: u64) -> Vec<(usize, u64)> {
    let is_defined = |column: &Column, place: usize| u64::from(column.values[place] != ValueId::NONE);
    let mask =
        |place: usize| columns.iter().enumerate().map(|(bit, column)| is_defined(column, place) << bit).sum::<u64>();
    places.map(|place| (place, always | mask(place))).collect()
}
