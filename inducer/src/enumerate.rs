//! Bottom-up enumeration in the grid context: every application of a primitive to known expressions, by rising cost.
//!
//! Level by level in description length (as in Probe, Barke et al. 2020, and BUSTLE, Odena et al. 2021), typed, with
//! observational equivalence. Candidates are gathered in batches; each example then computes its values on its own, so
//! that examples run in parallel without locks and the result does not depend on the number of threads.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type};
use rayon::prelude::*;

use crate::bank::{Entry, EntryId, TypeId};
use crate::budget::StopReason;
use crate::example::ValueId;
use crate::search::Search;
use crate::technique::{Technique, Techniques};

/// Candidates evaluated between two looks at the budget.
const BATCH: usize = 512;
/// Most parameters of a primitive that takes part in the search.
const MAX_PARAMETERS: usize = 4;

/// A primitive at concrete types.
pub struct Operator {
    /// The primitive.
    pub primitive: PrimitiveId,
    /// The types of its parameters.
    pub parameters: Vec<TypeId>,
    /// The type of its result.
    pub result: TypeId,
}

/// The types that take part in the search.
pub fn searched_types() -> Vec<Type> {
    let simple = [
        Type::Grid,
        Type::Object,
        Type::Mask,
        Type::Plane,
        Type::Color,
        Type::Int,
        Type::Bool,
        Type::Point,
        Type::Size,
        Type::Direction,
        Type::Transform,
        Type::Segmentation,
    ];
    let lists = [Type::Grid, Type::Object, Type::Color, Type::Int, Type::Mask, Type::Point, Type::Direction];
    simple.into_iter().chain(lists.into_iter().map(Type::list)).collect()
}

/// Every primitive without function parameters, at every choice of searched types for its type variables.
pub fn operators(search: &mut Search) -> Vec<Operator> {
    let types = searched_types();
    let ids = search.type_ids(&types);
    let number = |ty: &Type| types.iter().position(|known| known == ty).map(|at| ids[at]);
    let mut operators = Vec::new();
    for primitive in PrimitiveId::all() {
        let signature = primitive.get();
        if signature.parameters.len() > MAX_PARAMETERS || signature.parameters.is_empty() {
            continue;
        }
        let is_generic = signature.parameters.iter().any(|parameter| !parameter.ty.is_concrete());
        let choices = if is_generic { &types[..] } else { &types[..1] };
        for choice in choices {
            let concrete = |ty: &Type| number(&ty.substitute(&|_| choice.clone()));
            let parameters: Option<Vec<TypeId>> =
                signature.parameters.iter().map(|parameter| concrete(&parameter.ty)).collect();
            if let (Some(parameters), Some(result)) = (parameters, concrete(&signature.result)) {
                operators.push(Operator { primitive, parameters, result });
            }
        }
    }
    operators
}

/// Without these techniques, which work wherever a value is found, a search only enumerates.
pub fn without_others() -> Techniques {
    Techniques::from_iter([Technique::Backward, Technique::Closers, Technique::Recoloring])
}

/// Goes up in cost from nothing until the budget ends, without turns of other techniques.
pub fn enumerate(search: &mut Search) {
    crate::seed(search);
    let operators = operators(search);
    (1..crate::MAX_COST).find_map(|cost| expand(search, &operators, cost));
}

/// Adds every application whose price and the levels of its arguments sum to a level.
pub fn expand(search: &mut Search, operators: &[Operator], level: u32) -> Option<StopReason> {
    search.weigh(level - 1);
    let mut batch = Batch::default();
    for operator in operators {
        let own = search.prices.of(operator.primitive);
        if own < level {
            let stop = combine(search, operator, level - own, &mut Chosen::default(), &mut batch);
            if stop.is_some() {
                return stop;
            }
        }
    }
    batch.evaluate(search, level);
    search.stop()
}

