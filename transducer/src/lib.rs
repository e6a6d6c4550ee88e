//! Transduction: from a task straight to output grids.
//!
//! [`transduce`] sees a task through [frames](Frame), grids of the output's size that the caller hands over. Each scene is
//! perceived in named [columns](column) of the language; a [network] predicts in context what becomes of each cell; it
//! [adapts](adapt) to the task by predicting each pair from the others; and [several views](decode) are averaged. The network
//! knows ticks, not clocks.

pub mod adapt;
mod balance;
pub mod catalogue;
pub mod checkpoint;
pub mod column;
pub mod decode;
pub mod device;
pub mod episode;
pub mod frame;
pub mod model;
pub mod network;
pub mod outlook;
pub mod scene;
pub mod stored;
pub mod train;
pub mod view;
pub mod weights;
pub mod workers;

use std::sync::Arc;

use arc_dsl::{Grid, Transform};
pub use burn::tensor::Device;
use data::Task;
use data::generate::Sampler;

pub use checkpoint::Checkpoint;
pub use device::DeviceChoice;
pub use frame::Frame;
pub use model::Model;

use crate::adapt::{Adapted, Lesson, adapt};
use crate::decode::{Opinion, opinions};
use crate::outlook::Outlook;
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
    /// Steps of the search in the latent, before the weights learn.
    pub latent_steps: usize,
    /// Whether the weights learn.
    pub learns: bool,
    /// Orientations in which the task is seen: 8, 4, 2 or 1; fewer where the ticks do not suffice.
    pub orientations: usize,
    /// Further views of each orientation, with the colors renamed.
    pub renamings: usize,
    /// The seed of all random choices.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { ticks: 70_000_000, latent_steps: 0, learns: true, orientations: 8, renamings: 1, seed: 0 }
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
}

/// The answers of the network.
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

/// Lengths of the first steps in the latent and in the weights.
const LATENT_RATE: f64 = 0.05;
const RATE: f64 = 2e-3;
/// Ticks of one step of gradient descent and of one prediction, for each cell of the task and each thousand weights that
/// a cell meets.
const STEP_TICKS: u64 = 25;
const VIEW_TICKS: u64 = 8;

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
    /// The expected share of such answers that are right, 0 to 1; it also orders candidates of different frames.
    pub fn confidence(&self) -> f32 {
        let [before, after] = self.left_out;
        let evidence = 1.5 * (before + after) + 2.0 * self.agreement + 10.0 * self.logarithm;
        1.0 / (1.0 + (2.5 - evidence).exp())
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
    // Views cost at most half of the ticks, as long as one is left.
    let area: usize = frame.layers[0].iter().map(|grid| grid.area()).sum();
    let of_cells = (area * model.network.weights_per_cell()) as u64;
    let view_ticks = |orientations: usize| {
        let asked = orientations * (1 + options.renamings) * task.tests.len() + 2 * task.train.len();
        asked as u64 * of_cells * VIEW_TICKS / 1000
    };
    let Some(orientations) = [8, 4, 2, 1].into_iter().find(|&orientations| {
        let share = if orientations == 1 { 1 } else { 2 };
        orientations <= options.orientations && share * view_ticks(orientations) <= options.ticks
    }) else {
        return Transduction::nothing(task);
    };
    let outlook = |&transform: &Transform| Outlook::new(Scenery::new(&model.catalogue, task, frame, transform));
    let outlooks: Vec<Outlook> = Transform::ALL[..orientations].iter().map(outlook).collect();
    let for_steps = options.ticks - view_ticks(orientations);
    let steps = if options.learns { (for_steps / (of_cells * STEP_TICKS / 1000).max(1)) as usize } else { 0 };
    let latent = Lesson { steps: options.latent_steps.min(steps), rate: LATENT_RATE };
    let weights = Lesson { steps: steps - latent.steps, rate: RATE };
    let before = Adapted { network: model.network.clone(), latent: None };
    let adapted = adapt(model, &outlooks, [latent, weights], &mut sampler, device, is_cancelled);
    let mut right = |adapted: &Adapted| {
        let mut is_right = |query: usize| {
            let opinions = opinions(model, adapted, &outlooks[..1], query, 0, &mut sampler, device, is_cancelled);
            task.train[query].output.same_cells(&opinions[0].grid())
        };
        (0..task.train.len()).filter(|&query| task.train.len() > 1 && is_right(query)).count()
    };
    let left_out = [&before, &adapted].map(|adapted| right(adapted) as f32 / task.train.len() as f32);
    let candidates = (0..task.tests.len())
        .map(|test| {
            let query = task.train.len() + test;
            let opinions =
                opinions(model, &adapted, &outlooks, query, options.renamings, &mut sampler, device, is_cancelled);
            candidates(&opinions, left_out)
        })
        .collect();
    Transduction { candidates, steps }
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
                grid,
            }
        })
        .collect();
    candidates.sort_by(|left, right| right.logarithm.total_cmp(&left.logarithm));
    candidates
}
