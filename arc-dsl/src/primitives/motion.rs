//! Objects and cells moved: to contact, by their own size, by gravity.

primitives! {
    family "motion";
}
