//! The format of stored files: [safetensors](https://github.com/huggingface/safetensors), which any tool of the field reads.
//!
//! The metadata has one entry, `arc`: JSON that says what the file is, which version of it, and all that is not a tensor. The
//! tensor `checksum` is the SHA-256 of that text and of the names, shapes and bytes of all other tensors, which the
//! format itself lacks.

use std::collections::{BTreeMap, HashMap};

use burn::tensor::{DType, TensorData};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The entry of the metadata.
const ENTRY: &str = "arc";
/// The tensor with the checksum.
const CHECKSUM: &str = "checksum";
/// A file of this format has the length of its header first and then a JSON object.
const START_OF_HEADER: usize = 8;

/// Tensors by name: 32-bit numbers or bytes.
pub(crate) type Tensors = BTreeMap<String, TensorData>;

/// A sort of file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// Its name in messages.
    pub name: &'static str,
    /// The version that is written, and the only one that is read.
    pub version: u32,
}

/// Why a file cannot be used.
#[derive(Clone, PartialEq, Eq, Error, Debug)]
pub enum StoredError {
    /// It is something else.
    #[error("this is not a {0}")]
    Other(&'static str),
    /// This program does not read its version.
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
        /// What is unknown in it.
        problem: String,
    },
    /// It uses a part of the network that this program no longer has.
    #[error("a network with {0}, which this program no longer has")]
    Retired(&'static str),
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

/// The entry of the metadata, as text.
#[derive(Serialize, Deserialize)]
struct Entry<T> {
    format: String,
    version: u32,
    header: T,
}

/// The part of the entry that tells whether the rest can be understood.
#[derive(Deserialize)]
struct Kind {
    format: String,
    version: u32,
}

impl Format {
    /// The bytes of a whole file.
    ///
    /// # Panics
    /// If the header cannot be written as JSON, or a tensor holds neither 32-bit numbers nor bytes.
    pub fn write(&self, header: &impl Serialize, tensors: &Tensors) -> Vec<u8> {
        let entry = Entry { format: self.name.to_owned(), version: self.version, header };
        let text = serde_json::to_string(&entry).expect("the header is plain data");
        let mut views: Vec<(&str, TensorView)> = tensors.iter().map(|(name, tensor)| (&**name, view(tensor))).collect();
        let checksum = checksum(&text, &views);
        views.push((CHECKSUM, TensorView::new(Dtype::U8, vec![checksum.len()], &checksum).expect("bytes in a row")));
        // One entry only: the order of several would differ from run to run.
        let metadata = HashMap::from([(ENTRY.to_owned(), text)]);
        safetensors::serialize(views, Some(metadata)).expect("the tensors are small and have distinct names")
    }

    /// The header and the tensors of a file.
    ///
    /// # Errors
    /// If it is another sort of file, of another version, or not as it was written.
    pub fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<(T, Tensors), StoredError> {
        let corrupt = |problem: String| StoredError::Corrupt(self.name, problem);
        if bytes.get(START_OF_HEADER) != Some(&b'{') {
            return Err(StoredError::Other(self.name));
        }
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| corrupt(error.to_string()))?;
        let text = metadata.metadata().as_ref().and_then(|entries| entries.get(ENTRY));
        let text = text.ok_or(StoredError::Other(self.name))?;
        let unknown = |error: serde_json::Error| corrupt(format!("its header is not understood: {error}"));
        let Kind { format, version: found } = serde_json::from_str(text).map_err(unknown)?;
        if format != self.name {
            return Err(StoredError::Other(self.name));
        }
        if found != self.version {
            return Err(StoredError::Version { name: self.name, found, known: self.version });
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| corrupt(error.to_string()))?;
        let mut views: Vec<(&str, TensorView)> = tensors.iter().collect();
        views.sort_by_key(|(name, _)| *name);
        let stored = views.iter().position(|(name, _)| *name == CHECKSUM).map(|place| views.remove(place));
        let expected = checksum(text, &views);
        if stored.is_none_or(|(_, stored)| stored.data() != expected) {
            return Err(corrupt("its checksum is wrong".to_owned()));
        }
        let tensors: Option<Tensors> =
            views.iter().map(|(name, view)| Some(((*name).to_owned(), data(view)?))).collect();
        let tensors = tensors.ok_or_else(|| corrupt("it has numbers of a foreign type".to_owned()))?;
        let Entry { header, .. } = serde_json::from_str(text).map_err(unknown)?;
        Ok((header, tensors))
    }
}

/// A tensor as the library stores it.
fn view(tensor: &TensorData) -> TensorView<'_> {
    let dtype = match tensor.dtype() {
        DType::F32 => Dtype::F32,
        DType::U8 => Dtype::U8,
        other => panic!("{other:?} is not stored"),
    };
    TensorView::new(dtype, tensor.shape().to_vec(), tensor.as_bytes()).expect("the shape is the tensor's own")
}

