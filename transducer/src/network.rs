//! The network: in-context prediction of what becomes of cells.
//!
//! A prior-fitted network in the sense of Müller et al. 2022 (TabPFN: Hollmann et al. 2023): rows are cells, features are
//! columns, labels are actions, and one forward pass does what fitting a model to the task would. Its parts:
//! - *gates*: each column is let through by a weight that a small net reads from how well the column tells what happens in
//!   this task ([`column measures`](crate::episode)) and from what it has learned of the column;
//! - *loops*: weight-tied blocks (as in universal transformers, Dehghani et al. 2019) that pass messages along the partners and groups of each cell instead
//!   of convolution and attention, modulated by what the changed and the kept cells of the support look like on average
//!   (FiLM, Perez et al. 2018);
//! - *read-out*: each asked cell attends to the cells of the support by distance (matching networks, Vinyals et al. 2016) and takes over
//!   their actions, which is a soft decision table; several right actions of a cell are weighed by how they fare on the whole.

use std::sync::{Mutex, PoisonError};

use burn::module::{Module, Param};
use burn::optim::GradientsParams;
use burn::tensor::activation::{sigmoid, silu, softmax};
use burn::tensor::{Device, IndexingUpdateOp, Int, Tensor, TensorData};
use data::Sampler;
use serde::{Deserialize, Serialize};

use crate::episode::{ACTION_MEASURES, Action, COLUMN_MEASURES, Episode};
use crate::scene::{GROUPS, PARTNERS};
use crate::view::{Channels, Scenery};

/// The shape of a network; a variant is a value of this.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Config {
    /// Numbers per cell.
    pub width: usize,
    /// Passes through the block; without loops the network sees nothing but columns.
    pub loops: usize,
    /// Numbers per message.
    pub message: usize,
    /// Numbers per cell by which distance is measured.
    pub key: usize,
    /// Columns that are seen at a time.
    pub focus: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config { width: 64, loops: 0, message: 4, key: 32, focus: 64 }
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
    gate_hidden: Param<Tensor<2>>,
    gate_bias: Param<Tensor<2>>,
    gate: Param<Tensor<2>>,
    /// `[2 * width, 2 * width]`
    film: Param<Tensor<2>>,
    /// `[width, relation * message]`
    partners: Param<Tensor<2>>,
    /// `[width, way * message]`
    groups: Param<Tensor<2>>,
    /// `[width + messages, 2 * hidden]`
    up: Param<Tensor<2>>,
    up_bias: Param<Tensor<2>>,
    /// `[hidden, width]`
    down: Param<Tensor<2>>,
    /// `[2 * width, key]`
    key: Param<Tensor<2>>,
    /// Sharpness of the attention and the exponent of the weights of the support's cells.
    sharpness: Param<Tensor<2>>,
    /// `[column + 2, embedding]`: the columns as something to copy, keeping and painting.
    actions: Param<Tensor<2>>,
    action_hidden: Param<Tensor<2>>,
    action_bias: Param<Tensor<2>>,
    action: Param<Tensor<2>>,
    #[module(skip)]
    config: Config,
}

/// The cells of a view on a device.
#[derive(Clone, Debug)]
pub struct Cells {
    /// `[cell, channel]`
    matrix: Tensor<2>,
    /// `[cell * relation]`, into `[cell + 1, relation]`
    partners: Tensor<1, Int>,
    /// `[cell * way]`
    groups: Tensor<1, Int>,
    /// `[group, 1]`: one by the number of cells.
    shares: Tensor<2>,
    /// `[channel]`: its place among the channels of all columns.
    channels: Tensor<1, Int>,
    /// `[channel]`: its column.
    columns: Tensor<1, Int>,
    count: usize,
}

impl Cells {
    /// Brings a scenery to a device, seen through some columns, with the colors renamed.
    pub fn new(scenery: &Scenery, channels: &Channels, focus: &[usize], colors: &[u8; 10], device: &Device) -> Cells {
        let count = scenery.area();
        let place = |(at, &row): (usize, &u32)| i64::from(row) * PARTNERS as i64 + (at % PARTNERS) as i64;
        let partners = scenery.partners();
        let partners: Vec<i64> = partners.as_flattened().iter().enumerate().map(place).collect();
        let (groups, group_count) = scenery.groups();
        let groups = groups.as_flattened();
        let mut sizes = vec![0.0_f32; group_count];
        groups.iter().for_each(|&group| sizes[group as usize] += 1.0);
        let shares: Vec<f32> = sizes.iter().map(|&size| 1.0 / size.max(1.0)).collect();
        let matrix = scenery.matrix(channels, focus, colors);
        let seen = || focus.iter().flat_map(|&column| channels.of_column(column).map(move |channel| (channel, column)));
        let (seen, columns): (Vec<i64>, Vec<i64>) =
            seen().map(|(channel, column)| (channel as i64, column as i64)).unzip();
        Cells {
            matrix: matrix_of(matrix, [count, seen.len()], device),
            channels: indices(seen, device),
            partners: indices(partners, device),
            groups: indices(groups.iter().map(|&group| i64::from(group)).collect(), device),
            shares: matrix_of(shares, [group_count, 1], device),
            columns: indices(columns, device),
            count,
        }
    }
}

