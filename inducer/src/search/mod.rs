//! What every technique shares: the state of a search and the enumeration by cost.

pub mod bank;
pub mod budget;
pub mod enumerate;
pub mod example;
pub mod frontier;
pub mod operators;
pub mod problem;
pub mod seed;
pub mod sizes;
pub mod state;
