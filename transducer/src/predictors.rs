//! The predictors, in one table: what each is called, what it costs, how it answers, and what its answers are worth.
//!
//! The transducer, the option that chooses among them, its help, reports and result files derive from this table, as
//! the search does from its table of techniques.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::perceived::{Answer, Extent, Perceived};
use crate::{forest, test_time};

/// Something that predicts grids without a program.
pub struct Predictor {
    /// The name on the command line, in reports and result files.
    pub name: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Whether it looks at the task in more than its own orientation.
    pub(crate) turns: bool,
    /// The ticks that it needs beside perception. It is asked if they are at most half of those that are left; what is left
    /// after all is there for learning.
    pub(crate) ticks: fn(&Extent) -> u64,
    /// Its answer.
    pub(crate) predict: fn(&Perceived) -> Answer,
    /// What speaks for a candidate beside the pairs that were left out: from the mean logarithm of its probability and the
    /// agreement of the views to a summand of the logit of [confidence](crate::Candidate::confidence). Fitted to the
    /// candidates for 101 tuning tasks of ARC-AGI-1 training that the network had not learned from.
    pub(crate) evidence: fn(logarithm: f32, agreement: f32) -> f32,
}

/// All predictors. Of equal candidates those of the first come first; the last is asked first.
pub static PREDICTORS: &[Predictor] = &[
    Predictor {
        name: "network",
        summary: "a network that was trained on other tasks and learns from the pairs of this one",
        turns: true,
        ticks: |_| 0,
        predict: test_time::predict,
        evidence: |logarithm, agreement| 1.4 * agreement + 0.7 * logarithm.max(-1.0),
    },
    Predictor {
        name: "forest",
        summary: "a random forest that is fitted to the pairs of this task alone",
        turns: false,
        ticks: forest::ticks,
        predict: forest::predict,
        evidence: |_, _| 0.6,
    },
];

impl Predictor {
    /// The predictor of a name.
    pub fn named(name: &str) -> Option<&'static Predictor> {
        PREDICTORS.iter().find(|predictor| predictor.name == name)
    }
}

impl PartialEq for Predictor {
    fn eq(&self, other: &Predictor) -> bool {
        self.name == other.name
    }
}

impl Eq for Predictor {}

impl fmt::Debug for Predictor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Predictor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Serialize for Predictor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for &'static Predictor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<&'static Predictor, D::Error> {
        let name = String::deserialize(deserializer)?;
        Predictor::named(&name).ok_or_else(|| D::Error::custom(format!("no predictor is called {name:?}")))
    }
}

/// A set of predictors, as bits by their places in the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PredictorSet(u16);

impl PredictorSet {
    /// All of them.
    pub const ALL: PredictorSet = PredictorSet((1 << PREDICTORS.len()) - 1);

    /// The predictors in the set, in the order of the table.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'static Predictor> {
        PREDICTORS.iter().enumerate().filter(move |(place, _)| self.0 >> place & 1 != 0).map(|(_, predictor)| predictor)
    }
}

impl FromIterator<&'static Predictor> for PredictorSet {
    fn from_iter<I: IntoIterator<Item = &'static Predictor>>(predictors: I) -> PredictorSet {
        let place = |predictor: &Predictor| PREDICTORS.iter().position(|known| known == predictor);
        PredictorSet(predictors.into_iter().filter_map(place).fold(0, |set, place| set | 1 << place))
    }
}

impl From<&'static Predictor> for PredictorSet {
    fn from(predictor: &'static Predictor) -> PredictorSet {
        PredictorSet::from_iter([predictor])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictors_are_known_by_their_names() {
        for predictor in PREDICTORS {
            let same = PREDICTORS.iter().filter(|other| *other == predictor).count();
            assert_eq!(same, 1, "two predictors are called {predictor}");
            let alone: Vec<&Predictor> = PredictorSet::from(predictor).iter().collect();
            assert_eq!(alone, [predictor]);
            let written = serde_json::to_string(predictor).unwrap();
            assert_eq!(written, format!("{:?}", predictor.name));
            assert_eq!(serde_json::from_str::<&Predictor>(&written).unwrap(), predictor);
        }
        assert!(serde_json::from_str::<&Predictor>("\"oracle\"").is_err());
        assert_eq!(PREDICTORS.iter().collect::<PredictorSet>(), PredictorSet::ALL);
    }
}
