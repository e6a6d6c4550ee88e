//! Task properties: what the language says of a whole grid in a word or a number.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Type};
use data::{Pair, Task};

use crate::search::budget::{Cancel, Limits};
use crate::search::enumerate;
use crate::search::state::Search;

/// Bytes of the search.
const MEMORY: u64 = 2 << 30;

/// The cheapest expressions over the input of each `wanted` type, at most the number given with it, that are defined on all of some grids and differ
/// from each other on one of them; type by type, cheapest first.
pub fn task_properties(grids: &[Arc<Grid>], wanted: &[(Type, usize)], ticks: u64) -> Vec<Arc<Expression>> {
    let Some((first, others)) = grids.split_first() else { return Vec::new() };
    // No output is asked for; the search only needs a pair to be one.
    let pair = Pair { input: first.clone(), output: first.clone() };
    let task = Task { id: String::new(), train: vec![pair], tests: others.to_vec() };
    let cancel = Cancel::new();
    let mut search = Search::new(&task, &[], Limits::new(ticks, MEMORY), &cancel);
    enumerate::enumerate(&mut search);
    let mut chosen = Vec::new();
    for (ty, count) in wanted {
        let ty = search.type_id(ty);
        let expressions = search.bank().of_type(ty).map(|id| &search.bank().get(id).expression);
        chosen.extend(expressions.filter(|expression| reads_input(expression)).take(*count).cloned());
    }
    chosen
}

fn reads_input(expression: &Expression) -> bool {
    *expression == Expression::Input || expression.children().into_iter().any(|child| reads_input(child))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::{Color, Program};
    use rustc_hash::FxHashSet;

    #[test]
    fn properties_are_of_the_wanted_types_and_differ() {
        let grid = |height: usize, width: usize| {
            let color = |row, col| Color::ALL[(3 * row + 5 * col + height) % 7];
            Arc::new(Grid::from_fn(height, width, color).unwrap())
        };
        let grids = [grid(3, 3), grid(4, 2), grid(5, 5)];
        let found = task_properties(&grids, &[(Type::Int, 12), (Type::Color, 3)], 2_000_000);
        assert_eq!(found.len(), 15);
        let mut seen = FxHashSet::default();
        for (place, expression) in found.into_iter().enumerate() {
            let program = Program::new(expression).unwrap();
            let values = grids.each_ref().map(|grid| program.evaluate(grid, &mut 100_000).unwrap());
            assert_eq!(values[0].type_of(), Some(if place < 12 { Type::Int } else { Type::Color }), "{program}");
            assert!(seen.insert(format!("{values:?}")), "{program} says the same as another");
        }
    }
}
