//! Objects painted back: recolored, moved, deleted, drawn on a canvas.

primitives! {
    family "paint";
}
