//! The choice of the few columns through which a task is seen.

use data::Sampler;

use crate::features::counted::CountedTask;
use crate::features::counts::{COLUMN_MEASURES, Counts, score};
use data::Frame;

/// While the network learns, one in this many columns of a focus is a random one, so that each gets to be known.
const RANDOM_SHARE: usize = 8;

/// Columns for a learner that can take many.
pub(crate) const BROAD: usize = 128;
/// Most of a frame's own columns for such a learner, and for the network.
pub(crate) const OWN: usize = 96;
/// So many columns with the widest gates, in rising order.
pub fn widest(gate_logits: &[f32], count: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = (0..gate_logits.len()).collect();
    columns.sort_by(|&left, &right| gate_logits[right].total_cmp(&gate_logits[left]));
    columns.truncate(count);
    columns.sort_unstable();
    columns
}

/// The columns with the largest logits, and random ones in place of the last few.
pub fn with_random_columns(gate_logits: &[f32], count: usize, sampler: &mut Sampler) -> Vec<usize> {
    let mut columns = widest(gate_logits, count - count / RANDOM_SHARE);
    let mut others: Vec<usize> =
        (0..gate_logits.len()).filter(|column| columns.binary_search(column).is_err()).collect();
    while columns.len() < count && !others.is_empty() {
        columns.push(others.swap_remove(sampler.below(others.len())));
    }
    columns.sort_unstable();
    columns
}

/// Those of a frame's own columns that tell most about what becomes of a pair's cells from the other pairs, best first.
pub(crate) fn own_columns<'f>(counted: &CountedTask, frame: &'f Frame) -> Vec<&'f Vec<Vec<i8>>> {
    let features = &counted.features;
    let all: Vec<&Vec<Vec<i8>>> = frame.columns.iter().collect();
    let mut bare = features.clone();
    bare.narrow(&[]);
    bare.append(&all);
    let support: Vec<usize> = (0..features.train).collect();
    // Whatever is asked for, these measures are of the support.
    let measures = Counts::new(&bare).measures(&support, 0);
    let mut rated: Vec<_> = all.into_iter().zip(measures.chunks(COLUMN_MEASURES).map(score)).collect();
    rated.sort_by(|(_, left), (_, right)| right.total_cmp(left));
    rated.into_iter().take(OWN).map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_gates_come_first_and_random_columns_fill_up() {
        let gate_logits: Vec<f32> = (0..20).map(|column| ((column * 7) % 20) as f32).collect();
        assert_eq!(widest(&gate_logits, 3), [11, 14, 17], "19, 18 and 17 open widest");
        let columns = with_random_columns(&gate_logits, 16, &mut Sampler::new(1));
        assert_eq!(columns.len(), 16);
        assert!(columns.is_sorted_by(|left, right| left < right));
        assert_eq!(widest(&gate_logits, 14).iter().filter(|column| !columns.contains(column)).count(), 0);
        assert_eq!(with_random_columns(&gate_logits, 64, &mut Sampler::new(1)).len(), 20, "all there are");
    }
}
