//! Checkpoints: a trained network with all that is needed to use it, in one file.
//!
//! Columns are stored as the text of their programs. So a new primitive leaves every checkpoint valid, and one that is gone
//! or renamed is told by name.

use std::collections::BTreeMap;
use std::path::Path;

use arc_dsl::Program;
use burn::tensor::Device;
use serde::{Deserialize, Serialize};

use crate::features::{Channels, Column, ColumnKind};
use crate::network::{Network, NetworkConfig};
use crate::storage::format::{Format, StoredError};
use crate::storage::weights::{Layout, Weights};

/// The version goes up whenever numbers of the same shape come to mean something else.
const FORMAT: Format = Format { name: "checkpoint", magic: *b"arc-ckpt", version: 2 };
/// Parameters that networks without message passing had beside the ones they used.
const UNUSED: [&str; 6] = ["film", "partners", "groups", "up", "up_bias", "down"];

/// How a network came about.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug, Default)]
pub struct TrainingOrigin {
    /// The command that began its training.
    pub command: String,
    /// The seed of all random choices.
    pub seed: u64,
    /// The hash of each set of tasks that it was trained on, by the name of the set.
    pub data: BTreeMap<String, String>,
    /// Optimizer steps.
    pub steps: u64,
    /// Samples that it has learned from, repetitions included.
    pub samples: u64,
    /// Wall time of the training.
    pub seconds: f64,
}

/// A trained network.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The shape of the network.
    pub config: NetworkConfig,
    /// The columns that it sees, in the order of its weights.
    pub columns: Vec<Column>,
    /// How it came about.
    pub origin: TrainingOrigin,
    /// Its weights.
    pub weights: Weights,
}

#[derive(Serialize, Deserialize)]
struct Header {
    config: NetworkConfig,
    columns: Vec<StoredColumn>,
    origin: TrainingOrigin,
    weights: Vec<Layout>,
}

/// A column as text.
#[derive(Serialize, Deserialize)]
pub(crate) struct StoredColumn {
    kind: StoredKind,
    program: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredKind {
    Color,
    Number,
    Mask,
}

impl StoredColumn {
    /// The text of a column.
    pub fn of(column: &Column) -> StoredColumn {
        let kind = match column.kind {
            ColumnKind::Color => StoredKind::Color,
            ColumnKind::Number => StoredKind::Number,
            ColumnKind::Mask => StoredKind::Mask,
        };
        StoredColumn { kind, program: column.program.to_string() }
    }

