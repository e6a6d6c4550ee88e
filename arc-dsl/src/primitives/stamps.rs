//! Patterns stamped at anchors, templates matched and completed.

primitives! {
    family "stamps";
}
