//! Checkpoints: a trained network with all that is needed to use it, in one file.
//!
//! Columns are stored as the text of their programs. So a new primitive leaves every checkpoint valid, and the error of one
//! that is gone or renamed gives its name.

use std::collections::BTreeMap;

use arc_dsl::Program;
use burn::tensor::Device;
use serde::{Deserialize, Serialize};

use crate::features::{Channels, Column, ColumnKind};
use crate::network::{Network, NetworkConfig};
use crate::storage::format::{Format, StoredError, Tensors};
use crate::storage::legacy::{Layout, Legacy};
use crate::storage::stored::Stored;
use crate::storage::weights::Weights;

/// The version goes up whenever numbers of the same shape come to mean something else.
const FORMAT: Format = Format { name: "checkpoint", version: 3 };
const LEGACY: Legacy = Legacy { name: "checkpoint", magic: *b"arc-ckpt" };

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

/// All of a checkpoint but its weights.
#[derive(Serialize, Deserialize)]
struct Header {
    config: NetworkConfig,
    columns: Vec<StoredColumn>,
    origin: TrainingOrigin,
}

/// What files of version 2 had beside that.
#[derive(Deserialize)]
struct LegacyHeader {
    config: Loops,
    weights: Vec<Layout>,
}

/// Passes of message passing, which networks no longer have.
#[derive(Deserialize)]
struct Loops {
    loops: usize,
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

impl Stored for Checkpoint {
    fn to_bytes(&self) -> Vec<u8> {
        let header = Header {
            config: self.config,
            columns: self.columns.iter().map(StoredColumn::of).collect(),
            origin: self.origin.clone(),
        };
        FORMAT.write(&header, &self.weights.tensors("").collect())
    }

    /// Whether the weights fit the network is found out by [`Checkpoint::network`].
    fn from_bytes(bytes: &[u8]) -> Result<Checkpoint, StoredError> {
        let (header, tensors) = if LEGACY.is_of(bytes) { legacy(bytes)? } else { FORMAT.read(bytes)? };
        let Header { config, columns, origin } = header;
        let columns = columns.iter().map(StoredColumn::column).collect::<Result<_, _>>()?;
        Ok(Checkpoint { config, columns, origin, weights: Weights::among(&tensors, "") })
    }
}

/// A checkpoint of version 2.
fn legacy(bytes: &[u8]) -> Result<(Header, Tensors), StoredError> {
    let (header, payload) = LEGACY.read(bytes)?;
    let (LegacyHeader { config: Loops { loops }, weights: layout }, _) = LEGACY.read(bytes)?;
    let rename = |name: &str| {
        Some(match name {
            // The parameters of message passing, which a network without it did not use.
            "film" | "partners" | "groups" | "up" | "up_bias" | "down" => return None,
            "gate_hidden" => "gate.hidden.weight".to_owned(),
            "gate_bias" => "gate.hidden.bias".to_owned(),
            "gate" => "gate.output.weight".to_owned(),
            "action_hidden" => "action.hidden.weight".to_owned(),
            "action_bias" => "action.hidden.bias".to_owned(),
            "action" => "action.output.weight".to_owned(),
            "sharpness" => "attention".to_owned(),
            name => name.to_owned(),
        })
    };
    match LEGACY.tensors(&layout, payload, rename)? {
        (tensors, []) if loops == 0 => Ok((header, tensors)),
        (_, []) => Err(StoredError::Retired("message passing")),
        _ => Err(StoredError::Corrupt(LEGACY.name, "it has more weights than its header tells".to_owned())),
    }
}

impl Checkpoint {
    /// The checkpoint that this program carries.
    ///
    /// # Errors
    /// If this program has lost a column that it was trained with.
    pub fn built_in() -> Result<Checkpoint, StoredError> {
        Checkpoint::from_bytes(include_bytes!("../../checkpoint/arc.safetensors"))
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
        self.weights.put_into(Network::blank(self.config, &self.channels(), device))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use sha2::{Digest as _, Sha256};

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
        let (mut header, tensors): (serde_json::Value, Tensors) = FORMAT.read(&checkpoint().to_bytes()).unwrap();
        change(&mut header);
        FORMAT.write(&header, &tensors)
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
        assert!(saved.weights.tensors("").any(|(name, _)| name == "gate.hidden.weight"), "{:?}", saved.weights);
    }

