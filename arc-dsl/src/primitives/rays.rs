//! Rays, links and lines.

primitives! {
    family "rays";
}
