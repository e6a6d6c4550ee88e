//! Normal forms of a task: all pairs brought to one pose or drawn on black, so that one rule holds where there would be as
//! many cases as there are poses (canonicalization, as of boards in game programs).
//!
//! Where some pairs stand and others lie, or face different sides, all are turned into one pose; where grids are drawn on
//! another color than black, that color changes places with black. A normal form is searched like any task, and what solves
//! it is a program that changes the input, does its work and changes the result back.

use std::sync::Arc;

use arc_dsl::{Code, Color, DEFAULT_TICKS, Expression, Grid, Size, Transform, Value};
use data::{Meter, Pair, Task};

use crate::induce::{Induction, induce};
use crate::request::Request;
use crate::search::frontier::Found;
use crate::search::sizes::size_hypotheses;

/// Most normal forms of one task.
const MAX_FORMS: usize = 2;
/// The variable that stands for the change of a grid.
const CHANGE: &str = "change";

/// How one grid is changed.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    Turned(Transform),
    /// A color and black exchanged.
    Swapped(Color),
}

/// A normal form of a task.
pub struct NormalForm {
    /// The task in this form.
    pub task: Task,
    /// Sizes that its answers may have.
    sizes: Vec<Vec<Size>>,
    /// The expression of the transform or color by which an input is changed.
    by: Arc<Expression>,
    /// What it is on the inputs, training ones first.
    changes: Vec<Change>,
}

/// The normal forms that differ from a task, simplest first, as far as the ticks go.
pub fn normal_forms(task: &Task, meter: &mut Meter) -> Vec<NormalForm> {
    let mut forms: Vec<NormalForm> = Vec::new();
    let inputs = || task.train.iter().map(|pair| &pair.input).chain(&task.tests);
    meter.charge(inputs().map(|input| input.area() as u64).sum());
    let counts: Vec<[usize; 10]> = inputs().map(|input| input.color_counts()).collect();
    for by in candidates(&counts) {
        if meter.is_over() {
            break;
        }
        let code = Code::compile(&by);
        let mut change =
            |input: &Arc<Grid>| match meter.pay(DEFAULT_TICKS, |ticks| code.run(Some(input), ticks)).ok()? {
                Value::Transform(transform) => Some(Change::Turned(transform)),
                Value::Color(color) => Some(Change::Swapped(color)),
                _ => None,
            };
        let Some(changes) = inputs().map(&mut change).collect::<Option<Vec<Change>>>() else { continue };
        let relative = relative(&changes);
        if is_new(&changes, task.train.len()) && forms.iter().all(|known| self::relative(&known.changes) != relative) {
            forms.push(NormalForm::new(task, by, changes, meter));
        }
        if forms.len() == MAX_FORMS {
            break;
        }
    }
    forms
}

/// The expressions of transforms and colors that may lead to a normal form, simplest first, given how often each color is in
/// each input.
fn candidates(counts: &[[usize; 10]]) -> Vec<Arc<Expression>> {
    let input = || Arc::new(Expression::Input);
    let of_input = |name: &str| Expression::call(name, vec![input()]);
    let mut colors = vec![of_input("main_color"), of_input("minor_color")];
    let ground = ground(counts);
    let marks = |color: &Color| *color != ground && counts.iter().all(|count| count[color.index()] > 0);
    let constant = |color: Color| Expression::constant(Value::Color(color));
    colors.extend(Color::ALL.into_iter().filter(marks).map(constant));
    let mut candidates =
        vec![constant(ground), of_input("most_common_color"), of_input("upright"), of_input("upright_grain")];
    for name in ["facing", "upright_color", "facing_corner"] {
        candidates.extend(colors.iter().map(|color| Expression::call(name, vec![input(), color.clone()])));
    }
    candidates
}

/// The color that most cells of the inputs have.
fn ground(counts: &[[usize; 10]]) -> Color {
    let count = |color: Color| counts.iter().map(|count| count[color.index()]).sum::<usize>();
    Color::ALL.into_iter().rev().max_by_key(|&color| count(color)).expect("there are ten colors")
}

/// Whether changes make a difference: grids drawn on another color than black, or training pairs that lie in different ways.
fn is_new(changes: &[Change], train: usize) -> bool {
    changes[..train].iter().any(|change| match change {
        Change::Swapped(color) => *color != Color::Black,
        turned => *turned != changes[0],
    })
}

