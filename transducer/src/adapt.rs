//! Learning at test time: each pair in turn is predicted from the others, and the weights move to predict it better.
//!
//! Full-weight test-time training as in Akyürek et al. 2024 and BARC (Li et al. 2024), in all orientations of the task and
//! with its colors renamed. What is learned is always judged on a pair that the support lacks, so the loss is that of
//! leaving one pair out.

use burn::grad_clipping::GradientClippingConfig;
use burn::module::Module;
use burn::optim::AdamWConfig;
use burn::tensor::Device;
use data::{Cancel, Sampler};

use crate::focus::Focused;
use crate::model::Model;
use crate::network::{Episode, Network, gradients};

/// A phase of learning.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Phase {
    /// Steps of gradient descent.
    pub steps: usize,
    /// Length of the first step; later ones are shorter, down to none.
    pub rate: f64,
}

/// Most cells that one step asks for: a step of more takes too long.
const MAX_ASKED: usize = 2048;

/// The same episode, with evenly spread cells if it asks for too many.
fn thinned(episode: Episode) -> Episode {
    let all = episode.query.len();
    if all <= MAX_ASKED {
        return episode;
    }
    let cells: Vec<usize> = (0..MAX_ASKED).map(|place| place * all / MAX_ASKED).collect();
    episode.asking(&cells)
}

/// The network after a phase of learning from the training pairs of a task, or on the part of it until cancelled, and the steps
/// that were made. Without two pairs nothing can be left out, and nothing is learned.
pub fn adapt(
    model: &Model,
    orientations: &[Focused],
    phase: Phase,
    sampler: &mut Sampler,
    device: &Device,
    cancel: &Cancel,
) -> (Network, usize) {
    let mut network = model.network.valid().train();
    let device = &device.clone().autodiff();
    if orientations[0].counted.features.train < 2 {
        return (network.valid(), 0);
    }
    let clipping = Some(GradientClippingConfig::Norm(1.0));
    let mut optimizer = AdamWConfig::new().with_weight_decay(0.0).with_grad_clipping(clipping).init();
    let mut made = 0;
    for step in (0..phase.steps).take_while(|_| !cancel.is_cancelled()) {
        let focused = &orientations[step % orientations.len()];
        let episode = thinned(Episode::any(&focused.counted, &model.channels, sampler));
        let (known, asked) = focused.on_device(model, episode, device);
        let (_, gradients) = gradients(&network, || network.loss(&known, &asked));
        let rate = phase.rate * (1.0 - step as f64 / phase.steps as f64);
        network = optimizer.step(rate, network, gradients);
        made += 1;
    }
    (network.valid(), made)
}
