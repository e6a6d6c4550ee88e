//! Transduction: from a task straight to output grids.
//!
//! [`transduce`] sees a task through [frames](data::Frame), grids of the output's size that the caller hands over. Each grid is
//! perceived in named [columns](Column) of the language. A [network](Network) predicts in context what becomes of each
//! cell, and learns the task by predicting each pair from the others; a forest, fitted to the task alone, answers beside
//! it: [`PREDICTORS`] has both. The [guide](Guide) tells a search for programs what a task is likely to need. All know ticks, not clocks.
//!
//! ```
//! use data::{Budget, Frame};
//! use transducer::{Checkpoint, Device, Model, PredictionOptions, transduce};
//!
//! let device = Device::flex();
//! let model = Model::of(Checkpoint::built_in()?, &device)?;
//! let tasks = data::Dataset::built_in().tasks;
//! let task = tasks.iter().find(|task| task.id == "gravity_down").unwrap();
//! let frame = Frame::of_inputs(task).expect("the outputs have the sizes of the inputs");
//! let budget = Budget::new(5_000_000, 1 << 30);
//! let transduction = transduce(task, &[frame], &model, &PredictionOptions::default(), &budget, &device);
//! println!("{}, {:.0} % sure", transduction.candidates[0][0].grid, 100.0 * transduction.candidates[0][0].confidence());
//! # Ok::<(), transducer::StoredError>(())
//! ```

mod adapt;
#[cfg(all(test, feature = "wgpu"))]
mod adapter_test;
mod candidate;
mod decode;
mod effort;
mod features;
mod focus;
mod forest;
mod guide;
mod model;
mod network;
mod options;
mod perceived;
mod predict;
mod predictors;
mod storage;
mod test_time;
#[cfg(test)]
mod tests;
mod train;

pub use burn::tensor::Device;

pub use candidate::Candidate;
pub use features::{Column, ColumnKind, choose_columns};
pub use guide::{
    CostPoint, Guide, GuideOrigin, HeldOut, TrainingExample, ValueExample, ValueNet, ValuePoint, ValueWeights,
    learn_costs, learn_values,
};
pub use model::Model;
pub use network::{DeviceChoice, DeviceError, Network, NetworkConfig, Workers};
pub use options::PredictionOptions;
pub use predict::{Transduction, transduce};
pub use predictors::{PREDICTORS, Predictor, PredictorSet};
pub use storage::{Checkpoint, Stored, StoredError, TrainingOrigin, Weights};
pub use train::{
    CurvePoint, NoSamples, Sample, SampleSource, Trainer, TrainingPlan, TrainingProgress, TrainingSettings,
    TrainingState, Validation, with_tests_as_pairs,
};
