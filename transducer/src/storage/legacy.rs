//! Files of version 2, which had a format of their own, are still read.
//!
//! In this order: 8 bytes of magic; version and length of the header as 32-bit little-endian numbers; the header, which is
//! JSON; the weights as 32-bit little-endian numbers; the SHA-256 of everything before.

use burn::tensor::TensorData;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::storage::format::{StoredError, Tensors};

/// Length of the magic, the version and the length of the header.
const PREFIX: usize = 16;
/// Length of the checksum.
const CHECKSUM: usize = 32;
/// The version that is read.
const VERSION: u32 = 2;

/// A sort of file.
pub(crate) struct Legacy {
    /// Its name in messages.
    pub name: &'static str,
    /// Its first bytes.
    pub magic: [u8; 8],
}

/// Name and shape of one parameter.
#[derive(Deserialize)]
pub(crate) struct Layout {
    name: String,
    shape: Vec<usize>,
}

impl Legacy {
    /// Whether a file is of this sort.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(&self.magic)
    }

    /// The header and the weights of a file.
    ///
    /// # Errors
    /// If it is another sort of file, of another version, or not as it was written.
    pub fn read<'b, T: DeserializeOwned>(&self, bytes: &'b [u8]) -> Result<(T, &'b [u8]), StoredError> {
        let corrupt = |problem: &str| StoredError::Corrupt(self.name, problem.to_owned());
        let rest = bytes.strip_prefix(&self.magic).ok_or(StoredError::Other(self.name))?;
        let number =
            |at: usize| rest.get(at..at + 4).map(|four| u32::from_le_bytes(four.try_into().expect("four bytes")));
        let found = number(0).ok_or_else(|| corrupt("it ends too early"))?;
        if found != VERSION {
            return Err(StoredError::Version { name: self.name, found, known: VERSION });
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

    /// The parameters of a layout from the first weights of a file, under the names that `rename` gives, `None` to leave one
    /// out; and the other weights. Biases, which had one row, become lists.
    ///
    /// # Errors
    /// If there are fewer weights than the layout says.
    pub fn tensors<'b>(
        &self,
        layout: &[Layout],
        mut weights: &'b [u8],
        rename: impl Fn(&str) -> Option<String>,
    ) -> Result<(Tensors, &'b [u8]), StoredError> {
        let too_short = || StoredError::Corrupt(self.name, "it has fewer weights than its header tells".to_owned());
        let mut tensors = Tensors::new();
        for Layout { name, shape } in layout {
            let count = shape.iter().try_fold(4_usize, |count, &size| count.checked_mul(size)).ok_or_else(too_short)?;
            let (own, rest) = weights.split_at_checked(count).ok_or_else(too_short)?;
            weights = rest;
            let numbers = own.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")));
            if let Some(name) = rename(name) {
                let shape = if name.ends_with(".bias") { shape[1..].to_vec() } else { shape.clone() };
                tensors.insert(name, TensorData::new(numbers.collect::<Vec<f32>>(), shape));
            }
        }
        Ok((tensors, weights))
    }
}
