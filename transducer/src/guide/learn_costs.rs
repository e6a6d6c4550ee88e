//! How a guide learns from programs that searches have found.

use arc_dsl::{Primitive, PrimitiveId, Program};
use burn::module::Param;
use burn::optim::AdamWConfig;
use burn::tensor::activation::log_sigmoid;
use burn::tensor::{Device, Tensor, TensorData};
use data::{Meter, Sampler, Task};
use rayon::prelude::*;
use serde::Serialize;

use crate::guide::cost_model::{CostNet, MAX_DISCOUNT, MAX_SURCHARGE};
use crate::guide::model::{Guide, GuideOrigin};
use crate::guide::task_features::{self, Properties};
use crate::guide::value_model::ValueNet;
use crate::network::{PerceptronConfig, drawn, gradients};
use crate::storage::Weights;

/// Hidden numbers of the net.
const HIDDEN: usize = 128;
const BATCH: usize = 256;
const RATE: f64 = 3e-4;
const WEIGHT_DECAY: f32 = 1e-4;
/// Smallest standard deviation by which a measure is divided.
const MIN_DEVIATION: f32 = 1e-2;

/// A task with what is known of its programs.
#[derive(Clone, Debug)]
pub struct TrainingExample {
    /// The task; its tests are of no use here.
    pub task: Task,
    /// The primitives of its programs, each with the share of the programs that use it, 0 to 1.
    pub uses: Vec<(PrimitiveId, f32)>,
    /// Whether it is not learned from but only tells how well others were learned.
    pub is_held_out: bool,
}

/// A point of the curve.
#[derive(Clone, Copy, PartialEq, Serialize, Debug)]
pub struct CostPoint {
    /// How often all examples were gone through.
    pub epoch: usize,
    /// The mean loss over these, in bits per example.
    pub loss: f32,
    /// How it fares on examples that were held out, if there are any.
    pub held_out: Option<HeldOut>,
}

/// How a guide fares on examples that were held out, per example.
#[derive(Clone, Copy, PartialEq, Serialize, Debug)]
pub struct HeldOut {
    /// Number of examples.
    pub count: usize,
    /// Bits to tell the primitives that are used from the others, for one who knows how often each is used.
    pub usual: f32,
    /// The same for one who asks the guide.
    pub bits: f32,
    /// Bits by which programs become cheaper.
    pub saved: f32,
}

/// Lessons as numbers, row by row.
struct Table {
    measures: Vec<f32>,
    uses: Vec<f32>,
    count: usize,
}

/// A guide that sees tasks by some properties, after `epochs` passes over the examples. Every point of the curve is
/// handed on; where that says no, learning ends early.
pub fn learn_costs(
    examples: &[TrainingExample],
    properties: Vec<Program>,
    epochs: usize,
    origin: GuideOrigin,
    mut on_point: impl FnMut(&CostPoint) -> bool,
) -> Guide {
    let properties = Properties::new(properties);
    let shape = PerceptronConfig::new(task_features::count(properties.programs.len()), HIDDEN, Primitive::all().len());
    let [held_out, taken] = [true, false].map(|is| Table::new(examples, is, &properties));
    let device = Device::flex();
    let mut sampler = Sampler::new(origin.seed);
    let net = taken.beginning(&shape, &mut sampler, &device);
    let [held_out, taken] = [held_out, taken].map(|table| table.standardized(&net, &device));
    let mut net = Weights::of(&net).put_into(CostNet::blank(&shape, &device.clone().autodiff())).expect("of one shape");
    let mut optimizer = AdamWConfig::new().with_weight_decay(WEIGHT_DECAY).with_beta_2(0.99).init();
    let mut order: Vec<usize> = (0..taken.count).collect();
    let steps = epochs * order.len().div_ceil(BATCH);
    let mut step = 0;
    for epoch in 1..=epochs {
        sampler.shuffle(&mut order);
        let mut total = 0.0;
        for batch in order.chunks(BATCH) {
            let [measures, uses] = taken.batch(batch, &mut sampler, &device.clone().autodiff());
            let (loss, of_batch) = gradients(&net, || cross_entropy(&net, measures, uses).mean());
            let rate = RATE * (1.0 - step as f64 / steps as f64);
            net = optimizer.step(rate, net, of_batch);
            total += loss * batch.len() as f32;
            step += 1;
        }
        let point = CostPoint { epoch, loss: total / taken.count as f32, held_out: held_out.examined(&net, &device) };
        if !on_point(&point) {
            break;
        }
    }
    let net = Weights::of(&net).put_into(CostNet::blank(&shape, &device)).expect("of one shape");
    let primitives = Primitive::all().iter().map(|primitive| primitive.name.to_owned()).collect();
    let values = ValueNet::blank(0, 0, &device);
    let origin = GuideOrigin { examples: taken.count, ..origin };
    Guide { properties, primitives, costs: net, features: Vec::new(), values, origin }
}

