//! The subcommands, one file each.

pub mod completions;
pub mod dsl;
pub mod explain;
pub mod generate;
pub mod guide;
pub mod man;
pub mod merge;
pub mod run;
pub mod score;
pub mod show;
pub mod solve;
pub mod train;
pub mod validate;
pub mod verify;
