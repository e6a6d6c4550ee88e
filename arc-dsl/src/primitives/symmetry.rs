//! Mirror and rotation symmetry: found and completed.

primitives! {
    family "symmetry";
}
