//! Every program that answers is replayed first, by the reference evaluator, on every pair.

use arc_dsl::Program;
use data::Task;
use inducer::Found;

/// A found expression as a program that was replayed.
pub struct Verified<'a> {
    /// The program.
    pub program: Program,
    /// What the search said of it.
    pub found: &'a Found,
}

/// The program of a found expression if the reference evaluator agrees that it reproduces every training pair and gives
/// the predictions.
pub fn verified<'a>(task: &Task, found: &'a Found) -> Option<Verified<'a>> {
    let program = Program::new(found.expression.clone()).ok()?;
    let gives = |input, output: &arc_dsl::Grid| program.run_reference(input).is_ok_and(|grid| grid.same_cells(output));
    let is_right = task.train.iter().all(|pair| gives(&pair.input, &pair.output))
        && task.tests.iter().zip(&found.predictions).all(|(input, output)| gives(input, output));
    is_right.then_some(Verified { program, found })
}
