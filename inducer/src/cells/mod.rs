//! The cell context: what is decided cell by cell.

pub mod cell_set;
pub mod columns;
pub mod decision_tables;
pub mod frames;
pub mod near_grids;
pub mod stacking;
