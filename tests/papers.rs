//! The papers keep their word: the commands in them run and print what stands there, tables show the figures of their
//! result files, and what is made by the program is as the program makes it today.
//!
//! A block ```` ```console ```` holds commands that are run, with what they print below them. Of commands that take hours or
//! need what is not there, in a block ```` ```sh ````, only the arguments are read.
//!
//! `UPDATE_PAPERS=1 cargo test --workspace --test papers` renews tables, the reference of the language and the picture of the README.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rayon::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// The task that the README shows.
const SHOWN: &str = "most_holes_crop";
/// What keeps a run over all built-in tasks short, where a command does not say itself what it may take.
const SHORT: &str = "--ticks 20k";
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

/// A command of a paper.
struct Shown {
    command: String,
    /// What stands below it.
    output: Vec<String>,
    /// Whether only its arguments are read.
    is_only_read: bool,
}

impl Shown {
    fn new(command: &str, is_only_read: bool) -> Shown {
        let command = command.split(" # ").next().unwrap().trim();
        let command = match command.strip_prefix("cargo run --release -- ") {
            Some(arguments) => format!("arc {arguments}"),
            None => command.to_owned(),
        };
        Shown { command, output: Vec::new(), is_only_read }
    }

    /// The command as it is run.
    fn tried(&self) -> String {
        let is_limited = ["--ticks", "--time-per-task", "--task", "--help"].iter().any(|it| self.command.contains(it));
        match self.command.strip_prefix("arc ") {
            Some(_) if self.is_only_read => format!("{} --help", self.command),
            Some(arguments) if arguments.starts_with("solve") && !is_limited => format!("{} {SHORT}", self.command),
            _ => self.command.clone(),
        }
    }
}

/// The commands of a paper that call this program.
fn commands(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut block = "";
    for line in text.lines() {
        match (block, line.strip_prefix("```"), line.strip_prefix("$ ")) {
            (_, Some(language), _) => block = language,
            ("console", _, Some(command)) => found.push(Shown::new(command, false)),
            ("console", ..) => found.last_mut().expect("a block begins with a command").output.push(line.to_owned()),
            ("sh", ..) => found.push(Shown::new(line, true)),
            _ => {}
        }
    }
    found.retain(|shown| shown.command.starts_with("arc "));
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

/// What is wrong with the commands of a paper, which run one after another in a folder.
fn problems(paper: &Path) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let problem = |shown: &Shown| {
        let tried = shown.tried();
        let output = shell(&tried, folder.path());
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let is_right = shown.output.is_empty() || is_as_shown(&shown.output, &lines);
        let said = String::from_utf8_lossy(&output.stderr);
        let problem = format!("{}: $ {tried}\n{printed}{said}", paper.display());
        (!output.status.success() || !is_right).then_some(problem)
    };
    commands(&read(paper)).iter().filter_map(problem).collect()
}

#[test]
fn commands_run_and_print_what_is_shown() {
    let problems: Vec<String> = papers().par_iter().flat_map(|paper| problems(paper)).collect();
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
        let is_scored = row["solved"].is_u64() && row["outputs"].is_u64();
        assert!(is_scored || row["cpu_seconds_per_task"].is_f64(), "{name}: a row without figures");
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

/// What a core costs, as the README says.
const DOLLARS_PER_HOUR: f64 = 0.05;

/// A set as the README names it.
const SETS: [(&str, &str); 5] = [
    ("ARC-AGI-1 training", "arc1-training"),
    ("ARC-AGI-2 training, tasks not in ARC-AGI-1", "arc2-extra"),
    ("Mini-ARC", "mini-arc"),
    ("1D-ARC", "1d-arc"),
    ("built-in", "built-in"),
];

/// Whether a cell of the README's table is a figure of a row: outputs solved, seconds, megabytes, or dollars.
fn is_figure_of(row: &Value, cell: &str) -> bool {
    let seconds = ["cpu_seconds_per_task", "cpu_seconds_per_output"].map(|key| row[key].as_f64());
    let is_of_seconds = |text: fn(f64) -> String| seconds.into_iter().flatten().any(|seconds| text(seconds) == cell);
    let solved = |text: &str| text.split_once('/').map(|(solved, outputs)| [solved, outputs].map(str::to_owned));
    match (cell.split_once(" ("), cell.split_once(' ')) {
        (Some((figure, _)), _) => solved(figure) == Some(["solved", "outputs"].map(|key| row[key].to_string())),
        (_, Some((_, "s"))) => is_of_seconds(|seconds| format!("{seconds:.1} s")),
        (_, Some((memory, "MB"))) => {
            row["peak_memory_mb"].as_u64().is_some_and(|megabytes| memory.parse() == Ok(megabytes))
        }
        _ => is_of_seconds(|seconds| format!("{:.6}", seconds * DOLLARS_PER_HOUR / 3600.0)),
    }
}

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
        for cell in cells[1..].iter().map(|cell| cell.trim_matches('*')).filter(|cell| *cell != "–") {
            let is_measured = |row: &Value| row["set"] == *set && is_figure_of(row, cell);
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