/// A tensor as it was stored; `None` if it holds neither 32-bit numbers nor bytes.
fn data(view: &TensorView) -> Option<TensorData> {
    let (shape, bytes) = (view.shape().to_vec(), view.data());
    match view.dtype() {
        Dtype::F32 => {
            let numbers = bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")));
            Some(TensorData::new(numbers.collect::<Vec<f32>>(), shape))
        }
        Dtype::U8 => Some(TensorData::new(bytes.to_vec(), shape)),
        _ => None,
    }
}

/// The checksum of a text and of tensors in the order of their names.
fn checksum(text: &str, tensors: &[(&str, TensorView)]) -> Vec<u8> {
    let mut hasher = Sha256::new_with_prefix(text);
    for (name, view) in tensors {
        hasher.update(format!("\n{name} {} {:?}\n", view.dtype(), view.shape()));
        hasher.update(view.data());
    }
    hasher.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format { name: "test file", version: 3 };

    fn tensors() -> Tensors {
        let matrix = TensorData::new(vec![1.0_f32, -2.0, 0.5, f32::MIN_POSITIVE, 0.0, 7.0], [2, 3]);
        BTreeMap::from([("b.weight".to_owned(), matrix), ("a".to_owned(), TensorData::new(vec![1_u8, 2, 3], [3]))])
    }

    #[test]
    fn what_was_written_is_read_and_the_same_each_time() {
        let bytes = FORMAT.write(&vec!["a", "b"], &tensors());
        assert_eq!(bytes, FORMAT.write(&vec!["a", "b"], &tensors()));
        let (header, read): (Vec<String>, Tensors) = FORMAT.read(&bytes).unwrap();
        assert_eq!((header, read), (vec!["a".to_owned(), "b".to_owned()], tensors()));
        assert!(matches!(FORMAT.read::<String>(&bytes), Err(StoredError::Corrupt(..))));
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let bytes = FORMAT.write(&vec![7], &tensors());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 16;
            assert!(FORMAT.read::<Vec<i32>>(&changed).is_err(), "{at}");
            assert!(FORMAT.read::<Vec<i32>>(&bytes[..at]).is_err(), "{at}");
        }
        let last = bytes.len() - 1;
        let mut changed = bytes.clone();
        changed[last] ^= 16;
        let error = FORMAT.read::<Vec<i32>>(&changed).unwrap_err();
        assert_eq!(error, StoredError::Corrupt("test file", "its checksum is wrong".to_owned()));
    }

    #[test]
    fn other_files_and_other_versions_are_told() {
        let bytes = FORMAT.write(&vec![7], &tensors());
        let error = |format: Format| format.read::<Vec<i32>>(&bytes).unwrap_err().to_string();
        assert_eq!(error(Format { name: "guide", ..FORMAT }), "this is not a guide");
        let newer = error(Format { version: 4, ..FORMAT });
        assert_eq!(newer, "a test file of version 3; this program reads version 4");
        assert_eq!(FORMAT.read::<Vec<i32>>(b"PNG").unwrap_err(), StoredError::Other("test file"));
        let plain = safetensors::serialize(Vec::<(&str, TensorView)>::new(), None).unwrap();
        assert_eq!(FORMAT.read::<Vec<i32>>(&plain).unwrap_err(), StoredError::Other("test file"));
    }
}
