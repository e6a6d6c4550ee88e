//! Writes a network or a guide anew, in the format of this version:
//! `cargo run -p transducer --example convert -- OLD NEW`. Without arguments it says how large the built-in network is.

use std::path::PathBuf;

use anyhow::{Context, Result};
use transducer::{Checkpoint, Guide, Stored, StoredError};

fn main() -> Result<()> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(old) = paths.next() else {
        println!("the built-in network has {} bytes", Checkpoint::built_in()?.to_bytes().len());
        return Ok(());
    };
    let new = paths.next().context("give an old and a new file")?;
    let converted = match Checkpoint::load(&old) {
        Ok(checkpoint) => checkpoint.to_bytes(),
        Err(StoredError::Other(_)) => Guide::load(&old).with_context(|| old.display().to_string())?.to_bytes(),
        Err(error) => return Err(error).with_context(|| old.display().to_string()),
    };
    std::fs::write(&new, converted).with_context(|| new.display().to_string())
}
