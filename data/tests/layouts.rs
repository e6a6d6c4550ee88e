//! Every layout in use is detected and read; errors come with their places.

use std::fs;
use std::path::Path;

use data::{Dataset, Task};

const TASK: &str =
    r#"{"train": [{"input": [[1, 2]], "output": [[2, 1]]}], "test": [{"input": [[3]], "output": [[4]]}]}"#;
const QUESTION: &str = r#"{"train": [{"input": [[1, 2]], "output": [[2, 1]]}], "test": [{"input": [[3]]}]}"#;

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn ids(dataset: &Dataset) -> Vec<&str> {
    dataset.tasks.iter().map(|task| task.id.as_str()).collect()
}

fn digit(dataset: &Dataset, id: &str) -> Option<char> {
    Some(dataset.answers.output(id, 0)?.cells()[0].digit())
}

#[test]
fn nested_folder_of_tasks() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "b.json", TASK);
    write(folder.path(), "concept/deep/a.json", &TASK.replace("{\"train\"", "{\"name\": null, \"uuid\": 7, \"train\""));
    write(folder.path(), "concept/notes.txt", "not a task");
    let dataset = Dataset::load(folder.path()).unwrap();
    assert_eq!(ids(&dataset), ["a", "b"]);
    assert_eq!(dataset.problems, []);
    assert_eq!(digit(&dataset, "a"), Some('4'));
}

#[test]
fn one_bad_file_does_not_stop_the_set() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "bad.json", "{\"train\": [\n  {\"input\": [[1, 12]], \"output\": [[1]]}], \"test\": []}");
    write(folder.path(), "good.json", TASK);
    write(folder.path(), "worse.json", "{\"train\"");
    let dataset = Dataset::load(folder.path()).unwrap();
    assert_eq!(ids(&dataset), ["good"]);
    let problems: Vec<String> = dataset.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2);
    assert!(problems[0].ends_with("bad.json:2:18: color 12 is not one of 0 to 9"), "{}", problems[0]);
    assert!(problems[1].ends_with("worse.json:1:8: EOF while parsing an object"), "{}", problems[1]);
}

#[test]
fn competition_folder_joins_answers_and_passes_over_the_sample_submission() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "arc-agi_training_challenges.json", &format!("{{\"t1\": {QUESTION}, \"t2\": {QUESTION}}}"));
    write(folder.path(), "arc-agi_training_solutions.json", "{\"t1\": [[[5]]], \"t2\": [[[6]]]}");
    write(folder.path(), "arc-agi_evaluation_challenges.json", &format!("{{\"e1\": {QUESTION}}}"));
    write(folder.path(), "arc-agi_evaluation_solutions.json", "{\"e1\": [[[7]]]}");
    // Competitions fill the test file with tasks that are also elsewhere.
    write(folder.path(), "arc-agi_test_challenges.json", &format!("{{\"e1\": {QUESTION}, \"h1\": {QUESTION}}}"));
    write(folder.path(), "sample_submission.json", "{\"e1\": [{\"attempt_1\": [[0]], \"attempt_2\": [[0]]}]}");
    let dataset = Dataset::load(folder.path()).unwrap();
    assert_eq!(dataset.problems, []);
    assert_eq!(ids(&dataset), ["e1", "h1", "t1", "t2"]);
    assert_eq!(["e1", "h1", "t1", "t2"].map(|id| digit(&dataset, id)), [Some('7'), None, Some('5'), Some('6')]);
}

#[test]
fn either_half_of_a_competition_pair_will_do() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "x_challenges.json", &format!("{{\"a\": {QUESTION}}}"));
    write(folder.path(), "x_solutions.json", "{\"a\": [[[5]]], \"b\": [[[5]]]}");
    for name in ["x_challenges.json", "x_solutions.json"] {
        let dataset = Dataset::load(&folder.path().join(name)).unwrap();
        assert_eq!(digit(&dataset, "a"), Some('5'));
        assert_eq!(dataset.problems.len(), 1);
        assert!(dataset.problems[0].to_string().ends_with("x_solutions.json:1:21: `b`: answers that fit no task"));
    }
    fs::remove_file(folder.path().join("x_challenges.json")).unwrap();
    let error = Dataset::load(&folder.path().join("x_solutions.json")).unwrap_err();
    assert!(error.to_string().ends_with("1:7: `a`: answers that fit no task (and 1 more problem)"), "{error}");
}

