//! Augmentations: the same task turned, mirrored and recolored.
//!
//! Most rules of ARC do not care about orientation or about which color is which, so a solver that sees a task in
//! several guises, and maps its answers back, gets several chances (Akyürek et al. 2024 call it invertible
//! transformations and vote over them).

use std::sync::Arc;

use arc_dsl::{Color, Grid, Transform};

use crate::task::{Pair, Task};

/// A symmetry of the square together with a permutation of the colors. The two commute.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Augmentation {
    transform: Transform,
    colors: [Color; 10],
}

impl Augmentation {
    /// The augmentation that applies `transform` and replaces each color by the entry of `colors` at its index; `None`
    /// unless `colors` is a permutation.
    pub fn new(transform: Transform, colors: [Color; 10]) -> Option<Augmentation> {
        Color::ALL.iter().all(|color| colors.contains(color)).then_some(Augmentation { transform, colors })
    }

    /// The augmentation that undoes this one.
    pub fn inverse(&self) -> Augmentation {
        let mut colors = Color::ALL;
        for (from, to) in Color::ALL.into_iter().zip(self.colors) {
            colors[to.index()] = from;
        }
        Augmentation { transform: self.transform.inverse(), colors }
    }

    /// The symmetry.
    pub fn transform(&self) -> Transform {
        self.transform
    }

    /// What becomes of a color.
    pub fn color(&self, color: Color) -> Color {
        self.colors[color.index()]
    }

    /// What becomes of a grid.
    pub fn grid(&self, grid: &Grid) -> Grid {
        grid.transform(self.transform).map(|color| self.color(color))
    }

    /// What becomes of a pair.
    pub fn pair(&self, pair: &Pair) -> Pair {
        Pair { input: Arc::new(self.grid(&pair.input)), output: Arc::new(self.grid(&pair.output)) }
    }

    /// What becomes of a task. It keeps its id.
    pub fn task(&self, task: &Task) -> Task {
        Task {
            id: task.id.clone(),
            train: task.train.iter().map(|pair| self.pair(pair)).collect(),
            tests: task.tests.iter().map(|input| Arc::new(self.grid(input))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grid() -> impl Strategy<Value = Grid> {
        (1..12_usize, 1..12_usize).prop_flat_map(|(height, width)| {
            let cells = proptest::collection::vec((0..10_usize).prop_map(|index| Color::ALL[index]), height * width);
            cells.prop_map(move |cells| Grid::new(height, width, cells).unwrap())
        })
    }

    proptest! {
        #[test]
        fn inverse_undoes(grid in grid(), output in grid(), turn in 0..8_usize, colors in Just(Color::ALL).prop_shuffle()) {
            let augmentation = Augmentation::new(Transform::ALL[turn], colors).unwrap();
            let back = augmentation.inverse();
            prop_assert_eq!(&back.grid(&augmentation.grid(&grid)), &grid);
            prop_assert_eq!(back.inverse(), augmentation);
            let (input, output) = (Arc::new(grid), Arc::new(output));
            let task = Task {
                id: "x".to_owned(),
                train: vec![Pair { input: input.clone(), output: output.clone() }],
                tests: vec![output, input],
            };
            prop_assert_eq!(back.task(&augmentation.task(&task)), task);
        }
    }

    #[test]
    fn only_permutations_of_colors() {
        assert_eq!(Augmentation::new(Transform::Identity, [Color::Red; 10]), None);
    }
}
