//! The syntax tree.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::primitives::PrimitiveId;
use crate::values::Value;

/// An expression of the language. Subtrees are shared, so search can build large ones cheaply.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Expression {
    /// The input grid of a pair.
    Input,
    /// A constant. Lists are written as [`Expression::List`] instead, and objects have no constants.
    Literal(Value),
    /// A variable bound by a surrounding `let` or function.
    Variable(Arc<str>),
    /// A primitive applied to arguments.
    Call(PrimitiveId, Vec<Arc<Expression>>),
    /// A function of one variable; only as an argument of a primitive.
    Function(Arc<str>, Arc<Expression>),
    /// The second or third expression, as the first is true or false; only that one is evaluated.
    If(Arc<Expression>, Arc<Expression>, Arc<Expression>),
    /// The last expression, in which the variable stands for the value of the first.
    Let(Arc<str>, Arc<Expression>, Arc<Expression>),
    /// A list of the values of expressions.
    List(Vec<Arc<Expression>>),
}

impl Expression {
    /// A constant expression; lists are spelled out element by element.
    pub fn constant(value: Value) -> Arc<Expression> {
        Arc::new(match value {
            Value::List(items) => Expression::List(items.iter().cloned().map(Expression::constant).collect()),
            simple => Expression::Literal(simple),
        })
    }

    /// The primitive of a name applied to arguments.
    ///
    /// # Panics
    /// If there is no primitive of that name.
    pub fn call(name: &str, arguments: Vec<Arc<Expression>>) -> Arc<Expression> {
        let id = PrimitiveId::find(name).unwrap_or_else(|| panic!("there is no primitive `{name}`"));
        Arc::new(Expression::Call(id, arguments))
    }

    /// The direct subexpressions, in order of evaluation.
    pub fn children(&self) -> Vec<&Arc<Expression>> {
        match self {
            Expression::Input | Expression::Literal(_) | Expression::Variable(_) => vec![],
            Expression::Call(_, parts) | Expression::List(parts) => parts.iter().collect(),
            Expression::Function(_, body) => vec![body],
            Expression::If(condition, yes, no) => vec![condition, yes, no],
            Expression::Let(_, value, body) => vec![value, body],
        }
    }

    /// The primitives that it applies.
    pub fn primitives(&self) -> BTreeSet<PrimitiveId> {
        let own = match self {
            Expression::Call(primitive, _) => Some(*primitive),
            _ => None,
        };
        own.into_iter().chain(self.children().into_iter().flat_map(|child| child.primitives())).collect()
    }

    /// The same with another expression in place of the input.
    pub fn with_input(&self, input: &Arc<Expression>) -> Arc<Expression> {
        let replaced = |part: &Arc<Expression>| part.with_input(input);
        let all = |parts: &[Arc<Expression>]| parts.iter().map(replaced).collect();
        Arc::new(match self {
            Expression::Input => return input.clone(),
            Expression::Literal(_) | Expression::Variable(_) => self.clone(),
            Expression::Call(primitive, arguments) => Expression::Call(*primitive, all(arguments)),
            Expression::Function(variable, body) => Expression::Function(variable.clone(), replaced(body)),
            Expression::If(condition, yes, no) => Expression::If(replaced(condition), replaced(yes), replaced(no)),
            Expression::Let(variable, value, body) => {
                Expression::Let(variable.clone(), replaced(value), replaced(body))
            }
            Expression::List(items) => Expression::List(all(items)),
        })
    }

    /// Number of nodes of the tree.
    pub fn node_count(&self) -> usize {
        1 + self.children().into_iter().map(|child| child.node_count()).sum::<usize>()
    }

    /// Description length in bits: primitives at their own cost, other nodes at small fixed prices.
    pub fn cost(&self) -> u32 {
        self.cost_at(&|primitive| primitive.get().cost)
    }

    /// As [`Expression::cost`], at other prices of the primitives.
    pub fn cost_at(&self, price: &impl Fn(PrimitiveId) -> u32) -> u32 {
        let own = match self {
            Expression::Input | Expression::Variable(_) => 1,
            Expression::Literal(value) => literal_cost(value),
            Expression::Call(primitive, _) => price(*primitive),
            Expression::Function(..) | Expression::List(_) => 1,
            Expression::If(..) | Expression::Let(..) => 2,
        };
        own + self.children().into_iter().map(|child| child.cost_at(price)).sum::<u32>()
    }
}

/// Description length of a constant, in bits.
pub fn literal_cost(value: &Value) -> u32 {
    match value {
        Value::Bool(_) => 1,
        Value::Int(number) => 2 + 2 * (number.unsigned_abs() + 1).ilog2(),
        Value::Color(_) => 4,
        Value::Point(point) => 4 + 2 * (point.row.unsigned_abs() + point.col.unsigned_abs() + 1).ilog2(),
        Value::Size(size) => 2 + 2 * (size.height.unsigned_abs() + size.width.unsigned_abs() + 1).ilog2(),
        Value::Direction(_) | Value::Transform(_) => 3,
        Value::Segmentation(segmentation) => {
            use crate::values::BackgroundRule;
            if segmentation.background == BackgroundRule::Black { 2 } else { 4 }
        }
        Value::Grid(grid) => 4 + 3 * grid.area() as u32,
        Value::Mask(mask) => 4 + mask.area() as u32,
        Value::Plane(plane) => 4 + 4 * plane.area() as u32,
        Value::Object(object) => 4 + 3 * object.cells().area() as u32,
        Value::List(items) => 1 + items.iter().map(literal_cost).sum::<u32>(),
    }
}
