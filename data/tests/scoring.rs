//! Submissions survive the disk, and the four rules count what they say.

use std::sync::Arc;

use arc_dsl::{Color, Grid};
use data::{Dataset, Mismatch, Submission, score};

fn dot(color: usize) -> Arc<Grid> {
    Arc::new(Grid::filled(1, 1, Color::from_index(color).unwrap()).unwrap())
}

/// Three tasks: `one` with one test, `two` with two, `hidden` without answers. All right answers are 5.
fn dataset() -> Dataset {
    let train = "\"train\": [{\"input\": [[1]], \"output\": [[2]]}]";
    let test = "{\"input\": [[3]], \"output\": [[5]]}";
    let text = format!(
        "{{\"one\": {{{train}, \"test\": [{test}]}}, \"two\": {{{train}, \"test\": [{test}, {test}]}},
          \"hidden\": {{{train}, \"test\": [{{\"input\": [[3]]}}]}}}}"
    );
    Dataset::parse("set", &text).unwrap()
}

#[test]
fn empty_submission_is_valid_and_scores_nothing() {
    let dataset = dataset();
    let submission = Submission::empty(&dataset.tasks);
    assert_eq!(submission.check(&dataset), []);
    let scores = score(&submission, &dataset);
    assert_eq!(scores.rules().map(|rule| (rule.solved, rule.total)), [(0.0, 3), (0.0, 2), (0.0, 2), (0.0, 2)]);
    assert_eq!(scores.hidden, 1);
}

#[test]
fn four_rules_differ() {
    let dataset = dataset();
    let mut submission = Submission::empty(&dataset.tasks);
    submission.set("one", vec![[dot(4), dot(5)]]);
    submission.set("two", vec![[dot(5), dot(5)], [dot(1), dot(2)]]);
    let scores = score(&submission, &dataset);
    assert_eq!(scores.rules().map(|rule| (rule.solved, rule.total)), [(2.0, 3), (1.5, 2), (1.0, 2), (1.0, 2)]);
    assert_eq!(scores.by_task[0].outputs, [Some(1)]);
    assert_eq!(scores.by_task[1].outputs, [Some(0), None]);
    assert_eq!(
        scores.to_string(),
        "test outputs solved (competition): 2/3 = 66.7 %\n\
         fraction of outputs solved, mean over tasks: 1.50/2 = 75.0 %\n\
         tasks with every output solved, 2 attempts (headline): 1/2 = 50.0 %\n\
         tasks with every output solved, top 3 (2020; 2 given): 1/2 = 50.0 %\n\
         1 task with hidden outputs not counted"
    );
}

#[test]
fn missing_tasks_are_wrong_not_absent() {
    let scores = score(&Submission::default(), &dataset());
    assert_eq!(scores.rules().map(|rule| rule.total), [3, 2, 2, 2]);
}

#[test]
fn check_names_every_mismatch() {
    let mut submission = Submission::default();
    submission.set("one", vec![]);
    submission.set("other", vec![[dot(1), dot(1)]]);
    submission.set("hidden", vec![[dot(1), dot(1)]]);
    let expected = [
        Mismatch::Count { id: "one".into(), expected: 1, found: 0 },
        Mismatch::MissingTask("two".into()),
        Mismatch::UnknownTask("other".into()),
    ];
    assert_eq!(submission.check(&dataset()), expected);
}

#[test]
fn file_round_trip_replaces_the_old_one() {
    let dataset = dataset();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("submission.json");
    let mut submission = Submission::empty(&dataset.tasks);
    data::replace_file(&path, &submission.to_json()).unwrap();
    submission.set("one", vec![[dot(4), Arc::new(Grid::filled(2, 3, Color::Sky).unwrap())]]);
    data::replace_file(&path, &submission.to_json()).unwrap();
    assert_eq!(Submission::read(&path), Ok(submission));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
}

