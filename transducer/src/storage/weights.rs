//! The weights of a network as plain numbers, by the paths of its parameters.

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::tensor::{Tensor, TensorData};
use serde::{Deserialize, Serialize};

use crate::storage::format::StoredError;

/// Name and shape of one parameter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Layout {
    /// The path of the parameter in its network, parted by points.
    pub name: String,
    /// The size in each dimension.
    pub shape: Vec<usize>,
}

impl Layout {
    /// Number of weights.
    fn count(&self) -> usize {
        self.shape.iter().product()
    }
}

/// All weights of a network.
#[derive(Clone, PartialEq, Debug)]
pub struct Weights {
    /// The parameters, in the order in which the network has them.
    pub layout: Vec<Layout>,
    /// The numbers of all parameters, one parameter after the other, each row-major.
    pub numbers: Vec<f32>,
}

impl Weights {
    /// The weights of a network.
    pub fn of(network: &impl Module) -> Weights {
        let mut reader = Reader { path: Vec::new(), weights: Weights { layout: Vec::new(), numbers: Vec::new() } };
        network.visit(&mut reader);
        reader.weights
    }

    /// The network with these weights, on its device. Parameters get their places as ids, so that the state of an
    /// optimizer, which goes by ids, can be stored.
    ///
    /// # Errors
    /// If its parameters have other names or shapes.
    pub fn put_into<M: Module>(&self, network: M) -> Result<M, StoredError> {
        let own = Weights::of(&network).layout;
        if let Some(at) = (0..own.len().max(self.layout.len())).find(|&at| own.get(at) != self.layout.get(at)) {
            let shape = |layout: Option<&Layout>| layout.map(|one| one.shape.clone()).unwrap_or_default();
            let (stored, wanted) = (self.layout.get(at), own.get(at));
            let name = wanted.or(stored).map(|one| one.name.clone()).unwrap_or_default();
            let found = stored.filter(|one| one.name == name);
            return Err(StoredError::Shape { found: shape(found), wanted: shape(wanted), name });
        }
        Ok(network.map(&mut Writer { weights: self, place: 0, start: 0 }))
    }

    /// Moves towards other weights: keeps so much of each number and takes the rest from there.
    ///
    /// # Panics
    /// If there are more or fewer of them.
    pub fn blend(&mut self, other: &Weights, keep: f32) {
        assert_eq!(self.numbers.len(), other.numbers.len());
        for (own, other) in self.numbers.iter_mut().zip(&other.numbers) {
            *own = keep * *own + (1.0 - keep) * other;
        }
    }

    /// The same without the parameters of some names.
    pub fn without(&self, names: &[&str]) -> Weights {
        let mut rest = Weights { layout: Vec::new(), numbers: Vec::new() };
        let mut start = 0;
        for layout in &self.layout {
            let numbers = &self.numbers[start..start + layout.count()];
            start += numbers.len();
            if !names.contains(&layout.name.as_str()) {
                rest.layout.push(layout.clone());
                rest.numbers.extend(numbers);
            }
        }
        rest
    }

    /// 32-bit little-endian numbers.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Weights of a layout from the first bytes of a payload, and what is left of it; `None` if it is too short.
    pub fn split_from(layout: Vec<Layout>, bytes: &[u8]) -> Option<(Weights, &[u8])> {
        let count: usize = layout.iter().map(Layout::count).sum();
        let (own, rest) = bytes.split_at_checked(4 * count)?;
        let numbers = own.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")));
        Some((Weights { numbers: numbers.collect(), layout }, rest))
    }
}

struct Reader {
    path: Vec<String>,
    weights: Weights,
}

impl ModuleVisitor for Reader {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let tensor = param.val();
        self.weights.layout.push(Layout { name: self.path.join("."), shape: tensor.dims().to_vec() });
        self.weights.numbers.extend(tensor.into_data().iter::<f32>());
    }
}

struct Writer<'w> {
    weights: &'w Weights,
    place: usize,
    start: usize,
}

impl ModuleMapper for Writer<'_> {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let layout = &self.weights.layout[self.place];
        let numbers = self.weights.numbers[self.start..self.start + layout.count()].to_vec();
        self.place += 1;
        self.start += numbers.len();
        let (_, old, mapper) = param.consume();
        let new = Tensor::from_data(TensorData::new(numbers, layout.shape.clone()), &old.device());
        let new = new.set_require_grad(old.is_require_grad());
        Param::from_mapped_value(ParamId::from(self.place as u64), new, mapper)
    }
}
