//! What the whole network promises: its gradients are those of its loss, and turning a task, recoloring it or reordering its
//! pairs changes its predictions accordingly.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::{Color, Grid, Program, Transform};
use burn::module::{Module, ModuleVisitor, Param};
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use data::{Augmentation, Cancel, Frame, Pair, Sampler, Task};

use crate::decode::Views;
use crate::features::{Channels, Column, ColumnKind, CountedTask, TaskFeatures};
use crate::focus::Focused;
use crate::model::Model;
use crate::network::{Episode, EpisodeTensors, Network, NetworkConfig, TaskTensors, gradients};
use crate::storage::Weights;

/// Columns that name no direction, which is what the promise is about.
const COLUMNS: [(&str, ColumnKind); 3] = [
    ("input", ColumnKind::Color),
    ("enclosed(figure(input), false)", ColumnKind::Mask),
    ("own_holes(input, mono4)", ColumnKind::Number),
];
const SAME: [u8; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

fn grid(rows: &str) -> Arc<Grid> {
    let program = Program::parse_expression(&format!("{{{rows}}}")).unwrap();
    program.run(&Arc::new(Grid::filled(1, 1, Color::Black).unwrap())).unwrap()
}

/// Holes turn green.
fn task() -> Task {
    let pairs = [
        ("1110|1010|1110", "1110|1310|1110"),
        ("02220|02020|02220", "02220|02320|02220"),
        ("0000|0444|0404|0444", "0000|0444|0434|0444"),
    ];
    let train = pairs.map(|(input, output)| Pair { input: grid(input), output: grid(output) });
    Task { id: "holes".to_owned(), train: train.to_vec(), tests: vec![grid("222000|202111|222101|000111")] }
}

fn columns() -> Vec<Column> {
    COLUMNS.map(|(text, kind)| Column { program: Program::parse_expression(text).unwrap(), kind }).to_vec()
}

fn model() -> Model {
    Model::untrained(NetworkConfig { width: 4, key: 3, focus: 7 }, columns(), 5, &Device::flex())
}

fn counted(task: &Task, transform: Transform) -> CountedTask {
    CountedTask::new(TaskFeatures::new(&columns(), task, &Frame::of_inputs(task).unwrap(), transform, &Cancel::new()))
}

/// A task and an episode of it on a device, seen through all columns.
fn tensors(counted: &CountedTask, query: usize, colors: [u8; 10], device: &Device) -> (TaskTensors, EpisodeTensors) {
    let channels = Channels::new(&columns());
    let all: Vec<usize> = (0..channels.kinds.len()).collect();
    let episode = Episode::new(counted, &channels, query, colors, &mut Sampler::new(1));
    let known = TaskTensors::new(&counted.features, &channels, &all, &colors, device);
    (known, EpisodeTensors::new(&episode, device))
}

/// `[cell, color]`: the probabilities for the test input of a task with renamed colors.
fn probabilities(task: &Task, colors: [u8; 10]) -> Vec<f32> {
    let (known, asked) = tensors(&counted(task, Transform::Identity), task.train.len(), colors, &Device::flex());
    model().network.forward(&known, &asked).into_data().iter::<f32>().collect()
}

#[track_caller]
fn assert_close(one: &[f32], other: &[f32], what: &str) {
    assert_eq!(one.len(), other.len(), "{what}");
    let largest = one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(largest < 1e-4, "{what}: {largest}");
}

/// Gradients by the paths of the parameters.
struct ByPath<'g> {
    gradients: &'g GradientsParams,
    path: Vec<String>,
    found: BTreeMap<String, Vec<f32>>,
}

impl ModuleVisitor for ByPath<'_> {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let gradient: Tensor<D> = self.gradients.get(param.id).expect("every parameter has a gradient");
        self.found.insert(self.path.join("."), gradient.into_data().iter::<f32>().collect());
    }
}

#[test]
fn gradients_are_those_of_the_loss() {
    const STEP: f32 = 1e-2;
    let counted = counted(&task(), Transform::Identity);
    let (config, channels) = (model().network.config(), Channels::new(&columns()));
    let weights = Weights::of(&model().network);
    let learning = Device::flex().autodiff();
    let network = weights.put_into(Network::blank(config, &channels, &learning)).unwrap();
    let (known, asked) = tensors(&counted, 0, SAME, &learning);
    let (_, gradients) = gradients(&network, || network.loss(&known, &asked));
    let mut by_path = ByPath { gradients: &gradients, path: Vec::new(), found: BTreeMap::new() };
    network.visit(&mut by_path);
    assert_eq!(by_path.found.values().map(Vec::len).sum::<usize>(), weights.numbers().len());

    let (known, asked) = tensors(&counted, 0, SAME, &Device::flex());
    let loss = |weights: &Weights| {
        let network = weights.put_into(Network::blank(config, &channels, &Device::flex())).unwrap();
        network.loss(&known, &asked).into_scalar::<f32>()
    };
    for (path, gradient) in by_path.found {
        assert!(gradient.iter().any(|number| *number != 0.0), "{path} has no influence");
        for (place, &exact) in gradient.iter().enumerate() {
            let [more, less] = [STEP, -STEP].map(|by| loss(&weights.nudged(&path, place, by)));
            let measured = (more - less) / (2.0 * STEP);
            let tolerance = 1e-3 + 0.02 * exact.abs();
            assert!((exact - measured).abs() < tolerance, "{path}[{place}]: {exact}, measured {measured}");
        }
    }
}

#[test]
fn a_turned_task_gets_the_turned_prediction() {
    let (task, model) = (task(), model());
    let predicted = |transform: Transform| {
        let columns = (0..model.channels.kinds.len()).collect();
        let orientations = [Focused { counted: counted(&task, transform), columns }];
        let (network, device) = (&model.network, &Device::flex());
        let views = Views { model: &model, network, orientations: &orientations, renamings: 0, device };
        views.predictions(task.train.len(), &mut Sampler::new(1), &Cancel::new()).remove(0).logarithms
    };
    let upright = predicted(Transform::Identity);
    assert!(upright.iter().any(|logarithm| (logarithm - upright[0]).abs() > 0.1), "it tells colors apart");
    for transform in Transform::ALL {
        assert_close(&predicted(transform), &upright, &format!("{transform:?}"));
    }
}

#[test]
fn renaming_colors_is_recoloring_the_task() {
    let colors: [u8; 10] = [0, 3, 1, 2, 4, 5, 6, 9, 8, 7];
    let recoloring = Augmentation::new(Transform::Identity, colors.map(|color| Color::ALL[color as usize])).unwrap();
    assert_close(&probabilities(&task(), colors), &probabilities(&recoloring.task(&task()), SAME), "recolored");
}

#[test]
fn the_order_of_the_pairs_is_of_no_matter() {
    let mut reordered = task();
    reordered.train.rotate_left(1);
    assert_close(&probabilities(&task(), SAME), &probabilities(&reordered, SAME), "reordered");
}
