//! The whole network on a graphics adapter against the processor. A software Vulkan will do. Without any adapter the test is
//! skipped, unless `ARC_TEST_ADAPTER` is set.

use arc_dsl::Program;
use burn::grad_clipping::GradientClippingConfig;
use burn::module::{Module, ModuleVisitor, Param};
use burn::optim::{AdamWConfig, GradientsParams};
use burn::tensor::{Device, Tensor};
use data::{Cancel, Generator, GeneratorOptions, Sampler};

use crate::adapt::{Phase, adapt};
use crate::features::{Channels, Column, ColumnKind, CountedTask, Frame, TaskFeatures};
use crate::focus::Focused;
use crate::model::Model;
use crate::network::{DeviceChoice, Episode, EpisodeTensors, Network, NetworkConfig, TaskTensors, gradients};
use crate::storage::Weights;
use crate::train::with_tests_as_pairs;

const RATE: f64 = 1e-2;
const COLORS: [u8; 10] = [0, 3, 1, 2, 4, 5, 6, 9, 8, 7];

/// Collects gradients in the order of the parameters.
struct Flat<'g> {
    gradients: &'g GradientsParams,
    numbers: Vec<f32>,
}

impl ModuleVisitor for Flat<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let gradient: Tensor<D> = self.gradients.get(param.id).expect("every parameter has a gradient");
        self.numbers.extend(gradient.into_data().iter::<f32>());
    }
}

/// What a device computes.
struct Computed {
    loss: f32,
    probabilities: Vec<f32>,
    gradients: Vec<f32>,
    /// After one step of the optimizer.
    weights: Weights,
    /// After one step of learning at test time.
    adapted: Weights,
    /// What was learned then says of another episode.
    answer: Vec<f32>,
}

fn columns() -> Vec<Column> {
    let column = |kind, text: &str| Column { program: Program::parse_expression(text).unwrap(), kind };
    vec![
        column(ColumnKind::Mask, "figure(input)"),
        column(ColumnKind::Color, "transform(input, flip_horizontal)"),
        column(ColumnKind::Color, "transform(input, flip_vertical)"),
    ]
}

fn features() -> TaskFeatures {
    let concepts = vec![data::Concept::find("cells_fall").unwrap()];
    let mut generator = Generator::new(GeneratorOptions { seed: 1, concepts, ..GeneratorOptions::default() });
    let generated = generator.find(|one| Frame::of_inputs(&one.task).is_some()).unwrap();
    let task = with_tests_as_pairs(&generated.task, &generated.answers);
    TaskFeatures::new(
        &columns(),
        &task,
        &Frame::of_inputs(&task).unwrap(),
        arc_dsl::Transform::Identity,
        &Cancel::new(),
    )
}

fn compute(weights: &Weights, config: NetworkConfig, device: &Device) -> Computed {
    let (counted, channels) = (CountedTask::new(features()), Channels::new(&columns()));
    let focused = Focused { counted, columns: (0..channels.kinds.len()).collect() };
    let ask = |query: usize, device: &Device| {
        let counted = &focused.counted;
        let episode = Episode::new(counted, &channels, query, COLORS, &mut Sampler::new(1));
        (
            TaskTensors::new(&counted.features, &channels, &focused.columns, &COLORS, device),
            EpisodeTensors::new(&episode, device),
        )
    };
    let answer = |network: &Network, query: usize| -> Vec<f32> {
        let (known, asked) = ask(query, device);
        network.valid().forward(&known, &asked).into_data().iter::<f32>().collect()
    };
    let of_weights = |device: &Device| weights.put_into(Network::new(config, &channels, 0, device)).unwrap();

    let learning = device.clone().autodiff();
    let network = of_weights(&learning);
    let probabilities = answer(&network, 0);
    let (known, asked) = ask(0, &learning);
    let (loss, gradients) = gradients(&network, || network.loss(&known, &asked));
    let mut flat = Flat { gradients: &gradients, numbers: Vec::new() };
    network.visit(&mut flat);
    let numbers = flat.numbers;
    let clipping = Some(GradientClippingConfig::Norm(1.0));
    let mut optimizer = AdamWConfig::new().with_weight_decay(1e-3).with_grad_clipping(clipping).init();
    let network = optimizer.step(RATE, network, gradients);

    let model = Model { network: of_weights(device), catalogue: columns(), channels: channels.clone() };
    let orientations = std::slice::from_ref(&focused);
    let (adapted, _) =
        adapt(&model, orientations, Phase { steps: 1, rate: RATE }, &mut Sampler::new(1), device, &Cancel::new());
    Computed {
        loss,
        probabilities,
        gradients: numbers,
        weights: Weights::of(&network),
        adapted: Weights::of(&adapted),
        answer: answer(&adapted, 1),
    }
}

fn assert_close(what: &str, one: &[f32], other: &[f32], tolerance: f32) {
    assert_eq!(one.len(), other.len(), "{what}");
    let largest = one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(largest <= tolerance, "{what} differ by {largest}");
    assert!(one.iter().chain(other).all(|number| number.is_finite()), "{what} are not numbers");
}

#[test]
fn the_adapter_computes_what_the_processor_does() {
    let adapter = match DeviceChoice::Wgpu.open() {
        Ok(adapter) => adapter,
        Err(error) => {
            assert!(std::env::var_os("ARC_TEST_ADAPTER").is_none(), "{error}");
            println!("skipped: {error}");
            return;
        }
    };
    let config = NetworkConfig { width: 16, key: 8, focus: 8 };
    let weights = Weights::of(&Network::new(config, &Channels::new(&columns()), 5, &Device::flex()));
    let here = compute(&weights, config, &Device::flex());
    let there = compute(&weights, config, &adapter);
    assert_close("losses", &[here.loss], &[there.loss], 1e-4);
    assert_close("probabilities", &here.probabilities, &there.probabilities, 1e-4);
    let scale = here.gradients.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
    assert!(scale > 0.0);
    assert_close("gradients", &here.gradients, &there.gradients, 1e-3 * scale);
    // Where a gradient is nearly zero, AdamW enlarges what little the devices differ.
    let tolerance = 0.1 * RATE as f32;
    assert_close("weights", &here.weights.numbers(), &there.weights.numbers(), tolerance);
    assert_close("weights learned at test time", &here.adapted.numbers(), &there.adapted.numbers(), tolerance);
    assert_ne!(here.adapted.numbers(), weights.numbers(), "something is learned");
    assert_close("probabilities after that", &here.answer, &there.answer, 1e-2);
}