#[test]
fn bad_submissions_are_located() {
    let text = "{\"a\": [{\"attempt_1\": [[0]]}],\n \"b\": [{\"attempt_1\": [[0]], \"attempt_2\": [[0, 1], [2]]}],\n \"c\": []}";
    let errors: Vec<String> = Submission::parse("s", text).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["s:2:53: `b`: a row of 1 cells after rows of 2"]);
    for (pair, message) in [
        ("[[[0]], [[0]]]", "s:1:8: `a`: attempts without names, where {\"attempt_1\": grid, ...} is wanted"),
        ("{\"attempt_1\": [[0]], \"attempt_1\": [[1]]}", "s:1:22: `a`: a second `attempt_1`"),
        ("{\"input\": [[0]]}", "s:1:8: `a`: no attempts {\"attempt_1\": grid, \"attempt_2\": grid}"),
        ("{\"attempt_1\": [[0.5]], \"attempt_2\": [[0]]}", "s:1:24: `a`: color 0.5 is not one of 0 to 9"),
        ("7", "s:1:8: `a`: invalid type: integer `7`, expected an object"),
    ] {
        let errors = Submission::parse("s", &format!("{{\"a\": [{pair}]}}")).unwrap_err();
        assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [message]);
    }
    for (text, message) in [
        ("{\"a\": 7}", "s:1:7: `a`: invalid type: integer `7`, expected a sequence"),
        (
            "output_id,output\na_0,|1|",
            "s:1:1: the table of 2020 (CSV of output_id,output), which is not read; write the attempts as JSON",
        ),
        ("7", "s:1:1: invalid type: integer `7`, expected an object"),
    ] {
        let errors = Submission::parse("s", text).unwrap_err();
        assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [message]);
    }
}

#[test]
fn shards_merge_and_contradictions_are_named() {
    let dataset = dataset();
    let mut merged = Submission::default();
    let mut first = Submission::empty(&dataset.tasks);
    first.set("one", vec![[dot(1), dot(2)]]);
    let mut second = Submission::empty(&dataset.tasks);
    second.set("two", vec![[dot(3), dot(3)], [dot(4), dot(4)]]);
    assert_eq!(merged.merge(first), [""; 0]);
    assert_eq!(merged.merge(second), [""; 0]);
    assert_eq!(merged.attempts("one"), [[dot(1), dot(2)]]);
    assert_eq!(merged.attempts("two").len(), 2);
    assert_eq!(merged.check(&dataset), []);
    let merged_with = |one: Vec<[Arc<Grid>; 2]>| {
        let (mut merged, mut other) = (merged.clone(), Submission::default());
        other.set("one", one);
        (merged.merge(other), merged.attempts("one").to_vec())
    };
    let kept = vec![[dot(1), dot(2)]];
    assert_eq!(merged_with(vec![[dot(9), dot(2)]]), (vec!["one".to_owned()], kept.clone()));
    assert_eq!(merged_with(vec![[dot(1), dot(2)]; 2]), (vec!["one".to_owned()], kept.clone()));
    assert_eq!(merged_with(vec![[dot(0), dot(0)]; 2]), (vec![], kept.clone()));
    assert_eq!(merged_with(vec![[dot(1), dot(0)]]), (vec![], kept));
}

#[test]
fn of_each_attempt_the_placeholder_gives_way() {
    let mut merged = Submission::default();
    merged.set("two", vec![[dot(3), dot(0)], [dot(0), dot(0)]]);
    let mut other = Submission::default();
    other.set("two", vec![[dot(0), dot(4)], [dot(5), dot(0)]]);
    assert_eq!(merged.merge(other), [""; 0]);
    assert_eq!(merged.attempts("two"), [[dot(3), dot(4)], [dot(5), dot(0)]]);
}

#[test]
fn an_old_name_is_no_other_task() {
    let mut merged = Submission::default();
    merged.set("recolor_by_size", vec![[dot(0), dot(2)]]);
    let mut other = Submission::default();
    other.set("recolour_by_size", vec![[dot(1), dot(2)]]);
    assert_eq!(merged.merge(other), [""; 0]);
    assert_eq!(merged.iter().collect::<Vec<_>>(), [("recolor_by_size", &[[dot(1), dot(2)]][..])]);
}

