//! Output-size hypotheses, found before anything else.
//!
//! Icecuber (ARC Kaggle 2020) names the right output size for 97 % of the inputs before it searches. Here each side is a
//! multiple of a measure of the input plus a constant, and a hypothesis is a pair of such formulas that is right on all
//! training pairs. The few simplest ones judge predictions and guesses; they never forbid a program that fits.

use arc_dsl::{Grid, MAX_SIDE, Segmentation, Size};
use data::{Meter, Task};

/// Most hypotheses kept.
const MAX_HYPOTHESES: usize = 3;
/// Factors and summands of the formulas, simplest first.
const FACTORS: [(i32, i32); 7] = [(1, 1), (2, 1), (3, 1), (1, 2), (1, 3), (4, 1), (5, 1)];
const SUMMANDS: [i32; 7] = [0, -1, 1, -2, 2, -4, 4];

/// Ticks to measure a cell of an input: its color, and its object.
const MEASURING: u64 = 6;

/// Sizes that the outputs of the test inputs may have: one vector per hypothesis, simplest hypothesis first, with a size
/// for each test input. None if the ticks do not suffice to measure the inputs.
pub fn size_hypotheses(task: &Task, meter: &mut Meter) -> Vec<Vec<Size>> {
    let area: usize = task.train.iter().map(|pair| &pair.input).chain(&task.tests).map(|input| input.area()).sum();
    let ticks = MEASURING * area as u64;
    if ticks > meter.left() {
        return Vec::new();
    }
    meter.charge(ticks);
    let trained: Vec<[i32; MEASURES]> = task.train.iter().map(|pair| measures(&pair.input)).collect();
    let asked: Vec<[i32; MEASURES]> = task.tests.iter().map(|input| measures(input)).collect();
    let side = |is_height: bool| {
        let wanted = |grid: &Grid| if is_height { grid.size().height } else { grid.size().width };
        let outputs: Vec<i32> = task.train.iter().map(|pair| wanted(&pair.output)).collect();
        side_hypotheses(&trained, &outputs, &asked, is_height)
    };
    let (heights, widths) = (side(true), side(false));
    let mut ranked: Vec<(usize, Vec<Size>)> = Vec::new();
    for (i, height) in heights.iter().enumerate() {
        for (j, width) in widths.iter().enumerate() {
            let sizes: Vec<Size> = height.iter().zip(width).map(|(&height, &width)| Size::new(height, width)).collect();
            if !ranked.iter().any(|(_, known)| *known == sizes) {
                ranked.push((i + j, sizes));
            }
        }
    }
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, sizes)| sizes).take(MAX_HYPOTHESES).collect()
}

/// Sizes that help to make the outputs' sizes, with their cost in bits: the outputs' common size, and the common ratio of
/// output to input or of input to output. `sizes` are those of input and output of each training pair.
pub fn constants(sizes: &[(Size, Size)]) -> Vec<(Size, u32)> {
    let ratio = |(large, small): (Size, Size)| {
        let is_whole = large.height % small.height == 0 && large.width % small.width == 0;
        is_whole.then(|| Size::new(large.height / small.height, large.width / small.width))
    };
    let common = |of: &dyn Fn((Size, Size)) -> Option<Size>| {
        let first = of(sizes[0])?;
        sizes.iter().all(|&pair| of(pair) == Some(first)).then_some(first)
    };
    let found = [
        common(&|(_, output)| Some(output)),
        common(&|(input, output)| ratio((output, input))),
        common(&|(input, output)| ratio((input, output))),
    ];
    let is_useful = |size: &Size| *size != Size::new(1, 1);
    found.into_iter().flatten().filter(is_useful).map(|size| (size, 3)).collect()
}

/// Number of measures: the constant one, both sides, colors, objects, and cells that are not black.
const MEASURES: usize = 6;

fn measures(grid: &Grid) -> [i32; MEASURES] {
    let colors = grid.color_counts().iter().skip(1).filter(|&&count| count > 0).count();
    let objects = Segmentation::ALL[1].objects(grid).len();
    let cells = grid.area() - grid.color_counts()[0];
    [grid.size().height, grid.size().width, 1, colors as i32, objects as i32, cells as i32]
}

/// Values of one side on the test inputs for each formula that is right on all training pairs, simplest first, each
/// only once.
fn side_hypotheses(
    trained: &[[i32; MEASURES]],
    outputs: &[i32],
    asked: &[[i32; MEASURES]],
    is_height: bool,
) -> Vec<Vec<i32>> {
    let mut found: Vec<Vec<i32>> = Vec::new();
    let mut consider = |formula: &dyn Fn(&[i32; MEASURES]) -> Option<i32>| {
        let is_right = trained.iter().zip(outputs).all(|(measures, &output)| formula(measures) == Some(output));
        let sides: Option<Vec<i32>> = asked
            .iter()
            .map(|measures| formula(measures).filter(|side| (1..=MAX_SIDE as i32).contains(side)))
            .collect();
        if let Some(sides) = sides
            && is_right
            && !found.contains(&sides)
        {
            found.push(sides);
        }
    };
    // The own side first, then a constant, then the other side and the counts.
    let order = if is_height { [0, 2, 1, 3, 4, 5] } else { [1, 2, 0, 3, 4, 5] };
    for measure in order {
        if measure == 2 {
            consider(&|_| Some(outputs[0]));
            continue;
        }
        for summand in SUMMANDS {
            for (times, by) in FACTORS {
                consider(&|measures| {
                    let product = measures[measure] * times;
                    (product % by == 0).then_some(product / by + summand)
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Pair;
    use std::sync::Arc;

    fn grid(height: usize, width: usize) -> Arc<Grid> {
        Arc::new(Grid::filled(height, width, arc_dsl::Color::Red).unwrap())
    }

    fn task(pairs: &[[usize; 4]], test: [usize; 2]) -> Task {
        let pair = |&[a, b, c, d]: &[usize; 4]| Pair { input: grid(a, b), output: grid(c, d) };
        Task { id: "t".into(), train: pairs.iter().map(pair).collect(), tests: vec![grid(test[0], test[1])] }
    }

    #[test]
    fn multiples_and_constants_are_found() {
        let hypotheses = |task: &Task| size_hypotheses(task, &mut Meter::unlimited());
        let doubled = task(&[[2, 3, 4, 3], [5, 4, 10, 4]], [3, 7]);
        assert_eq!(hypotheses(&doubled)[0], [Size::new(6, 7)]);
        let constant = task(&[[2, 3, 3, 3], [5, 4, 3, 3]], [9, 9]);
        assert_eq!(hypotheses(&constant)[0], [Size::new(3, 3)]);
    }

    #[test]
    fn unrelated_sizes_give_no_hypothesis() {
        let task = task(&[[7, 7, 2, 9], [7, 7, 5, 1]], [7, 7]);
        assert!(size_hypotheses(&task, &mut Meter::unlimited()).is_empty());
    }

    #[test]
    fn measuring_is_charged_and_left_where_it_cannot_be_paid() {
        let task = task(&[[2, 3, 4, 3], [5, 4, 10, 4]], [3, 7]);
        let mut enough = Meter::new(data::Budget::new(1000, 1));
        assert!(!size_hypotheses(&task, &mut enough).is_empty());
        assert_eq!(enough.spent(), 6 * (6 + 20 + 21));
        let mut little = Meter::new(data::Budget::new(enough.spent() - 1, 1));
        assert!(size_hypotheses(&task, &mut little).is_empty() && little.spent() == 0);
    }
}
