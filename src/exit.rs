//! Exit codes, after `sysexits.h`: scripts and schedulers decide by them whether to go on, repair or requeue.

use std::fmt;
use std::io;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// The command finished. An unsolved task is not an error.
    Success = 0,
    /// A result claims what is not so.
    Refuted = 1,
    /// The arguments do not go together (as the parser of arguments ends).
    Usage = 2,
    /// The data or the program text is wrong (`EX_DATAERR`).
    BadData = 65,
    /// A named file, task, concept or primitive does not exist (`EX_NOINPUT`).
    NoInput = 66,
    /// A device that is to be computed on is not there (`EX_UNAVAILABLE`).
    Unavailable = 69,
    /// A defect of this program (`EX_SOFTWARE`).
    Internal = 70,
    /// An output cannot be written: no such folder, no permission, a full disk (`EX_CANTCREAT`).
    Unwritable = 73,
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

/// An error that exits with [`Exit::Usage`].
pub fn usage(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::Usage, message: message.to_string() }.into()
}

/// An error that exits with [`Exit::BadData`].
pub fn bad_data(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::BadData, message: message.to_string() }.into()
}

/// An error that exits with [`Exit::NoInput`].
pub fn no_input(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::NoInput, message: message.to_string() }.into()
}

/// An error that exits with [`Exit::Unavailable`].
pub fn unavailable(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::Unavailable, message: message.to_string() }.into()
}

/// An error that exits with [`Exit::Unwritable`]. A reader of a named pipe that went away is one, too.
pub fn unwritable(message: impl fmt::Display) -> anyhow::Error {
    Coded { exit: Exit::Unwritable, message: message.to_string() }.into()
}

/// The error of a file that could not be read: there is none, or what is in it is wrong.
pub fn unread(error: data::LoadError) -> anyhow::Error {
    if error.is_missing() { no_input(error) } else { bad_data(error) }
}

/// The exit code an error means. A reader that closed the pipe has all it wanted, which is a success.
pub fn of_error(error: &anyhow::Error) -> Exit {
    if is_broken_pipe(error) {
        return Exit::Success;
    }
    match error.downcast_ref::<Coded>() {
        Some(coded) => coded.exit,
        None if is_of_standard_output(error) => Exit::Unwritable,
        None => Exit::Internal,
    }
}

/// Whether standard output cannot be written to.
fn is_of_standard_output(error: &anyhow::Error) -> bool {
    let is_marked = |cause: &(dyn std::error::Error + 'static)| {
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        inner.is_some_and(|inner| inner.is::<StandardOutputError>())
    };
    error.chain().any(is_marked)
}

/// Marks an error of standard output, which would name no file otherwise.
#[derive(Debug)]
pub struct StandardOutputError(pub io::Error);

impl fmt::Display for StandardOutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write to standard output: {}", self.0)
    }
}

impl std::error::Error for StandardOutputError {}

/// Whether the error is that the reader of the output went away.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_pipe)
}
