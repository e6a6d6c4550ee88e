//! What every technique shares: the state of a search and the enumeration by cost.

pub mod bank;
pub mod budget;
pub mod enumerate;
pub mod example;
pub mod frontier;
pub mod seed;
pub mod state;
pub mod technique;
