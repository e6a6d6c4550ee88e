//! What families share. No primitives of its own.

pub(crate) mod cells;
pub(crate) mod colors;
pub(crate) mod content;
#[cfg(test)]
mod equations;
pub(crate) mod floods;
pub(crate) mod grids;
pub(crate) mod isometry;
pub(crate) mod labels;
pub(crate) mod lattice;
pub(crate) mod layout;
pub(crate) mod motion;
pub(crate) mod objects;
pub(crate) mod proximity;

#[cfg(test)]
pub(crate) use equations::assert_holds;