/// An episode on a device.
#[derive(Clone, Debug)]
pub struct Question {
    column_measures: Tensor<2>,
    action_measures: Tensor<2>,
    action_columns: Tensor<1, Int>,
    support: Tensor<1, Int>,
    /// `[2, cell of the support]`: averages over changed and over kept cells.
    averages: Tensor<2>,
    /// `[1, cell of the support]`
    log_weights: Tensor<2>,
    /// `[cell of the support, action]`: 0 where right, very small where not.
    right: Tensor<2>,
    query: Tensor<1, Int>,
    /// `[asked cell, action, color]`
    outcomes: Tensor<3>,
    /// `[asked cell, color]`: the loss's weight at the right color.
    targets: Option<Tensor<2>>,
}

impl Question {
    /// Brings an episode to a device.
    pub fn new(episode: &Episode, device: &Device) -> Question {
        let columns = episode.column_measures.len() / COLUMN_MEASURES;
        let (actions, support, asked) = (episode.actions.len(), episode.support.len(), episode.query.len());
        let row = |action: &Action| match action {
            Action::Copy(column) => *column,
            Action::Keep => columns,
            Action::Paint(_) => columns + 1,
        };
        let changed = episode.changes.iter().filter(|&&changes| changes).count();
        let share = |is: bool| {
            let count = if is { changed } else { support - changed };
            episode.changes.iter().map(move |&changes| if changes == is { 1.0 / count as f32 } else { 0.0 })
        };
        let penalties = episode.right.iter().map(|&right| if right { 0.0 } else { -30.0 }).collect();
        let mut outcomes = vec![0.0; asked * actions * 10];
        for (at, &color) in episode.outcomes.iter().enumerate() {
            outcomes[at * 10 + color as usize] = 1.0;
        }
        let rows = |rows: &[u32]| indices(rows.iter().map(|&row| i64::from(row)).collect(), device);
        Question {
            column_measures: matrix_of(episode.column_measures.clone(), [columns, COLUMN_MEASURES], device),
            action_measures: matrix_of(episode.action_measures.clone(), [actions, ACTION_MEASURES], device),
            action_columns: indices(episode.actions.iter().map(|action| row(action) as i64).collect(), device),
            support: rows(&episode.support),
            averages: matrix_of(share(true).chain(share(false)).collect(), [2, support], device),
            log_weights: matrix_of(episode.log_weights.clone(), [1, support], device),
            right: matrix_of(penalties, [support, actions], device),
            query: rows(&episode.query),
            outcomes: Tensor::from_data(TensorData::new(outcomes, [asked, actions, 10]), device),
            targets: episode
                .targets
                .as_ref()
                .map(|targets| matrix_of(loss_weights(targets, &episode.own), [asked, 10], device)),
        }
    }
}

/// `[asked cell, color]`: cells that change and cells that do not weigh the same together, and all weights sum to 1.
fn loss_weights(targets: &[u8], own: &[u8]) -> Vec<f32> {
    let changed = targets.iter().zip(own).filter(|(target, own)| target != own).count();
    let kept = targets.len() - changed;
    let classes = f32::from(u8::from(changed > 0) + u8::from(kept > 0));
    let mut weights = vec![0.0; targets.len() * 10];
    for (cell, (&target, own)) in targets.iter().zip(own).enumerate() {
        let count = if target == *own { kept } else { changed };
        weights[cell * 10 + target as usize] = 1.0 / (count as f32 * classes);
    }
    weights
}

fn matrix_of(numbers: Vec<f32>, shape: [usize; 2], device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(numbers, shape), device)
}

fn indices(numbers: Vec<i64>, device: &Device) -> Tensor<1, Int> {
    let count = numbers.len();
    Tensor::from_data(TensorData::new(numbers, [count]), device)
}

