//! The state that all techniques of a search share: examples, bank, budget, and what was found.
//!
//! It knows no technique. Those that work wherever a value is found are its observers: they are called on every entry
//! that the bank takes in, or on every grid that misses the goal, and pay from accounts of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::{Code, Color, DEFAULT_TICKS, Expression, Grid, PrimitiveId, Type, Value};
use data::Task;

use crate::guidance::Guidance;
use crate::guidance::costs::CostModel;
use crate::guidance::value_model::features;
use crate::guidance::value_properties::PairFacts;
use crate::search::bank::{Bank, Entry, EntryId, TypeId};
use crate::search::budget::{Allowance, Budget, Cancel, Limits, Statistics, StopReason};
use crate::search::example::{Example, ValueId};
use crate::search::frontier::{Frontier, agrees};
use crate::search::operators::{Operator, operators};
use crate::search::problem::{Binding, Problem};

/// Work of comparing a value with a pair beyond two looks at its cells, in ticks.
const COMPARISON: u64 = 40;
/// A value that is likelier to be a step of a program by this many bits is not deferred; one that is less likely is
/// deferred by a level for each bit, up to a limit.
const IRRELEVANT: f32 = 2.0;
const MOST_DELAY: f32 = 8.0;

/// Bits by which waiting entries enter the bank earlier than their cost says.
const DISCOUNT: u32 = 8;

/// The account of work that no other technique does.
pub const ENUMERATION: &str = "enumeration";

/// A technique that works on every entry that the bank takes in.
pub trait Observer {
    /// Does its work. What it puts into the bank meanwhile is not observed.
    fn on_entry(&mut self, search: &mut Search, entry: EntryId);
}

