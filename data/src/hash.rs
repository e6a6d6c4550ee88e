//! Hashes that are the same in every version and on every machine: of bytes, and of data sets, to tell whether two scores
//! are about the same data.
//!
//! Published copies of a task differ in the order of pairs, in which pairs are tests, and in its name. So a task is
//! hashed as the set of its pairs, and a data set as the set of its tasks.

use std::collections::BTreeSet;

use std::hash::Hasher as _;

use arc_dsl::Grid;
use fnv::FnvHasher;
use sha2::{Digest as _, Sha256};

use crate::files::Dataset;
use crate::task::Task;

/// The 64-bit FNV-1a hash of some bytes (Fowler, Noll, Vo 1991). Which concepts are held out, how tasks are dealt to shards
/// and whether a stored result is still good depend on it, so it stays this one although there are quicker ones.
pub fn stable_hash(bytes: &[u8]) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// A number below 100 made of a name, the same in every version: what is held out by it stays held out while others come and go.
pub fn percentile(name: &str) -> u64 {
    (stable_hash(name.as_bytes()) >> 32) % 100
}

/// A grid as bytes to hash: height, width, then the cells by rows; where it lies does not count. Sides fit a byte (see
/// [`arc_dsl::MAX_SIDE`]) and are at least 1, so 0 can stand for a grid that is not there or not known.
pub(crate) fn grid_bytes(grid: Option<&Grid>) -> Vec<u8> {
    let Some(grid) = grid else { return vec![0] };
    let sides = [grid.height() as u8, grid.width() as u8];
    sides.into_iter().chain(grid.cells().iter().map(|color| color.index() as u8)).collect()
}

type Digest = [u8; 32];

impl Dataset {
    /// 32 hexadecimal digits that depend on nothing but the pairs of each task and the answers that are known: neither
    /// on order, nor on names, nor on files.
    pub fn hash(&self) -> String {
        shown(set_digest(self.tasks.iter().map(|task| self.task_digest(task))))
    }

    /// 32 hexadecimal digits that depend on the ids of the tasks and on the test inputs of each in their order: answers are
    /// given by id and position, so those to one data set fit another one of the same such hash.
    pub fn order_hash(&self) -> String {
        let mut hasher = Sha256::new();
        for task in &self.tasks {
            let count = |number: usize| (number as u64).to_le_bytes();
            hasher.update(count(task.id.len()));
            hasher.update(&task.id);
            hasher.update(count(task.tests.len()));
            task.tests.iter().for_each(|test| hasher.update(grid_bytes(Some(test))));
        }
        shown(hasher.finalize().into())
    }

    fn task_digest(&self, task: &Task) -> Digest {
        let train = task.train.iter().map(|pair| pair_digest(&pair.input, Some(&pair.output)));
        let tests = task.tests.iter().enumerate();
        let tests = tests.map(|(i, input)| pair_digest(input, self.answers.output(&task.id, i).map(|grid| &**grid)));
        set_digest(train.chain(tests))
    }
}

fn pair_digest(input: &Grid, output: Option<&Grid>) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(grid_bytes(Some(input)));
    hasher.update(grid_bytes(output));
    hasher.finalize().into()
}

fn set_digest(items: impl Iterator<Item = Digest>) -> Digest {
    let set: BTreeSet<Digest> = items.collect();
    let mut hasher = Sha256::new();
    for item in set {
        hasher.update(item);
    }
    hasher.finalize().into()
}

/// The first half of a digest: plenty against chance, and nobody gains from a collision.
fn shown(digest: Digest) -> String {
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_bytes_is_that_of_its_authors() {
        assert_eq!(stable_hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(stable_hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
