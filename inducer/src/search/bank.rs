//! The bank: distinct expressions over the examples, by type and level, which is the cost or near it.
//!
//! Two expressions with equal values on all examples, test inputs included, are one (observational equivalence: Albarghouthi
//! et al. 2013, Udupa et al. 2013); the cheaper, which comes first, is kept.

use std::hash::BuildHasher;
use std::sync::Arc;

use arc_dsl::{Expression, Type};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::search::example::ValueId;

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

    /// Moves the entries of a level up, each by the number of levels that `by` gives; those that were moved there stay.
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

    /// Bytes kept, approximately.
    pub fn bytes(&self) -> u64 {
        let examples = self.entries.first().map_or(0, |entry| entry.values.len());
        self.entries.len() as u64 * (180 + 4 * examples as u64)
    }
}

fn signature(ty: TypeId, values: &[ValueId]) -> u64 {
    FxBuildHasher.hash_one((ty, values))
}

#[cfg(test)]
mod tests {
    use crate::search::bank::{Bank, Entry};
    use crate::search::budget::Cancel;
    use arc_dsl::Type;

    use crate::testing::{add, expression, literal, program, search, task};

    #[test]
    fn expressions_of_equal_values_are_one() {
        let cancel = Cancel::new();
        let task = task(&[("12|34", "1"), ("56|78", "2")], &["11|22"]);
        let mut search = search(&task, &cancel, &["transform(input, rotate90)"]);
        let before = search.bank().len();
        add(&mut search, &program("transform(transform(input, transpose), transpose)"));
        add(&mut search, &program("transform(transform(input, rotate180), rotate270)"));
        assert_eq!(search.bank().len(), before);
        // On the test input alone the two differ.
        add(&mut search, &program("transform(input, flip_vertical)"));
        assert_eq!(search.bank().len(), before + 1);
    }

    #[test]
    fn types_are_kept_apart_and_the_cheap_come_first() {
        let cancel = Cancel::new();
        let mut search = search(&task(&[("1", "2")], &["3"]), &cancel, &[]);
        let numbers: Vec<_> = ["1", "2", "3"].map(|text| search.examples_mut()[0].intern(literal(text))).into();
        let mut bank = Bank::default();
        let (ints, bools) = (bank.type_id(&Type::Int), bank.type_id(&Type::Bool));
        let entry =
            |ty, number: usize, cost| Entry { expression: expression("1"), ty, cost, values: [numbers[number]].into() };
        let mut insert = |entry: Entry| {
            let level = entry.cost;
            bank.insert(entry, level)
        };
        let costly = insert(entry(ints, 0, 7)).unwrap();
        let cheap = insert(entry(ints, 1, 2)).unwrap();
        let second = insert(entry(ints, 2, 7)).unwrap();
        assert_eq!(insert(entry(ints, 1, 1)), None, "an equal entry is there, even if it costs more");
        let other = insert(entry(bools, 1, 2)).unwrap();

        assert_eq!(bank.len(), 4);
        assert_eq!(bank.of_type(ints).collect::<Vec<_>>(), [cheap, costly, second]);
        assert_eq!(bank.of_type(bools).collect::<Vec<_>>(), [other]);
        assert_eq!(bank.shelf(ints, 7), [costly, second]);
        assert_eq!(bank.shelf(ints, 3), []);
        assert_eq!(bank.shelf(ints, 1000), []);
        assert_eq!(bank.find(bools, &[numbers[1]]), Some(other));
        assert_eq!(bank.find(bools, &[numbers[0]]), None);
        assert_eq!((bank.type_id(&Type::Int), bank.ty(bools)), (ints, &Type::Bool));
    }

    #[test]
    fn what_is_delayed_stands_on_a_higher_level_and_stays_there() {
        let cancel = Cancel::new();
        let mut search = search(&task(&[("1", "2")], &["3"]), &cancel, &[]);
        let numbers: Vec<_> = ["1", "2", "3"].map(|text| search.examples_mut()[0].intern(literal(text))).into();
        let mut bank = Bank::default();
        let ty = bank.type_id(&Type::Int);
        let entry =
            |number: usize| Entry { expression: expression("1"), ty, cost: 4, values: [numbers[number]].into() };
        let [one, two, three] =
            [0, 1, 2].map(|number| bank.insert(entry(number), if number == 2 { 6 } else { 4 }).unwrap());
        bank.delay(4, |entry, _| if entry.values[0] == numbers[0] { 2 } else { 0 });
        assert_eq!((bank.shelf(ty, 4), bank.shelf(ty, 6)), (&[two][..], &[three, one][..]));
        assert_eq!([one, two, three].map(|id| (bank.level(id), bank.get(id).cost)), [(6, 4), (4, 4), (6, 4)]);
        bank.delay(6, |_, _| 3);
        assert_eq!((bank.shelf(ty, 6), bank.shelf(ty, 9)), (&[one][..], &[three][..]), "one was moved before");
    }
}
