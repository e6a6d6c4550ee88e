//! Inversion: the last step seen from the goal (witness functions of FlashMeta, Polozov & Gulwani 2015).
//!
//! Where a primitive can be inverted, the outputs tell what one of its arguments must be: if they are twice as high as
//! wide and symmetric, the upper half under `unfold`; if they are one column, its colors under `color_column`. Such a
//! *goal* waits in a table; as soon as the bank gets a value that meets it on all training pairs, the finished expression
//! is offered. The search so finds programs as early as their last but one step.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arc_dsl::{Color, Direction, Expression, Grid, IntoValue, Mask, Point, Size, Transform, Value};
use rustc_hash::{FxHashMap, FxHasher};

use crate::guidance::costs::CostModel;
use crate::search::bank::EntryId;
use crate::search::example::Example;
use crate::search::state::{Observer, Search};

/// Largest factor of scaling and most copies along a side that are looked for.
const MAX_FACTOR: usize = 5;
/// Most values taken for a hole, and most kept for another hole of the same goal to be filled.
const MAX_MET: usize = 64;
const MAX_FILLS: usize = 2;

/// An argument of the last step.
enum Argument {
    /// The same expression always.
    Fixed(Arc<Expression>),
    /// What the bank has to supply: the value wanted on each training pair, and the expressions that gave it.
    Hole(Vec<Value>, Vec<(Arc<Expression>, u32)>),
}

/// A last step with the values its open arguments need.
struct Goal {
    primitive: &'static str,
    arguments: Vec<Argument>,
}

/// All goals of a task.
#[derive(Default)]
struct Goals {
    goals: Vec<Goal>,
    /// Goals and their arguments by the hash of the value wanted on the first pair.
    wanted: FxHashMap<u64, Vec<(usize, usize)>>,
}

/// The goals of the task that is searched, as an observer.
pub fn observer(search: &Search) -> Box<dyn Observer> {
    let pair = |(example, output): (&Example, &Arc<Grid>)| (example.input().clone(), output.clone());
    Box::new(Goals::of(&search.training().map(pair).collect::<Vec<_>>()))
}

impl Observer for Goals {
    /// Offers the last steps that an entry completes.
    fn on_entry(&mut self, search: &mut Search, id: EntryId) {
        let entry = search.bank().get(id);
        let (expression, cost) = (entry.expression.clone(), entry.cost);
        let examples = search.examples()[..search.train()].iter();
        let values: Vec<&Value> =
            entry.values.iter().zip(examples).map(|(&value, example)| example.value(value)).collect();
        let work = values[0].weight() / 8;
        let completed = self.meet(&values, &expression, cost, search.costs());
        search.charge(work);
        for (expression, cost) in completed {
            search.offer(expression, cost);
        }
    }
}

impl Goals {
    /// The goals for training pairs of input and output.
    fn of(pairs: &[(Arc<Grid>, Arc<Grid>)]) -> Goals {
        let mut goals = Goals::default();
        goals.add_grids(pairs);
        goals.add_contents(pairs);
        goals.add_counts(pairs);
        goals
    }

    /// The last steps that values of the training pairs, with their expression and cost, complete: expressions and costs.
    fn meet(
        &mut self,
        values: &[&Value],
        expression: &Arc<Expression>,
        cost: u32,
        costs: &CostModel,
    ) -> Vec<(Arc<Expression>, u32)> {
        let mut completed = Vec::new();
        if self.goals.is_empty() {
            return completed;
        }
        let Some(waiting) = self.wanted.get(&hash(values[0])) else { return completed };
        for &(goal, place) in waiting {
            let goal = &mut self.goals[goal];
            let Argument::Hole(wanted, fills) = &mut goal.arguments[place] else { continue };
            if fills.len() < MAX_MET && wanted.iter().zip(values).all(|(left, right)| is_same(left, right)) {
                fills.push((expression.clone(), cost));
                completed.extend(goal.completions(place, costs));
            }
        }
        completed
    }

    fn add(&mut self, primitive: &'static str, arguments: Vec<Argument>) {
        for (place, argument) in arguments.iter().enumerate() {
            if let Argument::Hole(wanted, _) = argument {
                self.wanted.entry(hash(&wanted[0])).or_default().push((self.goals.len(), place));
            }
        }
        self.goals.push(Goal { primitive, arguments });
    }