/// Arguments chosen so far.
#[derive(Clone, Copy, Default)]
struct Chosen {
    arguments: [EntryId; MAX_PARAMETERS],
    count: usize,
}

impl Chosen {
    fn arguments(&self) -> &[EntryId] {
        &self.arguments[..self.count]
    }
}

/// Fills the operator's remaining parameters with entries whose levels sum to `rest`.
fn combine<'o>(
    search: &mut Search,
    operator: &'o Operator,
    rest: u32,
    chosen: &mut Chosen,
    batch: &mut Batch<'o>,
) -> Option<StopReason> {
    let open = operator.parameters.len() - chosen.count;
    let ty = operator.parameters[chosen.count];
    let levels = if open == 1 { rest..=rest } else { 1..=rest.saturating_sub(open as u32 - 1) };
    chosen.count += 1;
    for level in levels {
        // The shelf does not grow while it is read: new entries stand above their parts.
        for index in 0..search.bank.shelf(ty, level).len() {
            chosen.arguments[chosen.count - 1] = search.bank.shelf(ty, level)[index];
            let mut stop = None;
            if open > 1 {
                stop = combine(search, operator, rest - level, chosen, batch);
            } else {
                batch.candidates.push((operator, *chosen));
                if batch.candidates.len() >= BATCH {
                    let parts: u32 = chosen.arguments().iter().map(|&id| search.bank.level(id)).sum();
                    batch.evaluate(search, search.prices.of(operator.primitive) + parts);
                    stop = search.stop();
                }
            }
            if stop.is_some() {
                return stop;
            }
        }
    }
    chosen.count -= 1;
    None
}

/// Candidates of one level, not yet evaluated.
#[derive(Default)]
struct Batch<'o> {
    candidates: Vec<(&'o Operator, Chosen)>,
}

impl Batch<'_> {
    fn evaluate(&mut self, search: &mut Search, level: u32) {
        let candidates = std::mem::take(&mut self.candidates);
        search.budget.spent.expressions += candidates.len() as u64;
        let bank = &search.bank;
        let compute = |example: usize, state: &mut crate::example::Example, which: &[usize]| -> Vec<ValueId> {
            let mut arguments = Vec::with_capacity(MAX_PARAMETERS);
            which
                .iter()
                .map(|&index| {
                    let (operator, chosen) = &candidates[index];
                    arguments.clear();
                    arguments.extend(chosen.arguments().iter().map(|&id| bank.get(id).values[example]));
                    state.apply(operator.primitive, &arguments)
                })
                .collect()
        };
        // The first example rejects; the others only see what is defined there.
        let everything: Vec<usize> = (0..candidates.len()).collect();
        let (first, others) = search.examples.split_at_mut(1);
        let on_first = compute(0, &mut first[0], &everything);
        let defined: Vec<usize> = everything.into_iter().filter(|&i| on_first[i] != ValueId::NONE).collect();
        let on_others: Vec<Vec<ValueId>> =
            others.par_iter_mut().enumerate().map(|(index, example)| compute(index + 1, example, &defined)).collect();
        let mut values = Vec::with_capacity(search.examples.len());
        for (place, &index) in defined.iter().enumerate() {
            values.clear();
            values.push(on_first[index]);
            values.extend(on_others.iter().map(|column| column[place]));
            let (operator, chosen) = &candidates[index];
            if values.contains(&ValueId::NONE) || search.bank.find(operator.result, &values).is_some() {
                continue;
            }
            let arguments = chosen.arguments().iter().map(|&id| search.bank.get(id).expression.clone()).collect();
            let expression = Arc::new(Expression::Call(operator.primitive, arguments));
            let parts: u32 = chosen.arguments().iter().map(|&id| search.bank.get(id).cost).sum();
            let cost = search.prices.of(operator.primitive) + parts;
            let entry = Entry { expression, ty: operator.result, cost, values: values.as_slice().into() };
            search.insert_at(entry, level);
        }
    }
}
