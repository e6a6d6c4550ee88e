//! Stability under augmentation: does a program still do the same when the task is turned, mirrored or recolored?
//!
//! A rule of ARC rarely minds where up is or which color is which, so of programs that disagree, the one that commutes
//! with a symmetry on every training pair and test input has probably caught the rule (Akyürek et al. 2024 vote over
//! augmented tasks; here it is a check of programs that are there, on a small budget of its own).

use std::sync::{Arc, LazyLock};

use arc_dsl::{Color, Grid, Program, Transform};
use data::{Augmentation, Meter, Task};

/// The augmentations tried: two that generate all symmetries of the square, and one that moves every color but black,
/// which is background for many primitives.
static AUGMENTATIONS: LazyLock<[Augmentation; 3]> = LazyLock::new(|| {
    let next = |color: Color| if color == Color::Black { color } else { Color::ALL[color.index() % 9 + 1] };
    [
        (Transform::FlipHorizontal, Color::ALL),
        (Transform::Transpose, Color::ALL),
        (Transform::Identity, Color::ALL.map(next)),
    ]
    .map(|(transform, colors)| Augmentation::new(transform, colors).expect("a permutation of the colors"))
});

/// Number of augmentations that a program commutes with on all inputs of a task, of three. `predictions` are its outputs
/// on the test inputs; on the training inputs it gives the outputs. Without any ticks left, nothing commutes.
pub fn of(program: &Program, task: &Task, predictions: &[Arc<Grid>], meter: &mut Meter) -> usize {
    let training = task.train.iter().map(|pair| (&pair.input, &pair.output));
    let pairs = || training.clone().chain(task.tests.iter().zip(predictions));
    let mut commutes = |augmentation: &Augmentation| {
        pairs().all(|(input, output)| {
            let changed = Arc::new(augmentation.grid(input));
            let made = meter.pay(u64::MAX, |ticks| program.evaluate(&changed, ticks));
            made.is_ok_and(|made| made.as_grid().is_some_and(|grid| grid.same_cells(&augmentation.grid(output))))
        })
    };
    AUGMENTATIONS.iter().filter(|augmentation| commutes(augmentation)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Pair;

    #[test]
    fn fixed_directions_and_colors_are_unstable() {
        let grid = |cells: [usize; 4]| Arc::new(Grid::new(2, 2, cells.map(|cell| Color::ALL[cell]).into()).unwrap());
        let inputs = [grid([1, 0, 0, 2]), grid([3, 2, 0, 3])];
        let stability = |text: &str| {
            let program = Program::parse(text).unwrap();
            let [output, prediction] = inputs.each_ref().map(|input| program.run(input).unwrap());
            let train = vec![Pair { input: inputs[0].clone(), output }];
            let task = Task { id: "t".into(), train, tests: vec![inputs[1].clone()] };
            of(&program, &task, &[prediction], &mut Meter::unlimited())
        };
        assert_eq!(stability("input"), 3);
        assert_eq!(stability("gravity(input, mono4, down)"), 2);
        assert_eq!(stability("map_colors(input, [[yellow, red]])"), 2);
        assert_eq!(stability("gravity(map_colors(input, [[yellow, red]]), mono4, down)"), 1);
    }
}
