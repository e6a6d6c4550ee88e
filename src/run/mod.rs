//! How work is carried out: threads with clocks, signals, records, files and progress. Nothing here knows what was typed or
//! how results look.

pub mod clock;
pub mod delivery;
pub mod example_store;
pub mod fingerprint;
pub mod fit;
pub mod interrupt;
pub mod origin;
pub mod output;
pub mod pool;
pub mod progress;
pub mod record;
pub mod replays;
pub mod room;
pub mod store;
pub mod stored;
pub mod verify;
