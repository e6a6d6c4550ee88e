//! New tasks without end: concepts as programs with generators of inputs, and their remixes.
//!
//! A [`Concept`] is a program of our language and a generator of inputs for it (see [`concept`] for how to write one). A
//! [`Generator`] draws tasks from concepts, changes and composes them by type, or replays given programs on new inputs.
//! Every task comes with the program that solves it, and none is kept that a simpler program would explain as well.

mod behavior;
mod closeness;
mod concept;
mod concepts;
mod contamination;
mod draw;
mod drawn;
mod parts;
mod remix;
mod replay;
mod stream;
mod wellposed;

pub use closeness::{Comparison, Profile};
pub use concept::Concept;
pub use contamination::Avoided;
pub use replay::{InputsByTask, Replay, inputs_by_task};
pub use stream::{Difficulty, Generated, Generator, GeneratorOptions, Tally};
pub use wellposed::Rejection;
