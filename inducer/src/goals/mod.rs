//! Last steps seen from the outputs.

pub mod inversion;
pub mod lookahead;
