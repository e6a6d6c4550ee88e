//! Exit codes, after `sysexits.h`: scripts and schedulers decide by them whether to go on, repair or requeue.

use std::fmt;
use std::io;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// The command finished. An unsolved task is not an error.
    Success = 0,
    /// The data or the program text is wrong (`EX_DATAERR`).
    BadData = 65,
    /// A named file, task or primitive does not exist (`EX_NOINPUT`).
    NoInput = 66,
    /// A defect of this program, or a file that could not be written (`EX_SOFTWARE`).
    Internal = 70,
    /// A signal cut the run short; what there was is saved and the run may be repeated (`EX_TEMPFAIL`).
    CutShort = 75,
}

/// Marks an error with the exit code it means; anything unmarked is [`Exit::Internal`].
#[derive(Debug)]
struct Coded {
    exit: Exit,
    message: String,
}

impl fmt::Display for Coded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Coded {}

/// An error that exits with [`Exit::BadData`].
pub fn bad_data(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::BadData, message: message.to_string() }.into()
}

/// An error that exits with [`Exit::NoInput`].
pub fn no_input(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::NoInput, message: message.to_string() }.into()
}

/// The exit code an error means. A reader that closed the pipe has all it wanted, which is a success.
pub fn of_error(error: &anyhow::Error) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Success;
    }
    error.downcast_ref::<Coded>().map_or(Exit::Internal, |coded| coded.exit)
}

/// Whether the error is that the reader of the output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_pipe)
}
