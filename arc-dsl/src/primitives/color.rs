//! Colors by role, and colors replaced.

primitives! {
    family "color";
}
