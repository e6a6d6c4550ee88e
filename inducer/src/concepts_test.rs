//! The programs of the generator's concepts, built up by the search as it would build them: every application by its operators,
//! from numbered values of the examples. What an enumeration that goes on for long enough comes to is so held against
//! the evaluators, also where no budget of a test reaches it.

use std::sync::Arc;

use arc_dsl::{Code, DEFAULT_TICKS, Expression, Value};
use data::{Concept, Difficulty, Generated, Generator, GeneratorOptions};
use rayon::prelude::*;

use crate::search::budget::Cancel;
use crate::search::example::{Example, ValueId};
use crate::search::operators::MAX_PARAMETERS;
use crate::search::state::Search;
use crate::testing::LIMITS;

/// The first task of each concept.
fn tasks() -> Vec<Generated> {
    let first = |concept: &'static Concept| {
        let (concepts, difficulties) = (vec![concept], vec![Difficulty::Plain]);
        let generator = Generator::new(GeneratorOptions { seed: 1, concepts, difficulties, ..Default::default() });
        (0..20).find_map(|index| generator.task(index)).unwrap_or_else(|| panic!("no task of {}", concept.name))
    };
    Concept::all().par_iter().map(first).collect()
}

/// Name, expression and values.
type Bound = (Arc<str>, Arc<Expression>, Box<[ValueId]>);

/// What a search builds of an expression.
struct Builder<'s> {
    search: Search<'s>,
    /// What `let`s around the part bind.
    scope: Vec<Bound>,
    /// Applications of primitives to values that are in the bank.
    applied: usize,
    /// Parts whose values techniques hand over: applications that take functions, choices, lists.
    handed_over: usize,
}

impl Builder<'_> {
    /// The values of a part that has one on each example, one for each.
    fn build(&mut self, part: &Arc<Expression>) -> Box<[ValueId]> {
        match &**part {
            Expression::Input => self.search.examples_mut().iter_mut().map(|example| example.intern_bound(0)).collect(),
            Expression::Literal(value) => self.search.intern(value),
            Expression::Variable(name) => {
                let bound = self.scope.iter().rev().find(|(bound, ..)| bound == name);
                bound.unwrap_or_else(|| panic!("{name} is bound")).2.clone()
            }
            Expression::Let(name, value, body) => {
                let values = self.build(value);
                self.scope.push((name.clone(), value.clone(), values));
                let values = self.build(body);
                self.scope.pop();
                values
            }
            Expression::Call(primitive, arguments) if is_operator(arguments) => {
                let built: Vec<Box<[ValueId]>> = arguments.iter().map(|argument| self.build(argument)).collect();
                self.applied += 1;
                let apply = |(place, example): (usize, &mut Example)| {
                    let arguments: Vec<ValueId> = built.iter().map(|values| values[place]).collect();
                    example.apply(*primitive, &arguments)
                };
                let values: Box<[ValueId]> = self.search.examples_mut().iter_mut().enumerate().map(apply).collect();
                self.assert_evaluated(part, &values);
                values
            }
            Expression::Call(..) | Expression::If(..) | Expression::List(_) => {
                self.handed_over += 1;
                for child in part.children().into_iter().filter(|child| !matches!(***child, Expression::Function(..))) {
                    if !matches!(**part, Expression::If(..)) {
                        self.build(child);
                    }
                }
                let values = self.evaluated(part);
                self.search
                    .examples_mut()
                    .iter_mut()
                    .zip(values)
                    .map(|(example, value)| example.intern(value))
                    .collect()
            }
            Expression::Function(..) => unreachable!("functions have no value of their own"),
        }
    }

    /// The values that the evaluator gives a part on each example.
    fn evaluated(&self, part: &Arc<Expression>) -> Vec<Value> {
        let within = |body, (name, value, _): &Bound| Arc::new(Expression::Let(name.clone(), value.clone(), body));
        let closed = self.scope.iter().rev().fold(part.clone(), within);
        let code = Code::compile(&closed);
        let value = |example: &Example| {
            let value = code.run(Some(example.input()), &mut DEFAULT_TICKS.clone());
            value.unwrap_or_else(|stop| panic!("{closed}: {stop:?}"))
        };
        self.search.examples().iter().map(value).collect()
    }

    fn assert_evaluated(&self, part: &Arc<Expression>, values: &[ValueId]) {
        for ((example, &id), expected) in self.search.examples().iter().zip(values).zip(self.evaluated(part)) {
            assert_ne!(id, ValueId::NONE, "{part} is undefined");
            assert_eq!(*example.value(id), expected, "{part}");
        }
    }
}

/// Whether enumeration applies a primitive to such arguments.
fn is_operator(arguments: &[Arc<Expression>]) -> bool {
    let is_function = |argument: &Arc<Expression>| matches!(**argument, Expression::Function(..));
    (1..=MAX_PARAMETERS).contains(&arguments.len()) && !arguments.iter().any(is_function)
}

/// Builds a program in the search for its task, which must take it for a fit that gives the answers. Gives the number of
/// applications and of parts handed over.
fn build(generated: &Generated) -> (usize, usize) {
    let Generated { task, program, answers, concept, .. } = generated;
    let cancel = Cancel::new();
    let mut builder =
        Builder { search: Search::new(task, &[], LIMITS, &cancel), scope: Vec::new(), applied: 0, handed_over: 0 };
    let values = builder.build(program.body());
    let Builder { mut search, applied, handed_over, .. } = builder;
    search.add(program.body().clone(), program.ty(), program.cost(), values);
    let frontier = search.frontier();
    // The nearest of the misses is a fit that costs too much to explain its pairs.
    let found = frontier.fits().first().or(frontier.misses().first()).unwrap_or_else(|| panic!("{concept}: {program}"));
    assert_eq!((&found.expression, found.solved), (program.body(), task.train.len()), "{concept}");
    for (prediction, answer) in found.predictions.iter().zip(answers) {
        assert!(prediction.as_grid().is_some_and(|grid| grid.same_cells(answer)), "{concept}: {program}");
    }
    (applied, handed_over)
}

#[test]
fn programs_of_concepts_are_built_value_by_value_and_fit() {
    let built: Vec<(usize, usize)> = tasks().par_iter().map(build).collect();
    let applied: usize = built.iter().map(|(applied, _)| applied).sum();
    let by_operators = built.iter().filter(|(_, handed_over)| *handed_over == 0).count();
    // Of 342 programs 173 take no functions, choices or lists; 795 applications are the operators' in all.
    let counts = (built.len(), by_operators, applied);
    assert!(counts.0 >= 340 && counts.1 >= 170 && counts.2 >= 790, "{counts:?}");
}
