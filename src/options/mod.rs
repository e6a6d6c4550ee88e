//! What can be typed: arguments as they are parsed, and the options that are made of them.

pub mod budget;
pub mod experiments;
pub mod models;
pub mod shard;
pub mod solver;
pub mod style;
pub mod tasks;
pub mod training;
pub mod units;
