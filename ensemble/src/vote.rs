//! The choice of two answers: programs vote for what they predict, short and stable ones with more weight.

use std::sync::Arc;

use arc_dsl::{Color, Grid, Program};
use data::Task;
use inducer::Found;

use crate::stability;
use crate::verify::Verified;
use crate::{Attempt, Candidate};

/// Bits of description length that halve a program's vote. A pure description-length prior would use 1; agreement
/// between distinct programs counts for more this way.
const BITS_PER_HALVING: f64 = 4.0;
/// Bits of description length that each augmentation a program commutes with is worth.
const BITS_PER_AUGMENTATION: f64 = 2.0;

/// A program with the weight of its vote.
pub struct Vote<'a> {
    fit: &'a Verified<'a>,
    weight: f64,
}

/// The votes of the programs that fit, cheapest first. How stable a program is under augmentation matters only where they
/// disagree; finding out takes at most so many ticks, for all programs together.
pub fn weights<'a>(task: &Task, fits: &'a [Verified<'a>], mut ticks: u64) -> Vec<Vote<'a>> {
    let disagree = fits.windows(2).any(|pair| {
        let [left, right] = [&pair[0], &pair[1]].map(|fit| &fit.found.predictions);
        left.iter().zip(right).any(|(left, right)| !left.same_cells(right))
    });
    let mut stability = |fit: &Verified| match disagree {
        true => stability::of(&fit.program, task, &fit.found.predictions, &mut ticks) as f64,
        false => 0.0,
    };
    let mut bits = |fit: &Verified| f64::from(fit.found.cost) - BITS_PER_AUGMENTATION * stability(fit);
    // Relative to the cheapest program, so that none of the weights is too small for a number.
    let cheapest = fits.iter().map(|fit| fit.found.cost).min().map_or(0.0, f64::from);
    fits.iter().map(|fit| Vote { fit, weight: ((cheapest - bits(fit)) / BITS_PER_HALVING).exp2() }).collect()
}

/// The two best-supported answers to one test input: by the vote of the programs that fit, then the network's best
/// candidate, then the nearest misses, the network's other candidates, and guesses of a likely size.
pub fn attempts(task: &Task, test: usize, votes: &[Vote], candidates: &[Candidate], misses: &[Found]) -> [Attempt; 2] {
    let mut answers = ballot(test, votes);
    // The network's second candidate comes last: of near misses, more are right.
    let (first, others) = candidates.split_at(candidates.len().min(1));
    let by_network = |candidate: &Candidate| Attempt {
        candidate: Some(candidate.clone()),
        ..Attempt::guess(candidate.grid.clone())
    };
    first.iter().for_each(|candidate| push(&mut answers, by_network(candidate)));
    for miss in misses {
        let program = Program::new(miss.expression.clone()).ok();
        push(&mut answers, Attempt { program, ..Attempt::guess(miss.predictions[test].clone()) });
    }
    others.iter().for_each(|candidate| push(&mut answers, by_network(candidate)));
    for grid in guesses(task, test) {
        push(&mut answers, Attempt::guess(grid));
    }
    let mut best = answers.into_iter();
    [best.next(), best.next()].map(|attempt| attempt.expect("the guesses are at least two different grids"))
}

/// Answers without evidence: the input if its size is likely, and canvases of the likeliest size in the two colors that
/// the outputs show most.
fn guesses(task: &Task, test: usize) -> Vec<Arc<Grid>> {
    let input = &task.tests[test];
    let sizes = inducer::size_hypotheses(task);
    let size = sizes.first().map_or(input.size(), |sizes| sizes[test]);
    let mut counts = [0; 10];
    for pair in &task.train {
        for (count, more) in counts.iter_mut().zip(pair.output.color_counts()) {
            *count += more;
        }
    }
    let mut colors = Color::ALL;
    colors.sort_by_key(|color| std::cmp::Reverse(counts[color.index()]));
    let canvas = |&color: &Color| Grid::filled(size.height as usize, size.width as usize, color).map(Arc::new);
    let same = (input.size() == size).then(|| input.clone());
    same.into_iter().chain(colors.iter().filter_map(canvas)).chain([input.clone()]).take(4).collect()
}

/// Distinct predictions by the weight of the programs behind them, each with its cheapest program.
fn ballot(test: usize, votes: &[Vote]) -> Vec<Attempt> {
    let mut answers: Vec<(f64, Attempt)> = Vec::new();
    for Vote { fit, weight } in votes {
        let grid = &fit.found.predictions[test];
        match answers.iter_mut().find(|(_, attempt)| attempt.grid.same_cells(grid)) {
            Some((total, _)) => *total += weight,
            None => {
                let program = Some(fit.program.clone());
                answers.push((*weight, Attempt { program, fits_all_pairs: true, ..Attempt::guess(grid.clone()) }));
            }
        }
    }
    answers.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    answers.into_iter().map(|(_, attempt)| attempt).collect()
}

fn push(answers: &mut Vec<Attempt>, attempt: Attempt) {
    let is_new = |known: &Attempt| !is_same(&known.grid, &attempt.grid);
    if answers.iter().all(is_new) {
        answers.push(attempt);
    }
}

fn is_same(left: &Grid, right: &Grid) -> bool {
    left.same_cells(right)
}
