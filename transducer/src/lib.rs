//! Transduction.
#![allow(missing_docs)]
pub mod catalogue;
pub mod checkpoint;
pub mod column;
pub mod device;
pub mod episode;
pub mod frame;
pub mod network;
pub mod scene;
pub mod stored;
pub mod train;
pub mod view;
pub mod weights;
pub mod workers;
