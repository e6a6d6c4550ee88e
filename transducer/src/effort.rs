//! How the ticks for one frame are shared out. Ticks are those of the inducer: about 70 million in a second of one core.

use data::Task;

use crate::features::{BROAD, Frame, OWN};
use crate::forest;
use crate::model::Model;
use crate::options::PredictionOptions;

/// Ticks to perceive one column of one cell.
const PERCEPTION: u64 = 2;
/// Ticks of one step of gradient descent and of one prediction, for each cell of the task and each thousand weights that
/// a cell meets, and of all that does not depend on the cells.
const STEP: u64 = 25;
const VIEW: u64 = 8;
const ANY_STEP: u64 = 60_000;
/// Most steps of gradient descent: what 3, 30 and 100 s give, up to 1,500, 22,000 and 74,000, solves the same tasks.
const MOST_STEPS: usize = 1000;

/// What is done for one frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effort {
    /// Orientations in which the network sees the task.
    pub orientations: usize,
    /// Whether the forest is asked.
    pub asks_forest: bool,
    /// Steps of gradient descent.
    pub steps: usize,
}

impl Effort {
    /// What is to be done within some ticks; `None` if they do not suffice for an answer.
    pub fn new(task: &Task, frame: &Frame, model: &Model, options: &PredictionOptions, ticks: u64) -> Option<Effort> {
        let cells: usize = frame.layers[0].iter().map(|grid| grid.area()).sum();
        let perception = (cells * model.channels.kinds.len()) as u64 * PERCEPTION;
        let of_cells = (cells * model.network.weights_per_cell()) as u64;
        // Views cost at most half of the ticks, as long as one is left.
        let look = |orientations: usize| {
            let asked = orientations * (1 + options.renamings) * task.tests.len() + 2 * task.train.len();
            orientations as u64 * perception + asked as u64 * of_cells * VIEW / 1000
        };
        // The forest looks at one only.
        let most = if options.network { options.orientations } else { 1 };
        let orientations = [8, 4, 2, 1].into_iter().find(|&orientations| {
            let share = if orientations == 1 { 1 } else { 2 };
            orientations <= most && share * look(orientations) <= ticks
        })?;
        let left = ticks - look(orientations);
        let forests = forest::FORESTS * task.tests.len() as u64 + forest::FORESTS_FOR_PAIRS * task.train.len() as u64;
        let growing = forests * forest::ticks(cells, BROAD + frame.columns.len().min(OWN));
        let asks_forest = options.forest && growing <= left / 2;
        let for_steps = if asks_forest { left - growing } else { left };
        let steps = for_steps / (ANY_STEP + of_cells * STEP / 1000);
        let steps = if options.learns { MOST_STEPS.min(steps as usize) } else { 0 };
        Some(Effort { orientations, asks_forest, steps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Column, ColumnKind};
    use crate::network::NetworkConfig;
    use arc_dsl::Program;
    use burn::tensor::Device;
    use data::{Dataset, TICKS_PER_SECOND};

    #[test]
    fn fewer_ticks_mean_fewer_steps_then_no_forest_then_fewer_orientations_then_no_answer() {
        let tasks = Dataset::built_in().tasks;
        let (task, frame) = tasks.iter().find_map(|task| Some((task, Frame::of_inputs(task)?))).unwrap();
        let column = Column { program: Program::parse_expression("input").unwrap(), kind: ColumnKind::Color };
        let model = Model::untrained(NetworkConfig::default(), vec![column; 100], 1, &Device::flex());
        let plan = |ticks: u64| Effort::new(task, &frame, &model, &PredictionOptions::default(), ticks);
        let plans: Vec<Option<Effort>> = (0..40).rev().map(|doublings| plan(1 << doublings)).collect();
        let first = plans[0].unwrap();
        assert!(first.orientations == 8 && first.asks_forest && first.steps == MOST_STEPS, "{first:?}");
        let known: Vec<Effort> = plans.iter().copied().flatten().collect();
        assert!(known.is_sorted_by_key(|plan| std::cmp::Reverse(plan.orientations)));
        assert!(known.iter().any(|plan| !plan.asks_forest && plan.steps > 0), "{known:?}");
        assert_eq!(known.last().unwrap().orientations, 1);
        assert!(plans.iter().skip(known.len()).all(Option::is_none) && known.len() < plans.len());
        let options = PredictionOptions { network: false, ..PredictionOptions::default() };
        let alone = Effort::new(task, &frame, &model, &options, TICKS_PER_SECOND);
        assert!(alone.is_some_and(|plan| plan.orientations == 1 && plan.asks_forest));
        let options = PredictionOptions { learns: false, forest: false, ..PredictionOptions::default() };
        let taught = Effort::new(task, &frame, &model, &options, TICKS_PER_SECOND);
        assert!(taught.is_some_and(|plan| plan.steps == 0 && !plan.asks_forest));
    }
}
