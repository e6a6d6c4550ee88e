//! The transducer: from a task and its frames to candidates for each test input.
//!
//! Each frame is perceived in several orientations through a [focus](crate::focus) of columns, and shown to the
//! [predictors](crate::predictors) as far as the ticks go. What several of them give counts more.

use std::sync::Arc;

use arc_dsl::{Grid, Transform};
use burn::tensor::Device;
use data::{Budget, Task};

use crate::candidate::{Candidate, candidates, confirm};
use crate::effort::Effort;
use crate::features::{CountedTask, Frame, TaskFeatures};
use crate::focus::narrow;
use crate::model::Model;
use crate::options::PredictionOptions;
use crate::perceived::{Answer, Extent, Perceived};
use crate::predictors::{Predictor, PredictorSet};

/// Most frames that are looked at, and the share of the ticks that each gets, in percent.
const SHARES: [u64; 3] = [60, 25, 15];
/// Most training pairs that are looked at: each of them is held against all others.
const MAX_PAIRS: usize = 24;
/// Most candidates for one test input.
const MAX_CANDIDATES: usize = 4;

/// The answers of the predictors.
#[derive(Clone, Debug)]
pub struct Transduction {
    /// Candidates for each test input, best first; none where no frame was given.
    pub candidates: Vec<Vec<Candidate>>,
    /// Steps of gradient descent over all frames.
    pub steps: usize,
}

/// Answers a task from frames, best first, on the ticks of a budget; frames that do not fit the task are left out. Once
/// cancelled, nothing more is learned and no other frame is begun.
pub fn transduce(
    task: &Task,
    frames: &[Frame],
    model: &Model,
    options: &PredictionOptions,
    budget: &Budget,
    device: &Device,
) -> Transduction {
    let mut transduction = Transduction::nothing(task);
    let kept = (task.train.len() > MAX_PAIRS).then(|| first_pairs(task, frames));
    let (task, frames) = kept.as_ref().map_or((task, frames), |(task, frames)| (task, &frames[..]));
    let frames: Vec<&Frame> = frames.iter().filter(|frame| frame.fits(task)).take(SHARES.len()).collect();
    let shares: u64 = SHARES[..frames.len()].iter().sum();
    for (frame, share) in frames.iter().zip(SHARES) {
        if budget.cancel.is_cancelled() {
            break;
        }
        let share = budget.with_ticks(budget.ticks / shares * share);
        transduction.add(look(task, frame, model, options, &share, device));
    }
    transduction.rank();
    transduction
}

/// A task with its first pairs only, and some frames of these; those that do not fit the task are left out.
fn first_pairs(task: &Task, frames: &[Frame]) -> (Task, Vec<Frame>) {
    let all = task.train.len();
    let kept = |example: usize| example < MAX_PAIRS || example >= all;
    fn pick<T: Clone>(of_examples: &[T], kept: impl Fn(usize) -> bool) -> Vec<T> {
        of_examples.iter().enumerate().filter(|(example, _)| kept(*example)).map(|(_, of)| of.clone()).collect()
    }
    let frame = |frame: &Frame| Frame {
        layers: frame.layers.iter().map(|layer| pick(layer, kept)).collect(),
        columns: frame.columns.iter().map(|column| pick(column, kept)).collect(),
    };
    let frames = frames.iter().filter(|frame| frame.fits(task)).map(frame).collect();
    (Task { train: task.train[..MAX_PAIRS].to_vec(), ..task.clone() }, frames)
}

impl Transduction {
    /// No candidates for any test input of a task.
    pub fn nothing(task: &Task) -> Transduction {
        Transduction { candidates: vec![Vec::new(); task.tests.len()], steps: 0 }
    }

    fn add(&mut self, other: Transduction) {
        self.steps += other.steps;
        for (known, more) in self.candidates.iter_mut().zip(other.candidates) {
            known.extend(more);
        }
    }

    /// Brings the most confident candidates to the front and keeps the first of equal grids.
    fn rank(&mut self) {
        for candidates in &mut self.candidates {
            candidates.sort_by(|left, right| right.confidence().total_cmp(&left.confidence()));
            let mut seen: Vec<Arc<Grid>> = Vec::new();
            candidates.retain(|candidate| {
                let is_new = !seen.iter().any(|grid| grid.same_cells(&candidate.grid));
                seen.push(candidate.grid.clone());
                is_new
            });
            candidates.truncate(MAX_CANDIDATES);
        }
    }
}

/// Looks at a task in one frame and asks the predictors; no candidates if the ticks do not suffice for an answer.
fn look(
    task: &Task,
    frame: &Frame,
    model: &Model,
    options: &PredictionOptions,
    budget: &Budget,
    device: &Device,
) -> Transduction {
    let extent = Extent::new(task, frame, model);
    let Some(effort) = Effort::new(&extent, model, options, budget) else {
        return Transduction::nothing(task);
    };
    let cancel = &budget.cancel;
    let counted = |&transform: &Transform| {
        let features = TaskFeatures::new(&model.catalogue, task, frame, transform, cancel);
        (!cancel.is_cancelled()).then(|| CountedTask::new(features))
    };
    let orientations: Option<Vec<CountedTask>> = Transform::ALL[..effort.orientations].iter().map(counted).collect();
    let narrowed = orientations.and_then(|orientations| narrow(model, orientations, frame, cancel));
    let Some((model, orientations, broad)) = narrowed else { return Transduction::nothing(task) };
    let &PredictionOptions { learns, renamings, seed, .. } = options;
    let ticks = effort.ticks;
    let perceived =
        Perceived { task, extent, model, orientations, broad, ticks, learns, renamings, seed, device, cancel };
    ask(&perceived, effort.asked)
}

/// What some predictors answer, the first one's candidates first.
fn ask(perceived: &Perceived, asked: PredictorSet) -> Transduction {
    let mut transduction = Transduction::nothing(perceived.task);
    // The last is asked first: what is slow comes first in the table, and may be cancelled.
    let answers: Vec<(&Predictor, Answer)> =
        asked.iter().rev().map(|predictor| (predictor, (predictor.predict)(perceived))).collect();
    for (predictor, Answer { predictions, left_out, steps }) in answers.into_iter().rev() {
        let candidates = predictions.iter().map(|views| candidates(views, left_out, predictor)).collect();
        transduction.add(Transduction { candidates, steps });
    }
    transduction.candidates.iter_mut().for_each(|candidates| confirm(candidates));
    transduction
}
