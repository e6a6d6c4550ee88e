//! Relations between objects, on a graph of objects.

primitives! {
    family "relations";
}