impl Network {
    /// A network for some channels, with weights drawn from a seed.
    pub fn new(config: Config, channels: &Channels, seed: u64, device: &Device) -> Network {
        let mut sampler = Sampler::new(seed);
        let columns = channels.kinds.len();
        let Config { width, message, key, .. } = config;
        let hidden = width;
        let messages = (PARTNERS + 2 * GROUPS) * message;
        let mut draw = |rows: usize, cols: usize, scale: f32| {
            let numbers = (0..rows * cols).map(|_| normal(&mut sampler) * scale).collect();
            Param::from_tensor(matrix_of(numbers, [rows, cols], device))
        };
        let fan = |count: usize| 1.0 / (count as f32).sqrt();
        Network {
            // Of each column one channel or two are on, and gates let a part of the columns through.
            input: draw(channels.count(), width, 2.0 * fan(columns.min(config.focus))),
            input_bias: draw(1, width, 0.0),
            columns: draw(columns, EMBEDDING, 0.5),
            gate_hidden: draw(COLUMN_MEASURES + EMBEDDING, HIDDEN, fan(8)),
            gate_bias: draw(1, HIDDEN, 0.1),
            gate: draw(HIDDEN, 1, fan(HIDDEN)),
            film: draw(2 * width, 2 * width, 0.3 * fan(2 * width)),
            partners: draw(width, PARTNERS * message, fan(width)),
            groups: draw(width, GROUPS * message, fan(width)),
            up: draw(width + messages, 2 * hidden, fan(width + messages)),
            up_bias: draw(1, 2 * hidden, 0.0),
            // Loops begin by leaving everything as it is (ReZero, Bachlechner et al. 2020).
            down: draw(hidden, width, 0.0),
            key: draw(2 * width, key, fan(2 * width)),
            sharpness: Param::from_tensor(matrix_of(vec![1.0, 0.5], [1, 2], device)),
            actions: draw(columns + 2, EMBEDDING, 0.5),
            action_hidden: draw(ACTION_MEASURES + EMBEDDING, HIDDEN, fan(8)),
            action_bias: draw(1, HIDDEN, 0.1),
            action: draw(HIDDEN, 1, fan(HIDDEN)),
            config,
        }
    }

    /// Its shape.
    pub fn config(&self) -> Config {
        self.config
    }

    /// Number of weights that the numbers of a cell meet in one forward pass, loops counted each time.
    pub fn weights_per_cell(&self) -> usize {
        let count = |weights: &Param<Tensor<2>>| weights.shape().num_elements();
        let block: usize = [&self.partners, &self.groups, &self.up, &self.down].map(count).iter().sum();
        let [columns, _] = self.columns.dims();
        let seen = count(&self.input) * self.config.focus.min(columns) / columns;
        seen + self.config.loops * block + count(&self.key)
    }

    /// How wide the gate of each column opens, given the measures of the columns, `[column, measure]`.
    pub fn openings(&self, measures: &[f32]) -> Vec<f32> {
        let measures =
            matrix_of(measures.to_vec(), [measures.len() / COLUMN_MEASURES, COLUMN_MEASURES], &self.columns.device());
        self.gate_openings(measures).into_data().try_to_vec().expect("openings are numbers")
    }

    /// The network with so many further columns and channels, which mean nothing to it before it learns.
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

    /// `[asked cell, color]`: probabilities. `latent`, `[column, 1]`, is added to what opens the gates.
    pub fn forward(&self, cells: &Cells, question: &Question, latent: Option<&Tensor<2>>) -> Tensor<2> {
        let mut opening = self.gate_openings(question.column_measures.clone());
        if let Some(latent) = latent {
            opening = opening + latent.clone();
        }
        let gates = sigmoid(opening).select(0, cells.columns.clone());
        let input = self.input.val().select(0, cells.channels.clone());
        let first = silu(cells.matrix.clone().matmul(input * gates) + self.input_bias.val());
        let (scale, shift) = self.modulation(&first, question);
        let mut state = first.clone();
        for _ in 0..self.config.loops {
            state = self.block(state, cells, &scale, &shift);
        }
        let keys = Tensor::cat(vec![first, normalized(state)], 1).matmul(self.key.val());
        self.read_out(keys, question)
    }

    /// The mean of the negative logarithms of the right colors' probabilities, balanced between cells that change and cells
    /// that do not.
    ///
    /// # Panics
    /// If the right colors are unknown.
    pub fn loss(&self, cells: &Cells, question: &Question, latent: Option<&Tensor<2>>) -> Tensor<1> {
        let targets = question.targets.clone().expect("the right colors are known");
        (self.forward(cells, question, latent).log() * targets).sum().neg()
    }

    /// `[column, 1]`
    fn gate_openings(&self, column_measures: Tensor<2>) -> Tensor<2> {
        let known = Tensor::cat(vec![column_measures, self.columns.val()], 1);
        silu(known.matmul(self.gate_hidden.val()) + self.gate_bias.val()).matmul(self.gate.val())
    }

