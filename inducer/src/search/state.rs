//! The state that all techniques of a search share.

use std::sync::Arc;

use arc_dsl::{Code, Color, DEFAULT_TICKS, Expression, Grid, Type, Value};
use data::Task;

use crate::goals::inversion::Goals;
use crate::goals::lookahead;
use crate::goals::recoloring::learn_recoloring;
use crate::goals::sizes;
use crate::guidance::costs::CostModel;
use crate::guidance::value_model::{ValueModel, features};
use crate::guidance::value_properties::Scene;
use crate::search::bank::{Bank, Entry, EntryId, TypeId};
use crate::search::budget::{Budget, Cancel, Limits, StopReason};
use crate::search::example::{Example, ValueId};
use crate::search::frontier::Frontier;
use crate::search::technique::Technique;

/// Work of comparing a value with a pair beyond two looks at its cells, in ticks.
const COMPARISON: u64 = 40;
/// What is likelier to be a step of a program by so many bits is not delayed, what is less likely by a level for each bit, up
/// to a limit.
const IRRELEVANT: f32 = 2.0;
const MOST_DELAY: f32 = 8.0;

/// Examples, bank, budget and the programs found so far.
pub struct Search<'a> {
    /// Training inputs, then test inputs.
    pub examples: Vec<Example>,
    /// Number of training inputs.
    pub train: usize,
    /// Expressions over the grid context.
    pub bank: Bank,
    /// What each primitive costs.
    pub prices: CostModel,
    /// How likely values are steps of a program, if anything is known of that.
    pub values: Option<Arc<ValueModel>>,
    /// What may be spent.
    pub budget: Budget<'a>,
    /// What was found.
    pub frontier: Frontier,
    /// What the last step may need.
    pub goals: Goals,
    /// Colors of the task's inputs and outputs, in order.
    pub palette: Vec<Color>,
    /// What values are compared with to tell how relevant they are.
    pub scenes: Vec<Scene>,
}

