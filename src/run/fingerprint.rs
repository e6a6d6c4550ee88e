//! Fingerprints by which a later run knows that nothing it depends on has changed.

use std::fs::File;
use std::hash::Hasher;
use std::io::Read;
use std::path::Path;

use arc_dsl::Grid;
use data::{Task, stable_hash};
use rustc_hash::FxHasher;

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

/// Fingerprint of a file; `None` if it cannot be read. A program has a hundred megabytes, so it is read in parts, and hashed by words
/// instead of bytes.
pub fn of_file(path: &Path) -> Option<String> {
    const PART: u64 = 1 << 20;
    let mut file = File::open(path).ok()?;
    let (mut hasher, mut part) = (FxHasher::default(), Vec::new());
    while file.by_ref().take(PART).read_to_end(&mut part).ok()? > 0 {
        hasher.write(&part);
        part.clear();
    }
    Some(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_differ_wherever_they_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut bytes = vec![0_u8; (3 << 20) + 5];
        let mut seen = std::collections::HashSet::new();
        for place in [0, 1 << 20, (2 << 20) - 1, (3 << 20) + 4] {
            bytes[place] = 1;
            std::fs::write(&path, &bytes).unwrap();
            assert!(seen.insert(of_file(&path).unwrap()), "{place}");
            assert!(!seen.insert(of_file(&path).unwrap()));
        }
        std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
        assert!(seen.insert(of_file(&path).unwrap()));
        assert_eq!(of_file(&folder.path().join("missing")), None);
    }

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
