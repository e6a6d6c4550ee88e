//! Submissions as they are read, in any of the forms in use, told apart by shape:
//!
//! - the form of competitions, `{id: [{"attempt_1": grid, "attempt_2": grid}, ...]}`
//! - what a benchmark keeps: a folder with a file `id.json` for each task, `[{"attempt_1": {"answer": grid, ...}, ...}]`
//! - our own results: a folder of records (`arc.task`), or the report of a run (`arc.run`)
//!
//! An attempt that is missing, `null` or empty leaves the others alone: it counts as wrong, and the submission is not valid.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arc_dsl::Grid;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::files::doors;
use crate::files::entries::{Entries, Opening, opening};
use crate::files::grid_json::GridJson;
use crate::files::located::{LoadError, Source};
use crate::files::submission::{Mismatch, Submission};

impl Submission {
    /// Reads a file or folder. All its errors are listed.
    pub fn read(path: &Path) -> Result<Submission, Vec<LoadError>> {
        let name = path.display().to_string();
        if !path.is_dir() {
            let text = doors::read(path).map_err(|error| vec![error])?;
            return Reader::read(&name, &text, &doors::stem(path));
        }
        let (files, mut problems) = doors::json_files(path);
        let mut whole = Submission::default();
        for file in &files {
            let name = file.display().to_string();
            let part = doors::read(file).map_err(|error| vec![error]);
            match part.and_then(|text| Reader::read(&name, &text, &doors::stem(file))) {
                Ok(part) => {
                    let conflicts = whole.merge(part);
                    let conflict = |id: String| LoadError::whole_file(&name, "other answers than elsewhere").about(&id);
                    problems.extend(conflicts.into_iter().map(conflict));
                }
                Err(errors) => problems.extend(errors),
            }
        }
        if files.is_empty() {
            problems.push(LoadError::whole_file(&name, "no *.json file in this folder"));
        }
        whole.add_flaws([not_of_a_competition(LoadError::whole_file(&name, ""))]);
        if problems.is_empty() { Ok(whole) } else { Err(problems) }
    }

    /// Reads a submission from a reader, to its end; see [`Submission::parse`].
    pub fn from_reader(name: &str, reader: impl Read) -> Result<Submission, Vec<LoadError>> {
        Submission::parse(name, &doors::read_all(name, reader).map_err(|error| vec![error])?)
    }

    /// Reads a submission from a text that errors call `name`. All its errors are listed.
    pub fn parse(name: &str, text: &str) -> Result<Submission, Vec<LoadError>> {
        Reader::read(name, text, &doors::stem(Path::new(name)))
    }
}

/// Reads one text.
struct Reader<'a> {
    source: Source<'a>,
    submission: Submission,
    flaws: Vec<Mismatch>,
    problems: Vec<LoadError>,
}

/// Two attempts, as far as they are there.
type Pair = [Option<Arc<Grid>>; 2];

/// More tests than any task has: what says that it belongs beyond is wrong.
const MOST_TESTS: usize = 1000;

/// The names of the attempts.
const NAMES: [&str; 2] = ["attempt_1", "attempt_2"];

impl<'a> Reader<'a> {
    /// `stem` is the id of the task if the text is about a single one.
    fn read(name: &str, text: &str, stem: &str) -> Result<Submission, Vec<LoadError>> {
        let source = Source::new(name, text);
        let mut reader = Reader { source, submission: Submission::default(), flaws: vec![], problems: vec![] };
        let text = reader.source.text();
        let result = reader.read_text(text, stem);
        reader.problems.extend(result.err());
        reader.submission.add_flaws(reader.flaws);
        if reader.problems.is_empty() { Ok(reader.submission) } else { Err(reader.problems) }
    }

