//! The state that all techniques of a search share: examples, bank, budget, and what was found.
//!
//! It knows no technique. Those that work wherever a value is found are its observers: they are called on every entry
//! that the bank takes in, and pay from accounts of their own.

mod effort;
mod entries;
mod goal;

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::{Color, Grid, PrimitiveId, Size, Type, Value};
use data::Task;

use crate::guidance::Guidance;
use crate::guidance::costs::CostModel;
use crate::guidance::value_model::features;
use crate::guidance::value_properties::PairFacts;
use crate::search::bank::{Bank, Entry, EntryId, TypeId};
use crate::search::budget::{Account, Cancel, Limits};
use crate::search::example::{Example, ValueId};
use crate::search::frontier::Frontier;
use crate::search::operators::{Operator, operators};
use crate::search::problem::{Binding, Problem};

/// The account of work that no other technique does.
pub const ENUMERATION: &str = "enumeration";

/// A technique that works on every entry that the bank takes in.
pub trait Observer {
    /// Does its work. What it puts into the bank meanwhile is not observed.
    fn on_entry(&mut self, search: &mut Search, entry: EntryId);
}

/// Examples, bank, budget and the programs found so far.
pub struct Search<'a> {
    /// Those with a wanted value, then those that ask for one.
    examples: Vec<Example>,
    /// Number of examples with a wanted value.
    train: usize,
    bindings: Vec<Binding>,
    /// The type of the values wanted.
    goal: Type,
    is_task: bool,
    bank: Bank,
    operators: Arc<[Operator]>,
    guidance: Guidance,
    budget: Account<'a>,
    frontier: Frontier,
    palette: Vec<Color>,
    /// What values are compared with to tell how relevant they are.
    pairs: Vec<PairFacts>,
    /// Entries that wait for their level.
    waiting: Vec<Entry>,
    observers: Vec<(&'static str, Box<dyn Observer>)>,
    /// Whether colors that are read from the input serve as arguments, or constants only.
    has_read_colors: bool,
    /// Work that is not an example's, in ticks, not yet collected.
    charged: u64,
    /// Who pays, and how much of what is not yet collected is already in an account.
    account: &'static str,
    accounted: u64,
    accounts: BTreeMap<&'static str, u64>,
}

