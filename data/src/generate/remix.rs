//! Remixes: programs changed, crossed and composed by type, on inputs that are varied, too.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arc_dsl::{Color, Direction, Expression, Point, PrimitiveId, Program, Segmentation, Size, Type, Value};

use super::concept::{Concept, InputGenerator};
use super::draw::Draft;
use super::drawn::grid_program;
use super::parts::{Scene, noise};
use super::wellposed::{collect_closed, static_type, with_children};
use crate::random::Sampler;

/// What remixes are made of: the closed parts of some concepts' programs, by type.
pub(super) struct Pool {
    parts: HashMap<Type, Vec<Arc<Expression>>>,
}

impl Pool {
    /// Tries of each concept: its programs differ by what is drawn for a task.
    const DRAFTS: u64 = 3;

    pub(super) fn new(concepts: &[&'static Concept]) -> Pool {
        let mut parts: HashMap<Type, Vec<Arc<Expression>>> = HashMap::new();
        for concept in concepts {
            for number in 0..Pool::DRAFTS {
                let Ok(draft) = Draft::new((concept.recipe)(&mut Sampler::at(0, number))) else { continue };
                let mut closed = Vec::new();
                collect_closed(draft.program.body(), &mut closed);
                for part in closed.into_iter().filter(|part| matches!(**part, Expression::Call(..))) {
                    let Some(ty) = static_type(&part).filter(Type::is_concrete) else { continue };
                    let known = parts.entry(ty).or_default();
                    if !known.contains(&part) {
                        known.push(part);
                    }
                }
            }
        }
        Pool { parts }
    }

    fn part(&self, ty: &Type, sampler: &mut Sampler) -> Option<Arc<Expression>> {
        let known = self.parts.get(ty)?;
        known.get(sampler.below(known.len())).cloned()
    }
}

/// The primitives by what a remix asks for.
struct Index {
    /// With the same signature, each other's stand-ins.
    twins: HashMap<String, Vec<PrimitiveId>>,
    /// From a type and some constants to the same type.
    endo: HashMap<Type, Vec<PrimitiveId>>,
    /// From two grids and some constants to a grid.
    joins: Vec<PrimitiveId>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { twins: HashMap::new(), endo: HashMap::new(), joins: Vec::new() };
    for id in PrimitiveId::all() {
        let primitive = id.get();
        index.twins.entry(signature(id)).or_default().push(id);
        let types: Vec<&Type> = primitive.parameters.iter().map(|parameter| &parameter.ty).collect();
        let [first, rest @ ..] = &types[..] else { continue };
        if **first == primitive.result && rest.iter().all(|ty| has_constants(ty)) {
            index.endo.entry(primitive.result.clone()).or_default().push(id);
        }
        if let [Type::Grid, Type::Grid, rest @ ..] = &types[..]
            && primitive.result == Type::Grid
            && rest.iter().all(|ty| has_constants(ty))
        {
            index.joins.push(id);
        }
    }
    index
});

fn signature(id: PrimitiveId) -> String {
    let primitive = id.get();
    let types: Vec<String> = primitive.parameters.iter().map(|parameter| parameter.ty.to_string()).collect();
    format!("{}>{}", types.join(","), primitive.result)
}

fn has_constants(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool
            | Type::Int
            | Type::Color
            | Type::Point
            | Type::Size
            | Type::Direction
            | Type::Transform
            | Type::Segmentation
    )
}

fn constant(ty: &Type, sampler: &mut Sampler) -> Option<Value> {
    let small = |sampler: &mut Sampler| sampler.int(1..=3) as i32;
    Some(match ty {
        Type::Bool => Value::Bool(sampler.chance(50)),
        Type::Int => Value::Int(sampler.int(0..=5) as i32),
        Type::Color => Value::Color(sampler.pick(&Color::ALL)),
        Type::Point => Value::Point(Point::new(small(sampler) - 2, small(sampler) - 2)),
        Type::Size => Value::Size(Size::new(small(sampler), small(sampler))),
        Type::Direction => Value::Direction(sampler.pick(&Direction::ALL)),
        Type::Transform => Value::Transform(sampler.turn()),
        Type::Segmentation => Value::Segmentation(sampler.pick(&Segmentation::ALL)),
        _ => return None,
    })
}

/// A program like another one, changed in one place; `None` if the change is not well typed.
pub(super) fn mutate(program: &Program, pool: &Pool, sampler: &mut Sampler) -> Option<Program> {
    let body = program.body();
    let place = sampler.below(body.node_count());
    let part = nth(body, place);
    let changed = match &*part {
        Expression::Literal(value) => other_constant(value, sampler)?,
        Expression::Call(id, arguments) => match sampler.below(10) {
            0..=3 => twin(*id, arguments, sampler)?,
            4..=6 => pool.part(&static_type(&part)?, sampler)?,
            7 | 8 => wrapped(&part, sampler)?,
            _ => arguments.get(sampler.below(arguments.len()))?.clone(),
        },
        Expression::Input => match sampler.below(3) {
            0 => wrapped(&part, sampler)?,
            _ => pool.part(&Type::Grid, sampler)?,
        },
        Expression::List(items) if items.len() > 1 => {
            let mut items = items.clone();
            items.remove(sampler.below(items.len()));
            Arc::new(Expression::List(items))
        }
        _ => return None,
    };
    grid_program(replaced(body, place, &changed))
}