    /// Adds a goal of one open argument for the first parameter if the step gives the outputs back.
    fn add_inverse(
        &mut self,
        pairs: &[(Arc<Grid>, Arc<Grid>)],
        primitive: &'static str,
        constants: &[Value],
        inverse: impl Fn(&Grid) -> Option<Value>,
    ) {
        let wanted: Option<Vec<Value>> = pairs
            .iter()
            .map(|(_, output)| {
                let value = inverse(output)?;
                let arguments: Vec<Value> = std::iter::once(value.clone()).chain(constants.iter().cloned()).collect();
                gives(primitive, &arguments, output).then_some(value)
            })
            .collect();
        if let Some(wanted) = wanted {
            let fixed = constants.iter().map(|constant| Argument::Fixed(Expression::constant(constant.clone())));
            self.add(primitive, std::iter::once(Argument::Hole(wanted, vec![])).chain(fixed).collect());
        }
    }

    /// Goals for steps from grid to grid: turned, mirrored, repeated, enlarged, framed.
    fn add_grids(&mut self, pairs: &[(Arc<Grid>, Arc<Grid>)]) {
        let grid = |grid: Grid| Some(grid.into_value());
        for by in Transform::ALL.into_iter().skip(1) {
            self.add_inverse(pairs, "transform", &[Value::Transform(by)], |output| {
                grid(output.transform(by.inverse()))
            });
        }
        for side in Direction::ALL {
            for (primitive, shared) in [("unfold", 0), ("unfold_sharing", 1)] {
                let part = |output: &Grid| {
                    let (height, width) = (output.height() as i32, output.width() as i32);
                    let step = side.delta();
                    let (kept_rows, kept_cols) = (
                        if step.row == 0 { height } else { (height + shared) / 2 },
                        if step.col == 0 { width } else { (width + shared) / 2 },
                    );
                    let top = if step.row < 0 { height - kept_rows } else { 0 };
                    let left = if step.col < 0 { width - kept_cols } else { 0 };
                    grid(output.crop(Point::new(top, left), Size::new(kept_rows, kept_cols))?)
                };
                self.add_inverse(pairs, primitive, &[Value::Direction(side)], part);
            }
        }
        for factor in 2..=MAX_FACTOR {
            let cell = |output: &Grid| {
                let (height, width) = (output.height() / factor, output.width() / factor);
                grid(Grid::from_fn(height, width, |row, col| output[(row * factor, col * factor)])?)
            };
            self.add_inverse(pairs, "upscale", &[Value::Int(factor as i32)], cell);
        }
        for down in 1..=MAX_FACTOR {
            for across in 1..=MAX_FACTOR {
                if down * across > 1 {
                    let copy = |output: &Grid| {
                        let (height, width) = (output.height() / down, output.width() / across);
                        grid(output.crop(Point::default(), Size::new(height as i32, width as i32))?)
                    };
                    let counts = [Value::Size(Size::new(down as i32, across as i32))];
                    self.add_inverse(pairs, "tile", &counts, copy);
                    self.add_inverse(pairs, "mirror_tile", &counts, copy);
                }
            }
        }
        let frame = pairs[0].1[(0, 0)];
        let inside = |output: &Grid| {
            let (height, width) = (output.height() as i32, output.width() as i32);
            grid(output.crop(Point::new(1, 1), Size::new(height - 2, width - 2))?)
        };
        self.add_inverse(pairs, "add_frame", &[Value::Color(frame)], inside);
        self.add_joins(pairs);
        self.add_products(pairs);
    }

    /// Goals for what stands beside, above or below the input.
    fn add_joins(&mut self, pairs: &[(Arc<Grid>, Arc<Grid>)]) {
        for (primitive, is_beside, is_first) in
            [("beside", true, true), ("beside", true, false), ("above", false, true), ("above", false, false)]
        {
            let rest = |(input, output): &(Arc<Grid>, Arc<Grid>)| {
                let (whole, own) = (output.size(), input.size());
                let along = |whole: i32, own: i32, is_along: bool| if is_along { whole - own } else { whole };
                let size =
                    Size::new(along(whole.height, own.height, !is_beside), along(whole.width, own.width, is_beside));
                let (far_own, far_rest) = match is_beside {
                    true => (Point::new(0, size.width), Point::new(0, own.width)),
                    false => (Point::new(size.height, 0), Point::new(own.height, 0)),
                };
                let (own_at, rest_at) =
                    if is_first { (Point::default(), far_rest) } else { (far_own, Point::default()) };
                let is_there = output.crop(own_at, own)?.same_cells(input);
                is_there.then(|| output.crop(rest_at, size)).flatten().map(IntoValue::into_value)
            };
            if let Some(wanted) = pairs.iter().map(rest).collect::<Option<Vec<Value>>>() {
                let input = Argument::Fixed(Arc::new(Expression::Input));
                let hole = Argument::Hole(wanted, vec![]);
                self.add(primitive, if is_first { vec![input, hole] } else { vec![hole, input] });
            }
        }
    }

