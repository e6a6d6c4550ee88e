//! Sets of cells as words of bits, for comparing many of them.

/// A set of cells, by their places in some order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CellSet(Box<[u64]>);

impl CellSet {
    /// The set without any cell.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.0.len()
    }

    /// The first cell.
    pub fn first(&self) -> Option<usize> {
        let word = self.0.iter().position(|&word| word != 0)?;
        Some(64 * word + self.0[word].trailing_zeros() as usize)
    }

    /// Whether a cell is in the set.
    pub fn contains(&self, cell: usize) -> bool {
        self.0[cell / 64] >> (cell % 64) & 1 != 0
    }

    /// Whether both sets have a cell in common.
    pub fn meets(&self, other: &CellSet) -> bool {
        self.0.iter().zip(&other.0).any(|(left, right)| left & right != 0)
    }

    /// Whether both sets have a cell in common among some cells; adds the words looked at to `work`.
    pub fn meets_among(&self, other: &CellSet, among: &CellSet, work: &mut u64) -> bool {
        let words = self.0.iter().zip(&other.0).zip(&among.0);
        let met = words.enumerate().find(|(_, ((left, right), among))| *left & *right & *among != 0);
        *work += met.as_ref().map_or(self.0.len(), |(place, _)| place + 1) as u64;
        met.is_some()
    }

    /// The cells in both sets.
    pub fn and(&self, other: &CellSet) -> CellSet {
        CellSet(self.0.iter().zip(&other.0).map(|(left, right)| left & right).collect())
    }

    /// The cells that are not in the other set.
    pub fn minus(&self, other: &CellSet) -> CellSet {
        CellSet(self.0.iter().zip(&other.0).map(|(left, right)| left & !right).collect())
    }
}

impl FromIterator<bool> for CellSet {
    /// The places of the true ones.
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> CellSet {
        let mut words = Vec::new();
        for (place, bit) in bits.into_iter().enumerate() {
            if place % 64 == 0 {
                words.push(0);
            }
            *words.last_mut().expect("a word was pushed") |= u64::from(bit) << (place % 64);
        }
        CellSet(words.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cells: &[usize]) -> CellSet {
        (0..150).map(|cell| cells.contains(&cell)).collect()
    }

    #[test]
    fn sets_are_combined_across_words() {
        let (left, right) = (set(&[3, 64, 149]), set(&[64, 100]));
        assert_eq!((left.first(), left.words()), (Some(3), 3));
        assert!(left.contains(149) && !left.contains(100));
        assert!(left.meets(&right) && !left.meets(&set(&[4, 148])));
        assert_eq!(left.and(&right), set(&[64]));
        assert_eq!(left.minus(&right), set(&[3, 149]));
        assert!(left.minus(&left).is_empty());
    }

    #[test]
    fn the_work_of_a_comparison_ends_where_it_is_decided() {
        let (mut early, mut late) = (0, 0);
        assert!(set(&[3, 149]).meets_among(&set(&[3, 149]), &set(&[3]), &mut early));
        assert!(!set(&[3, 149]).meets_among(&set(&[3, 149]), &set(&[64]), &mut late));
        assert_eq!((early, late), (1, 3));
    }
}
