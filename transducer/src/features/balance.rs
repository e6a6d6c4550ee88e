//! Balanced accuracy: cells that change and cells that do not weigh the same, however few change.

/// Number of labels: the ten colors that a cell can take, and keeping its own.
pub const LABELS: usize = 11;
/// The label of a cell that keeps its color.
pub const KEPT: usize = 10;

/// Cells and those guessed right, by whether they change.
#[derive(Default)]
pub struct Balance {
    right: [u32; 2],
    total: [u32; 2],
}

impl Balance {
    /// Adds cells, counted by label, whose label is guessed as the most frequent one of `guide`; without any there, all
    /// guesses are wrong.
    pub fn add(&mut self, counts: &[u32; LABELS], guide: &[u32; LABELS]) {
        let guess = (0..LABELS).rev().max_by_key(|&label| guide[label]).filter(|&label| guide[label] > 0);
        for (label, &count) in counts.iter().enumerate() {
            let class = usize::from(label == KEPT);
            self.total[class] += count;
            self.right[class] += if guess == Some(label) { count } else { 0 };
        }
    }

    /// The shares guessed right of the cells that change and of those that do not; 1 where there are none.
    pub fn shares(&self) -> [f32; 2] {
        [0, 1].map(|class| match self.total[class] {
            0 => 1.0,
            total => self.right[class] as f32 / total as f32,
        })
    }

    /// The mean of the two shares.
    pub fn mean(&self) -> f32 {
        self.shares().iter().sum::<f32>() / 2.0
    }
}
