//! The network: in-context prediction of what becomes of cells.
//!
//! A prior-fitted network in the sense of Müller et al. 2022 (TabPFN: Hollmann et al. 2023): rows are cells, features are
//! columns, labels are actions, and one forward pass does what fitting a model to the task would. Its parts:
//! - *gates*: each column is let through by a weight that a small net reads from how well the column tells what happens in
//!   this task ([`column measures`](crate::features)) and from what it has learned of the column;
//! - *read-out*: each asked cell attends to the cells of the support by distance (matching networks, Vinyals et al. 2016) and takes over
//!   their actions, which is a soft decision table; several right actions of a cell are weighed by how they fare on the whole.

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::activation::{sigmoid, silu, softmax};
use burn::tensor::{Device, Tensor};
use data::Sampler;
use serde::{Deserialize, Serialize};

use crate::features::{ACTION_MEASURES, COLUMN_MEASURES, Channels};
use crate::network::perceptron::{Perceptron, PerceptronConfig, drawn};
use crate::network::tensors::{EpisodeTensors, TaskTensors, indices, matrix_of};

/// The shape of a network; a variant is a value of this.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct NetworkConfig {
    /// Numbers per cell.
    pub width: usize,
    /// Numbers per cell by which distance is measured.
    pub key: usize,
    /// Columns that are seen at a time.
    pub focus: usize,
}

impl Default for NetworkConfig {
    fn default() -> NetworkConfig {
        NetworkConfig { width: 64, key: 32, focus: 64 }
    }
}

/// Numbers that are learned of each column.
const EMBEDDING: usize = 8;
/// Hidden numbers of the nets for gates and actions.
const HIDDEN: usize = 32;

/// The network.
#[derive(Module, Debug)]
pub struct Network {
    /// `[channel, width]`
    input: Param<Tensor<2>>,
    /// `[1, width]`
    input_bias: Param<Tensor<2>>,
    /// `[column, embedding]`
    columns: Param<Tensor<2>>,
    /// From the measures and the embedding of a column to the logit of its gate.
    gate: Perceptron,
    /// `[2 * width, key]`
    key: Param<Tensor<2>>,
    /// `[1, 2]`: the inverse temperature of the attention, and the exponent of the weights of the support's cells.
    attention: Param<Tensor<2>>,
    /// `[column + 2, embedding]`: the columns as something to copy, keeping and painting.
    actions: Param<Tensor<2>>,
    /// From the measures and the embedding of an action to its preference.
    action: Perceptron,
    #[module(skip)]
    config: NetworkConfig,
}

impl Network {
    /// A network for some channels whose weights are all 0. Nothing is made before the weights are looked at.
    pub fn blank(config: NetworkConfig, channels: &Channels, device: &Device) -> Network {
        let columns = channels.kinds.len();
        let NetworkConfig { width, key, .. } = config;
        let zeros = |rows: usize, cols: usize| Initializer::Zeros.init([rows, cols], device);
        let rating = |measures: usize| PerceptronConfig::new(measures + EMBEDDING, HIDDEN, 1).with_output_bias(false);
        Network {
            input: zeros(channels.count(), width),
            input_bias: zeros(1, width),
            columns: zeros(columns, EMBEDDING),
            gate: rating(COLUMN_MEASURES).init(device),
            key: zeros(width.saturating_mul(2), key),
            attention: zeros(1, 2),
            actions: zeros(columns + 2, EMBEDDING),
            action: rating(ACTION_MEASURES).init(device),
            config,
        }
    }

    /// A network for some channels, with weights drawn from a seed.
    pub fn new(config: NetworkConfig, channels: &Channels, seed: u64, device: &Device) -> Network {
        let mut network = Network::blank(config, channels, device);
        let mut sampler = Sampler::new(seed);
        let columns = channels.kinds.len();
        let NetworkConfig { width, key, .. } = config;
        let fan = |count: usize| 1.0 / (count as f32).sqrt();
        let mut draw = |rows: usize, cols: usize, scale: f32| drawn([rows, cols], scale, &mut sampler, device);
        // Of each column one channel or two are on, and gates let a part of the columns through.
        network.input = draw(channels.count(), width, 2.0 * fan(columns.min(config.focus)));
        network.columns = draw(columns, EMBEDDING, 0.5);
        network.key = draw(2 * width, key, fan(2 * width));
        network.attention = Param::from_tensor(matrix_of(vec![1.0, 0.5], [1, 2], device));
        network.actions = draw(columns + 2, EMBEDDING, 0.5);
        for (rating, measures) in [(&mut network.gate, COLUMN_MEASURES), (&mut network.action, ACTION_MEASURES)] {
            rating.hidden.weight = drawn([measures + EMBEDDING, HIDDEN], fan(8), &mut sampler, device);
            rating.hidden.bias = Some(drawn([HIDDEN], 0.1, &mut sampler, device));
            rating.output.weight = drawn([HIDDEN, 1], fan(HIDDEN), &mut sampler, device);
        }
        network
    }

    /// Its shape.
    pub fn config(&self) -> NetworkConfig {
        self.config
    }

