//! Values of the language and their conversion to and from the Rust types that primitives use.

use std::sync::Arc;

use super::color::Color;
use super::matrix::{Grid, MAX_SIDE, Mask, Plane};
use super::object::Object;
use super::segmentation::Segmentation;
use super::space::{Direction, Point, Size, Transform};
use super::types::Type;

/// Largest magnitude of a number, coordinates and sizes included. Beyond it a result is undefined.
pub const MAX_INT: i32 = 1_000_000;

/// Most elements a list may have, those of inner lists included: one for every cell of the largest grid.
pub const MAX_LIST: usize = MAX_SIDE * MAX_SIDE;

/// A value of the language. Cloning is cheap: large values are shared.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)] // The variants are those of `Type`.
pub enum Value {
    Bool(bool),
    Int(i32),
    Color(Color),
    Point(Point),
    Size(Size),
    Direction(Direction),
    Transform(Transform),
    Segmentation(Segmentation),
    Grid(Arc<Grid>),
    Mask(Arc<Mask>),
    Plane(Arc<Plane>),
    Object(Arc<Object>),
    List(Arc<[Value]>),
}

impl Value {
    /// A list; `None` if it would have more than [`MAX_LIST`] elements. Checked wherever a list is made, so that no
    /// doubling of lists of lists outgrows the ticks.
    pub fn list(items: Vec<Value>) -> Option<Value> {
        is_short(&items).then(|| Value::List(items.into()))
    }

    /// Work that reading or making the value means: its cells, or its elements' cells; at least 1.
    pub fn weight(&self) -> u64 {
        match self {
            Value::Grid(grid) => grid.area() as u64,
            Value::Mask(mask) => mask.area() as u64,
            Value::Plane(plane) => plane.area() as u64,
            Value::Object(object) => object.cells().area() as u64,
            Value::List(items) => 1 + items.iter().map(Value::weight).sum::<u64>(),
            _ => 1,
        }
    }

    /// The named constant that a word of a program stands for.
    pub fn from_word(word: &str) -> Option<Value> {
        let truth = match word {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        };
        truth
            .or_else(|| Color::from_name(word).map(Value::Color))
            .or_else(|| Direction::ALL.into_iter().find(|d| d.name() == word).map(Value::Direction))
            .or_else(|| Transform::ALL.into_iter().find(|t| t.name() == word).map(Value::Transform))
            .or_else(|| Segmentation::ALL.into_iter().find(|s| s.name() == word).map(Value::Segmentation))
    }

    /// The type of the value; `None` for a list without elements (any list type fits) and lists of such.
    pub fn type_of(&self) -> Option<Type> {
        Some(match self {
            Value::Bool(_) => Type::Bool,
            Value::Int(_) => Type::Int,
            Value::Color(_) => Type::Color,
            Value::Point(_) => Type::Point,
            Value::Size(_) => Type::Size,
            Value::Direction(_) => Type::Direction,
            Value::Transform(_) => Type::Transform,
            Value::Segmentation(_) => Type::Segmentation,
            Value::Grid(_) => Type::Grid,
            Value::Mask(_) => Type::Mask,
            Value::Plane(_) => Type::Plane,
            Value::Object(_) => Type::Object,
            Value::List(items) => Type::list(items.first()?.type_of()?),
        })
    }

    /// Whether numbers, offsets and list lengths are within the bounds of the language (checked one level deep: parts of a value
    /// were checked when they were made).
    pub fn is_bounded(&self) -> bool {
        let fits = |number: i32| number.unsigned_abs() <= MAX_INT as u32;
        let is_near = |point: Point| fits(point.row) && fits(point.col);
        match self {
            Value::Int(number) => fits(*number),
            Value::Point(point) => is_near(*point),
            Value::Size(size) => fits(size.height) && fits(size.width),
            Value::Grid(grid) => is_near(grid.offset()),
            Value::Mask(mask) => is_near(mask.offset()),
            Value::Plane(plane) => is_near(plane.offset()) && plane.cells().iter().all(|&number| fits(number)),
            Value::Object(object) => is_near(object.position()),
            Value::List(items) => {
                is_short(items) && items.iter().all(|item| matches!(item, Value::List(_)) || item.is_bounded())
            }
            _ => true,
        }
    }

    /// The grid, if the value is one.
    pub fn as_grid(&self) -> Option<&Grid> {
        match self {
            Value::Grid(grid) => Some(grid),
            _ => None,
        }
    }
}

/// Whether a list, inner lists included, has at most [`MAX_LIST`] elements; stops counting there.
fn is_short(items: &[Value]) -> bool {
    fn count(items: &[Value], left: &mut usize) -> bool {
        let Some(rest) = left.checked_sub(items.len()) else { return false };
        *left = rest;
        items.iter().all(|item| match item {
            Value::List(inner) => count(inner, left),
            _ => true,
        })
    }
    count(items, &mut MAX_LIST.clone())
}