#[test]
fn a_submission_with_names_of_before_counts() {
    let dataset = Dataset::built_in();
    let answers = dataset.answers.of("recolor_by_size").iter().flatten();
    let mut submission = Submission::empty(&[]);
    submission.set("recolour_by_size", answers.map(|answer| [dot(1), answer.clone()]).collect());
    assert_eq!(score(&submission, &dataset).tasks.solved, 1.0);
    let is_about_it = |mismatch: &Mismatch| mismatch.to_string().contains("by_size");
    assert!(!submission.check(&dataset).iter().any(is_about_it));
}

/// A submission whose attempts at the first test of `two`, or at all of it, are the given text; everything else is right.
fn with(text: &str) -> Submission {
    let right = "{\"attempt_1\": [[5]], \"attempt_2\": [[0]]}";
    let whole = text.strip_prefix("two: ").map(str::to_owned);
    let two = whole.unwrap_or_else(|| format!("[{text}, {right}]"));
    Submission::parse("s", &format!("{{\"one\": [{right}], \"two\": {two}}}"))
        .unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn the_other_outputs_are_marked_beside_a_missing_attempt() {
    let dataset = dataset();
    for (text, flaw, solved) in [
        ("{\"attempt_1\": [[5]], \"attempt_2\": [[0]]}", "", 3.0),
        ("{\"attempt_1\": [[5]]}", "no `attempt_2` at test 1; it counts as wrong", 3.0),
        ("{\"attempt_2\": [[5]]}", "no `attempt_1` at test 1; it counts as wrong", 3.0),
        ("{\"attempt_1\": [[5]], \"attempt_2\": null}", "no `attempt_2` at test 1; it counts as wrong", 3.0),
        ("{\"attempt_1\": [[5]], \"attempt_2\": []}", "no `attempt_2` at test 1; it counts as wrong", 3.0),
        ("{\"attempt_1\": [ [ ] ], \"attempt_2\": [[5]]}", "no `attempt_1` at test 1; it counts as wrong", 3.0),
        ("{\"attempt_1\": {\"answer\": null}, \"attempt_2\": {\"answer\": [[5]]}}", "no `attempt_1` at", 3.0),
        ("null", "no `attempt_1` at test 1; it counts as wrong", 2.0),
        ("{}", "no `attempt_1` at test 1; it counts as wrong", 2.0),
        (
            "{\"attempt_1\": [[5]], \"attempt_2\": [[0]], \"attempt_3\": [[0]]}",
            "`attempt_3` is one attempt too many",
            3.0,
        ),
        (
            "{\"attempt_1\": [[0]], \"attempt_2\": [[0]], \"attempt_3\": [[5]]}",
            "`attempt_3` is one attempt too many",
            2.0,
        ),
        ("{\"attempt_1\": [[5]], \"attempt_2\": [[0]], \"note\": 1}", "`note` is no attempt", 3.0),
        ("two: null", "no attempts", 1.0),
        ("two: []", "0 pairs of attempts for 2 test inputs", 1.0),
    ] {
        let submission = with(text);
        assert_eq!(score(&submission, &dataset).outputs.solved, solved, "{text}");
        let mismatches: Vec<String> = submission.check(&dataset).iter().map(ToString::to_string).collect();
        let about: Vec<&String> = mismatches.iter().filter(|mismatch| mismatch.contains("`two`: ")).collect();
        assert_eq!(
            about.first().is_some_and(|mismatch| mismatch.contains(flaw)),
            !flaw.is_empty(),
            "{text}: {about:?}"
        );
    }
    // What is not given is not right, whatever stands in for it.
    let blank = TASKS_OF_BLACK.replace('5', "0");
    let dataset = Dataset::parse("set", &blank).unwrap();
    let score = |text: &str| score(&Submission::parse("s", text).unwrap(), &dataset).outputs.solved;
    assert_eq!(score("{\"a\": [{\"attempt_1\": [[0]], \"attempt_2\": [[1]]}]}"), 1.0);
    assert_eq!(score("{\"a\": [{\"attempt_1\": [], \"attempt_2\": [[1]]}]}"), 0.0);
    assert_eq!(score("{\"a\": [null]}"), 0.0);
}

const TASKS_OF_BLACK: &str =
    r#"{"a": {"train": [{"input": [[1]], "output": [[2]]}], "test": [{"input": [[3]], "output": [[5]]}]}}"#;

#[test]
fn an_attempt_that_one_part_lacks_is_taken_from_another() {
    let parse = |text: &str| Submission::parse("s", text).unwrap();
    let mut merged = parse("{\"a\": [{\"attempt_1\": null, \"attempt_2\": []}]}");
    assert_eq!([0, 1].map(|place| merged.is_given("a", 0, place)), [false, false]);
    assert_eq!(merged.merge(parse("{\"a\": [{\"attempt_1\": [[7]]}], \"b\": [{\"attempt_1\": [[1]]}]}")), [""; 0]);
    assert_eq!(merged.attempts("a"), [[dot(7), dot(0)]]);
    assert_eq!([0, 1].map(|place| merged.is_given("a", 0, place)), [true, false]);
    assert_eq!([0, 1].map(|place| merged.is_given("b", 0, place)), [true, false]);
    assert!(!merged.is_given("a", 1, 0) && !merged.is_given("c", 0, 0));
    // A black cell that was given is an answer like any other.
    assert_eq!(merged.merge(parse("{\"a\": [{\"attempt_1\": [[7]], \"attempt_2\": [[0]]}]}")), [""; 0]);
    assert!(merged.is_given("a", 0, 1));
}

#[test]
fn answers_to_tests_in_another_order_are_noticed() {
    let text = r#"{"a": {"train": [{"input": [[1]], "output": [[2]]}],
        "test": [{"input": [[3]], "output": [[4]]}, {"input": [[5]], "output": [[6]]}]}}"#;
    let dataset = Dataset::parse("set", text).unwrap();
    let misplaced = |attempts: [[usize; 2]; 2]| {
        let mut submission = Submission::default();
        submission.set("a", attempts.map(|pair| pair.map(dot)).to_vec());
        score(&submission, &dataset).by_task[0].misplaced.clone()
    };
    assert_eq!(misplaced([[6, 0], [0, 4]]), [(0, 1), (1, 0)]);
    assert_eq!(misplaced([[6, 0], [0, 0]]), [(0, 1)]);
    assert_eq!(misplaced([[4, 6], [6, 4]]), []);
    assert_eq!(misplaced([[6, 4], [0, 0]]), [], "the first test is solved");
    assert_eq!(misplaced([[6, 0], [6, 0]]), [], "both gave the one answer");

    let swapped = text.replace(
        "{\"input\": [[3]], \"output\": [[4]]}, {\"input\": [[5]], \"output\": [[6]]}",
        "{\"input\": [[5]], \"output\": [[6]]}, {\"input\": [[3]], \"output\": [[4]]}",
    );
    let swapped = Dataset::parse("set", &swapped).unwrap();
    assert_eq!(swapped.hash(), dataset.hash());
    assert_ne!(swapped.order_hash(), dataset.order_hash());
    let renamed = Dataset::parse("set", &text.replace("\"a\"", "\"b\"")).unwrap();
    assert_eq!(renamed.hash(), dataset.hash());
    assert_ne!(renamed.order_hash(), dataset.order_hash());
    assert_eq!(Dataset::parse("other", &text.replace("[[2]]", "[[7]]")).unwrap().order_hash(), dataset.order_hash());
}

