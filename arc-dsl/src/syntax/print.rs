//! The text form, written. [`parse`](super::parse) reads it back to an equal program.

use std::fmt;

use super::expression::Expression;
use super::program::Program;
use crate::values::{Cell, Color, Grid, Matrix, Point, Value};

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.body())
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Input => f.write_str("input"),
            Expression::Literal(value) => write!(f, "{value}"),
            Expression::Variable(name) => f.write_str(name),
            Expression::Call(id, arguments) => {
                write!(f, "{}(", id.get().name)?;
                separated(f, arguments)?;
                f.write_str(")")
            }
            Expression::Function(name, body) => write!(f, "{name} -> {body}"),
            Expression::If(condition, yes, no) => write!(f, "if {condition} then {yes} else {no}"),
            Expression::Let(name, value, body) => write!(f, "let {name} = {value} in {body}"),
            Expression::List(items) => {
                f.write_str("[")?;
                separated(f, items)?;
                f.write_str("]")
            }
        }
    }
}

/// The rows as color digits with a bar between any two, which `parse` reads back; the offset is left out.
impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&rows(self, "", |color| color.digit().to_string()))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bool(truth) => write!(f, "{truth}"),
            Value::Int(number) => write!(f, "{number}"),
            Value::Color(color) => write!(f, "{color}"),
            Value::Point(point) => write!(f, "{point}"),
            Value::Size(size) => write!(f, "{size}"),
            Value::Direction(direction) => f.write_str(direction.name()),
            Value::Transform(transform) => f.write_str(transform.name()),
            Value::Segmentation(segmentation) => f.write_str(segmentation.name()),
            Value::Grid(grid) => matrix(f, "", grid, "", |color| color.digit().to_string()),
            Value::Mask(mask) => matrix(f, "mask", mask, "", |cell| if cell { "#" } else { "." }.to_string()),
            Value::Plane(plane) => matrix(f, "plane", plane, " ", |number| number.to_string()),
            Value::Object(object) => {
                let digit = |cell: Option<Color>| cell.map_or('.', |color| color.digit()).to_string();
                matrix(f, "object", object.cells(), "", digit)
            }
            Value::List(items) => {
                f.write_str("[")?;
                separated(f, items)?;
                f.write_str("]")
            }
        }
    }
}

fn separated<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
    }
    Ok(())
}

fn matrix<T: Cell>(
    f: &mut fmt::Formatter<'_>,
    prefix: &str,
    matrix: &Matrix<T>,
    separator: &str,
    cell: impl Fn(T) -> String,
) -> fmt::Result {
    write!(f, "{prefix}{{{}}}", rows(matrix, separator, cell))?;
    if matrix.offset() != Point::default() {
        write!(f, "@{}", matrix.offset())?;
    }
    Ok(())
}

fn rows<T: Cell>(matrix: &Matrix<T>, separator: &str, cell: impl Fn(T) -> String) -> String {
    let row = |row: &[T]| row.iter().map(|&value| cell(value)).collect::<Vec<_>>().join(separator);
    matrix.rows().map(row).collect::<Vec<String>>().join("|")
}
