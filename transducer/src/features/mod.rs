//! What network and forest see of a task: the columns of its grids, what they tell of its cells, and which are looked at.

mod actions;
mod balance;
mod catalogue;
mod channels;
mod column;
mod counted;
mod counts;
mod grid;
mod selection;
mod task;

pub(crate) use actions::{ACTION_MEASURES, Action, choose_actions, copied_columns, outcome};
pub use catalogue::choose_columns;
pub(crate) use channels::Channels;
pub use column::{Column, ColumnKind};
pub(crate) use counted::CountedTask;
pub(crate) use counts::COLUMN_MEASURES;
pub use data::Frame;
pub(crate) use grid::GridFeatures;
pub(crate) use selection::{BROAD, OWN, own_columns, widest, with_random_columns};
pub(crate) use task::TaskFeatures;
