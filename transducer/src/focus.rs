//! Focus: the few columns through which a task is seen.
//!
//! A column whose gate is shut tells the network nothing, so only those with the widest gates are brought to it. Which
//! these are follows from how well each column does on the task's own pairs and from what was learned of it, at little cost;
//! so the catalogue can be large while the network stays quick.

use std::collections::BTreeSet;

use burn::tensor::Device;
use data::Cancel;

use crate::features::{BROAD, CountedTask, Frame, copied_columns, own_columns, widest};
use crate::model::Model;
use crate::network::{Episode, EpisodeTensors, TaskTensors};

/// Most of a frame's own columns in a focus.
const OWN_IN_FOCUS: usize = 32;

/// A task in one orientation through the columns of one focus.
pub struct Focused {
    /// What is looked at.
    pub counted: CountedTask,
    /// The columns, of a narrowed model.
    pub columns: Vec<usize>,
}

impl Focused {
    /// An episode on a device, with the cells that matter to it.
    pub fn on_device(&self, model: &Model, episode: Episode, device: &Device) -> (TaskTensors, EpisodeTensors) {
        let (rows, episode) = episode.gathered();
        let (features, channels) = (&self.counted.features, &model.channels);
        let known = TaskTensors::of_rows(features, channels, &self.columns, &episode.colors, &rows, device);
        (known, EpisodeTensors::new(&episode, device))
    }
}

/// Chooses a focus for each orientation of a task. The model that comes back has only columns of some focus and those worth
/// copying, so that it learns faster; and those that come last, the best ones for the first orientation, more than fit into a
/// focus. Columns that the frame brings along are new to the network, which may learn what they are good for.
///
/// `None` once cancelled.
pub fn narrow(
    model: &Model,
    orientations: Vec<CountedTask>,
    frame: &Frame,
    cancel: &Cancel,
) -> Option<(Model, Vec<Focused>, Vec<usize>)> {
    let count = model.network.config().focus;
    let gate_logits = |counted: &CountedTask| {
        let grids = counted.features.grids.len();
        let mut sum = vec![0.0; model.channels.kinds.len()];
        for query in 0..grids {
            if cancel.is_cancelled() {
                return None;
            }
            let gate_logits = model.network.gate_logits(&counted.column_measures(query));
            sum.iter_mut().zip(gate_logits).for_each(|(sum, logit)| *sum += logit / grids as f32);
        }
        Some(sum)
    };
    let gate_logits: Vec<Vec<f32>> = orientations.iter().map(gate_logits).collect::<Option<_>>()?;
    let focuses: Vec<Vec<usize>> = gate_logits.iter().map(|gate_logits| widest(gate_logits, count)).collect();
    let broad = widest(&gate_logits[0], BROAD);
    let copied = orientations.iter().flat_map(|counted| copied_columns(&counted.features, &model.channels));
    let columns: BTreeSet<usize> =
        focuses.iter().flatten().copied().chain(copied).chain(broad.iter().copied()).collect();
    let columns: Vec<usize> = columns.into_iter().collect();
    let place = |column: &usize| columns.binary_search(column).expect("every focus is in the union");
    let own = own_columns(&orientations[0], frame);
    let place_of_own = columns.len()..columns.len() + own.len();
    let focused = orientations.into_iter().zip(&focuses).map(|(counted, focus)| Focused {
        counted: counted.narrowed(&columns).with_columns(&own),
        columns: focus.iter().map(place).chain(place_of_own.clone().take(OWN_IN_FOCUS)).collect(),
    });
    let focused = focused.collect();
    let broad = broad.iter().map(place).chain(place_of_own.clone()).collect();
    Some((model.narrowed(&columns).with_unknown_columns(own.len()), focused, broad))
}
