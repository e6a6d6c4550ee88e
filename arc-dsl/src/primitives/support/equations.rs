//! Equations of the language as tests.

use crate::syntax::Program;
use crate::values::Value;

/// Asserts that an equation between two closed expressions holds; `undefined` on the right stands for no value.
pub(crate) fn assert_holds(equation: &str) {
    let (left, right) = equation.split_once(" = ").expect("an equation has two sides");
    let value = |text: &str| Program::parse_expression(text).expect(text).evaluate_closed();
    let left = value(left);
    if right == "undefined" {
        assert!(left.is_err(), "{equation}: {left:?}");
        return;
    }
    let (left, right) = (left.expect(equation), value(right).expect(right));
    let is_equal = match (&left, &right) {
        (Value::Grid(left), Value::Grid(right)) => left.same_cells(right),
        (Value::Mask(left), Value::Mask(right)) => left.same_cells(right),
        (left, right) => left == right,
    };
    assert!(is_equal, "{equation}: {left:?}");
}
