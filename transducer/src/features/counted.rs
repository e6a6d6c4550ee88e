//! A task seen in one orientation, with what is counted of it, ready to be asked about any of its grids.

use crate::features::counts::Counts;
use crate::features::task::TaskFeatures;

/// The features of a task with what is counted of them.
pub struct CountedTask {
    /// The grids in one orientation.
    pub features: TaskFeatures,
    counts: Counts,
}

impl CountedTask {
    /// Counts what columns tell of a task.
    pub fn new(features: TaskFeatures) -> CountedTask {
        CountedTask { counts: Counts::new(&features), features }
    }

    /// How well each column tells what becomes of cells, `[column, measure]`, where one grid is asked for.
    pub fn column_measures(&self, query: usize) -> Vec<f32> {
        self.counts.measures(&self.support(query), query)
    }

    /// The same seen through some of its columns only.
    pub fn narrowed(mut self, columns: &[usize]) -> CountedTask {
        self.features.narrow(columns);
        self.counts.narrow(columns);
        self
    }

    /// The same with further columns, `[column][grid][cell]` in the task's own orientation.
    pub fn with_columns(mut self, columns: &[&Vec<Vec<i8>>]) -> CountedTask {
        self.features.append(columns);
        let all = self.features.grids[0].codes.len();
        self.counts.append(&self.features, all - columns.len()..all);
        self
    }

    /// The training grids that support an episode on one grid: all others.
    pub fn support(&self, query: usize) -> Vec<usize> {
        (0..self.features.train).filter(|&index| index != query).collect()
    }
}
