//! Errors that say where they are: `file:line:column: what is wrong`.

use std::fmt;
use std::io;
use std::ops::Range;
use std::string::FromUtf8Error;

/// A file, or a place in it, that could not be understood. Prints as `file:line:column: what is wrong`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadError {
    file: String,
    place: Option<Place>,
    message: String,
    is_missing: bool,
}

/// A position in a text. Both numbers start at 1, columns count bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    line: usize,
    column: usize,
}

impl LoadError {
    /// An error about a file as a whole.
    pub(crate) fn whole_file(file: &str, message: impl Into<String>) -> LoadError {
        LoadError { file: file.to_owned(), place: None, message: message.into(), is_missing: false }
    }

    /// A file that could not be read.
    pub(crate) fn unreadable(file: &str, error: &io::Error) -> LoadError {
        LoadError {
            is_missing: error.kind() == io::ErrorKind::NotFound,
            ..LoadError::whole_file(file, error.to_string())
        }
    }

    /// The same error with a further remark at its end.
    pub(crate) fn with_remark(mut self, remark: &str) -> LoadError {
        self.message.push_str(remark);
        self
    }

    /// The same error, about a named part of the file.
    pub(crate) fn about(mut self, name: &str) -> LoadError {
        self.message = format!("`{name}`: {}", self.message);
        self
    }

    /// The file as it was named.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1, if the error is at a place in the text.
    pub fn line(&self) -> Option<usize> {
        self.place.map(|place| place.line)
    }

    /// The column in bytes, from 1, if the error is at a place in the text.
    pub fn column(&self) -> Option<usize> {
        self.place.map(|place| place.column)
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether there is no such file (rather than bad data in it).
    pub fn is_missing(&self) -> bool {
        self.is_missing
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => write!(f, "{}:{line}:{column}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for LoadError {}

/// A named text that is parsed in slices, with errors located in the whole.
pub(crate) struct Source<'a> {
    name: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// The text of a file; a byte order mark is dropped.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Source<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let after_newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(i, _)| i + 1);
        Source { name, text, line_starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Parses a slice of the text.
    pub(crate) fn parse<T: serde::Deserialize<'a>>(&self, slice: &'a str) -> Result<T, LoadError> {
        serde_json::from_str(slice).map_err(|error| self.located(slice, &error))
    }

    /// An error at the start of a slice of the text.
    pub(crate) fn error_at(&self, slice: &str, message: impl Into<String>) -> LoadError {
        self.error(self.range(slice).start, message)
    }

    fn located(&self, slice: &str, error: &serde_json::Error) -> LoadError {
        let shown = error.to_string();
        let suffix = format!(" at line {} column {}", error.line(), error.column());
        let message = shown.strip_suffix(&suffix).unwrap_or(&shown);
        let range = self.range(slice);
        let line_start = match error.line() {
            0 | 1 => range.start,
            line => self.line_starts[self.line_of(range.start) + line - 1],
        };
        // The column counts the bytes read. The better place to point at is the next token after space, and the first byte
        // of a number or a word.
        let bytes = self.text.as_bytes();
        let is_word =
            |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(byte));
        let mut offset = (line_start + error.column().saturating_sub(1)).min(range.end);
        while offset < range.end && bytes[offset].is_ascii_whitespace() {
            offset += 1;
        }
        while offset > line_start && is_word(offset) && is_word(offset - 1) {
            offset -= 1;
        }
        self.error(offset, message)
    }

    fn error(&self, offset: usize, message: impl Into<String>) -> LoadError {
        let line = self.line_of(offset);
        let place = Place { line: line + 1, column: offset - self.line_starts[line] + 1 };
        LoadError { place: Some(place), ..LoadError::whole_file(self.name, message) }
    }

    /// Index of the line that holds a byte.
    fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset) - 1
    }

    /// The bytes of a slice of the text.
    fn range(&self, slice: &str) -> Range<usize> {
        let start = (slice.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let start = start.filter(|start| start + slice.len() <= self.text.len()).expect("a slice of this text");
        start..start + slice.len()
    }
}

/// Where some bytes stop being UTF-8.
pub(crate) fn not_utf8(name: &str, error: FromUtf8Error) -> LoadError {
    let valid_up_to = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let valid = String::from_utf8_lossy(&bytes[..valid_up_to]);
    let source = Source::new(name, &valid);
    source.error(source.text.len(), "not UTF-8")
}
