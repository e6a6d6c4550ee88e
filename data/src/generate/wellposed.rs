//! Whether a task can be understood: its outputs vary, and its program has no part that the training pairs do not show.
//!
//! A part is idle if the training outputs stay the same without it: replaced by one of its own arguments, by a cheaper
//! part of the same type, or by the constant that it happens to be in all pairs. A solver could then not tell the program
//! from a simpler one, and a test might be about the difference.

use std::fmt;
use std::sync::Arc;

use arc_dsl::evaluate::Code;
use arc_dsl::{Color, Expression, Program, Type, Value};

use super::draw::{Drawn, grid_program, output, value};
use crate::task::Pair;

/// Why a draft did not become a task.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rejection {
    /// The changed program is not well typed.
    IllTyped,
    /// The input generator found no room.
    NoInput,
    /// The same input came again and again.
    Repeated,
    /// The program is undefined or too slow on too many inputs.
    Undefined,
    /// Outputs are larger than 30 cells.
    TooLarge,
    /// Outputs are the inputs.
    Unchanged,
    /// All outputs are the same.
    Constant,
    /// What changes is the same in all pairs, color by color and cell by cell.
    FixedChange,
    /// A test output has a color that neither its input nor a training output has.
    UnseenColor,
    /// Some part of the program makes no difference in training.
    IdlePart,
    /// Some part of the program is the same constant in all training pairs.
    FixedPart,
    /// A pair of the task is in a set to be avoided.
    Contaminated,
    /// A task of the same behaviour was there before.
    Duplicate,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rejection::IllTyped => "program ill typed",
            Rejection::NoInput => "no input",
            Rejection::Repeated => "input repeated",
            Rejection::Undefined => "program undefined",
            Rejection::TooLarge => "output too large",
            Rejection::Unchanged => "output is input",
            Rejection::Constant => "outputs constant",
            Rejection::FixedChange => "same change in all pairs",
            Rejection::UnseenColor => "color of a test never seen",
            Rejection::IdlePart => "part of the program idle",
            Rejection::FixedPart => "part of the program fixed by accident",
            Rejection::Contaminated => "pair of an avoided set",
            Rejection::Duplicate => "duplicate",
        })
    }
}

/// Judges a task with its program.
///
/// # Errors
/// The first reason against it.
pub(super) fn judge(program: &Program, drawn: &Drawn) -> Result<(), Rejection> {
    let train = drawn.training();
    if train.windows(2).all(|two| two[0].output.same_cells(&two[1].output)) {
        return Err(Rejection::Constant);
    }
    if train.windows(2).all(|two| has_same_change(&two[0], &two[1])) {
        return Err(Rejection::FixedChange);
    }
    if drawn.tests().iter().any(|test| !has_known_colors(test, train)) {
        return Err(Rejection::UnseenColor);
    }
    match idle_part(program, train) {
        Some(_) => Err(Rejection::IdlePart),
        None if has_fixed_part(program.body(), program.body(), train) => Err(Rejection::FixedPart),
        None => Ok(()),
    }
}

fn has_same_change(one: &Pair, other: &Pair) -> bool {
    let has_sizes = |pair: &Pair| pair.input.size() == pair.output.size() && pair.input.size() == one.input.size();
    let change = |pair: &Pair| -> Vec<Option<Color>> {
        let cells = pair.input.cells().iter().zip(pair.output.cells());
        cells.map(|(before, after)| (before != after).then_some(*after)).collect()
    };
    has_sizes(one) && has_sizes(other) && change(one) == change(other)
}

fn has_known_colors(test: &Pair, train: &[Pair]) -> bool {
    let (wanted, own) = (test.output.color_counts(), test.input.color_counts());
    let is_learned = |color: usize| train.iter().any(|pair| pair.output.color_counts()[color] > 0);
    (0..10).all(|color| wanted[color] == 0 || own[color] > 0 || is_learned(color))
}

/// A simpler program with the same training outputs, if there is one.
pub(super) fn idle_part(program: &Program, train: &[Pair]) -> Option<Program> {
    let mut closed = Vec::new();
    collect_closed(program.body(), &mut closed);
    let mut found = None;
    rewrite(program.body(), &closed, &mut |simpler| {
        let is_same = grid_program(simpler).filter(|simpler| gives_outputs(simpler, train));
        found = is_same;
        found.is_some()
    });
    found
}

fn gives_outputs(program: &Program, pairs: &[Pair]) -> bool {
    let code = Code::compile(program.body());
    pairs.iter().all(|pair| output(&code, &pair.input).is_some_and(|made| made.same_cells(&pair.output)))
}

/// Whether a number, color, point, size or direction that the program reads off its input is the same in all pairs.
fn has_fixed_part(body: &Arc<Expression>, part: &Arc<Expression>, train: &[Pair]) -> bool {
    let is_small = |ty: &Type| matches!(ty, Type::Int | Type::Color | Type::Point | Type::Size | Type::Direction);
    let is_computed = uses_input(part);
    if is_computed && !Arc::ptr_eq(body, part) && static_type(part).as_ref().is_some_and(is_small) {
        // Parts with free variables have no program of their own.
        if let Ok(program) = Program::new(part.clone()) {
            let code = Code::compile(program.body());
            let mut values = train.iter().map(|pair| value(&code, &pair.input));
            if let Some(Some(first)) = values.next()
                && arc_dsl::expression::literal_cost(&first) < part.cost()
                && values.all(|other| other.as_ref() == Some(&first))
            {
                return true;
            }
        }
    }
    part.children().into_iter().any(|child| has_fixed_part(body, child, train))
}

