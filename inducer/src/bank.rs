//! The bank: distinct expressions over the examples, by type and level, which is the cost or near it.
//!
//! Two expressions with equal values on all examples, test inputs included, are one (observational equivalence: Albarghouthi
//! et al. 2013, Udupa et al. 2013); the cheaper, which comes first, is kept.

use std::hash::BuildHasher;
use std::sync::Arc;

use arc_dsl::{Expression, Type};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::example::ValueId;

/// The place of an entry in the bank.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct EntryId(u32);

impl EntryId {
    /// The number of entries that were there before.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// The place of a type among those the bank holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(u8);

/// An expression and its values.
#[derive(Clone)]
pub struct Entry {
    /// The expression.
    pub expression: Arc<Expression>,
    /// Its type.
    pub ty: TypeId,
    /// Its description length in bits.
    pub cost: u32,
    /// Its value on each example.
    pub values: Box<[ValueId]>,
}

/// All entries so far.
#[derive(Default)]
pub struct Bank {
    types: Vec<Type>,
    entries: Vec<Entry>,
    /// The level on which each entry stands, and whether it was moved there.
    levels: Vec<(u32, bool)>,
    /// Entries by type, then by level.
    shelves: Vec<Vec<Vec<EntryId>>>,
    /// Places in `entries`, found by the hash of type and values.
    signatures: HashTable<EntryId>,
}

impl Bank {
    /// The number of a type, new if need be.
    pub fn type_id(&mut self, ty: &Type) -> TypeId {
        let known = self.types.iter().position(|known| known == ty);
        TypeId(known.unwrap_or_else(|| {
            self.types.push(ty.clone());
            self.shelves.push(Vec::new());
            self.types.len() - 1
        }) as u8)
    }

    /// The type of a number.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// Adds an entry on a level unless an equal one is there; gives its place if it is new.
    pub fn insert(&mut self, entry: Entry, level: u32) -> Option<EntryId> {
        if self.find(entry.ty, &entry.values).is_some() {
            return None;
        }
        let id = EntryId(self.entries.len() as u32);
        let entries = &self.entries;
        let rehash = |id: &EntryId| signature(entries[id.0 as usize].ty, &entries[id.0 as usize].values);
        self.signatures.insert_unique(signature(entry.ty, &entry.values), id, rehash);
        let shelf = &mut self.shelves[entry.ty.0 as usize];
        if shelf.len() <= level as usize {
            shelf.resize_with(level as usize + 1, Vec::new);
        }
        shelf[level as usize].push(id);
        self.levels.push((level, false));
        self.entries.push(entry);
        Some(id)
    }

    /// The level of an entry: its cost, or what a search has made of it.
    pub fn level(&self, id: EntryId) -> u32 {
        self.levels[id.place()].0
    }

    /// Moves the entries of a level up by as many levels as is said of each; those that were moved there stay.
    pub fn delay(&mut self, level: u32, mut by: impl FnMut(&Entry, &Type) -> u32) {
        for (shelves, ty) in self.shelves.iter_mut().zip(&self.types) {
            let Some(shelf) = shelves.get_mut(level as usize) else { continue };
            for id in std::mem::take(shelf) {
                let place = &mut self.levels[id.place()];
                if !place.1 {
                    let levels = by(&self.entries[id.place()], ty);
                    *place = (level + levels, levels > 0);
                }
                let level = place.0 as usize;
                if shelves.len() <= level {
                    shelves.resize_with(level + 1, Vec::new);
                }
                shelves[level].push(id);
            }
        }
    }

    /// The entry of this type and these values, if there is one.
    pub fn find(&self, ty: TypeId, values: &[ValueId]) -> Option<EntryId> {
        let is_equal = |id: &EntryId| self.get(*id).ty == ty && *self.get(*id).values == *values;
        self.signatures.find(signature(ty, values), is_equal).copied()
    }

    /// An entry.
    pub fn get(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The entries of one type and level, in order of arrival.
    pub fn shelf(&self, ty: TypeId, level: u32) -> &[EntryId] {
        self.shelves[ty.0 as usize].get(level as usize).map_or(&[], Vec::as_slice)
    }

    /// The entries of one type, lowest level first.
    pub fn of_type(&self, ty: TypeId) -> impl Iterator<Item = EntryId> + '_ {
        self.shelves[ty.0 as usize].iter().flatten().copied()
    }

    /// All entries, in order of arrival.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = EntryId> + use<> {
        (0..self.entries.len() as u32).map(EntryId)
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes kept, approximately.
    pub fn bytes(&self) -> u64 {
        let examples = self.entries.first().map_or(0, |entry| entry.values.len());
        self.entries.len() as u64 * (180 + 4 * examples as u64)
    }
}

fn signature(ty: TypeId, values: &[ValueId]) -> u64 {
    FxBuildHasher.hash_one((ty, values))
}
