//! What enters the bank: at once, on its level, or later than its cost says.

use std::sync::Arc;

use arc_dsl::{Expression, Type, Value};

use crate::guidance::value_model::features;
use crate::search::bank::{Entry, EntryId};
use crate::search::example::ValueId;
use crate::search::state::{Search, on_pairs};

/// Work of comparing a value with a pair beyond two looks at its cells, in ticks.
const COMPARISON: u64 = 40;
/// A value that is likelier to be a step of a program by this many bits is not deferred; one that is less likely is
/// deferred by a level for each bit, up to a limit.
const IRRELEVANT: f32 = 2.0;
const MOST_DELAY: f32 = 8.0;
/// Bits by which waiting entries enter the bank earlier than their cost says.
const DISCOUNT: u32 = 8;

impl Search<'_> {
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

    /// Defers what stands on a level, the more the less relevant it is; to be called before anything is built on it.
    pub fn defer(&mut self, level: u32) {
        let Some(model) = self.guidance.values.clone() else { return };
        let Search { bank, examples, pairs, budget, .. } = self;
        if pairs.is_empty() {
            return;
        }
        let mut ticks = 0;
        bank.delay(level, |entry, ty| {
            if !matches!(*entry.expression, Expression::Call(..)) || budget.is_cancelled() {
                return 0;
            }
            let values = on_pairs(entry, examples, pairs.len());
            ticks += values.clone().map(|value| COMPARISON + 2 * value.weight()).sum::<u64>();
            let bits = model.score_bits(&features(ty, pairs, values));
            (IRRELEVANT - bits).round().clamp(0.0, MOST_DELAY) as u32
        });
        self.charge(ticks);
    }
}