#[test]
fn splits_of_tasks_in_one_file() {
    let text =
        format!("{{\"train\": {{\"a\": {TASK}}}, \"eval\": {{\"a\": {}, \"b\": {TASK}}}}}", TASK.replace('3', "8"));
    let dataset = Dataset::parse("all.json", &text).unwrap();
    assert_eq!(ids(&dataset), ["all/eval/a", "all/train/a", "b"]);
}

#[test]
fn list_of_pairs_ends_with_the_test() {
    let text =
        r#"[{"input": [[1]], "output": [[2]]}, {"input": [[3]], "output": [[4]]}, {"input": [[5]], "output": [[6]]}]"#;
    let dataset = Dataset::parse("tasks/00d62c1b.json", text).unwrap();
    assert_eq!(ids(&dataset), ["00d62c1b"]);
    assert_eq!((dataset.tasks[0].train.len(), dataset.tasks[0].tests.len()), (2, 1));
    assert_eq!(digit(&dataset, "00d62c1b"), Some('6'));
}

#[test]
fn namesakes_are_told_apart_and_twins_are_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "one/a.json", TASK);
    write(folder.path(), "two/a.json", &TASK.replace('3', "8"));
    write(folder.path(), "one/b.json", TASK);
    write(folder.path(), "two/b.json", TASK);
    assert_eq!(ids(&Dataset::load(folder.path()).unwrap()), ["b", "one/a", "two/a"]);
}

#[test]
fn places_of_errors() {
    let row = |cells: usize| format!("[{}]", vec!["0"; cells].join(","));
    let pair =
        |grid: &str| format!("{{\"train\":[{{\"output\":[[0]],\"input\":{grid}}}],\"test\":[{{\"input\":[[0]]}}]}}");
    let many_rows = format!("[{}]", vec!["[0]"; 129].join(","));
    let cases = [
        (String::new(), "1:1: EOF while parsing a value"),
        ("7".to_owned(), "1:1: neither a task nor a collection of tasks"),
        ("{}".to_owned(), "1:1: no task in here"),
        ("{\"a\": 7}".to_owned(), "1:7: `a`: neither a task nor the answers to one"),
        (
            "{\"a\": {\"b\": []}}".to_owned(),
            "1:7: `a`: neither a task (an object with `train` and `test`) nor a split of tasks",
        ),
        ("{\"a\": 7, \"b\": 7}".to_owned(), "1:7: `a`: neither a task nor the answers to one"),
        ("{\"train\": []}".to_owned(), "1:13: missing field `test`"),
        ("{\"train\": [], \"test\": []}".to_owned(), "1:1: a task without a training pair"),
        (
            "[{\"input\": [[1]], \"output\": [[1]]}]".to_owned(),
            "1:1: a list of pairs needs two at least: the last one is the test",
        ),
        (pair("[]"), "1:36: a grid without rows"),
        (pair("[[]]"), "1:37: a row without cells"),
        (pair("[[1,2],\n [3]]"), "2:4: a row of 1 cells after rows of 2"),
        (pair("[[1],\n [3,4]]"), "2:5: a row of more than 1 cells after rows of 1"),
        (pair("[[1,\n  10]]"), "2:3: color 10 is not one of 0 to 9"),
        (pair("[[-1]]"), "1:37: color -1 is not one of 0 to 9"),
        (pair("[[1.5]]"), "1:37: color 1.5 is not one of 0 to 9"),
        (pair("[[1e1]]"), "1:37: color 10 is not one of 0 to 9"),
        (pair("[[-1.0]]"), "1:37: color -1 is not one of 0 to 9"),
        (pair("[[1],[1,2.0]]"), "1:43: a row of more than 1 cells after rows of 1"),
        (pair("[[NaN]]"), "1:37: expected value"),
        (pair("[[\"1\"]]"), "1:39: invalid type: string \"1\", expected a color 0 to 9"),
        (pair("[[true]]"), "1:37: invalid type: boolean `true`, expected a color 0 to 9"),
        // Without their names, nobody knows which is which.
        (
            "{\"train\":[[[[0]],[[1]]]],\"test\":[{\"input\":[[0]]}]}".to_owned(),
            "1:10: invalid type: sequence, expected a pair {\"input\": grid, \"output\": grid}",
        ),
        (
            "{\"train\":[{\"input\":[[0]],\"output\":[[1]]}],\"test\":[[[[0]]]]}".to_owned(),
            "1:50: invalid type: sequence, expected a test {\"input\": grid}",
        ),
        (pair("[[null]]"), "1:37: invalid type: null, expected a color 0 to 9"),
        (pair("7"), "1:35: invalid type: integer `7`, expected a grid (a list of rows)"),
        (pair(&format!("[{}]", row(129))), "1:293: a row of more than 128 cells"),
        (pair(&many_rows), "1:548: more than 128 rows"),
    ];
    for (text, expected) in cases {
        let error = Dataset::parse("x.json", &text).unwrap_err();
        assert_eq!(error.to_string(), format!("x.json:{expected}"), "{text}");
    }
}

