//! Training: a network learns from a stream of samples, and can be stopped at any step and go on later on the same curve.
//!
//! Each step takes samples at random from a pool of the latest ones of the stream and makes one step of AdamW (Loshchilov
//! and Hutter 2019). What is released is a running average of the weights (Polyak and Juditsky 1992), which also is what
//! the validation looks at. Nothing here knows a clock: the caller tells how long each step took.

use burn::grad_clipping::GradientClippingConfig;
use burn::module::Module;
use burn::optim::{AdamWConfig, GradientsAccumulator, GradientsParams, ModuleOptimizer};
use burn::tensor::Device;
use data::Sampler;
use thiserror::Error;

use crate::features::{Channels, Column, CountedTask, with_random_columns};
use crate::network::{Episode, EpisodeTensors, Network, TaskTensors, Workers, gradients};
use crate::storage::{Checkpoint, StoredError, TrainingOrigin, Weights};
use crate::train::pool::{Pool, Window};
use crate::train::sample::{Sample, SampleSource, perceive};
use crate::train::state::{CurvePoint, TrainingProgress, TrainingSettings, TrainingState};
use crate::train::validation::ValidationSet;

const WEIGHT_DECAY: f32 = 1e-3;
/// Longest gradient of one parameter.
const MAX_NORM: f32 = 1.0;
/// How much of the running average stays at each step, in the long run.
const KEEP: f32 = 0.999;
/// Sets choices for samples apart from the choices for steps, which have the same seed.
const SAMPLES: u64 = 0x7361_6d70;
/// The same for the validation.
const VALIDATION: u64 = 0x7661_6c69;

/// The stream gives nothing that can be learned from.
#[derive(Clone, Copy, PartialEq, Eq, Error, Debug)]
#[error("no sample of the stream can be learned from")]
pub struct NoSamples;

/// A training run in progress.
pub struct Trainer<'a> {
    settings: TrainingSettings,
    columns: Vec<Column>,
    origin: TrainingOrigin,
    progress: TrainingProgress,
    channels: Channels,
    source: &'a SampleSource<'a>,
    validation_set: ValidationSet,
    workers: Workers,
    device: Device,
    network: Network,
    average: Weights,
    optimizer: ModuleOptimizer,
    pool: Pool,
}

/// What is to be done at a step.
enum Work<'p> {
    Learn(&'p CountedTask, u64),
    Prepare(u64),
}

/// What was done.
enum Done {
    Learned(f32, GradientsParams),
    Prepared(Option<CountedTask>),
}

