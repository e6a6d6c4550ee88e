//! What holds for all programs, tasks and requests, tried on many.

mod concepts;
mod corpus;
mod requests;

use std::sync::Arc;

use arc_dsl::{Grid, Program};

/// Where a program does not give the outputs of some pairs, on either evaluator.
fn evaluated_wrongly(program: &Program, pairs: &[(&Arc<Grid>, &Arc<Grid>)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, (input, output)) in pairs.iter().enumerate() {
        for (evaluator, result) in [("fast", program.run(input)), ("reference", program.run_reference(input))] {
            match result {
                Ok(grid) if grid.same_cells(output) => {}
                Ok(_) => wrong.push(format!("pair {number}: the {evaluator} evaluator gives another grid")),
                Err(stop) => wrong.push(format!("pair {number}: the {evaluator} evaluator: {stop:?}")),
            }
        }
    }
    wrong
}