#[test]
fn errors_in_a_collection_are_placed_in_the_whole_file() {
    let text = format!("{{\n \"a\": {TASK},\n \"b\": {},\n \"a\": {TASK}\n}}", TASK.replace('4', "\n [4, 44]"));
    let dataset = Dataset::parse("x.json", &text).unwrap();
    assert_eq!(ids(&dataset), ["a"]);
    let problems: Vec<String> = dataset.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "x.json:4:2: `b`: invalid type: sequence, expected a color 0 to 9",
            "x.json:5:7: `a`: a second entry of this name"
        ]
    );
}

#[test]
fn what_is_no_data_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Dataset::load(&folder.path().join("nowhere")).unwrap_err();
    assert!(missing.is_missing() && missing.line().is_none());
    assert!(!Dataset::load(folder.path()).unwrap_err().is_missing());
    fs::write(folder.path().join("latin.json"), b"{\n\"a\xe4").unwrap();
    let error = Dataset::load(&folder.path().join("latin.json")).unwrap_err();
    assert_eq!((error.line(), error.column(), error.message()), (Some(2), Some(3), "not UTF-8"));
    fs::write(folder.path().join("s.json"), "{\"e1\": [{\"attempt_1\": [[0]], \"attempt_2\": [[0]]}]}").unwrap();
    let error = Dataset::load(&folder.path().join("s.json")).unwrap_err();
    assert_eq!(error.message(), "a submission (attempts), where tasks are wanted");
}

#[test]
fn byte_order_mark_and_reader() {
    let text = format!("\u{feff}{TASK}");
    assert_eq!(Dataset::from_reader("x", text.as_bytes()).unwrap().tasks.len(), 1);
}

#[test]
fn hash_ignores_order_and_names() {
    let pairs = [
        "{\"input\": [[1]], \"output\": [[2]]}",
        "{\"input\": [[3]], \"output\": [[4]]}",
        "{\"input\": [[5]], \"output\": [[6]]}",
    ];
    let hash = |order: [usize; 3], name: &str| {
        let [a, b, c] = order.map(|i| pairs[i]);
        Dataset::parse(name, &format!("{{\"train\": [{a}, {b}], \"test\": [{c}]}}")).unwrap().hash()
    };
    assert_eq!(hash([0, 1, 2], "x"), hash([2, 0, 1], "y"));
    assert_ne!(hash([0, 1, 2], "x"), hash([0, 1, 1], "x"));
    assert_eq!(hash([0, 1, 2], "x").len(), 32);
}

/// All development sets, if this checkout sits beside them.
#[test]
fn shared_sets_load_completely() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/tasks");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no task sets at {}", folder.display());
        return;
    }
    for (name, count) in [("arc1-training", 400), ("arc2-extra", 233), ("mini-arc", 149), ("1d-arc", 901)] {
        let dataset = Dataset::load(&folder.join(name)).unwrap();
        assert_eq!(dataset.problems, [], "{name}");
        assert_eq!(dataset.tasks.len(), count, "{name}");
        let has_answer = |task: &Task| dataset.answers.is_complete(task);
        assert!(dataset.tasks.iter().all(has_answer), "{name}");
    }
}