/// A Rust type that a primitive can take.
pub trait Argument<'a>: Sized {
    /// Its type in the language.
    fn argument_type() -> Type;
    /// The argument, if the value has the right type.
    fn from_value(value: &'a Value) -> Option<Self>;
}

/// A Rust type that a primitive can give.
pub trait IntoValue {
    /// Its type in the language.
    fn value_type() -> Type;
    /// The value.
    fn into_value(self) -> Value;
}

/// What a primitive returns: a value, or an option of one if it is partial.
pub trait Outcome {
    /// Whether the primitive may be undefined.
    const IS_PARTIAL: bool;
    /// The type of the value.
    fn outcome_type() -> Type;
    /// The value, if it is defined.
    fn into_outcome(self) -> Option<Value>;
}

impl<T: IntoValue> Outcome for T {
    const IS_PARTIAL: bool = false;
    fn outcome_type() -> Type {
        T::value_type()
    }
    fn into_outcome(self) -> Option<Value> {
        Some(self.into_value())
    }
}

impl<T: IntoValue> Outcome for Option<T> {
    const IS_PARTIAL: bool = true;
    fn outcome_type() -> Type {
        T::value_type()
    }
    fn into_outcome(self) -> Option<Value> {
        self.map(IntoValue::into_value)
    }
}

macro_rules! plain_values {
    ($($variant:ident: $rust:ty),*) => { $(
        impl Argument<'_> for $rust {
            fn argument_type() -> Type {
                Type::$variant
            }
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$variant(inner) => Some(*inner),
                    _ => None,
                }
            }
        }
        impl IntoValue for $rust {
            fn value_type() -> Type {
                Type::$variant
            }
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    )* };
}

plain_values!(
    Bool: bool, Int: i32, Color: Color, Point: Point, Size: Size, Direction: Direction, Transform: Transform,
    Segmentation: Segmentation
);

macro_rules! shared_values {
    ($($variant:ident: $rust:ty),*) => { $(
        impl<'a> Argument<'a> for &'a $rust {
            fn argument_type() -> Type {
                Type::$variant
            }
            fn from_value(value: &'a Value) -> Option<Self> {
                match value {
                    Value::$variant(inner) => Some(inner),
                    _ => None,
                }
            }
        }
        impl<'a> Argument<'a> for Arc<$rust> {
            fn argument_type() -> Type {
                Type::$variant
            }
            fn from_value(value: &'a Value) -> Option<Self> {
                match value {
                    Value::$variant(inner) => Some(inner.clone()),
                    _ => None,
                }
            }
        }
        impl IntoValue for $rust {
            fn value_type() -> Type {
                Type::$variant
            }
            fn into_value(self) -> Value {
                Value::$variant(Arc::new(self))
            }
        }
        impl IntoValue for Arc<$rust> {
            fn value_type() -> Type {
                Type::$variant
            }
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    )* };
}

shared_values!(Grid: Grid, Mask: Mask, Plane: Plane, Object: Object);

impl<'a, T: Argument<'a>> Argument<'a> for Vec<T> {
    fn argument_type() -> Type {
        Type::list(T::argument_type())
    }
    fn from_value(value: &'a Value) -> Option<Self> {
        match value {
            Value::List(items) => items.iter().map(T::from_value).collect(),
            _ => None,
        }
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn value_type() -> Type {
        Type::list(T::value_type())
    }
    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(IntoValue::into_value).collect())
    }
}

/// A value of any type; the same number in one signature means the same type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Any<const NUMBER: u32>(pub Value);

/// Any type.
pub type A = Any<0>;
/// Any type, possibly another one.
pub type B = Any<1>;

impl<const NUMBER: u32> Argument<'_> for Any<NUMBER> {
    fn argument_type() -> Type {
        Type::Variable(NUMBER)
    }
    fn from_value(value: &Value) -> Option<Self> {
        Some(Any(value.clone()))
    }
}

impl<const NUMBER: u32> IntoValue for Any<NUMBER> {
    fn value_type() -> Type {
        Type::Variable(NUMBER)
    }
    fn into_value(self) -> Value {
        self.0
    }
}

/// A function argument, already applied to each element of the argument before it: the elements of a list, or the
/// points of a grid in row-major order. `From` is the element type, `To` the result type.
///
/// Evaluating functions eagerly over their whole domain keeps primitives free of the evaluator, and is what search
/// wants: in the object context an expression *is* the vector of its values on all objects.
pub struct Each<From, To> {
    results: Vec<To>,
    domain: std::marker::PhantomData<From>,
}

impl<From, To> std::ops::Deref for Each<From, To> {
    type Target = [To];
    fn deref(&self) -> &[To] {
        &self.results
    }
}

impl<'a, From: Argument<'a>, To: Argument<'a>> Argument<'a> for Each<From, To> {
    fn argument_type() -> Type {
        Type::function(From::argument_type(), To::argument_type())
    }
    fn from_value(value: &'a Value) -> Option<Self> {
        Some(Each { results: Vec::from_value(value)?, domain: std::marker::PhantomData })
    }
}
