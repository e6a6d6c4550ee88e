//! One example of a problem with everything computed from it: distinct values under small numbers, and a memory of
//! applications.
//!
//! Icecuber (ARC Kaggle 2020) evaluates a function once per distinct grid per example and then searches over tuples of
//! numbers; this is the same idea for values of every type.

use std::hash::BuildHasher;
use std::sync::Arc;

use arc_dsl::{Grid, Primitive, PrimitiveId, Type, Value};
use data::Cancel;
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::search::problem::Instance;

/// The number of a value within one example.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ValueId(u32);

impl ValueId {
    /// Stands for "undefined".
    pub const NONE: ValueId = ValueId(u32::MAX);
}

/// Work of an application beyond its cells, in ticks: looking up, checking, keeping.
const OVERHEAD: u64 = 40;
/// Work of finding an application in memory, in ticks.
const REMEMBERED: u64 = 8;

/// The values that are bound, the one that is wanted if it is known, and all values found so far.
pub struct Example {
    bound: Vec<Value>,
    wanted: Option<Value>,
    values: Vec<Value>,
    /// Places in `values`, found by the value's hash.
    numbers: HashTable<ValueId>,
    memory: FxHashMap<(PrimitiveId, [ValueId; 4]), ValueId>,
    /// Ticks spent here and not yet collected.
    ticks: u64,
    /// Of all ticks ever spent here, those on each primitive, by its place in the table.
    by_primitive: Vec<u64>,
    bytes: u64,
    /// Once cancelled, nothing more is computed: a batch of applications to large grids takes long.
    cancel: Cancel,
}

impl Example {
    /// An example that knows nothing but what is bound and wanted.
    pub fn new(Instance { bound, wanted }: Instance, cancel: Cancel) -> Example {
        Example {
            bound,
            wanted,
            values: Vec::new(),
            numbers: HashTable::new(),
            memory: FxHashMap::default(),
            ticks: 0,
            by_primitive: vec![0; Primitive::all().len()],
            bytes: 0,
            cancel,
        }
    }

    /// Whether somebody cancelled; everything that is not known yet is undefined then.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// The values that are bound.
    pub fn bound(&self) -> &[Value] {
        &self.bound
    }

    /// The value wanted, if it is known.
    pub fn wanted(&self) -> Option<&Value> {
        self.wanted.as_ref()
    }

    /// The input grid of a task's example.
    ///
    /// # Panics
    /// If the first binding is not a grid.
    pub fn input(&self) -> &Arc<Grid> {
        match &self.bound[0] {
            Value::Grid(grid) => grid,
            other => panic!("{other} is no input"),
        }
    }

    /// The grid wanted, if it is known and a grid.
    pub fn output(&self) -> Option<&Arc<Grid>> {
        match &self.wanted {
            Some(Value::Grid(grid)) => Some(grid),
            _ => None,
        }
    }

    /// Ticks spent here and not yet collected.
    pub fn ticks(&self) -> u64 {
        self.ticks
    }

    /// Collects the ticks spent here.
    pub fn take_ticks(&mut self) -> u64 {
        std::mem::take(&mut self.ticks)
    }

    /// Adds work that was done here.
    pub fn charge(&mut self, ticks: u64) {
        self.ticks += ticks;
    }

    /// Bytes kept here, approximately.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Number of distinct values.
    pub fn value_count(&self) -> usize {
        self.values.len()
    }