#[test]
fn a_split_is_a_folder_a_file_or_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "plain/data/training/a.json", TASK);
    write(folder.path(), "plain/data/evaluation/b.json", TASK);
    write(folder.path(), "pair/arc-agi_training_challenges.json", &format!("{{\"c\": {QUESTION}}}"));
    write(folder.path(), "pair/arc-agi_training_solutions.json", "{\"c\": [[[5]]]}");
    write(folder.path(), "pair/arc-agi_evaluation_challenges.json", &format!("{{\"d\": {QUESTION}}}"));
    write(folder.path(), "pair/arc-agi_evaluation_solutions.json", "{\"d\": [[[6]]]}");
    write(folder.path(), "one.json", &format!("{{\"train\": {{\"e\": {TASK}}}, \"eval\": {{\"f\": {TASK}}}}}"));
    for (source, first, second) in [("plain", "a", "b"), ("pair", "c", "d"), ("one.json", "e", "f")] {
        let path = folder.path().join(source);
        for (split, id) in [("training", first), ("evaluation", second)] {
            let dataset = Dataset::load_split(&path, split).unwrap();
            assert_eq!(ids(&dataset), [id]);
            assert_eq!(dataset.problems, []);
            assert!(digit(&dataset, id).is_some());
        }
        let error = Dataset::load_split(&path, "test").unwrap_err().to_string();
        assert!(error.contains("no part of it is called `test`: "), "{error}");
    }
}

#[test]
fn a_competition_folder_tells_its_splits() {
    let folder = tempfile::tempdir().unwrap();
    for (split, ids) in [("training", "abc"), ("training2", "ab"), ("evaluation", "d")] {
        let tasks: Vec<String> = ids.chars().map(|id| format!("\"{id}\": {QUESTION}")).collect();
        let text = format!("{{{}}}", tasks.join(","));
        write(folder.path(), &format!("arc-agi_{split}_challenges.json"), &text);
    }
    write(folder.path(), "arc-agi_training_solutions.json", "{\"a\": [[[5]]]}");
    let splits = |dataset: &Dataset| -> Vec<(String, usize)> { dataset.splits.clone().into_iter().collect() };
    let expected = [("evaluation", 1), ("training", 3), ("training2", 2)].map(|(name, tasks)| (name.to_owned(), tasks));
    assert_eq!(splits(&Dataset::load(folder.path()).unwrap()), expected);
    for (name, tasks) in expected {
        let dataset = Dataset::load_split(folder.path(), &name).unwrap();
        assert_eq!(splits(&dataset), [(name, tasks)]);
        assert_eq!(dataset.tasks.len(), tasks);
    }
    let error = Dataset::load_split(folder.path(), "test").unwrap_err().to_string();
    assert!(error.ends_with("no part of it is called `test`: evaluation, training, training2"), "{error}");

    // A folder of task files has none, a file of splits has its entries.
    write(folder.path(), "files/training/a.json", TASK);
    write(folder.path(), "files/evaluation/b.json", TASK);
    assert_eq!(splits(&Dataset::load(&folder.path().join("files")).unwrap()), []);
    let text = format!("{{\"train\": {{\"a\": {TASK}}}, \"eval\": {{\"a\": {TASK}}}}}");
    let dataset = Dataset::parse("all.json", &text).unwrap();
    assert_eq!(splits(&dataset), [("eval".to_owned(), 1), ("train".to_owned(), 1)]);
    assert!(dataset.namesakes.is_empty(), "the same task twice");
}

#[test]
fn the_same_pairs_in_another_order_are_the_same_task() {
    let pairs = [
        "{\"input\": [[1]], \"output\": [[2]]}",
        "{\"input\": [[3]], \"output\": [[4]]}",
        "{\"input\": [[5]], \"output\": [[6]]}",
        "{\"input\": [[7]]}",
    ];
    let text = |order: [usize; 4]| {
        let [a, b, c, d] = order.map(|at| pairs[at]);
        format!("{{\"train\": [{a}, {b}], \"test\": [{c}, {d}]}}")
    };
    let load = |one: &str, two: &str| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "one/a.json", one);
        write(folder.path(), "two/a.json", two);
        Dataset::load(folder.path()).unwrap()
    };
    let dataset = load(&text([0, 1, 3, 2]), &text([1, 0, 2, 3]));
    assert_eq!((ids(&dataset), dataset.namesakes.len(), &dataset.problems[..]), (vec!["a"], 0, &[][..]));
    // The order of the first one counts; an answer goes to its input.
    assert_eq!(dataset.tasks[0].tests[0].cells()[0].digit(), '7');
    assert_eq!((digit(&dataset, "a"), dataset.answers.output("a", 1).unwrap().cells()[0].digit()), (None, '6'));
    let known = load(&text([0, 1, 3, 2]), &text([0, 1, 2, 3]).replace("[[7]]", "[[7]], \"output\": [[8]]"));
    assert_eq!(digit(&known, "a"), Some('8'));

    let dataset = load(&text([0, 1, 2, 3]), &text([0, 1, 2, 3]).replace("[[6]]", "[[9]]"));
    assert_eq!(ids(&dataset), ["a"]);
    assert_eq!(dataset.problems[0].to_string(), "two: `a`: other answers than elsewhere; the first ones count");
    assert_eq!(digit(&dataset, "a"), Some('6'));

    let dataset = load(&text([0, 1, 2, 3]), &text([0, 0, 2, 3]));
    assert_eq!(ids(&dataset), ["one/a", "two/a"]);
    assert_eq!(dataset.namesakes["a"], ["one/a", "two/a"]);
}

