//! Fingerprints by which a later run knows that nothing it depends on has changed.

use std::path::Path;

use arc_dsl::Grid;
use data::{Task, stable_hash};

/// Fingerprint of what a solver sees of a task: pairs and test inputs, in order.
pub fn of_task(task: &Task) -> String {
    let mut bytes = Vec::new();
    let mut add = |grid: &Grid| {
        bytes.extend([grid.height() as u8, grid.width() as u8]);
        bytes.extend(grid.cells().iter().map(|color| color.index() as u8));
    };
    for pair in &task.train {
        add(&pair.input);
        add(&pair.output);
    }
    task.tests.iter().for_each(|test| add(test));
    bytes.extend([task.train.len() as u8, task.tests.len() as u8]);
    format!("{:016x}", stable_hash(&bytes))
}

/// Fingerprint of the running program file; `None` if it cannot be read any more.
pub fn of_program() -> Option<String> {
    of_file(&std::env::current_exe().ok()?)
}

/// Fingerprint of a file; `None` if it cannot be read.
pub fn of_file(path: &Path) -> Option<String> {
    Some(format!("{:016x}", stable_hash(&std::fs::read(path).ok()?)))
}
