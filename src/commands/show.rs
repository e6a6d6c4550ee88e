//! `arc show`: a task in the terminal or as a picture.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use data::{task_sheet, to_png};

use crate::console::Console;
use crate::exit::Exit;
use crate::options::style::StyleArguments;
use crate::options::tasks::TaskArguments;
use crate::run::store::write_extra;
use crate::show::canvas::{Panel, beside};

/// Arguments of `arc show`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    task: TaskArguments,
    /// Write a picture to this file instead; `-` is standard output
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArguments,
    /// Show the expected test outputs, too, if they are known
    #[arg(long)]
    reveal: bool,
}

/// Runs the command.
///
/// # Errors
/// If there is no such task or a file cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let (task, dataset) = arguments.task.load(console)?;
    let answers = if arguments.reveal { dataset.answers.of(&task.id) } else { &[] };
    if let Some(path) = &arguments.png {
        let picture = task_sheet(&task, answers, &arguments.style.picture());
        write_extra(path, &to_png(&picture), console)?;
        return Ok(Exit::Success);
    }
    let brush = arguments.style.brush(console);
    let width = console.width();
    let out = console.out();
    writeln!(out, "{}", task.id)?;
    for (index, pair) in task.train.iter().enumerate() {
        writeln!(out, "\npair {}", index + 1)?;
        let panels = [brush.grid("input", &pair.input), brush.grid("output", &pair.output)];
        out.write_all(beside(&panels, width).as_bytes())?;
    }
    for (index, input) in task.tests.iter().enumerate() {
        writeln!(out, "\ntest {}", index + 1)?;
        let output = match answers.get(index).and_then(Option::as_ref) {
            Some(answer) => brush.grid("output", answer),
            None => Panel::text("output", "?"),
        };
        out.write_all(beside(&[brush.grid("input", input), output], width).as_bytes())?;
    }
    Ok(Exit::Success)
}