/// `[example, 1]`: bits of the primitives' uses, given standardized measures.
fn cross_entropy(net: &CostNet, measures: Tensor<2>, uses: Tensor<2>) -> Tensor<2> {
    let odds = net.log_odds(measures);
    let yes = uses.clone() * log_sigmoid(odds.clone());
    let no = (-uses + 1.0) * log_sigmoid(-odds);
    -(yes + no).sum_dim(1) / std::f32::consts::LN_2
}

impl Table {
    fn new(examples: &[TrainingExample], is_held_out: bool, properties: &Properties) -> Table {
        let examples: Vec<&TrainingExample> =
            examples.iter().filter(|example| example.is_held_out == is_held_out).collect();
        let of_task =
            |task| task_features::of(task, properties, &mut Meter::unlimited()).expect("there are ticks enough");
        let measures: Vec<Vec<f32>> = examples.par_iter().map(|example| of_task(&example.task)).collect();
        let mut uses = vec![0.0; examples.len() * Primitive::all().len()];
        for (example, row) in examples.iter().zip(uses.chunks_mut(Primitive::all().len())) {
            example.uses.iter().for_each(|(primitive, share)| row[primitive.index()] = *share);
        }
        Table { measures: measures.concat(), uses, count: examples.len() }
    }

    /// A net that knows how often each primitive is used, and nothing else.
    fn beginning(&self, shape: &PerceptronConfig, sampler: &mut Sampler, device: &Device) -> CostNet {
        let measures = shape.inputs;
        let count = self.count.max(1) as f32;
        let rows = || self.measures.chunks(measures);
        let mut center = vec![0.0; measures];
        rows().for_each(|row| center.iter_mut().zip(row).for_each(|(sum, measure)| *sum += measure / count));
        let mut variance = vec![0.0; measures];
        for row in rows() {
            let both = row.iter().zip(&center);
            variance
                .iter_mut()
                .zip(both)
                .for_each(|(sum, (measure, center))| *sum += (measure - center).powi(2) / count);
        }
        let mut usual = vec![0.5; shape.outputs];
        for row in self.uses.chunks(shape.outputs) {
            usual.iter_mut().zip(row).for_each(|(sum, uses)| *sum += uses);
        }
        usual.iter_mut().for_each(|sum| *sum /= self.count as f32 + 1.0);
        let deviation = (measures as f32).sqrt().recip();
        let row = |numbers: Vec<f32>| {
            let columns = numbers.len();
            matrix(numbers, columns, device)
        };
        let fixed = |numbers: Vec<f32>| Param::from_tensor(row(numbers)).set_require_grad(false);
        let log_odds: Vec<f32> = usual.iter().map(|share| (share / (1.0 - share)).ln()).collect();
        let mut net = CostNet::blank(shape, device);
        net.perceptron.hidden.weight = drawn([measures, shape.hidden], deviation, sampler, device);
        net.perceptron.output.bias = Some(Param::from_tensor(row(log_odds).reshape([shape.outputs])));
        net.center = fixed(center);
        net.scale = fixed(variance.iter().map(|variance| (variance.sqrt() + MIN_DEVIATION).recip()).collect());
        net.usual = fixed(usual.iter().map(|share| share.log2()).collect());
        net
    }

    fn standardized(self, net: &CostNet, device: &Device) -> Table {
        if self.count == 0 {
            return self;
        }
        let columns = self.measures.len() / self.count;
        let measures = matrix(self.measures, columns, device);
        Table { measures: net.standardized(measures).into_data().iter::<f32>().collect(), ..self }
    }

    /// Measures and uses of some examples. Three of four measures, others each time, are hidden (Srivastava et al.
    /// 2014), and the rest is as much larger: the net learns not to trust single ones.
    fn batch(&self, rows: &[usize], sampler: &mut Sampler, device: &Device) -> [Tensor<2>; 2] {
        let columns = self.measures.len() / self.count;
        let mut measures = Vec::with_capacity(rows.len() * columns);
        for &row in rows {
            let row = &self.measures[row * columns..][..columns];
            for part in row.chunks(64) {
                let coins = sampler.number() & sampler.number();
                let kept = part.iter().enumerate().map(|(place, measure)| measure * (4 * (coins >> place & 1)) as f32);
                measures.extend(kept);
            }
        }
        let primitives = self.uses.len() / self.count;
        let uses: Vec<&[f32]> = rows.iter().map(|&row| &self.uses[row * primitives..][..primitives]).collect();
        [matrix(measures, columns, device), matrix(uses.concat(), primitives, device)]
    }

