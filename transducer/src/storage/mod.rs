//! Files of trained networks.

mod checkpoint;
mod format;
mod weights;

pub(crate) use checkpoint::StoredColumn;
pub use checkpoint::{Checkpoint, TrainingOrigin};
pub(crate) use format::Format;
pub use format::StoredError;
pub use weights::{Layout, Weights};
