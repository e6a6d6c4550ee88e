//! The net of the guide: measures of a task in, the likelihood of each primitive out.

use burn::module::{Module, Param};
use burn::tensor::activation::{log_sigmoid, relu};
use burn::tensor::{Device, Tensor};

/// A primitive becomes cheaper by so many bits at most, or dearer: what is wrongly thought unlikely should not be lost.
pub(super) const MAX_DISCOUNT: f32 = 3.0;
pub(super) const MAX_SURCHARGE: f32 = 2.0;

/// How far a measure may lie from the mean, in standard deviations.
const FARTHEST: f32 = 3.0;

/// A perceptron with one hidden layer.
#[derive(Module, Debug)]
pub struct CostNet {
    /// `[measure, hidden]`
    pub(super) hidden: Param<Tensor<2>>,
    /// `[1, hidden]`
    pub(super) hidden_bias: Param<Tensor<2>>,
    /// `[hidden, primitive]`
    pub(super) output: Param<Tensor<2>>,
    /// `[1, primitive]`
    pub(super) output_bias: Param<Tensor<2>>,
    /// `[1, measure]`: mean and inverse standard deviation of each measure over the examples; not learned.
    pub(super) center: Param<Tensor<2>>,
    pub(super) scale: Param<Tensor<2>>,
    /// `[1, primitive]`: the logarithm to base 2 of the share of the examples that use each; not learned.
    pub(super) usual: Param<Tensor<2>>,
}

impl CostNet {
    /// A net for so many measures, hidden numbers and primitives that says nothing.
    pub fn blank([measures, hidden, primitives]: [usize; 3], device: &Device) -> CostNet {
        let zeros = |shape: [usize; 2]| Param::from_tensor(Tensor::zeros(shape, device));
        let fixed = |shape: [usize; 2]| zeros(shape).set_require_grad(false);
        CostNet {
            hidden: zeros([measures, hidden]),
            hidden_bias: zeros([1, hidden]),
            output: zeros([hidden, primitives]),
            output_bias: zeros([1, primitives]),
            center: fixed([1, measures]),
            scale: fixed([1, measures]),
            usual: fixed([1, primitives]),
        }
    }

    /// `[task, measure]`: measures in standard deviations from their means.
    pub fn standardized(&self, measures: Tensor<2>) -> Tensor<2> {
        ((measures - self.center.val()) * self.scale.val()).clamp(-FARTHEST, FARTHEST)
    }

    /// `[task, primitive]`: log odds of each primitive, from standardized measures.
    pub fn log_odds(&self, measures: Tensor<2>) -> Tensor<2> {
        let hidden = relu(measures.matmul(self.hidden.val()) + self.hidden_bias.val());
        hidden.matmul(self.output.val()) + self.output_bias.val()
    }

    /// `[task, primitive]`: how many bits each primitive is less likely than usual, from standardized measures.
    pub fn bits(&self, measures: Tensor<2>) -> Tensor<2> {
        self.usual.val() - log_sigmoid(self.log_odds(measures)) / std::f32::consts::LN_2
    }
}
