//! `arc man`: the manual page, in roff.

use std::io::Write;

use anyhow::Result;
use clap::{Args, Command};

use crate::console::Console;
use crate::exit::{Exit, no_input};
use crate::nearest;

/// Arguments of `arc man`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The page of this subcommand instead of the main page
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

const EXIT_STATUS: &str = r#".SH "EXIT STATUS"
.TP
0
The command finished. An unsolved task is not an error.
.TP
2
The command line is wrong.
.TP
65
The data, the submission or the program is wrong.
.TP
66
There is no such file, task or primitive.
.TP
70
A defect of the program, or a file could not be written.
.TP
75
A signal cut the run short; what there was is saved.
"#;

/// Runs the command; `whole` is the command line.
///
/// # Errors
/// If there is no such subcommand or standard output cannot be written.
pub fn run(arguments: &Arguments, mut whole: Command, console: &mut Console) -> Result<Exit> {
    whole = whole.disable_help_subcommand(true);
    whole.build();
    let page = match &arguments.command {
        None => whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => command.clone().display_name(format!("arc-{name}")),
            None => {
                let known = whole.get_subcommands().map(|command| command.get_name());
                return Err(no_input(format!("there is no command `{name}`{}", nearest::proposal(name, known))));
            }
        },
    };
    let source = concat!("arc ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(page).source(source).render(console.out())?;
    console.out().write_all(EXIT_STATUS.as_bytes())?;
    Ok(Exit::Success)
}
