//! Regions filled, borders and frames drawn.

primitives! {
    family "fill";
}
