//! How close one set of tasks is to another: distributions of what can be measured without understanding them.

use std::fmt;
use std::sync::Arc;

use arc_dsl::{BackgroundRule, Grid, Grouping, Segmentation};

use crate::files::Dataset;
use crate::task::Task;

/// Names of what is measured, those of pairs in the order of [`measures`].
const NAMES: [&str; 10] = [
    "input longer side",
    "input shorter side",
    "output longer side",
    "input colors",
    "output colors",
    "input objects",
    "size kept",
    "cells changed",
    "training pairs",
    "inputs of one size",
];

/// How many of the measures are of a pair; the others are of a task.
const OF_PAIRS: usize = 8;

/// The measures of a set of tasks, over all its pairs.
#[derive(Clone, Default, Debug)]
pub struct Profile {
    values: [Vec<f64>; NAMES.len()],
    tasks: usize,
}

impl Profile {
    /// The profile of a data set.
    pub fn of(dataset: &Dataset) -> Profile {
        let mut profile = Profile::default();
        for task in &dataset.tasks {
            profile.add(task, dataset.answers.of(&task.id));
        }
        profile
    }

    /// Adds a task with the outputs of its tests as far as they are known.
    pub fn add(&mut self, task: &Task, outputs: &[Option<Arc<Grid>>]) {
        self.tasks += 1;
        let train = task.train.iter().map(|pair| (&pair.input, &pair.output));
        let tests = task.tests.iter().zip(outputs).filter_map(|(input, output)| Some((input, output.as_ref()?)));
        for (input, output) in train.chain(tests) {
            for (values, value) in self.values.iter_mut().zip(measures(input, output)) {
                values.extend(value);
            }
        }
        let is_one_size = task.train.windows(2).all(|two| two[0].input.size() == two[1].input.size());
        self.values[OF_PAIRS].push(task.train.len() as f64);
        self.values[OF_PAIRS + 1].push(f64::from(u8::from(is_one_size)));
    }
}

fn measures(input: &Grid, output: &Grid) -> [Option<f64>; OF_PAIRS] {
    let sides = |grid: &Grid| (grid.height().max(grid.width()) as f64, grid.height().min(grid.width()) as f64);
    let colors = |grid: &Grid| grid.color_counts().iter().filter(|&&count| count > 0).count() as f64;
    let objects = Segmentation { grouping: Grouping::Mono8, background: BackgroundRule::MostCommon };
    let is_same_size = input.size() == output.size();
    let changed = input.cells().iter().zip(output.cells()).filter(|(before, after)| before != after).count();
    [
        Some(sides(input).0),
        Some(sides(input).1),
        Some(sides(output).0),
        Some(colors(input)),
        Some(colors(output)),
        Some(objects.objects(input).len() as f64),
        Some(f64::from(u8::from(is_same_size))),
        is_same_size.then(|| changed as f64 / input.area() as f64),
    ]
}

/// Two profiles beside each other; displayed as a table of means and quartiles.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The profile on the left.
    pub ours: &'a Profile,
    /// The profile on the right.
    pub theirs: &'a Profile,
}

impl fmt::Display for Comparison<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEAD: &str = "  mean   25 %   50 %   75 %";
        writeln!(f, "{:18}  {:^27}  {:^27}", "", titled("generated", self.ours), titled("given", self.theirs))?;
        writeln!(f, "{:18}  {HEAD}  {HEAD}", "")?;
        for (name, (ours, theirs)) in NAMES.iter().zip(self.ours.values.iter().zip(&self.theirs.values)) {
            writeln!(f, "{name:18}  {}  {}", summary(ours), summary(theirs))?;
        }
        Ok(())
    }
}

fn titled(word: &str, profile: &Profile) -> String {
    format!("{word}, {} tasks", profile.tasks)
}

fn summary(values: &[f64]) -> String {
    if values.is_empty() {
        return format!("{:>27}", "-");
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let quartile = |quarters: usize| sorted[(sorted.len() - 1) * quarters / 4];
    let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
    format!("{mean:6.2} {:6.2} {:6.2} {:6.2}", quartile(1), quartile(2), quartile(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_quartiles_are_those_of_the_pairs() {
        let text = r#"{"train": [{"input": [[0, 1, 0]], "output": [[0, 2, 0]]}, {"input": [[1, 0]], "output": [[3]]}],
                       "test": [{"input": [[1]]}]}"#;
        let profile = Profile::of(&Dataset::parse("x.json", text).unwrap());
        assert_eq!(profile.values[0], [3.0, 2.0]);
        assert_eq!(profile.values[7], [1.0 / 3.0]);
        let table = Comparison { ours: &profile, theirs: &Profile::default() }.to_string();
        assert!(table.contains("size kept             0.50   0.00   0.00   0.00"), "{table}");
    }
}
