//! How things look: grids and programs in the terminal, curves as pictures, reports.

pub mod canvas;
pub mod chart;
pub mod curve;
pub mod report;
pub mod steps;
pub mod table;
