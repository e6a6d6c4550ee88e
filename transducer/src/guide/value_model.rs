//! What the guide knows of values: by how many bits some with certain features are likelier to be a step of a program that
//! solves its task than what a search comes upon (BUSTLE, Odena et al. 2021).

use burn::module::{Module, Param};
use burn::nn::{Initializer, Linear, LinearConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Tensor};

use crate::network::{Perceptron, PerceptronConfig};

/// A perceptron without biases beside a plain sum.
#[derive(Module, Debug)]
pub struct ValueNet {
    /// `[feature, 1]`
    pub(super) plain: Linear,
    /// `[feature, hidden]` and `[hidden, 1]`
    pub(super) perceptron: Perceptron,
}

impl ValueNet {
    /// A net for a number of features and of hidden numbers that says nothing.
    pub(super) fn blank(features: usize, hidden: usize, device: &Device) -> ValueNet {
        let perceptron = PerceptronConfig::new(features, hidden, 1).with_hidden_bias(false).with_output_bias(false);
        let plain = LinearConfig::new(features, 1).with_bias(false).with_initializer(Initializer::Zeros);
        ValueNet { plain: plain.init(device), perceptron: perceptron.init(device) }
    }

    /// `[value, 1]`: log odds that a value is a step, from its features, 0 or 1.
    pub(super) fn log_odds(&self, features: Tensor<2>) -> Tensor<2> {
        self.plain.forward(features.clone()) + self.perceptron.forward(features, relu)
    }
}

/// The weights of features as plain numbers: bits are the sum of `plain` over the features of a value, and of `last` times
/// the positive sums of `hidden` over them.
#[derive(Clone, Debug)]
pub struct ValueWeights {
    /// The names of the features.
    pub features: Vec<String>,
    /// For each feature.
    pub plain: Vec<f32>,
    /// For each feature and hidden number, feature by feature.
    pub hidden: Vec<f32>,
    /// For each hidden number.
    pub last: Vec<f32>,
}

impl ValueWeights {
    /// What a net says of features of these names.
    pub(super) fn of(net: &ValueNet, features: &[String]) -> ValueWeights {
        let numbers = |param: &Param<Tensor<2>>| param.val().into_data().iter::<f32>().collect::<Vec<f32>>();
        let bits = |param| numbers(param).iter().map(|number| number / std::f32::consts::LN_2).collect();
        ValueWeights {
            features: features.to_vec(),
            plain: bits(&net.plain.weight),
            hidden: numbers(&net.perceptron.hidden.weight),
            last: bits(&net.perceptron.output.weight),
        }
    }
}
