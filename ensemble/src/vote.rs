//! The choice of two answers: programs vote for what they predict, short and stable ones with more weight.

use std::cmp::Reverse;
use std::sync::Arc;

use arc_dsl::{Color, Grid, Size};
use data::{Meter, Task};
use inducer::Found;
use transducer::Candidate;

use crate::solution::Attempt;
use crate::stability;
use crate::verify::{NearMisses, Verified};

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
/// disagree.
pub fn weights<'a>(task: &Task, fits: &'a [Verified<'a>], meter: &mut Meter) -> Vec<Vote<'a>> {
    let disagree = fits.windows(2).any(|pair| {
        let [left, right] = [&pair[0], &pair[1]].map(|fit| &fit.found.predictions);
        left.iter().zip(right).any(|(left, right)| !left.same_cells(right))
    });
    let mut stability = |fit: &Verified| match disagree {
        true => stability::of(&fit.program, task, &fit.found.predictions, meter) as f64,
        false => 0.0,
    };
    let mut bits = |fit: &Verified| f64::from(fit.found.cost) - BITS_PER_AUGMENTATION * stability(fit);
    // Relative to the cheapest program, so that none of the weights is too small for a number.
    let cheapest = fits.iter().map(|fit| fit.found.cost).min().map_or(0.0, f64::from);
    fits.iter().map(|fit| Vote { fit, weight: ((cheapest - bits(fit)) / BITS_PER_HALVING).exp2() }).collect()
}

/// What speaks for answers, but for what the predictors say.
pub struct Evidence<'e> {
    /// The votes of the programs that fit, cheapest first.
    pub votes: Vec<Vote<'e>>,
    /// What fits as the search says, cheapest first, but could not be replayed in time: it answers without a program.
    pub unfinished: Vec<&'e Found>,
    /// Programs that come near, nearest first.
    pub misses: NearMisses<'e>,
    /// Hypotheses on the sizes of the test outputs, simplest first.
    pub sizes: &'e [Vec<Size>],
}

