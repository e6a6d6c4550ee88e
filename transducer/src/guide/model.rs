//! A trained guide: the properties that it sees of a task, its two nets, and its file.

use std::collections::BTreeMap;

use arc_dsl::{PrimitiveId, Program};
use burn::tensor::{Device, TensorData};
use data::{Meter, Task};
use serde::{Deserialize, Serialize};

use crate::guide::cost_model::{CostNet, MAX_DISCOUNT, MAX_SURCHARGE};
use crate::guide::task_features::{self, Properties};
use crate::guide::value_model::{ValueNet, ValueWeights};
use crate::network::PerceptronConfig;
use crate::storage::{Format, Layout, Legacy, Stored, StoredError, Tensors, Weights};

/// The version goes up whenever numbers of the same shape come to mean something else.
const FORMAT: Format = Format { name: "guide", version: 3 };
const LEGACY: Legacy = Legacy { name: "guide", magic: *b"arc-guid" };
/// What the names of the tensors of the cost model and of the value model begin with.
const COSTS: &str = "costs.";
const VALUES: &str = "values.";

/// How a guide came about.
#[derive(Clone, PartialEq, Serialize, Deserialize, Debug, Default)]
pub struct GuideOrigin {
    /// The command that trained it.
    pub command: String,
    /// The seed of all random choices.
    pub seed: u64,
    /// The hash of each set of tasks that it was trained on, by the name of the set.
    pub data: BTreeMap<String, String>,
    /// Examples that it has learned from.
    #[serde(alias = "lessons")]
    pub examples: usize,
}

/// A trained guide.
#[derive(Clone, Debug)]
pub struct Guide {
    pub(super) properties: Properties,
    /// Names by the places of the net's outputs; those that this program does not have are of no use.
    pub(super) primitives: Vec<String>,
    pub(super) costs: CostNet,
    /// Names by the places of the value net's inputs.
    pub(super) features: Vec<String>,
    pub(super) values: ValueNet,
    pub(super) origin: GuideOrigin,
}

/// All of a guide but its weights.
#[derive(Serialize, Deserialize)]
struct Header {
    properties: Vec<String>,
    primitives: Vec<String>,
    features: Vec<String>,
    origin: GuideOrigin,
}

/// What files of version 2 had beside that.
#[derive(Deserialize)]
struct LegacyHeader {
    weights: Vec<Layout>,
    relevance_weights: Vec<Layout>,
}

impl Guide {
    /// By how many bits primitives should cost more for a task than they usually do; those that are left out cost the usual.
    /// `None` if the ticks do not suffice to measure the task.
    pub fn adjustments(&self, task: &Task, meter: &mut Meter) -> Option<Vec<(PrimitiveId, i32)>> {
        let measures = task_features::of(task, &self.properties, meter)?;
        let device = Device::flex();
        let count = measures.len();
        let measures = burn::tensor::Tensor::from_data(TensorData::new(measures, [1, count]), &device);
        let bits = self.costs.bits(self.costs.standardized(measures)).into_data();
        let bits = bits.iter::<f32>().map(|bits| bits.clamp(-MAX_DISCOUNT, MAX_SURCHARGE).round() as i32);
        let adjustments = self.primitives.iter().zip(bits).filter(|&(_, bits)| bits != 0);
        Some(adjustments.filter_map(|(name, bits)| Some((PrimitiveId::find(name)?, bits))).collect())
    }

    /// The weights of the value model, by the features of values.
    pub fn value_weights(&self) -> ValueWeights {
        ValueWeights::of(&self.values, &self.features)
    }

    /// The same guide that judges values by features of these names.
    pub fn with_values(self, features: Vec<String>, values: ValueNet) -> Guide {
        Guide { features, values, ..self }
    }

    /// How it came about.
    pub fn origin(&self) -> &GuideOrigin {
        &self.origin
    }

    /// The guide that this program carries.
    ///
    /// # Errors
    /// If this program has lost a property that it was trained with.
    pub fn built_in() -> Result<Guide, StoredError> {
        Guide::from_bytes(include_bytes!("../../checkpoint/guide.safetensors"))
    }
}

