//! Values become grids: cells, bars, rows, sizes.

primitives! {
    family "build";
}
