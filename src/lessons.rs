//! Lessons for the guide: tasks with the primitives of the programs that a search has found, kept in a file line by line, so
//! that a long collection can be stopped at any moment and goes on later.
//!
//! Given tasks are few, so programs that were found on them make more tasks of their kind: each is run on new inputs
//! (CodeIt, Butt et al. 2024), and the search is asked for the cheapest program that does the same.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use arc_dsl::{Color, PrimitiveId, Program};
use data::{
    Augmentation, Budget, Generated, Generator, GeneratorOptions, Pair, Replay, Sampler, Task, inputs_by_task,
    stable_hash,
};
use inducer::{Found, Guidance, Request};
use serde::{Deserialize, Serialize};
use transducer::with_tests_as_pairs;

use crate::exit::{bad_data, no_input};
use crate::given::Given;

/// Bytes of one search.
const MEMORY: u64 = 1 << 30;
/// Ticks of the search in which values are sighted.
const SIGHTING_TICKS: u64 = 10_000_000;
/// Given tasks, in percent, that are not learned from but only tell how well others were learned.
const HELD_OUT: u64 = 10;
/// Bits of description length that halve the say of a program beside a cheaper one.
const BITS_PER_HALVING: f32 = 2.0;
/// Name of the programs to replay among the hashes.
const REPLAYS: &str = "replays";
/// Sets the choice between generated and given tasks apart from other choices of the same seed and index.
const CHOICE: u64 = 0x6775_6964;

/// What the lessons of a file have in common.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct Terms {
    /// Version of the file.
    pub schema: String,
    /// Seed of all choices.
    pub seed: u64,
    /// Ticks of each search.
    pub ticks: u64,
    /// How many of a hundred tasks are given ones.
    pub share: usize,
    /// The hash of each set of given tasks, and that of the programs to replay.
    pub data: BTreeMap<String, String>,
}

/// What a search has found for a task of the stream.
#[derive(Clone, Serialize, Deserialize, Debug)]
pub struct Record {
    /// Its place in the stream.
    index: u64,
    /// Whether the search has found programs; otherwise, what is known was known beforehand.
    pub is_found: bool,
    /// Names of primitives with the share of the programs that use them.
    uses: BTreeMap<String, f32>,
}

/// An endless stream of tasks: generated ones and given ones, turned and recolored at random. With programs to replay, every
/// second task is one that such a program defines.
pub struct Stream {
    generator: Generator,
    replayer: Option<Generator>,
    /// Given tasks, each with a program for it that is known beforehand, if there is one.
    given: Vec<(Task, Option<Program>)>,
    terms: Terms,
}

/// A task of the stream.
struct Posed {
    task: Task,
    /// A program for it, if one is known beforehand.
    known: Option<Program>,
    /// How it is to be turned and recolored.
    augmentation: Option<Augmentation>,
    is_held_out: bool,
}

impl Posed {
    fn augmented(&self) -> Task {
        self.augmentation.as_ref().map_or_else(|| self.task.clone(), |augmentation| augmentation.task(&self.task))
    }
}

impl Stream {
    /// The stream under some terms, with programs that are replayed unless they were found on a task that is held out.
    pub fn new(mut terms: Terms, given: &Given, mut replays: Vec<Replay>) -> Stream {
        let options =
            GeneratorOptions { seed: terms.seed, avoided: given.avoided.clone(), ..GeneratorOptions::default() };
        let tasks = given.tasks.iter().map(|task| (task.clone(), known(task, &replays))).collect();
        replays.retain(|replay| !replay.task.as_deref().is_some_and(is_held_out));
        let replayer = (!replays.is_empty()).then(|| {
            let lines = replays
                .iter()
                .map(|Replay { task, program }| format!("{}: {program}\n", task.as_deref().unwrap_or("")));
            let hash = stable_hash(lines.collect::<String>().as_bytes());
            terms.data.insert(REPLAYS.to_owned(), format!("{hash:016x}"));
            Generator::new(GeneratorOptions { replays, inputs: inputs_by_task(&given.tasks), ..options.clone() })
        });
        Stream { generator: Generator::new(options), replayer, given: tasks, terms }
    }