    /// The value of a number that this example gave out.
    pub fn value(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    /// The number of a value, old or new.
    pub fn intern(&mut self, value: Value) -> ValueId {
        let hash = FxBuildHasher.hash_one(&value);
        let values = &self.values;
        if let Some(&known) = self.numbers.find(hash, |&id| values[id.0 as usize] == value) {
            return known;
        }
        let id = ValueId(values.len() as u32);
        self.numbers.insert_unique(hash, id, |&id| FxBuildHasher.hash_one(&values[id.0 as usize]));
        self.bytes += 40 + bytes(&value);
        self.values.push(value);
        id
    }

    /// The number of a primitive's result on numbered arguments, at most four; [`ValueId::NONE`] where it is undefined.
    pub fn apply(&mut self, primitive: PrimitiveId, arguments: &[ValueId]) -> ValueId {
        let mut key = (primitive, [ValueId::NONE; 4]);
        key.1[..arguments.len()].copy_from_slice(arguments);
        if let Some(&known) = self.memory.get(&key) {
            self.charge_primitive(primitive, REMEMBERED);
            return known;
        }
        if self.is_cancelled() {
            return ValueId::NONE;
        }
        let mut borrowed: [&Value; 4] = [&Value::Bool(false); 4];
        for (place, &id) in borrowed.iter_mut().zip(arguments) {
            *place = &self.values[id.0 as usize];
        }
        let borrowed = &borrowed[..arguments.len()];
        let (result, ticks) = charged(primitive, borrowed);
        self.charge_primitive(primitive, ticks);
        let result = match result {
            Some(value) => self.intern(value),
            None => ValueId::NONE,
        };
        self.bytes += 32;
        self.memory.insert(key, result);
        result
    }

    /// As [`Example::apply`] without the memory, for applications that hardly repeat.
    pub fn apply_once(&mut self, primitive: PrimitiveId, arguments: &[ValueId]) -> ValueId {
        if self.is_cancelled() {
            return ValueId::NONE;
        }
        let mut borrowed: [&Value; 4] = [&Value::Bool(false); 4];
        for (place, &id) in borrowed.iter_mut().zip(arguments) {
            *place = &self.values[id.0 as usize];
        }
        let (result, ticks) = charged(primitive, &borrowed[..arguments.len()]);
        self.charge_primitive(primitive, ticks);
        result.map_or(ValueId::NONE, |value| self.intern(value))
    }

    /// A primitive's result on plain values, charged but not remembered.
    pub fn evaluate(&mut self, primitive: PrimitiveId, arguments: &[Value]) -> Option<Value> {
        if self.is_cancelled() {
            return None;
        }
        let borrowed: Vec<&Value> = arguments.iter().collect();
        let (result, ticks) = charged(primitive, &borrowed);
        self.charge_primitive(primitive, ticks);
        result
    }

    /// The ticks spent on each family of primitives, by name.
    pub fn by_family(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        Primitive::all().iter().zip(&self.by_primitive).map(|(primitive, &ticks)| (primitive.family, ticks))
    }

    fn charge_primitive(&mut self, primitive: PrimitiveId, ticks: u64) {
        self.ticks += ticks;
        self.by_primitive[primitive.index()] += ticks;
    }

    /// The number of the value of a binding.
    pub fn intern_bound(&mut self, binding: usize) -> ValueId {
        self.intern(self.bound[binding].clone())
    }
}

/// The result of a primitive and the ticks it took: the cells read and made.
fn charged(primitive: PrimitiveId, arguments: &[&Value]) -> (Option<Value>, u64) {
    let result = primitive.get().apply_to(arguments);
    let parameters = &primitive.get().parameters;
    let is_mapped = |at: usize| matches!(parameters.get(at + 1), Some(next) if matches!(next.ty, Type::Function(..)));
    // A list before a function of its elements is only passed through.
    let weight = |(at, argument): (usize, &&Value)| match argument {
        Value::List(items) if is_mapped(at) && !parameters[at].ty.is_concrete() => items.len() as u64,
        _ => argument.weight(),
    };
    let read: u64 = arguments.iter().enumerate().map(weight).sum();
    let made = result.as_ref().map_or(0, Value::weight);
    (result, OVERHEAD + read + made)
}

/// Heap bytes of a value, approximately.
fn bytes(value: &Value) -> u64 {
    match value {
        Value::Plane(plane) => 64 + 4 * plane.area() as u64,
        Value::List(items) => 32 + items.iter().map(|item| 24 + bytes(item)).sum::<u64>(),
        Value::Grid(_) | Value::Mask(_) | Value::Object(_) => 80 + value.weight(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use arc_dsl::{IntoValue, Point};

    use super::*;
    use crate::testing::{grid, literal};

    fn example() -> Example {
        Example::new(Instance { bound: vec![literal("{12|34}")], wanted: None }, Cancel::new())
    }

    #[test]
    fn equal_values_have_one_number() {
        let mut example = example();
        let input = example.intern_bound(0);
        assert_eq!(example.intern(literal("{12|34}")), input);
        assert_ne!(example.intern(literal("{12|35}")), input);
        let elsewhere = grid("12|34").as_ref().clone().with_offset(Point::new(0, 1));
        assert_ne!(example.intern(elsewhere.into_value()), input, "where a grid was cut from matters");
        assert_eq!(example.value_count(), 3);
        assert_eq!(*example.value(input), literal("{12|34}"));
    }

    #[test]
    fn applications_are_remembered() {
        let mut example = example();
        let transform = PrimitiveId::find("transform").unwrap();
        let arguments = [example.intern_bound(0), example.intern(literal("rotate90"))];
        let turned = example.apply(transform, &arguments);
        assert_eq!(*example.value(turned), literal("{31|42}"));
        let (ticks, values) = (example.ticks, example.value_count());
        assert!(ticks >= 8, "four cells were read and four made");
        assert_eq!(example.apply(transform, &arguments), turned);
        assert_eq!(example.value_count(), values);
        assert!((1..ticks).contains(&(example.ticks - ticks)), "looking up is work, but less");
    }

    #[test]
    fn what_is_undefined_stays_so() {
        let mut example = example();
        let at = PrimitiveId::find("at").unwrap();
        let arguments = [example.intern_bound(0), example.intern(literal("(2, 0)"))];
        assert_eq!(example.apply(at, &arguments), ValueId::NONE);
        let ticks = example.ticks;
        assert_eq!(example.apply(at, &arguments), ValueId::NONE);
        assert!((1..ticks).contains(&(example.ticks - ticks)));
    }
}
