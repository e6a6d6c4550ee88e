//! Static types of the language.

use std::fmt;

/// The type of an expression.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Type {
    /// Truth value.
    Bool,
    /// Number, at most [`MAX_INT`](super::value::MAX_INT) in magnitude.
    Int,
    /// One of ten colors.
    Color,
    /// Position or displacement.
    Point,
    /// Height and width.
    Size,
    /// One of eight directions.
    Direction,
    /// One of eight symmetries of the square.
    Transform,
    /// A way to cut a grid into objects.
    Segmentation,
    /// Rectangle of colors.
    Grid,
    /// Rectangle of truth values.
    Mask,
    /// Rectangle of numbers.
    Plane,
    /// Colored shape in a scene.
    Object,
    /// List of values of one type.
    List(Box<Type>),
    /// Function from one type to another; only as an argument.
    Function(Box<Type>, Box<Type>),
    /// Any one type, the same wherever the same number stands in a signature.
    Variable(u32),
}

impl Type {
    /// The type of lists of a type.
    pub fn list(element: Type) -> Type {
        Type::List(Box::new(element))
    }

    /// The type of functions between two types.
    pub fn function(from: Type, to: Type) -> Type {
        Type::Function(Box::new(from), Box::new(to))
    }

    /// The type with every variable replaced.
    pub fn substitute(&self, by: &impl Fn(u32) -> Type) -> Type {
        match self {
            Type::Variable(number) => by(*number),
            Type::List(element) => Type::list(element.substitute(by)),
            Type::Function(from, to) => Type::function(from.substitute(by), to.substitute(by)),
            simple => simple.clone(),
        }
    }

    /// Whether no variable occurs.
    pub fn is_concrete(&self) -> bool {
        match self {
            Type::Variable(_) => false,
            Type::List(element) => element.is_concrete(),
            Type::Function(from, to) => from.is_concrete() && to.is_concrete(),
            _ => true,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::List(element) => write!(f, "List<{element}>"),
            Type::Function(from, to) => write!(f, "({from} -> {to})"),
            Type::Variable(number) => match char::from_u32('A' as u32 + number) {
                Some(letter) if *number < 26 => write!(f, "{letter}"),
                _ => write!(f, "T{number}"),
            },
            simple => write!(f, "{simple:?}"),
        }
    }
}
