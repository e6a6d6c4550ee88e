//! How long the parts of the solver take, on the built-in tasks. A file here is a layer of the house; a function is a group.
//!
//! Times say nothing about results; those are in `tests/signature.txt`. `cargo bench -- guide` runs one group.

mod language;
mod models;
mod search;

use criterion::{criterion_group, criterion_main};
use data::{Dataset, Task};

/// Memory of a search or an answer, more than any here needs.
const MEMORY: u64 = 1 << 30;

fn task<'a>(dataset: &'a Dataset, id: &str) -> &'a Task {
    dataset.task(id).unwrap_or_else(|| panic!("there is no task `{id}`"))
}

criterion_group!(
    benches,
    language::evaluation,
    language::segmentation,
    search::programs,
    search::frames,
    models::guide,
    models::network
);
criterion_main!(benches);
