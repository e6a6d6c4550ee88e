//! An outlook: a task seen in one orientation, ready to be asked about any of its scenes.

use crate::features::counts::Counts;
use crate::features::task::Scenery;

/// A scenery with what is counted of it.
pub struct Outlook {
    /// The scenes in one orientation.
    pub scenery: Scenery,
    counts: Counts,
}

impl Outlook {
    /// Counts a scenery.
    pub fn new(scenery: Scenery) -> Outlook {
        Outlook { counts: Counts::new(&scenery), scenery }
    }

    /// How well each column tells what becomes of cells, `[column, measure]`, where one scene is asked for.
    pub fn column_measures(&self, query: usize) -> Vec<f32> {
        self.counts.measures(&self.support(query), query)
    }

    /// The same seen through some of its columns only.
    pub fn narrowed(mut self, columns: &[usize]) -> Outlook {
        self.scenery.narrow(columns);
        self.counts.narrow(columns);
        self
    }

    /// The same with further columns, `[column][scene][cell]` in the task's own orientation.
    pub fn with_columns(mut self, columns: &[&Vec<Vec<i8>>]) -> Outlook {
        self.scenery.append(columns);
        let all = self.scenery.scenes[0].codes.len();
        self.counts.append(&self.scenery, all - columns.len()..all);
        self
    }

    /// The training scenes that support an episode on one scene: all others.
    pub fn support(&self, query: usize) -> Vec<usize> {
        (0..self.scenery.train).filter(|&index| index != query).collect()
    }
}
