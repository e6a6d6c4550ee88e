//! Shapes: holes, outlines, equality up to symmetry, scale and color.

primitives! {
    family "shapes";
}
