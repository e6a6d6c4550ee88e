//! `arc run`: a program on a task.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anstyle::AnsiColor;
use anyhow::Result;
use arc_dsl::{Grid, ParseError, Program, Stop};
use clap::Args;

use crate::console::Console;
use crate::exit::{Exit, bad_data, unread};
use crate::options::style::StyleArguments;
use crate::options::tasks::TaskArguments;
use crate::show::canvas::{Brush, write_panels};
use crate::show::steps::{words, write_steps};
use crate::words::counted;

/// Arguments of `arc run`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The text of a program, or @FILE to read it from a file
    #[arg(value_name = "PROGRAM")]
    program: String,
    #[command(flatten)]
    task: TaskArguments,
    /// Compare with the expected test outputs, too, and show them
    #[arg(long)]
    reveal: bool,
    /// Show what each step of the program makes of the first pair
    #[arg(long)]
    steps: bool,
    #[command(flatten)]
    style: StyleArguments,
}

/// Runs the command. A program that does not fit is a result like any other.
///
/// # Errors
/// If the program cannot be read or there is no such task.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let program = read_program(&arguments.program)?;
    let (task, dataset) = arguments.task.load(console)?;
    let brush = arguments.style.brush(console);

    let mut fitting = 0;
    for (index, pair) in task.train.iter().enumerate() {
        let name = format!("pair {}", index + 1);
        let result = program.run(&pair.input);
        fitting += usize::from(compare(&name, &pair.input, &pair.output, &result, &brush, console)?);
    }
    for (index, input) in task.tests.iter().enumerate() {
        let name = format!("test {}", index + 1);
        let result = program.run(input);
        if let Some(answer) = dataset.answers.output(&task.id, index).filter(|_| arguments.reveal) {
            compare(&name, input, answer, &result, &brush, console)?;
            continue;
        }
        match &result {
            Ok(grid) => {
                writeln!(console.out(), "{name}:")?;
                write_panels(&[brush.grid("input", input), brush.grid("output", grid)], console)?;
            }
            Err(stop) => writeln!(console.out(), "{name}: {}", words(*stop))?,
        }
    }
    writeln!(console.out(), "fits {fitting} of {}, {} bits", counted(task.train.len(), "pair"), program.cost())?;
    if arguments.steps
        && let Some(pair) = task.train.first()
    {
        write_steps(&program, &pair.input, &brush, console)?;
    }
    Ok(Exit::Success)
}

/// Says whether the result is as expected, with a picture of the difference if it is not; returns whether it is.
fn compare(
    name: &str,
    input: &Grid,
    expected: &Grid,
    result: &Result<Arc<Grid>, Stop>,
    brush: &Brush,
    console: &mut Console,
) -> Result<bool> {
    let is_right = result.as_ref().is_ok_and(|grid| grid.same_cells(expected));
    let verdict = match result {
        Ok(_) if is_right => console.paint(AnsiColor::Green, "right"),
        Ok(_) => console.paint(AnsiColor::Red, "wrong"),
        Err(stop) => console.paint(AnsiColor::Red, words(*stop)),
    };
    writeln!(console.out(), "{name}: {verdict}")?;
    if let Ok(grid) = result
        && !is_right
    {
        let panels = [
            brush.grid("input", input),
            brush.grid("expected", expected),
            brush.grid("output", grid),
            brush.difference(expected, grid),
        ];
        write_panels(&panels, console)?;
    }
    Ok(is_right)
}

fn read_program(argument: &str) -> Result<Program> {
    let (name, text) = match argument.strip_prefix('@') {
        None => ("program", argument.to_string()),
        Some(path) => (path, data::read_text(Path::new(path)).map_err(unread)?),
    };
    Program::parse(&text).map_err(|error| bad_data(format!("{name}:{error}\n{}", pointer(&text, &error))))
}

/// The line of an error with a caret under its column.
fn pointer(text: &str, error: &ParseError) -> String {
    let line = text.lines().nth(error.line - 1).unwrap_or("");
    // Tabs stay tabs, so that the caret ends up below the right letter.
    let before = line.chars().chain(std::iter::repeat(' ')).take(error.column - 1);
    let indent: String = before.map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect();
    format!("  {line}\n  {indent}^")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_points_at_the_error() {
        let text = "transform(input,\n\tred)";
        let error = Program::parse(text).unwrap_err();
        assert_eq!(pointer(text, &error), "  \tred)\n  \t^");
        let error = Program::parse("transform(input").unwrap_err();
        assert_eq!(pointer("transform(input", &error), "  transform(input\n                 ^");
    }
}
