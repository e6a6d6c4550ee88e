//! A task and an episode as tensors on the device that computes.

use burn::tensor::{Device, Int, Tensor, TensorData};

use crate::features::{ACTION_MEASURES, Action, COLUMN_MEASURES, Channels, TaskFeatures};
use crate::network::episode::Episode;

/// The cells of a view on a device.
#[derive(Clone, Debug)]
pub struct TaskTensors {
    /// `[cell, channel]`
    pub(crate) matrix: Tensor<2>,
    /// `[channel]`: its place among the channels of all columns.
    pub(crate) channels: Tensor<1, Int>,
    /// `[channel]`: its column.
    pub(crate) columns: Tensor<1, Int>,
}

impl TaskTensors {
    /// Brings all cells of a task to a device, seen through some columns, with the colors renamed.
    pub fn new(
        features: &TaskFeatures,
        channels: &Channels,
        focus: &[usize],
        colors: &[u8; 10],
        device: &Device,
    ) -> TaskTensors {
        let all: Vec<u32> = (0..features.area() as u32).collect();
        TaskTensors::of_rows(features, channels, focus, colors, &all, device)
    }

    /// The same of some of the cells.
    pub fn of_rows(
        features: &TaskFeatures,
        channels: &Channels,
        focus: &[usize],
        colors: &[u8; 10],
        rows: &[u32],
        device: &Device,
    ) -> TaskTensors {
        let matrix = features.matrix(channels, focus, colors, rows);
        let shape = [matrix.nrows(), matrix.ncols()];
        let seen = || focus.iter().flat_map(|&column| channels.of_column(column).map(move |channel| (channel, column)));
        let (seen, columns): (Vec<i64>, Vec<i64>) =
            seen().map(|(channel, column)| (channel as i64, column as i64)).unzip();
        TaskTensors {
            matrix: matrix_of(matrix.into_raw_vec_and_offset().0, shape, device),
            channels: indices(seen, device),
            columns: indices(columns, device),
        }
    }
}

/// An episode on a device.
#[derive(Clone, Debug)]
pub struct EpisodeTensors {
    pub(crate) column_measures: Tensor<2>,
    pub(crate) action_measures: Tensor<2>,
    pub(crate) action_columns: Tensor<1, Int>,
    pub(crate) support: Tensor<1, Int>,
    /// `[1, cell of the support]`
    pub(crate) log_weights: Tensor<2>,
    /// `[cell of the support, action]`: 0 where right, very small where not.
    pub(crate) right: Tensor<2>,
    pub(crate) query: Tensor<1, Int>,
    /// `[asked cell, action, color]`
    pub(crate) outcomes: Tensor<3>,
    /// `[asked cell, color]`: the loss's weight at the right color.
    pub(crate) targets: Option<Tensor<2>>,
}

impl EpisodeTensors {
    /// Brings an episode to a device.
    pub fn new(episode: &Episode, device: &Device) -> EpisodeTensors {
        let columns = episode.column_measures.len() / COLUMN_MEASURES;
        let (actions, support, asked) = (episode.actions.len(), episode.support.len(), episode.query.len());
        let row = |action: &Action| match action {
            Action::Copy(column) => *column,
            Action::Keep => columns,
            Action::Paint(_) => columns + 1,
        };
        let penalties = episode.right.iter().map(|&right| if right { 0.0 } else { -30.0 }).collect();
        let mut outcomes = vec![0.0; asked * actions * 10];
        for (at, &color) in episode.outcomes.iter().enumerate() {
            outcomes[at * 10 + color as usize] = 1.0;
        }
        let rows = |rows: &[u32]| indices(rows.iter().map(|&row| i64::from(row)).collect(), device);
        EpisodeTensors {
            column_measures: matrix_of(episode.column_measures.clone(), [columns, COLUMN_MEASURES], device),
            action_measures: matrix_of(episode.action_measures.clone(), [actions, ACTION_MEASURES], device),
            action_columns: indices(episode.actions.iter().map(|action| row(action) as i64).collect(), device),
            support: rows(&episode.support),
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

/// A matrix of numbers, row after row.
pub(crate) fn matrix_of(numbers: Vec<f32>, shape: [usize; 2], device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(numbers, shape), device)
}

/// A row of places.
pub(crate) fn indices(numbers: Vec<i64>, device: &Device) -> Tensor<1, Int> {
    let count = numbers.len();
    Tensor::from_data(TensorData::new(numbers, [count]), device)
}
