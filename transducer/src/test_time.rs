//! The network as a predictor: it [learns](crate::adapt) the task at test time and [predicts](crate::decode) in several
//! views, as Akyürek et al. 2024 do with a language model; ours takes milliseconds for a step and knows ticks, not epochs.

use data::{Cancel, Sampler};

use crate::adapt::{Phase, adapt};
use crate::decode::{AT_A_TIME, Views};
use crate::network::Network;
use crate::perceived::{Answer, Extent, Perceived};

/// Ticks of one step of gradient descent, for each thousand weights that the cells of the task meet, and of all that does
/// not depend on the cells.
const STEP: u64 = 25;
const ANY_STEP: u64 = 60_000;
/// Most steps of gradient descent: what 3, 30 and 100 s give, up to 1,500, 22,000 and 74,000, solves the same tasks.
pub const MOST_STEPS: usize = 1000;
/// Length of the first step.
const RATE: f64 = 2e-3;

/// Steps of gradient descent that some ticks pay for.
pub fn steps(extent: &Extent, ticks: u64) -> usize {
    MOST_STEPS.min((ticks / (ANY_STEP + extent.weights * STEP / 1000)) as usize)
}

/// What the network predicts after test-time training.
pub fn predict(perceived: &Perceived) -> Answer {
    let mut sampler = Sampler::new(perceived.seed);
    let steps = if perceived.learns { steps(&perceived.extent, perceived.ticks) } else { 0 };
    let Perceived { model, orientations, device, cancel, .. } = perceived;
    let (learned, steps) = adapt(model, orientations, Phase { steps, rate: RATE }, &mut sampler, device, cancel);
    let left_out = [&model.network, &learned].map(|network| leave_out(perceived, network, &mut sampler));
    let all = views(perceived, &learned);
    let one = Views { orientations: &orientations[..1], renamings: 0, ..views(perceived, &learned) };
    let area = |query: usize| orientations[0].counted.features.grids[query].area();
    let is_quick = perceived.queries().map(area).sum::<usize>() <= AT_A_TIME;
    let mut predict = |query: usize| {
        let predictions = all.predictions(query, &mut sampler, cancel);
        // What was learned by the time somebody cancels is not lost.
        let is_late = predictions.is_empty() && is_quick;
        if is_late { one.predictions(query, &mut sampler, &Cancel::new()) } else { predictions }
    };
    let predictions = perceived.queries().map(&mut predict).collect();
    Answer { predictions, left_out, steps }
}

/// The share of the training pairs that a network predicts right from the others, in the task's own orientation.
fn leave_out(perceived: &Perceived, network: &Network, sampler: &mut Sampler) -> f32 {
    let orientations = &perceived.orientations[..1];
    let views = Views { orientations, renamings: 0, ..views(perceived, network) };
    perceived.left_out(|pair| Some(views.predictions(pair, sampler, perceived.cancel).first()?.grid()))
}

fn views<'p>(perceived: &'p Perceived, network: &'p Network) -> Views<'p> {
    let Perceived { model, orientations, renamings, device, .. } = perceived;
    Views { model, network, orientations, renamings: *renamings, device }
}
