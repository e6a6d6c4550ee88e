//! The text form, read.
//!
//! ```text
//! expression = "let" name "=" expression "in" expression
//!            | "if" expression "then" expression "else" expression
//!            | name "->" expression
//!            | name "(" [expression {"," expression}] ")"
//!            | "[" [expression {"," expression}] "]"
//!            | "(" expression ")" | name | constant
//! constant   = number | "(" number "," number ")" | number "x" number | word
//!            | ["mask" | "plane"] "{" row {"|" row} "}" ["@" "(" number "," number ")"]
//! ```
//! Words are colors, directions, transforms, segmentations, `true` and `false`. A grid row is digits, a mask row `#` and
//! `.`, a plane row numbers. `#` outside of masks begins a comment that ends with the line.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

use super::check::{MAX_DEPTH, is_bindable};
use super::expression::Expression;
use super::program::Program;
use crate::primitives::PrimitiveId;
use crate::values::{Cell, Color, Grid, IntoValue, MAX_SIDE, Matrix, Point, Size, Type, Value};

/// Most levels of a text. There may be more than [`MAX_DEPTH`], which the type check sees to: parentheses count here.
const MAX_NESTING: usize = 2 * MAX_DEPTH;

/// Why a text is not a program.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{line}:{column}: {message}")]
pub struct ParseError {
    /// Line of the text, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was expected and what was found.
    pub message: String,
}

impl Program {
    /// Reads a program from `input` to a grid.
    ///
    /// # Errors
    /// [`ParseError`] with the position of the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Program, ParseError> {
        let program = Program::parse_expression(text)?;
        match program.ty() {
            Type::Grid => Ok(program),
            other => {
                let message = format!("a program must give a Grid, this gives {other}");
                Err(ParseError { line: 1, column: 1, message })
            }
        }
    }

    /// Reads an expression of any type over `input`.
    ///
    /// # Errors
    /// [`ParseError`] with the position of the first thing that is wrong.
    pub fn parse_expression(text: &str) -> Result<Program, ParseError> {
        let mut parser = Parser::new(text);
        let body = parser.expression()?;
        parser.skip_blank();
        if !parser.rest.is_empty() {
            return Err(parser.expected("the end of the program"));
        }
        Program::new(body).map_err(|error| {
            let at = parser.spans.get(&error.node).copied().unwrap_or(0);
            parser.error_at(at, error.message)
        })
    }
}

/// Reads rows of color digits with a bar between any two, as in `12|34`; the offset is zero.
impl FromStr for Grid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Grid, ParseError> {
        Parser::new(text).rows(0, "", "a digit", color)
    }
}

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
    /// Byte offset of each node by its address, for the type check.
    spans: HashMap<usize, usize>,
    depth: usize,
}

