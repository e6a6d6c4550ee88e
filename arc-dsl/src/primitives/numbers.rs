//! Arithmetic, points and sizes.

primitives! {
    family "numbers";
}
