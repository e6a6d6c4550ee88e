//! The guide: which primitives the programs of a task are likely to use, and which values are steps of them.
//!
//! A small net reads from [measures](task_features) of the training pairs how likely each primitive is in a program that
//! solves the task, and says by how many bits it should cost less or more than usual for the search to come upon such
//! programs sooner (DeepCoder, Balog et al. 2017). It [learns](learn_costs) from programs that searches have found.
//! [Another net](value_model) says which values are relevant.

mod cost_model;
mod learn_costs;
mod learn_values;
mod model;
mod task_features;
mod value_model;

pub use learn_costs::{CostPoint, HeldOut, TrainingExample, learn_costs};
pub use learn_values::{ValueExample, ValuePoint, learn_values};
pub use model::{Guide, GuideOrigin};
pub use value_model::{ValueNet, ValueWeights};
