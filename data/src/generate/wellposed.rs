//! Whether a task can be understood: its outputs vary, and its program has no part that the training pairs do not show.
//!
//! A part is idle if the training outputs stay the same without it: replaced by one of its own arguments, by a cheaper
//! part of the same type, or by the constant that it happens to be in all pairs. A solver could then not tell the program
//! from a simpler one, and a test might be about the difference.

use std::fmt;
use std::sync::Arc;

use arc_dsl::{Code, Color, Expression, Program, Type, Value};

use super::drawn::{Drawn, grid_program, output, value};
use crate::task::Pair;

/// Why a draft did not become a task.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rejection {
    /// The change does not fit the types of the program.
    IllTyped,
    /// What is left of a remix is the program of a concept.
    NotRemixed,
    /// The input generator found no room.
    NoInput,
    /// The same input came again and again.
    Repeated,
    /// The program is undefined or too slow on too many inputs.
    Undefined,
    /// Outputs are wider or higher than 30 cells.
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
    /// A task of the same behavior was there before.
    Duplicate,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rejection::IllTyped => "change ill typed",
            Rejection::NotRemixed => "remix is a plain concept",
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

/// Judges what can be seen of a task.
///
/// # Errors
/// The first reason against it.
pub(super) fn judge_grids(drawn: &Drawn) -> Result<(), Rejection> {
    let train = drawn.training();
    if train.windows(2).all(|two| two[0].output.same_cells(&two[1].output)) {
        return Err(Rejection::Constant);
    }
    if train.windows(2).all(|two| has_same_change(&two[0], &two[1])) {
        return Err(Rejection::FixedChange);
    }
    match drawn.tests().iter().all(|test| has_known_colors(test, train)) {
        true => Ok(()),
        false => Err(Rejection::UnseenColor),
    }
}

/// Judges the program of a task.
///
/// # Errors
/// The first reason against it.
pub(super) fn judge_program(program: &Program, train: &[Pair]) -> Result<(), Rejection> {
    if without_idle_part(program, train).is_some() {
        return Err(Rejection::IdlePart);
    }
    match without_fixed_part(program, train) {
        Some(_) => Err(Rejection::FixedPart),
        None => Ok(()),
    }
}

/// The program without idle and fixed parts; `None` if it has none.
pub(super) fn simplified(program: &Program, train: &[Pair]) -> Option<Program> {
    let simpler = |program: &Program| without_idle_part(program, train).or_else(|| without_fixed_part(program, train));
    // Every step makes the program cheaper, so this ends.
    let mut found = simpler(program)?;
    while let Some(next) = simpler(&found) {
        found = next;
    }
    Some(found)
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

/// A program with one part less and the same training outputs, if there is one.
fn without_idle_part(program: &Program, train: &[Pair]) -> Option<Program> {
    let mut closed = Vec::new();
    collect_closed(program.body(), &mut closed);
    first_equal(program, train, &|part| replacements(part, &closed))
}

/// A program with the same training outputs and a constant for a number, color, point, size or direction that is the same
/// in all pairs, if there is one.
fn without_fixed_part(program: &Program, train: &[Pair]) -> Option<Program> {
    first_equal(program, train, &|part| fixed_value(part, train).map(Expression::constant).into_iter().collect())
}

fn first_equal(
    program: &Program,
    train: &[Pair],
    replacements: &dyn Fn(&Arc<Expression>) -> Vec<Arc<Expression>>,
) -> Option<Program> {
    let mut found = None;
    rewrite(program.body(), replacements, &mut |changed| {
        found = grid_program(changed).filter(|changed| gives_outputs(changed, train));
        found.is_some()
    });
    found
}

fn gives_outputs(program: &Program, pairs: &[Pair]) -> bool {
    let code = Code::compile(program.body());
    pairs.iter().all(|pair| output(&code, &pair.input).is_some_and(|made| made.same_cells(&pair.output)))
}

fn fixed_value(part: &Arc<Expression>, train: &[Pair]) -> Option<Value> {
    let is_small = |ty: Type| matches!(ty, Type::Int | Type::Color | Type::Point | Type::Size | Type::Direction);
    if !matches!(**part, Expression::Call(..)) || !uses_input(part) || !static_type(part).is_some_and(is_small) {
        return None;
    }
    // Parts with free variables have no program of their own.
    let program = Program::new(part.clone()).ok()?;
    let code = Code::compile(program.body());
    let mut values = train.iter().map(|pair| value(&code, &pair.input));
    let first = values.next()??;
    let is_cheaper = arc_dsl::literal_cost(&first) < part.cost();
    (is_cheaper && values.all(|other| other.as_ref() == Some(&first))).then_some(first)
}

fn uses_input(part: &Expression) -> bool {
    matches!(part, Expression::Input) || part.children().into_iter().any(|child| uses_input(child))
}

/// Calls `accept` with every program in which one part is replaced, until it says yes; returns whether it did.
fn rewrite(
    whole: &Arc<Expression>,
    replacements: &dyn Fn(&Arc<Expression>) -> Vec<Arc<Expression>>,
    accept: &mut dyn FnMut(Arc<Expression>) -> bool,
) -> bool {
    if replacements(whole).into_iter().any(&mut *accept) {
        return true;
    }
    let parts: Vec<Arc<Expression>> = whole.children().into_iter().cloned().collect();
    parts.iter().enumerate().any(|(index, part)| {
        rewrite(part, replacements, &mut |changed| {
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
        // Well typed only if the variable is not used.
        Expression::Let(_, _, body) => found.push(body.clone()),
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
pub(super) fn collect_closed(part: &Arc<Expression>, found: &mut Vec<Arc<Expression>>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Dataset;

    const TASK: &str = r#"{"train": [{"input": [[0, 2], [0, 0]], "output": [[0, 3], [0, 0]]},
                                     {"input": [[2, 2], [0, 0]], "output": [[3, 3], [0, 0]]}],
                           "test": [{"input": [[2]]}]}"#;

    fn simplified_text(text: &str) -> Option<String> {
        let train = Dataset::parse("x.json", TASK).unwrap().tasks[0].train.clone();
        simplified(&Program::parse(text).unwrap(), &train).map(|program| program.to_string())
    }

    #[test]
    fn idle_and_fixed_parts_go() {
        let simplest = "replace_color(input, red, green)";
        assert_eq!(simplified_text(simplest), None);
        for longer in [
            "remove_color(replace_color(input, red, green), sky)",
            "let unused = trim(input) in replace_color(input, red, green)",
            "if has_symmetry(input, transpose) then input else replace_color(input, red, green)",
            "replace_color(input, main_color(input), green)",
        ] {
            assert_eq!(simplified_text(longer).as_deref(), Some(simplest), "{longer}");
        }
        let table = "map_colors(input, [[red, green], [sky, blue]])";
        assert_eq!(simplified_text(table).as_deref(), Some("map_colors(input, [[red, green]])"));
    }
}
