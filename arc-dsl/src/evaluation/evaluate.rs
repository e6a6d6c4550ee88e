//! The fast evaluator: a program compiled to a graph of distinct nodes, each evaluated once per binding of the variables
//! it depends on.
//!
//! Equal subexpressions share a node (hash-consing), so a closed subexpression inside a function body is computed once,
//! not once per element.

use std::collections::HashMap;
use std::sync::Arc;

use crate::primitives::PrimitiveId;
use crate::syntax::Expression;
use crate::values::{Grid, Point, Type, Value};

/// Why evaluation gave no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Some application is undefined on its arguments.
    Undefined,
    /// The budget of ticks ran out.
    OutOfTicks,
}

/// Takes ticks from a budget.
///
/// # Errors
/// [`Stop::OutOfTicks`] if the budget does not suffice; it is then empty.
pub fn charge(ticks: &mut u64, amount: u64) -> Result<(), Stop> {
    match ticks.checked_sub(amount) {
        Some(rest) => {
            *ticks = rest;
            Ok(())
        }
        None => {
            *ticks = 0;
            Err(Stop::OutOfTicks)
        }
    }
}

/// The elements that a function argument is applied to: those of a list, or the points of a grid in row-major order.
pub fn domain(value: &Value) -> Vec<Value> {
    match value {
        Value::List(items) => items.to_vec(),
        Value::Grid(grid) => grid.indexed().map(|((row, col), _)| Value::Point(Point::at(row, col))).collect(),
        _ => vec![],
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Node {
    Input,
    Literal(Value),
    Slot(usize),
    Call(PrimitiveId, Vec<usize>),
    /// A function: the slot of its variable and its body.
    Function(usize, usize),
    If(usize, usize, usize),
    Let(usize, usize, usize),
    List(Vec<usize>),
}

/// A compiled program, or several that share what they have in common.
pub struct Code {
    nodes: Vec<Node>,
    /// Of each node, one more than the innermost slot it depends on; 0 for closed nodes.
    depths: Vec<usize>,
    /// The node of each program.
    roots: Vec<usize>,
}

impl Code {
    /// Compiles a type-checked expression.
    pub fn compile(body: &Expression) -> Code {
        Code::compile_all([body])
    }

    /// Compiles several type-checked expressions into one graph.
    pub fn compile_all<'e>(bodies: impl IntoIterator<Item = &'e Expression>) -> Code {
        let mut compiler = Compiler::default();
        let roots = bodies.into_iter().map(|body| compiler.add(body, &mut Vec::new())).collect();
        Code { nodes: compiler.nodes, depths: compiler.depths, roots }
    }

    /// Runs the code of one program on an input; without one, a program that uses `input` is undefined.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there or the ticks run out.
    pub fn run(&self, input: Option<&Arc<Grid>>, ticks: &mut u64) -> Result<Value, Stop> {
        Evaluation::new(self, input).value(0, ticks)
    }

    /// The programs of the code on an input, none of them evaluated yet.
    pub fn on<'c>(&'c self, input: &'c Arc<Grid>) -> Evaluation<'c> {
        Evaluation::new(self, Some(input))
    }
}

/// The programs of a code on one input. What several have in common is evaluated once.
pub struct Evaluation<'c> {
    code: &'c Code,
    input: Option<&'c Arc<Grid>>,
    /// The last value of each node, with the number of the innermost binding it depends on.
    memo: Vec<Option<(u64, Value)>>,
    bindings: u64,
}

impl<'c> Evaluation<'c> {
    fn new(code: &'c Code, input: Option<&'c Arc<Grid>>) -> Evaluation<'c> {
        Evaluation { code, input, memo: vec![None; code.nodes.len()], bindings: 0 }
    }

    /// The value of one of the programs, in the order in which they were compiled.
    ///
    /// # Errors
    /// [`Stop`] if the program is undefined there or the ticks run out.
    pub fn value(&mut self, program: usize, ticks: &mut u64) -> Result<Value, Stop> {
        let root = self.code.roots[program];
        Run { of: self, ticks, slots: Vec::new() }.node(root)
    }
}

#[derive(Default)]
struct Compiler {
    nodes: Vec<Node>,
    depths: Vec<usize>,
    known: HashMap<Node, usize>,
}

impl Compiler {
    fn add(&mut self, expression: &Expression, scope: &mut Vec<Arc<str>>) -> usize {
        let slot = scope.len();
        let (node, depth) = match expression {
            Expression::Input => (Node::Input, 0),
            Expression::Literal(value) => (Node::Literal(value.clone()), 0),
            Expression::Variable(name) => {
                let slot = scope.iter().rposition(|bound| bound == name).expect("the type check finds unbound names");
                (Node::Slot(slot), slot + 1)
            }
            Expression::Call(id, arguments) => {
                let arguments = self.add_all(arguments, scope);
                let depth = self.deepest(&arguments);
                (Node::Call(*id, arguments), depth)
            }
            Expression::List(items) => {
                let items = self.add_all(items, scope);
                let depth = self.deepest(&items);
                (Node::List(items), depth)
            }
            Expression::If(condition, yes, no) => {
                let parts = [self.add(condition, scope), self.add(yes, scope), self.add(no, scope)];
                (Node::If(parts[0], parts[1], parts[2]), self.deepest(&parts))
            }
            Expression::Function(name, body) => {
                let body = self.add_within(name, body, scope);
                (Node::Function(slot, body), self.depths[body].min(slot))
            }
            Expression::Let(name, value, body) => {
                let value = self.add(value, scope);
                let body = self.add_within(name, body, scope);
                (Node::Let(slot, value, body), self.depths[value].max(self.depths[body].min(slot)))
            }
        };
        *self.known.entry(node.clone()).or_insert_with(|| {
            self.nodes.push(node);
            self.depths.push(depth);
            self.nodes.len() - 1
        })
    }

