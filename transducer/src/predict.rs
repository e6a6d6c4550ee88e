//! The transducer: from a task and its frames to candidates for each test input.
//!
//! Each frame is perceived in several orientations through a [focus](crate::focus) of columns; a
//! [forest](crate::forest) is fitted to the task; the network [learns](crate::adapt) the task and
//! [predicts](crate::decode) in several views. What both give counts more.

use std::sync::Arc;

use arc_dsl::{Grid, Transform};
use burn::tensor::Device;
use data::{Budget, Cancel, Sampler, Task};

use crate::adapt::{Phase, adapt};
use crate::candidate::{Candidate, Predictor, candidates};
use crate::decode::Views;
use crate::effort::Effort;
use crate::features::{CountedTask, Frame, TaskFeatures};
use crate::focus::{Focused, narrow};
use crate::forest::{FORESTS, FORESTS_FOR_PAIRS, ForestInput};
use crate::model::Model;
use crate::network::Network;
use crate::options::PredictionOptions;

/// Most frames that are looked at, and the share of the ticks that each gets, in percent.
const SHARES: [u64; 3] = [60, 25, 15];
/// Most candidates for one test input.
const MAX_CANDIDATES: usize = 4;
/// Length of the first step of test-time training.
const RATE: f64 = 2e-3;

/// The answers of network and forest.
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
    let frames: Vec<&Frame> = frames.iter().filter(|frame| frame.fits(task)).take(SHARES.len()).collect();
    let shares: u64 = SHARES[..frames.len()].iter().sum();
    for (frame, share) in frames.iter().zip(SHARES) {
        if budget.cancel.is_cancelled() {
            break;
        }
        let share = budget.with_ticks(budget.ticks / shares * share);
        let perceived = Perceived::new(task, frame, model, options, &share, device);
        transduction.add(perceived.map_or_else(|| Transduction::nothing(task), |perceived| perceived.predict()));
    }
    transduction.rank();
    transduction
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

/// A task as seen in one frame, with what is to be done about it.
struct Perceived<'a> {
    task: &'a Task,
    options: &'a PredictionOptions,
    device: &'a Device,
    cancel: &'a Cancel,
    effort: Effort,
    /// The model of the columns in some focus.
    model: Model,
    /// The orientations, the task's own first.
    orientations: Vec<Focused>,
    /// The columns that the forest looks at.
    broad: Vec<usize>,
}

impl<'a> Perceived<'a> {
    /// Looks at a task; `None` if the ticks do not suffice for an answer.
    fn new(
        task: &'a Task,
        frame: &Frame,
        model: &Model,
        options: &'a PredictionOptions,
        budget: &'a Budget,
        device: &'a Device,
    ) -> Option<Perceived<'a>> {
        let effort = Effort::new(task, frame, model, options, budget.ticks)?;
        let counted =
            |&transform: &Transform| CountedTask::new(TaskFeatures::new(&model.catalogue, task, frame, transform));
        let orientations = Transform::ALL[..effort.orientations].iter().map(counted).collect();
        let (model, orientations, broad) = narrow(model, orientations, frame);
        Some(Perceived { task, options, device, cancel: &budget.cancel, effort, model, orientations, broad })
    }

    /// What forest and network answer.
    fn predict(&self) -> Transduction {
        let by_forest = self.ask_forest();
        if !self.options.network {
            return Transduction { candidates: by_forest, steps: 0 };
        }
        let mut sampler = Sampler::new(self.options.seed);
        let learned = self.learn(&mut sampler);
        let left_out = [&self.model.network, &learned].map(|network| self.leave_out(network, &mut sampler));
        let by_network = self.ask_network(&learned, left_out, &mut sampler);
        let candidates = by_network.into_iter().zip(by_forest).map(|(network, forest)| confirm(network, forest));
        Transduction { candidates: candidates.collect(), steps: self.effort.steps }
    }

    /// The forest's candidate for each test input, if it has one.
    fn ask_forest(&self) -> Vec<Vec<Candidate>> {
        let Perceived { task, options, orientations, .. } = self;
        if !self.effort.asks_forest || self.cancel.is_cancelled() {
            return vec![Vec::new(); task.tests.len()];
        }
        let features = &orientations[0].counted.features;
        let input = ForestInput { features, channels: &self.model.channels, columns: &self.broad, seed: options.seed };
        let pairs = task.train.len();
        let prediction =
            |query: usize, forests: u64| input.prediction(&orientations[0].counted.support(query), query, forests);
        let is_right = |&pair: &usize| {
            let prediction = prediction(pair, FORESTS_FOR_PAIRS);
            prediction.is_some_and(|prediction| prediction.grid().same_cells(&task.train[pair].output))
        };
        let left_out = (0..pairs).filter(|_| pairs > 1).filter(is_right).count() as f32 / pairs as f32;
        let candidates = |test: usize| {
            let prediction = prediction(pairs + test, FORESTS);
            prediction.map_or_else(Vec::new, |prediction| candidates(&[prediction], [left_out; 2], Predictor::Forest))
        };
        (0..task.tests.len()).map(candidates).collect()
    }

    /// The network after test-time training.
    fn learn(&self, sampler: &mut Sampler) -> Network {
        let phase = Phase { steps: self.effort.steps, rate: RATE };
        adapt(&self.model, &self.orientations, phase, sampler, self.device, self.cancel)
    }

    /// The share of the training pairs that a network predicts right from the others, in the task's own orientation.
    fn leave_out(&self, network: &Network, sampler: &mut Sampler) -> f32 {
        let train = &self.task.train;
        let views = Views { orientations: &self.orientations[..1], renamings: 0, ..self.views(network) };
        let mut is_right = |query: usize| {
            let predictions = views.predictions(query, sampler, self.cancel);
            train[query].output.same_cells(&predictions[0].grid())
        };
        (0..train.len()).filter(|&query| train.len() > 1 && is_right(query)).count() as f32 / train.len() as f32
    }

    /// The network's candidates for each test input.
    fn ask_network(&self, network: &Network, left_out: [f32; 2], sampler: &mut Sampler) -> Vec<Vec<Candidate>> {
        let views = self.views(network);
        let queries = self.task.train.len()..self.task.train.len() + self.task.tests.len();
        queries
            .map(|query| candidates(&views.predictions(query, sampler, self.cancel), left_out, Predictor::Network))
            .collect()
    }

    fn views<'p>(&'p self, network: &'p Network) -> Views<'p> {
        let Perceived { model, orientations, options, device, .. } = self;
        Views { model, network, orientations, renamings: options.renamings, device }
    }
}

/// The candidates of network and forest for one test input; where both give the same grid, they confirm each other.
fn confirm(mut by_network: Vec<Candidate>, by_forest: Vec<Candidate>) -> Vec<Candidate> {
    for mut other in by_forest {
        for candidate in &mut by_network {
            candidate.is_confirmed = candidate.grid.same_cells(&other.grid);
            other.is_confirmed |= candidate.is_confirmed;
        }
        by_network.push(other);
    }
    by_network
}
