//! The stream of tasks: each is a function of the options and its index alone, so that work can be split, resumed and
//! repeated, whatever the number of threads.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::fmt;
use std::sync::Arc;

use arc_dsl::{Grid, Program};
use rayon::prelude::*;

use super::behavior;
use super::concept::Concept;
use super::contamination::Avoided;
use super::draw::{Draft, draw, draw_simplified};
use super::drawn::Drawn;
use super::remix::{self, Pool};
use super::replay::{self, InputsByTask, Replay};
use super::wellposed::Rejection;
use crate::random::Sampler;
use crate::spelling::other_spelling;
use crate::task::Task;

/// How far a task is from the concepts as they are written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Difficulty {
    /// The program and the inputs of one concept.
    Plain,
    /// A changed program, on varied inputs.
    Mutation,
    /// Two programs in one.
    Composition,
    /// A given program on new inputs.
    Replay,
}

impl Difficulty {
    /// From easy to hard.
    pub const ALL: [Difficulty; 4] =
        [Difficulty::Plain, Difficulty::Mutation, Difficulty::Composition, Difficulty::Replay];

    /// The difficulty of a name.
    pub fn from_name(name: &str) -> Option<Difficulty> {
        Difficulty::ALL.into_iter().find(|difficulty| difficulty.name() == name)
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Difficulty::Plain => "plain",
            Difficulty::Mutation => "mutation",
            Difficulty::Composition => "composition",
            Difficulty::Replay => "replay",
        }
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is to be generated.
#[derive(Clone, Debug, Default)]
pub struct GeneratorOptions {
    /// The seed of all random choices.
    pub seed: u64,
    /// The concepts to use; all of them if there are none here.
    pub concepts: Vec<&'static Concept>,
    /// Concepts that are kept apart: no remix has parts of them together with parts of others.
    pub held_out: Vec<&'static Concept>,
    /// The kinds of tasks; one plain to two mutations and two compositions if there are none here, or replays if there are
    /// programs to replay.
    pub difficulties: Vec<Difficulty>,
    /// Pairs that no task may have.
    pub avoided: Arc<Avoided>,
    /// Programs to replay.
    pub replays: Vec<Replay>,
    /// Inputs for them, by the task that they were found on; those of concepts serve, too.
    pub inputs: InputsByTask,
}

/// A task with everything that is known of it.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Its place in the stream.
    pub index: u64,
    /// The task.
    pub task: Task,
    /// The outputs of its tests.
    pub answers: Vec<Arc<Grid>>,
    /// The program that solves it.
    pub program: Program,
    /// The concepts that it was made of, joined by `+`.
    pub concept: String,
    /// How far it is from the concepts as they are written.
    pub difficulty: Difficulty,
    /// Whether its concepts are held out.
    pub is_held_out: bool,
    /// Stable hash of its outputs and of those of its program on a few canonical inputs.
    pub behavior: u64,
    /// Stable hash of the outputs of its program on the canonical inputs.
    pub program_behavior: u64,
}

/// How many drafts became tasks, and why the others did not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Tasks.
    pub accepted: BTreeMap<Difficulty, u64>,
    /// Drafts that did not become tasks.
    pub rejected: BTreeMap<Rejection, u64>,
}

impl Tally {
    /// All drafts.
    pub fn drafts(&self) -> u64 {
        self.accepted.values().chain(self.rejected.values()).sum()
    }

    fn add(&mut self, other: &Tally) {
        for (difficulty, count) in &other.accepted {
            *self.accepted.entry(*difficulty).or_default() += count;
        }
        for (reason, count) in &other.rejected {
            *self.rejected.entry(*reason).or_default() += count;
        }
    }
}

/// An endless iterator over tasks, which works ahead on all threads of the current pool of rayon.
///
/// It leaves out tasks whose behavior was there before, which is the only thing that it remembers.
pub struct Generator {
    options: GeneratorOptions,
    used: Side,
    held_out: Side,
    next: u64,
    ready: VecDeque<(Option<Generated>, Tally)>,
    seen: HashSet<u64>,
    tally: Tally,
}

