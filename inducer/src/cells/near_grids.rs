//! The grids of a bank that might become the output cell by cell: those of its size.

use std::sync::Arc;

use arc_dsl::{Grid, Type, Value};

use crate::search::bank::EntryId;
use crate::search::frontier::similarity;
use crate::search::state::Search;

/// The grids among the cheapest of the bank that have the outputs' sizes on all training pairs, cheapest first, each with
/// its similarity to the outputs, in thousandths, summed over the pairs.
pub fn near_grids(search: &mut Search, limit: usize) -> Vec<(u32, EntryId)> {
    let ty = search.type_id(&Type::Grid);
    let total = |id: EntryId| {
        let values = &search.bank().get(id).values;
        let pairs = || {
            let known = values.iter().zip(search.examples());
            known.filter_map(|(&value, example)| Some((example.value(value), example.output()?)))
        };
        // Most grids have a wrong size already on the first pair.
        let has_size = |(value, output): (&Value, &Arc<Grid>)| match value {
            Value::Grid(grid) => grid.size() == output.size(),
            _ => false,
        };
        let near = |(value, output): (&Value, &Arc<Grid>)| match value {
            Value::Grid(grid) => similarity(output, grid),
            _ => 0,
        };
        pairs().all(has_size).then(|| pairs().map(near).sum())
    };
    let ids = search.bank().of_type(ty).take(limit).take_while(|_| !search.is_cancelled());
    ids.filter_map(|id| Some((total(id)?, id))).collect()
}
