//! The object context: expressions over one object `o` of a list, as vectors of their values on all objects of all
//! examples, and the closing operators that turn such a vector into a value of the grid context.
//!
//! "The color of the largest object touching the border" is three small expressions; none needs a special function.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type, Value, primitives};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bank::{Entry, EntryId};
use crate::budget::StopReason;
use crate::rules::learn_rules;
use crate::search::Search;
use crate::select::learn_selections;

/// Most objects in one example, and in all of them, that a context may have.
const MAX_OBJECTS: (usize, usize) = (60, 300);
/// Dearest column, in bits.
const MAX_COLUMN_COST: u32 = 20;
/// Most columns of a context.
const MAX_COLUMNS: usize = 400;

/// An expression over `o` with its values on all objects.
#[derive(Clone)]
pub struct Column {
    /// The expression; `o` stands for the object.
    pub expression: Arc<Expression>,
    /// Its type.
    pub ty: Type,
    /// Its description length in bits.
    pub cost: u32,
    /// Its value on each object, example after example.
    pub values: Vec<Value>,
}

/// A list of objects with the expressions over its elements.
pub struct ObjectContext {
    /// The list.
    pub list: Arc<Expression>,
    /// Cost of the list in bits.
    pub cost: u32,
    /// Values of the list, one per example.
    pub lists: Vec<Value>,
    /// Place of the first object of each example among all, and the total.
    pub starts: Vec<usize>,
    /// Expressions over one object.
    pub columns: Vec<Column>,
}

impl ObjectContext {
    /// The context of a list of objects; `None` if it has no or too many objects.
    pub fn new(search: &mut Search, list: EntryId) -> Option<ObjectContext> {
        let entry = search.bank.get(list);
        let lists: Vec<Value> =
            entry.values.iter().zip(&search.examples).map(|(&id, example)| example.value(id).clone()).collect();
        let mut starts = vec![0];
        for value in &lists {
            let Value::List(items) = value else { return None };
            if items.is_empty() || items.len() > MAX_OBJECTS.0 {
                return None;
            }
            starts.push(starts[starts.len() - 1] + items.len());
        }
        let total = starts[starts.len() - 1];
        // One object everywhere needs no context: the grid context has it as the first element.
        if total > MAX_OBJECTS.1 || total == lists.len() {
            return None;
        }
        let mut context =
            ObjectContext { list: entry.expression.clone(), cost: entry.cost, lists, starts, columns: Vec::new() };
        context.fill(search);
        Some(context)
    }

    fn fill(&mut self, search: &mut Search) {
        let objects: Vec<Value> = self
            .lists
            .iter()
            .flat_map(|list| match list {
                Value::List(items) => items.to_vec(),
                _ => vec![],
            })
            .collect();
        let variable = Arc::new(Expression::Variable("o".into()));
        let mut seen: FxHashSet<(Type, Vec<Value>)> = FxHashSet::default();
        self.columns.push(Column { expression: variable, ty: Type::Object, cost: 1, values: objects });
        seen.insert((Type::Object, self.columns[0].values.clone()));
        let broadcast = self.broadcast(search);
        // Two rounds: attributes of the object, then attributes of the objects and numbers found in the first.
        let mut from = 0;
        for round in 0..2 {
            let until = self.columns.len();
            for primitive in primitives::ids() {
                for source in from..until {
                    self.apply(search, primitive, source, &broadcast, round, &mut seen);
                    if self.columns.len() >= MAX_COLUMNS || search.stop().is_some() {
                        return;
                    }
                }
            }
            from = until;
        }
        self.add_comparisons();
    }

    /// Arguments that are the same for all objects of an example, by type.
    fn broadcast(&self, search: &mut Search) -> FxHashMap<Type, Vec<Broadcast>> {
        let mut by_type: FxHashMap<Type, Vec<Broadcast>> = FxHashMap::default();
        let list = Broadcast { expression: self.list.clone(), cost: self.cost, values: self.lists.clone() };
        by_type.insert(Type::list(Type::Object), vec![list]);
        for ty in [Type::Grid, Type::Color, Type::Direction, Type::Transform, Type::Int, Type::Segmentation] {
            let id = search.bank.type_id(&ty);
            let limit = if ty == Type::Segmentation { 2 } else { 3 };
            let known = search.bank.of_type(id).map(|entry| search.bank.get(entry));
            let is_kept = |entry: &&Entry| match ty {
                Type::Grid => *entry.expression == Expression::Input,
                Type::Color | Type::Direction => true,
                _ => entry.cost <= limit,
            };
            let values = |entry: &Entry| {
                let values = entry.values.iter().zip(&search.examples);
                values.map(|(&id, example)| example.value(id).clone()).collect()
            };
            let list = known
                .filter(is_kept)
                .take(10)
                .map(|entry| Broadcast {
                    expression: entry.expression.clone(),
                    cost: entry.cost,
                    values: values(entry),
                })
                .collect();
            by_type.insert(ty, list);
        }
        by_type
    }

