//! Lookahead: a few last steps taken early.
//!
//! A color, a list or an object is rarely worth keeping for its own sake: what it is for is one of a few last steps, which
//! the enumeration would reach only several levels later. They are tried as soon as the value enters the bank, on one
//! example after the other until one contradicts.

use std::sync::Arc;

use arc_dsl::{Color, Expression, IntoValue, PrimitiveId, Type, Value};

use crate::search::bank::EntryId;
use crate::search::example::ValueId;
use crate::search::state::{Observer, Search};

/// An argument of a last step.
#[derive(Clone, Copy)]
enum Argument {
    Input,
    /// The new value.
    New,
    /// The color black, mostly what is transparent or background.
    Black,
}

use Argument::{Black, Input, New};

/// The last steps for values of a type.
fn last_steps(ty: &Type) -> &'static [(&'static str, &'static [Argument])] {
    match ty {
        Type::Object => &[("subgrid", &[Input, New]), ("interior", &[Input, New]), ("object_grid", &[New])],
        Type::Color => {
            &[("crop_to_color", &[Input, New]), ("remove_color", &[Input, New]), ("keep_color", &[Input, New])]
        }
        Type::Mask => &[("crop_to_mask", &[Input, New])],
        Type::Plane => &[("plane_to_grid", &[New])],
        Type::List(element) => match **element {
            Type::Grid => &[("overlay_all", &[New, Black]), ("concat_horizontal", &[New]), ("concat_vertical", &[New])],
            Type::Color => &[("cycle_colors", &[Input, New]), ("reverse_colors", &[Input, New])],
            Type::Object => &[("draw_objects", &[New]), ("erase_objects", &[Input, New])],
            _ => &[],
        },
        _ => &[],
    }
}

/// Takes the last steps from each entry.
struct Lookahead;

/// The technique as an observer.
pub fn observer(_: &Search) -> Box<dyn Observer> {
    Box::new(Lookahead)
}

impl Observer for Lookahead {
    /// Offers the last steps from an entry that give every training output.
    fn on_entry(&mut self, search: &mut Search, id: EntryId) {
        look_ahead(search, id);
    }
}

fn look_ahead(search: &mut Search, id: EntryId) {
    let entry = search.bank().get(id);
    let ty = search.bank().ty(entry.ty);
    let steps = last_steps(ty);
    if steps.is_empty() {
        return;
    }
    let (values, expression, cost) = (entry.values.clone(), entry.expression.clone(), entry.cost);
    for (name, arguments) in steps {
        let primitive = PrimitiveId::find(name).expect("the primitive exists");
        let train = search.train();
        let fits = search.examples_mut()[..train].iter_mut().zip(&values).all(|(example, &value)| {
            let output = example.output().cloned();
            let wanted = |argument: &Argument| match argument {
                New => can_give(example.value(value), output.as_ref().expect("training pairs have outputs").size(), name),
                _ => true,
            };
            if !arguments.iter().all(wanted) {
                return false;
            }
            let arguments: Vec<ValueId> = arguments
                .iter()
                .map(|argument| match argument {
                    Input => example.intern_bound(0),
                    New => value,
                    Black => example.intern(Color::Black.into_value()),
                })
                .collect();
            let made = example.apply(primitive, &arguments);
            made != ValueId::NONE
                && matches!((example.value(made), &output), (Value::Grid(made), Some(output)) if made.same_cells(output))
        });
        if fits {
            let arguments: Vec<Arc<Expression>> = arguments
                .iter()
                .map(|argument| match argument {
                    Input => Arc::new(Expression::Input),
                    New => expression.clone(),
                    Black => Expression::constant(Color::Black.into_value()),
                })
                .collect();
            let others: u32 =
                arguments.iter().filter(|argument| !Arc::ptr_eq(argument, &expression)).map(|a| a.cost()).sum();
            let total = cost + search.costs().of(primitive) + others;
            search.offer(Arc::new(Expression::Call(primitive, arguments)), total);
        }
    }
}

/// Whether the sizes leave it possible that a last step from a value gives a grid of a size: it saves most applications.
fn can_give(value: &Value, size: arc_dsl::Size, name: &str) -> bool {
    let first_grid = |items: &[Value]| match items.first() {
        Some(Value::Grid(grid)) => Some(grid.size()),
        _ => None,
    };
    match value {
        Value::Object(object) => {
            let margin = if name == "interior" { 2 } else { 0 };
            object.size() == arc_dsl::Size::new(size.height + margin, size.width + margin)
        }
        Value::Mask(mask) => mask.bounds().is_some_and(|(_, bounds)| bounds == size),
        Value::Plane(plane) => plane.size() == size,
        Value::List(items) => match first_grid(items) {
            None => true,
            Some(part) => match name {
                "overlay_all" => part == size,
                "concat_horizontal" => part.height == size.height && part.width < size.width,
                _ => part.width == size.width && part.height < size.height,
            },
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::budget::{Cancel, Limits};
    use arc_dsl::Grid;
    use data::{Pair, Task};

    #[test]
    fn the_last_step_follows_at_once() {
        let grid = |digits: &[usize], height: usize| {
            let cells = digits.iter().map(|&digit| Color::ALL[digit]).collect();
            Arc::new(Grid::new(height, digits.len() / height, cells).unwrap())
        };
        let pair = Pair { input: grid(&[0, 0, 1, 2], 2), output: grid(&[0, 0, 1, 0], 2) };
        let task = Task { id: "t".into(), train: vec![pair], tests: vec![grid(&[2, 0, 0, 3], 2)] };
        let cancel = Cancel::new();
        let mut search = Search::new(&task, &[], Limits::new(1_000_000, 1 << 30), &cancel);
        search.observe("lookahead", observer(&search));
        search.add_constant(Color::Red.into_value(), 4);
        let last = &search.frontier().fits()[0].expression;
        assert!(matches!(&**last, Expression::Call(id, _) if id.get().name == "remove_color"));
    }
}
