//! Task files, submissions and other files of the program.
//!
//! The doors to the disk are in [`doors`] and [`destination`]: whatever this crate reads, it reads there, and whatever the program
//! writes, it writes by [`replace_file`]. [`decode`] makes text of bytes; [`document`], [`answers`] and [`grid_json`] know the layouts,
//! [`located`] says where a text is wrong. [`collection`] makes one set of many texts, [`splits`] knows which part is meant.

mod answers;
mod collection;
mod dataset;
mod decode;
mod destination;
mod document;
mod doors;
mod entries;
mod grid_json;
mod load;
mod located;
mod splits;
mod submission;
mod task_json;

pub use dataset::{Dataset, Reading};
pub use destination::{Destination, replace_file, set_aside};
pub use doors::read_text;
pub use located::LoadError;
pub use submission::{Mismatch, Submission};
pub use task_json::outputs_to_json;
