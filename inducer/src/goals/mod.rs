//! What the outputs tell before a program is found: sizes, last steps, colors.

pub mod inversion;
pub mod lookahead;
pub mod recoloring;
pub mod sizes;