    /// What it is made of.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    fn task(&self, index: u64) -> Option<Posed> {
        let made = |generated: Generated| Posed {
            task: with_tests_as_pairs(&generated.task, &generated.answers),
            known: Some(generated.program),
            augmentation: None,
            is_held_out: false,
        };
        let index = match &self.replayer {
            Some(replayer) if index % 2 == 1 => return replayer.task(index / 2).map(made),
            Some(_) => index / 2,
            None => index,
        };
        let mut sampler = Sampler::at(self.terms.seed ^ CHOICE, index);
        if self.given.is_empty() || !sampler.chance(self.terms.share) {
            return self.generator.task(index).map(made);
        }
        let (given, known) = &self.given[sampler.below(self.given.len())];
        let mut colors = Color::ALL;
        // Black stays, as background to many primitives.
        sampler.shuffle(&mut colors[1..]);
        let augmentation = Augmentation::new(sampler.transform(), colors).expect("a permutation of the colors");
        let is_held_out = is_held_out(&given.id);
        Some(Posed { task: given.clone(), known: known.clone(), augmentation: Some(augmentation), is_held_out })
    }

    /// What a search finds for the task of an index, if there is one.
    pub fn record(&self, index: u64) -> Option<Record> {
        let posed = self.task(index)?;
        let guidance = Guidance::default();
        let request = Request::new(Budget::new(self.terms.ticks, MEMORY), &guidance);
        let found = inducer::induce(&posed.augmented(), &request);
        let is_found = !found.fits.is_empty();
        let known = posed.known.filter(|_| !is_found).map(|program| program.body().primitives()).unwrap_or_default();
        let mut uses: BTreeMap<String, f32> =
            known.iter().map(|primitive| (primitive.get().name.to_owned(), 1.0)).collect();
        for (name, share) in shares(&found.fits) {
            uses.insert(name.to_owned(), share);
        }
        Some(Record { index, is_found, uses })
    }

    /// The lesson of a record; `None` if nothing is known of its task's programs.
    pub fn lesson(&self, record: &Record) -> Option<transducer::TrainingExample> {
        let posed = self.task(record.index)?;
        let uses: Vec<_> =
            record.uses.iter().filter_map(|(name, share)| Some((PrimitiveId::find(name)?, *share))).collect();
        let lesson =
            |uses| transducer::TrainingExample { task: posed.augmented(), uses, is_held_out: posed.is_held_out };
        (!uses.is_empty()).then(|| lesson(uses))
    }

    /// Steps of the program that is known beforehand for the task of an index, if there is one, and values that a search
    /// comes upon beside them.
    pub fn sightings(&self, index: u64) -> Vec<transducer::ValueExample> {
        let Some(Posed { task, known: Some(program), is_held_out, .. }) = self.task(index) else { return Vec::new() };
        let seen = inducer::labeled_values(&task, &program, SIGHTING_TICKS);
        let plain = |inducer::LabeledValue { features, is_step, weight }| transducer::ValueExample {
            features,
            is_step,
            weight,
            is_held_out,
        };
        seen.into_iter().map(plain).collect()
    }
}

/// Whether a given task is held out.
fn is_held_out(id: &str) -> bool {
    stable_hash(id.as_bytes()) % 100 < HELD_OUT
}

/// The first program that is right on all pairs of a task among those that were found on it.
fn known(task: &Task, replays: &[Replay]) -> Option<Program> {
    let is_right = |replay: &&Replay| {
        let made = |pair: &Pair| replay.program.run(&pair.input).is_ok_and(|made| made.same_cells(&pair.output));
        replay.task.as_ref() == Some(&task.id) && task.train.iter().all(made)
    };
    replays.iter().find(is_right).map(|replay| replay.program.clone())
}

/// The primitives of programs, each with the share of the programs that use it, where cheap ones have more say.
fn shares(fits: &[Found]) -> BTreeMap<&'static str, f32> {
    let Some(cheapest) = fits.first() else { return BTreeMap::new() };
    let weight = |found: &Found| (-((found.cost - cheapest.cost) as f32) / BITS_PER_HALVING).exp2();
    let all: f32 = fits.iter().map(weight).sum();
    let mut shares = BTreeMap::new();
    for found in fits {
        for primitive in found.expression.primitives() {
            *shares.entry(primitive.get().name).or_default() += weight(found) / all;
        }
    }
    shares
}

/// A file of records.
pub struct Lessons {
    path: PathBuf,
    /// Those that are known, by their places in the stream.
    pub records: BTreeMap<u64, Record>,
}

impl Lessons {
    /// Opens a file of records under some terms, which is begun if it is not there. A last line that was cut short by the
    /// end of its process does not count.
    ///
    /// # Errors
    /// If it cannot be read or written, or holds something else.
    pub fn open(path: &Path, terms: &Terms) -> Result<Lessons> {
        let mut lessons = Lessons { path: path.to_owned(), records: BTreeMap::new() };
        if !path.exists() {
            lessons.append(&[serde_json::to_string(terms)?])?;
            return Ok(lessons);
        }
        let text = std::fs::read_to_string(path).map_err(|error| no_input(format!("{}: {error}", path.display())))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let mut lines = whole.lines().enumerate();
        let known: Option<Terms> = lines.next().and_then(|(_, line)| serde_json::from_str(line).ok());
        if known.as_ref() != Some(terms) {
            let problem = if known.is_some() {
                "its lessons were collected with other options or tasks"
            } else {
                "this is no file of lessons"
            };
            return Err(bad_data(format!("{}: {problem}", path.display())));
        }
        for (number, line) in lines {
            let record: Record = serde_json::from_str(line)
                .map_err(|error| bad_data(format!("{}:{}: {error}", path.display(), number + 1)))?;
            lessons.records.insert(record.index, record);
        }
        if whole.len() < text.len() {
            crate::run::store::write(path, whole.as_bytes())?;
        }
        Ok(lessons)
    }

    /// Adds records.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, records: Vec<Record>) -> Result<()> {
        self.append(&records.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?)?;
        self.records.extend(records.into_iter().map(|record| (record.index, record)));
        Ok(())
    }

    fn append(&self, lines: &[String]) -> Result<()> {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let file = OpenOptions::new().create(true).append(true).open(&self.path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_programs_that_are_right_on_their_task_are_known_beforehand() {
        let task = data::Dataset::built_in().tasks.into_iter().find(|task| task.id == "rotate_clockwise").unwrap();
        let known = |text: &str| known(&task, &Replay::read(text).0).map(|program| program.to_string());
        let wrong = "rotate_clockwise: trim(input)\n";
        let of_another = "gravity_down: transform(input, rotate90)\n";
        let right = "rotate_clockwise: transform(input, rotate90)\n";
        assert_eq!(known(&[wrong, of_another].concat()), None);
        assert_eq!(known(&[wrong, of_another, right].concat()).as_deref(), Some("transform(input, rotate90)"));
    }
}
