//! What the tests here share: small tasks from rows of digits, and things that a search may have found.

use std::sync::Arc;

use arc_dsl::{Grid, Program};
use data::{Pair, Task};
use inducer::Found;

/// A grid from its rows of digits, with `|` between them.
pub fn grid(rows: &str) -> Arc<Grid> {
    Arc::new(rows.parse().unwrap())
}

pub fn task(pairs: &[(&str, &str)], tests: &[&str]) -> Task {
    Task {
        id: "synthetic".to_owned(),
        train: pairs.iter().map(|(input, output)| Pair { input: grid(input), output: grid(output) }).collect(),
        tests: tests.iter().map(|input| grid(input)).collect(),
    }
}

/// An expression with what the search says that it predicts.
pub fn found(text: &str, cost: u32, predictions: &[&str]) -> Found {
    Found {
        expression: Program::parse_expression(text).unwrap().body().clone(),
        cost,
        predictions: predictions.iter().map(|rows| grid(rows)).collect(),
        solved: 1,
        similarity: 1000,
    }
}
