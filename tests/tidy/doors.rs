//! What the libraries have to do with the world: some files, and nothing else.

use crate::{LIBRARIES, offending_lines};

/// The files of the libraries that read and write files, and what for. Nobody else does; tests inside a file may.
const DOORS: [(&str, &str); 3] = [
    ("data/src/files/doors.rs", "tasks and submissions"),
    ("data/src/files/destination.rs", "all that is written"),
    ("transducer/src/storage/stored.rs", "networks and guides"),
];

/// Lines of the libraries that have one of some words, up to the tests at the end of a file.
fn lines_with(words: &[&str]) -> Vec<String> {
    offending_lines(&LIBRARIES, |code| words.iter().any(|word| code.contains(word)))
}

#[test]
fn libraries_do_not_print() {
    let offending = lines_with(&["println!", "eprintln!", "print!", "eprint!", "dbg!"]);
    assert!(offending.is_empty(), "libraries print:\n{}", offending.join("\n"));
}

#[test]
fn libraries_know_no_clock() {
    let offending = lines_with(&["Instant::now", "SystemTime", "std::time"]);
    assert!(offending.is_empty(), "libraries look at a clock:\n{}", offending.join("\n"));
}

#[test]
fn libraries_know_no_environment() {
    let offending =
        lines_with(&["env::var", "env::args", "std::net", "std::process", "stdin()", "stdout()", "stderr()"]);
    assert!(offending.is_empty(), "libraries look around:\n{}", offending.join("\n"));
}

#[test]
fn libraries_read_and_write_files_through_named_doors() {
    let words = ["std::fs", "fs::", "File::open", "File::create", "OpenOptions", "NamedTempFile", "tempfile::"];
    let found = lines_with(&words);
    let is_door = |line: &&String| DOORS.iter().any(|(door, _)| line.starts_with(&format!("{door}:")));
    let offending: Vec<String> = found.iter().filter(|line| !is_door(line)).cloned().collect();
    assert!(offending.is_empty(), "files are read or written outside of {DOORS:?}:\n{}", offending.join("\n"));
    for (door, what) in DOORS {
        assert!(found.iter().any(|line| line.starts_with(door)), "{door} is no door for {what} any more");
    }
}

/// The maps of the standard library hash with random numbers, so that a walk over one differs from run to run. Walks over
/// any hash map are caught by the lint `clippy::iter_over_hash_type`.
#[test]
fn solvers_have_no_randomly_hashed_maps() {
    const SOLVERS: [&str; 3] = ["inducer", "transducer", "ensemble"];
    let is_random = |code: &str| {
        let names = code.split("std::collections::").skip(1).any(|names| names.contains("Hash"));
        names || code.contains("RandomState") || code.contains("HashMap::new") || code.contains("HashSet::new")
    };
    // The metadata of safetensors is such a map; ours has one entry.
    const EXCEPTION: &str = "transducer/src/storage/format.rs:";
    let mut offending = offending_lines(&SOLVERS, is_random);
    offending.retain(|line| !line.starts_with(EXCEPTION));
    assert!(offending.is_empty(), "maps with random hashes:\n{}", offending.join("\n"));
}