    #[test]
    fn what_is_no_checkpoint_is_told() {
        assert_eq!(Checkpoint::from_bytes(b"PNG").unwrap_err().to_string(), "this is not a checkpoint");
        let missing = Checkpoint::load(Path::new("no/such/file.safetensors")).unwrap_err();
        assert!(matches!(missing, StoredError::Unreadable(_)));
    }

    #[test]
    fn a_foreign_column_is_told_by_its_text() {
        let bytes = altered(|header| header["columns"][0]["program"] = "telepathy(input)".into());
        let error = Checkpoint::from_bytes(&bytes).unwrap_err();
        assert!(matches!(&error, StoredError::Foreign { column, .. } if column == "telepathy(input)"), "{error}");
        assert!(error.to_string().contains("telepathy"), "{error}");
    }

    #[test]
    fn weights_of_another_shape_are_told_before_any_are_made() {
        let error = |width: u64| {
            let bytes = altered(|header| header["config"]["width"] = width.into());
            Checkpoint::from_bytes(&bytes).unwrap().network(&Device::flex()).unwrap_err()
        };
        for width in [8, 1 << 40] {
            let error = error(width);
            assert!(matches!(&error, StoredError::Shape { .. }), "{error}");
        }
    }

    /// A file of version 2 with a network of that many loops, as older programs wrote it.
    fn version_two(loops: u32) -> Vec<u8> {
        let saved = checkpoint();
        let tensors: Tensors = saved.weights.tensors("").collect();
        let old = [
            ("input", "input"),
            ("input_bias", "input_bias"),
            ("columns", "columns"),
            ("gate_hidden", "gate.hidden.weight"),
            ("gate_bias", "gate.hidden.bias"),
            ("gate", "gate.output.weight"),
            ("film", "key"),
            ("key", "key"),
            ("sharpness", "attention"),
            ("actions", "actions"),
            ("action_hidden", "action.hidden.weight"),
            ("action_bias", "action.hidden.bias"),
            ("action", "action.output.weight"),
        ];
        let mut layout = Vec::new();
        let mut payload = Vec::new();
        for (name, new) in old {
            let mut shape = tensors[new].shape().to_vec();
            if shape.len() == 1 {
                shape.insert(0, 1);
            }
            layout.push(serde_json::json!({ "name": name, "shape": shape }));
            payload.extend(tensors[new].iter::<f32>().flat_map(f32::to_le_bytes));
        }
        let header = serde_json::json!({
            "config": { "width": 4, "loops": loops, "message": 1, "key": 2, "focus": 3 },
            "columns": saved.columns.iter().map(StoredColumn::of).collect::<Vec<_>>(),
            "origin": saved.origin,
            "weights": layout,
        });
        let header = header.to_string();
        let lengths = [2_u32, header.len() as u32].map(u32::to_le_bytes).concat();
        let bytes = [&LEGACY.magic[..], &lengths, header.as_bytes(), &payload].concat();
        [&bytes[..], &Sha256::digest(&bytes)].concat()
    }

    #[test]
    fn files_of_version_two_are_still_read() {
        let loaded = Checkpoint::from_bytes(&version_two(0)).unwrap();
        assert_eq!((loaded.config, &loaded.origin), (checkpoint().config, &checkpoint().origin));
        assert_eq!(loaded.weights, checkpoint().weights);
        loaded.network(&Device::flex()).unwrap();
        assert_eq!(Checkpoint::from_bytes(&version_two(1)).unwrap_err(), StoredError::Retired("message passing"));
        let mut bytes = version_two(0);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let error = Checkpoint::from_bytes(&bytes).unwrap_err();
        assert_eq!(error.to_string(), "corrupt checkpoint: its checksum is wrong");
    }
}
