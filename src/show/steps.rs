//! A program taken apart: each step with its value on one input, in order of evaluation.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use anstyle::AnsiColor;
use anyhow::Result;
use arc_dsl::{DEFAULT_TICKS, Expression, Grid, Program, Step, Stop, Value};

use crate::console::Console;
use crate::show::canvas::{Brush, Panel, write_panels};

/// One step of a program as it is written out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenStep {
    /// What is done, with `#1` for the value of the first step and so on.
    pub text: String,
    program: Program,
}

impl WrittenStep {
    /// The value of the step on an input of the whole program.
    ///
    /// # Errors
    /// [`Stop`] if the step is undefined there or takes too long.
    pub fn value(&self, input: &Arc<Grid>) -> Result<Value, Stop> {
        self.program.evaluate(input, &mut DEFAULT_TICKS.clone())
    }
}

/// The steps of a program outside of functions, whose bodies have no one value.
pub fn steps(program: &Program) -> Vec<WrittenStep> {
    let mut steps = Vec::new();
    let mut known: HashMap<Arc<Expression>, String> = HashMap::new();
    for step in program.body().steps().into_iter().filter(|step| !step.is_in_function) {
        // Within `let`s a part may nest too deeply for a program; such a part is spelled out where it is used.
        let Ok(program) = Program::new(step.closed.clone()) else { continue };
        let text = described(&step, &known);
        let text = step.bound_to.map_or(text.clone(), |name| format!("{name} = {text}"));
        steps.push(WrittenStep { text, program });
        known.insert(step.closed, format!("#{}", steps.len()));
    }
    steps
}

/// The part with the names of known steps in place of its own parts.
fn described(step: &Step, known: &HashMap<Arc<Expression>, String>) -> String {
    let name = |part: &Arc<Expression>| {
        let inner = innermost(part);
        let is_step = matches!(**inner, Expression::Call(..) | Expression::List(_) | Expression::If(..));
        let known = is_step.then(|| known.get(&within_lets(&step.closed, &step.part, part))).flatten();
        known.cloned().unwrap_or_else(|| inner.to_string())
    };
    let names = |parts: &[Arc<Expression>]| parts.iter().map(name).collect::<Vec<_>>().join(", ");
    match &*step.part {
        Expression::Call(primitive, parts) => format!("{}({})", primitive.get().name, names(parts)),
        Expression::List(parts) => format!("[{}]", names(parts)),
        Expression::If(condition, yes, no) => format!("if {} then {} else {}", name(condition), name(yes), name(no)),
        simple => simple.to_string(),
    }
}

/// What the `let`s at the root of an expression are for.
fn innermost(expression: &Arc<Expression>) -> &Arc<Expression> {
    match &**expression {
        Expression::Let(_, _, body) => innermost(body),
        _ => expression,
    }
}

/// Another expression in place of a part within its `let`s.
fn within_lets(closed: &Arc<Expression>, part: &Arc<Expression>, other: &Arc<Expression>) -> Arc<Expression> {
    match &**closed {
        Expression::Let(name, value, body) if !Arc::ptr_eq(closed, part) => {
            Arc::new(Expression::Let(name.clone(), value.clone(), within_lets(body, part, other)))
        }
        _ => other.clone(),
    }
}

/// A value as panels: matrices as pictures, lists element by element up to a few, the rest as text.
pub fn panels(brush: &Brush, value: &Value) -> Vec<Panel> {
    const MOST_ELEMENTS: usize = 8;
    match value {
        Value::Grid(grid) => vec![brush.grid("Grid", grid)],
        Value::Object(object) => {
            let cell = |cell: &Option<arc_dsl::Color>| cell.map_or('.', |color| color.digit());
            let lines = object.cells().rows().map(|row| row.iter().map(cell).collect());
            vec![Panel::lines(&format!("Object at {}", object.position()), lines.collect())]
        }
        Value::Mask(mask) => {
            let lines = mask.rows().map(|row| row.iter().map(|&cell| if cell { '#' } else { '.' }).collect());
            vec![Panel::lines(&format!("Mask {}x{}", mask.width(), mask.height()), lines.collect())]
        }
        Value::Plane(plane) => {
            let width = plane.cells().iter().map(|number| number.to_string().len()).max().unwrap_or(1);
            let line = |row: &[i32]| row.iter().map(|number| format!("{number:>width$}")).collect::<Vec<_>>().join(" ");
            let caption = format!("Plane {}x{}", plane.width(), plane.height());
            vec![Panel::lines(&caption, plane.rows().map(line).collect())]
        }
        Value::List(items) if items.iter().any(is_matrix) => {
            let mut shown: Vec<Panel> = items.iter().take(MOST_ELEMENTS).flat_map(|item| panels(brush, item)).collect();
            if let Some(more) = items.len().checked_sub(MOST_ELEMENTS + 1) {
                shown.push(Panel::text("", &format!("and {} more", more + 1)));
            }
            shown
        }
        simple => vec![Panel::text("", &shortened(&simple.to_string()))],
    }
}

fn is_matrix(value: &Value) -> bool {
    matches!(value, Value::Grid(_) | Value::Object(_) | Value::Mask(_) | Value::Plane(_))
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

/// Writes every step of a program with its value on an input.
///
/// # Errors
/// If standard output cannot be written.
pub fn write_steps(program: &Program, input: &Arc<Grid>, brush: &Brush, console: &mut Console) -> Result<()> {
    write_panels(&[brush.grid("input", input)], console)?;
    for (index, step) in steps(program).iter().enumerate() {
        let text = console.paint(AnsiColor::Cyan, &step.text);
        writeln!(console.out(), "\n#{} {text}", index + 1)?;
        match step.value(input) {
            Ok(value) => write_panels(&panels(brush, &value), console)?,
            Err(stop) => writeln!(console.out(), "{}", words(stop))?,
        }
    }
    Ok(())
}

/// Why a program gives no value.
pub fn words(stop: Stop) -> &'static str {
    match stop {
        Stop::Undefined => "undefined",
        Stop::OutOfTicks => "takes too long",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(program: &str) -> Vec<String> {
        steps(&Program::parse(program).unwrap()).into_iter().map(|step| step.text).collect()
    }

    #[test]
    fn steps_refer_to_one_another() {
        let program = "let a = transform(input, transpose) in transform(transform(a, rotate90), rotate90)";
        let expected = ["a = transform(input, transpose)", "transform(a, rotate90)", "transform(#2, rotate90)"];
        assert_eq!(texts(program), expected);
    }

    #[test]
    fn equal_steps_are_one() {
        let program = "first([transform(input, rotate90), transform(input, rotate90)])";
        assert_eq!(texts(program), ["transform(input, rotate90)", "[#1, #1]", "first(#2)"]);
    }

    #[test]
    fn the_last_step_is_the_result() {
        let program = Program::parse("let a = input in if equal(a, input) then {1} else a").unwrap();
        let input = Arc::new(Grid::filled(2, 2, arc_dsl::Color::Red).unwrap());
        let last = steps(&program).pop().unwrap();
        assert_eq!(last.text, "if #2 then {1} else a");
        assert_eq!(last.value(&input), program.evaluate(&input, &mut DEFAULT_TICKS.clone()));
    }

    #[test]
    fn functions_stay_whole() {
        assert_eq!(texts("paint_by(input, p -> at(input, p))"), ["paint_by(input, p -> at(input, p))"]);
    }
}
