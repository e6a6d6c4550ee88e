//! Random well-typed programs, made from the table of primitives: for a wanted type, any primitive whose result can be of
//! that type, then its arguments in the same way.

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId, Type};

use super::Choices;

/// Deepest nesting of calls.
const MAX_DEPTH: usize = 5;

/// Names of variables. There are few, so that inner ones often hide outer ones.
const NAMES: [&str; 4] = ["a", "o", "x_1", "_"];

/// Types with constants, or nearly.
const TYPES: [Type; 12] = [
    Type::Grid,
    Type::Int,
    Type::Color,
    Type::Bool,
    Type::Point,
    Type::Object,
    Type::Mask,
    Type::Size,
    Type::Plane,
    Type::Direction,
    Type::Transform,
    Type::Segmentation,
];

/// Variables in scope, the innermost last.
pub type Scope = Vec<(Arc<str>, Type)>;

/// A part of a program.
pub struct Part {
    /// The expression.
    pub expression: Arc<Expression>,
    /// The type it was made for.
    pub ty: Type,
    /// What was in scope there.
    pub scope: Scope,
}

/// A program with all its parts, functions aside.
pub struct Generated {
    /// The whole.
    pub body: Arc<Expression>,
    /// The type it was made for.
    pub ty: Type,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A program, mostly with a call of any primitive at its root.
pub fn generate(choices: &mut Choices) -> Generated {
    let mut generator = Generator { choices, scope: Vec::new(), parts: Vec::new() };
    let depth = 1 + generator.choices.below(MAX_DEPTH);
    let (body, ty) = match generator.choices.below(6) {
        0 => (generator.expression(&Type::Grid, depth), Type::Grid),
        1 => {
            let ty = generator.ty();
            (generator.expression(&ty, depth), ty)
        }
        _ => {
            let ids: Vec<PrimitiveId> = PrimitiveId::all().collect();
            let id = generator.choices.pick(&ids);
            let mut variables = Bindings::default();
            let call = generator.call(id, &mut variables, depth);
            (call, variables.apply(&id.get().result))
        }
    };
    Generated { body, ty, parts: generator.parts }
}

/// Whether a type is a case of another that may have variables, each of which stands for one type.
pub fn is_case_of(ty: &Type, general: &Type) -> bool {
    Bindings::default().unify(general, ty)
}

/// What the variables of a signature stand for.
#[derive(Clone, Default)]
struct Bindings(Vec<(u32, Type)>);

impl Bindings {
    fn get(&self, number: u32) -> Option<&Type> {
        self.0.iter().find(|(known, _)| *known == number).map(|(_, ty)| ty)
    }

    fn apply(&self, ty: &Type) -> Type {
        ty.substitute(&|number| self.get(number).cloned().unwrap_or(Type::Variable(number)))
    }

    /// Makes the general type equal to the concrete one, if that can be.
    fn unify(&mut self, general: &Type, concrete: &Type) -> bool {
        match (general, concrete) {
            (Type::Variable(number), _) => match self.get(*number) {
                Some(known) => known == concrete,
                None => {
                    self.0.push((*number, concrete.clone()));
                    true
                }
            },
            (Type::List(general), Type::List(concrete)) => self.unify(general, concrete),
            _ => general == concrete,
        }
    }
}

struct Generator<'a> {
    choices: &'a mut Choices,
    scope: Scope,
    parts: Vec<Part>,
}

