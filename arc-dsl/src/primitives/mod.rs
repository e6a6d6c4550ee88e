//! The primitives: every operation of the language, each declared in exactly one place.
//!
//! A family is a file with one [`primitives!`](crate::primitives!) table. An item there is a doc line, an example that
//! runs as a test, a cost in bits and a typed Rust function; parser, printer, type checker, evaluators, search and the
//! printed reference all read the table.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::types::Type;
use crate::value::Value;

/// A parameter of a primitive.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, for the reference.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
}

/// An operation of the language.
#[derive(Debug)]
pub struct Primitive {
    /// Name in programs, and the key under which anything learned about the primitive is stored.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: &'static str,
    /// What it does, and where it comes from if it has a source.
    pub doc: &'static str,
    /// An equation `expression = expression` that holds, runs as a test and shows the use.
    pub example: &'static str,
    /// Price in bits: about −log2 of how often programs use it.
    pub cost: u32,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// What it gives.
    pub result: Type,
    /// Whether it may be undefined on arguments of the right types.
    pub is_partial: bool,
    function: fn(&[&Value]) -> Option<Value>,
}

impl Primitive {
    /// Applies the primitive. `None` if it is undefined there, the result would be out of bounds, or the arguments are
    /// not of the right number and types. A function argument is given as the list of its results (see
    /// [`Each`](crate::value::Each)).
    pub fn apply(&self, arguments: &[Value]) -> Option<Value> {
        let arguments: Vec<&Value> = arguments.iter().collect();
        self.apply_to(&arguments)
    }

    /// As [`Primitive::apply`], on borrowed arguments.
    pub fn apply_to(&self, arguments: &[&Value]) -> Option<Value> {
        (arguments.len() == self.parameters.len())
            .then(|| (self.function)(arguments))
            .flatten()
            .filter(Value::is_bounded)
    }

    /// `name(parameter: Type, ...) -> Type`, with a question mark if it is partial.
    pub fn signature(&self) -> String {
        let parameters: Vec<String> =
            self.parameters.iter().map(|parameter| format!("{}: {}", parameter.name, parameter.ty)).collect();
        let mark = if self.is_partial { "?" } else { "" };
        format!("{}({}) -> {}{mark}", self.name, parameters.join(", "), self.result)
    }
}

/// The place of a primitive in [`all`]; valid within one build only, names are for storage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PrimitiveId(u16);

impl PrimitiveId {
    /// The primitive.
    pub fn get(self) -> &'static Primitive {
        &all()[self.index()]
    }

    /// The place in [`all`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every primitive, sorted by name.
pub fn all() -> &'static [Primitive] {
    static TABLE: LazyLock<Vec<Primitive>> = LazyLock::new(|| {
        let mut table: Vec<Primitive> = FAMILIES.iter().flat_map(|family| family()).collect();
        table.sort_by_key(|primitive| primitive.name);
        table
    });
    &TABLE
}

/// Every primitive's id, in order of name.
pub fn ids() -> impl Iterator<Item = PrimitiveId> {
    (0..all().len()).map(|index| PrimitiveId(index as u16))
}

/// The primitive of a name.
pub fn find(name: &str) -> Option<PrimitiveId> {
    static NAMES: LazyLock<HashMap<&'static str, PrimitiveId>> =
        LazyLock::new(|| ids().map(|id| (id.get().name, id)).collect());
    NAMES.get(name).copied()
}