    /// The column of a text.
    ///
    /// # Errors
    /// If it is not a program of this language.
    pub fn column(&self) -> Result<Column, StoredError> {
        let program = Program::parse_expression(&self.program)
            .map_err(|error| StoredError::Foreign { column: self.program.clone(), problem: error.to_string() })?;
        let kind = match self.kind {
            StoredKind::Color => ColumnKind::Color,
            StoredKind::Number => ColumnKind::Number,
            StoredKind::Mask => ColumnKind::Mask,
        };
        Ok(Column { program, kind })
    }
}

impl Checkpoint {
    /// The bytes of a checkpoint file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let header = Header {
            config: self.config,
            columns: self.columns.iter().map(StoredColumn::of).collect(),
            origin: self.origin.clone(),
            weights: self.weights.layout.clone(),
        };
        FORMAT.write(&header, &self.weights.to_bytes())
    }

    /// Reads the bytes of a checkpoint file.
    ///
    /// # Errors
    /// If they are no checkpoint of this version, damaged, or have a column that this program does not know. Whether the
    /// weights fit the network is found out by [`Checkpoint::network`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Checkpoint, StoredError> {
        let (header, payload): (Header, _) = FORMAT.read(bytes)?;
        let columns = header.columns.iter().map(StoredColumn::column).collect::<Result<_, _>>()?;
        match Weights::split_from(header.weights, payload) {
            Some((weights, [])) => {
                let weights = weights.without(&UNUSED);
                Ok(Checkpoint { config: header.config, columns, origin: header.origin, weights })
            }
            _ => Err(FORMAT.wrong_length()),
        }
    }

    /// The checkpoint that this program carries.
    ///
    /// # Errors
    /// If this program has lost a column that it was trained with.
    pub fn built_in() -> Result<Checkpoint, StoredError> {
        Checkpoint::from_bytes(include_bytes!("../../checkpoint/arc.ckpt"))
    }

    /// Reads a checkpoint file.
    ///
    /// # Errors
    /// If it cannot be read, and as [`Checkpoint::from_bytes`].
    pub fn load(path: &Path) -> Result<Checkpoint, StoredError> {
        let bytes = std::fs::read(path).map_err(|error| StoredError::Unreadable(error.to_string()))?;
        Checkpoint::from_bytes(&bytes)
    }

    /// How its columns are spread over the network's channels.
    pub(crate) fn channels(&self) -> Channels {
        Channels::new(&self.columns)
    }

    /// The network on a device.
    ///
    /// # Errors
    /// If the weights do not fit it.
    pub fn network(&self, device: &Device) -> Result<Network, StoredError> {
        self.weights.put_into(Network::new(self.config, &self.channels(), 0, device))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        let column = |kind, text: &str| Column { program: Program::parse_expression(text).unwrap(), kind };
        let columns = vec![
            column(ColumnKind::Mask, "figure(input)"),
            column(ColumnKind::Color, "transform(input, flip_horizontal)"),
        ];
        let config = NetworkConfig { width: 4, key: 2, focus: 3 };
        let network = Network::new(config, &Channels::new(&columns), 3, &Device::flex());
        let data = BTreeMap::from([("some".to_owned(), "abc".to_owned())]);
        let origin =
            TrainingOrigin { command: "arc train".to_owned(), seed: 7, data, steps: 1, samples: 2, seconds: 0.5 };
        Checkpoint { config, columns, origin, weights: Weights::of(&network) }
    }

    /// The bytes after a change of the header.
    fn altered(change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
        let (mut header, payload): (serde_json::Value, _) = {
            let bytes = checkpoint().to_bytes();
            let (header, payload) = FORMAT.read(&bytes).unwrap();
            (header, payload.to_vec())
        };
        change(&mut header);
        FORMAT.write(&header, &payload)
    }

    #[test]
    fn what_was_saved_is_loaded() {
        let saved = checkpoint();
        let loaded = Checkpoint::from_bytes(&saved.to_bytes()).unwrap();
        assert_eq!((loaded.config, &loaded.origin), (saved.config, &saved.origin));
        let texts =
            |it: &Checkpoint| it.columns.iter().map(|one| (one.kind, one.program.to_string())).collect::<Vec<_>>();
        assert_eq!(texts(&loaded), texts(&saved));
        let network = loaded.network(&Device::flex()).unwrap();
        assert_eq!(Weights::of(&network), saved.weights);
        assert!(saved.weights.layout.iter().any(|one| one.name == "gate_hidden"), "{:?}", saved.weights.layout);
    }

    #[test]
    fn what_is_no_checkpoint_is_told() {
        assert_eq!(Checkpoint::from_bytes(b"PNG").unwrap_err().to_string(), "this is not a checkpoint");
        let mut bytes = checkpoint().to_bytes();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let error = Checkpoint::from_bytes(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "corrupt checkpoint: its checksum is wrong");
        let missing = Checkpoint::load(Path::new("no/such/file.ckpt")).unwrap_err();
        assert!(matches!(missing, StoredError::Unreadable(_)));
    }

    #[test]
    fn another_version_is_told() {
        let mut bytes = checkpoint().to_bytes();
        bytes[8] = 9;
        let error = Checkpoint::from_bytes(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "a checkpoint of version 9; this program reads version 2");
    }

    #[test]
    fn a_foreign_column_is_told_by_its_text() {
        let bytes = altered(|header| header["columns"][0]["program"] = "telepathy(input)".into());
        let error = Checkpoint::from_bytes(&bytes).unwrap_err();
        assert!(matches!(&error, StoredError::Foreign { column, .. } if column == "telepathy(input)"), "{error}");
        assert!(error.to_string().contains("telepathy"), "{error}");
    }

    #[test]
    fn weights_of_another_shape_are_told() {
        let error = |bytes: Vec<u8>| Checkpoint::from_bytes(&bytes).and_then(|it| it.network(&Device::flex())).err();
        let wider = error(altered(|header| header["config"]["width"] = 8.into()));
        assert!(matches!(wider, Some(StoredError::Shape { .. })), "{wider:?}");
        let renamed = error(altered(|header| header["weights"][0]["name"] = "output".into()));
        assert!(matches!(&renamed, Some(StoredError::Shape { found, .. }) if found.is_empty()), "{renamed:?}");
        let shorter = error(altered(|header| header["weights"][0]["shape"][0] = 1.into()));
        assert!(matches!(shorter, Some(StoredError::Corrupt(..))), "{shorter:?}");
    }
}
