//! Fingerprints by which a later run knows that nothing it depends on has changed.

use std::path::Path;

use arc_dsl::Grid;
use data::{Task, stable_hash};

/// Fingerprint of what a solver sees of a task: pairs and test inputs, in order. Answers go by position, so a task with its
/// tests in another order is another one here, though not as data.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_tests_makes_another_task() {
        let read = |text: &str| data::Dataset::parse("a.json", text).unwrap();
        let text = r#"{"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}, {"input": [[4]]}]}"#;
        let swapped = text.replace('3', "x").replace('4', "3").replace('x', "4");
        let (one, other) = (read(text), read(&swapped));
        assert_eq!(one.hash(), other.hash());
        assert_ne!(of_task(&one.tasks[0]), of_task(&other.tasks[0]));
        assert_eq!(of_task(&one.tasks[0]), of_task(&read(&format!(" {text}")).tasks[0]));
    }
}
