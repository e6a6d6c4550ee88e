//! From probabilities to grids: a task is seen in several views, each view's probabilities are turned back, and their
//! logarithms averaged (Akyürek et al. 2024 vote over such views; BARC, Li et al. 2024, averages).

use std::sync::Arc;

use arc_dsl::{Color, Grid};
use burn::tensor::Device;
use data::{Cancel, Sampler};

use crate::features::CountedTask;
use crate::focus::Focused;
use crate::model::Model;
use crate::network::{Episode, Network, renaming};

/// What one view predicts of a grid, in the task's own orientation and colors.
pub struct Prediction {
    /// `[cell, color]`: logarithms of probabilities.
    pub logarithms: Vec<f32>,
    height: usize,
    width: usize,
}

impl Prediction {
    /// The prediction with these logarithms, `[cell, color]`.
    pub fn new(logarithms: Vec<f32>, height: usize, width: usize) -> Prediction {
        assert_eq!(logarithms.len(), height * width * 10);
        Prediction { logarithms, height, width }
    }

    /// The likeliest grid.
    pub fn grid(&self) -> Arc<Grid> {
        let cell = |row: usize, col: usize| {
            let at = (row * self.width + col) * 10;
            let logarithms = &self.logarithms[at..at + 10];
            let best = (0..10).rev().max_by(|&left, &right| logarithms[left].total_cmp(&logarithms[right]));
            Color::ALL[best.expect("there are ten colors")]
        };
        Arc::new(Grid::from_fn(self.height, self.width, cell).expect("features have the size of a grid"))
    }

    /// The mean over cells of the logarithm of the probability that a grid gives them; `None` for another size.
    pub fn mean_logarithm(&self, grid: &Grid) -> Option<f32> {
        let cells = grid.cells();
        if (grid.height(), grid.width()) != (self.height, self.width) {
            return None;
        }
        let sum: f32 = cells.iter().enumerate().map(|(cell, color)| self.logarithms[cell * 10 + color.index()]).sum();
        Some(sum / cells.len() as f32)
    }

    /// The mean over cells of the entropy, in nats.
    pub fn entropy(&self) -> f32 {
        let cells = self.logarithms.len() / 10;
        let sum: f32 = self.logarithms.chunks(10).map(entropy).sum();
        sum / cells as f32
    }

    /// The average of some predictions of one grid.
    ///
    /// # Panics
    /// If there are none.
    pub fn average(predictions: &[Prediction]) -> Prediction {
        let Prediction { height, width, .. } = predictions[0];
        let mut logarithms = vec![0.0; predictions[0].logarithms.len()];
        for prediction in predictions {
            logarithms.iter_mut().zip(&prediction.logarithms).for_each(|(sum, logarithm)| *sum += logarithm);
        }
        logarithms.iter_mut().for_each(|sum| *sum /= predictions.len() as f32);
        Prediction { logarithms, height, width }
    }
}

/// The entropy of one cell, its probabilities made to sum to 1.
fn entropy(logarithms: &[f32]) -> f32 {
    let total: f32 = logarithms.iter().map(|logarithm| logarithm.exp()).sum();
    let term = |logarithm: &f32| {
        let share = logarithm.exp() / total;
        if share > 0.0 { -share * share.ln() } else { 0.0 }
    };
    logarithms.iter().map(term).sum()
}

/// Most cells that are predicted at a time, so that memory is bounded and no grid takes long.
pub const AT_A_TIME: usize = 2048;

/// The views through which a network predicts the grids of a task.
pub struct Views<'p> {
    /// The model that was narrowed for the task.
    pub model: &'p Model,
    /// The network, which may have learned from the task.
    pub network: &'p Network,
    /// The orientations.
    pub orientations: &'p [Focused],
    /// Further views of each, with the colors renamed.
    pub renamings: usize,
    /// Where the network runs.
    pub device: &'p Device,
}

impl Views<'_> {
    /// What each view predicts of a grid; once cancelled, no other view is begun or finished.
    pub fn predictions(&self, query: usize, sampler: &mut Sampler, cancel: &Cancel) -> Vec<Prediction> {
        let Views { model, network, .. } = self;
        let mut predictions = Vec::new();
        for focused in self.orientations {
            let counted = &focused.counted;
            for view in 0..=self.renamings {
                let colors = if view == 0 { std::array::from_fn(|color| color as u8) } else { renaming(sampler) };
                let episode = Episode::new(counted, &model.channels, query, colors, sampler);
                // What is right is for learning; predicting needs none of it on the device.
                let episode = Episode { targets: None, ..episode };
                let cells: Vec<usize> = (0..episode.query.len()).collect();
                let mut probabilities: Vec<f32> = Vec::with_capacity(10 * cells.len());
                for part in cells.chunks(AT_A_TIME) {
                    if cancel.is_cancelled() {
                        return predictions;
                    }
                    let (known, asked) = focused.on_device(model, episode.asking(part), self.device);
                    let of_part = network.forward(&known, &asked).into_data();
                    probabilities.extend(of_part.iter::<f32>());
                }
                predictions.push(turned_back(&probabilities, counted, query, &colors));
            }
        }
        predictions
    }
}

fn turned_back(probabilities: &[f32], counted: &CountedTask, query: usize, colors: &[u8; 10]) -> Prediction {
    let grid = &counted.features.grids[query];
    let transform = counted.features.transform;
    let mut logarithms = vec![0.0; probabilities.len()];
    for (probabilities, place) in probabilities.chunks(10).zip(grid.places(transform)) {
        for (color, &renamed) in colors.iter().enumerate() {
            logarithms[place * 10 + color] = probabilities[renamed as usize].ln();
        }
    }
    let (height, width) = grid.size_before(transform);
    Prediction::new(logarithms, height, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(colors: &[usize], sureness: f32, width: usize) -> Prediction {
        let rest = (1.0 - sureness) / 9.0;
        let cell = |&color: &usize| (0..10).map(move |other| if other == color { sureness } else { rest });
        let logarithms = colors.iter().flat_map(cell).map(f32::ln).collect();
        Prediction { logarithms, height: colors.len() / width, width }
    }

    #[test]
    fn the_surer_view_wins_in_the_average() {
        let average = Prediction::average(&[prediction(&[1, 2], 0.9, 2), prediction(&[1, 3], 0.6, 2)]);
        let colors: Vec<usize> = average.grid().cells().iter().map(|color| color.index()).collect();
        assert_eq!(colors, [1, 2]);
        assert!(prediction(&[1], 0.9, 1).entropy() < prediction(&[1], 0.6, 1).entropy());
    }

    #[test]
    fn a_grid_of_another_size_has_no_probability() {
        let prediction = prediction(&[1, 2], 0.5, 2);
        assert!(prediction.mean_logarithm(&prediction.grid()).is_some_and(|mean| (mean - 0.5_f32.ln()).abs() < 1e-6));
        assert_eq!(prediction.mean_logarithm(&Grid::filled(2, 1, Color::Red).unwrap()), None);
    }
}
