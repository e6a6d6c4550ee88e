//! Grids split into panels, and panels joined.

primitives! {
    family "panels";
}
