//! What is searched: examples of bindings, and the value wanted on each.
//!
//! A task is one such problem: the binding is `input`, the wanted value the output grid. A function of the objects of a
//! list is another: it may read the element `o` and the input, and give a color. The same search serves both, as the
//! specification of a synthesis problem does in Herb.jl; only some techniques ask for a task.

use std::sync::Arc;

use arc_dsl::{Color, Expression, Grid, IntoValue, Size, Type, Value};
use data::Task;

/// Something an expression may read: `input`, or a variable.
#[derive(Clone, Debug)]
pub struct Binding {
    /// `input` or the variable.
    pub expression: Arc<Expression>,
    /// Its type.
    pub ty: Type,
}

/// The values of one example.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The value of each binding.
    pub bound: Vec<Value>,
    /// The value wanted; `None` where it is asked for.
    pub wanted: Option<Value>,
}

/// Bindings, the type of value wanted, and the examples.
#[derive(Clone, Debug)]
pub struct Problem {
    bindings: Vec<Binding>,
    goal: Type,
    instances: Vec<Instance>,
    sizes: Vec<Vec<Size>>,
}

impl Problem {
    /// A problem from its bindings, the type wanted, and the examples; those with a wanted value go first.
    ///
    /// # Panics
    /// If no example has a wanted value, or an example does not have one value for each binding.
    pub fn new(bindings: Vec<Binding>, goal: Type, mut instances: Vec<Instance>) -> Problem {
        assert!(instances.iter().all(|instance| instance.bound.len() == bindings.len()), "every binding has a value");
        assert!(instances.iter().any(|instance| instance.wanted.is_some()), "a value is wanted somewhere");
        instances.sort_by_key(|instance| instance.wanted.is_none());
        Problem { bindings, goal, instances, sizes: Vec::new() }
    }

    /// The problem of a task: from `input` to the output, which has one of some sizes on the test inputs.
    pub fn of_task(task: &Task, sizes: &[Vec<Size>]) -> Problem {
        let pairs = task.train.iter().map(|pair| (&pair.input, Some(pair.output.clone().into_value())));
        let tests = task.tests.iter().map(|input| (input, None));
        let instance = |(input, wanted): (&Arc<Grid>, _)| Instance { bound: vec![input.clone().into_value()], wanted };
        let input = Binding { expression: Arc::new(Expression::Input), ty: Type::Grid };
        let instances = pairs.chain(tests).map(instance).collect();
        Problem { sizes: sizes.to_vec(), ..Problem::new(vec![input], Type::Grid, instances) }
    }

    /// What an expression may read.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The type of the values wanted.
    pub fn goal(&self) -> &Type {
        &self.goal
    }

    /// The examples, those with a wanted value first.
    pub fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// Sizes that the answers may have: one vector per hypothesis, with a size for each example that asks.
    pub fn sizes(&self) -> &[Vec<Size>] {
        &self.sizes
    }

    /// Number of examples with a wanted value.
    pub fn known(&self) -> usize {
        self.instances.iter().filter(|instance| instance.wanted.is_some()).count()
    }

    /// Whether it goes from an input grid to an output grid.
    pub fn is_task(&self) -> bool {
        self.goal == Type::Grid && matches!(&self.bindings[..], [only] if *only.expression == Expression::Input)
    }

    /// The colors that occur in the values, in order.
    pub fn palette(&self) -> Vec<Color> {
        let mut seen = [false; 10];
        for value in self.instances.iter().flat_map(|instance| instance.bound.iter().chain(&instance.wanted)) {
            match value {
                Value::Grid(grid) => grid.cells().iter().for_each(|color| seen[color.index()] = true),
                Value::Object(object) => object.points().for_each(|(_, color)| seen[color.index()] = true),
                Value::Color(color) => seen[color.index()] = true,
                _ => {}
            }
        }
        Color::ALL.into_iter().filter(|color| seen[color.index()]).collect()
    }

    /// How much there is to explain: cells of the wanted grids that the input does not have already, and 1 for any other
    /// wanted value.
    pub fn changes(&self) -> usize {
        let changes = |instance: &Instance| match (&instance.bound[0], instance.wanted.as_ref()?) {
            (Value::Grid(input), Value::Grid(output)) => Some(changed_cells(input, output)),
            (_, Value::Grid(output)) => Some(output.area()),
            _ => Some(1),
        };
        self.instances.iter().filter_map(changes).sum()
    }
}

