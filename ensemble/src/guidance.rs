//! What the search for programs goes by, from what a guide foresees and what the search so far has come near to.
//!
//! Primitives of the nearest misses are likely to be in a program that fits (Probe, Barke et al. 2020, learns from programs
//! that are right on some examples in the same way).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arc_dsl::PrimitiveId;
use data::{Meter, Task};
use inducer::{CostModel, Found, Guidance, ValueModel};
use transducer::Guide;

/// Number of nearest misses whose primitives become cheaper, and by how many bits.
const NEAREST: usize = 3;
const DISCOUNT: i32 = 2;
/// Most bits that near misses and the guide take off together.
const MAX_DISCOUNT: i32 = 4;

/// A guide whose value model is in the order of the search's features: that is done once, not for every task.
#[derive(Clone, Debug)]
pub struct SearchGuide {
    guide: Guide,
    values: Arc<ValueModel>,
}

impl SearchGuide {
    /// A guide for searches.
    pub fn new(guide: Guide) -> SearchGuide {
        let transducer::ValueWeights { features, plain, hidden, last } = guide.value_weights();
        SearchGuide { values: Arc::new(ValueModel::new(&features, &plain, &hidden, &last)), guide }
    }

    /// What it says of a task; of costs nothing where the ticks do not suffice to measure it.
    pub fn advise(&self, task: &Task, meter: &mut Meter) -> Advice {
        let adjustments = self.guide.adjustments(task, meter).unwrap_or_default();
        Advice { adjustments: Some(adjustments.into_iter().collect()), values: Some(self.values.clone()) }
    }
}

/// What a guide says of one task.
#[derive(Clone, Default, Debug)]
pub struct Advice {
    /// By how many bits primitives cost more than usual, as the guide foresees; `None` without a guide.
    adjustments: Option<BTreeMap<PrimitiveId, i32>>,
    values: Option<Arc<ValueModel>>,
}

impl Advice {
    /// What a search is to go by after some near misses, nearest first. Without a guide, these are of no account.
    pub fn after(&self, misses: &[Found]) -> Guidance {
        let Some(adjustments) = &self.adjustments else { return Guidance::default() };
        let costs = CostModel::adjusted(discounted(adjustments.clone(), misses));
        Guidance { costs, values: self.values.clone() }
    }
}

/// The adjustments where the nearest misses, nearest first, have made their primitives cheaper.
fn discounted(mut adjustments: BTreeMap<PrimitiveId, i32>, misses: &[Found]) -> BTreeMap<PrimitiveId, i32> {
    let nearest: BTreeSet<PrimitiveId> =
        misses.iter().take(NEAREST).flat_map(|miss| miss.expression.primitives()).collect();
    for primitive in nearest {
        let adjustment = adjustments.entry(primitive).or_default();
        *adjustment = (*adjustment - DISCOUNT).max(-MAX_DISCOUNT);
    }
    adjustments
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::{PrimitiveId, Program};

    #[test]
    fn the_built_in_guide_judges_values_by_features_that_the_search_has() {
        let guide = Guide::built_in().unwrap();
        let (known, own) = (guide.value_weights().features, inducer::feature_names());
        let unknown: Vec<&String> = known.iter().filter(|name| !own.contains(name)).collect();
        assert!(!known.is_empty() && unknown.is_empty(), "train it anew: the search has no {unknown:?} any more");
        assert_ne!(SearchGuide::new(guide).values.score_bits(&[0]), 0.0);
    }

    #[test]
    fn what_comes_near_is_cheaper_once() {
        let id = |name: &str| PrimitiveId::find(name).unwrap();
        let miss = |text: &str| {
            let expression = Program::parse(text).unwrap().body().clone();
            Found { expression, cost: 10, predictions: Vec::new(), solved: 0, similarity: 900 }
        };
        let misses = [
            miss("transform(input, transpose)"),
            miss("trim(transform(input, rotate90))"),
            miss("input"),
            miss("map_colors(input, [[red, blue]])"),
        ];
        let foreseen = [(id("trim"), -3), (id("map_colors"), 1)].into_iter().collect();
        let expected = [(id("trim"), -4), (id("map_colors"), 1), (id("transform"), -2)];
        assert_eq!(discounted(foreseen, &misses), expected.into_iter().collect());
        assert_eq!(Advice::default().after(&misses), Guidance::default());
    }
}
