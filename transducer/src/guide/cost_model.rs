//! The cost model: measures of a task in, the likelihood of each primitive out (DeepCoder, Balog et al. 2017).

use burn::module::{Module, Param};
use burn::nn::Initializer;
use burn::tensor::activation::{log_sigmoid, relu};
use burn::tensor::{Device, Tensor};

use crate::network::{Perceptron, PerceptronConfig};

/// Largest discount and surcharge of a primitive, in bits: what is wrongly thought unlikely should not be lost.
pub(super) const MAX_DISCOUNT: f32 = 3.0;
pub(super) const MAX_SURCHARGE: f32 = 2.0;
/// How far a measure may lie from the mean, in standard deviations.
const FARTHEST: f32 = 3.0;

/// A perceptron on standardized measures.
#[derive(Module, Debug)]
pub struct CostNet {
    /// From measures to the log odds of primitives.
    pub(super) perceptron: Perceptron,
    /// `[1, measure]`: mean of each measure over the examples; not learned.
    pub(super) center: Param<Tensor<2>>,
    /// `[1, measure]`: inverse standard deviation of each measure over the examples; not learned.
    pub(super) scale: Param<Tensor<2>>,
    /// `[1, primitive]`: the logarithm to base 2 of the share of the examples that use each; not learned.
    pub(super) usual: Param<Tensor<2>>,
}

impl CostNet {
    /// A net of a shape, which says nothing.
    pub fn blank(shape: &PerceptronConfig, device: &Device) -> CostNet {
        let fixed = |width: usize| Initializer::Zeros.init([1, width], device).set_require_grad(false);
        CostNet {
            perceptron: shape.init(device),
            center: fixed(shape.inputs),
            scale: fixed(shape.inputs),
            usual: fixed(shape.outputs),
        }
    }

    /// `[task, measure]`: measures in standard deviations from their means.
    pub fn standardized(&self, measures: Tensor<2>) -> Tensor<2> {
        ((measures - self.center.val()) * self.scale.val()).clamp(-FARTHEST, FARTHEST)
    }

    /// `[task, primitive]`: log odds of each primitive, from standardized measures.
    pub fn log_odds(&self, measures: Tensor<2>) -> Tensor<2> {
        self.perceptron.forward(measures, relu)
    }

    /// `[task, primitive]`: by how many bits each primitive is less likely than usual, from standardized measures.
    pub fn bits(&self, measures: Tensor<2>) -> Tensor<2> {
        self.usual.val() - log_sigmoid(self.log_odds(measures)) / std::f32::consts::LN_2
    }
}