    /// How a net fares on these examples, if there are any.
    fn examined(&self, net: &CostNet, device: &Device) -> Option<HeldOut> {
        if self.count == 0 {
            return None;
        }
        let [measures, primitives] = [&self.measures, &self.uses].map(|numbers| numbers.len() / self.count);
        let net = burn::module::Module::valid(net);
        let inputs = matrix(self.measures.clone(), measures, device);
        let uses = matrix(self.uses.clone(), primitives, device);
        let mean = |sum: f32| sum / self.count as f32;
        let bits = cross_entropy(&net, inputs.clone(), uses.clone()).sum().into_scalar::<f32>();
        let adjustments = net.bits(inputs).clamp(-MAX_DISCOUNT, MAX_SURCHARGE).round();
        let saved = -(adjustments * uses.clone()).sum().into_scalar::<f32>();
        let usual = net.usual.val().into_data().iter::<f32>().map(f32::exp2).collect::<Vec<f32>>();
        let entropy = |(share, uses): (&f32, &f32)| -(uses * share.log2() + (1.0 - uses) * (1.0 - share).log2());
        let usual = self.uses.chunks(primitives).map(|row| usual.iter().zip(row).map(entropy).sum::<f32>()).sum();
        Some(HeldOut { count: self.count, usual: mean(usual), bits: mean(bits), saved: mean(saved) })
    }
}

fn matrix(numbers: Vec<f32>, columns: usize, device: &Device) -> Tensor<2> {
    let rows = numbers.len() / columns;
    Tensor::from_data(TensorData::new(numbers, [rows, columns]), device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Stored;
    use std::sync::Arc;

    use arc_dsl::{Color, Grid};
    use data::Pair;

    /// Tasks that turn their inputs or, if not, paint them.
    fn example(number: usize, turns: bool, is_held_out: bool) -> TrainingExample {
        let grid = |place: usize| {
            let color = |row, col| Color::ALL[(row * row + 2 * col + place) % 4];
            Arc::new(Grid::from_fn(3 + place % 3, 4 + number % 2, color).unwrap())
        };
        let text = if turns { "transform(input, transpose)" } else { "map_colors(input, [[red, blue]])" };
        let program = Program::parse(text).unwrap();
        let pair = |place| Pair { output: program.run(&grid(place)).unwrap(), input: grid(place) };
        let task = Task { id: number.to_string(), train: (number..number + 3).map(pair).collect(), tests: Vec::new() };
        let uses = program.body().primitives().into_iter().map(|primitive| (primitive, 1.0)).collect();
        TrainingExample { task, uses, is_held_out }
    }

    fn trained(epochs: usize, on_point: impl FnMut(&CostPoint) -> bool) -> Guide {
        let properties = ["size_height(grid_size(input))", "size_width(grid_size(input))", "color_count(input)"]
            .map(|text| Program::parse_expression(text).unwrap());
        let examples: Vec<TrainingExample> =
            (0..60).map(|number| example(number, number % 2 == 0, number % 6 < 2)).collect();
        learn_costs(&examples, properties.to_vec(), epochs, GuideOrigin::default(), on_point)
    }

    #[test]
    fn what_tells_programs_apart_is_learned() {
        let mut points = Vec::new();
        let guide = trained(300, |point| {
            points.push(*point);
            true
        });
        let last = points[299].held_out.unwrap();
        assert_eq!((points.len(), last.count, guide.origin().examples), (300, 20, 40));
        assert!(points[299].loss < points[0].loss / 2.0, "{points:?}");
        assert!(last.bits < last.usual / 2.0 && last.saved > 0.0, "{last:?}");
        let change = |task: &Task, name: &str| {
            let id = PrimitiveId::find(name).unwrap();
            let said = guide.adjustments(task, &mut Meter::unlimited()).unwrap();
            said.into_iter().find(|(primitive, _)| *primitive == id).map_or(0, |(_, bits)| bits)
        };
        let [turning, painting] = [true, false].map(|turns| example(7, turns, true).task);
        assert!(change(&turning, "transform") < 0 && change(&turning, "map_colors") > 0);
        assert!(change(&painting, "transform") > 0 && change(&painting, "map_colors") < 0);
        let stored = Guide::from_bytes(&guide.to_bytes()).unwrap();
        let [one, other] = [&stored, &guide].map(|guide| guide.adjustments(&turning, &mut Meter::unlimited()));
        assert_eq!(one, other);
    }

    #[test]
    fn learning_ends_where_it_is_told_to_and_is_a_function_of_the_seed() {
        let [one, other] = [(); 2].map(|()| trained(9, |point| point.epoch < 2));
        assert_eq!(one.to_bytes(), other.to_bytes());
    }
}