/// A technique that finishes grids which miss the goal: the finished expression, its surcharge in bits and its values.
/// Gets the expression and its values on all examples.
pub type Finisher = fn(&Search, &Arc<Expression>, &[Value]) -> Option<(Arc<Expression>, u32, Vec<Value>)>;

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
    budget: Budget<'a>,
    frontier: Frontier,
    palette: Vec<Color>,
    /// What values are compared with to tell how relevant they are.
    pairs: Vec<PairFacts>,
    /// Entries that wait for their level.
    waiting: Vec<Entry>,
    observers: Vec<(&'static str, Box<dyn Observer>)>,
    finishers: Vec<Finisher>,
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
    /// A search that knows the examples of a task only.
    pub fn new(task: &Task, limits: Limits, cancel: &'a Cancel) -> Search<'a> {
        Search::of_problem(&Problem::of_task(task), limits, cancel)
    }

    /// A search that knows the examples of a problem only.
    pub fn of_problem(problem: &Problem, limits: Limits, cancel: &'a Cancel) -> Search<'a> {
        let train = problem.known();
        let examples: Vec<Example> = problem.instances().iter().cloned().map(Example::new).collect();
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
            budget: Budget::new(limits, cancel),
            frontier: Frontier::new(problem.sizes().to_vec(), train, problem.changes()),
            palette: problem.palette(),
            pairs,
            waiting: Vec::new(),
            observers: Vec::new(),
            finishers: Vec::new(),
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

    /// Tries to finish every grid that misses the goal from now on.
    pub fn finish_with(&mut self, finisher: Finisher) {
        self.finishers.push(finisher);
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

    /// What was spent, as far as it is collected.
    pub fn spent(&self) -> &Statistics {
        &self.budget.spent
    }

    /// The whole account, ticks by technique and family included.
    pub fn into_statistics(mut self) -> Statistics {
        self.stop(); // Brings the account up to date.
        let mut spent = self.budget.spent;
        spent.by_technique = self.accounts;
        for (family, ticks) in self.examples.iter().flat_map(Example::by_family).filter(|&(_, ticks)| ticks > 0) {
            *spent.by_family.entry(family).or_default() += ticks;
        }
        spent
    }

    /// A bound that is right for a small budget, for this one: what is tried in pairs grows with the square root.
    pub fn scaled(&self, bound: usize) -> usize {
        self.budget.scaled(bound)
    }

    /// Adds work to the account, in ticks.
    pub fn charge(&mut self, ticks: u64) {
        self.charged += ticks;
    }

    /// Adds applications considered to the account.
    pub fn count_expressions(&mut self, count: u64) {
        self.budget.spent.expressions += count;
    }

    /// Why to stop now, if there is a reason; the examples' accounts are brought together first.
    pub fn stop(&mut self) -> Option<StopReason> {
        self.pay();
        self.accounted = 0;
        let spent = &mut self.budget.spent;
        spent.ticks += std::mem::take(&mut self.charged);
        spent.ticks += self.examples.iter_mut().map(Example::take_ticks).sum::<u64>();
        spent.values = self.examples.iter().map(|example| example.value_count() as u64).sum();
        spent.bytes = self.bank.bytes() + self.examples.iter().map(Example::bytes).sum::<u64>();
        spent.fits = self.frontier.fit_count() as u64;
        self.budget.has_plausible = self.frontier.has_plausible();
        self.budget.stop()
    }

    /// Writes what was spent since the last time into the account of who pays.
    fn pay(&mut self) {
        let open = self.charged + self.examples.iter().map(Example::ticks).sum::<u64>();
        if open > self.accounted {
            *self.accounts.entry(self.account).or_default() += open - self.accounted;
            self.accounted = open;
        }
    }

    /// Does some work at the expense of an account.
    fn at_expense_of<T>(&mut self, account: &'static str, work: impl FnOnce(&mut Search<'a>) -> T) -> T {
        self.pay();
        let before = std::mem::replace(&mut self.account, account);
        let result = work(self);
        self.pay();
        self.account = before;
        result
    }

    /// Gives a technique its turn: work at its expense, on a share of the whole budget, in percent. Afterwards only
    /// reasons that end the whole search count.
    pub fn turn(
        &mut self,
        account: &'static str,
        percent: u64,
        work: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        self.stop(); // Brings the account up to date.
        self.at_expense_of(account, |search| search.share(percent, work))
    }

    /// Does some work on a share of the budget, in percent: the work sees the budget end where its share ends.
    pub fn share(
        &mut self,
        percent: u64,
        work: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        let allowance = self.budget.share(percent);
        self.within(allowance, work);
        self.stop()
    }

    /// Does some work within an allowance of its own: the work sees the budget end where the allowance ends.
    pub fn within<T>(&mut self, allowance: Allowance, work: impl FnOnce(&mut Search<'a>) -> T) -> T {
        let outer = self.budget.enter(allowance);
        let result = work(self);
        self.budget.leave(outer);
        result
    }

    /// What may be spent now.
    pub fn allowance(&self) -> Allowance {
        self.budget.allowance()
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

    /// Puts a constant into the bank.
    pub fn add_constant(&mut self, value: Value, cost: u32) {
        let Some(ty) = value.type_of() else { return };
        let values = self.intern(&value);
        self.add(Expression::constant(value), &ty, cost, values);
    }

    /// Puts an expression with its values, one per example, into the bank unless an equal one is there, and holds it
    /// against the goal if it is of the type wanted.
    pub fn add(
        &mut self,
        expression: Arc<Expression>,
        ty: &Type,
        cost: u32,
        values: Box<[ValueId]>,
    ) -> Option<EntryId> {
        let ty = self.bank.type_id(ty);
        self.insert(Entry { expression, ty, cost, values })
    }

    /// As [`Search::add`], for a finished entry.
    pub fn insert(&mut self, entry: Entry) -> Option<EntryId> {
        let level = entry.cost;
        self.insert_at(entry, level)
    }

    /// The same at a level of its own.
    pub fn insert_at(&mut self, entry: Entry, level: u32) -> Option<EntryId> {
        let id = self.bank.insert(entry, level)?;
        let Entry { expression, cost, ty, .. } = self.bank.get(id);
        if *self.bank.ty(*ty) == self.goal {
            // What was let in at a discount is judged by its full cost.
            let (expression, cost) = (expression.clone(), self.costs().total(expression).max(*cost));
            self.hold_against_goal(&expression, cost, self.values(id));
        }
        let mut observers = std::mem::take(&mut self.observers);
        for (account, observer) in &mut observers {
            self.at_expense_of(account, |search| observer.on_entry(search, id));
        }
        self.observers = observers;
        Some(id)
    }

    /// Puts an entry into the bank that neither techniques nor the goal shall see.
    pub fn insert_unseen(&mut self, entry: Entry) {
        let level = entry.cost;
        self.bank.insert(entry, level);
    }

    /// Keeps entries until their level is filled.
    pub fn wait(&mut self, entries: Vec<Entry>) {
        self.waiting.extend(entries);
    }

    /// The entries that wait for their level.
    pub fn waiting(&self) -> &[Entry] {
        &self.waiting
    }

    /// Puts the waiting entries of a level into the bank, at a discount: at their own cost they would come so late that
    /// nothing is built on them.
    pub fn release(&mut self, level: u32) {
        for entry in self.due(level.saturating_add(DISCOUNT)) {
            let cost = entry.cost.saturating_sub(DISCOUNT).max(level);
            self.insert(Entry { cost, ..entry });
        }
    }

    /// Puts all waiting entries into the bank, at their own cost.
    pub fn release_all(&mut self) {
        for entry in self.due(u32::MAX) {
            self.insert(entry);
        }
    }

    /// Takes the waiting entries up to a cost, cheapest first.
    fn due(&mut self, cost: u32) -> Vec<Entry> {
        self.waiting.sort_by_key(|entry| entry.cost);
        let due = self.waiting.partition_point(|entry| entry.cost <= cost);
        self.waiting.drain(..due).collect()
    }

    /// Holds a finished expression against the goal. It does not enter the bank, where a cheaper equal expression may
    /// still come.
    pub fn offer(&mut self, expression: Arc<Expression>, cost: u32) {
        if let Some(values) = self.evaluate(&expression) {
            self.hold_against_goal(&expression, cost, values);
        }
    }

    /// The values of an expression of the type wanted on all examples; `None` where one is undefined.
    pub fn evaluate(&mut self, expression: &Arc<Expression>) -> Option<Vec<Value>> {
        let has_variables = self.bindings.iter().any(|binding| *binding.expression != Expression::Input);
        let code = (!has_variables).then(|| Code::compile(expression));
        let mut values = Vec::with_capacity(self.examples.len());
        for example in &mut self.examples {
            let mut ticks = DEFAULT_TICKS;
            let result = match &code {
                Some(code) => code.run(Some(example.input()), &mut ticks),
                None => {
                    let (closed, input) = bound(expression, &self.bindings, example.bound());
                    Code::compile(&closed).run(input, &mut ticks)
                }
            };
            example.charge(DEFAULT_TICKS - ticks);
            values.push(result.ok().filter(|value| value.type_of().is_none_or(|ty| ty == self.goal))?);
        }
        Some(values)
    }

    /// Defers what stands on a level, the more the less relevant it is; to be called before anything is built on it.
    pub fn defer(&mut self, level: u32) {
        let Some(model) = self.guidance.values.clone() else { return };
        let Search { bank, examples, pairs, .. } = self;
        if pairs.is_empty() {
            return;
        }
        let mut ticks = 0;
        bank.delay(level, |entry, ty| {
            if !matches!(*entry.expression, Expression::Call(..)) {
                return 0;
            }
            let values = on_pairs(entry, examples, pairs.len());
            ticks += values.clone().map(|value| COMPARISON + 2 * value.weight()).sum::<u64>();
            let bits = model.score_bits(&features(ty, pairs, values));
            (IRRELEVANT - bits).round().clamp(0.0, MOST_DELAY) as u32
        });
        self.charge(ticks);
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

    fn hold_against_goal(&mut self, expression: &Arc<Expression>, cost: u32, values: Vec<Value>) {
        let wanted = || self.examples.iter().filter_map(Example::wanted);
        let solved = wanted().zip(&values).filter(|(wanted, value)| agrees(wanted, value)).count();
        let predictions = values[self.train..].to_vec();
        if solved == self.train {
            self.frontier.add_fit(expression.clone(), cost, predictions);
        } else if let Some((finished, surcharge, values)) =
            self.finishers.iter().find_map(|finish| finish(self, expression, &values))
        {
            self.frontier.add_fit(finished, cost + surcharge, values[self.train..].to_vec());
        } else {
            let wanted = self.examples.iter().filter_map(Example::wanted);
            self.frontier.add_near_miss(expression, cost, solved, &values, wanted);
        }
    }
}

/// The expression with the values of its variables in it, and the value of `input`.
fn bound<'v>(
    expression: &Arc<Expression>,
    bindings: &[Binding],
    values: &'v [Value],
) -> (Arc<Expression>, Option<&'v Arc<Grid>>) {
    let mut closed = expression.clone();
    let mut input = None;
    for (binding, value) in bindings.iter().zip(values) {
        match (&*binding.expression, value) {
            (Expression::Variable(name), value) => {
                closed = Arc::new(Expression::Let(name.clone(), Expression::constant(value.clone()), closed));
            }
            (_, Value::Grid(grid)) => input = Some(grid),
            _ => {}
        }
    }
    (closed, input)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LIMITS, search, task};

    #[test]
    fn a_turn_ends_with_its_share_and_the_search_goes_on() {
        let cancel = Cancel::new();
        let mut search = search(&task(&[("1203|3120", "21|10"), ("1203|3120", "12|10")], &["1230|0000"]), &cancel, &[]);
        search.stop();
        let limit = search.spent().ticks + 1_000_000;
        search.within(Allowance::new(Limits { ticks: limit, ..LIMITS }), |search| {
            let mut seen = None;
            let stop = search.turn("some", 50, |search| {
                assert_eq!(search.stop(), None);
                search.charge(limit * 6 / 10);
                seen = search.stop();
                seen
            });
            assert_eq!((seen, stop), (Some(StopReason::OutOfTicks), None));
            let stop = search.turn("other", 50, |search| {
                search.examples_mut()[1].charge(limit);
                None
            });
            assert_eq!(stop, Some(StopReason::OutOfTicks), "the whole budget is spent");
        });
        assert_eq!(search.stop(), None);
        let spent = search.into_statistics();
        assert_eq!((spent.by_technique["some"], spent.by_technique["other"]), (limit * 6 / 10, limit));
        assert_eq!(spent.by_technique.values().sum::<u64>(), spent.ticks);
    }
}