/// Changes up to one turn of all grids.
fn relative(changes: &[Change]) -> Vec<Change> {
    let Change::Turned(first) = changes[0] else { return changes.to_vec() };
    let back = first.inverse();
    let relative = |change: &Change| match *change {
        Change::Turned(by) => Change::Turned(by.then(back)),
        swapped => swapped,
    };
    changes.iter().map(relative).collect()
}

impl Change {
    fn apply(self, grid: &Grid) -> Arc<Grid> {
        Arc::new(match self {
            Change::Turned(by) => grid.transform(by),
            Change::Swapped(floor) => grid.map(|color| match color {
                Color::Black => floor,
                color if color == floor => Color::Black,
                color => color,
            }),
        })
    }

    fn undo(self, grid: &Grid) -> Arc<Grid> {
        match self {
            Change::Turned(by) => Change::Turned(by.inverse()).apply(grid),
            swapped => swapped.apply(grid),
        }
    }
}

impl NormalForm {
    fn new(task: &Task, by: Arc<Expression>, changes: Vec<Change>, meter: &mut Meter) -> NormalForm {
        let (of_pairs, of_tests) = changes.split_at(task.train.len());
        let changed = |(pair, change): (&Pair, &Change)| Pair {
            input: change.apply(&pair.input),
            output: change.apply(&pair.output),
        };
        let changed = Task {
            id: task.id.clone(),
            train: task.train.iter().zip(of_pairs).map(changed).collect(),
            tests: task.tests.iter().zip(of_tests).map(|(input, change)| change.apply(input)).collect(),
        };
        NormalForm { sizes: size_hypotheses(&changed, meter), task: changed, by, changes }
    }

    /// Searches programs for the task in this form. Of frames there are none: they would be those of the form.
    pub fn induce(&self, request: &Request) -> Induction {
        let found = induce(&self.task, &Request { sizes: Some(&self.sizes), frames: None, ..request.clone() });
        let undone = |found: Vec<Found>| found.into_iter().map(|found| self.undo(found)).collect();
        Induction { fits: undone(found.fits), misses: undone(found.misses), ..found }
    }