/// The concepts of one side of the split.
struct Side {
    concepts: Vec<&'static Concept>,
    pool: Pool,
}

impl Side {
    fn new(concepts: Vec<&'static Concept>) -> Side {
        Side { pool: Pool::new(&concepts), concepts }
    }
}

/// Tasks made at a time.
const BATCH: u64 = 128;
/// Drafts of one concept before another one is drawn.
const DRAFTS: usize = 12;
/// Concepts before an index is left empty.
const CONCEPTS: usize = 25;
/// This many empty indices in a row end the stream: nothing can be made of these options.
const MAX_EMPTY: usize = 1024;

impl Generator {
    /// A generator that begins at index 0.
    pub fn new(options: GeneratorOptions) -> Generator {
        let all = if options.concepts.is_empty() { Concept::all().iter().collect() } else { options.concepts.clone() };
        let is_held_out = |concept: &&'static Concept| options.held_out.iter().any(|other| other.name == concept.name);
        let (held_out, used) = all.into_iter().partition(is_held_out);
        Generator {
            used: Side::new(used),
            held_out: Side::new(held_out),
            options,
            next: 0,
            ready: VecDeque::new(),
            seen: HashSet::new(),
            tally: Tally::default(),
        }
    }

    /// The same generator from another index on. What it would have left out as a duplicate of an earlier task is not
    /// left out then.
    pub fn starting_at(mut self, index: u64) -> Generator {
        self.next = index;
        self.ready.clear();
        self
    }

    /// What happened so far to the drafts of the tasks that were handed out.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The task of an index, if one could be made.
    pub fn task(&self, index: u64) -> Option<Generated> {
        self.attempt(index).0
    }

    fn attempt(&self, index: u64) -> (Option<Generated>, Tally) {
        let mut sampler = Sampler::at(self.options.seed, index);
        let mut tally = Tally::default();
        let difficulty = self.difficulty(&mut sampler);
        for _ in 0..CONCEPTS {
            let Some((side, concept)) = self.concept(&mut sampler) else { break };
            for _ in 0..DRAFTS {
                let mut sampler = sampler.fork();
                let made = match difficulty {
                    Difficulty::Plain => plain(concept, &mut sampler),
                    Difficulty::Mutation => mutation(side, concept, &mut sampler),
                    Difficulty::Composition => composition(side, concept, &mut sampler),
                    Difficulty::Replay => self.replay(concept, &mut sampler),
                };
                let made = made.and_then(|made| match self.options.avoided.has_pair_of(&made.drawn) {
                    true => Err(Rejection::Contaminated),
                    false => Ok(made),
                });
                match made {
                    Ok(made) => {
                        tally.accepted.insert(difficulty, 1);
                        let is_held_out = std::ptr::eq(side, &self.held_out) && difficulty != Difficulty::Replay;
                        return (Some(self.finish(index, difficulty, is_held_out, made)), tally);
                    }
                    Err(reason) => *tally.rejected.entry(reason).or_default() += 1,
                }
            }
        }
        (None, tally)
    }

    fn difficulty(&self, sampler: &mut Sampler) -> Difficulty {
        use Difficulty::{Composition, Mutation, Plain, Replay};
        match &self.options.difficulties[..] {
            [] if !self.options.replays.is_empty() => Replay,
            [] => sampler.pick(&[Plain, Mutation, Mutation, Composition, Composition]),
            chosen => sampler.pick(chosen),
        }
    }

    fn concept(&self, sampler: &mut Sampler) -> Option<(&Side, &'static Concept)> {
        let count = self.used.concepts.len() + self.held_out.concepts.len();
        let chosen = sampler.below(count);
        match chosen.checked_sub(self.used.concepts.len()) {
            _ if count == 0 => None,
            None => Some((&self.used, self.used.concepts[chosen])),
            Some(index) => Some((&self.held_out, self.held_out.concepts[index])),
        }
    }

