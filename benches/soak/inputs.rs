//! What a round is run on: generated and given tasks, and tasks of odd shapes that no program explains.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_dsl::{Color, Grid};
use data::{Dataset, Generator, GeneratorOptions, Pair, Sampler, Task};

/// The largest side of a grid.
const MAX_SIDE: usize = 128;

/// A kind of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// Tasks with known programs.
    Generated,
    /// Tasks of a given folder.
    Given,
    /// Random cells of all colors, up to the largest size.
    Noise,
    /// One row of up to 128 cells.
    Strip,
    /// Two colors in turn.
    Checkerboard,
    /// Grids of one cell.
    Cell,
    /// Many pairs.
    ManyPairs,
}

impl Input {
    /// Draws a kind; given tasks only if there are some.
    pub fn draw(sampler: &mut Sampler, has_given: bool) -> Input {
        let usual = if has_given { Input::Given } else { Input::Generated };
        let odd = [Input::Noise, Input::Strip, Input::Checkerboard, Input::Cell, Input::ManyPairs];
        if sampler.chance(60) { sampler.pick(&[Input::Generated, usual]) } else { sampler.pick(&odd) }
    }

    /// Its name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Input::Generated => "generated",
            Input::Given => "given",
            Input::Noise => "noise",
            Input::Strip => "strip",
            Input::Checkerboard => "checkerboard",
            Input::Cell => "one cell",
            Input::ManyPairs => "many pairs",
        }
    }

    /// Draws tasks of the kind.
    pub fn tasks(self, sampler: &mut Sampler, given: &[Task]) -> Vec<Task> {
        let count = sampler.int(1..=8);
        match self {
            Input::Generated => {
                let generator =
                    Generator::new(GeneratorOptions { seed: sampler.number(), ..GeneratorOptions::default() });
                (0..).filter_map(|index| generator.task(index)).take(count).map(|generated| generated.task).collect()
            }
            Input::Given => (0..count).map(|_| given[sampler.below(given.len())].clone()).collect(),
            Input::Noise => {
                odd(sampler, 1..=10, |sampler| [sampler.int(1..=MAX_SIDE), sampler.int(1..=MAX_SIDE)], noise)
            }
            Input::Strip => odd(sampler, 1..=10, |sampler| [1, sampler.int(30..=MAX_SIDE)], noise),
            Input::Checkerboard => odd(
                sampler,
                1..=5,
                |sampler| [sampler.int(2..=MAX_SIDE), sampler.int(2..=MAX_SIDE)],
                |_, row, column| Color::ALL[(row + column) % 2],
            ),
            Input::Cell => odd(sampler, 1..=10, |_| [1, 1], noise),
            Input::ManyPairs => odd(sampler, 20..=200, |sampler| [sampler.int(2..=12), sampler.int(2..=12)], noise),
        }
    }
}

fn noise(sampler: &mut Sampler, _: usize, _: usize) -> Color {
    Color::ALL[sampler.below(10)]
}

/// One or two tasks whose outputs have nothing to do with their inputs.
fn odd(
    sampler: &mut Sampler,
    pairs: RangeInclusive<usize>,
    size: impl Fn(&mut Sampler) -> [usize; 2],
    cell: impl Fn(&mut Sampler, usize, usize) -> Color,
) -> Vec<Task> {
    let count = sampler.int(1..=2);
    let mut tasks = Vec::new();
    for index in 0..count {
        let ([height, width], pairs) = (size(sampler), sampler.int(pairs.clone()));
        let mut grid = || {
            let grid = Grid::from_fn(height, width, |row, column| cell(sampler, row, column));
            Arc::new(grid.expect("sizes are within limits"))
        };
        let train = (0..pairs).map(|_| Pair { input: grid(), output: grid() }).collect();
        tasks.push(Task { id: format!("odd_{index}"), train, tests: vec![grid()] });
    }
    tasks
}

/// The tasks of some folders or files.
pub fn given(paths: &[PathBuf]) -> Vec<Task> {
    let load = |path: &PathBuf| Dataset::load(path).unwrap_or_else(|error| panic!("{error}")).tasks;
    paths.iter().flat_map(load).collect()
}

/// Writes tasks as files of a folder; those of equal names count once.
pub fn write(tasks: &[Task], folder: &Path) {
    fs::create_dir_all(folder).expect("a folder can be made");
    for task in tasks {
        fs::write(folder.join(format!("{}.json", task.id)), task.to_json(&[])).expect("a task can be written");
    }
}
