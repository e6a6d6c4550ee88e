//! Masks: made from grids, combined by logic, painted.

primitives! {
    family "masks";
}
