//! The element context: expressions over the elements of a list, and what they are good for.

pub mod attributes;
pub mod context;
pub mod higher_order;
pub mod lists;
pub mod parts;
pub mod rules;
pub mod selection;
