//! `arc completions`: for the shell.

use anyhow::Result;
use clap::{Args, Command};
use clap_complete::Shell;

use crate::console::Console;
use crate::exit::Exit;

/// Arguments of `arc completions`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command; `whole` is the command line.
///
/// # Errors
/// If standard output cannot be written.
pub fn run(arguments: &Arguments, mut whole: Command, console: &mut Console) -> Result<Exit> {
    // The generator panics if it cannot write, which it always can to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut whole, "arc", &mut script);
    std::io::Write::write_all(console.out(), &script)?;
    Ok(Exit::Success)
}
