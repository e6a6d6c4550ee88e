//! What a search goes by: costs of primitives, and how likely values are to be steps of a program.

pub mod costs;
pub mod value_model;
pub mod value_properties;

use std::sync::Arc;

use costs::CostModel;
use value_model::ValueModel;

/// What a search goes by. It orders the search and leaves no trace in what is found: programs are ranked by the costs of the
/// language.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Guidance {
    /// What each primitive costs.
    pub costs: CostModel,
    /// How likely values are steps of a program; those that are unlikely are built on later.
    pub values: Option<Arc<ValueModel>>,
}

impl Guidance {
    /// Guidance by costs alone.
    pub fn by_costs(costs: CostModel) -> Guidance {
        Guidance { costs, values: None }
    }
}
