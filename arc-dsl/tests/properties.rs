//! Laws of the language, on random well-typed programs and random grids: text and program are the same thing, the type
//! check knows what evaluation does, the two evaluators agree, and no text or program makes anything panic.

mod common;

use std::sync::Arc;

use arc_dsl::{
    Cell, Expression, Grid, MAX_DEPTH, MAX_INT, MAX_LIST, MAX_SIDE, Matrix, ParseError, Point, Program, Stop, Type,
    Value,
};
use proptest::prelude::*;

use common::Choices;
use common::programs::{Generated, Part, Scope, generate, is_case_of};

/// Ticks for the fast evaluator; the reference one, which remembers nothing, gets more.
const TICKS: u64 = 200_000;
const REFERENCE_TICKS: u64 = 10 * TICKS;

/// Decisions for generators.
fn tape(length: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..length)
}

/// A program and the decisions that are left for its inputs.
fn program(tape: Vec<u32>) -> (Program, Choices) {
    let mut choices = Choices::from_tape(tape);
    let generated = generate(&mut choices);
    let program = Program::new(generated.body.clone());
    (program.unwrap_or_else(|error| panic!("{}: {error}", generated.body)), choices)
}

fn input(choices: &mut Choices) -> Arc<Grid> {
    let sides = choices.sides();
    Arc::new(choices.grid(sides))
}

/// Whether a value has a type and keeps the bounds of the language, all the way down.
fn is_sound(value: &Value, ty: &Type) -> bool {
    fn is_matrix<T: Cell>(matrix: &Matrix<T>) -> bool {
        let is_side = |side: usize| (1..=MAX_SIDE).contains(&side);
        let is_near = |number: i32| number.abs() <= MAX_INT;
        is_side(matrix.height())
            && is_side(matrix.width())
            && matrix.area() == matrix.cells().len()
            && is_near(matrix.offset().row)
            && is_near(matrix.offset().col)
    }
    let is_shaped = match value {
        Value::Grid(grid) => is_matrix(grid),
        Value::Mask(mask) => is_matrix(mask),
        Value::Plane(plane) => is_matrix(plane),
        Value::Object(object) => is_matrix(object.cells()) && object.count() > 0,
        Value::List(items) => match ty {
            Type::List(element) => items.len() <= MAX_LIST && items.iter().all(|item| is_sound(item, element)),
            _ => false,
        },
        _ => true,
    };
    is_shaped && value.is_bounded() && value.type_of().is_none_or(|own| is_case_of(&own, ty))
}

/// A part as a program of its own: what was in scope there is bound to the simplest values.
fn closed(part: &Part) -> Arc<Expression> {
    fn constant(ty: &Type) -> String {
        let text = match ty {
            Type::Bool => "false",
            Type::Int => "0",
            Type::Color => "black",
            Type::Point => "(0, 0)",
            Type::Size => "1x1",
            Type::Direction => "up",
            Type::Transform => "identity",
            Type::Segmentation => "mono4",
            Type::Grid => "input",
            Type::Mask => "mask{#}",
            Type::Plane => "plane{0}",
            Type::Object => "first(objects(input, mono4))",
            Type::List(element) => return format!("[{}]", constant(element)),
            Type::Function(..) | Type::Variable(_) => unreachable!("variables have concrete types"),
        };
        text.to_owned()
    }
    let bind = |inside: Arc<Expression>, (name, ty): &(Arc<str>, Type)| {
        let value = Program::parse_expression(&constant(ty)).unwrap().body().clone();
        Arc::new(Expression::Let(name.clone(), value, inside))
    };
    let scope: &Scope = &part.scope;
    scope.iter().rev().fold(part.expression.clone(), bind)
}

/// Whether the error is at a place that the text has.
fn is_placed(error: &ParseError, text: &str) -> bool {
    let line = text.split('\n').nth(error.line.wrapping_sub(1));
    let has_place = line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&error.column));
    has_place && !error.message.is_empty()
}