    fn replay(&self, concept: &'static Concept, sampler: &mut Sampler) -> Result<Made, Rejection> {
        let replays = &self.options.replays;
        let replay = replays.get(sampler.below(replays.len())).ok_or(Rejection::NotRemixed)?;
        let inputs = &self.options.inputs;
        let own = replay.task.as_ref().and_then(|task| inputs.get(task).or_else(|| inputs.get(other_spelling(task)?)));
        let inputs = match own {
            Some(inputs) if !inputs.is_empty() && sampler.chance(70) => replay::mutated(inputs.clone()),
            _ => draft(concept, sampler)?.inputs,
        };
        let (drawn, program) = draw_simplified(&Draft { program: replay.program.clone(), inputs }, sampler)?;
        let concept = replay.task.clone().unwrap_or_else(|| "replay".to_owned());
        Ok(Made { drawn, program, concept })
    }

    fn finish(&self, index: u64, difficulty: Difficulty, is_held_out: bool, made: Made) -> Generated {
        let program_behavior = behavior::on_probes(&made.program);
        let behavior = behavior::of_task(&made.drawn, program_behavior);
        let (task, answers) = made.drawn.into_task(format!("{:x}-{index:07}", self.options.seed));
        Generated {
            index,
            task,
            answers,
            program: made.program,
            concept: made.concept,
            difficulty,
            is_held_out,
            behavior,
            program_behavior,
        }
    }
}

impl Iterator for Generator {
    type Item = Generated;

    fn next(&mut self) -> Option<Generated> {
        for _ in 0..MAX_EMPTY {
            if self.ready.is_empty() {
                let batch: Vec<_> =
                    (self.next..self.next + BATCH).into_par_iter().map(|index| self.attempt(index)).collect();
                self.next += BATCH;
                self.ready = batch.into();
            }
            let (generated, tally) = self.ready.pop_front()?;
            self.tally.add(&tally);
            let Some(generated) = generated else { continue };
            if self.seen.insert(generated.behavior) {
                return Some(generated);
            }
            *self.tally.accepted.entry(generated.difficulty).or_default() -= 1;
            *self.tally.rejected.entry(Rejection::Duplicate).or_default() += 1;
        }
        None
    }
}

/// A task that is fit, in the making.
struct Made {
    drawn: Drawn,
    program: Program,
    concept: String,
}

fn draft(concept: &Concept, sampler: &mut Sampler) -> Result<Draft, Rejection> {
    Draft::new((concept.recipe)(sampler)).map_err(|_| Rejection::IllTyped)
}

fn plain(concept: &Concept, sampler: &mut Sampler) -> Result<Made, Rejection> {
    let draft = draft(concept, sampler)?;
    let drawn = draw(&draft, sampler)?;
    Ok(Made { drawn, program: draft.program, concept: concept.name.to_owned() })
}

fn mutation(side: &Side, concept: &Concept, sampler: &mut Sampler) -> Result<Made, Rejection> {
    let original = draft(concept, sampler)?;
    let mut program = remix::mutate(&original.program, &side.pool, sampler).ok_or(Rejection::IllTyped)?;
    if sampler.chance(25) {
        program = remix::mutate(&program, &side.pool, sampler).ok_or(Rejection::IllTyped)?;
    }
    let inputs = match sampler.chance(15) {
        true => draft(side.concepts[sampler.below(side.concepts.len())], sampler)?.inputs,
        false => original.inputs.clone(),
    };
    let inputs = remix::vary(inputs, sampler);
    let (drawn, program) = draw_simplified(&Draft { program, inputs }, sampler)?;
    match program == original.program {
        true => Err(Rejection::NotRemixed),
        false => Ok(Made { drawn, program, concept: concept.name.to_owned() }),
    }
}

