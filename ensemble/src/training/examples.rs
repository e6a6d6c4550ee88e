//! Examples for the guide: tasks with the primitives of the programs that a search has found.
//!
//! Given tasks are few, so programs that were found on them make more tasks of their kind: each is run on new inputs
//! (CodeIt, Butt et al. 2024), and the search is asked for the cheapest program that does the same.

use std::collections::BTreeMap;

use arc_dsl::{Color, PrimitiveId, Program};
use data::{
    Augmentation, Budget, Generated, Generator, GeneratorOptions, Pair, Replay, Task, inputs_by_task, percentile,
    stable_hash,
};
use inducer::{Found, Guidance, Request};
use serde::{Deserialize, Serialize};
use transducer::with_tests_as_pairs;

use crate::training::given::GivenTasks;
use crate::training::limits::{HELD_OUT, MEMORY};
use crate::training::mixture::{Mixed, Mixture};

/// Ticks of the search in which values are seen beside the steps of a program.
const VALUE_TICKS: u64 = 10_000_000;
/// Bits of description length that halve the weight of a program beside a cheaper one.
const BITS_PER_HALF_WEIGHT: f32 = 2.0;
/// Name of the programs to replay among the hashes.
const REPLAYS: &str = "replays";
/// Sets the choice between generated and given tasks apart from other choices of the same seed and index.
const CHOICE: u64 = 0x6775_6964;

/// What a collection of examples is made by.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct ExampleTerms {
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
pub struct ExampleRecord {
    /// Its place in the stream.
    pub index: u64,
    /// Whether the search has found programs; otherwise, what is known was known beforehand.
    pub is_found: bool,
    /// Names of primitives with the share of the programs that use them.
    uses: BTreeMap<String, f32>,
}

/// An endless stream of tasks: generated ones and given ones, turned and recolored at random. With programs to replay, every
/// second task is one that such a program defines.
pub struct ExampleStream {
    /// Given tasks come with a program for them that is known beforehand, if there is one.
    mixture: Mixture<(Task, Option<Program>)>,
    replayer: Option<Generator>,
    terms: ExampleTerms,
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

impl ExampleStream {
    /// The stream under some terms, with programs that are replayed unless they were found on a task that is held out.
    pub fn new(mut terms: ExampleTerms, given: &GivenTasks, mut replays: Vec<Replay>) -> ExampleStream {
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
        let mixture = Mixture::new(options, CHOICE, tasks, terms.share);
        ExampleStream { mixture, replayer, terms }
    }

    /// What it is made of.
    pub fn terms(&self) -> &ExampleTerms {
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
        let (given, known, mut sampler) = match self.mixture.task(index)? {
            Mixed::Generated(generated) => return Some(made(generated)),
            Mixed::Given((given, known), sampler) => (given, known, sampler),
        };
        let mut colors = Color::ALL;
        // Black stays, as background to many primitives.
        sampler.shuffle(&mut colors[1..]);
        let augmentation = Augmentation::new(sampler.transform(), colors).expect("a permutation of the colors");
        let is_held_out = is_held_out(&given.id);
        Some(Posed { task: given.clone(), known: known.clone(), augmentation: Some(augmentation), is_held_out })
    }

    /// What a search finds for the task of an index, if there is one.
    pub fn record(&self, index: u64) -> Option<ExampleRecord> {
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
        Some(ExampleRecord { index, is_found, uses })
    }

    /// The example of a record; `None` if nothing is known of its task's programs.
    pub fn example(&self, record: &ExampleRecord) -> Option<transducer::TrainingExample> {
        let posed = self.task(record.index)?;
        let uses: Vec<_> =
            record.uses.iter().filter_map(|(name, share)| Some((PrimitiveId::find(name)?, *share))).collect();
        let example =
            |uses| transducer::TrainingExample { task: posed.augmented(), uses, is_held_out: posed.is_held_out };
        (!uses.is_empty()).then(|| example(uses))
    }

    /// Steps of the program that is known beforehand for the task of an index, if there is one, and values that a search
    /// comes upon beside them.
    pub fn value_examples(&self, index: u64) -> Vec<transducer::ValueExample> {
        let Some(Posed { task, known: Some(program), is_held_out, .. }) = self.task(index) else { return Vec::new() };
        let seen = inducer::labeled_values(&task, &program, VALUE_TICKS);
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
    percentile(id) < HELD_OUT
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
    let weight = |found: &Found| (-((found.cost - cheapest.cost) as f32) / BITS_PER_HALF_WEIGHT).exp2();
    let all: f32 = fits.iter().map(weight).sum();
    let mut shares = BTreeMap::new();
    for found in fits {
        for primitive in found.expression.primitives() {
            *shares.entry(primitive.get().name).or_default() += weight(found) / all;
        }
    }
    shares
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