impl<'a> Search<'a> {
    /// A search that knows the examples only.
    pub fn new(task: &Task, limits: Limits, cancel: &'a Cancel) -> Search<'a> {
        let mut examples: Vec<Example> = Vec::new();
        for pair in &task.train {
            examples.push(Example::new(pair.input.clone(), Some(pair.output.clone())));
        }
        for input in &task.tests {
            examples.push(Example::new(input.clone(), None));
        }
        let grids = examples.iter().flat_map(|example| [Some(&example.input), example.output.as_ref()]);
        let mut seen = [false; 10];
        for grid in grids.flatten() {
            for &color in grid.cells() {
                seen[color.index()] = true;
            }
        }
        let changed = task.train.iter().map(|pair| changed_cells(&pair.input, &pair.output)).sum();
        let goals: Vec<(Arc<Grid>, Arc<Grid>)> =
            task.train.iter().map(|pair| (pair.input.clone(), pair.output.clone())).collect();
        Search {
            train: task.train.len(),
            examples,
            bank: Bank::default(),
            prices: CostModel::default(),
            values: None,
            budget: Budget::new(limits, cancel),
            frontier: Frontier::new(sizes::size_hypotheses(task), task.train.len(), changed),
            goals: Goals::of(&goals),
            scenes: task.train.iter().map(|pair| Scene::new(pair.input.clone(), pair.output.clone())).collect(),
            palette: Color::ALL.into_iter().filter(|color| seen[color.index()]).collect(),
        }
    }

    /// The training inputs with their outputs.
    pub fn training(&self) -> impl Iterator<Item = (&Example, &Arc<Grid>)> {
        self.examples.iter().filter_map(|example| Some((example, example.output.as_ref()?)))
    }

    /// Why to stop now, if there is a reason; the examples' accounts are brought together first.
    pub fn stop(&mut self) -> Option<StopReason> {
        let spent = &mut self.budget.spent;
        spent.ticks += self.examples.iter_mut().map(|example| std::mem::take(&mut example.ticks)).sum::<u64>();
        spent.values = self.examples.iter().map(|example| example.value_count() as u64).sum();
        spent.bytes = self.bank.bytes() + self.examples.iter().map(|example| example.bytes).sum::<u64>();
        spent.fits = self.frontier.fit_count() as u64;
        self.budget.is_convinced = self.frontier.is_convinced();
        self.budget.stop()
    }

    /// Puts a constant into the bank.
    pub fn add_constant(&mut self, value: Value, cost: u32) {
        let Some(ty) = value.type_of() else { return };
        let values: Vec<ValueId> = self.examples.iter_mut().map(|example| example.intern(value.clone())).collect();
        self.add(Expression::constant(value), &ty, cost, values);
    }

    /// Puts an expression with its values, one per example, into the bank unless an equal one is there, and holds it
    /// against the goal if it is a grid.
    pub fn add(&mut self, expression: Arc<Expression>, ty: &Type, cost: u32, values: Vec<ValueId>) -> Option<EntryId> {
        let ty = self.bank.type_id(ty);
        self.insert(Entry { expression, ty, cost, values: values.into() })
    }

    /// As [`Search::add`], for a finished entry.
    pub fn insert(&mut self, entry: Entry) -> Option<EntryId> {
        let level = entry.cost;
        self.insert_at(entry, level)
    }

    /// The same at a level of its own.
    pub fn insert_at(&mut self, entry: Entry, level: u32) -> Option<EntryId> {
        let is_grid = *self.bank.ty(entry.ty) == Type::Grid;
        let id = self.bank.insert(entry, level)?;
        if is_grid && let Some(grids) = self.grids(id) {
            let Entry { expression, cost, .. } = self.bank.get(id);
            // What was let in at a discount is judged by its full price.
            let (expression, cost) = (expression.clone(), self.prices.total(expression).max(*cost));
            self.hold_against_goal(&expression, cost, &grids);
        }
        if self.uses(Technique::Backward) {
            self.complete_goals(id);
        }
        if self.uses(Technique::Closers) {
            lookahead::close(self, id);
        }
        Some(id)
    }

    /// Offers the last steps that an entry completes.
    fn complete_goals(&mut self, id: EntryId) {
        let entry = self.bank.get(id);
        let (expression, cost) = (entry.expression.clone(), entry.cost);
        let values: Vec<&Value> = entry
            .values
            .iter()
            .zip(&self.examples)
            .take(self.train)
            .map(|(&value, example)| example.value(value))
            .collect();
        let work = values[0].weight() / 8;
        let completed = self.goals.meet(&values, &expression, cost, &self.prices);
        self.examples[0].ticks += work;
        for (expression, cost) in completed {
            self.offer(expression, cost);
        }
    }

    /// Holds a finished grid expression against the goal. It does not enter the bank, where a cheaper equal expression may
    /// still come.
    pub fn offer(&mut self, expression: Arc<Expression>, cost: u32) {
        let code = Code::compile(&expression);
        let mut grids = Vec::with_capacity(self.examples.len());
        for example in &mut self.examples {
            let mut ticks = DEFAULT_TICKS;
            let result = code.run(Some(&example.input), &mut ticks);
            example.ticks += DEFAULT_TICKS - ticks;
            match result.ok().as_ref().and_then(grid_of) {
                Some(grid) => grids.push(grid),
                None => return,
            }
        }
        self.hold_against_goal(&expression, cost, &grids);
    }

    /// Moves what stands on a level further up, the less relevant it is; to be called before anything is built on it.
    pub fn weigh(&mut self, level: u32) {
        let Some(model) = self.values.clone() else { return };
        let Search { bank, examples, scenes, .. } = self;
        let mut ticks = 0;
        bank.delay(level, |entry, ty| {
            if !matches!(*entry.expression, Expression::Call(..)) {
                return 0;
            }
            let values = on_pairs(entry, examples, scenes.len());
            ticks += values.clone().map(|value| COMPARISON + 2 * value.weight()).sum::<u64>();
            let bits = model.score_bits(&features(ty, scenes, values));
            (IRRELEVANT - bits).round().clamp(0.0, MOST_DELAY) as u32
        });
        self.examples[0].ticks += ticks;
    }

    /// The features of an entry, by which it is relevant or not.
    pub fn features(&self, id: EntryId) -> Vec<usize> {
        let entry = self.bank.get(id);
        features(self.bank.ty(entry.ty), &self.scenes, on_pairs(entry, &self.examples, self.train))
    }

    /// The grids of an entry, one per example.
    pub fn grids(&self, id: EntryId) -> Option<Vec<Arc<Grid>>> {
        let values = self.bank.get(id).values.iter();
        values.zip(&self.examples).map(|(&value, example)| grid_of(example.value(value))).collect()
    }

    /// The entry of `input`.
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

    /// Whether a technique takes part.
    pub fn uses(&self, technique: Technique) -> bool {
        !self.budget.limits.without.contains(technique)
    }

    /// Gives a technique its turn, on a share of the whole budget, in percent, and keeps account of it. Afterwards only
    /// reasons that end the whole search count.
    pub fn stage(
        &mut self,
        technique: Technique,
        percent: u64,
        stage: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        if !self.uses(technique) {
            return None;
        }
        self.stop(); // Brings the account up to date.
        let before = self.budget.spent.ticks;
        let stop = self.share(percent, stage);
        self.budget.spent.by_technique[technique as usize] += self.budget.spent.ticks - before;
        stop
    }

    /// Does some work on a share of the budget, in percent: the work sees the budget end where its share ends.
    pub fn share(
        &mut self,
        percent: u64,
        work: impl FnOnce(&mut Search<'a>) -> Option<StopReason>,
    ) -> Option<StopReason> {
        let (whole, shared) = (self.budget.limits.ticks, self.budget.limits.shared_ticks());
        self.budget.limits.ticks = whole.min(self.budget.spent.ticks + shared / 100 * percent);
        work(self);
        self.budget.limits.ticks = whole;
        self.stop()
    }

    /// The types the bank holds under these numbers.
    pub fn type_ids(&mut self, types: &[Type]) -> Vec<TypeId> {
        types.iter().map(|ty| self.bank.type_id(ty)).collect()
    }

    fn hold_against_goal(&mut self, expression: &Arc<Expression>, cost: u32, grids: &[Arc<Grid>]) {
        let solved = self.training().zip(grids).filter(|((_, output), grid)| output.same_cells(grid)).count();
        let predictions = grids[self.train..].to_vec();
        if solved == self.train {
            self.frontier.add_fit(expression.clone(), cost, predictions);
        } else if self.uses(Technique::Recoloring)
            && let Some((recoloring, extra)) = learn_recoloring(self, grids)
        {
            let predictions = predictions.iter().map(|grid| recoloring.apply(grid)).collect();
            self.frontier.add_fit(recoloring.expression(expression), cost + extra, predictions);
        } else {
            self.frontier.add_near_miss(expression, cost, solved, grids, &self.examples);
        }
    }
}

/// The values of an entry on the training pairs.
fn on_pairs<'e>(entry: &'e Entry, examples: &'e [Example], train: usize) -> impl Iterator<Item = &'e Value> + Clone {
    entry.values.iter().zip(examples).take(train).map(|(&id, example)| example.value(id))
}

/// Number of cells of the output that the input does not have.
fn changed_cells(input: &Grid, output: &Grid) -> usize {
    if input.size() != output.size() {
        return output.area();
    }
    input.cells().iter().zip(output.cells()).filter(|(before, after)| before != after).count()
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
    use crate::testing::{search, task};

    #[test]
    fn a_stage_ends_with_its_share_and_the_search_goes_on() {
        let cancel = Cancel::new();
        let mut search = search(&task(&[("1203|3120", "21|10"), ("1203|3120", "12|10")], &["1230|0000"]), &cancel, &[]);
        search.stop();
        let before = search.budget.spent.ticks;
        search.budget.limits.ticks = before + 1_000_000;
        let limit = search.budget.limits.ticks;
        let mut seen = None;
        let stop = search.stage(Technique::Tables, 50, |search| {
            assert_eq!(search.stop(), None);
            search.examples[0].ticks += limit * 6 / 10;
            seen = search.stop();
            seen
        });
        assert_eq!((seen, stop), (Some(StopReason::OutOfTicks), None));
        assert_eq!(search.budget.limits.ticks, limit);
        assert_eq!(search.budget.spent.by_technique[Technique::Tables as usize], limit * 6 / 10);
        let stop = search.stage(Technique::Tables, 50, |search| {
            search.examples[1].ticks += limit;
            None
        });
        assert_eq!(stop, Some(StopReason::OutOfTicks), "the whole budget is spent");
    }
}
