//! The frame of stored files: what it is, which version, a header to read by eye, numbers, and a checksum over all.
//!
//! In this order: 8 bytes of magic; version and length of the header as 32-bit little-endian numbers; the header, which is
//! JSON; the payload; the SHA-256 of everything before.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// Length of the magic, the version and the length of the header.
const PREFIX: usize = 16;
/// Length of the checksum.
const CHECKSUM: usize = 32;

/// A sort of file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// How it is called in messages.
    pub name: &'static str,
    /// Its first bytes.
    pub magic: [u8; 8],
    /// The version that is written, and the only one that is read.
    pub version: u32,
}

/// Why a file cannot be used.
#[derive(Clone, PartialEq, Eq, Error, Debug)]
pub enum StoredError {
    /// It is something else.
    #[error("this is not a {0}")]
    Other(&'static str),
    /// It is of a version that this program does not read.
    #[error("a {name} of version {found}; this program reads version {known}")]
    Version {
        /// The sort of file.
        name: &'static str,
        /// Its version.
        found: u32,
        /// The version that can be read.
        known: u32,
    },
    /// It is not as it was written.
    #[error("corrupt {0}: {1}")]
    Corrupt(&'static str, String),
    /// It has a column that this program cannot compute.
    #[error("the column `{column}` is foreign to this program: {problem}")]
    Foreign {
        /// The text of the column.
        column: String,
        /// What is unknown of it.
        problem: String,
    },
    /// Its weights do not fit the network that it describes.
    #[error("the weights `{name}` have the shape {found:?}, where the network has {wanted:?}")]
    Shape {
        /// The path of the parameter; of the first one if there are several.
        name: String,
        /// The stored shape; empty if there are no such weights.
        found: Vec<usize>,
        /// The shape of the network; empty if it has no such weights.
        wanted: Vec<usize>,
    },
    /// It cannot be read at all.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl Format {
    /// A whole file.
    ///
    /// # Panics
    /// If the header cannot be written as JSON.
    pub fn write(&self, header: &impl Serialize, payload: &[u8]) -> Vec<u8> {
        let header = serde_json::to_vec(header).expect("the header is plain data");
        let mut bytes = Vec::with_capacity(PREFIX + header.len() + payload.len() + CHECKSUM);
        bytes.extend(self.magic);
        bytes.extend(self.version.to_le_bytes());
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(header);
        bytes.extend(payload);
        let checksum = Sha256::digest(&bytes);
        bytes.extend(&checksum[..]);
        bytes
    }

    /// The header and the payload of a file.
    ///
    /// # Errors
    /// If it is another sort of file, of another version, or not as it was written.
    pub fn read<'b, T: DeserializeOwned>(&self, bytes: &'b [u8]) -> Result<(T, &'b [u8]), StoredError> {
        let corrupt = |problem: &str| StoredError::Corrupt(self.name, problem.to_owned());
        let rest = bytes.strip_prefix(&self.magic).ok_or(StoredError::Other(self.name))?;
        let number =
            |at: usize| rest.get(at..at + 4).map(|four| u32::from_le_bytes(four.try_into().expect("four bytes")));
        let found = number(0).ok_or_else(|| corrupt("it ends too early"))?;
        if found != self.version {
            return Err(StoredError::Version { name: self.name, found, known: self.version });
        }
        let length = number(4).ok_or_else(|| corrupt("it ends too early"))? as usize;
        let end = bytes.len().checked_sub(CHECKSUM).filter(|&end| PREFIX + length <= end);
        let end = end.ok_or_else(|| corrupt("it ends too early"))?;
        if Sha256::digest(&bytes[..end])[..] != bytes[end..] {
            return Err(corrupt("its checksum is wrong"));
        }
        let header = serde_json::from_slice(&bytes[PREFIX..PREFIX + length]);
        let header = header.map_err(|error| corrupt(&format!("its header is not understood: {error}")))?;
        Ok((header, &bytes[PREFIX + length..end]))
    }

    /// The error of a payload that does not have the length that the header tells.
    pub(crate) fn wrong_length(&self) -> StoredError {
        StoredError::Corrupt(self.name, "its payload has another length than its header tells".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format { name: "test file", magic: *b"arc-test", version: 3 };

    #[test]
    fn what_was_written_is_read() {
        let bytes = FORMAT.write(&vec!["a", "b"], &[1, 2, 3]);
        let (header, payload): (Vec<String>, &[u8]) = FORMAT.read(&bytes).unwrap();
        assert_eq!((header, payload), (vec!["a".to_owned(), "b".to_owned()], &[1, 2, 3][..]));
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let bytes = FORMAT.write(&vec![7], &[1, 2, 3]);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 16;
            let error = FORMAT.read::<Vec<i32>>(&changed).unwrap_err();
            match at {
                0..8 => assert_eq!(error, StoredError::Other("test file")),
                8..12 => assert!(matches!(error, StoredError::Version { known: 3, .. })),
                _ => assert!(matches!(error, StoredError::Corrupt(..)), "{at}: {error}"),
            }
            assert!(FORMAT.read::<Vec<i32>>(&bytes[..at]).is_err(), "{at}");
        }
        assert!(matches!(FORMAT.read::<String>(&bytes), Err(StoredError::Corrupt(..))));
    }
}
