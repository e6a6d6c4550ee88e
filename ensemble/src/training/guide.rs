//! What a guide sees of tasks, and which programs are replayed for it.

use std::collections::BTreeMap;

use arc_dsl::{Program, Type};
use data::{Generator, GeneratorOptions, Pair, Replay};

/// Properties of each type that a guide sees.
const PROPERTIES: [(Type, usize); 4] = [(Type::Int, 220), (Type::Bool, 160), (Type::Color, 40), (Type::Size, 20)];
/// Ticks to find them, number of grids they are compared on, and cells of the largest of these.
const PROPERTY_TICKS: u64 = 150_000_000;
const PROPERTY_GRIDS: usize = 15;
const MAX_CELLS: usize = 200;
/// Most programs of one task that are replayed.
const REPLAYS_PER_TASK: usize = 4;

/// What a guide sees of tasks: the cheapest properties that tell generated grids apart.
pub fn choose_properties(seed: u64) -> Vec<Program> {
    let generator = Generator::new(GeneratorOptions { seed, ..GeneratorOptions::default() });
    let pairs = generator.map(|generated| generated.task.train[0].clone());
    let small = pairs.filter(|pair| pair.input.area().max(pair.output.area()) <= MAX_CELLS);
    let side = |(place, pair): (usize, Pair)| if place % 2 == 0 { pair.input } else { pair.output };
    let grids: Vec<_> = small.take(PROPERTY_GRIDS).enumerate().map(side).collect();
    let found = inducer::task_properties(&grids, &PROPERTIES, PROPERTY_TICKS);
    found.into_iter().map(|expression| Program::new(expression).expect("the search gives typed expressions")).collect()
}

/// The first few programs of each task, which are the best ones, and all of no known task.
pub fn first_of_each_task(mut replays: Vec<Replay>) -> Vec<Replay> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    replays.retain(|replay| {
        let Some(task) = &replay.task else { return true };
        let count = counts.entry(task.clone()).or_default();
        *count += 1;
        *count <= REPLAYS_PER_TASK
    });
    replays
}