/// A text with some places replaced by words of the language or any characters.
fn edited(text: &str, edits: &[(prop::sample::Index, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, length, piece) in edits {
        let start = at.index(characters.len() + 1);
        let end = (start + length).min(characters.len());
        characters.splice(start..end, piece.chars());
    }
    characters.into_iter().collect()
}

fn piece() -> impl Strategy<Value = String> {
    let words = vec![
        "",
        " ",
        "\n",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        ",",
        "->",
        "=",
        "@",
        "#",
        ".",
        "-",
        "0",
        "9",
        "x",
        "3x3",
        "99999999999",
        "-2147483648",
        "2147483647",
        "@(2147483647, 2147483647)",
        "{1|2}",
        "mask{#.}",
        "plane{1 2}",
        "let ",
        "a",
        " in ",
        "if ",
        " then ",
        " else ",
        "input",
        "red",
        "up",
        "rotate90",
        "mono8",
        "true",
        "first(",
        "map(input, a -> ",
        "transform(",
        "[]",
        "é",
        "\u{2003}",
        "\u{feff}",
    ];
    prop_oneof![prop::sample::select(words).prop_map(str::to_owned), ".{0,3}"]
}

/// Reads a text; if it is a program, that program must behave like any other.
fn check_text(text: &str) -> Result<(), TestCaseError> {
    match Program::parse_expression(text) {
        Ok(program) => {
            let printed = program.to_string();
            let read = Program::parse_expression(&printed);
            prop_assert_eq!(read.as_ref(), Ok(&program), "{}", printed);
            let grid = Arc::new(Grid::filled(2, 2, arc_dsl::Color::Red).unwrap());
            if let Ok(value) = program.evaluate(&grid, &mut TICKS.clone()) {
                prop_assert!(is_sound(&value, program.ty()), "{printed} gives {value}");
            }
        }
        Err(error) => prop_assert!(is_placed(&error, text), "{text:?}: {error}"),
    }
    Ok(())
}

proptest! {
    #[test]
    fn programs_are_read_as_they_are_printed(tape in tape(150)) {
        let (program, _) = program(tape);
        let printed = program.to_string();
        let read = Program::parse_expression(&printed);
        prop_assert_eq!(read.as_ref(), Ok(&program), "{}", printed);
        prop_assert_eq!(read.unwrap().to_string(), printed);
    }

    #[test]
    fn every_part_has_the_type_it_was_made_for(tape in tape(150)) {
        let Generated { body, ty, parts } = generate(&mut Choices::from_tape(tape));
        let whole = Part { expression: body, ty, scope: Vec::new() };
        for part in parts.iter().chain([&whole]) {
            let closed = closed(part);
            match Program::new(closed.clone()) {
                Ok(program) => prop_assert!(is_case_of(&part.ty, program.ty()), "{closed}: {}", program.ty()),
                Err(error) => prop_assert!(false, "{closed}: {error}"),
            }
        }
    }

    #[test]
    fn steps_are_programs_of_their_own(tape in tape(200)) {
        let (program, _) = program(tape);
        for step in program.body().steps() {
            prop_assert!(Program::new(step.closed.clone()).is_ok(), "{} of {program}", step.closed);
        }
    }

    #[test]
    fn grids_are_read_as_they_are_printed(tape in tape(300)) {
        let grid = Grid::clone(&input(&mut Choices::from_tape(tape))).with_offset(Point::default());
        prop_assert_eq!(grid.to_string().parse::<Grid>(), Ok(grid));
    }

    #[test]
    fn arguments_of_another_type_are_refused(tape in tape(100)) {
        let mut choices = Choices::from_tape(tape);
        for part in generate(&mut choices).parts {
            let Expression::Call(id, arguments) = &*part.expression else { continue };
            let place = choices.below(arguments.len());
            let wanted = &id.get().parameters[place].ty;
            let wrong = if *wanted == Type::Int { Value::Bool(true) } else { Value::Int(1) };
            if matches!(wanted, Type::Variable(_)) {
                continue;
            }
            let mut arguments = arguments.clone();
            arguments[place] = Expression::constant(wrong);
            let closed = closed(&Part { expression: Arc::new(Expression::Call(*id, arguments)), ..part });
            prop_assert!(Program::new(closed.clone()).is_err(), "{closed}");
        }
    }

    #[test]
    fn evaluators_agree_on_sound_values(tape in tape(250)) {
        let (program, mut choices) = program(tape);
        for _ in 0..2 {
            let input = input(&mut choices);
            let fast = program.evaluate(&input, &mut TICKS.clone());
            let slow = program.evaluate_reference(&input, &mut REFERENCE_TICKS.clone());
            if let Ok(value) = &fast {
                prop_assert!(is_sound(value, program.ty()), "{program} gives {value}");
            }
            if fast != Err(Stop::OutOfTicks) && slow != Err(Stop::OutOfTicks) {
                prop_assert_eq!(fast, slow, "{}", program);
            }
        }
    }

    #[test]
    fn ticks_decide_only_whether_evaluation_ends(tape in tape(250), share in 0.0..1.0) {
        let (program, mut choices) = program(tape);
        let input = input(&mut choices);
        let mut left = TICKS;
        let result = program.evaluate(&input, &mut left);
        if result != Err(Stop::OutOfTicks) {
            let mut exact = TICKS - left;
            let mut fewer = (exact as f64 * share) as u64;
            prop_assert_eq!(program.evaluate(&input, &mut exact), result);
            prop_assert_eq!(exact, 0);
            prop_assert_eq!(program.evaluate(&input, &mut fewer), Err(Stop::OutOfTicks));
        }
    }

    #[test]
    fn edited_programs_are_read_or_refused_at_a_place(
        tape in tape(60),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, piece()), 1..4),
    ) {
        check_text(&edited(&program(tape).0.to_string(), &edits))?;
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(pieces in prop::collection::vec(piece(), 0..30)) {
        check_text(&pieces.concat())?;
    }
}

