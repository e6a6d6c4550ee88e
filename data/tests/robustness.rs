//! No text makes a reader panic, every error has its place, and what is written is read back.

use std::sync::Arc;

use arc_dsl::{Color, Grid};
use data::{Dataset, LoadError, Pair, Submission, Task};
use proptest::prelude::*;

const TEXTS: [&str; 9] = [
    "{\"id\": \"a\", \"task\": {\"train\": [{\"input\": [[1]], \"output\": [[2]]}], \"test\": [{\"input\": [[3]]}]}}\n\
     {\"train\": [{\"input\": [[1]], \"output\": [[2]]}], \"test\": [{\"input\": [[3]]}]}\n",
    r#"{"tasks": [{"id": 7, "train": [{"input": [[1.0]], "output": [[2]]}], "test": [{"input": [[3]]}]}]}"#,
    r#"{"uid": "x", "examples": [[[[1]], [[2]]], [[[3]], [[4]]]]}"#,
    r#"[{"attempt_1": {"answer": [[1]]}, "attempt_2": null}]"#,
    r#"{"train": [{"input": [[1, 2], [3, 4]], "output": [[2]]}], "test": [{"input": [[3]], "output": [[4]]}], "name": "x"}"#,
    r#"{"a": {"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}]},
        "b": {"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}]}}"#,
    r#"{"train": {"a": {"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]]}]}}, "eval": {}}"#,
    r#"[{"input": [[1]], "output": [[2]]}, {"input": [[3]], "output": [[4]]}]"#,
    r#"{"a": [{"attempt_1": [[1, 2]], "attempt_2": [[0]]}], "b": [{"attempt_1": [[1]], "attempt_2": [[0]]}]}"#,
];

fn grid() -> impl Strategy<Value = Arc<Grid>> {
    (1..6_usize, 1..6_usize).prop_flat_map(|(height, width)| {
        let cells = prop::collection::vec((0..10_usize).prop_map(|index| Color::ALL[index]), height * width);
        cells.prop_map(move |cells| Arc::new(Grid::new(height, width, cells).unwrap()))
    })
}

/// An id as it could be in a file name: never a path, never hidden.
fn id() -> impl Strategy<Value = String> {
    "[a-z0-9_\" é]{1,8}"
}

/// A valid text with some places replaced by pieces of JSON or by other places of the text.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "0",
        "9",
        "10",
        "-1",
        "1e9",
        "null",
        "true",
        "\"a\":",
        "[[0]]",
        "[]",
        "{}",
        "\n",
        "\\",
        "é",
        "\u{feff}",
        "\"train\"",
        "\"attempt_1\"",
    ]);
    let edit = (any::<prop::sample::Index>(), 0..12_usize, piece);
    (prop::sample::select(TEXTS.to_vec()), prop::collection::vec(edit, 0..4)).prop_map(|(text, edits)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, length, piece) in edits {
            let start = at.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, piece.chars());
        }
        characters.into_iter().collect()
    })
}

/// Whether the error is at a place that the text has.
fn is_placed(error: &LoadError, text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (Some(line), Some(column)) = (error.line(), error.column()) else {
        // Only this complaint is about the file as a whole.
        return error.message().starts_with("a submission");
    };
    let shown = format!("file:{line}:{column}: {}", error.message());
    let has_place = text.split('\n').nth(line - 1).is_some_and(|found| (1..=found.len() + 1).contains(&column));
    has_place && error.to_string() == shown && !error.message().is_empty()
}

fn check_readers(text: &str) -> Result<(), TestCaseError> {
    let problems = match Dataset::parse("file", text) {
        Ok(dataset) => {
            prop_assert!(!dataset.tasks.is_empty());
            prop_assert!(dataset.tasks.iter().all(|task| !task.train.is_empty() && !task.tests.is_empty()));
            prop_assert!(dataset.tasks.is_sorted_by(|a, b| a.id < b.id));
            dataset.problems
        }
        Err(error) => vec![error],
    };
    for problem in problems.into_iter().chain(Submission::parse("file", text).err().into_iter().flatten()) {
        prop_assert!(is_placed(&problem, text), "{problem:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn mutated_json_is_read_or_refused_at_a_place(text in mutated()) {
        check_readers(&text)?;
    }

    #[test]
    fn random_bytes_are_refused_at_a_place(bytes: Vec<u8>) {
        let error = Dataset::from_reader("file", bytes.as_slice()).unwrap_err();
        // What begins like a file of another kind is named as a whole.
        let is_kind = ["UTF-16", "unpack", "GZip"].iter().any(|kind| error.message().contains(kind));
        prop_assert!(error.line().is_some() || is_kind, "{:?}", error);
        check_readers(&String::from_utf8_lossy(&bytes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn tasks_round_trip(
        id in id(),
        train in prop::collection::vec((grid(), grid()), 1..4),
        tests in prop::collection::vec((grid(), prop::option::of(grid())), 1..4),
    ) {
        let train = train.into_iter().map(|(input, output)| Pair { input, output }).collect();
        let (tests, outputs): (Vec<_>, Vec<_>) = tests.into_iter().unzip();
        let task = Task { id, train, tests };
        let dataset = Dataset::parse(&format!("{}.json", task.id), &task.to_json(&outputs)).unwrap();
        prop_assert_eq!(dataset.answers.of(&task.id), outputs);
        prop_assert_eq!(dataset.tasks, [task]);
        prop_assert_eq!(dataset.problems, []);
    }

    #[test]
    fn submissions_round_trip(answers in prop::collection::btree_map(".{0,8}", prop::collection::vec((grid(), grid()), 0..4), 0..4)) {
        let mut submission = Submission::default();
        for (id, attempts) in answers {
            submission.set(&id, attempts.into_iter().map(|(one, two)| [one, two]).collect());
        }
        let mut text = Vec::new();
        submission.write_to(&mut text).unwrap();
        prop_assert_eq!(Submission::parse("file", std::str::from_utf8(&text).unwrap()), Ok(submission));
    }
}

#[test]
fn bottomless_nesting_is_refused() {
    for text in ["[", "{\"a\":", "{\"train\":[", "{\"a\":[", "[[{\"input\":[["].map(|piece| piece.repeat(200_000)) {
        assert!(Dataset::parse("file", &text).is_err());
        assert!(Submission::parse("file", &text).is_err());
    }
    let deep = format!("{{\"x\": {}{}, {}", "[".repeat(200_000), "]".repeat(200_000), &TEXTS[0][1..]);
    assert!(Dataset::parse("file", &deep).is_ok(), "extra keys are passed over, whatever they hold");
}