    /// Adds the columns of a primitive with the source column as one argument and broadcast values as the others.
    fn apply(
        &mut self,
        search: &mut Search,
        primitive: PrimitiveId,
        source: usize,
        broadcast: &FxHashMap<Type, Vec<Broadcast>>,
        round: usize,
        seen: &mut FxHashSet<(Type, Vec<Value>)>,
    ) {
        let signature = primitive.get();
        let ty = self.columns[source].ty.clone();
        let is_column_type =
            matches!(signature.result, Type::Int | Type::Color | Type::Bool | Type::Point | Type::Object | Type::Grid);
        let is_used = match ty {
            Type::Object => true,
            Type::Int | Type::Color => round == 1,
            _ => false,
        };
        if !is_column_type || !is_used || signature.parameters.len() > 3 || signature.cost > MAX_COLUMN_COST {
            return;
        }
        for hole in 0..signature.parameters.len() {
            if signature.parameters[hole].ty != ty {
                continue;
            }
            let mut rows: Vec<Vec<Option<&Broadcast>>> = vec![vec![]];
            for (index, parameter) in signature.parameters.iter().enumerate() {
                let options: Vec<Option<&Broadcast>> = if index == hole {
                    vec![None]
                } else {
                    broadcast.get(&parameter.ty).map_or(vec![], |list| list.iter().map(Some).collect())
                };
                rows = rows
                    .iter()
                    .flat_map(|row| options.iter().map(move |&option| [&row[..], &[option]].concat()))
                    .collect();
            }
            for row in rows {
                let cost = signature.cost
                    + self.columns[source].cost
                    + row.iter().flatten().map(|given| given.cost).sum::<u32>();
                if cost > MAX_COLUMN_COST || self.columns.len() >= MAX_COLUMNS {
                    continue;
                }
                let Some(values) = self.evaluate(search, primitive, source, &row) else { continue };
                if !seen.insert((signature.result.clone(), values.clone())) {
                    continue;
                }
                let argument = |given: &Option<&Broadcast>| match given {
                    Some(given) => given.expression.clone(),
                    None => self.columns[source].expression.clone(),
                };
                let expression = Arc::new(Expression::Call(primitive, row.iter().map(argument).collect()));
                self.columns.push(Column { expression, ty: signature.result.clone(), cost, values });
            }
        }
    }

    fn evaluate(
        &self,
        search: &mut Search,
        primitive: PrimitiveId,
        source: usize,
        row: &[Option<&Broadcast>],
    ) -> Option<Vec<Value>> {
        let column = &self.columns[source];
        let mut values = Vec::with_capacity(column.values.len());
        for (index, example) in search.examples.iter_mut().enumerate() {
            for value in &column.values[self.starts[index]..self.starts[index + 1]] {
                let argument = |given: &Option<&Broadcast>| match given {
                    Some(given) => given.values[index].clone(),
                    None => value.clone(),
                };
                let arguments: Vec<Value> = row.iter().map(argument).collect();
                values.push(example.evaluate(primitive, &arguments)?);
            }
        }
        Some(values)
    }

    /// Adds "equals this constant" for the numbers and colors that occur in at least half of the examples.
    fn add_comparisons(&mut self) {
        let equal = primitives::find("equal").expect("the primitive exists");
        let examples = self.lists.len();
        let mut seen: FxHashSet<Vec<bool>> = FxHashSet::default();
        for index in 0..self.columns.len() {
            let column = &self.columns[index];
            if !matches!(column.ty, Type::Int | Type::Color) || column.cost > 12 {
                continue;
            }
            let mut constants: Vec<Value> = Vec::new();
            for value in &column.values {
                if !constants.contains(value) {
                    constants.push(value.clone());
                }
            }
            let mut added = Vec::new();
            for constant in constants {
                let truth: Vec<bool> = column.values.iter().map(|value| *value == constant).collect();
                let present = (0..examples)
                    .filter(|&example| truth[self.starts[example]..self.starts[example + 1]].contains(&true))
                    .count();
                if 2 * present < examples || !seen.insert(truth.clone()) {
                    continue;
                }
                let cost = column.cost + 5 + arc_dsl::expression::literal_cost(&constant);
                let arguments = vec![column.expression.clone(), Expression::constant(constant)];
                added.push(Column {
                    expression: Arc::new(Expression::Call(equal, arguments)),
                    ty: Type::Bool,
                    cost,
                    values: truth.into_iter().map(Value::Bool).collect(),
                });
            }
            self.columns.extend(added);
        }
    }