impl Stored for Guide {
    fn to_bytes(&self) -> Vec<u8> {
        let header = Header {
            properties: self.properties.programs.iter().map(Program::to_string).collect(),
            primitives: self.primitives.clone(),
            features: self.features.clone(),
            origin: self.origin.clone(),
        };
        let [costs, values] = [Weights::of(&self.costs), Weights::of(&self.values)];
        FORMAT.write(&header, &costs.tensors(COSTS).chain(values.tensors(VALUES)).collect())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Guide, StoredError> {
        let (header, tensors): (Header, Tensors) =
            if LEGACY.is_of(bytes) { legacy(bytes)? } else { FORMAT.read(bytes)? };
        let Header { properties, primitives, features, origin } = header;
        let property = |text: &String| {
            Program::parse_expression(text)
                .map_err(|error| StoredError::Foreign { column: text.clone(), problem: error.to_string() })
        };
        let properties = properties.iter().map(property).collect::<Result<Vec<Program>, StoredError>>()?;
        let [costs, values] = [COSTS, VALUES].map(|prefix| Weights::among(&tensors, prefix));
        let device = Device::flex();
        let measures = task_features::count(properties.len());
        let shape = PerceptronConfig::new(measures, hidden(&costs), primitives.len());
        let costs = costs.put_into(CostNet::blank(&shape, &device))?;
        let values = values.put_into(ValueNet::blank(features.len(), hidden(&values), &device))?;
        Ok(Guide { properties: Properties::new(properties), primitives, costs, features, values, origin })
    }
}

/// Hidden numbers of a stored perceptron.
fn hidden(weights: &Weights) -> usize {
    weights.shape("perceptron.output.weight").and_then(|shape| shape.first().copied()).unwrap_or(0)
}

/// A guide of version 2.
fn legacy(bytes: &[u8]) -> Result<(Header, Tensors), StoredError> {
    let (header, payload) = LEGACY.read(bytes)?;
    let (LegacyHeader { weights, relevance_weights }, _) = LEGACY.read(bytes)?;
    let costs = |name: &str| {
        Some(match name {
            "hidden" => format!("{COSTS}perceptron.hidden.weight"),
            "hidden_bias" => format!("{COSTS}perceptron.hidden.bias"),
            "output" => format!("{COSTS}perceptron.output.weight"),
            "output_bias" => format!("{COSTS}perceptron.output.bias"),
            name => format!("{COSTS}{name}"),
        })
    };
    let values = |name: &str| {
        Some(match name {
            "plain" => format!("{VALUES}plain.weight"),
            "hidden" => format!("{VALUES}perceptron.hidden.weight"),
            "last" => format!("{VALUES}perceptron.output.weight"),
            name => format!("{VALUES}{name}"),
        })
    };
    let (mut tensors, rest) = LEGACY.tensors(&weights, payload, costs)?;
    let (more, rest) = LEGACY.tensors(&relevance_weights, rest, values)?;
    tensors.extend(more);
    match rest {
        [] => Ok((header, tensors)),
        _ => Err(StoredError::Corrupt(LEGACY.name, "it has more weights than its header tells".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Budget;

    fn said(guide: &Guide, task: &Task) -> Vec<(PrimitiveId, i32)> {
        guide.adjustments(task, &mut Meter::unlimited()).expect("there are ticks enough")
    }

    #[test]
    fn a_guide_that_cannot_measure_a_task_within_its_ticks_says_nothing() {
        let guide = Guide::built_in().unwrap();
        let task = &data::Dataset::built_in().tasks[0];
        let mut all = Meter::unlimited();
        assert!(guide.adjustments(task, &mut all).is_some());
        for ticks in [0, all.spent() / 2, all.spent() - 1] {
            let mut some = Meter::new(Budget::new(ticks, 1));
            assert_eq!(guide.adjustments(task, &mut some), None, "{ticks} ticks");
            let cells: usize = task.train.iter().map(|pair| pair.input.area() + pair.output.area()).sum();
            assert!(some.spent() <= ticks.max(8 * cells as u64), "{} of {ticks} ticks", some.spent());
        }
    }

    #[test]
    fn the_built_in_guide_is_of_use_and_knows_the_language() {
        let guide = Guide::built_in().unwrap();
        assert!(guide.origin().examples > 1000);
        let unknown: Vec<_> = guide.primitives.iter().filter(|name| PrimitiveId::find(name).is_none()).collect();
        assert!(unknown.is_empty(), "train it anew: {unknown:?} are no primitives any more");
        let tasks = data::Dataset::built_in().tasks;
        let adjustments: Vec<_> = tasks.iter().map(|task| said(&guide, task)).collect();
        assert!(adjustments.iter().flatten().all(|(_, bits)| (-3..=2).contains(bits) && *bits != 0));
        assert!(adjustments.windows(2).all(|two| two[0] != two[1]), "it says the same of different tasks");
        let values = guide.value_weights();
        assert_eq!(values.plain.len(), values.features.len());
        assert!(values.plain.iter().any(|bits| bits.abs() > 0.5) && !values.last.is_empty());
    }

    #[test]
    fn what_is_no_guide_is_told() {
        let bytes = Guide::built_in().unwrap().to_bytes();
        assert_eq!(Guide::from_bytes(b"PNG").unwrap_err().to_string(), "this is not a guide");
        let altered = |change: &dyn Fn(&mut serde_json::Value)| {
            let (mut header, tensors): (serde_json::Value, Tensors) = FORMAT.read(&bytes).unwrap();
            change(&mut header);
            Guide::from_bytes(&FORMAT.write(&header, &tensors))
        };
        let foreign = altered(&|header| header["properties"][0] = "telepathy(input)".into()).unwrap_err();
        assert!(matches!(&foreign, StoredError::Foreign { column, .. } if column == "telepathy(input)"), "{foreign}");
        let narrower = altered(&|header| drop(header["properties"].as_array_mut().unwrap().pop())).unwrap_err();
        assert!(matches!(narrower, StoredError::Shape { .. }), "{narrower}");
        let task = &data::Dataset::built_in().tasks[0];
        let (gone, _) = said(&Guide::built_in().unwrap(), task)[0];
        let forgotten = altered(&|header| {
            let names = header["primitives"].as_array_mut().unwrap();
            *names.iter_mut().find(|name| **name == gone.get().name).unwrap() = "telepathy".into();
        });
        let adjustments = said(&forgotten.unwrap(), task);
        assert!(
            !adjustments.is_empty() && adjustments.iter().all(|&(id, _)| id != gone),
            "what is gone needs no price"
        );
    }
}