fn composition(side: &Side, concept: &Concept, sampler: &mut Sampler) -> Result<Made, Rejection> {
    let other = side.concepts[sampler.below(side.concepts.len())];
    let (first, second) = (draft(concept, sampler)?, draft(other, sampler)?);
    let program = remix::compose(&first.program, &second.program, sampler).ok_or(Rejection::IllTyped)?;
    let inputs = remix::vary(first.inputs.clone(), sampler);
    let (drawn, program) = draw_simplified(&Draft { program, inputs }, sampler)?;
    // What costs no more than one of the two has lost the other.
    match program.cost() <= first.program.cost().max(second.program.cost()) {
        true => Err(Rejection::NotRemixed),
        false => Ok(Made { drawn, program, concept: format!("{}+{}", concept.name, other.name) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> GeneratorOptions {
        GeneratorOptions { seed: 5, ..GeneratorOptions::default() }
    }

    fn shown(generated: &Generated) -> String {
        let answers: Vec<_> = generated.answers.iter().cloned().map(Some).collect();
        format!("{} {} {}", generated.task.id, generated.program, generated.task.to_json(&answers))
    }

    #[test]
    fn a_task_is_a_function_of_its_index() {
        let generator = Generator::new(options());
        let tasks: Vec<Generated> = Generator::new(options()).take(40).collect();
        for task in &tasks {
            assert_eq!(generator.task(task.index).map(|again| shown(&again)), Some(shown(task)));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let alone: Vec<Generated> = pool.install(|| Generator::new(options()).take(40).collect());
        assert!(tasks.iter().zip(&alone).all(|(one, other)| shown(one) == shown(other)));
        let later = Generator::new(options()).starting_at(tasks[20].index).next().unwrap();
        assert_eq!(shown(&later), shown(&tasks[20]));
    }

    #[test]
    fn programs_replay_on_the_reference_evaluator() {
        for generated in Generator::new(options()).take(300) {
            let tests = generated.task.tests.iter().zip(&generated.answers);
            let train = generated.task.train.iter().map(|pair| (&pair.input, &pair.output));
            for (input, output) in train.chain(tests) {
                let replayed = Program::parse(&generated.program.to_string()).unwrap().run_reference(input).unwrap();
                assert!(replayed.same_cells(output), "{} of {}", generated.program, generated.concept);
            }
        }
    }

    #[test]
    fn held_out_concepts_stay_apart() {
        let held_out: Vec<&'static Concept> = Concept::all().iter().step_by(3).collect();
        let names: Vec<&str> = held_out.iter().map(|concept| concept.name).collect();
        let mut both = [0, 0];
        for generated in Generator::new(GeneratorOptions { held_out, ..options() }).take(200) {
            let is_held_out = |name: &str| names.contains(&name);
            assert!(generated.concept.split('+').all(|name| is_held_out(name) == generated.is_held_out));
            both[usize::from(generated.is_held_out)] += 1;
        }
        assert!(both.iter().all(|&count| count > 20), "{both:?}");
    }

    #[test]
    fn avoided_pairs_do_not_come_again() {
        let plain = GeneratorOptions { difficulties: vec![Difficulty::Plain], ..options() };
        let before: Vec<Generated> = Generator::new(plain.clone()).take(10).collect();
        let tasks: Vec<String> = before.iter().map(|generated| generated.task.to_json(&[])).collect();
        let mut avoided = Avoided::default();
        for text in &tasks {
            avoided.add(&crate::Dataset::parse("task.json", text).unwrap());
        }
        let mut generator = Generator::new(GeneratorOptions { avoided: Arc::new(avoided), ..plain });
        let after: Vec<Generated> = generator.by_ref().take(10).collect();
        assert!(before.iter().zip(&after).all(|(one, other)| one.task.train != other.task.train));
        assert!(generator.tally().rejected[&Rejection::Contaminated] >= 10);
    }

    #[test]
    fn programs_can_be_replayed() {
        let (replays, _) = Replay::read("fill_enclosed(input)\nx: cell_gravity(input, down)\n");
        let tasks: Vec<Generated> = Generator::new(GeneratorOptions { replays, ..options() }).take(20).collect();
        assert_eq!(tasks.len(), 20);
        assert!(tasks.iter().all(|generated| generated.difficulty == Difficulty::Replay));
        let wordless = GeneratorOptions { difficulties: vec![Difficulty::Replay], ..options() };
        assert!(Generator::new(wordless).next().is_none());
    }
}