/// Number of cells of the output that the input does not have.
fn changed_cells(input: &Grid, output: &Grid) -> usize {
    if input.size() != output.size() {
        return output.area();
    }
    input.cells().iter().zip(output.cells()).filter(|(before, after)| before != after).count()
}

#[cfg(test)]
mod tests {
    use arc_dsl::IntoValue;

    use super::*;
    use crate::climb::climb;
    use crate::search::budget::{Cancel, StopReason};
    use crate::search::state::Search;
    use crate::techniques::Techniques;
    use crate::testing::{LIMITS, literal, task};

    /// A problem over an object `o` and the input it is from: each row has the input, the place of the object among the
    /// input's objects, and the value wanted.
    fn of_objects(goal: Type, rows: &[(&str, usize, Option<Value>)]) -> Problem {
        let bindings = vec![
            Binding { expression: Arc::new(Expression::Variable("o".into())), ty: Type::Object },
            Binding { expression: Arc::new(Expression::Input), ty: Type::Grid },
        ];
        let instance = |(input, place, wanted): &(&str, usize, Option<Value>)| {
            let objects = literal(&format!("objects({{{input}}}, mono4)"));
            let Value::List(objects) = objects else { panic!("{objects} is no list") };
            Instance { bound: vec![objects[*place].clone(), literal(&format!("{{{input}}}"))], wanted: wanted.clone() }
        };
        Problem::new(bindings, goal, rows.iter().map(instance).collect())
    }

    fn solved(problem: &Problem) -> (String, Vec<Value>) {
        let cancel = Cancel::new();
        let mut search = Search::of_problem(problem, LIMITS, &cancel);
        assert_eq!(climb(&mut search, Techniques::NONE), StopReason::Solved);
        let best = &search.frontier().fits()[0];
        (best.expression.to_string(), best.predictions.clone())
    }

    #[test]
    fn a_number_is_found_from_an_object() {
        let count = |number: i32| Some(Value::Int(number));
        let rows = [("1100|0022|0002", 0, count(2)), ("1100|0022|0002", 1, count(3)), ("3333|0000", 0, None)];
        assert_eq!(solved(&of_objects(Type::Int, &rows)), ("area(o)".to_owned(), vec![Value::Int(4)]));
    }

    #[test]
    fn a_color_is_found_from_the_object_or_the_input() {
        let color = |color: Color| Some(color.into_value());
        let own = [("110|002", 0, color(Color::Blue)), ("110|002", 1, color(Color::Red)), ("330|004", 1, None)];
        let (expression, answers) = solved(&of_objects(Type::Color, &own));
        assert!(expression.ends_with("(o)"), "{expression}");
        assert_eq!(answers, [Value::Color(Color::Yellow)]);
        let most = [("111|002", 1, color(Color::Blue)), ("330|334", 1, color(Color::Green)), ("550|554", 1, None)];
        let (expression, answers) = solved(&of_objects(Type::Color, &most));
        assert!(expression.contains("input"), "{expression}");
        assert_eq!(answers, [Value::Color(Color::Gray)]);
    }

    #[test]
    fn an_expression_with_a_variable_can_be_offered() {
        let rows = [("1100|0022|0002", 0, Some(Value::Int(2))), ("3333|0000", 0, None)];
        let cancel = Cancel::new();
        let mut search = Search::of_problem(&of_objects(Type::Int, &rows), LIMITS, &cancel);
        let object = Arc::new(Expression::Variable("o".into()));
        search.offer(Expression::call("area", vec![object]), 5);
        assert_eq!(search.frontier().fits()[0].predictions, [Value::Int(4)]);
    }

    #[test]
    fn a_task_is_a_problem() {
        let problem = Problem::of_task(&task(&[("120", "130"), ("1", "2")], &["4"]), &[]);
        assert!(problem.is_task());
        assert_eq!((problem.known(), problem.instances().len(), problem.changes()), (2, 3, 2));
        assert_eq!(problem.palette(), [0, 1, 2, 3, 4].map(|index| Color::ALL[index]));
        assert!(!of_objects(Type::Int, &[("11", 0, Some(Value::Int(2)))]).is_task());
    }
}
