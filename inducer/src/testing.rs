//! What the tests of techniques share: small tasks from rows of digits, and searches with some expressions in the bank.

use std::sync::Arc;

use arc_dsl::{Color, Expression, Grid, Program, Type, Value};
use data::{Meter, Pair, Task};

use crate::search::budget::{Cancel, Limits};
use crate::search::frontier::agrees;
use crate::search::sizes::size_hypotheses;
use crate::search::state::Search;

/// Far more than any test here needs.
pub const LIMITS: Limits = Limits::new(1 << 40, 1 << 30);

/// A grid from its rows of digits, with `|` between them.
pub fn grid(rows: &str) -> Arc<Grid> {
    Arc::new(rows.parse().unwrap())
}

/// A task from rows of digits: pairs of input and output, and test inputs.
pub fn task(pairs: &[(&str, &str)], tests: &[&str]) -> Task {
    Task {
        id: "synthetic".to_owned(),
        train: pairs.iter().map(|(input, output)| Pair { input: grid(input), output: grid(output) }).collect(),
        tests: tests.iter().map(|input| grid(input)).collect(),
    }
}

pub fn program(text: &str) -> Program {
    Program::parse_expression(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub fn expression(text: &str) -> Arc<Expression> {
    program(text).body().clone()
}

/// The value of an expression without `input`.
pub fn literal(text: &str) -> Value {
    program(text).evaluate_closed().unwrap_or_else(|stop| panic!("{text}: {stop:?}"))
}

/// The value of an expression on an input.
pub fn value(expression: &Arc<Expression>, input: &Arc<Grid>) -> Value {
    let program = Program::new(expression.clone()).unwrap_or_else(|error| panic!("{expression}: {error}"));
    let value = program.evaluate(input, &mut LIMITS.ticks.clone());
    value.unwrap_or_else(|stop| panic!("{expression}: {stop:?}"))
}

/// A search whose bank holds the input, the colors of the task and some more expressions.
pub fn search<'a>(task: &Task, cancel: &'a Cancel, expressions: &[&str]) -> Search<'a> {
    let sizes = size_hypotheses(task, &mut Meter::unlimited());
    let mut search = Search::new(task, &sizes, LIMITS, cancel);
    search.read_colors();
    let colors: Vec<String> = search.palette().iter().map(Color::to_string).collect();
    for text in ["input"].into_iter().chain(colors.iter().map(String::as_str)).chain(expressions.iter().copied()) {
        add(&mut search, &program(text));
    }
    search
}

pub fn add(search: &mut Search, program: &Program) {
    let ids = search.examples_mut().iter_mut().map(|example| {
        let input = example.input().clone();
        example.intern(value(program.body(), &input))
    });
    let ids = ids.collect();
    search.add(program.body().clone(), program.ty(), program.cost(), ids);
}

/// All types that a bank may hold entries of.
pub fn types() -> Vec<Type> {
    let simple = [
        Type::Grid,
        Type::Mask,
        Type::Plane,
        Type::Object,
        Type::Int,
        Type::Bool,
        Type::Color,
        Type::Point,
        Type::Size,
        Type::Direction,
        Type::Transform,
        Type::Segmentation,
    ];
    simple.iter().cloned().chain(simple.iter().cloned().map(Type::list)).collect()
}

/// The best program found predicts these grids for the tests, and it is what the evaluator says too.
pub fn assert_best(search: &Search, task: &Task, outputs: &[&str]) {
    let best = search.frontier().fits().first().expect("a program is found");
    for (test, rows) in outputs.iter().enumerate() {
        assert!(
            best.predictions[test].as_grid().unwrap().same_cells(&grid(rows)),
            "{} gives {:?}",
            best.expression,
            best.predictions
        );
    }
    for found in search.frontier().fits() {
        for pair in &task.train {
            let made = value(&found.expression, &pair.input);
            assert!(made.as_grid().unwrap().same_cells(&pair.output), "{} does not fit", found.expression);
        }
        for (input, prediction) in task.tests.iter().zip(&found.predictions) {
            assert!(agrees(prediction, &value(&found.expression, input)), "{}", found.expression);
        }
    }
}
