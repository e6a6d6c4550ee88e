//! The papers keep their word: the commands in them run and print what stands there, tables show the figures of their
//! result files, and what is made by the program is as the program makes it today.
//!
//! `UPDATE_PAPERS=1 cargo test --test papers` renews tables, the reference of the language and the picture of the README.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The task that the README shows.
const SHOWN: &str = "most_holes_crop";
/// Stands for any lines in the output of a command.
const ANYTHING: &str = "...";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn updates() -> bool {
    std::env::var_os("UPDATE_PAPERS").is_some()
}

/// The papers, those below `docs` included.
fn papers() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into();
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Runs a line of a shell in a folder, where `arc` is the program under test.
fn shell(line: &str, folder: &Path) -> Output {
    let programs = Path::new(env!("CARGO_BIN_EXE_arc")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(programs.to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).current_dir(folder).env("PATH", path.unwrap()).env("NO_COLOR", "1");
    for name in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "HQ_TASK_ID"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// The commands of the `console` blocks of a paper, each with the output that is shown below it.
fn commands(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            is_inside = line == "```console";
        } else if let (true, Some(command)) = (is_inside, line.strip_prefix("$ ")) {
            found.push((command.to_owned(), Vec::new()));
        } else if is_inside {
            found.last_mut().expect("a block begins with a command").1.push(line.to_owned());
        }
    }
    found.retain(|(command, _)| command.starts_with("arc "));
    found
}

/// Whether lines are as expected, with [`ANYTHING`] for any of them.
fn is_as_shown(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == ANYTHING => {
            (0..=lines.len()).any(|skipped| is_as_shown(rest, &lines[skipped..]))
        }
        Some((first, rest)) => lines.first() == Some(&first.as_str()) && is_as_shown(rest, &lines[1..]),
    }
}

