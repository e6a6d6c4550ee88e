//! What the guide knows of values: by how many bits some with certain features are likelier to be a step of a program that
//! solves its task than what a search comes upon (BUSTLE, Odena et al. 2021).

use burn::module::{Module, Param};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Tensor};

/// A perceptron with one hidden layer beside a plain sum.
#[derive(Module, Debug)]
pub struct ValueNet {
    /// `[feature, 1]`
    plain: Param<Tensor<2>>,
    /// `[feature, hidden]`
    hidden: Param<Tensor<2>>,
    /// `[hidden, 1]`
    last: Param<Tensor<2>>,
}

impl ValueNet {
    /// A net for so many features and hidden numbers that says nothing.
    pub(super) fn blank([features, hidden]: [usize; 2], device: &Device) -> ValueNet {
        let zeros = |shape: [usize; 2]| Param::from_tensor(Tensor::zeros(shape, device));
        ValueNet { plain: zeros([features, 1]), hidden: zeros([features, hidden]), last: zeros([hidden, 1]) }
    }

    /// `[value, 1]`: log odds that a value is a step, from its features, 0 or 1.
    pub(super) fn log_odds(&self, features: Tensor<2>) -> Tensor<2> {
        let hidden = relu(features.clone().matmul(self.hidden.val()));
        features.matmul(self.plain.val()) + hidden.matmul(self.last.val())
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
            plain: bits(&net.plain),
            hidden: numbers(&net.hidden),
            last: bits(&net.last),
        }
    }
}
