//! Files of trained networks, guides and training runs.

mod checkpoint;
mod format;
mod legacy;
mod stored;
mod weights;

pub(crate) use checkpoint::StoredColumn;
pub use checkpoint::{Checkpoint, TrainingOrigin};
pub use format::StoredError;
pub(crate) use format::{Format, Tensors};
pub(crate) use legacy::{Layout, Legacy};
pub use stored::Stored;
pub use weights::Weights;
