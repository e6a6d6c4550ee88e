//! The bank: distinct expressions over the examples, by type and cost.
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
    /// Entries by type, then by cost.
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

    /// Adds an entry unless an equal one is there; gives its place if it is new.
    pub fn insert(&mut self, entry: Entry) -> Option<EntryId> {
        if self.find(entry.ty, &entry.values).is_some() {
            return None;
        }
        let id = EntryId(self.entries.len() as u32);
        let entries = &self.entries;
        let rehash = |id: &EntryId| signature(entries[id.0 as usize].ty, &entries[id.0 as usize].values);
        self.signatures.insert_unique(signature(entry.ty, &entry.values), id, rehash);
        let shelf = &mut self.shelves[entry.ty.0 as usize];
        if shelf.len() <= entry.cost as usize {
            shelf.resize_with(entry.cost as usize + 1, Vec::new);
        }
        shelf[entry.cost as usize].push(id);
        self.entries.push(entry);
        Some(id)
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

    /// The entries of one type and cost, in order of insertion.
    pub fn shelf(&self, ty: TypeId, cost: u32) -> &[EntryId] {
        self.shelves[ty.0 as usize].get(cost as usize).map_or(&[], Vec::as_slice)
    }

    /// The entries of one type, cheapest first.
    pub fn of_type(&self, ty: TypeId) -> impl Iterator<Item = EntryId> + '_ {
        self.shelves[ty.0 as usize].iter().flatten().copied()
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