/// Declares a family of primitives, as a function `family()` that [`all`] collects.
///
/// ```ignore
/// primitives! {
///     family "geometry";
///
///     /// Turns or mirrors a grid.
///     #[example = "transform({12|34}, rotate90) = {31|42}"]
///     #[cost = 3]
///     fn transform(grid: &Grid, by: Transform) -> Grid {
///         grid.transform(by)
///     }
/// }
/// ```
#[macro_export]
macro_rules! primitives {
    (
        family $family:literal;
        $(
            $(#[doc = $doc:literal])+
            #[example = $example:literal]
            #[cost = $cost:literal]
            fn $name:ident($($parameter:ident: $type:ty),* $(,)?) -> $result:ty $body:block
        )*
    ) => {
        /// The primitives of this family.
        pub fn family() -> Vec<$crate::primitives::Primitive> {
            vec![$({
                #[allow(clippy::too_many_arguments, clippy::needless_lifetimes)]
                fn $name($($parameter: $type),*) -> $result $body
                $crate::primitives::Primitive {
                    name: stringify!($name),
                    family: $family,
                    doc: concat!($($doc),+).trim_ascii(),
                    example: $example,
                    cost: $cost,
                    parameters: vec![$($crate::primitives::Parameter {
                        name: stringify!($parameter),
                        ty: <$type as $crate::value::Argument>::argument_type(),
                    }),*],
                    result: <$result as $crate::value::Outcome>::outcome_type(),
                    is_partial: <$result as $crate::value::Outcome>::IS_PARTIAL,
                    function: |arguments: &[&$crate::value::Value]| {
                        #[allow(unused_mut, unused_variables)]
                        let mut arguments = arguments.iter().copied();
                        let result = $name($(
                            <$type as $crate::value::Argument>::from_value(arguments.next()?)?
                        ),*);
                        $crate::value::Outcome::into_outcome(result)
                    },
                }
            }),*]
        }
    };
}

mod basic;
mod boxes;
mod build;
mod color;
mod crop;
mod drawing;
mod fill;
mod geometry;
mod gravity;
mod isometry;
mod join;
mod labels;
mod lattice;
mod legends;
mod likeness;
mod lines;
mod links;
mod lists;
mod masks;
mod measures;
mod morphology;
mod motion;
mod noise;
mod numbers;
mod objects;
mod orientation;
mod paint;
mod panels;
mod period;
mod planes;
mod planes_boxes;
mod planes_lines;
mod planes_neighbors;
mod planes_objects;
mod planes_panels;
mod planes_rays;
mod planes_regions;
mod properties;
mod proximity;
mod rays;
mod recolor;
mod relations;
mod rooms;
mod scale;
mod sequences;
mod shapes;
mod stamps;
mod surroundings;
mod symmetry;
mod templates;
mod tiling;
mod walks;

const FAMILIES: &[fn() -> Vec<Primitive>] = &[
    basic::family,
    boxes::family,
    build::family,
    color::family,
    crop::family,
    fill::family,
    geometry::family,
    gravity::family,
    join::family,
    legends::family,
    likeness::family,
    lines::family,
    links::family,
    lists::family,
    masks::family,
    measures::family,
    morphology::family,
    motion::family,
    noise::family,
    numbers::family,
    objects::family,
    orientation::family,
    paint::family,
    panels::family,
    period::family,
    planes::family,
    planes_boxes::family,
    planes_panels::family,
    planes_lines::family,
    planes_neighbors::family,
    planes_objects::family,
    planes_rays::family,
    planes_regions::family,
    properties::family,
    rays::family,
    recolor::family,
    relations::family,
    rooms::family,
    scale::family,
    sequences::family,
    shapes::family,
    stamps::family,
    surroundings::family,
    symmetry::family,
    templates::family,
    tiling::family,
    walks::family,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Program;

    #[test]
    fn names_are_unique_and_sorted() {
        assert!(all().windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(all().iter().all(|primitive| Value::from_word(primitive.name).is_none()));
    }

    #[test]
    fn every_example_holds() {
        let mut wrong = Vec::new();
        for primitive in all() {
            let (left, right) = primitive
                .example
                .rsplit_once(" = ")
                .unwrap_or_else(|| panic!("the example of {} is not an equation", primitive.name));
            let is_call =
                left.starts_with(&format!("{}(", primitive.name)) || left.contains(&format!("{}(", primitive.name));
            assert!(is_call, "the example of {} does not use it", primitive.name);
            let value = |text: &str| {
                let program = Program::parse_expression(text)
                    .unwrap_or_else(|error| panic!("example of {}: {text}: {error}", primitive.name));
                program
                    .evaluate_closed()
                    .unwrap_or_else(|stop| panic!("example of {}: {text}: {stop:?}", primitive.name))
            };
            let (left, right) = (value(left), value(right));
            if without_offset(&left) != without_offset(&right) {
                wrong.push(format!("{}\n    gives {left}", primitive.example));
            }
        }
        assert!(wrong.is_empty(), "examples that do not hold:\n{}", wrong.join("\n"));
    }

    #[test]
    fn functions_follow_their_domain() {
        for primitive in all() {
            for (index, parameter) in primitive.parameters.iter().enumerate() {
                let Type::Function(from, _) = &parameter.ty else { continue };
                let domain = index.checked_sub(1).map(|before| &primitive.parameters[before].ty);
                let is_domain = match domain {
                    Some(Type::List(element)) => element == from,
                    Some(Type::Grid) => **from == Type::Point,
                    _ => false,
                };
                assert!(is_domain, "{} has a function that does not follow its domain", primitive.name);
            }
        }
    }

    fn without_offset(value: &Value) -> Value {
        use crate::space::Point;
        use crate::value::IntoValue;
        match value {
            Value::Grid(grid) => (**grid).clone().with_offset(Point::default()).into_value(),
            Value::Mask(mask) => (**mask).clone().with_offset(Point::default()).into_value(),
            Value::Plane(plane) => (**plane).clone().with_offset(Point::default()).into_value(),
            Value::List(items) => Value::List(items.iter().map(without_offset).collect()),
            other => other.clone(),
        }
    }
}