    /// Goals for the Kronecker product of a mask and the input.
    fn add_products(&mut self, pairs: &[(Arc<Grid>, Arc<Grid>)]) {
        let plan = |(input, output): &(Arc<Grid>, Arc<Grid>)| -> Option<Value> {
            let (height, width) = (input.height(), input.width());
            let is_multiple = output.height() % height == 0 && output.width() % width == 0;
            let plan = Mask::from_fn(output.height() / height, output.width() / width, |row, col| {
                let at = Point::new((row * height) as i32, (col * width) as i32);
                output.crop(at, input.size()).is_some_and(|part| part.same_cells(input))
            })?;
            let arguments = [plan.clone().into_value(), input.clone().into_value(), Value::Color(Color::Black)];
            (is_multiple && gives("kronecker", &arguments, output)).then(|| plan.into_value())
        };
        if let Some(wanted) = pairs.iter().map(plan).collect::<Option<Vec<Value>>>() {
            let input = Argument::Fixed(Arc::new(Expression::Input));
            let black = Argument::Fixed(Expression::constant(Value::Color(Color::Black)));
            self.add("kronecker", vec![Argument::Hole(wanted, vec![]), input, black]);
        }
    }

    /// Goals for outputs that hold no more than a color, a list of colors, or a part of the input.
    fn add_contents(&mut self, pairs: &[(Arc<Grid>, Arc<Grid>)]) {
        let colors = |cells: &mut dyn Iterator<Item = Color>| Some(Value::List(cells.map(Value::Color).collect()));
        let row = |output: &Grid| colors(&mut output.row(0).iter().copied());
        let column = |output: &Grid| colors(&mut output.column(0));
        self.add_inverse(pairs, "color_row", &[], row);
        self.add_inverse(pairs, "color_column", &[], column);
        self.add_inverse(pairs, "single", &[], |output| Some(Value::Color(output[(0, 0)])));
        self.add_inverse(pairs, "nested_squares", &[], |output| {
            let middle = output.height() / 2;
            colors(&mut output.row(middle).iter().copied().take(middle + 1))
        });
        let is_plain = |output: &Grid| output.cells().iter().all(|&color| color == output[(0, 0)]);
        if pairs.iter().all(|(_, output)| is_plain(output)) {
            let hole = |value: &dyn Fn(&Grid) -> Value| {
                Argument::Hole(pairs.iter().map(|(_, output)| value(output)).collect(), vec![])
            };
            let color = || hole(&|output| Value::Color(output[(0, 0)]));
            self.add("canvas", vec![hole(&|output| Value::Size(output.size())), color()]);
            if pairs.iter().all(|(_, output)| output.height() == 1) {
                self.add("bar", vec![hole(&|output| Value::Int(output.width() as i32)), color()]);
            }
        }
    }

    /// Goals for a number of cells painted in a fixed order into a fixed frame.
    fn add_counts(&mut self, pairs: &[(Arc<Grid>, Arc<Grid>)]) {
        let size = pairs[0].1.size();
        let figure = pairs.iter().flat_map(|(_, output)| output.cells()).find(|&&color| color != Color::Black);
        let Some(&color) = figure else { return };
        if pairs.iter().any(|(_, output)| output.size() != size) {
            return;
        }
        let Some(frame) = Grid::filled(size.height as usize, size.width as usize, Color::Black) else { return };
        let frame = frame.into_value();
        for primitive in ["fill_rows", "fill_columns", "fill_snake", "fill_diagonal", "fill_checker"] {
            let count = |(_, output): &(Arc<Grid>, Arc<Grid>)| {
                let count = Value::Int(output.color_counts()[color.index()] as i32);
                gives(primitive, &[frame.clone(), count.clone(), Value::Color(color)], output).then_some(count)
            };
            if let Some(wanted) = pairs.iter().map(count).collect::<Option<Vec<Value>>>() {
                let constant = |value| Expression::constant(value);
                let canvas = vec![constant(Value::Size(size)), constant(Value::Color(Color::Black))];
                let canvas = Argument::Fixed(Expression::call("canvas", canvas));
                let color = Argument::Fixed(constant(Value::Color(color)));
                self.add(primitive, vec![canvas, Argument::Hole(wanted, vec![]), color]);
            }
        }
    }
}

