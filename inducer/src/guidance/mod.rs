//! What orders a search by the look of a task, and what such a guide learns from.

pub mod costs;
pub mod examples;
pub mod task_properties;
pub mod value_model;
pub mod value_properties;