/// `let a = let a = … leaf … in a in a`, of `levels` levels and the leaf.
fn nested(levels: usize, leaf: &str) -> Option<Program> {
    let mut body = Program::parse_expression(leaf).unwrap().body().clone();
    for _ in 0..levels {
        body = Arc::new(Expression::Let("a".into(), body, Arc::new(Expression::Variable("a".into()))));
    }
    Program::new(body).ok()
}

#[test]
fn the_deepest_programs_are_read_as_they_are_printed() {
    for leaf in ["input", "(1, 2)", "3x3", "{12}@(1, 2)", "[1]", "if true then 1 else 2", "map([1], a -> (1, 2))"] {
        let deepest = (1..).map_while(|levels| nested(levels, leaf)).last().unwrap();
        assert!(deepest.body().node_count() > MAX_DEPTH, "{leaf}");
        assert_eq!(Program::parse_expression(&deepest.to_string()).as_ref(), Ok(&deepest), "{leaf}");
    }
}

#[test]
fn doubled_lists_cannot_outgrow_the_ticks() {
    let doubled = |levels: usize| {
        let lets: String = (1..=levels).map(|level| format!("let a{level} = [a{0}, a{0}] in ", level - 1)).collect();
        Program::parse_expression(&format!("let a0 = [1] in {lets} equal(a{levels}, a{levels})")).unwrap()
    };
    let input = Arc::new(Grid::filled(2, 2, arc_dsl::Color::Red).unwrap());
    assert_eq!(doubled(3).evaluate(&input, &mut TICKS.clone()), Ok(Value::Bool(true)));
    let program = doubled(100);
    assert_eq!(program.evaluate(&input, &mut TICKS.clone()), Err(Stop::Undefined));
    assert_eq!(program.evaluate_reference(&input, &mut TICKS.clone()), Err(Stop::Undefined));
}
