//! Induction: from a task to programs that explain it.
//!
//! [`induce()`] searches three contexts over one shared bank: the *grid* context bottom-up by cost, the *element* context
//! whose expressions are vectors over all objects or grids of a list, and the *cell* context by decision tables. What it
//! does beside enumerating is in the table [`TECHNIQUES`]. The search knows ticks, not clocks; it neither prints nor reads
//! files.
//!
//! ```
//! use data::{Budget, Dataset};
//! use inducer::{Guidance, Request, induce};
//!
//! let dataset = Dataset::built_in();
//! let task = dataset.tasks.iter().find(|task| task.id == "rotate_clockwise").expect("it is built in");
//! let guidance = Guidance::default();
//! let found = induce(task, &Request::new(Budget::new(5_000_000, 1 << 28), &guidance));
//! assert!(found.is_plausible());
//! assert_eq!(found.fits[0].expression.to_string(), "transform(input, rotate90)");
//! ```

mod cases;
mod cells;
mod climb;
#[cfg(test)]
mod concepts_test;
mod decision_list;
mod elements;
mod goals;
mod guidance;
mod induce;
mod labeled_values;
mod normalize;
mod request;
mod search;
mod searched_types;
mod task_properties;
mod techniques;
#[cfg(test)]
mod testing;

pub use cells::frames::{FoundFrames, MAX_FRAMES, find_frames};
pub use guidance::Guidance;
pub use guidance::costs::CostModel;
pub use guidance::value_model::{ValueModel, feature_names};
pub use induce::{Induction, induce};
pub use labeled_values::{LabeledValue, labeled_values};
pub use normalize::{NormalForm, normal_forms};
pub use request::{FrameRequest, Request};
pub use search::budget::{Statistics, StopReason};
pub use search::frontier::Found;
pub use search::sizes::size_hypotheses;
pub use task_properties::task_properties;
pub use techniques::{TECHNIQUES, Technique, Techniques};