impl Goal {
    /// The expressions that the newest value of one hole and all values of the other complete.
    fn completions(&self, newest: usize, costs: &CostModel) -> Vec<(Arc<Expression>, u32)> {
        let mut rows = vec![(Vec::new(), costs.of_name(self.primitive))];
        for (place, argument) in self.arguments.iter().enumerate() {
            let options: Vec<(Arc<Expression>, u32)> = match argument {
                Argument::Fixed(expression) => vec![(expression.clone(), costs.total(expression))],
                Argument::Hole(_, fills) if place == newest => fills.last().into_iter().cloned().collect(),
                Argument::Hole(_, fills) => fills.iter().take(MAX_FILLS).cloned().collect(),
            };
            rows = rows
                .iter()
                .flat_map(|(row, cost): &(Vec<Arc<Expression>>, u32)| {
                    options
                        .iter()
                        .map(move |(option, price)| ([&row[..], std::slice::from_ref(option)].concat(), cost + price))
                })
                .collect();
        }
        rows.into_iter().map(|(row, cost)| (Expression::call(self.primitive, row), cost)).collect()
    }
}

/// Whether a primitive gives a grid.
fn gives(primitive: &str, arguments: &[Value], wanted: &Grid) -> bool {
    let primitive = arc_dsl::PrimitiveId::find(primitive).expect("the primitive exists");
    matches!(primitive.get().apply(arguments), Some(Value::Grid(grid)) if grid.same_cells(wanted))
}

/// Equality that does not mind where a grid or mask was cut from.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Grid(left), Value::Grid(right)) => left.same_cells(right),
        (Value::Mask(left), Value::Mask(right)) => left.same_cells(right),
        _ => left == right,
    }
}

/// A hash that agrees with [`is_same`].
fn hash(value: &Value) -> u64 {
    let mut hasher = FxHasher::default();
    match value {
        Value::Grid(grid) => (grid.size(), grid.cells()).hash(&mut hasher),
        Value::Mask(mask) => (mask.size(), mask.cells()).hash(&mut hasher),
        _ => value.hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[u8]]) -> Arc<Grid> {
        let cells = rows.concat().iter().map(|&digit| Color::ALL[digit as usize]).collect();
        Arc::new(Grid::new(rows.len(), rows[0].len(), cells).unwrap())
    }

    fn completed(pairs: &[(Arc<Grid>, Arc<Grid>)], values: &[Value]) -> Vec<String> {
        let mut goals = Goals::of(pairs);
        let values: Vec<&Value> = values.iter().collect();
        let found = goals.meet(&values, &Arc::new(Expression::Input), 1, &CostModel::default());
        found.into_iter().map(|(expression, _)| arc_dsl::Program::new(expression).unwrap().to_string()).collect()
    }

    #[test]
    fn the_half_of_a_mirrored_output_is_a_goal() {
        let pairs = [(grid(&[&[5]]), grid(&[&[1, 2, 2, 1]])), (grid(&[&[5]]), grid(&[&[3, 4, 4, 3]]))];
        let halves = [grid(&[&[1, 2]]), grid(&[&[3, 4]])].map(IntoValue::into_value);
        assert!(completed(&pairs, &halves).contains(&"unfold(input, right)".to_string()));
        assert!(completed(&pairs, &[halves[0].clone(), halves[0].clone()]).is_empty());
    }

    #[test]
    fn two_open_arguments_wait_for_each_other() {
        let pairs = [(grid(&[&[5]]), grid(&[&[2, 2, 2]])), (grid(&[&[5]]), grid(&[&[3, 3]]))];
        let mut goals = Goals::of(&pairs);
        let (input, costs) = (Arc::new(Expression::Input), CostModel::default());
        let (red, green) = (Value::Color(Color::Red), Value::Color(Color::Green));
        assert!(goals.meet(&[&red, &green], &input, 4, &costs).is_empty());
        let found = goals.meet(&[&Value::Int(3), &Value::Int(2)], &input, 5, &costs);
        assert!(found.iter().any(|(_, cost)| *cost == costs.of_name("bar") + 9));
    }
}
