//! Perceptrons with one hidden layer, of which network and guide have two each.

use burn::config::Config;
use burn::module::{Module, Param};
use burn::nn::{Initializer, Linear, LinearConfig};
use burn::tensor::{Device, Tensor, TensorData};
use data::Sampler;

use crate::network::random::normal;

/// The shape of a perceptron.
#[derive(Config, Debug)]
pub struct PerceptronConfig {
    /// Numbers that go in.
    pub inputs: usize,
    /// Hidden numbers.
    pub hidden: usize,
    /// Numbers that come out.
    pub outputs: usize,
    /// Whether the hidden layer has a bias.
    #[config(default = true)]
    pub hidden_bias: bool,
    /// Whether the output has a bias.
    #[config(default = true)]
    pub output_bias: bool,
}

/// A perceptron with one hidden layer.
#[derive(Module, Debug)]
pub struct Perceptron {
    /// `[input, hidden]`
    pub hidden: Linear,
    /// `[hidden, output]`
    pub output: Linear,
}

impl PerceptronConfig {
    /// A perceptron that says nothing: all its weights are 0.
    pub fn init(&self, device: &Device) -> Perceptron {
        let layer = |inputs: usize, outputs: usize, bias: bool| {
            LinearConfig::new(inputs, outputs).with_bias(bias).with_initializer(Initializer::Zeros).init(device)
        };
        Perceptron {
            hidden: layer(self.inputs, self.hidden, self.hidden_bias),
            output: layer(self.hidden, self.outputs, self.output_bias),
        }
    }
}

impl Perceptron {
    /// `[row, output]`, given `[row, input]`.
    pub fn forward(&self, inputs: Tensor<2>, activation: fn(Tensor<2>) -> Tensor<2>) -> Tensor<2> {
        self.output.forward(activation(self.hidden.forward(inputs)))
    }
}

/// Weights of a shape drawn from a normal distribution with that deviation.
pub fn drawn<const D: usize>(
    shape: [usize; D],
    deviation: f32,
    sampler: &mut Sampler,
    device: &Device,
) -> Param<Tensor<D>> {
    let numbers: Vec<f32> = (0..shape.iter().product()).map(|_| deviation * normal(sampler)).collect();
    Param::from_tensor(Tensor::from_data(TensorData::new(numbers, shape), device))
}
