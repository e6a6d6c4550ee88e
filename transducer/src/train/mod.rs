//! Training of the network from a stream of samples.

mod pool;
mod sample;
mod schedule;
mod state;
mod trainer;
mod validation;

pub use sample::{Sample, SampleSource, with_tests_as_pairs};
pub use schedule::TrainingPlan;
pub use state::{CurvePoint, TrainingProgress, TrainingSettings, TrainingState};
pub use trainer::{NoSamples, Trainer};
pub use validation::Validation;