impl<'a> Search<'a> {
    /// A search that knows only the examples of a task, and the sizes that its answers may have.
    pub fn new(task: &Task, sizes: &[Vec<Size>], limits: Limits, cancel: &'a Cancel) -> Search<'a> {
        Search::of_problem(&Problem::of_task(task, sizes), limits, cancel)
    }

    /// A search that knows the examples of a problem only.
    pub fn of_problem(problem: &Problem, limits: Limits, cancel: &'a Cancel) -> Search<'a> {
        let train = problem.known();
        let example = |instance| Example::new(instance, cancel.clone());
        let examples: Vec<Example> = problem.instances().iter().cloned().map(example).collect();
        let is_task = problem.is_task();
        let pair = |example: &Example| Some(PairFacts::new(example.input().clone(), example.output()?.clone()));
        let pairs = if is_task { examples.iter().filter_map(pair).collect() } else { Vec::new() };
        let mut bank = Bank::default();
        let operators = operators(&mut bank).into();
        Search {
            train,
            examples,
            bindings: problem.bindings().to_vec(),
            goal: problem.goal().clone(),
            is_task,
            bank,
            operators,
            guidance: Guidance::default(),
            budget: Account::new(limits, cancel),
            frontier: Frontier::new(problem.sizes().to_vec(), train, problem.changes()),
            palette: problem.palette(),
            pairs,
            waiting: Vec::new(),
            observers: Vec::new(),
            has_read_colors: false,
            charged: 0,
            account: ENUMERATION,
            accounted: 0,
            accounts: BTreeMap::new(),
        }
    }

    /// The same search with some guidance.
    pub fn guided_by(self, guidance: &Guidance) -> Search<'a> {
        Search { guidance: guidance.clone(), ..self }
    }

    /// Calls an observer on every entry from now on, at the expense of an account.
    pub fn observe(&mut self, account: &'static str, observer: Box<dyn Observer>) {
        self.observers.push((account, observer));
    }

    /// Lets colors that are read from the input serve as arguments from now on.
    pub fn read_colors(&mut self) {
        self.has_read_colors = true;
    }

    /// Whether colors that are read from the input serve as arguments, or constants only.
    pub fn has_read_colors(&self) -> bool {
        self.has_read_colors
    }

    /// The examples, those with a wanted value first.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The examples, to compute new values on them.
    pub fn examples_mut(&mut self) -> &mut [Example] {
        &mut self.examples
    }

    /// The bank, and the examples to compute new values on.
    pub fn bank_and_examples(&mut self) -> (&Bank, &mut [Example]) {
        (&self.bank, &mut self.examples)
    }

    /// Number of examples with a wanted value, which are the first.
    pub fn train(&self) -> usize {
        self.train
    }

    /// The examples of a task with their outputs.
    pub fn training(&self) -> impl Iterator<Item = (&Example, &Arc<Grid>)> {
        self.examples.iter().filter_map(|example| Some((example, example.output()?)))
    }

    /// What expressions may read.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Whether the problem is a task: from an input grid to an output grid.
    pub fn is_task(&self) -> bool {
        self.is_task
    }

    /// The distinct expressions so far.
    pub fn bank(&self) -> &Bank {
        &self.bank
    }

    /// The primitives at the types that are searched.
    pub fn operators(&self) -> Arc<[Operator]> {
        self.operators.clone()
    }

    /// What each primitive costs.
    pub fn costs(&self) -> &CostModel {
        &self.guidance.costs
    }

    /// What was found.
    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Colors of the values bound and wanted, in order.
    pub fn palette(&self) -> &[Color] {
        &self.palette
    }

    /// The number of a type in the bank.
    pub fn type_id(&mut self, ty: &Type) -> TypeId {
        self.bank.type_id(ty)
    }

    /// The numbers of some types in the bank.
    pub fn type_ids(&mut self, types: &[Type]) -> Vec<TypeId> {
        types.iter().map(|ty| self.bank.type_id(ty)).collect()
    }

    /// The numbers of a constant, one per example.
    pub fn intern(&mut self, value: &Value) -> Box<[ValueId]> {
        self.examples.iter_mut().map(|example| example.intern(value.clone())).collect()
    }

    /// The values of a primitive on arguments that have values on each example; `None` where one is undefined.
    pub fn apply(&mut self, primitive: PrimitiveId, arguments: &[&[ValueId]]) -> Option<Box<[ValueId]>> {
        let apply = |(index, example): (usize, &mut Example)| {
            let arguments: Vec<ValueId> = arguments.iter().map(|values| values[index]).collect();
            example.apply(primitive, &arguments)
        };
        let values: Box<[ValueId]> = self.examples.iter_mut().enumerate().map(apply).collect();
        (!values.contains(&ValueId::NONE)).then_some(values)
    }

    /// The features of an entry, by which it is relevant or not.
    pub fn features(&self, id: EntryId) -> Vec<usize> {
        let entry = self.bank.get(id);
        features(self.bank.ty(entry.ty), &self.pairs, on_pairs(entry, &self.examples, self.train))
    }

    /// What values are compared with to tell how relevant they are.
    pub fn pairs(&self) -> &[PairFacts] {
        &self.pairs
    }

    /// The values of an entry, one per example.
    pub fn values(&self, id: EntryId) -> Vec<Value> {
        let values = self.bank.get(id).values.iter();
        values.zip(&self.examples).map(|(&value, example)| example.value(value).clone()).collect()
    }

    /// The grids of an entry, one per example.
    pub fn grids(&self, id: EntryId) -> Option<Vec<Arc<Grid>>> {
        let values = self.bank.get(id).values.iter();
        values.zip(&self.examples).map(|(&value, example)| grid_of(example.value(value))).collect()
    }

    /// The entry of `input`.
    ///
    /// # Panics
    /// If there is none.
    pub fn input(&mut self) -> EntryId {
        let ty = self.bank.type_id(&Type::Grid);
        self.bank.of_type(ty).next().expect("the input is the first grid in the bank")
    }

    /// The cheapest grids, masks and planes of the bank.
    pub fn per_cell_entries(&mut self, limit: usize) -> Vec<Entry> {
        let types = self.type_ids(&[Type::Grid, Type::Mask, Type::Plane]);
        let cheapest = |&ty: &TypeId| self.bank.of_type(ty).take(limit).map(|id| self.bank.get(id).clone());
        types.iter().flat_map(cheapest).collect()
    }
}

/// The values of an entry on the training pairs.
fn on_pairs<'e>(entry: &'e Entry, examples: &'e [Example], train: usize) -> impl Iterator<Item = &'e Value> + Clone {
    entry.values.iter().zip(examples).take(train).map(|(&id, example)| example.value(id))
}

/// The grid of a value, if it is one.
pub fn grid_of(value: &Value) -> Option<Arc<Grid>> {
    match value {
        Value::Grid(grid) => Some(grid.clone()),
        _ => None,
    }
}
