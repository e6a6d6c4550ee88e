//! Transduction.
#![allow(missing_docs)]
pub mod catalogue;
pub mod column;
pub mod episode;
pub mod frame;
pub mod network;
pub mod scene;
pub mod view;
pub mod workers;
