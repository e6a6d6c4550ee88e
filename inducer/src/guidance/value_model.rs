//! How likely a value is a step on the way to the outputs, seen from what it has in common with them.
//!
//! A search that goes by cost alone builds on a mask of nothing as readily as on the mask of the cells that change. By how
//! many bits values with some [properties](crate::guidance::value_properties) are likelier to be in a program that solves its task than in the bank
//! of a search, is learned elsewhere, from [examples](crate::labeled_values) (BUSTLE, Odena et al. 2021).

use std::sync::LazyLock;

use arc_dsl::{Type, Value};
use rustc_hash::FxHashMap;

use crate::guidance::value_properties::{PairFacts, Properties, is_uniform, names};
use crate::searched_types::searched_types;

/// Most properties of a type.
const MAX_PROPERTIES: usize = Properties::BITS as usize;

/// The features of a type, in this order: the type as such, that the value is the same on all pairs, for each property that all
/// pairs show it, and for each that some do and others not.
struct Kind {
    ty: Type,
    /// The place of the first one.
    start: usize,
    properties: usize,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let mut next = 0;
    let kind = |ty: Type| {
        let (start, properties) = (next, names(&ty).len());
        assert!(properties <= MAX_PROPERTIES, "{ty}");
        next += 2 + 2 * properties;
        Kind { ty, start, properties }
    };
    searched_types().into_iter().map(kind).collect()
});

/// The names of all features, in their order.
pub fn feature_names() -> Vec<String> {
    let of_type = |Kind { ty, .. }: &Kind| {
        let properties = names(ty);
        let everywhere = properties.iter().map(|name| format!("{ty}: {name}")).collect::<Vec<_>>();
        let somewhere = properties.iter().map(|name| format!("{ty}: {name}, on some pairs")).collect();
        [vec![ty.to_string(), format!("{ty}: the same on all pairs")], everywhere, somewhere].concat()
    };
    KINDS.iter().flat_map(of_type).collect()
}

/// The features of a value, given by its values on the training pairs; none of a type that is not searched.
pub fn features<'v>(ty: &Type, pairs: &[PairFacts], values: impl Iterator<Item = &'v Value> + Clone) -> Vec<usize> {
    let Some(Kind { start, properties, .. }) = KINDS.iter().find(|kind| kind.ty == *ty) else { return Vec::new() };
    let (mut all, mut any) = (Properties::MAX, 0);
    for (value, pair) in values.clone().zip(pairs) {
        let properties = pair.properties(value);
        all &= properties;
        any |= properties;
    }
    let mut features = vec![*start];
    if is_uniform(values) {
        features.push(start + 1);
    }
    for (mut shown, from) in [(all, start + 2), (any & !all, start + 2 + properties)] {
        while shown != 0 {
            features.push(from + shown.trailing_zeros() as usize);
            shown &= shown - 1;
        }
    }
    features
}

/// A perceptron with one hidden layer over features.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ValueModel {
    /// What each feature says by itself, in bits.
    plain: Vec<f32>,
    /// What it adds to each hidden number, feature by feature.
    hidden: Vec<f32>,
    /// What each hidden number says where it is positive, in bits.
    last: Vec<f32>,
}

impl ValueModel {
    /// From the weights of features in any order, which are found by their names; what is not named here is of no use, and
    /// what is not named there says nothing.
    ///
    /// # Panics
    /// If there are not as many weights as features and hidden numbers.
    pub fn new(named: &[String], plain: &[f32], hidden: &[f32], last: &[f32]) -> ValueModel {
        let width = last.len();
        assert_eq!((plain.len(), hidden.len()), (named.len(), named.len() * width));
        let places: FxHashMap<&str, usize> =
            named.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
        let own = feature_names();
        let mut model =
            ValueModel { plain: vec![0.0; own.len()], hidden: vec![0.0; own.len() * width], last: last.to_vec() };
        for (feature, name) in own.iter().enumerate() {
            if let Some(&place) = places.get(name.as_str()) {
                model.plain[feature] = plain[place];
                model.hidden[feature * width..][..width].copy_from_slice(&hidden[place * width..][..width]);
            }
        }
        model
    }

    /// By how many bits a value with some features is likelier to be a step of a program than another value of a bank.
    pub fn score_bits(&self, features: &[usize]) -> f32 {
        let width = self.last.len();
        let mut sum = 0.0;
        let mut hidden = vec![0.0; width];
        for &feature in features {
            sum += self.plain[feature];
            hidden.iter_mut().zip(&self.hidden[feature * width..][..width]).for_each(|(sum, weight)| *sum += weight);
        }
        sum + hidden.iter().zip(&self.last).map(|(number, weight)| number.max(0.0) * weight).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use arc_dsl::{Color, Mask};
    use data::Dataset;

    fn pairs() -> Vec<PairFacts> {
        let task = Dataset::built_in().tasks.into_iter().find(|task| task.id == "rotate_clockwise").unwrap();
        task.train.iter().map(|pair| PairFacts::new(pair.input.clone(), pair.output.clone())).collect()
    }

    #[test]
    fn every_feature_has_a_name_of_its_own() {
        let names = feature_names();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        let values = vec![Value::Color(Color::Red); pairs().len()];
        let features = features(&Type::Color, &pairs(), values.iter());
        let named: Vec<&str> = features.iter().map(|&feature| names[feature].as_str()).collect();
        assert!(named.contains(&"Color: the same on all pairs"), "{named:?}");
        assert!(named.iter().all(|name| name.starts_with("Color")), "{named:?}");
    }

    #[test]
    fn weights_are_found_by_name() {
        let pairs = pairs();
        let empty = Arc::new(Mask::filled(3, 3, false).unwrap());
        let values = vec![Value::Mask(empty); pairs.len()];
        let features = features(&Type::Mask, &pairs, values.iter());
        let names = ["telepathic", "Mask: empty", "Mask"].map(str::to_owned);
        // Hidden numbers: -1 + 3 and 1 - 2, of which only the first is positive.
        let model = ValueModel::new(&names, &[9.0, -2.0, 0.5], &[9.0, 9.0, 3.0, -2.0, -1.0, 1.0], &[0.25, 7.0]);
        assert_eq!(model.score_bits(&features), -2.0 + 0.5 + 0.5);
        assert_eq!(ValueModel::new(&[], &[], &[], &[]).score_bits(&features), 0.0);
    }
}