    /// Number of weights that the numbers of a cell meet in one forward pass.
    pub fn weights_per_cell(&self) -> usize {
        let count = |weights: &Param<Tensor<2>>| weights.shape().num_elements();
        let [columns, _] = self.columns.dims();
        count(&self.input) * self.config.focus.min(columns) / columns + count(&self.key)
    }

    /// The logit of the gate of each column, given the measures of the columns, `[column, measure]`.
    pub fn gate_logits(&self, measures: &[f32]) -> Vec<f32> {
        let measures =
            matrix_of(measures.to_vec(), [measures.len() / COLUMN_MEASURES, COLUMN_MEASURES], &self.columns.device());
        self.gate_logits_of(measures).into_data().try_to_vec().expect("logits are numbers")
    }

    /// The network with further columns and channels, which mean nothing to it before it learns.
    pub fn with_unknown_columns(&self, columns: usize, channels: usize) -> Network {
        if columns == 0 {
            return self.clone();
        }
        let blank = |weights: &Param<Tensor<2>>, rows: usize| {
            let [_, width] = weights.dims();
            Tensor::zeros([rows, width], &weights.device())
        };
        let after =
            |weights: &Param<Tensor<2>>, more: Tensor<2>| Param::from_tensor(Tensor::cat(vec![weights.val(), more], 0));
        let [known, embedding] = self.columns.dims();
        let actions = self.actions.val();
        let copies = actions.clone().slice([0..known, 0..embedding]);
        let others = actions.slice([known..known + 2, 0..embedding]);
        Network {
            input: after(&self.input, blank(&self.input, channels)),
            // As an average column.
            columns: after(&self.columns, self.columns.val().mean_dim(0).repeat_dim(0, columns)),
            actions: Param::from_tensor(Tensor::cat(vec![copies, blank(&self.actions, columns), others], 0)),
            ..self.clone()
        }
    }

    /// The network that sees nothing but some columns.
    pub fn narrowed(&self, channels: &Channels, columns: &[usize]) -> Network {
        let rows = |weights: &Param<Tensor<2>>, rows: Vec<usize>| {
            let device = weights.device();
            Param::from_tensor(
                weights.val().select(0, indices(rows.into_iter().map(|row| row as i64).collect(), &device)),
            )
        };
        let all = channels.kinds.len();
        Network {
            input: rows(&self.input, columns.iter().flat_map(|&column| channels.of_column(column)).collect()),
            columns: rows(&self.columns, columns.to_vec()),
            actions: rows(&self.actions, columns.iter().copied().chain([all, all + 1]).collect()),
            ..self.clone()
        }
    }

    /// `[asked cell, color]`: probabilities.
    pub fn forward(&self, task: &TaskTensors, episode: &EpisodeTensors) -> Tensor<2> {
        let gates = sigmoid(self.gate_logits_of(episode.column_measures.clone())).select(0, task.columns.clone());
        let input = self.input.val().select(0, task.channels.clone());
        let state = silu(task.matrix.clone().matmul(input * gates) + self.input_bias.val());
        let keys = Tensor::cat(vec![state.clone(), normalized(state)], 1).matmul(self.key.val());
        self.read_out(keys, episode)
    }

    /// The mean of the negative logarithms of the right colors' probabilities, balanced between cells that change and cells
    /// that do not.
    ///
    /// # Panics
    /// If the right colors are unknown.
    pub fn loss(&self, task: &TaskTensors, episode: &EpisodeTensors) -> Tensor<1> {
        let targets = episode.targets.clone().expect("the right colors are known");
        (self.forward(task, episode).log() * targets).sum().neg()
    }

    /// `[column, 1]`
    fn gate_logits_of(&self, column_measures: Tensor<2>) -> Tensor<2> {
        let known = Tensor::cat(vec![column_measures, self.columns.val()], 1);
        self.gate.forward(known, silu)
    }

    fn read_out(&self, keys: Tensor<2>, episode: &EpisodeTensors) -> Tensor<2> {
        let known = keys.clone().select(0, episode.support.clone());
        let asked = keys.select(0, episode.query.clone());
        let inverse_temperature = self.attention.val().slice([0..1, 0..1]);
        let exponent = self.attention.val().slice([0..1, 1..2]);
        // Negative squared distances, up to what is the same for all cells of the support.
        let lengths = (known.clone() * known.clone()).sum_dim(1).transpose();
        let nearness = (asked.matmul(known.transpose()) * 2.0 - lengths) * inverse_temperature;
        let attention = softmax(nearness + episode.log_weights.clone() * exponent, 1);
        let described = Tensor::cat(
            vec![episode.action_measures.clone(), self.actions.val().select(0, episode.action_columns.clone())],
            1,
        );
        let preference = self.action.forward(described, silu).transpose();
        let labels = softmax(preference + episode.right.clone(), 1);
        let chosen = attention.matmul(labels);
        let [asked, actions] = chosen.dims();
        let colors = (chosen.reshape([asked, actions, 1]) * episode.outcomes.clone()).sum_dim(1).reshape([asked, 10]);
        colors * 0.999 + 1e-4
    }
}

/// Each row divided by the root of its mean square.
fn normalized(state: Tensor<2>) -> Tensor<2> {
    let square = (state.clone() * state.clone()).mean_dim(1);
    state / (square + 1e-5).sqrt()
}
