//! New tasks without end: concepts as programs with generators of inputs, and their remixes.
//!
//! A [`Seed`] is a concept: a program of our language and a generator of inputs for it (see [`seed`] for how to write
//! one). Every task comes with the program that solves it.

mod draw;
pub mod parts;
mod sampler;
pub mod seed;
mod seeds;
mod wellposed;

pub use draw::{Draft, Drawn, draw};
pub use sampler::Sampler;
pub use seed::{Recipe, Scenery, Seed};
pub use seeds::{all, find};
pub use wellposed::Rejection;
