//! Lists: picked, ordered, counted.

primitives! {
    family "lists";
}