#[test]
fn what_was_left_out_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "good.json", TASK);
    write(folder.path(), "many.json", &format!("{{\"b\": {TASK}, \"c\": {}}}", TASK.replace('4', "44")));
    for name in ["empty", "text", "list"] {
        write(folder.path(), &format!("{name}.json"), if name == "list" { "[1, 2]" } else { "" });
    }
    write(folder.path(), "submission.json", "{\"b\": [{\"attempt_1\": [[0]], \"attempt_2\": [[0]]}]}");
    fs::write(folder.path().join("latin.json"), b"\xe4").unwrap();
    let reading = Dataset::load(folder.path()).unwrap().reading;
    assert_eq!((reading.files, reading.skipped_files, reading.skipped_parts), (7, 4, 1));
    assert_eq!(reading.to_string(), "4 of 7 files skipped, 1 part of files skipped");
    assert!(!reading.is_complete());
    let reading = Dataset::load(&folder.path().join("good.json")).unwrap().reading;
    assert_eq!((reading.is_complete(), reading.files, reading.to_string()), (true, 1, String::new()));
}

#[test]
fn whole_numbers_are_read_in_every_spelling() {
    let spelled =
        TASK.replace("[[1, 2]]", "[[1.0, 2e0]]").replace("[[2, 1]]", "[[20e-1, 0.1E+1]]").replace("[[3]]", "[[-0]]");
    let dataset = Dataset::parse("a.json", &spelled).unwrap();
    let plain = Dataset::parse("a.json", &TASK.replace("[[3]]", "[[0]]")).unwrap();
    assert_eq!(dataset, plain);
    let zeros = Dataset::parse("a.json", &TASK.replace("[[3]]", "[[-0.0]]")).unwrap();
    assert_eq!(zeros.tasks, plain.tasks);
}

