//! Labeled values: the features of values that are steps of a program which solves a task, and of others from the bank of a
//! search for one: the positive and negative examples of BUSTLE (Odena et al. 2021), from which a
//! [value model](crate::guidance::value_model) is learned.

use std::sync::Arc;

use arc_dsl::{Code, DEFAULT_TICKS, Expression, Program, Value};
use data::Task;

use crate::guidance::value_model::features;
use crate::search::budget::{Cancel, Limits};
use crate::search::enumerate;
use crate::search::state::Search;

/// Most values taken from one bank.
const MAX_OTHERS: usize = 100;
/// Bytes of one search.
const MEMORY: u64 = 1 << 30;

/// The features of a value, and what it is an example of.
#[derive(Clone, PartialEq, Debug)]
pub struct LabeledValue {
    /// Its features, by their places among [`feature_names`](crate::feature_names).
    pub features: Vec<usize>,
    /// Whether it is a step of a program that solves the task.
    pub is_step: bool,
    /// Its share among the steps, or the others, of its task.
    pub weight: f32,
}

/// The steps of a program that solves a task, and other values that an enumeration finds within `ticks`.
pub fn labeled_values(task: &Task, program: &Program, ticks: u64) -> Vec<LabeledValue> {
    let cancel = Cancel::new();
    let mut search = Search::new(task, &[], Limits::new(ticks, MEMORY), &cancel);
    let of_step = |step: &Arc<Expression>| {
        let code = Code::compile(step);
        let value = |pair: &data::Pair| code.run(Some(&pair.input), &mut DEFAULT_TICKS.clone()).ok();
        let values: Vec<Value> = task.train.iter().map(value).collect::<Option<_>>()?;
        let ty = values.iter().find_map(Value::type_of)?;
        Some(features(&ty, search.pairs(), values.iter()))
    };
    let steps: Vec<Vec<usize>> = steps(program.body()).iter().filter_map(of_step).collect();
    enumerate::enumerate(&mut search);
    let stride = search.bank().len().div_ceil(MAX_OTHERS).max(1);
    let others: Vec<Vec<usize>> = search.bank().ids().step_by(stride).map(|id| search.features(id)).collect();
    let weighed = |seen: Vec<Vec<usize>>, is_step: bool| {
        let weight = 1.0 / seen.len() as f32;
        seen.into_iter().map(move |features| LabeledValue { features, is_step, weight })
    };
    weighed(steps, true).chain(weighed(others, false)).collect()
}

/// The applications in a program, but for the last one, that do not depend on the variables of functions.
fn steps(body: &Arc<Expression>) -> Vec<Arc<Expression>> {
    let mut steps: Vec<Arc<Expression>> = Vec::new();
    for step in body.steps().into_iter().filter(|step| matches!(*step.part, Expression::Call(..))) {
        if step.closed != *body && !steps.contains(&step.closed) {
            steps.push(step.closed);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_on_their_own() {
        let steps = |text: &str| -> Vec<String> {
            steps(Program::parse(text).unwrap().body()).iter().map(ToString::to_string).collect()
        };
        assert_eq!(steps("transform(trim(input), transpose)"), ["trim(input)"]);
        let text = "let x = transform(input, transpose) in \
            paint_objects(x, map(objects(x, mono4), o -> recolor(o, least_common_color(x))))";
        let found = steps(text);
        assert!(found.contains(&"transform(input, transpose)".to_owned()), "{found:?}");
        let color = "let x = transform(input, transpose) in least_common_color(x)".to_owned();
        assert!(found.contains(&color), "{found:?}");
        assert!(!found.iter().any(|step| step.contains("recolor(o") && !step.contains("o ->")), "{found:?}");
    }

    #[test]
    fn both_sides_have_weight_one() {
        let task = data::Dataset::built_in().tasks.into_iter().find(|task| task.id == "rotate_clockwise").unwrap();
        let program = Program::parse("transform(transform(input, transpose), flip_horizontal)").unwrap();
        let seen = labeled_values(&task, &program, 300_000);
        for is_step in [true, false] {
            let side = || seen.iter().filter(|example| example.is_step == is_step);
            assert!((side().map(|example| example.weight).sum::<f32>() - 1.0).abs() < 1e-4);
            assert!(side().count() <= MAX_OTHERS && side().all(|example| !example.features.is_empty()));
        }
        assert_eq!(seen, labeled_values(&task, &program, 300_000));
    }
}
