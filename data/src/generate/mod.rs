//! New tasks without end: concepts as programs with generators of inputs, and their remixes.
//!
//! A [`Seed`] is a concept: a program of our language and a generator of inputs for it (see [`seed`] for how to write
//! one). A [`Generator`] draws tasks from seeds, changes and composes them by type, or replays given programs on new inputs.
//! Every task comes with the program that solves it, and none is kept that a simpler program would explain as well.

mod behaviour;
mod contamination;
mod draw;
pub mod parts;
mod remix;
pub mod replay;
mod sampler;
pub mod seed;
mod seeds;
mod stream;
mod wellposed;

pub use contamination::Avoided;
pub use draw::{Draft, Drawn, draw};
pub use sampler::Sampler;
pub use seed::{Recipe, Scenery, Seed};
pub use seeds::{all, find};
pub use stream::{Difficulty, Generated, Generator, Options, Tally};
pub use wellposed::Rejection;
