//! The one door through which this crate reads files.

use std::path::Path;

use crate::storage::format::StoredError;

/// What is kept in a file of its own.
pub trait Stored: Sized {
    /// The bytes of its file.
    fn to_bytes(&self) -> Vec<u8>;

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// If they are another sort of file, of a version that this program does not read, damaged, or name something that this
    /// program does not know.
    fn from_bytes(bytes: &[u8]) -> Result<Self, StoredError>;

    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, and as [`Stored::from_bytes`].
    fn load(path: &Path) -> Result<Self, StoredError> {
        let bytes = std::fs::read(path).map_err(|error| StoredError::Unreadable(error.to_string()))?;
        Self::from_bytes(&bytes)
    }
}
