//! How the ticks for one frame are shared out. Ticks are those of the inducer: about 70 million in a second of one core.

use data::Task;

use crate::Options;
use crate::focus::{BROAD, OWN};
use crate::forest;
use crate::frame::Frame;
use crate::model::Model;

/// Ticks to perceive one column of one cell.
const PERCEPTION: u64 = 2;
/// Ticks of one step of gradient descent and of one prediction, for each cell of the task and each thousand weights that
/// a cell meets, and of all that does not depend on the cells.
const STEP: u64 = 25;
const VIEW: u64 = 8;
const ANY_STEP: u64 = 60_000;

/// What is done for one frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Orientations in which the network sees the task.
    pub orientations: usize,
    /// Whether the forest is asked.
    pub asks_forest: bool,
    /// Steps of gradient descent.
    pub steps: usize,
}

impl Plan {
    /// What is to be done within the ticks of some options; `None` if they do not suffice for an answer.
    pub fn new(task: &Task, frame: &Frame, model: &Model, options: &Options) -> Option<Plan> {
        let cells: usize = frame.layers[0].iter().map(|grid| grid.area()).sum();
        let perception = (cells * model.channels.kinds.len()) as u64 * PERCEPTION;
        let of_cells = (cells * model.network.weights_per_cell()) as u64;
        // Views cost at most half of the ticks, as long as one is left.
        let look = |orientations: usize| {
            let asked = orientations * (1 + options.renamings) * task.tests.len() + 2 * task.train.len();
            orientations as u64 * perception + asked as u64 * of_cells * VIEW / 1000
        };
        let orientations = [8, 4, 2, 1].into_iter().find(|&orientations| {
            let share = if orientations == 1 { 1 } else { 2 };
            orientations <= options.orientations && share * look(orientations) <= options.ticks
        })?;
        let left = options.ticks - look(orientations);
        let forests = forest::FORESTS * task.tests.len() as u64 + forest::FORESTS_FOR_PAIRS * task.train.len() as u64;
        let growing = forests * forest::ticks(cells, BROAD + frame.columns.len().min(OWN));
        let asks_forest = options.forest && growing <= left / 2;
        let for_steps = if asks_forest { left - growing } else { left };
        let steps = if options.learns { (for_steps / (ANY_STEP + of_cells * STEP / 1000)) as usize } else { 0 };
        Some(Plan { orientations, asks_forest, steps })
    }
}
