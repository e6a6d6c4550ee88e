//! The language of a search: its primitives at the types it searches.

use arc_dsl::{PrimitiveId, Type};

use crate::search::bank::{Bank, TypeId};
use crate::searched_types::searched_types;

/// Most parameters of a primitive that takes part in the search.
pub const MAX_PARAMETERS: usize = 4;

/// A primitive at concrete types.
pub struct Operator {
    /// The primitive.
    pub primitive: PrimitiveId,
    /// The types of its parameters.
    pub parameters: Vec<TypeId>,
    /// The type of its result.
    pub result: TypeId,
}

/// Every primitive without function parameters, at every choice of searched types for its type variables.
pub fn operators(bank: &mut Bank) -> Vec<Operator> {
    let types = searched_types();
    let ids: Vec<TypeId> = types.iter().map(|ty| bank.type_id(ty)).collect();
    let number = |ty: &Type| types.iter().position(|known| known == ty).map(|at| ids[at]);
    let mut operators = Vec::new();
    for primitive in PrimitiveId::all() {
        let signature = primitive.get();
        if signature.parameters.len() > MAX_PARAMETERS || signature.parameters.is_empty() {
            continue;
        }
        let is_generic = signature.parameters.iter().any(|parameter| !parameter.ty.is_concrete());
        let choices = if is_generic { &types[..] } else { &types[..1] };
        for choice in choices {
            let concrete = |ty: &Type| number(&ty.substitute(&|_| choice.clone()));
            let parameters: Option<Vec<TypeId>> =
                signature.parameters.iter().map(|parameter| concrete(&parameter.ty)).collect();
            if let (Some(parameters), Some(result)) = (parameters, concrete(&signature.result)) {
                operators.push(Operator { primitive, parameters, result });
            }
        }
    }
    operators
}