    fn add_all(&mut self, parts: &[Arc<Expression>], scope: &mut Vec<Arc<str>>) -> Vec<usize> {
        parts.iter().map(|part| self.add(part, scope)).collect()
    }

    fn add_within(&mut self, name: &Arc<str>, body: &Expression, scope: &mut Vec<Arc<str>>) -> usize {
        scope.push(name.clone());
        let body = self.add(body, scope);
        scope.pop();
        body
    }

    fn deepest(&self, parts: &[usize]) -> usize {
        parts.iter().map(|&part| self.depths[part]).max().unwrap_or(0)
    }
}

struct Run<'a, 'c> {
    of: &'a mut Evaluation<'c>,
    ticks: &'a mut u64,
    /// Value and number of the binding of each variable in scope.
    slots: Vec<(Value, u64)>,
}

impl Run<'_, '_> {
    fn node(&mut self, index: usize) -> Result<Value, Stop> {
        let binding = match self.of.code.depths[index] {
            0 => 0,
            depth => self.slots[depth - 1].1,
        };
        if let Some((number, value)) = &self.of.memo[index]
            && *number == binding
        {
            return Ok(value.clone());
        }
        let value = self.compute(index)?;
        self.of.memo[index] = Some((binding, value.clone()));
        Ok(value)
    }

    fn compute(&mut self, index: usize) -> Result<Value, Stop> {
        charge(self.ticks, 1)?;
        let code = self.of.code;
        match &code.nodes[index] {
            Node::Input => self.of.input.cloned().map(Value::Grid).ok_or(Stop::Undefined),
            Node::Literal(value) => Ok(value.clone()),
            Node::Slot(slot) => Ok(self.slots[*slot].0.clone()),
            Node::Call(id, parts) => self.call(*id, parts),
            Node::Function(..) => unreachable!("the type check keeps functions in argument places"),
            Node::If(condition, yes, no) => match self.node(*condition)? {
                Value::Bool(true) => self.node(*yes),
                Value::Bool(false) => self.node(*no),
                _ => Err(Stop::Undefined),
            },
            Node::Let(slot, value, body) => {
                let value = self.node(*value)?;
                self.bound(*slot, value, *body)
            }
            Node::List(items) => {
                let items: Result<Vec<Value>, Stop> = items.iter().map(|&item| self.node(item)).collect();
                Value::list(items?).ok_or(Stop::Undefined)
            }
        }
    }

    fn call(&mut self, id: PrimitiveId, parts: &[usize]) -> Result<Value, Stop> {
        let primitive = id.get();
        let mut arguments: Vec<Value> = Vec::with_capacity(parts.len());
        let mut weight = 0;
        for (&part, parameter) in parts.iter().zip(&primitive.parameters) {
            let argument = match (&parameter.ty, &self.of.code.nodes[part]) {
                (Type::Function(..), Node::Function(slot, body)) => {
                    let domain = arguments.last().map(domain).unwrap_or_default();
                    let results: Result<Vec<Value>, Stop> =
                        domain.into_iter().map(|element| self.bound(*slot, element, *body)).collect();
                    Value::list(results?).ok_or(Stop::Undefined)?
                }
                _ => self.node(part)?,
            };
            weight += argument.weight();
            arguments.push(argument);
        }
        charge(self.ticks, weight)?;
        let value = primitive.apply(&arguments).ok_or(Stop::Undefined)?;
        charge(self.ticks, value.weight())?;
        Ok(value)
    }

    fn bound(&mut self, slot: usize, value: Value, body: usize) -> Result<Value, Stop> {
        debug_assert_eq!(slot, self.slots.len());
        self.of.bindings += 1;
        self.slots.push((value, self.of.bindings));
        let result = self.node(body);
        self.slots.pop();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Program;

    #[test]
    fn programs_compiled_together_give_what_each_gives_and_share_work() {
        let texts = [
            "length(objects(input, mono4))",
            "color(arg_max(objects(input, mono4), o -> area(o)))",
            "nth(objects(input, mono4), 9)",
            "filter(objects(input, mono4), o -> equal(color(o), color(first(objects(input, mono4)))))",
        ];
        let programs = texts.map(|text| Program::parse_expression(text).unwrap());
        let input: Arc<Grid> = Arc::new("1020|0022|3300|0001".parse().unwrap());
        let code = Code::compile_all(programs.iter().map(|program| &**program.body()));
        let mut together = code.on(&input);
        for (place, program) in programs.iter().enumerate() {
            let [mut alone, mut shared] = [1_000_000; 2];
            assert_eq!(together.value(place, &mut shared), program.evaluate(&input, &mut alone), "{program}");
            assert_eq!(shared > alone, place > 0, "the objects are known from the first one on");
        }
    }
}
