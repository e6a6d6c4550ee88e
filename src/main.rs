//! The command line of the ARC solver: arguments, files, clocks, signals, printing and exit codes. Solving itself is in
//! the library crates, which know nothing of all this.

mod arguments;
mod commands;
mod console;
mod exit;
mod nearest;
mod options;
mod run;
mod show;
mod words;

use std::panic::catch_unwind;
use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use anyhow::Result;
use clap::{CommandFactory, Parser};

use crate::arguments::{Command, CommandLine};
use crate::commands::{
    completions, dsl, explain, generate, guide, man, merge, run as run_program, score, show as show_task, solve, train,
    validate, verify,
};
use crate::console::say;
use crate::exit::Exit;

fn main() -> ExitCode {
    // A file that grows beyond its limit is an error like a full disk, and not the end of the process.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    let command_line = CommandLine::parse();
    let exit = match catch_unwind(|| perform(command_line)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            if !exit::is_broken_pipe(&error) {
                say(format_args!("error: {error:#}"));
            }
            exit::of_error(&error)
        }
        // The panic hook has printed the reason.
        Err(_) => Exit::Internal,
    };
    ExitCode::from(exit as u8)
}

fn perform(command_line: CommandLine) -> Result<Exit> {
    let mut console = command_line.console();
    let result = match command_line.command {
        Command::Solve(arguments) => solve::run(&arguments, &mut console),
        Command::Score(arguments) => score::run(&arguments, &mut console),
        Command::Validate(arguments) => validate::run(&arguments, &mut console),
        Command::Verify(arguments) => verify::run(&arguments, &mut console),
        Command::Merge(arguments) => merge::run(&arguments, &mut console),
        Command::Show(arguments) => show_task::run(&arguments, &mut console),
        Command::Run(arguments) => run_program::run(&arguments, &mut console),
        Command::Explain(arguments) => explain::run(&arguments, &mut console),
        Command::Generate(arguments) => generate::run(&arguments, &mut console),
        Command::Train(arguments) => train::run(&arguments, &mut console),
        Command::Guide(arguments) => guide::run(&arguments, &mut console),
        Command::Dsl(arguments) => dsl::run(&arguments, &mut console),
        Command::Completions(arguments) => completions::run(&arguments, CommandLine::command(), &mut console),
        Command::Man(arguments) => man::run(&arguments, CommandLine::command(), &mut console),
    };
    let flushed = console.finish();
    let exit = result?;
    if exit != Exit::CutShort {
        flushed?;
    }
    Ok(exit)
}
