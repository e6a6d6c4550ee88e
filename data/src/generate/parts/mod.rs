//! What inputs are made of. Parts draw from a [`Sampler`](crate::random::Sampler) and know nothing of programs.
//!
//! A *sprite* is a small grid in which black is see-through.

mod lanes;
pub mod lines;
pub mod noise;
pub mod panels;
mod scene;
pub mod shapes;
pub mod textures;

pub use lanes::Lanes;
pub use scene::Scene;
