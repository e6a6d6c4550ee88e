//! Focus: the few columns through which a task is seen.
//!
//! A column whose gate is shut tells the network nothing, so only those with the widest gates are brought to it. Which
//! these are is told by how well each column does on the task's own pairs and by what was learned of it, and costs little;
//! so the catalogue can be large while the network stays quick.

use std::collections::BTreeSet;

use burn::tensor::Device;
use data::Sampler;

use crate::episode::{COLUMN_MEASURES, Counts, Episode, copied_columns, worth};
use crate::frame::Frame;
use crate::model::Model;
use crate::network::{Cells, Question};
use crate::outlook::Outlook;

/// While the network learns, one in so many columns of a focus is a random one, so that each gets to be known.
const STRANGERS: usize = 8;

/// Columns for a learner that can take many.
pub const BROAD: usize = 128;
/// Most of a frame's own columns for such a learner, and for the network.
pub const OWN: usize = 96;
const OWN_IN_FOCUS: usize = 32;

/// So many columns with the widest gates, in rising order.
pub fn widest(openings: &[f32], count: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = (0..openings.len()).collect();
    columns.sort_by(|&left, &right| openings[right].total_cmp(&openings[left]));
    columns.truncate(count);
    columns.sort_unstable();
    columns
}

/// The same with some random columns in place of the last ones.
pub fn with_strangers(openings: &[f32], count: usize, sampler: &mut Sampler) -> Vec<usize> {
    let mut columns = widest(openings, count - count / STRANGERS);
    let mut others: Vec<usize> = (0..openings.len()).filter(|column| columns.binary_search(column).is_err()).collect();
    while columns.len() < count && !others.is_empty() {
        columns.push(others.swap_remove(sampler.below(others.len())));
    }
    columns.sort_unstable();
    columns
}

/// An outlook through the columns of one focus.
pub struct Focused {
    /// What is looked at.
    pub outlook: Outlook,
    /// The columns, of a narrowed model.
    pub columns: Vec<usize>,
}

impl Focused {
    /// The cells and an episode with its colors on a device.
    pub fn on_device(
        &self,
        model: &Model,
        (episode, colors): &(Episode, [u8; 10]),
        device: &Device,
    ) -> (Cells, Question) {
        let cells = Cells::new(&self.outlook.scenery, &model.channels, &self.columns, colors, device);
        (cells, Question::new(episode, device))
    }
}

/// Chooses a focus for each outlook on a task. The model that comes back has only columns of some focus and those worth
/// copying, so that it learns faster; and those that come last, the best ones for the first outlook, more than fit into a
/// focus. Columns that the frame brings along are new to the network, which may learn what they are good for.
pub fn narrow(model: &Model, outlooks: Vec<Outlook>, frame: &Frame) -> (Model, Vec<Focused>, Vec<usize>) {
    let count = model.network.config().focus;
    let openings = |outlook: &Outlook| {
        let scenes = outlook.scenery.scenes.len();
        let mut sum = vec![0.0; model.channels.kinds.len()];
        for query in 0..scenes {
            let openings = model.network.openings(&outlook.column_measures(query));
            sum.iter_mut().zip(openings).for_each(|(sum, opening)| *sum += opening / scenes as f32);
        }
        sum
    };
    let openings: Vec<Vec<f32>> = outlooks.iter().map(openings).collect();
    let focuses: Vec<Vec<usize>> = openings.iter().map(|openings| widest(openings, count)).collect();
    let broad = widest(&openings[0], BROAD);
    let copied = outlooks.iter().flat_map(|outlook| copied_columns(&outlook.scenery, &model.channels));
    let columns: BTreeSet<usize> =
        focuses.iter().flatten().copied().chain(copied).chain(broad.iter().copied()).collect();
    let columns: Vec<usize> = columns.into_iter().collect();
    let place = |column: &usize| columns.binary_search(column).expect("every focus is in the union");
    let own = own_columns(&outlooks[0], frame);
    let place_of_own = columns.len()..columns.len() + own.len();
    let focused = outlooks.into_iter().zip(&focuses).map(|(outlook, focus)| Focused {
        outlook: outlook.narrowed(&columns).with_columns(&own),
        columns: focus.iter().map(place).chain(place_of_own.clone().take(OWN_IN_FOCUS)).collect(),
    });
    let focused = focused.collect();
    let broad = broad.iter().map(place).chain(place_of_own.clone()).collect();
    (model.narrowed(&columns).with_unknown_columns(own.len()), focused, broad)
}

/// Those of a frame's own columns that tell most about what becomes of a pair's cells from the other pairs, best first.
fn own_columns<'f>(outlook: &Outlook, frame: &'f Frame) -> Vec<&'f Vec<Vec<i8>>> {
    let scenery = &outlook.scenery;
    let all: Vec<&Vec<Vec<i8>>> = frame.columns.iter().collect();
    let mut bare = scenery.clone();
    bare.narrow(&[]);
    bare.append(&all);
    let support: Vec<usize> = (0..scenery.train).collect();
    // Whatever is asked for, these measures are of the support.
    let measures = Counts::new(&bare).measures(&support, 0);
    let mut rated: Vec<_> = all.into_iter().zip(measures.chunks(COLUMN_MEASURES).map(worth)).collect();
    rated.sort_by(|(_, left), (_, right)| right.total_cmp(left));
    rated.into_iter().take(OWN).map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_gates_come_first_and_strangers_fill_up() {
        let openings: Vec<f32> = (0..20).map(|column| ((column * 7) % 20) as f32).collect();
        assert_eq!(widest(&openings, 3), [11, 14, 17], "19, 18 and 17 open widest");
        let columns = with_strangers(&openings, 16, &mut Sampler::new(1));
        assert_eq!(columns.len(), 16);
        assert!(columns.is_sorted_by(|left, right| left < right));
        assert_eq!(widest(&openings, 14).iter().filter(|column| !columns.contains(column)).count(), 0);
        assert_eq!(with_strangers(&openings, 64, &mut Sampler::new(1)).len(), 20, "all there are");
    }
}
