//! Files of networks, guides and training runs.

use std::path::Path;

use anyhow::{Error, Result};
use transducer::{Stored, StoredError};

use crate::exit::{bad_data, no_input};

/// What a file holds.
///
/// # Errors
/// If it cannot be read or used.
pub fn stored<T: Stored>(path: &Path) -> Result<T> {
    T::load(path).map_err(|error| unusable(Some(path), error))
}

/// The error of a file that cannot be used; without a path, of what this program carries.
pub fn unusable(path: Option<&Path>, error: StoredError) -> Error {
    let what = path.map_or("built into this program".into(), Path::to_string_lossy);
    let message = format!("{what}: {error}");
    if matches!(error, StoredError::Unreadable(_)) { no_input(message) } else { bad_data(message) }
}
