//! Channels: the numbers through which the network sees a column, one for a mask, several for a color or a number.

use std::ops::Range;

use crate::features::column::{Column, ColumnKind};

/// Most layers of a frame beside its base.
pub const LAYERS: usize = 4;

/// How columns are spread over channels.
#[derive(Clone, Debug)]
pub struct Channels {
    /// The kind of each column, the further layers of a frame included.
    pub kinds: Vec<ColumnKind>,
    /// The first channel of each column, and the number of all channels.
    firsts: Vec<usize>,
}

impl Channels {
    /// The channels of a catalogue.
    pub fn new(catalogue: &[Column]) -> Channels {
        let layers = std::iter::repeat_n(ColumnKind::Color, LAYERS);
        Channels::of_kinds(catalogue.iter().map(|column| column.kind).chain(layers).collect())
    }

    fn of_kinds(kinds: Vec<ColumnKind>) -> Channels {
        let mut firsts = vec![0];
        firsts.extend(kinds.iter().scan(0, |next, &kind| {
            *next += width(kind);
            Some(*next)
        }));
        Channels { kinds, firsts }
    }

    /// Number of channels.
    pub fn count(&self) -> usize {
        self.firsts[self.kinds.len()]
    }

    /// The same with `count` further columns of numbers.
    pub fn with_numbers(&self, count: usize) -> Channels {
        Channels::of_kinds(self.kinds.iter().copied().chain(std::iter::repeat_n(ColumnKind::Number, count)).collect())
    }

    /// Those of some columns alone.
    pub fn narrowed(&self, columns: &[usize]) -> Channels {
        Channels::of_kinds(columns.iter().map(|&column| self.kinds[column]).collect())
    }

    /// The channels of a column.
    pub fn of_column(&self, column: usize) -> Range<usize> {
        self.firsts[column]..self.firsts[column + 1]
    }
}

/// Number of channels of one column.
pub(crate) fn width(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Color => 12,
        ColumnKind::Number => 10,
        ColumnKind::Mask => 1,
    }
}

/// Keeps the items at some places, given in rising order.
pub(crate) fn keep<T>(items: &mut Vec<T>, places: &[usize]) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        places.binary_search(&(at - 1)).is_ok()
    });
}
