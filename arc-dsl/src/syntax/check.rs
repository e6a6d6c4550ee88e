//! The static type check: unification over the primitives' signatures.

use std::collections::HashMap;
use std::sync::Arc;

use thiserror::Error;

use super::expression::Expression;
use crate::primitives::PrimitiveId;
use crate::values::{Type, Value};

/// Most levels of a program; bounds the recursion of everything that walks one.
pub const MAX_DEPTH: usize = 128;

/// Why an expression is not a program.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{message}")]
pub struct TypeError {
    /// What was expected and what was found.
    pub message: String,
    /// Address of the offending node, by which the parser finds its position in the text.
    pub(crate) node: usize,
}

/// The type of an expression over `input`.
///
/// # Errors
/// [`TypeError`] at the first node that does not fit.
pub fn check(body: &Arc<Expression>) -> Result<Type, TypeError> {
    let mut checker = Checker::default();
    let ty = checker.infer(body, 0)?;
    Ok(checker.resolve(&ty))
}

/// Whether a name may be bound by `let` or a function: an identifier that means nothing else.
pub fn is_bindable(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !["let", "in", "if", "then", "else", "input", "mask", "plane"].contains(&name)
        && Value::from_word(name).is_none()
        && PrimitiveId::find(name).is_none()
}

#[derive(Default)]
struct Checker {
    variables: Vec<(Arc<str>, Type)>,
    solved: HashMap<u32, Type>,
    next: u32,
}

impl Checker {
    fn fresh(&mut self) -> Type {
        self.next += 1;
        Type::Variable(self.next - 1)
    }

    fn infer(&mut self, expression: &Arc<Expression>, depth: usize) -> Result<Type, TypeError> {
        let fail = |message: String| Err(TypeError { message, node: Arc::as_ptr(expression) as usize });
        if depth >= MAX_DEPTH {
            return fail(format!("the program nests deeper than {MAX_DEPTH} levels"));
        }
        match &**expression {
            Expression::Input => Ok(Type::Grid),
            Expression::Literal(value) => match value {
                Value::List(_) | Value::Object(_) => fail("this value cannot be written as a constant".to_string()),
                _ if !value.is_bounded() => fail("this number is out of bounds".to_string()),
                simple => Ok(simple.type_of().expect("only lists may be untyped")),
            },
            Expression::Variable(name) => match self.variables.iter().rev().find(|(bound, _)| bound == name) {
                Some((_, ty)) => Ok(ty.clone()),
                None => fail(format!("`{name}` is not known")),
            },
            Expression::Call(id, arguments) => {
                let primitive = id.get();
                if arguments.len() != primitive.parameters.len() {
                    return fail(format!(
                        "`{}` takes {} arguments, found {}",
                        primitive.name,
                        primitive.parameters.len(),
                        arguments.len()
                    ));
                }
                let start = self.next;
                let instantiate = |ty: &Type| ty.substitute(&|number| Type::Variable(start + number));
                self.next += 4; // No signature has more variables.
                for (parameter, argument) in primitive.parameters.iter().zip(arguments) {
                    self.expect(argument, &instantiate(&parameter.ty), depth + 1)?;
                }
                Ok(instantiate(&primitive.result))
            }
            Expression::Function(..) => fail("a function can only be an argument of a primitive".to_string()),
            Expression::If(condition, yes, no) => {
                self.expect(condition, &Type::Bool, depth + 1)?;
                let ty = self.infer(yes, depth + 1)?;
                self.expect(no, &ty, depth + 1)?;
                Ok(ty)
            }
            Expression::Let(name, value, body) => {
                let ty = self.infer(value, depth + 1)?;
                self.with_variable(expression, name, ty, |checker| checker.infer(body, depth + 1))
            }
            Expression::List(items) => {
                let element = self.fresh();
                for item in items {
                    self.expect(item, &element, depth + 1)?;
                }
                Ok(Type::list(element))
            }
        }
    }

    fn expect(&mut self, expression: &Arc<Expression>, wanted: &Type, depth: usize) -> Result<(), TypeError> {
        let wanted = self.resolve(wanted);
        if let (Type::Function(from, to), Expression::Function(name, body)) = (&wanted, &**expression) {
            return self
                .with_variable(expression, name, (**from).clone(), |checker| checker.expect(body, to, depth + 1));
        }
        let found = self.infer(expression, depth)?;
        if self.unify(&wanted, &found) {
            return Ok(());
        }
        let (wanted, found) = (self.resolve(&wanted), self.resolve(&found));
        Err(TypeError { message: format!("expected {wanted}, found {found}"), node: Arc::as_ptr(expression) as usize })
    }

    fn with_variable<T>(
        &mut self,
        binder: &Arc<Expression>,
        name: &Arc<str>,
        ty: Type,
        then: impl FnOnce(&mut Self) -> Result<T, TypeError>,
    ) -> Result<T, TypeError> {
        if !is_bindable(name) {
            let message = format!("`{name}` cannot be the name of a variable");
            return Err(TypeError { message, node: Arc::as_ptr(binder) as usize });
        }
        self.variables.push((name.clone(), ty));
        let result = then(self);
        self.variables.pop();
        result
    }

    fn resolve(&self, ty: &Type) -> Type {
        ty.substitute(&|number| match self.solved.get(&number) {
            Some(solution) => self.resolve(solution),
            None => Type::Variable(number),
        })
    }

    fn unify(&mut self, left: &Type, right: &Type) -> bool {
        match (self.resolve(left), self.resolve(right)) {
            (left, right) if left == right => true,
            (Type::Variable(number), other) | (other, Type::Variable(number)) => {
                // Functions are not values, and a type cannot contain itself.
                let is_allowed = !matches!(other, Type::Function(..)) && !occurs(number, &other);
                if is_allowed {
                    self.solved.insert(number, other);
                }
                is_allowed
            }
            (Type::List(left), Type::List(right)) => self.unify(&left, &right),
            _ => false,
        }
    }
}

fn occurs(number: u32, ty: &Type) -> bool {
    match ty {
        Type::Variable(other) => *other == number,
        Type::List(element) => occurs(number, element),
        Type::Function(from, to) => occurs(number, from) || occurs(number, to),
        _ => false,
    }
}
