//! How the ticks for one frame are shared out. Ticks are those of the inducer: about 70 million in a second of one core.

use data::Budget;

use crate::model::Model;
use crate::options::PredictionOptions;
use crate::perceived::Extent;
use crate::predictors::PredictorSet;

/// Ticks to perceive one column of one cell.
const PERCEPTION: u64 = 2;
/// Ticks of one prediction, for each thousand weights that the cells of the task meet.
const VIEW: u64 = 8;

/// Bytes to perceive one column of one cell: its code and its key.
const BYTES: u64 = 3;

/// What is done for one frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Orientations in which the task is seen.
    pub orientations: usize,
    /// Who is asked.
    pub asked: PredictorSet,
    /// The ticks that are left for learning.
    pub ticks: u64,
}

impl Effort {
    /// What is to be done within a budget; `None` if it does not suffice for an answer.
    pub fn new(extent: &Extent, model: &Model, options: &PredictionOptions, budget: &Budget) -> Option<Effort> {
        let &Budget { ticks, memory, .. } = budget;
        let perceived = (extent.cells * model.channels.kinds.len()) as u64;
        let perception = perceived * PERCEPTION;
        // Views cost at most half of the ticks, as long as one is left.
        let look = |orientations: usize| {
            let asked = orientations * (1 + options.renamings) * extent.tests + 2 * extent.pairs;
            orientations as u64 * perception + asked as u64 * extent.weights * VIEW / 1000
        };
        let most = if options.predictors.iter().any(|predictor| predictor.turns) { options.orientations } else { 1 };
        let orientations = [8, 4, 2, 1].into_iter().find(|&orientations| {
            let share = if orientations == 1 { 1 } else { 2 };
            let bytes = orientations as u64 * perceived * BYTES;
            orientations <= most && share * look(orientations) <= ticks && bytes <= memory
        })?;
        let mut left = ticks - look(orientations);
        let affordable = options.predictors.iter().filter(|predictor| {
            let cost = (predictor.ticks)(extent);
            let is_affordable = cost <= left / 2;
            left -= if is_affordable { cost } else { 0 };
            is_affordable
        });
        let asked = affordable.collect();
        Some(Effort { orientations, asked, ticks: left })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Column, ColumnKind};
    use crate::network::NetworkConfig;
    use crate::predictors::Predictor;
    use crate::test_time;
    use arc_dsl::Program;
    use burn::tensor::Device;
    use data::{Dataset, Frame, TICKS_PER_SECOND};

    #[test]
    fn fewer_ticks_mean_fewer_steps_then_no_forest_then_fewer_orientations_then_no_answer() {
        let tasks = Dataset::built_in().tasks;
        let (task, frame) = tasks.iter().find_map(|task| Some((task, Frame::of_inputs(task)?))).unwrap();
        let column = Column { program: Program::parse_expression("input").unwrap(), kind: ColumnKind::Color };
        let model = Model::untrained(NetworkConfig::default(), vec![column; 100], 1, &Device::flex());
        let extent = Extent::new(task, &frame, &model);
        let [network, forest] = ["network", "forest"].map(|name| PredictorSet::from(Predictor::named(name).unwrap()));
        let budget = |ticks: u64| Budget::new(ticks, 1 << 30);
        let plan = |ticks: u64| Effort::new(&extent, &model, &PredictionOptions::default(), &budget(ticks));
        let steps = |plan: &Effort| test_time::steps(&extent, plan.ticks);
        let plans: Vec<Option<Effort>> = (0..40).rev().map(|doublings| plan(1 << doublings)).collect();
        let first = plans[0].unwrap();
        assert!(first.orientations == 8 && first.asked == PredictorSet::ALL, "{first:?}");
        assert_eq!(steps(&first), test_time::MOST_STEPS);
        let known: Vec<Effort> = plans.iter().copied().flatten().collect();
        assert!(known.is_sorted_by_key(|plan| std::cmp::Reverse(plan.orientations)));
        assert!(known.iter().any(|plan| plan.asked == network && steps(plan) > 0), "{known:?}");
        assert_eq!(known.last().unwrap().orientations, 1);
        assert!(plans.iter().skip(known.len()).all(Option::is_none) && known.len() < plans.len());
        let alone = |predictors: PredictorSet| {
            let options = PredictionOptions { predictors, ..PredictionOptions::default() };
            Effort::new(&extent, &model, &options, &budget(TICKS_PER_SECOND)).unwrap()
        };
        assert!(alone(forest).orientations == 1 && alone(forest).asked == forest);
        assert_eq!(alone(network).asked, network);
        let kept = |memory: u64| {
            let budget = Budget::new(1 << 40, memory);
            Effort::new(&extent, &model, &PredictionOptions::default(), &budget).map(|effort| effort.orientations)
        };
        let one = 3 * (extent.cells * model.channels.kinds.len()) as u64;
        assert_eq!([8 * one, 8 * one - 1, one, one - 1].map(kept), [Some(8), Some(4), Some(1), None]);
    }
}