#[test]
fn results_and_files_by_task_are_read_as_submissions() {
    let record = |id: &str, color: usize| {
        let attempt = |color: usize| format!("{{\"grid\": [[{color}]], \"program\": null}}");
        format!(
            "{{\"schema\": \"arc.task/2\", \"id\": \"{id}\", \"attempts\": [[{}, {}]]}}",
            attempt(color),
            attempt(0)
        )
    };
    let by_task = "[{\"attempt_1\": {\"answer\": [[1]], \"metadata\": {}}, \"attempt_2\": {\"answer\": [[0]]}}]";
    let expected = [[dot(1), dot(0)]];
    let report = format!("{{\"schema\": \"arc.run/2\", \"tasks\": [{}, {}]}}", record("a", 1), record("b", 2));
    for (text, count) in [(record("a", 1), 1), (report, 2), (by_task.to_owned(), 1)] {
        let submission = Submission::parse("runs/a.json", &text).unwrap();
        assert_eq!((submission.attempts("a"), submission.iter().count()), (&expected[..], count));
        assert!(matches!(submission.flaws(), [Mismatch::Form(_)]), "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    assert!(Submission::read(folder.path()).is_err(), "an empty folder");
    write("a.json", by_task);
    write("b.json", &record("b", 3));
    let submission = Submission::read(folder.path()).unwrap();
    assert_eq!((submission.attempts("a"), submission.attempts("b")), (&expected[..], &[[dot(3), dot(0)]][..]));
    assert!(submission.flaws().iter().any(|flaw| matches!(flaw, Mismatch::Form(_))));
    write("results.json", "{\"score\": 1.0, \"task_results\": {\"a\": {\"score\": 1.0}}}");
    assert_eq!(Submission::read(folder.path()).unwrap().iter().count(), 2);
    write("c.json", &record("b", 4));
    let errors = Submission::read(folder.path()).unwrap_err();
    assert!(errors[0].to_string().ends_with("c.json: `b`: other answers than elsewhere"), "{errors:?}");
}

#[test]
fn attempts_that_say_where_they_belong_go_there() {
    let attempt =
        |color: usize, test: &str| format!("{{\"answer\": [[{color}]], \"metadata\": {{\"pair_index\": {test}}}}}");
    let read = |pairs: &[String]| Submission::parse("a.json", &format!("[{}]", pairs.join(", ")));
    let pair = |color: usize, test: &str| format!("{{\"attempt_1\": null, \"attempt_2\": {}}}", attempt(color, test));
    let answers = |pairs: &[String]| -> Vec<String> {
        let submission = read(pairs).unwrap();
        let given = |test: usize, pair: &[Arc<Grid>; 2]| match submission.is_given("a", test, 1) {
            true => pair[1].cells()[0].digit().to_string(),
            false => "-".to_owned(),
        };
        submission.attempts("a").iter().enumerate().map(|(test, pair)| given(test, pair)).collect()
    };
    assert_eq!(answers(&[pair(5, "0"), pair(6, "1")]), ["5", "6"]);
    assert_eq!(answers(&[pair(6, "1"), pair(5, "0")]), ["5", "6"]);
    assert_eq!(answers(&[pair(6, "1")]), ["-", "6"]);
    assert_eq!(answers(&[pair(7, "2"), pair(6, "1")]), ["-", "6", "7"]);
    assert_eq!(answers(&[pair(5, "null"), pair(6, "\"x\"")]), ["5", "6"]);
    let told = |pairs: &[String]| read(pairs).unwrap_err()[0].message().to_owned();
    assert_eq!(told(&[pair(5, "1"), pair(6, "1")]), "`a`: a second pair of attempts at test 2");
    assert_eq!(told(&[pair(5, "18446744073709551615")]), "`a`: there is no test of index 18446744073709551615");
    let text = "{\"attempt_1\": {\"answer\": \"no grid\"}, \"attempt_2\": {\"answer\": [[5]]}}".to_owned();
    assert!(!read(&[text]).unwrap().is_given("a", 0, 0));
}
