//! What searches for training may use, and what is held out.

/// Concepts and given tasks, in percent, that are held out to tell how well others were learned.
pub const HELD_OUT: u64 = 10;
/// Bytes of one search.
pub const MEMORY: u64 = 1 << 30;