/// Tasks in lines, in lists, and in objects that say more about them.
#[test]
fn containers_of_tasks() {
    let named = |id: &str| TASK.replacen('{', &format!("{{\"id\": {id}, "), 1);
    let wrapped = |id: &str| format!("{{\"id\":\"{id}\",\"index\":0,\"program\":\"input\",\"task\":{TASK}}}");
    let examples = r#"[[[1]], [[2]]], [[[3]], [[4]]]"#;
    let pairs = r#"{"input": [[1]], "output": [[2]]}, {"input": [[3]], "output": [[4]]}"#;
    for (text, expected) in [
        // JSON lines, with and without names, ends and empty lines.
        (format!("{}\n{}\n", named("\"a\""), named("\"b\"")), &["a", "b"][..]),
        (format!("{}\r\n\r\n{}", named("\"a\""), named("7")), &["7", "a"]),
        (format!("{TASK}\n{TASK}"), &["x-1", "x-2"]),
        (format!("{}\n{}\n{}", wrapped("0-0"), wrapped("0-1"), wrapped("0-2")), &["0-0", "0-1", "0-2"]),
        (wrapped("0-0"), &["0-0"]),
        (wrapped("0-0") + "\n", &["0-0"]),
        (format!("{{\"source\":\"..\",\"examples\":[{examples}],\"seeds\":[\"x.py\"]}}\n").repeat(2), &["x-1", "x-2"]),
        // Lists, bare or named.
        (format!("[{}, {}]", named("\"a\""), named("\"\"")), &["a", "x-2"]),
        (format!("[{}]", wrapped("0-0")), &["0-0"]),
        (format!("{{\"tasks\": [{}, {}], \"version\": 1}}", named("\"b\""), named("\"a\"")), &["a", "b"]),
        // A problem of BARC, and a task of the name that its list has.
        (format!("{{\"uid\":\"0123\",\"metadata\":{{\"a\":1}},\"examples\":[{pairs}],\"code\":\"..\"}}"), &["x"]),
        (format!("{{\"examples\":[{examples}]}}"), &["x"]),
        (format!("{{\"examples\":[{pairs}], \"a\":[{pairs}]}}"), &["a", "examples"]),
        (named("\"a\""), &["x"]),
    ] {
        let dataset = Dataset::parse("x.json", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!((ids(&dataset), &dataset.problems[..]), (expected.to_vec(), &[][..]), "{text}");
        assert!(dataset.tasks.iter().all(|task| digit(&dataset, &task.id) == Some('4')), "{text}");
    }
}

#[test]
fn one_bad_line_leaves_the_others_alone() {
    let named = |id: &str| TASK.replacen('{', &format!("{{\"id\": \"{id}\", "), 1);
    let text = format!("{}\n{{\"id\": \"b\", \"train\"\n{}\n{}", named("a"), named("c").replace('4', "44"), named("d"));
    let dataset = Dataset::parse("x.jsonl", &text).unwrap();
    assert_eq!(ids(&dataset), ["a", "d"]);
    let problems: Vec<String> = dataset.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[0], "x.jsonl:2:19: EOF while parsing an object");
    assert!(
        problems[1].starts_with("x.jsonl:3:") && problems[1].ends_with("`c`: color 44 is not one of 0 to 9"),
        "{problems:?}"
    );
    // The same id for different tasks.
    let text = format!("{}\n{}\n{}", named("a"), named("a"), named("a").replace('3', "8"));
    let dataset = Dataset::parse("x.jsonl", &text).unwrap();
    assert_eq!(dataset.namesakes.keys().collect::<Vec<_>>(), ["a"]);
}

#[test]
fn what_holds_no_tasks_is_called_by_its_name() {
    let record = r#"{"schema": "arc.task/2", "id": "a", "attempts": [[{"grid": [[1]]}, {"grid": [[2]]}]]}"#;
    for (text, message) in [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "a Git LFS pointer"),
        ("output_id,output\na_0,|1| |2|\n", "the table of 2020 (CSV"),
        (record, "a submission (attempts), where tasks are wanted"),
        (&format!("{{\"schema\": \"arc.run/2\", \"tasks\": [{record}]}}"), "a submission (attempts)"),
        (r#"[{"attempt_1": {"answer": [[1]]}, "attempt_2": null}]"#, "a submission (attempts)"),
        ("{\"tasks\": [{\"id\": 1}, {\"id\": 2}]}", "`1`: no task (an object with `train` and `test`)"),
        ("{\"id\": 1}\n{\"id\": 2}", "`1`: no task (an object with `train` and `test`)"),
    ] {
        let error = Dataset::from_reader("x", text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("x:") && error.contains(message), "{error}");
        assert!(!error.contains("more problem"), "{error}");
    }
}

#[test]
fn compressed_files_are_read_like_others() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let pack = |name: &str, text: &str| {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        let mut encoder = flate2::write::GzEncoder::new(file, flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap();
    };
    pack("a.json.gz", TASK);
    pack("b.jsonl.gz", &format!("{TASK}\n{}", TASK.replace('1', "5")));
    pack("x_challenges.json.gz", &format!("{{\"c\": {QUESTION}}}"));
    pack("x_solutions.json.gz", "{\"c\": [[[5]]]}");
    pack("notes.txt.gz", "text");
    let dataset = Dataset::load(folder.path()).unwrap();
    assert_eq!((ids(&dataset), &dataset.problems[..]), (vec!["a", "b-1", "b-2", "c"], &[][..]));
    let half = Dataset::load(&folder.path().join("x_challenges.json.gz")).unwrap();
    assert_eq!(digit(&half, "c"), Some('5'));
    let packed = fs::read(folder.path().join("a.json.gz")).unwrap();
    assert_eq!(ids(&Dataset::from_reader("stdin", &packed[..]).unwrap()), ["stdin"]);
}