    /// Applies every primitive that takes a list and a function of its elements, for every column of the right type.
    pub fn close(&self, search: &mut Search, pending: &mut Vec<Entry>) -> Option<StopReason> {
        for primitive in primitives::ids() {
            let signature = primitive.get();
            let Some(place) = signature.parameters.iter().position(|p| matches!(p.ty, Type::Function(..))) else {
                continue;
            };
            let Type::Function(from, to) = &signature.parameters[place].ty else { continue };
            if !matches!(**from, Type::Object | Type::Variable(_)) || signature.parameters.len() > 3 {
                continue;
            }
            for column in &self.columns {
                let is_right =
                    **to == column.ty || (matches!(**to, Type::Variable(_)) && !matches!(column.ty, Type::Object));
                if is_right {
                    self.close_one(search, primitive, place, column, pending);
                }
            }
            let stop = search.stop();
            if stop.is_some() {
                return stop;
            }
        }
        None
    }

    fn close_one(
        &self,
        search: &mut Search,
        primitive: PrimitiveId,
        place: usize,
        column: &Column,
        pending: &mut Vec<Entry>,
    ) {
        let signature = primitive.get();
        let input = search.input();
        let mut ids = Vec::with_capacity(search.examples.len());
        for index in 0..search.examples.len() {
            let results: Arc<[Value]> = column.values[self.starts[index]..self.starts[index + 1]].into();
            let grid = search.bank.get(input).values[index];
            let example = &mut search.examples[index];
            let mut arguments = Vec::with_capacity(3);
            for (at, parameter) in signature.parameters.iter().enumerate() {
                arguments.push(match &parameter.ty {
                    _ if at == place => Value::List(results.clone()),
                    _ if at + 1 == place => self.lists[index].clone(),
                    Type::Grid => example.value(grid).clone(),
                    _ => return,
                });
            }
            match example.evaluate(primitive, &arguments) {
                Some(value) => ids.push(example.intern(value)),
                None => return,
            }
        }
        let arguments = (0..signature.parameters.len())
            .map(|at| {
                if at == place {
                    Arc::new(Expression::Function("o".into(), column.expression.clone()))
                } else if at + 1 == place {
                    self.list.clone()
                } else {
                    Arc::new(Expression::Input)
                }
            })
            .collect();
        let result = signature.result.substitute(&|number| if number == 0 { Type::Object } else { column.ty.clone() });
        pending.push(Entry {
            expression: Arc::new(Expression::Call(primitive, arguments)),
            ty: search.bank.type_id(&result),
            cost: signature.cost + self.cost + column.cost + 1,
            values: ids.into(),
        });
    }
}

/// An expression with one value per example, given to all objects of the example.
struct Broadcast {
    expression: Arc<Expression>,
    cost: u32,
    values: Vec<Value>,
}

/// Searches selections and rules over all lists of objects in the bank, and adds their closed expressions to `pending`.
pub fn close_all(search: &mut Search, pending: &mut Vec<Entry>) -> Option<StopReason> {
    for list in search.object_lists() {
        let Some(context) = ObjectContext::new(search, list) else { continue };
        let mut closed = Vec::new();
        let stop = context.close(search, &mut closed);
        learn_selections(search, &context, &closed);
        pending.append(&mut closed);
        let stop = stop.or_else(|| learn_rules(search, &context));
        if stop.is_some() {
            return stop;
        }
    }
    None
}

/// Moves the closed expressions up to a cost into the bank.
pub fn release(search: &mut Search, pending: &mut Vec<Entry>, cost: u32) {
    pending.sort_by_key(|entry| entry.cost);
    let due = pending.partition_point(|entry| entry.cost <= cost);
    for entry in pending.drain(..due) {
        let cost = if cost == u32::MAX { entry.cost } else { entry.cost.max(cost) };
        search.insert(Entry { cost, ..entry });
    }
}

/// Values of a column as small numbers, and how many distinct ones there are.
pub fn codes(values: &[Value]) -> (Vec<u32>, usize) {
    let mut numbers: FxHashMap<&Value, u32> = FxHashMap::default();
    let codes = values
        .iter()
        .map(|value| {
            let next = numbers.len() as u32;
            *numbers.entry(value).or_insert(next)
        })
        .collect();
    (codes, numbers.len())
}
