//! How a guide learns which values are steps on the way to the outputs (BUSTLE, Odena et al. 2021).

use burn::optim::AdamWConfig;
use burn::tensor::activation::log_sigmoid;
use burn::tensor::{Device, Tensor, TensorData};
use data::Sampler;
use serde::Serialize;

use crate::guide::value_model::ValueNet;
use crate::network::{drawn, gradients};
use crate::storage::Weights;

/// Hidden numbers of the net.
const HIDDEN: usize = 32;
const EPOCHS: usize = 2;
const BATCH: usize = 256;
const RATE: f64 = 3e-3;
const WEIGHT_DECAY: f32 = 1e-2;
/// Standard deviation of the first weights of the hidden numbers.
const DEVIATION: f32 = 0.1;

/// A value of a task, seen as a step of a program that solves it, or in a search.
#[derive(Clone, Debug)]
pub struct ValueExample {
    /// The places of its features among all.
    pub features: Vec<usize>,
    /// Whether it is a step.
    pub is_step: bool,
    /// Its share among the steps, or the others, of its task.
    pub weight: f32,
    /// Whether it is not learned from but only tells how well others were learned.
    pub is_held_out: bool,
}

/// A point of the curve: the mean loss in bits for telling steps from others, which are equally many by weight.
#[derive(Clone, Copy, PartialEq, Serialize, Debug)]
pub struct ValuePoint {
    /// How often all examples were gone through.
    pub epoch: usize,
    /// On those that were learned from, while they were.
    pub loss: f32,
    /// On those that were held out, if there are any.
    pub held_out: Option<f32>,
}

/// A net that tells steps from others by their features. Every point of the curve is handed on; where that says no,
/// learning ends early.
pub fn learn_values(
    examples: &[ValueExample],
    features: usize,
    seed: u64,
    mut on_point: impl FnMut(&ValuePoint) -> bool,
) -> ValueNet {
    let [held_out, taken] = [true, false].map(|is| -> Vec<&ValueExample> {
        examples.iter().filter(|example| example.is_held_out == is && !example.features.is_empty()).collect()
    });
    let device = Device::flex();
    let mut sampler = Sampler::new(seed);
    let learning = device.clone().autodiff();
    let mut net = ValueNet::blank(features, HIDDEN, &learning);
    net.perceptron.hidden.weight = drawn([features, HIDDEN], DEVIATION, &mut sampler, &learning);
    net.perceptron.output.weight = drawn([HIDDEN, 1], DEVIATION, &mut sampler, &learning);
    let mut optimizer = AdamWConfig::new().with_weight_decay(WEIGHT_DECAY).with_beta_2(0.99).init();
    let mut order: Vec<usize> = (0..taken.len()).collect();
    let balance = balance(&taken);
    let steps = EPOCHS * order.len().div_ceil(BATCH);
    let mut step = 0;
    for epoch in 1..=EPOCHS {
        sampler.shuffle(&mut order);
        let mut total = 0.0;
        for batch in order.chunks(BATCH) {
            let batch: Vec<&ValueExample> = batch.iter().map(|&place| taken[place]).collect();
            let device = device.clone().autodiff();
            let (loss, of_batch) = gradients(&net, || bits(&net, &batch, balance, features, &device).mean());
            net = optimizer.step(RATE * (1.0 - step as f64 / steps as f64), net, of_batch);
            total += loss * batch.len() as f32;
            step += 1;
        }
        let held_out = (!held_out.is_empty()).then(|| {
            let net = burn::module::Module::valid(&net);
            let balance = self::balance(&held_out);
            let of_batch =
                |batch: &[&ValueExample]| bits(&net, batch, balance, features, &device).sum().into_scalar::<f32>();
            held_out.chunks(BATCH).map(of_batch).sum::<f32>() / held_out.len() as f32
        });
        if !on_point(&ValuePoint { epoch, loss: total / taken.len().max(1) as f32, held_out }) {
            break;
        }
    }
    Weights::of(&net).put_into(ValueNet::blank(features, HIDDEN, &device)).expect("of one shape")
}

/// Factors that make steps and others weigh half of all examples each; for steps first.
fn balance(examples: &[&ValueExample]) -> [f32; 2] {
    [true, false].map(|is_step| {
        let own = examples.iter().filter(|example| example.is_step == is_step);
        examples.len() as f32 / 2.0 / own.map(|example| example.weight).sum::<f32>().max(f32::EPSILON)
    })
}

/// `[example, 1]`: weighed bits to tell whether each is a step.
fn bits(net: &ValueNet, examples: &[&ValueExample], balance: [f32; 2], features: usize, device: &Device) -> Tensor<2> {
    let rows = examples.len();
    let mut shown = vec![0.0; rows * features];
    let mut signs = Vec::with_capacity(rows);
    let mut weights = Vec::with_capacity(rows);
    for (example, row) in examples.iter().zip(shown.chunks_mut(features)) {
        example.features.iter().for_each(|&feature| row[feature] = 1.0);
        signs.push(if example.is_step { 1.0 } else { -1.0 });
        weights.push(example.weight * balance[usize::from(!example.is_step)] / std::f32::consts::LN_2);
    }
    let matrix =
        |numbers: Vec<f32>, columns: usize| Tensor::<2>::from_data(TensorData::new(numbers, [rows, columns]), device);
    let odds = net.log_odds(matrix(shown, features));
    -log_sigmoid(odds * matrix(signs, 1)) * matrix(weights, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::value_model::ValueWeights;

    #[test]
    fn steps_are_told_from_others_where_it_takes_two_features() {
        // Steps show one of two features, others none or both, beside one that says nothing.
        let example = |number: usize| {
            let shown = [number & 1 == 1, number & 2 == 2];
            let features = (0..2).filter(|&feature| shown[feature]).chain([2]).collect();
            ValueExample { features, is_step: shown[0] != shown[1], weight: 1.0, is_held_out: number.is_multiple_of(5) }
        };
        let examples: Vec<ValueExample> = (0..200_000).map(example).collect();
        let mut points = Vec::new();
        let net = learn_values(&examples, 3, 1, |point| {
            points.push(*point);
            true
        });
        assert_eq!(points.len(), EPOCHS);
        assert!(points[EPOCHS - 1].held_out.unwrap() < 0.2, "{points:?}");
        let values = ValueWeights::of(&net, &["left", "right", "always"].map(str::to_owned));
        let bits = |features: &[usize]| {
            let hidden = |place: usize| features.iter().map(|feature| values.hidden[feature * HIDDEN + place]).sum();
            let plain: f32 = features.iter().map(|&feature| values.plain[feature]).sum();
            plain + (0..HIDDEN).map(|place| f32::max(hidden(place), 0.0) * values.last[place]).sum::<f32>()
        };
        assert!(bits(&[0, 2]) > 2.0 && bits(&[1, 2]) > 2.0 && bits(&[2]) < -2.0 && bits(&[0, 1, 2]) < -2.0);
        let [one, other] = [(); 2].map(|()| {
            let mut count = 0;
            let net = learn_values(&examples[..2000], 3, 1, |_| {
                count += 1;
                false
            });
            assert_eq!(count, 1, "it ends where it is told to");
            Weights::of(&net)
        });
        assert_eq!(one, other);
    }
}