    fn modulation(&self, first: &Tensor<2>, question: &Question) -> (Tensor<2>, Tensor<2>) {
        let width = self.config.width;
        let support = first.clone().select(0, question.support.clone());
        let averages = question.averages.clone().matmul(support).reshape([1, 2 * width]);
        let film = averages.matmul(self.film.val());
        (film.clone().slice([0..1, 0..width]) + 1.0, film.slice([0..1, width..2 * width]))
    }

    fn block(&self, state: Tensor<2>, cells: &Cells, scale: &Tensor<2>, shift: &Tensor<2>) -> Tensor<2> {
        let Config { width, message, .. } = self.config;
        let device = state.device();
        let modulated = normalized(state.clone()) * scale.clone() + shift.clone();
        let sent = modulated.clone().matmul(self.partners.val()).reshape([cells.count * PARTNERS, message]);
        let nothing = Tensor::zeros([PARTNERS, message], &device);
        let from_partners = Tensor::cat(vec![sent, nothing], 0)
            .select(0, cells.partners.clone())
            .reshape([cells.count, PARTNERS * message]);
        let sent = modulated.clone().matmul(self.groups.val()).reshape([cells.count * GROUPS, message]);
        let [groups, _] = cells.shares.dims();
        let sums = Tensor::zeros([groups, message], &device).select_assign(
            0,
            cells.groups.clone(),
            sent,
            IndexingUpdateOp::Add,
        );
        let heard = Tensor::cat(vec![sums.clone() * cells.shares.clone(), sums.tanh()], 1);
        let from_groups = heard.select(0, cells.groups.clone()).reshape([cells.count, 2 * GROUPS * message]);
        let all = Tensor::cat(vec![modulated, from_partners, from_groups], 1);
        let hidden = all.matmul(self.up.val()) + self.up_bias.val();
        let count = cells.count;
        let gate = silu(hidden.clone().slice([0..count, 0..width]));
        state + (gate * hidden.slice([0..count, width..2 * width])).matmul(self.down.val())
    }

    fn read_out(&self, keys: Tensor<2>, question: &Question) -> Tensor<2> {
        let known = keys.clone().select(0, question.support.clone());
        let asked = keys.select(0, question.query.clone());
        let sharpness = self.sharpness.val().slice([0..1, 0..1]);
        let exponent = self.sharpness.val().slice([0..1, 1..2]);
        // Negative squared distances, up to what is the same for all cells of the support.
        let lengths = (known.clone() * known.clone()).sum_dim(1).transpose();
        let nearness = (asked.matmul(known.transpose()) * 2.0 - lengths) * sharpness;
        let attention = softmax(nearness + question.log_weights.clone() * exponent, 1);
        let described = Tensor::cat(
            vec![question.action_measures.clone(), self.actions.val().select(0, question.action_columns.clone())],
            1,
        );
        let preference = silu(described.matmul(self.action_hidden.val()) + self.action_bias.val())
            .matmul(self.action.val())
            .transpose();
        let labels = softmax(preference + question.right.clone(), 1);
        let chosen = attention.matmul(labels);
        let [asked, actions] = chosen.dims();
        let colors = (chosen.reshape([asked, actions, 1]) * question.outcomes.clone()).sum_dim(1).reshape([asked, 10]);
        colors * 0.999 + 1e-4
    }
}

/// Held while a graph for gradients is made and walked: two graphs at a time can wait for each other for good in burn 0.22.
static GRAPH: Mutex<()> = Mutex::new(());

/// A loss and the gradients of a module's parameters. One call at a time does its work.
pub fn gradients<M: Module>(module: &M, loss: impl FnOnce() -> Tensor<1>) -> (f32, GradientsParams) {
    let _only = GRAPH.lock().unwrap_or_else(PoisonError::into_inner);
    let loss = loss();
    let value = loss.clone().into_scalar();
    (value, GradientsParams::from_grads(loss.backward(), module))
}

/// Each row divided by the root of its mean square.
fn normalized(state: Tensor<2>) -> Tensor<2> {
    let square = (state.clone() * state.clone()).mean_dim(1);
    state / (square + 1e-5).sqrt()
}

/// A draw from the normal distribution (Box and Muller 1958).
pub(crate) fn normal(sampler: &mut Sampler) -> f32 {
    let mut uniform = || (sampler.number() >> 11) as f64 / (1_u64 << 53) as f64;
    let (radius, angle) = (uniform(), uniform());
    ((-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()) as f32
}