#[test]
fn commands_run_and_print_what_is_shown() {
    let mut problems = Vec::new();
    for paper in papers() {
        let folder = TempDir::new().unwrap();
        for (command, shown) in commands(&read(&paper)) {
            let output = shell(&command, folder.path());
            let printed = String::from_utf8(output.stdout).unwrap();
            let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
            let is_right = shown.is_empty() || is_as_shown(&shown, &lines);
            if !output.status.success() || !is_right {
                let said = String::from_utf8_lossy(&output.stderr);
                problems.push(format!("{}: $ {command}\n{printed}{said}", paper.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{} commands fail or print something else:\n{}", problems.len(), problems.join("\n"));
}

/// The table of a result file, below its caption.
fn table(name: &str) -> String {
    let path = root().join(format!("docs/lab/results/{name}.json"));
    let file: Value = serde_json::from_str(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let word = |key: &str| file[key].as_str().unwrap_or_else(|| panic!("{name}: no `{key}`"));
    assert_eq!(word("schema"), "arc.result/1", "{name}");
    assert!(name.starts_with(word("date")), "{name} is of {}", word("date"));
    let note = file["note"].as_str().map_or(String::new(), |note| format!(" {note}"));
    let caption =
        format!("{}, {}, revision {}: `{}`.{note}", word("date"), word("machine"), word("revision"), word("command"));
    let rows = file["rows"].as_array().unwrap_or_else(|| panic!("{name}: no `rows`"));
    type Cell = fn(&Value) -> Option<String>;
    let columns: [(&str, Cell); 7] = [
        ("what", |row| row["what"].as_str().map(str::to_owned)),
        ("set", |row| row["set"].as_str().map(str::to_owned)),
        ("part", |row| row["part"].as_str().map(str::to_owned)),
        ("solved", |row| {
            let (solved, outputs) = (row["solved"].as_u64()?, row["outputs"].as_u64()?);
            Some(format!("{solved}/{outputs} ({:.1} %)", 100.0 * solved as f64 / outputs as f64))
        }),
        ("CPU per output", |row| row["cpu_seconds_per_output"].as_f64().map(|seconds| format!("{seconds:.2} s"))),
        ("CPU per task", |row| row["cpu_seconds_per_task"].as_f64().map(|seconds| format!("{seconds:.2} s"))),
        ("peak memory", |row| row["peak_memory_mb"].as_u64().map(|memory| format!("{memory} MB"))),
    ];
    let shown: Vec<_> = columns.iter().filter(|(_, cell)| rows.iter().any(|row| cell(row).is_some())).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![caption, String::new(), line(shown.iter().map(|(title, _)| title.to_string()).collect())];
    lines.push(format!("|{}", "---|".repeat(shown.len())));
    for row in rows {
        assert!(row["solved"].is_u64() && row["outputs"].is_u64(), "{name}: a row without figures");
        lines.push(line(shown.iter().map(|(_, cell)| cell(row).unwrap_or("–".to_owned())).collect()));
    }
    lines.join("\n")
}

/// A paper with the tables of its result files as they should be.
fn with_tables(text: &str) -> String {
    const BEGIN: &str = "<!-- results: ";
    const END: &str = "<!-- end of results -->";
    let mut parts = text.split(BEGIN);
    let mut renewed = parts.next().unwrap().to_owned();
    for part in parts {
        let (names, rest) = part.split_once(" -->\n").expect("the comment ends with its line");
        let (_, rest) = rest.split_once(END).expect("the table has an end");
        let tables: Vec<String> = names.split(',').map(|name| table(name.trim())).collect();
        renewed += &format!("{BEGIN}{names} -->\n{}\n{END}{rest}", tables.join("\n\n"));
    }
    renewed
}

#[test]
fn tables_show_their_result_files() {
    for paper in papers() {
        let text = read(&paper);
        // The page on result files shows the comments themselves.
        if paper.ends_with("results/README.md") {
            continue;
        }
        let renewed = with_tables(&text);
        if updates() {
            fs::write(&paper, renewed).unwrap();
        } else {
            assert!(text == renewed, "{} has an old table: UPDATE_PAPERS=1 renews it", paper.display());
        }
    }
}

/// A set as the README names it.
const SETS: [(&str, &str); 5] = [
    ("ARC-AGI-1 training", "arc1-training"),
    ("ARC-AGI-2 training, tasks not in ARC-AGI-1", "arc2-extra"),
    ("Mini-ARC", "mini-arc"),
    ("1D-ARC", "1d-arc"),
    ("built-in", "built-in"),
];

#[test]
fn the_scores_of_the_readme_are_measured() {
    let text = read(&root().join("README.md"));
    let (_, scores) = text.split_once("<!-- scores: ").expect("README.md has scores");
    let (name, scores) = scores.split_once(" -->\n").unwrap();
    let (scores, _) = scores.split_once("<!-- end of scores -->").unwrap();
    let file: Value = serde_json::from_str(&read(&root().join(format!("docs/lab/results/{name}.json")))).unwrap();
    for key in ["date", "machine", "revision", "command"] {
        let word = file[key].as_str().unwrap();
        assert!(scores.contains(word), "the caption lacks the {key}, `{word}`");
    }
    let (mut figures, mut rows) = (0, 0);
    for line in scores.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| set")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (_, set) = SETS.iter().find(|(title, _)| *title == cells[0]).unwrap_or_else(|| panic!("{}", cells[0]));
        rows += 1;
        for cell in &cells[1..] {
            let Some((solved, rest)) = cell.trim_matches('*').split_once('/') else { continue };
            let outputs = rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap();
            let is_measured = |row: &Value| {
                row["set"] == *set && row["solved"].to_string() == solved && row["outputs"].to_string() == outputs
            };
            assert!(file["rows"].as_array().unwrap().iter().any(is_measured), "{set}: {cell} is not in {name}");
            figures += 1;
        }
    }
    assert!(rows >= 4 && figures >= rows, "{rows} rows with {figures} figures");
}

#[test]
fn the_reference_of_the_language_is_as_printed() {
    let path = root().join("docs/language/reference.md");
    let text = read(&path);
    let (head, _) = text.split_once("\n```text\n").unwrap();
    let printed = shell("arc dsl", root()).stdout;
    let renewed = format!("{head}\n```text\n{}```\n", String::from_utf8(printed).unwrap());
    if updates() {
        fs::write(&path, renewed).unwrap();
    } else {
        assert!(text == renewed, "the reference is old: UPDATE_PAPERS=1 renews it");
    }
}

#[test]
fn the_readme_shows_what_is_found_today() {
    let text = read(&root().join("README.md"));
    let (_, program) = text.split_once("```text\n").unwrap();
    let (program, _) = program.split_once("\n```").unwrap();
    let folder = TempDir::new().unwrap();
    let results = format!("arc solve --task {SHOWN} --ticks 70M --results found --pictures sheets --quiet");
    assert!(shell(&results, folder.path()).status.success());
    let record: Value = serde_json::from_str(&read(&folder.path().join(format!("found/{SHOWN}.json")))).unwrap();
    assert_eq!(record["attempts"][0][0]["program"], program);
    let (picture, drawn) = (root().join("docs/solved.png"), folder.path().join(format!("sheets/{SHOWN}.png")));
    if updates() {
        fs::copy(drawn, picture).unwrap();
    } else {
        assert!(
            fs::read(drawn).unwrap() == fs::read(picture).unwrap(),
            "the picture is old: UPDATE_PAPERS=1 renews it"
        );
    }
}

#[test]
fn links_lead_somewhere() {
    for paper in papers() {
        for target in read(&paper).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap();
            if !file.is_empty() && !file.contains("://") && !file.contains(' ') {
                let path = paper.parent().unwrap().join(file);
                assert!(path.exists(), "{}: no {file}", paper.display());
            }
        }
    }
}
