//! Where a command writes: data to standard output, everything else to standard error.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Stderr, Stdout, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use data::ColorDepth;

use crate::exit::StandardOutputError;

/// The choice of `--color`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ColorChoice {
    /// Colors on a terminal that has them, unless `NO_COLOR` is set.
    Auto,
    /// Colors also into files and pipes.
    Always,
    /// No colors.
    Never,
}

/// The two output streams of a command.
pub struct Console {
    out: BufWriter<Out>,
    depth: ColorDepth,
    verbosity: i8,
}

impl Console {
    /// A console for the given choice of colors; `verbosity` is negative for `-q`, positive for `-v`.
    pub fn new(choice: ColorChoice, verbosity: i8) -> Console {
        Console { out: BufWriter::new(Out::Data(io::stdout())), depth: detect_depth(choice), verbosity }
    }

    /// Leaves standard output to a file that was asked for as `-`: what is for people goes to standard error from now on.
    pub fn leave_standard_output(&mut self) {
        self.out = BufWriter::new(Out::Notes(io::stderr()));
    }

    /// Standard output, buffered; flushed by [`Console::finish`].
    pub fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// As the stream; a closed pipe among them.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// How many colors standard output shows.
    pub fn depth(&self) -> ColorDepth {
        self.depth
    }

    /// Columns of the terminal, or 80.
    pub fn width(&self) -> usize {
        self.terminal_width().unwrap_or(80)
    }

    /// Columns of the terminal, if standard output is one.
    pub fn terminal_width(&self) -> Option<usize> {
        let columns = || terminal_size::terminal_size().map_or(80, |(width, _)| width.0 as usize);
        io::stdout().is_terminal().then(columns)
    }

    /// Whether to show progress.
    pub fn shows_progress(&self) -> bool {
        self.verbosity >= 0 && io::stderr().is_terminal()
    }

    /// Whether to report every step.
    pub fn is_verbose(&self) -> bool {
        self.verbosity > 0
    }

    /// Writes a note, unless `-q` was given.
    pub fn note(&self, message: impl fmt::Display) {
        if self.verbosity >= 0 {
            say(format_args!("{message}"));
        }
    }

    /// Writes a warning, unless `-qq` was given.
    pub fn warn(&self, message: impl fmt::Display) {
        if self.verbosity >= -1 {
            say(format_args!("warning: {message}"));
        }
    }

    /// The text in a color, if standard output shows colors.
    pub fn paint(&self, color: AnsiColor, text: impl fmt::Display) -> String {
        if self.depth == ColorDepth::Digits {
            return text.to_string();
        }
        let style = Style::new().fg_color(Some(color.into()));
        format!("{style}{text}{style:#}")
    }
}

/// Where the text of a command goes.
enum Out {
    /// Standard output.
    Data(Stdout),
    /// Standard error, if standard output is taken.
    Notes(Stderr),
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::Data(stdout) => stdout.write(bytes).map_err(marked),
            Out::Notes(stderr) => stderr.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Out::Data(stdout) => stdout.flush().map_err(marked),
            Out::Notes(stderr) => stderr.flush(),
        }
    }
}

/// The error of standard output, told apart from those of files.
pub fn marked(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), StandardOutputError(error))
}

/// Writes a line to standard error. A failure is ignored: there is nowhere left to report it.
pub fn say(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

fn detect_depth(choice: ColorChoice) -> ColorDepth {
    let is_wanted = match choice {
        ColorChoice::Never => false,
        ColorChoice::Always => true,
        ColorChoice::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let term = std::env::var("TERM").unwrap_or_default();
    if !is_wanted {
        ColorDepth::Digits
    } else if anstyle_query::truecolor() {
        ColorDepth::TrueColor
    } else if term.contains("256color") {
        ColorDepth::Ansi256
    } else if choice == ColorChoice::Always {
        ColorDepth::TrueColor
    } else {
        ColorDepth::Digits
    }
}
