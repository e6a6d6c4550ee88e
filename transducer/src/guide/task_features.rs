//! What is measured of a task for the guide: how properties of whole grids differ between inputs and outputs, and what
//! happens to sizes and colors.

use std::fmt;
use std::sync::Arc;

use arc_dsl::{Code, Color, Grid, Program, Value};
use data::{Meter, Pair, Task};

/// Measures of each property.
const PER_PROPERTY: usize = 11;
/// Measures of the task as such.
const OF_TASK: usize = 15;
/// Ticks for one property of one grid; beyond them it is undefined.
const TICKS: u64 = 200_000;
/// How often each cell is looked at for what is measured of the task as such.
const LOOKS: u64 = 8;

/// What can be said of a whole grid: expressions over it that give a number, a truth value, a color or a size.
#[derive(Clone)]
pub struct Properties {
    /// The expressions.
    pub programs: Vec<Program>,
    code: Arc<Code>,
}

impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.programs.iter().map(Program::to_string)).finish()
    }
}

impl Properties {
    /// The properties that expressions tell.
    pub fn new(programs: Vec<Program>) -> Properties {
        let bodies = programs.iter().map(|program| &**program.body());
        Properties { code: Arc::new(Code::compile_all(bodies)), programs }
    }

    /// What they are of each of some grids, `[grid][property]`.
    fn of<'g>(&self, grids: impl IntoIterator<Item = &'g Arc<Grid>>, meter: &mut Meter) -> Vec<Vec<Option<Value>>> {
        let values = |grid| {
            let mut evaluation = self.code.on(grid);
            let mut value = |property| meter.pay(TICKS, |ticks| evaluation.value(property, ticks)).ok();
            (0..self.programs.len()).map(&mut value).collect()
        };
        grids.into_iter().map(values).collect()
    }
}

/// Number of measures, given the number of properties.
pub fn count(properties: usize) -> usize {
    properties * PER_PROPERTY + OF_TASK
}

/// The measures of a task's training pairs; `None` where the ticks do not suffice for all of them.
pub fn of(task: &Task, properties: &Properties, meter: &mut Meter) -> Option<Vec<f32>> {
    let area: usize = task.train.iter().map(|pair| pair.input.area() + pair.output.area()).sum();
    meter.charge(LOOKS * area as u64);
    let differences: Option<Vec<Arc<Grid>>> = task.train.iter().map(difference).collect();
    let inputs = properties.of(task.train.iter().map(|pair| &pair.input), meter);
    let outputs = properties.of(task.train.iter().map(|pair| &pair.output), meter);
    let of_differences = properties.of(differences.iter().flatten(), meter);
    if meter.is_over() {
        return None;
    }
    let mut measures = Vec::with_capacity(count(properties.programs.len()));
    for property in 0..properties.programs.len() {
        let column = |grids: &[Vec<Option<Value>>]| -> Vec<Option<Value>> {
            grids.iter().map(|values| values[property].clone()).collect()
        };
        let [inputs, outputs, of_differences] = [&inputs, &outputs, &of_differences].map(|grids| column(grids));
        let share = |is: &dyn Fn(&Value, &Value) -> bool| {
            let both = inputs.iter().zip(&outputs);
            let count =
                both.filter(|(input, output)| matches!((input, output), (Some(a), Some(b)) if is(a, b))).count();
            count as f32 / task.train.len() as f32
        };
        measures.extend([
            share(&|before, after| before == after),
            share(&|before, after| number(after) > number(before)),
            share(&|before, after| number(after) < number(before)),
        ]);
        measures.extend([&inputs, &outputs].map(|values| mean(values)));
        measures.extend([&inputs, &outputs].map(|values| is_constant(values)));
        measures.extend([&inputs, &outputs].map(|values| defined(values)));
        measures.extend([mean(&of_differences), is_constant(&of_differences)]);
    }
    measures.extend(of_task(task, differences.as_deref()));
    Some(measures)
}

