//! The targets, with the parts of the program and of the tests that they need: these are in no library, so they are taken in
//! by path, here and in `tests/replay.rs` alike.

#[path = "../../arc-dsl/tests/common/mod.rs"]
mod common;
#[cfg(feature = "solving")]
#[path = "../../tests/laws/request.rs"]
mod request;
#[cfg(feature = "solving")]
#[allow(dead_code)]
#[path = "../../src/run"]
mod run {
    pub mod fingerprint;
    pub mod fit;
    pub mod origin;
    pub mod record;
    pub mod verify;
}
#[cfg(feature = "solving")]
pub mod solving;
pub mod texts;
#[cfg(feature = "solving")]
#[allow(dead_code)]
#[path = "../../src/words.rs"]
mod words;
