//! Validation on samples of concepts that the training does not see.

use burn::module::Module;
use burn::tensor::Device;
use data::Sampler;
use serde::{Deserialize, Serialize};

use crate::features::{Channels, Column, CountedTask, widest};
use crate::network::{Episode, EpisodeTensors, Network, TaskTensors, Workers};
use crate::train::sample::{Sample, perceive};

/// How a network fares on samples that it has not learned from.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize, Debug)]
pub struct Validation {
    /// Mean loss.
    pub loss: f32,
    /// Share of the asked grids with every cell right, 0 to 1.
    pub solved: f32,
    /// Number of asked grids.
    pub count: usize,
}

/// A fixed episode of each of some samples.
pub(super) struct ValidationSet(Vec<(CountedTask, Episode)>);

impl ValidationSet {
    /// Perceives samples; those that cannot be used are left out.
    pub fn new(
        samples: &[Sample],
        seed: u64,
        catalogue: &[Column],
        channels: &Channels,
        workers: &Workers,
    ) -> ValidationSet {
        let numbered: Vec<(u64, &Sample)> = (0..).zip(samples).collect();
        let made = workers.map(&numbered, |(number, sample)| {
            let mut sampler = Sampler::at(seed, *number);
            let counted = perceive(catalogue, sample, &mut sampler)?;
            let episode = Episode::any(&counted, channels, &mut sampler);
            Some((counted, episode))
        });
        ValidationSet(made.into_iter().flatten().collect())
    }

    /// Asks a network; `None` if there is nothing to ask.
    pub fn ask(
        &self,
        network: &Network,
        channels: &Channels,
        workers: &Workers,
        device: &Device,
    ) -> Option<Validation> {
        let network = network.valid();
        let results = workers.map(&self.0, |(counted, episode)| {
            let focus = widest(&network.gate_logits(&episode.column_measures), network.config().focus);
            let known = TaskTensors::new(&counted.features, channels, &focus, &episode.colors, device);
            let asked = EpisodeTensors::new(episode, device);
            let loss: f32 = network.loss(&known, &asked).into_scalar();
            let predicted = network.forward(&known, &asked).argmax(1).into_data();
            let targets = episode.targets.as_ref().expect("the pairs of samples have outputs");
            (f64::from(loss), predicted.iter::<i64>().eq(targets.iter().map(|&color| i64::from(color))))
        });
        let count = results.len();
        let sum: f64 = results.iter().map(|(loss, _)| loss).sum();
        let solved = results.iter().filter(|(_, is_solved)| *is_solved).count();
        (count > 0).then(|| Validation {
            loss: (sum / count as f64) as f32,
            solved: solved as f32 / count as f32,
            count,
        })
    }
}
