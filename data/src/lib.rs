//! Tasks and everything around them that is not solving.
//!
//! A [`Dataset`] holds [`Task`]s, which never contain a test output, and [`Answers`], which only scoring and pictures
//! read. [`Dataset::load`] detects every layout in use. A [`Submission`] is what a run hands in, [`score`](fn@score) its marks
//! under the four rules in use.
//! [`generate`] makes new tasks with known programs, and a [`Profile`] says how close they are to given ones.
//! [`Augmentation`]s show a task in other guises; [`picture`] and [`terminal`] show it to people.

mod augment;
mod builtin;
mod closeness;
mod dataset;
mod document;
mod files;
pub mod generate;
mod grid_json;
mod hash;
mod located;
mod palette;
pub mod picture;
mod random;
mod score;
mod spelling;
mod submission;
mod task;
pub mod terminal;

pub use augment::Augmentation;
pub use closeness::{Comparison, Profile};
pub use dataset::Dataset;
pub use hash::stable_hash;
pub use located::LoadError;
pub use palette::Palette;
pub use random::Sampler;
pub use score::{Score, Scores, TaskScore, score};
pub use spelling::other_spelling;
pub use submission::{Mismatch, Submission};
pub use task::{Answers, Pair, Task, outputs_to_json};
