//! The steps of an expression: its parts that have one value on each input.
//!
//! A part within a `let` is closed by it, so that every step is an expression over `input` alone. A part of the body of a
//! function is a step only if it does not depend on the function's variable.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::expression::Expression;

/// A part of an expression that has one value on each input.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Step {
    /// The part as it stands.
    pub part: Arc<Expression>,
    /// The part within the `let`s around it, an expression of its own.
    pub closed: Arc<Expression>,
    /// The variable that a `let` binds to the part, if one does.
    pub bound_to: Option<Arc<str>>,
    /// Whether the part stands in the body of a function.
    pub is_in_function: bool,
}

impl Expression {
    /// The steps in order of evaluation: applications, lists, choices, and whatever a `let` binds. Of equal steps, closed,
    /// the first stays, once inside and once outside of functions.
    pub fn steps(self: &Arc<Self>) -> Vec<Step> {
        let mut walk = Walk::default();
        walk.visit(self, None);
        walk.steps
    }
}

/// A variable in scope.
struct Binding {
    name: Arc<str>,
    /// What a `let` gives it; `None` for the variable of a function.
    value: Option<Arc<Expression>>,
    /// The functions, by their places in the scope, on whose variables it depends.
    depends: BTreeSet<usize>,
}

#[derive(Default)]
struct Walk {
    scope: Vec<Binding>,
    /// How many functions are around.
    functions: usize,
    steps: Vec<Step>,
}

impl Walk {
    /// Adds the steps of a part; gives the functions, by their places in the scope, on whose variables the part depends.
    fn visit(&mut self, part: &Arc<Expression>, bound_to: Option<&Arc<str>>) -> BTreeSet<usize> {
        let depends = match &**part {
            Expression::Input | Expression::Literal(_) => BTreeSet::new(),
            Expression::Variable(name) => {
                let binding = self.scope.iter().rev().find(|binding| binding.name == *name);
                binding.map(|binding| binding.depends.clone()).unwrap_or_default()
            }
            Expression::Function(name, body) => {
                let place = self.scope.len();
                self.functions += 1;
                let mut depends = self.visit_within(name, None, BTreeSet::from([place]), body);
                self.functions -= 1;
                depends.remove(&place);
                return depends;
            }
            Expression::Let(name, value, body) => {
                let depends = self.visit(value, Some(name));
                return self.visit_within(name, Some(value), depends, body);
            }
            Expression::Call(..) | Expression::List(_) | Expression::If(..) => {
                part.children().into_iter().flat_map(|child| self.visit(child, None)).collect()
            }
        };
        let is_simple = matches!(**part, Expression::Input | Expression::Literal(_) | Expression::Variable(_));
        if depends.is_empty() && (bound_to.is_some() || !is_simple) {
            self.add(part, bound_to);
        }
        depends
    }

    fn visit_within(
        &mut self,
        name: &Arc<str>,
        value: Option<&Arc<Expression>>,
        depends: BTreeSet<usize>,
        body: &Arc<Expression>,
    ) -> BTreeSet<usize> {
        self.scope.push(Binding { name: name.clone(), value: value.cloned(), depends });
        let depends = self.visit(body, None);
        self.scope.pop();
        depends
    }

    fn add(&mut self, part: &Arc<Expression>, bound_to: Option<&Arc<str>>) {
        let within = |inner: Arc<Expression>, binding: &Binding| match &binding.value {
            Some(value) if binding.depends.is_empty() => {
                Arc::new(Expression::Let(binding.name.clone(), value.clone(), inner))
            }
            _ => inner,
        };
        let closed = self.scope.iter().rev().fold(part.clone(), within);
        let is_in_function = self.functions > 0;
        if !self.steps.iter().any(|step| step.is_in_function == is_in_function && step.closed == closed) {
            self.steps.push(Step { part: part.clone(), closed, bound_to: bound_to.cloned(), is_in_function });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Program;

    fn steps(text: &str) -> Vec<Step> {
        Program::parse_expression(text).unwrap().body().steps()
    }

    fn closed(text: &str) -> Vec<String> {
        steps(text).iter().map(|step| step.closed.to_string()).collect()
    }

    #[test]
    fn steps_come_in_order_of_evaluation() {
        let expected = ["trim(input)", "transform(trim(input), transpose)"];
        assert_eq!(closed("transform(trim(input), transpose)"), expected);
    }

    #[test]
    fn lets_close_the_steps_within_them() {
        let text = "let a = trim(input) in transform(a, transpose)";
        assert_eq!(closed(text), ["trim(input)", text]);
        let names: Vec<Option<String>> =
            steps(text).iter().map(|step| step.bound_to.as_deref().map(str::to_owned)).collect();
        assert_eq!(names, [Some("a".to_owned()), None]);
        assert_eq!(closed("let a = 1 in let b = a in equal(b, 2)").len(), 3, "what a `let` binds is a step");
    }

    #[test]
    fn parts_that_depend_on_an_element_are_no_steps() {
        let text = "map(objects(input, mono4), o -> recolor(o, least_common_color(input)))";
        let found = steps(text);
        let texts: Vec<String> = found.iter().map(|step| step.closed.to_string()).collect();
        assert_eq!(texts, ["objects(input, mono4)", "least_common_color(input)", text]);
        assert_eq!(found.iter().map(|step| step.is_in_function).collect::<Vec<_>>(), [false, true, false]);
        let shadowed = "map(objects(input, mono4), o -> map([1], o -> equal(o, 1)))";
        assert_eq!(closed(shadowed), ["objects(input, mono4)", "[1]", "map([1], o -> equal(o, 1))", shadowed]);
    }

    #[test]
    fn equal_steps_are_one() {
        assert_eq!(closed("[trim(input), trim(input)]"), ["trim(input)", "[trim(input), trim(input)]"]);
    }

    #[test]
    fn every_step_is_a_program() {
        let text = "let x = transform(input, transpose) in \
            paint_objects(x, map(objects(x, mono4), o -> recolor(o, least_common_color(x))))";
        for step in steps(text) {
            Program::new(step.closed.clone()).unwrap_or_else(|error| panic!("{}: {error}", step.closed));
        }
    }
}
