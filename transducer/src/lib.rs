//! Transduction: from a task straight to output grids.
//!
//! [`transduce`] sees a task through [frames](Frame), grids of the output's size that the caller hands over. Each scene is
//! perceived in named [columns](column) of the language, a few of which come into [focus]. A [network] predicts in context
//! what becomes of each cell; it [adapts](adapt) to the task by predicting each pair from the others; and
//! [several views](decode) are averaged. A forest, fitted to the task alone, has a say beside it. Both know ticks, not
//! clocks.

pub mod adapt;
mod balance;
pub mod catalogue;
pub mod checkpoint;
pub mod column;
pub mod decode;
pub mod device;
pub mod episode;
pub mod focus;
mod forest;
pub mod frame;
pub mod guide;
pub mod model;
pub mod network;
pub mod outlook;
mod plan;
pub mod scene;
pub mod stored;
pub mod train;
pub mod view;
pub mod weights;
pub mod workers;

use std::sync::Arc;

use arc_dsl::{Grid, Transform};
pub use burn::tensor::Device;
use data::Sampler;
use data::Task;
use serde::{Deserialize, Serialize};

pub use checkpoint::Checkpoint;
pub use device::DeviceChoice;
pub use frame::Frame;
pub use guide::Guide;
pub use model::Model;

use crate::adapt::{Lesson, adapt};
use crate::decode::{Opinion, Panel};
use crate::focus::narrow;
use crate::forest::Ground;
use crate::network::Network;
use crate::outlook::Outlook;
use crate::plan::Plan;
use crate::view::Scenery;

/// Most frames that are looked at, and the share of the steps that each gets, in percent.
const SHARES: [u64; 3] = [60, 25, 15];
/// Most candidates for one test input.
const MAX_CANDIDATES: usize = 4;

/// How a task is to be answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Work, in ticks: as of the inducer's, about 70 million fit in a second of one core.
    pub ticks: u64,
    /// Whether the weights learn.
    pub learns: bool,
    /// Orientations in which the task is seen: 8, 4, 2 or 1; fewer where the ticks do not suffice.
    pub orientations: usize,
    /// Further views of each orientation, with the colors renamed.
    pub renamings: usize,
    /// The seed of all random choices.
    pub seed: u64,
    /// Whether the network is asked.
    pub network: bool,
    /// Whether the forest is asked.
    pub forest: bool,
}

/// Whose answer it is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The network's.
    Network,
    /// The forest's.
    Forest,
}

impl Voice {
    /// All of them.
    pub const ALL: [Voice; 2] = [Voice::Network, Voice::Forest];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Voice::Network => "network",
            Voice::Forest => "forest",
        }
    }
}

impl Default for Options {
    fn default() -> Options {
        Options { ticks: 70_000_000, learns: true, orientations: 8, renamings: 1, seed: 0, network: true, forest: true }
    }
}

/// A predicted output with what speaks for it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The output.
    pub grid: Arc<Grid>,
    /// The mean over cells of the logarithm of its probability, averaged over views; in nats.
    pub logarithm: f32,
    /// The mean entropy of the cells that this frame predicts, in nats.
    pub entropy: f32,
    /// The share of the views that, alone, would give just this grid.
    pub agreement: f32,
    /// The share of the training pairs that are predicted right from the other pairs, before anything was learned of the
    /// task and after. What was learned saw them all.
    pub left_out: [f32; 2],
    /// Whose answer it is.
    pub voice: Voice,
    /// Whether the other voice gives the same.
    pub is_seconded: bool,
}

/// The answers of network and forest.
#[derive(Clone, Debug)]
pub struct Transduction {
    /// Candidates for each test input, best first; none where no frame was given.
    pub candidates: Vec<Vec<Candidate>>,
    /// Steps of gradient descent over all frames.
    pub steps: usize,
}

impl Transduction {
    /// No candidates for any test input of a task.
    pub fn nothing(task: &Task) -> Transduction {
        Transduction { candidates: vec![Vec::new(); task.tests.len()], steps: 0 }
    }
}

/// Length of the first step of test-time training.
const RATE: f64 = 2e-3;

/// Answers a task from frames, best first; those that do not fit it are left out. Once `is_cancelled`, nothing more is
/// learned and no other frame is begun.
pub fn transduce(
    task: &Task,
    frames: &[Frame],
    model: &Model,
    options: &Options,
    device: &Device,
    is_cancelled: &dyn Fn() -> bool,
) -> Transduction {
    let Transduction { mut candidates, mut steps } = Transduction::nothing(task);
    let frames: Vec<&Frame> = frames.iter().filter(|frame| frame.fits(task)).take(SHARES.len()).collect();
    let shares: u64 = SHARES[..frames.len()].iter().sum();
    for (frame, share) in frames.iter().zip(SHARES) {
        if is_cancelled() {
            break;
        }
        let ticks = options.ticks / shares * share;
        let found = answer(task, frame, model, &Options { ticks, ..*options }, device, is_cancelled);
        steps += found.steps;
        for (known, more) in candidates.iter_mut().zip(found.candidates) {
            known.extend(more);
        }
    }
    for candidates in &mut candidates {
        candidates.sort_by(|left, right| right.confidence().total_cmp(&left.confidence()));
        let mut seen: Vec<Arc<Grid>> = Vec::new();
        candidates.retain(|candidate| {
            let is_new = !seen.iter().any(|grid| grid.same_cells(&candidate.grid));
            seen.push(candidate.grid.clone());
            is_new
        });
        candidates.truncate(MAX_CANDIDATES);
    }
    Transduction { candidates, steps }
}