type Parsed<T> = Result<T, ParseError>;

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser { text, rest: text, spans: HashMap::new(), depth: 0 }
    }

    fn position(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    fn error_at(&self, offset: usize, message: String) -> ParseError {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ParseError { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1, message }
    }

    fn expected(&mut self, what: &str) -> ParseError {
        self.skip_blank();
        let found = match self.rest.chars().next() {
            None => "the end of the text".to_string(),
            Some(first) => {
                let word = self.word();
                if word.is_empty() { format!("`{first}`") } else { format!("`{word}`") }
            }
        };
        self.error_at(self.position(), format!("expected {what}, found {found}"))
    }

    fn skip_blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let Some(comment) = self.rest.strip_prefix('#') else { return };
            self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
        }
    }

    /// The identifier at the current position, not consumed.
    fn word(&self) -> &'a str {
        let is_inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let end = self.rest.find(|letter| !is_inside(letter)).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        if word.starts_with(|first: char| first.is_ascii_digit()) { "" } else { word }
    }

    fn accept(&mut self, token: &str) -> bool {
        self.skip_blank();
        let is_word = token.starts_with(|first: char| first.is_ascii_alphabetic());
        let is_next = if is_word { self.word() == token } else { self.rest.starts_with(token) };
        if is_next {
            self.rest = &self.rest[token.len()..];
        }
        is_next
    }

    fn require(&mut self, token: &str) -> Parsed<()> {
        if self.accept(token) { Ok(()) } else { Err(self.expected(&format!("`{token}`"))) }
    }

    fn expression(&mut self) -> Parsed<Arc<Expression>> {
        self.skip_blank();
        let start = self.position();
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(self.error_at(start, format!("the text nests deeper than {MAX_NESTING} levels")));
        }
        let node = self.node()?;
        self.depth -= 1;
        self.spans.insert(Arc::as_ptr(&node) as usize, start);
        Ok(node)
    }

    fn node(&mut self) -> Parsed<Arc<Expression>> {
        let node = if self.accept("let") {
            let name = self.binding()?;
            self.require("=")?;
            let value = self.expression()?;
            self.require("in")?;
            Expression::Let(name, value, self.expression()?)
        } else if self.accept("if") {
            let condition = self.expression()?;
            self.require("then")?;
            let yes = self.expression()?;
            self.require("else")?;
            Expression::If(condition, yes, self.expression()?)
        } else if self.accept("[") {
            Expression::List(self.items("]")?)
        } else if self.accept("(") {
            return self.parenthesis();
        } else if self.rest.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            Expression::Literal(self.number_or_size()?)
        } else if self.rest.starts_with('{') || self.rest.starts_with("mask{") || self.rest.starts_with("plane{") {
            Expression::Literal(self.matrix()?)
        } else {
            return self.named();
        };
        Ok(Arc::new(node))
    }

    fn named(&mut self) -> Parsed<Arc<Expression>> {
        let start = self.rest;
        let word = self.word();
        if word.is_empty() || ["in", "then", "else"].contains(&word) {
            return Err(self.expected("an expression"));
        }
        self.rest = &self.rest[word.len()..];
        Ok(Arc::new(if word == "input" {
            Expression::Input
        } else if let Some(value) = Value::from_word(word) {
            Expression::Literal(value)
        } else if let Some(id) = PrimitiveId::find(word) {
            self.require("(")?;
            Expression::Call(id, self.items(")")?)
        } else if self.accept("->") {
            if !is_bindable(word) {
                self.rest = start;
                return Err(self.expected("the name of a variable"));
            }
            Expression::Function(word.into(), self.expression()?)
        } else if self.accept("(") {
            self.rest = start;
            return Err(self.expected("the name of a primitive"));
        } else {
            Expression::Variable(word.into())
        }))
    }

    fn binding(&mut self) -> Parsed<Arc<str>> {
        self.skip_blank();
        let word = self.word();
        if !is_bindable(word) {
            return Err(self.expected("the name of a variable"));
        }
        self.rest = &self.rest[word.len()..];
        Ok(word.into())
    }

    fn items(&mut self, end: &str) -> Parsed<Vec<Arc<Expression>>> {
        let mut items = Vec::new();
        if self.accept(end) {
            return Ok(items);
        }
        loop {
            items.push(self.expression()?);
            if self.accept(end) {
                return Ok(items);
            }
            if !self.accept(",") {
                return Err(self.expected(&format!("`,` or `{end}`")));
            }
        }
    }

    /// After an opening parenthesis: a grouped expression or a point.
    fn parenthesis(&mut self) -> Parsed<Arc<Expression>> {
        let start = self.position();
        let first = self.expression()?;
        if self.accept(")") {
            return Ok(first);
        }
        let Expression::Literal(Value::Int(row)) = *first else {
            return Err(self.expected("`)`"));
        };
        self.require(",")?;
        let Expression::Literal(Value::Int(col)) = *self.expression()? else {
            return Err(self.error_at(start, "a point is written as two numbers, `(row, column)`".to_string()));
        };
        self.require(")")?;
        Ok(Arc::new(Expression::Literal(Value::Point(Point::new(row, col)))))
    }

    fn number(&mut self) -> Parsed<i32> {
        self.skip_blank();
        let digits = self.rest.strip_prefix('-').unwrap_or(self.rest);
        let sign = self.rest.len() - digits.len();
        let length = sign + digits.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(digits.len());
        match self.rest[..length].parse() {
            Ok(number) => {
                self.rest = &self.rest[length..];
                Ok(number)
            }
            Err(_) => Err(self.expected("a number within bounds")),
        }
    }

    fn number_or_size(&mut self) -> Parsed<Value> {
        let first = self.number()?;
        let Some(rest) = self.rest.strip_prefix('x') else { return Ok(Value::Int(first)) };
        if !rest.starts_with(|next: char| next.is_ascii_digit() || next == '-') {
            return Ok(Value::Int(first));
        }
        self.rest = rest;
        Ok(Value::Size(Size::new(first, self.number()?)))
    }

    fn matrix(&mut self) -> Parsed<Value> {
        if self.accept("mask") {
            let cell = |text: &mut &str| match take(text)? {
                '#' => Some(true),
                '.' => Some(false),
                _ => None,
            };
            Ok(self.cells("`#` or `.`", cell)?.into_value())
        } else if self.accept("plane") {
            let number = |text: &mut &str| {
                *text = text.trim_start_matches(' ');
                let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(text.len());
                let (word, rest) = text.split_at(end);
                *text = rest.trim_start_matches(' ');
                word.parse::<i32>().ok()
            };
            Ok(self.cells("a number", number)?.into_value())
        } else {
            Ok(self.cells("a digit", color)?.into_value())
        }
    }

    fn cells<T: Cell>(&mut self, what: &str, cell: impl FnMut(&mut &str) -> Option<T>) -> Parsed<Matrix<T>> {
        let start = self.position();
        self.require("{")?;
        let matrix = self.rows(start, "}", what, cell)?;
        if !self.rest.starts_with('@') {
            return Ok(matrix);
        }
        self.require("@")?;
        self.require("(")?;
        let row = self.number()?;
        self.require(",")?;
        let col = self.number()?;
        self.require(")")?;
        Ok(matrix.with_offset(Point::new(row, col)))
    }

    /// The rows of a matrix that began at `start`, up to and with its end; an empty one is the end of the text.
    fn rows<T: Cell>(
        &mut self,
        start: usize,
        end: &str,
        what: &str,
        mut cell: impl FnMut(&mut &str) -> Option<T>,
    ) -> Parsed<Matrix<T>> {
        let is_end = |rest: &str| if end.is_empty() { rest.is_empty() } else { rest.starts_with(end) };
        let (mut cells, mut height, mut width) = (Vec::new(), 0, None);
        loop {
            let before = cells.len();
            while !self.rest.starts_with('|') && !is_end(self.rest) {
                let mut rest = self.rest;
                let Some(value) = cell(&mut rest) else { return Err(self.expected(what)) };
                self.rest = rest;
                cells.push(value);
            }
            height += 1;
            let length = cells.len() - before;
            if *width.get_or_insert(length) != length {
                return Err(self.error_at(self.position(), "the rows differ in length".to_string()));
            }
            if is_end(self.rest) {
                self.rest = &self.rest[end.len()..];
                break;
            }
            self.rest = &self.rest[1..];
        }
        Matrix::new(height, width.unwrap_or(0), cells)
            .ok_or_else(|| self.error_at(start, format!("sides must be 1 to {MAX_SIDE}")))
    }
}

