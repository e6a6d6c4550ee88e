//! Training of both legs: which tasks are learned from, and what searches make of them.
//!
//! The network learns from [samples](`NetworkMaterial`), the guide from [examples](`ExampleStream`): programs that searches find.
//! Inducer and transducer never meet, so what needs both has its place here; files, progress and clocks are the caller's.

mod examples;
mod given;
mod guide;
mod limits;
mod mixture;
mod network;

pub use examples::{ExampleRecord, ExampleStream, ExampleTerms};
pub use given::GivenTasks;
pub use guide::{choose_properties, first_of_each_task};
pub use network::NetworkMaterial;
