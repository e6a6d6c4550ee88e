//! The rules of the house, as far as a program can check them.

mod doors;
mod modules;
mod prose;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use modules::Crate;

/// Each package and the packages of the workspace that it may depend on.
const ARROWS: [(&str, &str, &[&str]); 6] = [
    ("arc-dsl", "arc-dsl", &[]),
    ("data", "data", &["arc-dsl"]),
    ("inducer", "inducer", &["arc-dsl", "data"]),
    ("transducer", "transducer", &["arc-dsl", "data"]),
    ("ensemble", "ensemble", &["arc-dsl", "data", "inducer", "transducer"]),
    ("arc", ".", &["arc-dsl", "data", "ensemble", "inducer", "transducer"]),
];

/// The packages that neither print nor look at a clock, and read and write files only through named doors.
const LIBRARIES: [&str; 5] = ["arc-dsl", "data", "inducer", "transducer", "ensemble"];

/// The packages that must treat all tasks alike.
const SOLVERS: [&str; 4] = ["arc-dsl", "inducer", "transducer", "ensemble"];

const LONGEST_FILE: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository with one of the endings, build products aside.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    files_below(&root().join(folder), endings)
}

/// The same for any folder.
fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != ".git" {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no file in {}", folder.display());
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Lines of the libraries' sources for which the question is answered with yes, comments and tests aside.
fn offending_lines(packages: &[&str], is_offending: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offending = Vec::new();
    for package in packages {
        let src = root().join(package).join("src");
        for path in Crate::read(&src).names().map(|name| src.join(name)) {
            let text = read(&path);
            let code = text.split("\nmod tests {").next().unwrap_or("");
            for (index, line) in code.lines().enumerate() {
                let code = line.split("//").next().unwrap_or("");
                if is_offending(code) {
                    offending.push(format!("{}:{}: {}", relative(&path), index + 1, line.trim()));
                }
            }
        }
    }
    offending
}

#[test]
fn packages_depend_in_one_direction() {
    let packages: BTreeSet<&str> = ARROWS.iter().map(|(name, ..)| *name).collect();
    for (name, folder, allowed) in ARROWS {
        let manifest: toml::Table = read(&root().join(folder).join("Cargo.toml")).parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some(name));
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(toml::Value::Table(dependencies)) = manifest.get(section) else { continue };
            for dependency in dependencies.keys().filter(|key| packages.contains(key.as_str())) {
                assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
            }
        }
    }
    let workspace: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let members = workspace["workspace"]["members"].as_array().unwrap();
    let folders: BTreeSet<&str> = ARROWS.iter().map(|(_, folder, _)| *folder).collect();
    assert_eq!(members.iter().filter_map(toml::Value::as_str).collect::<BTreeSet<_>>(), folders);
}

#[test]
fn files_are_short() {
    for path in files(".", &[".rs"]) {
        let lines = read(&path).lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", relative(&path));
    }
}

#[test]
fn files_use_each_other_in_no_circle() {
    let mut found = Vec::new();
    for (_, folder, _) in ARROWS {
        let of_folder = Crate::read(&root().join(folder).join("src"));
        let circles = of_folder.circles();
        assert!(of_folder.use_count() > 0, "the files of {folder} do not use each other");
        found.extend(circles.iter().map(|circle| format!("{folder}: {}", circle.join(", "))));
    }
    assert!(found.is_empty(), "files use each other in circles:\n{}", found.join("\n"));
}

#[test]
fn modules_are_private() {
    let mut found = Vec::new();
    for folder in LIBRARIES {
        let of_folder = Crate::read(&root().join(folder).join("src"));
        found.extend(of_folder.public_modules().iter().map(|module| format!("{folder}: {module}")));
    }
    assert!(found.is_empty(), "crates show modules, not only names:\n{}", found.join("\n"));
}

#[test]
fn one_function_replaces_files() {
    const DOOR: &str = "data/src/files/destination.rs";
    let writers = ["persist(", "fs::write(", "fs::rename(", "File::create(", "tempfile::"];
    let mut offending = Vec::new();
    for path in ["."].iter().chain(&LIBRARIES).flat_map(|package| files(&format!("{package}/src"), &[".rs"])) {
        let text = read(&path);
        // Tests come last in a file, and may write what they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for line in code.lines().filter(|line| writers.iter().any(|writer| line.contains(writer))) {
            offending.push(format!("{}: {}", relative(&path), line.trim()));
        }
    }
    assert!(offending.iter().any(|line| line.contains(DOOR)), "{DOOR} writes no file");
    offending.retain(|line| !line.contains(DOOR));
    assert!(offending.is_empty(), "written elsewhere than in {DOOR}:\n{}", offending.join("\n"));
}

#[test]
fn solvers_know_no_task() {
    let is_id = |word: &str| {
        let (is_digit, is_letter) = (|letter: char| letter.is_ascii_digit(), |letter| ('a'..='f').contains(&letter));
        // Eight digits are a row of cells.
        word.len() == 8
            && word.chars().all(|letter| is_digit(letter) || is_letter(letter))
            && word.contains(is_digit)
            && word.contains(is_letter)
    };
    let offending = offending_lines(&SOLVERS, |code| code.split('"').skip(1).step_by(2).any(is_id));
    assert!(offending.is_empty(), "a solver knows a task id:\n{}", offending.join("\n"));
}

#[test]
fn no_path_of_some_machine() {
    // Put together here, so that this file does not offend.
    let roots = ["home", "root", "work", "Users"].map(|folder| format!("/{folder}/"));
    for path in files(".", &[".rs", ".toml", ".md", ".json", ".snap", ".sh", "run"]) {
        let text = read(&path);
        for root in &roots {
            // A folder of this name may well lie below another one.
            let is_inner = |before: &str| before.ends_with(|letter: char| letter.is_alphanumeric());
            let found = text.match_indices(root.as_str()).any(|(at, _)| !is_inner(&text[..at]));
            assert!(!found, "{} names a path below {root}", relative(&path));
        }
    }
}

#[test]
fn the_checks_run_the_command_of_the_readme() {
    const TEST: &str = "cargo test --workspace";
    assert!(read(&root().join("README.md")).contains(TEST), "README.md does not give `{TEST}`");
    assert!(read(&root().join(".ci/run")).lines().any(|line| line.trim() == TEST), ".ci/run does not call `{TEST}`");
}