fn color(text: &mut &str) -> Option<Color> {
    Color::from_digit(take(text)?)
}

fn take(text: &mut &str) -> Option<char> {
    let mut letters = text.chars();
    let first = letters.next();
    *text = letters.as_str();
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Program::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn programs_print_as_they_are_read() {
        for text in [
            "input",
            "transform(input, rotate90)",
            "let a = transform(input, transpose) in if equal(a, input) then a else {01|23}",
            "paint_by(input, p -> if equal(at(input, p), red) then blue else at(input, p))",
            "first([{1}, {2}@(-1, 3)])",
        ] {
            let program = Program::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(program.to_string(), text);
        }
    }

    #[test]
    fn blanks_comments_and_parentheses_are_free() {
        let spaced = "# turn\n transform ( (input) ,\n rotate90 # clockwise\n )";
        assert_eq!(Program::parse(spaced), Program::parse("transform(input, rotate90)"));
    }

    #[test]
    fn grids_are_read_without_braces() {
        let grid: Grid = "12|34".parse().unwrap();
        assert_eq!(grid, Grid::new(2, 2, vec![Color::Blue, Color::Red, Color::Green, Color::Yellow]).unwrap());
        let error = |text: &str| text.parse::<Grid>().unwrap_err().to_string();
        assert_eq!(error("12|3"), "1:5: the rows differ in length");
        assert_eq!(error("12|3a"), "1:5: expected a digit, found `a`");
        assert_eq!(error("{12}"), "1:1: expected a digit, found `{`");
        assert_eq!(error(""), "1:1: sides must be 1 to 128");
    }

    #[test]
    fn errors_say_where_and_what() {
        assert_eq!(error("transform(input"), "1:16: expected `,` or `)`, found the end of the text");
        assert_eq!(error("transform(input,\n red)"), "2:2: expected Transform, found Color");
        assert_eq!(error("frobnicate(input)"), "1:1: expected the name of a primitive, found `frobnicate`");
        assert_eq!(error("transform(x, identity)"), "1:11: `x` is not known");
        assert_eq!(error("{12|3}"), "1:6: the rows differ in length");
        assert_eq!(error("{1a}"), "1:3: expected a digit, found `a`");
        assert_eq!(error("{1|2}@(1000001, 0)"), "1:1: this number is out of bounds");
        assert_eq!(error("3"), "1:1: a program must give a Grid, this gives Int");
        assert_eq!(error("transform(input)"), "1:1: `transform` takes 2 arguments, found 1");
        assert_eq!(error("let red = input in red"), "1:5: expected the name of a variable, found `red`");
        assert!(error(&"[".repeat(1000)).contains("nests deeper"));
    }
}
