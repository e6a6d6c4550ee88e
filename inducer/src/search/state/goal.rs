//! What is held against the goal.

use std::sync::Arc;

use arc_dsl::{Code, DEFAULT_TICKS, Expression, Grid, Value};

use crate::search::example::Example;
use crate::search::frontier::agrees;
use crate::search::problem::Binding;
use crate::search::state::Search;

impl Search<'_> {
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
        for example in self.examples.iter_mut() {
            if example.is_cancelled() {
                return None;
            }
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

    /// Adds an expression to the fits or to the near misses, by its values on all examples.
    pub(super) fn hold_against_goal(&mut self, expression: &Arc<Expression>, cost: u32, values: Vec<Value>) {
        let wanted = || self.examples.iter().filter_map(Example::wanted);
        let solved = wanted().zip(&values).filter(|(wanted, value)| agrees(wanted, value)).count();
        let predictions = values[self.train..].to_vec();
        if solved == self.train {
            self.frontier.add_fit(expression.clone(), cost, predictions);
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
