//! The primitives: every operation of the language, each declared in exactly one place.
//!
//! A family is a file with one `primitives!` table and a line in the list below. An item of the table is a doc line, an
//! example that runs as a test, a cost in bits and a typed Rust function; parser, printer, type checker, evaluators,
//! search and the printed reference all read the table. Primitives are numbered in order of name, wherever they stand.
//!
//! Families use [`support`] and never each other.

use std::collections::HashMap;
use std::sync::LazyLock;

#[macro_use]
mod table;
pub(crate) mod support;

pub use table::{Parameter, Primitive};

families! {
    /// Values of every kind: equality, numbers, lists.
    basics {
        equality,
        lists,
        numbers,
    }
    /// Whole grids: made, cut, turned, joined.
    grids {
        build,
        crop,
        geometry,
        join,
        lines,
        orientation,
        panels,
        scale,
        tiling,
    }
    /// Regularities of a grid: found, completed, cleaned.
    patterns {
        noise,
        period,
        stamps,
        symmetry,
        templates,
    }
    /// Objects: cut out, measured, compared, changed, painted back.
    objects {
        boxes,
        extraction,
        likeness,
        measures,
        motion,
        paint,
        properties,
        relations,
        shapes,
        surroundings,
    }
    /// Sets of cells.
    masks {
        morphology,
        sets,
    }
    /// A number for every cell.
    planes {
        arithmetic,
        boxes,
        lines,
        neighbors,
        objects,
        panels,
        rays,
        regions,
    }
    /// Colors: named by their role, replaced.
    colors {
        recolor,
        roles,
    }
    /// Cells painted onto a grid.
    drawing {
        fill,
        gravity,
        links,
        rays,
        walks,
    }
}

/// The place of a primitive in [`Primitive::all`]; valid within one build only, names are for storage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PrimitiveId(u16);

impl PrimitiveId {
    /// Every primitive's id, in order of name.
    pub fn all() -> impl Iterator<Item = PrimitiveId> {
        (0..Primitive::all().len()).map(|index| PrimitiveId(index as u16))
    }

    /// The primitive of a name.
    pub fn find(name: &str) -> Option<PrimitiveId> {
        static NAMES: LazyLock<HashMap<&'static str, PrimitiveId>> =
            LazyLock::new(|| PrimitiveId::all().map(|id| (id.get().name, id)).collect());
        NAMES.get(name).copied()
    }

    /// The primitive.
    pub fn get(self) -> &'static Primitive {
        &Primitive::all()[self.index()]
    }

    /// The place in [`Primitive::all`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Primitive {
    /// Every primitive, sorted by name.
    pub fn all() -> &'static [Primitive] {
        static TABLE: LazyLock<Vec<Primitive>> = LazyLock::new(|| {
            let mut table: Vec<Primitive> = FAMILIES.iter().flat_map(|family| family()).collect();
            table.sort_by_key(|primitive| primitive.name);
            table
        });
        &TABLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Program;
    use crate::values::{IntoValue, Point, Type, Value};

    #[test]
    fn names_are_unique_and_sorted() {
        assert!(Primitive::all().windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(Primitive::all().iter().all(|primitive| Value::from_word(primitive.name).is_none()));
    }

    #[test]
    fn every_example_holds() {
        let mut wrong = Vec::new();
        for primitive in Primitive::all() {
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
    fn arguments_are_chosen_by_type() {
        let options = |ty: &Type| match ty {
            Type::Grid => &["a", "b"][..],
            Type::Transform => &["x", "y"],
            _ => &[],
        };
        let chosen = |name: &str| PrimitiveId::find(name).unwrap().get().arguments_from(options);
        assert_eq!(chosen("transform"), [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]]);
        assert!(chosen("shift_grid").is_empty(), "nothing is a point");
    }

    #[test]
    fn functions_follow_their_domain() {
        for primitive in Primitive::all() {
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
        match value {
            Value::Grid(grid) => (**grid).clone().with_offset(Point::default()).into_value(),
            Value::Mask(mask) => (**mask).clone().with_offset(Point::default()).into_value(),
            Value::Plane(plane) => (**plane).clone().with_offset(Point::default()).into_value(),
            Value::List(items) => Value::List(items.iter().map(without_offset).collect()),
            other => other.clone(),
        }
    }
}