impl Evidence<'_> {
    /// The two best-supported answers to one test input: by the vote of the programs that fit, then what could not be replayed,
    /// the predictors' best candidate, then the nearest misses, the other candidates, and guesses of a likely size.
    pub fn attempts(&self, task: &Task, test: usize, candidates: &[Candidate]) -> [Attempt; 2] {
        // The second candidate comes after near misses: of these, more are right.
        let (first, others) = candidates.split_at(candidates.len().min(1));
        let predicted = |candidate: &Candidate| Attempt {
            candidate: Some(candidate.clone()),
            ..Attempt::guess(candidate.grid.clone())
        };
        let missed = self.misses.iter().map(|miss| Attempt {
            program: Some(miss.program.clone()),
            ..Attempt::guess(miss.found.predictions[test].clone())
        });
        let answers = ballot(test, &self.votes)
            .into_iter()
            .chain(self.unfinished.iter().map(|found| Attempt::guess(found.predictions[test].clone())))
            .chain(first.iter().map(predicted))
            .chain(missed)
            .chain(others.iter().map(predicted))
            .chain(self.guesses(task, test).into_iter().map(Attempt::guess));
        let mut best: Vec<Attempt> = Vec::with_capacity(2);
        for answer in answers {
            if best.iter().all(|known| !known.grid.same_cells(&answer.grid)) {
                best.push(answer);
            }
            if best.len() == 2 {
                break;
            }
        }
        best.try_into().expect("the guesses are at least two different grids")
    }

    /// Answers for which nothing speaks: the input if its size is likely, and canvases of the likeliest size in the two colors
    /// that the outputs show most.
    fn guesses(&self, task: &Task, test: usize) -> Vec<Arc<Grid>> {
        let input = &task.tests[test];
        let size = self.sizes.first().map_or(input.size(), |sizes| sizes[test]);
        let counts = task.output_color_counts();
        let mut colors = Color::ALL;
        colors.sort_by_key(|color| Reverse(counts[color.index()]));
        let canvas = |&color: &Color| Grid::filled(size.height as usize, size.width as usize, color).map(Arc::new);
        let same = (input.size() == size).then(|| input.clone());
        same.into_iter().chain(colors.iter().filter_map(canvas)).chain([input.clone()]).take(4).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{found, grid, task};

    fn vote(fits: &[Found], misses: &[Found]) -> [Attempt; 2] {
        vote_on(&task(&[("1", "1")], &["12|34"]), fits, misses)
    }

    fn vote_on(task: &Task, fits: &[Found], misses: &[Found]) -> [Attempt; 2] {
        let program = |found: &Found| arc_dsl::Program::new(found.expression.clone()).unwrap();
        let fits: Vec<Verified> = fits.iter().map(|found| Verified { program: program(found), found }).collect();
        answers(task, &fits, misses, &[])
    }

    /// What reproduces no pair.
    fn miss(text: &str, prediction: &str) -> Found {
        Found { solved: 0, similarity: 500, ..found(text, 1, &[prediction]) }
    }

    fn answers(task: &Task, fits: &[Verified], misses: &[Found], candidates: &[Candidate]) -> [Attempt; 2] {
        let sizes = inducer::size_hypotheses(task, &mut Meter::unlimited());
        let votes = weights(task, fits, &mut Meter::unlimited());
        let misses = NearMisses::new(task, misses, Meter::unlimited());
        Evidence { votes, unfinished: Vec::new(), misses, sizes: &sizes }.attempts(task, 0, candidates)
    }

    fn grids(attempts: [Attempt; 2]) -> [Arc<Grid>; 2] {
        attempts.map(|attempt| attempt.grid)
    }

    #[test]
    fn what_could_not_be_replayed_answers_after_what_was_and_claims_no_program() {
        let task = task(&[("1", "1")], &["12|34"]);
        let fits = [found("{1}", 10, &["1"])];
        let program = arc_dsl::Program::new(fits[0].expression.clone()).unwrap();
        let fits = [Verified { program, found: &fits[0] }];
        let late = found("{2}", 5, &["2"]);
        let (votes, unfinished) = (weights(&task, &fits, &mut Meter::unlimited()), vec![&late]);
        let misses = [miss("{5}", "5")];
        let misses = NearMisses::new(&task, &misses, Meter::unlimited());
        let [first, second] = Evidence { votes, unfinished, misses, sizes: &[] }.attempts(&task, 0, &[]);
        assert_eq!([first.grid, second.grid], [grid("1"), grid("2")]);
        assert!(first.fits_all_pairs && second.program.is_none() && !second.fits_all_pairs);
    }

    #[test]
    fn short_programs_win_over_long_ones() {
        let fits = [found("{1}", 10, &["1"]), found("{2}", 30, &["2"]), found("{3}", 40, &["2"])];
        assert_eq!(grids(vote(&fits, &[])), [grid("1"), grid("2")]);
    }

    #[test]
    fn agreement_wins_over_a_small_difference() {
        let fits = [
            found("{1}", 10, &["1"]),
            found("{2}", 11, &["2"]),
            found("first([{2}])", 11, &["2"]),
            found("last([{2}])", 11, &["2"]),
            found("{3}", 11, &["3"]),
        ];
        assert_eq!(grids(vote(&fits, &[])), [grid("2"), grid("1")]);
    }

    #[test]
    fn a_program_that_is_blind_to_direction_wins_over_a_slightly_shorter_one() {
        let task = task(&[("11", "11")], &["12"]);
        let fits = |cost| [found("transform(input, flip_horizontal)", 10, &["21"]), found("input", cost, &["12"])];
        assert_eq!(grids(vote_on(&task, &fits(11), &[])), [grid("12"), grid("21")]);
        assert_eq!(grids(vote_on(&task, &fits(14), &[])), [grid("21"), grid("12")]);
    }

    #[test]
    fn the_cheapest_program_speaks_for_an_answer() {
        let fits = [found("{2}", 11, &["2"]), found("first([{2}])", 12, &["2"])];
        let [first, second] = vote(&fits, &[]);
        assert_eq!(first.program.unwrap().to_string(), "{2}");
        assert!(first.fits_all_pairs && !second.fits_all_pairs);
    }

    #[test]
    fn misses_answer_where_fits_leave_room() {
        let misses = [found("{1}", 1, &["1"]), miss("{5}", "5"), miss("{6}", "6")];
        let [first, second] = vote(&[found("{1}", 90, &["1"])], &misses);
        assert_eq!([first.grid, second.grid], [grid("1"), grid("5")]);
        assert!(first.fits_all_pairs && !second.fits_all_pairs);
        assert_eq!(second.program.unwrap().to_string(), "{5}");
        assert_eq!(grids(vote(&[], &misses)), [grid("1"), grid("5")]);
    }

    #[test]
    fn misses_that_the_reference_evaluator_contradicts_do_not_answer() {
        let claims_a_pair = Found { solved: 1, ..miss("{5}", "5") };
        let predicts_another_grid = miss("{6}", "7");
        let is_no_program = found("first([1])", 1, &["8"]);
        let misses = [claims_a_pair, predicts_another_grid, is_no_program, miss("{9}", "9")];
        let [first, second] = vote(&[], &misses);
        assert_eq!((first.grid, first.program.unwrap().to_string()), (grid("9"), "{9}".to_owned()));
        assert!(second.program.is_none(), "{second:?}");
    }

    #[test]
    fn without_programs_two_valid_grids_are_guessed() {
        let guessed = |input: &str| vote_on(&task(&[("1", "1")], &[input]), &[], &[]);
        let [first, second] = vote(&[], &[]);
        assert!(first.program.is_none() && second.program.is_none());
        assert!(!first.grid.same_cells(&second.grid));
        let black = guessed("00");
        assert!(!black[0].grid.same_cells(&black[1].grid));
        let red = guessed("22");
        assert!(!red[0].grid.same_cells(&red[1].grid));
    }

    #[test]
    fn attempts_that_differ_in_offset_only_are_one() {
        let fits = [found("{1}", 10, &["1"]), found("{1}@(0, 1)", 10, &["1"]), found("{2}", 40, &["2"])];
        let mut moved = fits.clone();
        moved[1].predictions[0] = Arc::new(grid("1").as_ref().clone().with_offset(arc_dsl::Point::new(0, 1)));
        assert_eq!(grids(vote(&moved, &[])), [grid("1"), grid("2")]);
    }

    #[test]
    fn the_best_candidate_of_the_network_comes_before_misses_and_the_others_after() {
        let task = task(&[("1", "1")], &["12|34"]);
        let candidate = |rows: &str| Candidate {
            grid: grid(rows),
            logarithm: -0.1,
            entropy: 0.2,
            agreement: 0.5,
            left_out: [1.0, 1.0],
            predictor: &transducer::PREDICTORS[0],
            is_confirmed: false,
        };
        let candidates = [candidate("7"), candidate("8")];
        let misses = [miss("{5}", "5")];
        let [first, second] = answers(&task, &[], &misses, &candidates);
        assert_eq!([&first.grid, &second.grid], [&grid("7"), &grid("5")]);
        assert!(first.candidate.is_some() && first.program.is_none() && !first.fits_all_pairs);
        assert!(second.candidate.is_none() && second.program.is_some());
        let [first, second] = answers(&task, &[], &[], &candidates);
        assert_eq!([first.grid, second.grid], [grid("7"), grid("8")]);
    }
}