fn uses_input(part: &Expression) -> bool {
    matches!(part, Expression::Input) || part.children().into_iter().any(|child| uses_input(child))
}

/// Calls `accept` with every program that is simpler by one part, until it says yes; returns whether it did.
fn rewrite(
    whole: &Arc<Expression>,
    closed: &[Arc<Expression>],
    accept: &mut dyn FnMut(Arc<Expression>) -> bool,
) -> bool {
    let mut here = |replacement: Arc<Expression>| accept(replacement);
    if replacements(whole, closed).into_iter().any(&mut here) {
        return true;
    }
    let parts: Vec<Arc<Expression>> = whole.children().into_iter().cloned().collect();
    parts.iter().enumerate().any(|(index, part)| {
        rewrite(part, closed, &mut |changed| {
            let mut parts = parts.clone();
            parts[index] = changed;
            accept(with_children(whole, parts))
        })
    })
}

/// What could stand for an expression and is simpler, judged by what can be seen of types without context.
fn replacements(whole: &Arc<Expression>, closed: &[Arc<Expression>]) -> Vec<Arc<Expression>> {
    let mut found: Vec<Arc<Expression>> = Vec::new();
    match &**whole {
        Expression::Input | Expression::Variable(_) | Expression::Function(..) => return found,
        Expression::If(_, yes, no) => found.extend([yes.clone(), no.clone()]),
        Expression::List(items) => found.extend((0..items.len()).map(|left_out| {
            let rest = items.iter().enumerate().filter(|(index, _)| *index != left_out);
            Arc::new(Expression::List(rest.map(|(_, item)| item.clone()).collect()))
        })),
        _ => {}
    }
    let Some(ty) = static_type(whole) else { return found };
    if let Expression::Call(_, arguments) = &**whole {
        let fits = |argument: &&Arc<Expression>| static_type(argument).is_none_or(|other| may_agree(&ty, &other));
        found
            .extend(arguments.iter().filter(fits).filter(|part| !matches!(***part, Expression::Function(..))).cloned());
    }
    let cost = whole.cost();
    let constants: &[Value] = match ty {
        Type::Bool => &[Value::Bool(true), Value::Bool(false)],
        Type::Int => &[Value::Int(0), Value::Int(1)],
        _ => &[],
    };
    let constants = constants.iter().map(|value| Expression::constant(value.clone()));
    let cheaper = constants.chain(closed.iter().cloned()).filter(|part| part.cost() < cost);
    for part in cheaper {
        if static_type(&part).is_some_and(|other| may_agree(&ty, &other)) && !found.contains(&part) {
            found.push(part);
        }
    }
    found
}

/// The subexpressions without free variables, each once; `input` is always among them.
fn collect_closed(part: &Arc<Expression>, found: &mut Vec<Arc<Expression>>) {
    fn visit(part: &Arc<Expression>, bound: &mut Vec<Arc<str>>, found: &mut Vec<Arc<Expression>>) -> bool {
        let is_closed = match &**part {
            Expression::Variable(_) => false,
            Expression::Function(name, body) => {
                bound.push(name.clone());
                let is_closed = visit(body, bound, found);
                bound.pop();
                is_closed
            }
            _ => {
                let open = part.children().into_iter().filter(|child| !visit(child, bound, found)).count();
                open == 0
            }
        };
        // A function of a bound variable counts as open: it is only ever replaced as a whole.
        if is_closed && !matches!(**part, Expression::Function(..)) && !found.contains(part) {
            found.push(part.clone());
        }
        is_closed
    }
    found.push(Arc::new(Expression::Input));
    visit(part, &mut Vec::new(), found);
}

/// The type of an expression as far as it shows without its context.
pub(super) fn static_type(part: &Expression) -> Option<Type> {
    match part {
        Expression::Input => Some(Type::Grid),
        Expression::Literal(value) => value.type_of(),
        Expression::Call(id, _) => Some(id.get().result.clone()),
        Expression::If(_, yes, _) => static_type(yes),
        Expression::Let(_, _, body) => static_type(body),
        Expression::List(items) => items.first().and_then(|item| static_type(item)).map(Type::list),
        Expression::Variable(_) | Expression::Function(..) => None,
    }
}

fn may_agree(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Variable(_), _) | (_, Type::Variable(_)) => true,
        (Type::List(one), Type::List(other)) => may_agree(one, other),
        _ => one == other,
    }
}

/// An expression with other direct subexpressions.
pub(super) fn with_children(whole: &Expression, mut parts: Vec<Arc<Expression>>) -> Arc<Expression> {
    let mut take = || parts.remove(0);
    Arc::new(match whole {
        Expression::Input | Expression::Literal(_) | Expression::Variable(_) => whole.clone(),
        Expression::Call(id, _) => Expression::Call(*id, parts),
        Expression::List(_) => Expression::List(parts),
        Expression::Function(name, _) => Expression::Function(name.clone(), take()),
        Expression::If(..) => Expression::If(take(), take(), take()),
        Expression::Let(name, ..) => Expression::Let(name.clone(), take(), take()),
    })
}