impl Candidate {
    /// The expected share of such answers that are right, 0 to 1; it also orders candidates of different frames and voices.
    /// Fitted to the candidates for 101 tuning tasks of ARC-AGI-1 training that the network had not learned from.
    pub fn confidence(&self) -> f32 {
        let [before, after] = self.left_out;
        let of_voice = match self.voice {
            Voice::Network => 1.4 * self.agreement + 0.7 * self.logarithm.max(-1.0),
            Voice::Forest => 0.6,
        };
        let evidence = 2.2 * (before + after) + of_voice + if self.is_seconded { 1.3 } else { 0.0 };
        1.0 / (1.0 + (4.5 - evidence).exp())
    }
}

fn answer(
    task: &Task,
    frame: &Frame,
    model: &Model,
    options: &Options,
    device: &Device,
    is_cancelled: &dyn Fn() -> bool,
) -> Transduction {
    let mut sampler = Sampler::new(options.seed);
    let Some(Plan { orientations, asks_forest, steps }) = Plan::new(task, frame, model, options) else {
        return Transduction::nothing(task);
    };
    let outlook = |&transform: &Transform| Outlook::new(Scenery::new(&model.catalogue, task, frame, transform));
    let outlooks = Transform::ALL[..orientations].iter().map(outlook).collect();
    let (model, outlooks, broad) = narrow(model, outlooks, frame);
    let by_forest = match asks_forest && !is_cancelled() {
        true => {
            let scenery = &outlooks[0].outlook.scenery;
            by_forest(task, &Ground { scenery, channels: &model.channels, columns: &broad, seed: options.seed })
        }
        false => vec![None; task.tests.len()],
    };
    if !options.network {
        let candidates = by_forest.into_iter().map(|candidate| candidate.into_iter().collect()).collect();
        return Transduction { candidates, steps: 0 };
    }
    let before = model.network.clone();
    let adapted = adapt(&model, &outlooks, Lesson { steps, rate: RATE }, &mut sampler, device, is_cancelled);
    let panel = Panel { model: &model, network: &adapted, outlooks: &outlooks, renamings: options.renamings, device };
    let mut right = |network: &Network| {
        let one = Panel { network, outlooks: &outlooks[..1], renamings: 0, ..panel };
        let mut is_right = |query: usize| {
            let opinions = one.opinions(query, &mut sampler, is_cancelled);
            task.train[query].output.same_cells(&opinions[0].grid())
        };
        (0..task.train.len()).filter(|&query| task.train.len() > 1 && is_right(query)).count()
    };
    let left_out = [&before, &adapted].map(|network| right(network) as f32 / task.train.len() as f32);
    let candidates = by_forest
        .into_iter()
        .enumerate()
        .map(|(test, by_forest)| {
            let query = task.train.len() + test;
            let mut candidates = candidates(&panel.opinions(query, &mut sampler, is_cancelled), left_out);
            if let Some(mut other) = by_forest {
                for candidate in &mut candidates {
                    candidate.is_seconded = candidate.grid.same_cells(&other.grid);
                    other.is_seconded |= candidate.is_seconded;
                }
                candidates.push(other);
            }
            candidates
        })
        .collect();
    Transduction { candidates, steps }
}

/// The forest's candidate for each test input.
fn by_forest(task: &Task, ground: &Ground) -> Vec<Option<Candidate>> {
    let pairs = task.train.len();
    let opinion = |query: usize, forests: u64| {
        let support: Vec<usize> = (0..pairs).filter(|&pair| pair != query).collect();
        ground.opinion(&support, query, forests)
    };
    let is_right = |&pair: &usize| {
        let opinion = opinion(pair, forest::FORESTS_FOR_PAIRS);
        opinion.is_some_and(|opinion| opinion.grid().same_cells(&task.train[pair].output))
    };
    let left_out = (0..pairs).filter(|_| pairs > 1).filter(is_right).count() as f32 / pairs as f32;
    let candidate = |test: usize| {
        let opinion = opinion(pairs + test, forest::FORESTS)?;
        let mut candidate = candidates(&[opinion], [left_out; 2]).pop()?;
        candidate.voice = Voice::Forest;
        Some(candidate)
    };
    (0..task.tests.len()).map(candidate).collect()
}

/// The distinct grids that the average and the single views give, likeliest first.
fn candidates(opinions: &[Opinion], left_out: [f32; 2]) -> Vec<Candidate> {
    let average = Opinion::average(opinions);
    let grids: Vec<Arc<Grid>> = opinions.iter().map(Opinion::grid).collect();
    let mut distinct = vec![average.grid()];
    for grid in &grids {
        if !distinct.iter().any(|known| known.same_cells(grid)) {
            distinct.push(grid.clone());
        }
    }
    let entropy = average.entropy();
    let mut candidates: Vec<Candidate> = distinct
        .into_iter()
        .map(|grid| {
            let agreeing = grids.iter().filter(|other| other.same_cells(&grid)).count();
            Candidate {
                logarithm: average.mean_logarithm(&grid).expect("views have one size"),
                entropy,
                agreement: agreeing as f32 / grids.len() as f32,
                left_out,
                voice: Voice::Network,
                is_seconded: false,
                grid,
            }
        })
        .collect();
    candidates.sort_by(|left, right| right.logarithm.total_cmp(&left.logarithm));
    candidates
}
