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
    /// Number of different augmentations: 8 transforms times 10! permutations.
    pub const COUNT: u32 = 8 * 3_628_800;

    /// The augmentation that changes nothing.
    pub const IDENTITY: Augmentation = Augmentation { transform: Transform::Identity, colors: Color::ALL };

    /// The augmentation that applies `transform` and replaces each color by the entry of `colors` at its index; `None`
    /// unless `colors` is a permutation.
    pub fn new(transform: Transform, colors: [Color; 10]) -> Option<Augmentation> {
        Color::ALL.iter().all(|color| colors.contains(color)).then_some(Augmentation { transform, colors })
    }

    /// One augmentation for each number below [`Augmentation::COUNT`] (larger ones wrap around), the identity first, then
    /// the other pure transforms. Draw the number at random to get a random augmentation.
    pub fn nth(number: u32) -> Augmentation {
        let transform = Transform::ALL[(number % 8) as usize];
        // Lehmer's code: the digits of the number in the factorial base pick from the colors that are left.
        let mut code = (number % Augmentation::COUNT / 8) as usize;
        let mut place = 3_628_800;
        let mut left = Color::ALL.to_vec();
        let colors = std::array::from_fn(|i| {
            place /= 10 - i;
            let color = left.remove(code / place);
            code %= place;
            color
        });
        Augmentation { transform, colors }
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
    use std::collections::HashSet;

    fn grid() -> impl Strategy<Value = Grid> {
        (1..12_usize, 1..12_usize).prop_flat_map(|(height, width)| {
            let cells = proptest::collection::vec((0..10_usize).prop_map(|index| Color::ALL[index]), height * width);
            cells.prop_map(move |cells| Grid::new(height, width, cells).unwrap())
        })
    }

    proptest! {
        #[test]
        fn inverse_undoes(grid in grid(), output in grid(), number: u32) {
            let augmentation = Augmentation::nth(number);
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
    fn numbers_start_with_the_identity_and_do_not_repeat() {
        assert_eq!(Augmentation::nth(0), Augmentation::IDENTITY);
        assert_eq!(Augmentation::nth(Augmentation::COUNT), Augmentation::IDENTITY);
        let last = Augmentation::nth(Augmentation::COUNT - 1);
        assert_eq!(last.colors.map(Color::index), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        let distinct: HashSet<Augmentation> = (0..10_000).map(Augmentation::nth).collect();
        assert_eq!(distinct.len(), 10_000);
        assert!(distinct.iter().all(|one| Augmentation::new(one.transform, one.colors) == Some(*one)));
    }

    #[test]
    fn only_permutations_of_colors() {
        assert_eq!(Augmentation::new(Transform::Identity, [Color::Red; 10]), None);
    }
}
