//! What each primitive costs in a search.
//!
//! The order of a search is by cost in bits, so whoever foresees which primitives a task needs, lowers their prices and the
//! search comes upon their programs sooner (DeepCoder, Balog et al. 2017; Probe, Barke et al. 2020).

use std::sync::Arc;

use arc_dsl::{Expression, PrimitiveId};

use crate::guidance::value_model::Relevance;

/// What a search goes by: the price of every primitive, in bits, and how relevant values are, if anything is known of that.
#[derive(Clone, PartialEq, Debug)]
pub struct Prices {
    primitives: Vec<u32>,
    relevance: Option<Arc<Relevance>>,
}

impl Default for Prices {
    /// The prices of the language.
    fn default() -> Prices {
        Prices { primitives: PrimitiveId::all().map(|primitive| primitive.get().cost).collect(), relevance: None }
    }
}

impl Prices {
    /// The prices of the language with changes in bits for some primitives; none falls below one.
    pub fn changed(changes: impl IntoIterator<Item = (PrimitiveId, i32)>) -> Prices {
        let mut prices = Prices::default();
        for (primitive, change) in changes {
            let price = &mut prices.primitives[primitive.index()];
            *price = price.saturating_add_signed(change).max(1);
        }
        prices
    }

    /// The same for a search that builds on relevant values sooner than on others.
    pub fn with_relevance(self, relevance: Arc<Relevance>) -> Prices {
        Prices { relevance: Some(relevance), ..self }
    }

    /// How relevant values are, if anything is known of that.
    pub fn relevance(&self) -> Option<Arc<Relevance>> {
        self.relevance.clone()
    }

    /// The price of a primitive.
    pub fn of(&self, primitive: PrimitiveId) -> u32 {
        self.primitives[primitive.index()]
    }

    /// The price of the primitive of a name.
    ///
    /// # Panics
    /// If there is none of that name.
    pub fn of_name(&self, name: &str) -> u32 {
        self.of(PrimitiveId::find(name).unwrap_or_else(|| panic!("there is no primitive `{name}`")))
    }

    /// The cost of an expression at these prices.
    pub fn total(&self, expression: &Expression) -> u32 {
        expression.cost_at(&|primitive| self.of(primitive))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Program;

    #[test]
    fn changes_are_bits_and_nothing_is_free() {
        let program = Program::parse("transform(transform(input, transpose), rotate90)").unwrap();
        let transform = PrimitiveId::find("transform").unwrap();
        let own = transform.get().cost;
        assert_eq!(Prices::default().total(program.body()), program.cost());
        let dearer = Prices::changed([(transform, 2)]);
        assert_eq!((dearer.of(transform), dearer.total(program.body())), (own + 2, program.cost() + 4));
        assert_eq!(Prices::changed([(transform, -100)]).of_name("transform"), 1);
    }
}
