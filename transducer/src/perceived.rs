//! A task as predictors see it in one frame, and the form of their answers: what all predictors share.

use std::sync::Arc;

use arc_dsl::Grid;
use burn::tensor::Device;
use data::{Cancel, Task};

use crate::decode::Prediction;
use crate::features::Frame;
use crate::focus::Focused;
use crate::model::Model;

/// How much there is to look at in one frame; the costs of predictors are made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// Training pairs.
    pub pairs: usize,
    /// Test inputs.
    pub tests: usize,
    /// Cells of the frame over all pairs and test inputs.
    pub cells: usize,
    /// Columns that the frame brings along.
    pub columns: usize,
    /// Weights of the network that all cells together meet.
    pub weights: u64,
}

impl Extent {
    /// The extent of a task in a frame.
    pub fn new(task: &Task, frame: &Frame, model: &Model) -> Extent {
        let cells: usize = frame.layers[0].iter().map(|grid| grid.area()).sum();
        let weights = (cells * model.network.weights_per_cell()) as u64;
        Extent { pairs: task.train.len(), tests: task.tests.len(), cells, columns: frame.columns.len(), weights }
    }
}

/// A task as seen in one frame, with what may be done about it.
pub struct Perceived<'a> {
    /// The task.
    pub task: &'a Task,
    /// How large it is.
    pub extent: Extent,
    /// The model of the columns in some focus.
    pub model: Model,
    /// The orientations, the task's own first.
    pub orientations: Vec<Focused>,
    /// The columns of a broader focus, for predictors that choose among many by themselves.
    pub broad: Vec<usize>,
    /// Ticks that learning may take.
    pub ticks: u64,
    /// Whether weights learn.
    pub learns: bool,
    /// Further views of each orientation, with the colors renamed.
    pub renamings: usize,
    /// The seed of all random choices.
    pub seed: u64,
    /// Where networks run.
    pub device: &'a Device,
    /// Once cancelled, nothing more is learned.
    pub cancel: &'a Cancel,
}

impl Perceived<'_> {
    /// The share of the training pairs for which a prediction from the other pairs is right; 0 for a single pair.
    pub fn left_out(&self, mut predict: impl FnMut(usize) -> Option<Arc<Grid>>) -> f32 {
        let train = &self.task.train;
        let mut is_right = |pair: usize| predict(pair).is_some_and(|grid| grid.same_cells(&train[pair].output));
        (0..train.len()).filter(|&pair| train.len() > 1 && is_right(pair)).count() as f32 / train.len() as f32
    }

    /// The numbers of the test inputs among the grids of the task, which begin with the pairs.
    pub fn queries(&self) -> std::ops::Range<usize> {
        self.extent.pairs..self.extent.pairs + self.extent.tests
    }
}

/// What a predictor answers.
pub struct Answer {
    /// For each test input what its views predict; none where it has nothing to say.
    pub predictions: Vec<Vec<Prediction>>,
    /// The share of the training pairs that are predicted right from the other pairs, before anything was learned of the
    /// task and after.
    pub left_out: [f32; 2],
    /// Steps of gradient descent.
    pub steps: usize,
}