/// The output where it differs from the input, elsewhere black; what became black is gray. `None` if the sizes differ.
fn difference(pair: &Pair) -> Option<Arc<Grid>> {
    let change = |before: Color, after: Color| match () {
        () if before == after => Color::Black,
        () if after == Color::Black => Color::Gray,
        () => after,
    };
    pair.input.zip(&pair.output, change).map(Arc::new)
}

/// A value as a number; large ones by their logarithm.
fn number(value: &Value) -> f32 {
    let logarithm = |number: f32| number.signum() * number.abs().ln_1p();
    match value {
        Value::Int(number) => logarithm(*number as f32),
        Value::Size(size) => logarithm((size.height * size.width) as f32),
        Value::Bool(truth) => f32::from(u8::from(*truth)),
        Value::Color(color) => f32::from(u8::from(*color == Color::Black)),
        _ => 0.0,
    }
}

fn mean(values: &[Option<Value>]) -> f32 {
    let (sum, count) =
        values.iter().flatten().fold((0.0, 0.0), |(sum, count), value| (sum + number(value), count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// 1 if there is one value and the same everywhere, otherwise 0.
fn is_constant(values: &[Option<Value>]) -> f32 {
    let is_one = values.first().is_some_and(|first| first.is_some() && values.iter().all(|value| value == first));
    f32::from(u8::from(is_one))
}

fn defined(values: &[Option<Value>]) -> f32 {
    values.iter().flatten().count() as f32 / values.len() as f32
}

fn of_task(task: &Task, differences: Option<&[Arc<Grid>]>) -> [f32; OF_TASK] {
    let pairs = task.train.len() as f32;
    let share = |is: &dyn Fn(&Pair) -> bool| task.train.iter().filter(|pair| is(pair)).count() as f32 / pairs;
    let shows = |grid: &Grid| grid.color_counts().map(|count| count > 0);
    let divides = |small: &Grid, large: &Grid| {
        large.height().is_multiple_of(small.height()) && large.width().is_multiple_of(small.width())
    };
    let growth = |pair: &Pair| (pair.output.area() as f32 / pair.input.area() as f32).ln();
    let mut measures = [
        f32::from(u8::from(differences.is_some())),
        share(&|pair| shows(&pair.output).iter().zip(shows(&pair.input)).all(|(&after, before)| before || !after)),
        share(&|pair| shows(&pair.output) == shows(&pair.input)),
        share(&|pair| divides(&pair.input, &pair.output)),
        share(&|pair| divides(&pair.output, &pair.input)),
        share(&|pair| pair.output.height() == pair.output.width()),
        share(&|pair| pair.output.area() < pair.input.area()),
        share(&|pair| pair.output.area() > pair.input.area()),
        task.train.iter().map(growth).sum::<f32>() / pairs,
        // How many cells change, and how many of them from black to a known color, from black to a new color, to black,
        // from a color to a known or to a new one.
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ];
    for pair in task.train.iter().filter(|_| differences.is_some()) {
        let known = shows(&pair.input);
        let changed = || pair.input.cells().iter().zip(pair.output.cells()).filter(|(before, after)| before != after);
        let count = changed().count();
        measures[9] += count as f32 / pair.input.area() as f32 / pairs;
        for (before, after) in changed() {
            let kind = match (*before, *after) {
                (Color::Black, after) if known[after.index()] => 10,
                (Color::Black, _) => 11,
                (_, Color::Black) => 12,
                (_, after) if known[after.index()] => 13,
                _ => 14,
            };
            measures[kind] += 1.0 / count as f32 / pairs;
        }
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_seen_together_are_what_each_is_alone() {
        let properties = crate::Guide::built_in().unwrap().properties;
        let noise = Grid::from_fn(30, 30, |row, col| Color::ALL[(row * row + 7 * col + row * col / 3) % 10]);
        let tasks = data::Dataset::built_in().tasks;
        let inputs = tasks.iter().map(|task| task.train[0].input.clone());
        for grid in inputs.take(8).chain(noise.map(Arc::new)) {
            let together = &properties.of([&grid], &mut Meter::unlimited())[0];
            for (program, value) in properties.programs.iter().zip(together) {
                assert_eq!(program.evaluate(&grid, &mut TICKS.clone()).ok(), *value, "{program}");
            }
        }
    }
}
