//! Gradients, one graph at a time.

use std::sync::{Mutex, PoisonError};

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::Tensor;

/// Held while a graph for gradients is made and walked: two graphs at a time can wait for each other for good in burn 0.22.
static GRAPH: Mutex<()> = Mutex::new(());

/// A loss and the gradients of a module's parameters. One call at a time does its work.
pub fn gradients<M: Module>(module: &M, loss: impl FnOnce() -> Tensor<1>) -> (f32, GradientsParams) {
    let _only = GRAPH.lock().unwrap_or_else(PoisonError::into_inner);
    let loss = loss();
    let value = loss.clone().into_scalar();
    (value, GradientsParams::from_grads(loss.backward(), module))
}
