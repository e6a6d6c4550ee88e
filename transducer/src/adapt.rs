//! Learning at test time: each pair in turn is predicted from the others, and the weights move to predict it better.
//!
//! Full-weight test-time training as in Akyürek et al. 2024 and BARC (Li et al. 2024), in all orientations of the task and
//! with its colors renamed; or a gradient search in the latent alone, as in latent program networks (Bonnet and Macfarlane
//! 2024), where the latent is what opens the gates of the columns. What is learned is always judged on a pair that the
//! support lacks, so the loss is that of leaving one pair out.

use burn::grad_clipping::GradientClippingConfig;
use burn::module::{Module, Param};
use burn::optim::AdamWConfig;
use burn::tensor::{Device, Tensor};
use data::Sampler;

use crate::focus::Focused;
use crate::model::Model;
use crate::network::{Network, gradients};

/// How to learn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Lesson {
    /// Steps of gradient descent.
    pub steps: usize,
    /// Length of the first step; later ones are shorter, down to none.
    pub rate: f64,
}

/// What was learned of a task.
#[derive(Clone, Debug)]
pub struct Adapted {
    /// The weights.
    pub network: Network,
    /// What is added to the openings of the gates, `[column, 1]`, if it was searched.
    pub latent: Option<Tensor<2>>,
}

/// Learns from the training pairs of a task, first the latent, then the weights, a lesson for each, until `is_cancelled`.
/// Without two pairs nothing can be left out, and nothing is learned.
pub fn adapt(
    model: &Model,
    outlooks: &[Focused],
    [latent, weights]: [Lesson; 2],
    sampler: &mut Sampler,
    device: &Device,
    is_cancelled: &dyn Fn() -> bool,
) -> Adapted {
    let mut adapted = Adapted { network: model.network.valid().train(), latent: None };
    let device = &device.clone().autodiff();
    if outlooks[0].outlook.scenery.train < 2 {
        return adapted.valid();
    }
    let clipping = Some(GradientClippingConfig::Norm(1.0));
    let optimizer = || AdamWConfig::new().with_weight_decay(0.0).with_grad_clipping(clipping.clone()).init();
    let mut ask = |step: usize| {
        let focused = &outlooks[step % outlooks.len()];
        focused.on_device(model, &focused.outlook.any_episode(&model.channels, sampler), device)
    };
    if latent.steps > 0 {
        let columns = model.channels.kinds.len();
        let mut searched = Latent { openings: Param::from_tensor(Tensor::zeros([columns, 1], device)) };
        let mut optimizer = optimizer();
        for step in (0..latent.steps).take_while(|_| !is_cancelled()) {
            let (cells, question) = ask(step);
            let (_, gradients) =
                gradients(&searched, || adapted.network.loss(&cells, &question, Some(&searched.openings.val())));
            searched = optimizer.step(latent.rate * rest(step, latent), searched, gradients);
        }
        adapted.latent = Some(searched.openings.val().detach());
    }
    let mut optimizer = optimizer();
    for step in (0..weights.steps).take_while(|_| !is_cancelled()) {
        let (cells, question) = ask(step);
        let (_, gradients) =
            gradients(&adapted.network, || adapted.network.loss(&cells, &question, adapted.latent.as_ref()));
        adapted.network = optimizer.step(weights.rate * rest(step, weights), adapted.network, gradients);
    }
    adapted.valid()
}

impl Adapted {
    /// The same for answering, without what learning needs.
    fn valid(self) -> Adapted {
        let inner = |latent: Tensor<2>| if latent.device().is_autodiff() { latent.inner() } else { latent };
        Adapted { network: self.network.valid(), latent: self.latent.map(inner) }
    }
}

/// The share of a step's length that is left.
fn rest(step: usize, lesson: Lesson) -> f64 {
    1.0 - step as f64 / lesson.steps as f64
}

/// What is added to the openings of the gates, `[column, 1]`, as something to learn.
#[derive(Module, Debug)]
struct Latent {
    openings: Param<Tensor<2>>,
}
