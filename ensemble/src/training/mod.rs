//! Training of both legs: which tasks are learned from, and what searches make of them.
//!
//! The network learns from [samples](NetworkMaterial), the guide from [examples](ExampleStream): programs that searches find.
//! Inducer and transducer never meet, so what needs both has its place here; files, progress and clocks are the caller's.

mod examples;
mod given;
mod guide;
mod mixture;
mod network;

pub use examples::{ExampleRecord, ExampleStream, ExampleTerms};
pub use given::GivenTasks;
pub use guide::{choose_properties, first_of_each_task};
pub use mixture::{Mixed, Mixture};
pub use network::NetworkMaterial;

/// Concepts and given tasks, in percent, that are held out to tell how well others were learned.
const HELD_OUT: u64 = 10;
/// Bytes of one search.
const MEMORY: u64 = 1 << 30;
