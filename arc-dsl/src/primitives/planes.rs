//! Planes: a number for every cell.

primitives! {
    family "planes";
}