    /// What was found for the form as something found for the task itself.
    fn undo(&self, found: Found) -> Found {
        let change = || Arc::new(Expression::Variable(CHANGE.into()));
        let changed = |grid: Arc<Expression>, is_back: bool| match self.changes[0] {
            Change::Turned(_) if is_back => {
                Expression::call("transform", vec![grid, Expression::call("inverse", vec![change()])])
            }
            Change::Turned(_) => Expression::call("transform", vec![grid, change()]),
            Change::Swapped(_) => {
                Expression::call("swap_colors", vec![grid, Expression::constant(Value::Color(Color::Black)), change()])
            }
        };
        let input = changed(Arc::new(Expression::Input), false);
        let inside = changed(found.expression.with_input(&input), true);
        let expression = Arc::new(Expression::Let(CHANGE.into(), self.by.clone(), inside));
        let of_tests = &self.changes[self.task.train.len()..];
        let predictions = found.predictions.iter().zip(of_tests).map(|(grid, change)| change.undo(grid)).collect();
        // The input is changed once, however often it is used.
        let frame = changed(input, true).cost() + self.by.cost() + 1;
        Found { expression, cost: found.cost + frame, predictions, ..found }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Guidance;
    use arc_dsl::Program;
    use data::Budget;

    fn grid(text: &str) -> Arc<Grid> {
        let anything = Arc::new(Grid::filled(1, 1, Color::Black).unwrap());
        Program::parse(text).unwrap().run(&anything).unwrap()
    }

    /// A task whose pairs are a rule's on grids, each turned afterwards.
    fn turned(rule: &str, grids: [(&str, Transform); 3]) -> (Task, Arc<Grid>) {
        let rule = Program::parse(rule).unwrap();
        let pair = |(text, by): (&str, Transform)| {
            let input = grid(text);
            let output = rule.run(&input).unwrap();
            Pair { input: Arc::new(input.transform(by)), output: Arc::new(output.transform(by)) }
        };
        let [first, second, test] = grids.map(pair);
        (Task { id: "t".into(), train: vec![first, second], tests: vec![test.input] }, test.output)
    }

    /// The normal forms of a task, whatever they cost.
    fn all_forms(task: &Task) -> Vec<NormalForm> {
        normal_forms(task, &mut Meter::unlimited())
    }

    /// Whether something found for a normal form gives the answer; its program must, too.
    fn check(task: &Task, answer: &Grid) {
        let guidance = Guidance::default();
        let request = Request::new(Budget::new(300_000, 1 << 30), &guidance);
        let found = |form: &NormalForm| form.induce(&request).fits;
        let fits: Vec<Found> = all_forms(task).iter().flat_map(found).collect();
        let fit = fits.iter().find(|fit| fit.predictions[0].same_cells(answer)).expect("the rule is found in a form");
        let code = Code::compile(&fit.expression);
        let pairs = task.train.iter().map(|pair| (&pair.input, &*pair.output)).chain([(&task.tests[0], answer)]);
        for (input, output) in pairs {
            let Ok(Value::Grid(made)) = code.run(Some(input), &mut DEFAULT_TICKS.clone()) else { panic!("no grid") };
            assert!(made.same_cells(output), "{}", fit.expression);
        }
    }

    #[test]
    fn grids_that_stand_and_lie_follow_one_rule() {
        let lying = [
            ("{120|003|400|010}", Transform::Identity),
            ("{010|230|004|000}", Transform::Transpose),
            ("{100|020|300|004|000}", Transform::Transpose),
        ];
        let (task, answer) = turned("cell_gravity(input, down)", lying);
        let guidance = Guidance::default();
        let request = Request::new(Budget::new(300_000, 1 << 30), &guidance);
        assert!(induce(&task, &request).fits.is_empty());
        check(&task, &answer);
    }

    #[test]
    fn grids_that_face_different_sides_follow_one_rule() {
        let around = [
            ("{555|020|100|002}", Transform::Rotate90),
            ("{5555|0020|0100|0000|1003}", Transform::Identity),
            ("{555|000|304|020}", Transform::Rotate180),
        ];
        let (task, answer) = turned("cell_gravity(input, up)", around);
        check(&task, &answer);
    }

    #[test]
    fn a_color_that_all_grids_are_drawn_on_is_exchanged_with_black() {
        let grids = ["{7177|7737|7777|2777}", "{7777|3737|7477|7777}", "{1777|7747|7777|7777}"];
        let (task, answer) = turned("cell_gravity(input, down)", grids.map(|text| (text, Transform::Identity)));
        assert!(all_forms(&task)[0].task.train[0].input.cells().contains(&Color::Black));
        check(&task, &answer);
    }

    #[test]
    fn pairs_that_lie_alike_are_in_normal_form() {
        let alike = ["{120|003|400|010}", "{010|230|004|000}", "{100|020|300|004|000}"];
        let (task, _) = turned("cell_gravity(input, down)", alike.map(|text| (text, Transform::Transpose)));
        let lies = |form: &NormalForm| *form.by != *Expression::call("upright", vec![Arc::new(Expression::Input)]);
        assert!(all_forms(&task).iter().all(lies));
    }

    #[test]
    fn looking_for_normal_forms_is_charged_and_ends_with_the_ticks() {
        let grids = ["{7177|7737|7777|2777}", "{7777|3737|7477|7777}", "{1777|7747|7777|7777}"];
        let (task, _) = turned("cell_gravity(input, down)", grids.map(|text| (text, Transform::Identity)));
        let spent = |budget: Budget| {
            let mut meter = Meter::new(budget);
            let forms = normal_forms(&task, &mut meter).len();
            (forms, meter.spent())
        };
        let (forms, all) = spent(Budget::new(u64::MAX, 1));
        assert!(forms > 0 && all > 500, "{all} ticks");
        assert_eq!(spent(Budget::new(all, 1)), (forms, all));
        let cells = 3 * 16;
        assert_eq!(spent(Budget::new(1, 1)), (0, cells), "the cells are looked at in any case");
        for ticks in (0..all).step_by(31) {
            assert!(spent(Budget::new(ticks, 1)).1 <= ticks.max(cells));
        }
    }
}
