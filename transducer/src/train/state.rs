//! The state of a training run: all that is needed to go on as if it had not been interrupted.

use burn::tensor::{Bytes, Device, TensorData};
use serde::{Deserialize, Serialize};

use crate::features::{Channels, Column};
use crate::network::{Network, NetworkConfig};
use crate::storage::{Checkpoint, Format, Stored, StoredColumn, StoredError, Tensors, TrainingOrigin, Weights};
use crate::train::schedule::TrainingPlan;
use crate::train::validation::Validation;

const FORMAT: Format = Format { name: "training state", version: 3 };
/// What the names of the tensors of the weights and of their average begin with, and the name of the optimizer's state.
const WEIGHTS: &str = "weights.";
const AVERAGE: &str = "average.";
const OPTIMIZER: &str = "optimizer";

/// What is to be trained, and how.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug)]
pub struct TrainingSettings {
    /// The shape of the network.
    pub network: NetworkConfig,
    /// Samples of one optimizer step.
    pub batch: usize,
    /// The highest learning rate.
    pub learning_rate: f64,
    /// Most samples at hand at a time.
    pub pool: usize,
    /// How often each sample is used.
    pub reuse: usize,
    /// Seed of the first weights and of all choices.
    pub seed: u64,
    /// Number of steps between two points of the curve.
    pub every: u64,
    /// How long the whole run is to be.
    pub plan: TrainingPlan,
}

impl Default for TrainingSettings {
    fn default() -> TrainingSettings {
        TrainingSettings {
            network: NetworkConfig::default(),
            batch: 16,
            learning_rate: 2e-3,
            pool: 1024,
            reuse: 2,
            seed: 0,
            every: 200,
            plan: TrainingPlan::Minutes(150.0),
        }
    }
}

/// A point of the curve. Numbers that a resumed run must repeat are of 32 bits, which survive as text.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize, Debug)]
pub struct CurvePoint {
    /// Optimizer steps so far.
    pub step: u64,
    /// Samples so far, repetitions included.
    pub samples: u64,
    /// Seconds of training so far.
    pub seconds: f64,
    /// The learning rate of the last step.
    pub learning_rate: f32,
    /// Mean loss since the last point.
    pub loss: f32,
    /// How the averaged weights fare on held-out concepts.
    pub validation: Option<Validation>,
}

/// How far a run has come.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug, Default)]
pub struct TrainingProgress {
    /// Optimizer steps.
    pub steps: u64,
    /// Samples, repetitions included.
    pub samples: u64,
    /// Seconds of training, over all parts of the run.
    pub seconds: f64,
    /// The curve so far.
    pub curve: Vec<CurvePoint>,
    /// The losses since the last point, summed.
    #[serde(with = "bits")]
    pub(super) loss_sum: f64,
    /// How many they are.
    pub(super) loss_count: u64,
}

/// A number as its bits: as text, the last bit of 64 may get lost.
mod bits {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(number.to_bits())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        u64::deserialize(deserializer).map(f64::from_bits)
    }
}

impl TrainingProgress {
    /// The mean loss since the last point of the curve; that of this point if there is none since.
    pub fn loss(&self) -> Option<f32> {
        match self.loss_count {
            0 => self.curve.last().map(|point| point.loss),
            count => Some((self.loss_sum / count as f64) as f32),
        }
    }
}

/// A training run at rest.
#[derive(Clone, Debug)]
pub struct TrainingState {
    /// What is trained, and how.
    pub settings: TrainingSettings,
    /// The columns that the network sees.
    pub columns: Vec<Column>,
    /// The beginning of the run; its counts are in `progress`.
    pub origin: TrainingOrigin,
    /// How far it has come.
    pub progress: TrainingProgress,
    /// The weights.
    pub weights: Weights,
    /// Their running average.
    pub average: Weights,
    /// The moments of the optimizer, as the tensor library writes them; empty before the first step.
    pub optimizer: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    settings: TrainingSettings,
    columns: Vec<StoredColumn>,
    origin: TrainingOrigin,
    progress: TrainingProgress,
}

impl TrainingState {
    /// A run at its beginning, with weights at random. `origin` tells how it comes about, as far as that is known.
    pub fn begin(settings: TrainingSettings, columns: Vec<Column>, origin: TrainingOrigin) -> TrainingState {
        let network = Network::new(settings.network, &Channels::new(&columns), settings.seed, &Device::flex());
        TrainingState::with_weights(settings, columns, origin, Weights::of(&network))
    }

    /// A run that begins with the weights of a checkpoint, whose shape and columns it takes over.
    pub fn from_checkpoint(
        checkpoint: Checkpoint,
        settings: TrainingSettings,
        origin: TrainingOrigin,
    ) -> TrainingState {
        let settings = TrainingSettings { network: checkpoint.config, ..settings };
        TrainingState::with_weights(settings, checkpoint.columns, origin, checkpoint.weights)
    }

    fn with_weights(
        settings: TrainingSettings,
        columns: Vec<Column>,
        origin: TrainingOrigin,
        weights: Weights,
    ) -> TrainingState {
        let (progress, average, optimizer) = (TrainingProgress::default(), weights.clone(), Vec::new());
        TrainingState { settings, columns, origin, progress, weights, average, optimizer }
    }

    /// The moments of the optimizer, for the tensor library.
    pub(super) fn optimizer_bytes(&self) -> Bytes {
        Bytes::from_bytes_vec(self.optimizer.clone())
    }

    /// The error of moments that the tensor library does not understand.
    pub(super) fn bad_optimizer(problem: impl std::fmt::Display) -> StoredError {
        StoredError::Corrupt(FORMAT.name, format!("the state of its optimizer is not understood: {problem}"))
    }
}

impl Stored for TrainingState {
    fn to_bytes(&self) -> Vec<u8> {
        let header = Header {
            settings: self.settings.clone(),
            columns: self.columns.iter().map(StoredColumn::of).collect(),
            origin: self.origin.clone(),
            progress: self.progress.clone(),
        };
        let moments = TensorData::new(self.optimizer.clone(), [self.optimizer.len()]);
        let tensors = self.weights.tensors(WEIGHTS).chain(self.average.tensors(AVERAGE));
        FORMAT.write(&header, &tensors.chain([(OPTIMIZER.to_owned(), moments)]).collect())
    }

    fn from_bytes(bytes: &[u8]) -> Result<TrainingState, StoredError> {
        let (header, tensors): (Header, Tensors) = FORMAT.read(bytes)?;
        let Header { settings, columns, origin, progress } = header;
        let columns = columns.iter().map(StoredColumn::column).collect::<Result<_, _>>()?;
        let [weights, average] = [WEIGHTS, AVERAGE].map(|prefix| Weights::among(&tensors, prefix));
        let optimizer = tensors.get(OPTIMIZER).map(|moments| moments.as_bytes().to_vec()).unwrap_or_default();
        Ok(TrainingState { settings, columns, origin, progress, weights, average, optimizer })
    }
}
