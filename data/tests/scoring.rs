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
    assert_eq!(errors, ["s:1:27: `a`: missing field `attempt_2`", "s:2:53: `b`: a row of 1 cells after rows of 2"]);
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
