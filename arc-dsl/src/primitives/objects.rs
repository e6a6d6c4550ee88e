//! Objects: segmentation, measures and predicates.

primitives! {
    family "objects";
}
