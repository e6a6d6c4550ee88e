//! Periodic patterns: found, completed and continued.

primitives! {
    family "period";
}