    fn read_text(&mut self, text: &'a str, stem: &str) -> Result<(), LoadError> {
        if text.trim_start().starts_with("output_id") {
            let message = "the table of 2020 (CSV of output_id,output), which is not read; write the attempts as JSON";
            return Err(self.source.error_at(text, message));
        }
        if let Opening::List(_) = opening(text) {
            self.flaws.push(not_of_a_competition(self.source.error_at(text, "")));
            self.add(stem, text);
            return Ok(());
        }
        let Entries(entries) = self.source.parse(text)?;
        let schema = entries.iter().find(|(key, _)| key == "schema").map(|(_, raw)| raw.get());
        match schema {
            Some(schema) if schema.starts_with("\"arc.task/") => {
                self.flaws.push(not_of_a_competition(self.source.error_at(text, "")));
                self.add_record(text)
            }
            Some(schema) if schema.starts_with("\"arc.run/") => {
                self.flaws.push(not_of_a_competition(self.source.error_at(text, "")));
                let tasks = entries.iter().find(|(key, _)| key == "tasks").map(|(_, raw)| raw.get());
                let tasks = tasks.ok_or_else(|| self.source.error_at(text, "missing field `tasks`"))?;
                let records: Vec<&RawValue> = self.source.parse(tasks)?;
                records.into_iter().try_for_each(|record| self.add_record(record.get()))
            }
            // What a benchmark says of its folder, in the same folder.
            _ if entries.iter().any(|(key, _)| key == "task_results") => {
                self.flaws.push(not_of_a_competition(self.source.error_at(text, "")));
                Ok(())
            }
            _ => {
                for (id, raw) in &entries {
                    self.add(id, raw.get());
                }
                Ok(())
            }
        }
    }

    /// Takes in the attempts at a task, a list of pairs.
    fn add(&mut self, id: &str, text: &'a str) {
        let pairs = match self.source.parse::<Option<Vec<&RawValue>>>(text) {
            _ if self.submission.has(id) => Err(self.source.error_at(text, "a second entry of this name")),
            Ok(None) => {
                self.flaws.push(Mismatch::Attempt(self.source.error_at(text, "no attempts").about(id)));
                Ok(vec![])
            }
            Ok(Some(pairs)) => Ok(pairs),
            Err(error) => Err(error),
        };
        match pairs.and_then(|pairs| self.in_order(id, &pairs)) {
            Ok(pairs) => self.submission.set_given(id, pairs),
            Err(error) => self.problems.push(error.about(id)),
        }
    }

