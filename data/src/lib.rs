//! Tasks and everything around them that is not solving.
//!
//! A [`Dataset`] holds [`Task`]s, which never contain a test output, and [`Answers`], which only scoring and pictures
//! read. [`Dataset::load`] detects every layout in use. A [`Submission`] is what a run hands in, [`score`](fn@score) its marks
//! under the four rules in use.
//! [`generate`] makes new tasks with known programs, and a [`Profile`] says how close they are to given ones.
//! [`Augmentation`]s show a task in other guises; [`picture`] shows it to people.

mod augment;
mod builtin;
mod files;
pub mod generate;
mod hash;
pub mod picture;
mod random;
mod score;
mod spelling;
mod task;

pub use augment::Augmentation;
pub use files::{Dataset, LoadError, Mismatch, Submission, outputs_to_json, replace_file};
pub use generate::{Comparison, Profile};
pub use hash::stable_hash;
pub use picture::Palette;
pub use random::Sampler;
pub use score::{Score, Scores, TaskScore, score};
pub use spelling::other_spelling;
pub use task::{Answers, Pair, Task};