/// The second program on what the first one makes, or both of them joined.
pub(super) fn compose(first: &Program, second: &Program, sampler: &mut Sampler) -> Option<Program> {
    let body = if sampler.chance(75) {
        on_top(second.body(), first.body())
    } else {
        let id = *INDEX.joins.get(sampler.below(INDEX.joins.len()))?;
        applied(id, vec![first.body().clone(), second.body().clone()], sampler)?
    };
    grid_program(body)
}

/// The same kind of inputs in another guise, or as they are.
pub(super) fn vary(inputs: InputGenerator, sampler: &mut Sampler) -> InputGenerator {
    match sampler.below(10) {
        0..=2 => {
            let turn = sampler.turn();
            Arc::new(move |pair| inputs(pair).map(|grid| grid.transform(turn)))
        }
        3 => {
            let color = sampler.color();
            Arc::new(move |pair| {
                let mut scene = Scene::of(inputs(pair)?);
                let count = pair.int(1..=4);
                noise::strays(pair, &mut scene, count, &[color]);
                scene.into_grid()
            })
        }
        4 => Arc::new(move |pair| {
            let part = inputs(pair)?;
            let (down, right) = (pair.int(1..=4) as i32, pair.int(1..=4) as i32);
            let size = Size::new(part.height() as i32 + down, part.width() as i32 + right);
            let mut scene = Scene::blank(size);
            scene.place(Point::new(pair.int(0..=down as usize) as i32, pair.int(0..=right as usize) as i32), &part);
            scene.into_grid()
        }),
        _ => inputs,
    }
}

fn other_constant(value: &Value, sampler: &mut Sampler) -> Option<Arc<Expression>> {
    let new = match value {
        // A neighbor of a number is more often of use than any number.
        Value::Int(number) if sampler.chance(60) => Value::Int(number + sampler.pick(&[-1, 1])),
        _ => constant(&value.type_of()?, sampler)?,
    };
    (new != *value).then(|| Expression::constant(new))
}

fn twin(id: PrimitiveId, arguments: &[Arc<Expression>], sampler: &mut Sampler) -> Option<Arc<Expression>> {
    let twins = INDEX.twins.get(&signature(id))?;
    let other = *twins.get(sampler.below(twins.len()))?;
    (other != id).then(|| Arc::new(Expression::Call(other, arguments.to_vec())))
}

fn wrapped(part: &Arc<Expression>, sampler: &mut Sampler) -> Option<Arc<Expression>> {
    let known = INDEX.endo.get(&static_type(part)?)?;
    let id = *known.get(sampler.below(known.len()))?;
    applied(id, vec![part.clone()], sampler)
}

/// A primitive on some arguments, the others constants.
fn applied(id: PrimitiveId, mut arguments: Vec<Arc<Expression>>, sampler: &mut Sampler) -> Option<Arc<Expression>> {
    for parameter in &id.get().parameters[arguments.len()..] {
        arguments.push(Expression::constant(constant(&parameter.ty, sampler)?));
    }
    Some(Arc::new(Expression::Call(id, arguments)))
}

/// An expression with another one, which is closed, in place of its input.
fn on_top(whole: &Arc<Expression>, input: &Arc<Expression>) -> Arc<Expression> {
    match &**whole {
        Expression::Input => input.clone(),
        Expression::Literal(_) | Expression::Variable(_) => whole.clone(),
        _ => with_children(whole, whole.children().into_iter().map(|part| on_top(part, input)).collect()),
    }
}

/// The node of a number, counted from the root, parents before children.
fn nth(whole: &Arc<Expression>, number: usize) -> Arc<Expression> {
    let mut left = number;
    let mut waiting = vec![whole];
    while let Some(part) = waiting.pop() {
        if left == 0 {
            return part.clone();
        }
        left -= 1;
        waiting.extend(part.children().into_iter().rev());
    }
    whole.clone()
}

/// An expression with another one in place of the node of a number.
fn replaced(whole: &Arc<Expression>, number: usize, new: &Arc<Expression>) -> Arc<Expression> {
    if number == 0 {
        return new.clone();
    }
    let mut left = number - 1;
    let mut parts: Vec<Arc<Expression>> = whole.children().into_iter().cloned().collect();
    for part in &mut parts {
        let count = part.node_count();
        if left < count {
            *part = replaced(part, left, new);
            break;
        }
        left -= count;
    }
    with_children(whole, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_found_and_replaced_by_number() {
        let program = Program::parse("let g = trim(input) in overlay(g, fill_enclosed(g), black)").unwrap();
        let body = program.body();
        for number in 0..body.node_count() {
            assert_eq!(&replaced(body, number, &nth(body, number)), body);
        }
        assert_eq!(*nth(body, 2), Expression::Input);
    }

    #[test]
    fn composition_puts_one_program_on_top_of_the_other() {
        let (first, second) = (Program::parse("trim(input)").unwrap(), Program::parse("beside(input, input)").unwrap());
        let both = grid_program(on_top(second.body(), first.body())).unwrap();
        assert_eq!(both.to_string(), "beside(trim(input), trim(input))");
    }
}
