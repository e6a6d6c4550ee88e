//! The weights of a network as plain numbers, by the paths of its parameters.

use std::collections::BTreeMap;

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::tensor::{Tensor, TensorData};

use crate::storage::format::{StoredError, Tensors};

/// All weights of a network: 32-bit numbers by the path of the parameter, its parts joined by points.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Weights(BTreeMap<String, TensorData>);

impl Weights {
    /// The weights of a network.
    pub fn of(network: &impl Module) -> Weights {
        let mut reader = Reader { path: Path::default(), weights: Weights::default() };
        network.visit(&mut reader);
        reader.weights
    }

    /// The network with these weights, on its device. Shapes are compared before anything is made, so that weights that a
    /// module has not drawn yet cost nothing. Parameters get their places as ids, so that the state of an optimizer, which
    /// goes by ids, can be stored.
    ///
    /// # Errors
    /// If its parameters have other names or shapes.
    pub fn put_into<M: Module>(&self, network: M) -> Result<M, StoredError> {
        let mut shapes = Shapes::default();
        network.visit(&mut shapes);
        let found = |name: &str| self.0.get(name).map(|data| data.shape().to_vec()).unwrap_or_default();
        let wanted = |name: &str| shapes.shapes.get(name).cloned().unwrap_or_default();
        let names = shapes.shapes.keys().chain(self.0.keys());
        if let Some(name) = names.into_iter().find(|name| found(name) != wanted(name)) {
            return Err(StoredError::Shape { name: name.clone(), found: found(name), wanted: wanted(name) });
        }
        Ok(network.map(&mut Writer { weights: self, path: Path::default(), place: 0 }))
    }

    /// Moves towards other weights: keeps that share of each number and takes the rest from there.
    ///
    /// # Panics
    /// If they are weights of another network.
    pub fn blend(&mut self, other: &Weights, keep: f32) {
        assert_eq!(self.0.len(), other.0.len());
        for (name, own) in &mut self.0 {
            let other = other.0[name].as_slice::<f32>().expect("weights are numbers");
            let own = own.as_mut_slice::<f32>().expect("weights are numbers");
            assert_eq!(own.len(), other.len());
            own.iter_mut().zip(other).for_each(|(own, other)| *own = keep * *own + (1.0 - keep) * other);
        }
    }

    /// The shape of a parameter, if there is one of this name.
    pub(crate) fn shape(&self, name: &str) -> Option<&[usize]> {
        self.0.get(name).map(|data| &data.shape()[..])
    }

    /// All numbers, parameter by parameter in the order of their names.
    pub fn numbers(&self) -> Vec<f32> {
        self.0.values().flat_map(|data| data.iter::<f32>()).collect()
    }

    /// The same with one number changed.
    #[cfg(test)]
    pub(crate) fn nudged(&self, name: &str, place: usize, by: f32) -> Weights {
        let mut nudged = self.clone();
        let data = nudged.0.get_mut(name).expect("the network has such a parameter");
        data.as_mut_slice::<f32>().expect("weights are numbers")[place] += by;
        nudged
    }

    /// The tensors of a file, their names after a prefix.
    pub(crate) fn tensors<'w>(&'w self, prefix: &'w str) -> impl Iterator<Item = (String, TensorData)> + 'w {
        self.0.iter().map(move |(name, data)| (format!("{prefix}{name}"), data.clone()))
    }

    /// The weights among the tensors of a file whose names have a prefix.
    pub(crate) fn among(tensors: &Tensors, prefix: &str) -> Weights {
        let own = |(name, data): (&String, &TensorData)| Some((name.strip_prefix(prefix)?.to_owned(), data.clone()));
        Weights(tensors.iter().filter_map(own).collect())
    }
}

/// Where in a network a visitor is.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    fn name(&self) -> String {
        self.0.join(".")
    }
}

struct Reader {
    path: Path,
    weights: Weights,
}

impl ModuleVisitor for Reader {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.0.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.0.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.weights.0.insert(self.path.name(), param.val().into_data());
    }
}

/// The shapes of a network's parameters.
#[derive(Default)]
struct Shapes {
    path: Path,
    shapes: BTreeMap<String, Vec<usize>>,
}

impl ModuleVisitor for Shapes {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.0.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.0.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.shapes.insert(self.path.name(), param.lazy_shape().to_vec());
    }
}

struct Writer<'w> {
    weights: &'w Weights,
    path: Path,
    place: u64,
}

impl ModuleMapper for Writer<'_> {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.0.push(name.to_owned());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.0.pop();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        self.place += 1;
        let data = self.weights.0[&self.path.name()].clone();
        let tensor = Tensor::from_data(data, &param.lazy_device());
        param.transform_for_load(tensor, ParamId::from(self.place))
    }
}
