//! A last step deduced instead of searched: when an expression has the right shapes but the wrong colors, one map from
//! color to color may finish it.
//!
//! Icecuber's final recolor pass made 72 % of its nodes; deducing the map at the goal costs one pass over the cells.

use std::sync::Arc;

use arc_dsl::{Color, Expression, Grid, Value};

use crate::search::state::{Search, grid_of};

/// Surcharge in bits for a color that is mapped in a single cell: it could have been mapped to anything.
const SINGLE: u32 = 4;

/// A map of colors.
struct Recoloring([Option<Color>; 10]);

impl Recoloring {
    /// The grid with its colors mapped; colors without an image stay.
    fn apply(&self, grid: &Grid) -> Arc<Grid> {
        Arc::new(grid.map(|color| self.0[color.index()].unwrap_or(color)))
    }

    /// The program step for it on top of an expression.
    fn expression(&self, on: &Arc<Expression>) -> Arc<Expression> {
        let row = |(from, to): (Color, Color)| Value::List([Value::Color(from), Value::Color(to)].into());
        let table = Value::List(self.changes().map(row).collect());
        Expression::call("map_colors", vec![on.clone(), Expression::constant(table)])
    }

    fn changes(&self) -> impl Iterator<Item = (Color, Color)> + '_ {
        Color::ALL.into_iter().filter_map(|from| Some((from, self.0[from.index()]?))).filter(|(from, to)| from != to)
    }
}

/// An expression with the map of colors that turns its values into the outputs, the cost of the map and the mapped values.
pub fn finish(
    search: &Search,
    expression: &Arc<Expression>,
    values: &[Value],
) -> Option<(Arc<Expression>, u32, Vec<Value>)> {
    let grids: Vec<Arc<Grid>> = values.iter().map(grid_of).collect::<Option<_>>()?;
    let (recoloring, price) = learn_recoloring(search, &grids)?;
    let mapped = grids.iter().map(|grid| Value::Grid(recoloring.apply(grid))).collect();
    Some((recoloring.expression(expression), price, mapped))
}

/// The map of colors that turns the values of an expression into the outputs, with its cost in bits; `None` if there is
/// none. `grids` are the values, training examples first.
fn learn_recoloring(search: &Search, grids: &[Arc<Grid>]) -> Option<(Recoloring, u32)> {
    let mut map = [None; 10];
    let mut counts = [0; 10];
    for ((_, output), grid) in search.training().zip(grids) {
        if output.size() != grid.size() {
            return None;
        }
        for (&from, &to) in grid.cells().iter().zip(output.cells()) {
            if *map[from.index()].get_or_insert(to) != to {
                return None;
            }
            counts[from.index()] += 1;
        }
    }
    // One color everywhere explains nothing: any grid maps onto it.
    let mut images = map.iter().flatten();
    let first = images.next()?;
    if images.all(|image| image == first) {
        return None;
    }
    let recoloring = Recoloring(map);
    let singles = recoloring.changes().filter(|(from, _)| counts[from.index()] == 1).count() as u32;
    let price = 4 + 5 * recoloring.changes().count() as u32 + SINGLE * singles;
    Some((recoloring, price))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::Cancel;
    use crate::goals::recoloring::{finish, learn_recoloring};
    use arc_dsl::Grid;

    use crate::testing::{add, assert_best, expression, grid, program, search, task, value};

    /// The recolored test grid, if there is a map from `grids` to the outputs of the pairs.
    fn recolored(pairs: &[(&str, &str)], test: &str) -> Option<(Arc<Grid>, u32)> {
        let cancel = Cancel::new();
        let search = search(&task(pairs, &[test]), &cancel, &[]);
        let grids: Vec<Arc<Grid>> = search.examples().iter().map(|example| example.input().clone()).collect();
        let (recoloring, price) = learn_recoloring(&search, &grids)?;
        let made = recoloring.apply(&grid(test));
        let step = recoloring.expression(&expression("input"));
        assert_eq!(value(&step, &grid(test)).as_grid(), Some(&*made), "{step}");
        Some((made, price))
    }

    #[test]
    fn colors_are_swapped_and_unknown_ones_stay() {
        let (made, price) = recolored(&[("12|01", "21|02"), ("10", "20")], "0123").unwrap();
        assert_eq!(made, grid("0213"));
        let (_, more) = recolored(&[("12|01", "21|32"), ("10", "23")], "0123").unwrap();
        assert!(more > price, "each color that changes costs");
    }

    #[test]
    fn there_must_be_one_map_for_all_pairs() {
        assert_eq!(recolored(&[("12|01", "21|02"), ("10", "30")], "0"), None);
        assert_eq!(recolored(&[("12|01", "21|00")], "0"), None);
    }

    #[test]
    fn shapes_must_agree() {
        assert_eq!(recolored(&[("12", "2|1")], "0"), None);
    }

    #[test]
    fn a_single_color_is_no_map() {
        assert_eq!(recolored(&[("12|01", "44|44")], "0"), None);
    }

    #[test]
    fn every_grid_of_the_bank_is_tried() {
        let cancel = Cancel::new();
        let task = task(&[("12|01", "40|34"), ("211", "3|4|4")], &["22|12"]);
        let mut search = search(&task, &cancel, &[]);
        search.finish_with(finish);
        add(&mut search, &program("transform(input, transpose)"));
        assert_best(&search, &task, &["34|33"]);
    }
}
