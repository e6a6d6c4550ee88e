//! From a draft to a task: inputs are drawn until enough of them have an output, and the whole is judged.

use std::sync::Arc;

use arc_dsl::{Code, Grid, Program};

use super::concept::{InputGenerator, Recipe};
use super::drawn::{Drawn, output};
use super::wellposed::{self, Rejection};
use crate::random::Sampler;
use crate::task::Pair;

/// The longest side of a grid in a task.
const MAX_SIDE: usize = 30;
/// Inputs drawn for each pair before the recipe is given up.
const TRIES: usize = 6;

/// A recipe whose program was read and checked.
#[derive(Clone)]
pub(super) struct Draft {
    /// The program, from a grid to a grid.
    pub program: Program,
    /// The generator of inputs.
    pub inputs: InputGenerator,
}

impl Draft {
    /// The draft of a recipe.
    ///
    /// # Errors
    /// The message of the parser.
    pub fn new(recipe: Recipe) -> Result<Draft, String> {
        let program = Program::parse(&recipe.program).map_err(|error| format!("{}: {error}", recipe.program))?;
        Ok(Draft { program, inputs: recipe.inputs })
    }
}

/// Draws a task: two to five training pairs and one or two tests, as in the public sets.
///
/// # Errors
/// Why the task is not fit to be one.
pub(super) fn draw(draft: &Draft, sampler: &mut Sampler) -> Result<Drawn, Rejection> {
    let drawn = grids(draft, sampler)?;
    wellposed::judge_grids(&drawn)?;
    wellposed::judge_program(&draft.program, drawn.training())?;
    Ok(drawn)
}

/// As [`draw`], but a program with idle parts is replaced by the simpler one that does without.
///
/// # Errors
/// Why the task is not fit to be one.
pub(super) fn draw_simplified(draft: &Draft, sampler: &mut Sampler) -> Result<(Drawn, Program), Rejection> {
    let mut drawn = grids(draft, sampler)?;
    wellposed::judge_grids(&drawn)?;
    let Some(program) = wellposed::simplified(&draft.program, drawn.training()) else {
        return Ok((drawn, draft.program.clone()));
    };
    let code = Code::compile(program.body());
    for test in &mut drawn.pairs[drawn.train..] {
        test.output = checked_output(&code, &test.input)?;
    }
    wellposed::judge_grids(&drawn)?;
    Ok((drawn, program))
}

fn grids(draft: &Draft, sampler: &mut Sampler) -> Result<Drawn, Rejection> {
    let train = sampler.pick(&[2, 2, 3, 3, 3, 3, 3, 4, 4, 5]);
    let tests = if sampler.chance(10) { 2 } else { 1 };
    // Half of the public tasks have inputs of one size.
    let size_seed = sampler.chance(75).then(|| sampler.number());
    let code = Code::compile(draft.program.body());
    let mut pairs: Vec<Pair> = Vec::with_capacity(train + tests);
    for _ in 0..train + tests {
        pairs.push(pair(draft, &code, &pairs, size_seed, sampler)?);
    }
    Ok(Drawn { pairs, train })
}

fn pair(
    draft: &Draft,
    code: &Code,
    before: &[Pair],
    size_seed: Option<u64>,
    sampler: &mut Sampler,
) -> Result<Pair, Rejection> {
    // A program that fails on the first input will mostly fail on the next ones.
    let tries = if before.is_empty() { 2 } else { TRIES };
    let mut reason = Rejection::NoInput;
    for _ in 0..tries {
        let seed = size_seed.unwrap_or_else(|| sampler.number());
        sampler.fix_next_size(seed);
        let Some(input) = (draft.inputs)(sampler).filter(is_fit).map(Arc::new) else {
            continue;
        };
        if before.iter().any(|pair| pair.input.same_cells(&input)) {
            reason = Rejection::Repeated;
            continue;
        }
        match checked_output(code, &input) {
            Ok(output) => return Ok(Pair { input, output }),
            Err(why) => reason = why,
        }
    }
    Err(reason)
}

fn checked_output(code: &Code, input: &Arc<Grid>) -> Result<Arc<Grid>, Rejection> {
    match output(code, input) {
        Some(output) if !is_fit(&output) => Err(Rejection::TooLarge),
        Some(output) if output.same_cells(input) => Err(Rejection::Unchanged),
        Some(output) => Ok(output),
        None => Err(Rejection::Undefined),
    }
}

fn is_fit(grid: &Grid) -> bool {
    grid.height() <= MAX_SIDE && grid.width() <= MAX_SIDE
}