    /// The pairs in the order of the tests, which is that of the list unless they say where they belong.
    fn in_order(&mut self, id: &str, texts: &[&'a RawValue]) -> Result<Vec<Pair>, LoadError> {
        let mut pairs: Vec<Option<Pair>> = vec![None; texts.len()];
        for (position, raw) in texts.iter().enumerate() {
            let (test, pair) = self.pair(id, position, raw.get())?;
            pairs.resize(pairs.len().max(test + 1), None);
            if pairs[test].replace(pair).is_some() {
                return Err(self.source.error_at(raw.get(), format!("a second pair of attempts at test {}", test + 1)));
            }
        }
        // Where a pair went to another place, it left none behind at the end.
        while pairs.len() > 1 && pairs.last().is_some_and(Option::is_none) {
            pairs.pop();
        }
        Ok(pairs.into_iter().map(|pair| pair.unwrap_or([None, None])).collect())
    }

    /// The attempts at a test, with its place.
    fn pair(&mut self, id: &str, position: usize, text: &'a str) -> Result<(usize, Pair), LoadError> {
        let entries = match opening(text) {
            Opening::List(_) => {
                return Err(self
                    .source
                    .error_at(text, "attempts without names, where {\"attempt_1\": grid, ...} is wanted"));
            }
            _ => self.source.parse::<Option<Entries<'a>>>(text)?.map_or(vec![], |Entries(entries)| entries),
        };
        let is_attempt = |key: &str| key.to_ascii_lowercase().starts_with("attempt");
        if !entries.is_empty() && !entries.iter().any(|(key, _)| is_attempt(key)) {
            return Err(self.source.error_at(text, "no attempts {\"attempt_1\": grid, \"attempt_2\": grid}"));
        }
        let test = entries.iter().find_map(|(_, raw)| self.told_place(raw.get())).unwrap_or(position);
        if test >= MOST_TESTS {
            return Err(self.source.error_at(text, format!("there is no test of index {test}")));
        }
        let mut pair = [None, None];
        for (key, raw) in &entries {
            let message = match NAMES.iter().position(|name| name == key) {
                Some(place) if entries.iter().filter(|(other, _)| other == key).count() > 1 => {
                    return Err(self.source.error_at(raw.get(), format!("a second `{}`", NAMES[place])));
                }
                Some(place) => {
                    pair[place] = self.attempt(raw.get())?;
                    continue;
                }
                None if key.starts_with("attempt") => format!("`{key}` is one attempt too many and does not count"),
                None => format!("`{key}` is no attempt"),
            };
            self.flaws.push(Mismatch::Attempt(self.source.error_at(raw.get(), message).about(id)));
        }
        for (name, _) in NAMES.iter().zip(&pair).filter(|(_, attempt)| attempt.is_none()) {
            let place = entries.iter().find(|(key, _)| key == name).map_or(text, |(_, raw)| raw.get());
            let message = format!("no `{name}` at test {}; it counts as wrong", test + 1);
            self.flaws.push(Mismatch::Attempt(self.source.error_at(place, message).about(id)));
        }
        Ok((test, pair))
    }

    /// The test that an attempt says it is made at. Benchmarks leave out pairs that failed, so the list alone does not tell.
    fn told_place(&self, text: &'a str) -> Option<usize> {
        let Opening::Object = opening(text) else { return None };
        let entries: Entries<'_> = self.source.parse(text).ok()?;
        let metadata: Entries<'_> = self.source.parse(entries.get("metadata")?).ok()?;
        self.source.parse(metadata.get("pair_index")?).ok()
    }

    /// The grid of an attempt, which may be the `answer` of an object; none if it is empty.
    fn attempt(&self, text: &'a str) -> Result<Option<Arc<Grid>>, LoadError> {
        if let Opening::Object = opening(text) {
            let entries: Entries<'a> = self.source.parse(text)?;
            // What could not be read as a grid is kept there as a text.
            let answer = entries.get("answer").filter(|answer| !answer.starts_with('"'));
            return answer.map_or(Ok(None), |answer| self.grid(answer));
        }
        self.grid(text)
    }

    fn grid(&self, text: &'a str) -> Result<Option<Arc<Grid>>, LoadError> {
        let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).take(5);
        match &letters.collect::<Vec<u8>>()[..] {
            b"null" | b"[]" | b"[[]]" => Ok(None),
            _ => self.source.parse::<GridJson>(text).map(|grid| Some(grid.0)),
        }
    }

    /// Takes in a record of our own.
    fn add_record(&mut self, text: &'a str) -> Result<(), LoadError> {
        let Record { id, attempts } = self.source.parse(text)?;
        if self.submission.has(&id) {
            return Err(self.source.error_at(text, "a second record of this task").about(&id));
        }
        let pairs = attempts.into_iter().map(|pair| pair.map(|attempt| Some(attempt.grid.0)));
        self.submission.set_given(&id, pairs.collect());
        Ok(())
    }
}

/// What is read of an `arc.task`.
#[derive(Deserialize)]
#[serde(expecting = "a record of a task")]
struct Record {
    id: String,
    attempts: Vec<[RecordedAttempt; 2]>,
}

#[derive(Deserialize)]
#[serde(expecting = "a recorded attempt")]
struct RecordedAttempt {
    grid: GridJson,
}

/// A remark at a place: competitions take another form.
fn not_of_a_competition(place: LoadError) -> Mismatch {
    Mismatch::Form(place.with_remark("not the form that competitions take; `arc merge OUT` with it writes that"))
}
