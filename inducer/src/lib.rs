//! Induction: from a task to programs that explain it.
//!
//! [`induce()`] searches three contexts over one shared bank: the *grid* context bottom-up by cost, the *element* context
//! whose expressions are vectors over all objects or grids of a list, and the *cell* context by decision tables. The search
//! knows ticks, not clocks; it neither prints nor reads files.

mod cases;
mod cells;
mod climb;
mod decision_list;
mod elements;
mod goals;
mod guidance;
mod induce;
mod normalize;
mod search;
#[cfg(test)]
mod testing;

pub use cells::frames::{Frame, MAX_FRAMES, frames, frames_at};
pub use goals::sizes::size_hypotheses;
pub use guidance::costs::Prices;
pub use guidance::examples::{Sighting, sightings};
pub use guidance::task_properties::properties;
pub use guidance::value_model::{Relevance, feature_names};
pub use induce::{Induction, induce, induce_at};
pub use normalize::{View, views};
pub use search::budget::{Cancel, Limits, Statistics, StopReason};
pub use search::frontier::Found;
pub use search::technique::{Technique, Techniques};
