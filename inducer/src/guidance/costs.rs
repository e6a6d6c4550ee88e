//! What each primitive costs in a search.
//!
//! The order of a search is by cost in bits, so whoever foresees which primitives a task needs, lowers their costs and the
//! search comes upon their programs sooner (DeepCoder, Balog et al. 2017; Probe, Barke et al. 2020).

use arc_dsl::{Expression, PrimitiveId};

/// The cost of every primitive, in bits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CostModel(Vec<u32>);

impl Default for CostModel {
    /// The costs of the language.
    fn default() -> CostModel {
        CostModel(PrimitiveId::all().map(|primitive| primitive.get().cost).collect())
    }
}

impl CostModel {
    /// The costs of the language with adjustments in bits for some primitives; none falls below one.
    pub fn adjusted(adjustments: impl IntoIterator<Item = (PrimitiveId, i32)>) -> CostModel {
        let mut costs = CostModel::default();
        for (primitive, adjustment) in adjustments {
            let cost = &mut costs.0[primitive.index()];
            *cost = cost.saturating_add_signed(adjustment).max(1);
        }
        costs
    }

    /// The cost of a primitive.
    pub fn of(&self, primitive: PrimitiveId) -> u32 {
        self.0[primitive.index()]
    }

    /// The cost of the primitive of a name.
    ///
    /// # Panics
    /// If there is none of that name.
    pub fn of_name(&self, name: &str) -> u32 {
        self.of(PrimitiveId::find(name).unwrap_or_else(|| panic!("there is no primitive `{name}`")))
    }

    /// The cost of an expression.
    pub fn total(&self, expression: &Expression) -> u32 {
        expression.cost_at(&|primitive| self.of(primitive))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Program;

    #[test]
    fn adjustments_are_bits_and_nothing_is_free() {
        let program = Program::parse("transform(transform(input, transpose), rotate90)").unwrap();
        let transform = PrimitiveId::find("transform").unwrap();
        let own = transform.get().cost;
        assert_eq!(CostModel::default().total(program.body()), program.cost());
        let higher = CostModel::adjusted([(transform, 2)]);
        assert_eq!((higher.of(transform), higher.total(program.body())), (own + 2, program.cost() + 4));
        assert_eq!(CostModel::adjusted([(transform, -100)]).of_name("transform"), 1);
    }
}