impl Generator<'_> {
    fn ty(&mut self) -> Type {
        match self.choices.below(16) {
            15 => Type::list(Type::list(Type::Int)),
            12.. => Type::list(self.choices.pick(&TYPES)),
            index => TYPES[index].clone(),
        }
    }

    fn expression(&mut self, ty: &Type, depth: usize) -> Arc<Expression> {
        let form = if depth == 0 { 0 } else { self.choices.below(14) };
        let expression = match form {
            0..3 => self.leaf(ty),
            3 => {
                let parts = [&Type::Bool, ty, ty].map(|ty| self.expression(ty, depth - 1));
                let [condition, yes, no] = parts;
                Arc::new(Expression::If(condition, yes, no))
            }
            4 => {
                let bound = self.ty();
                let value = self.expression(&bound, depth - 1);
                let (name, body) = self.within(bound, ty, depth - 1);
                Arc::new(Expression::Let(name, value, body))
            }
            5 => match ty {
                Type::List(element) => {
                    let length = self.length();
                    Arc::new(Expression::List((0..length).map(|_| self.expression(element, depth - 1)).collect()))
                }
                _ => self.leaf(ty),
            },
            _ => self.any_call(ty, depth),
        };
        self.parts.push(Part { expression: expression.clone(), ty: ty.clone(), scope: self.scope.clone() });
        expression
    }

    /// The primitives that see the input, with constants at most, as a value of a type.
    fn measures(&self, ty: &Type) -> Vec<PrimitiveId> {
        let simple = [Type::Grid, Type::Color, Type::Bool, Type::Direction, Type::Segmentation];
        let is_simple = |id: &PrimitiveId| {
            let parameters = &id.get().parameters;
            id.get().result == *ty
                && parameters[0].ty == Type::Grid
                && parameters.iter().all(|parameter| simple.contains(&parameter.ty))
        };
        PrimitiveId::all().filter(is_simple).collect()
    }

    /// A name for a variable of one type and an expression of another in which it may occur.
    fn within(&mut self, bound: Type, ty: &Type, depth: usize) -> (Arc<str>, Arc<Expression>) {
        let name: Arc<str> = self.choices.pick(&NAMES).into();
        self.scope.push((name.clone(), bound));
        let body = self.expression(ty, depth);
        self.scope.pop();
        (name, body)
    }

    /// A call of some primitive that can give the type, or a leaf if there is none.
    fn any_call(&mut self, ty: &Type, depth: usize) -> Arc<Expression> {
        let fitting: Vec<(PrimitiveId, Bindings)> = PrimitiveId::all()
            .filter_map(|id| {
                let mut variables = Bindings::default();
                variables.unify(&id.get().result, ty).then_some((id, variables))
            })
            .collect();
        if fitting.is_empty() {
            return self.leaf(ty);
        }
        let (id, mut variables) = self.choices.pick(&fitting);
        self.call(id, &mut variables, depth)
    }

    /// A call of a primitive; variables of its signature that are not bound yet get types.
    fn call(&mut self, id: PrimitiveId, variables: &mut Bindings, depth: usize) -> Arc<Expression> {
        for number in 0..4 {
            if variables.get(number).is_none() {
                let ty = self.ty();
                variables.0.push((number, ty));
            }
        }
        let parameters = id.get().parameters.iter();
        let arguments = parameters.map(|parameter| match variables.apply(&parameter.ty) {
            Type::Function(from, to) => {
                let (name, body) = self.within(*from, &to, depth - 1);
                Arc::new(Expression::Function(name, body))
            }
            ty => self.expression(&ty, depth - 1),
        });
        Arc::new(Expression::Call(id, arguments.collect()))
    }

    /// How many elements to spell out; lists without any make too much undefined to come often.
    fn length(&mut self) -> usize {
        [1, 2, 3, 1, 2, 0][self.choices.below(6)]
    }

    /// The input, a variable or a constant; for objects, which have no constants, the simplest call.
    fn leaf(&mut self, ty: &Type) -> Arc<Expression> {
        let mut known: Vec<Arc<Expression>> = Vec::new();
        if *ty == Type::Grid {
            known.push(Arc::new(Expression::Input));
        }
        for (place, (name, bound)) in self.scope.iter().enumerate() {
            let is_hidden = self.scope[place + 1..].iter().any(|(inner, _)| inner == name);
            if bound == ty && !is_hidden {
                known.push(Arc::new(Expression::Variable(name.clone())));
            }
        }
        if !known.is_empty() && !self.choices.once_in(4) {
            return self.choices.pick(&known);
        }
        let call = |name: &str, arguments: Vec<Arc<Expression>>| {
            let id = PrimitiveId::find(name).unwrap_or_else(|| panic!("`{name}` is a primitive"));
            Arc::new(Expression::Call(id, arguments))
        };
        match ty {
            Type::Object => call("first", vec![self.leaf(&Type::list(Type::Object))]),
            Type::List(element) if **element == Type::Object => {
                let segmentation = self.leaf(&Type::Segmentation);
                call("objects", vec![Arc::new(Expression::Input), segmentation])
            }
            Type::List(element) => {
                let length = self.length();
                Arc::new(Expression::List((0..length).map(|_| self.leaf(element)).collect()))
            }
            // Constants mostly have another size than the input, and what combines the two is undefined.
            Type::Mask | Type::Plane if !self.choices.once_in(4) => {
                let id = self.choices.pick(&self.measures(ty));
                let arguments = id.get().parameters.iter().map(|parameter| match &parameter.ty {
                    Type::Grid => Arc::new(Expression::Input),
                    simple => Expression::constant(self.choices.value(simple, (1, 1))),
                });
                Arc::new(Expression::Call(id, arguments.collect()))
            }
            simple => {
                let sides = (1 + self.choices.below(4), 1 + self.choices.below(4));
                Expression::constant(self.choices.value(simple, sides))
            }
        }
    }
}