impl<'a> Trainer<'a> {
    /// Begins a run or goes on with one. The source, the validation (samples of concepts that the source does not give) and
    /// the device should be those that it had before.
    ///
    /// # Errors
    /// If the state does not fit the network that it describes.
    pub fn new(
        state: TrainingState,
        source: &'a SampleSource<'a>,
        validation: &[Sample],
        workers: Workers,
        device: &Device,
    ) -> Result<Trainer<'a>, StoredError> {
        let channels = Channels::new(&state.columns);
        let network = Network::blank(state.settings.network, &channels, &device.clone().autodiff());
        let network = state.weights.put_into(network)?;
        let mut optimizer = AdamWConfig::new()
            .with_weight_decay(WEIGHT_DECAY)
            .with_grad_clipping(Some(GradientClippingConfig::Norm(MAX_NORM)))
            .init();
        if !state.optimizer.is_empty() {
            optimizer = optimizer.from_bytes(state.optimizer_bytes()).map_err(TrainingState::bad_optimizer)?;
        }
        let TrainingState { settings, columns, origin, progress, average, .. } = state;
        let range = window(&settings).at(progress.steps);
        let indices: Vec<u64> = range.clone().collect();
        let samples = workers.map(&indices, |&index| prepare(source, &columns, settings.seed, index));
        let validation_set = ValidationSet::new(validation, settings.seed ^ VALIDATION, &columns, &channels, &workers);
        Ok(Trainer {
            pool: Pool::new(range, samples),
            device: device.clone(),
            settings,
            columns,
            origin,
            progress,
            channels,
            source,
            validation_set,
            workers,
            network,
            average,
            optimizer,
        })
    }

    /// Learns from one batch; the result is its mean loss.
    ///
    /// # Errors
    /// If there is no sample to learn from.
    pub fn step(&mut self) -> Result<f32, NoSamples> {
        let TrainingProgress { steps, seconds, .. } = self.progress;
        let batch = self.settings.batch;
        let mut sampler = Sampler::at(self.settings.seed, steps);
        let chosen: Vec<_> = (0..batch)
            .map(|_| self.pool.choose(&mut sampler).map(|sample| Work::Learn(sample, sampler.number())))
            .collect::<Option<_>>()
            .ok_or(NoSamples)?;
        let window = window(&self.settings);
        let next = window.at(steps + 1);
        let fresh = window.at(steps).end..next.end;
        // The work on gradients has a lock of its own; threads that would wait for it perceive samples meanwhile.
        let work = interleaved(chosen, fresh.map(Work::Prepare).collect());
        let device = self.device.clone().autodiff();
        let network = self.network.valid();
        let done = self.workers.map(&work, |work| match work {
            Work::Prepare(index) => Done::Prepared(prepare(self.source, &self.columns, self.settings.seed, *index)),
            Work::Learn(sample, seed) => {
                let mut sampler = Sampler::new(*seed);
                let episode = Episode::any(sample, &self.channels, &mut sampler);
                let gate_logits = network.gate_logits(&episode.column_measures);
                let focus = with_random_columns(&gate_logits, self.settings.network.focus, &mut sampler);
                let known = TaskTensors::new(&sample.features, &self.channels, &focus, &episode.colors, &device);
                let asked = EpisodeTensors::new(&episode, &device);
                let (loss, gradients) = gradients(&self.network, || self.network.loss(&known, &asked) / batch as f32);
                Done::Learned(loss * batch as f32, gradients)
            }
        });
        let (mut sum, mut samples, mut gradients) = (0.0, Vec::new(), GradientsAccumulator::new());
        for done in done {
            match done {
                Done::Prepared(sample) => samples.push(sample),
                Done::Learned(loss, of_sample) => {
                    sum += loss;
                    gradients.accumulate(&self.network, of_sample);
                }
            }
        }
        self.pool.advance(next, samples);
        let rate = self.settings.learning_rate * self.settings.plan.rate(steps, seconds);
        self.network = self.optimizer.step(rate, self.network.clone(), gradients.grads());
        // The first weights, which are only noise, leave the average soon.
        let keep = KEEP.min((1 + steps) as f32 / (10 + steps) as f32);
        self.average.blend(&Weights::of(&self.network), keep);
        let loss = sum / batch as f32;
        self.progress.steps += 1;
        self.progress.samples += batch as u64;
        self.progress.loss_sum += f64::from(loss);
        self.progress.loss_count += 1;
        Ok(loss)
    }

    /// Counts time of training.
    pub fn add_seconds(&mut self, seconds: f64) {
        self.progress.seconds += seconds;
    }

    /// The next point of the curve, with a validation, if it is time for one or the plan is fulfilled.
    pub fn advance_curve(&mut self) -> Option<CurvePoint> {
        let is_due = self.progress.steps.is_multiple_of(self.settings.every) || self.is_done();
        if !is_due || self.progress.loss_count == 0 {
            return None;
        }
        let TrainingProgress { steps, samples, seconds, .. } = self.progress;
        let loss = self.progress.loss()?;
        let network = self.average.put_into(self.network.clone()).expect("the average is of this network");
        let point = CurvePoint {
            step: steps,
            samples,
            seconds,
            learning_rate: (self.settings.learning_rate * self.settings.plan.rate(steps - 1, seconds)) as f32,
            loss,
            validation: self.validation_set.ask(&network, &self.channels, &self.workers, &self.device),
        };
        self.progress.curve.push(point);
        self.progress.loss_sum = 0.0;
        self.progress.loss_count = 0;
        Some(point)
    }

    /// Whether the plan is fulfilled.
    pub fn is_done(&self) -> bool {
        self.done() >= 1.0
    }

    /// The share of the plan that is done, 0 to 1 or a little more.
    pub fn done(&self) -> f64 {
        self.settings.plan.done(self.progress.steps, self.progress.seconds)
    }

    /// How far it has come.
    pub fn progress(&self) -> &TrainingProgress {
        &self.progress
    }

    /// What is trained, and how.
    pub fn settings(&self) -> &TrainingSettings {
        &self.settings
    }

    /// All that is needed to go on later.
    ///
    /// # Errors
    /// If the tensor library cannot write the state of its optimizer.
    pub fn state(&self) -> Result<TrainingState, StoredError> {
        let is_new = self.progress.steps == 0;
        let moments = if is_new {
            Vec::new()
        } else {
            self.optimizer.into_bytes().map_err(TrainingState::bad_optimizer)?.to_vec()
        };
        Ok(TrainingState {
            settings: self.settings.clone(),
            columns: self.columns.clone(),
            origin: self.origin.clone(),
            progress: self.progress.clone(),
            weights: Weights::of(&self.network),
            average: self.average.clone(),
            optimizer: moments,
        })
    }

    /// The network as it is released: with the averaged weights.
    pub fn checkpoint(&self) -> Checkpoint {
        let TrainingProgress { steps, samples, seconds, .. } = self.progress;
        Checkpoint {
            config: self.settings.network,
            columns: self.columns.clone(),
            origin: TrainingOrigin { steps, samples, seconds, ..self.origin.clone() },
            weights: self.average.clone(),
        }
    }
}

fn window(settings: &TrainingSettings) -> Window {
    Window { batch: settings.batch as u64, reuse: settings.reuse as u64, size: settings.pool as u64 }
}

fn prepare(source: &SampleSource, columns: &[Column], seed: u64, index: u64) -> Option<CountedTask> {
    perceive(columns, &source(index)?, &mut Sampler::at(seed ^ SAMPLES, index))
}

/// Both lists as one, evenly mixed.
fn interleaved<T>(one: Vec<T>, other: Vec<T>) -> Vec<T> {
    let (count, others) = (one.len().max(1), other.len());
    let mut other = other.into_iter();
    let mut mixed = Vec::with_capacity(count + others);
    for (at, item) in one.into_iter().enumerate() {
        mixed.push(item);
        mixed.extend(other.by_ref().take((at + 1) * others / count - at * others / count));
    }
    mixed.extend(other);
    mixed
}

#[cfg(test)]
mod tests;
