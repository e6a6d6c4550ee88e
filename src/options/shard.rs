//! One share of a task set, for array jobs: tasks are dealt by a stable hash of their id, so all machines deal
//! them alike, whatever else is in the set.

use std::env;
use std::fmt;
use std::str::FromStr;

use data::stable_hash;

/// Share `index` (from 1) of `count`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shard {
    index: u64,
    count: u64,
}

/// The value of `--shard`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShardChoice {
    /// `i/n`
    Fixed(Shard),
    /// `auto/n`: the index comes from the batch system.
    Auto(u64),
}

impl Shard {
    /// The share numbered `index` from 1.
    fn new(index: u64, count: u64) -> Result<Shard, String> {
        if (1..=count).contains(&index) {
            Ok(Shard { index, count })
        } else {
            Err(format!("there is no share {index} of {count}; shares are numbered from 1"))
        }
    }

    /// Whether a task belongs to this share.
    pub fn contains(&self, id: &str) -> bool {
        stable_hash(id.as_bytes()) % self.count == self.index - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for ShardChoice {
    type Err = String;
    fn from_str(text: &str) -> Result<ShardChoice, String> {
        let (index, count) = text.split_once('/').ok_or("write I/N, for instance 2/8, or auto/8")?;
        let number = |text: &str| text.parse::<u64>().map_err(|_| format!("`{text}` is not a number"));
        let count = number(count)?;
        if count == 0 {
            return Err("there must be at least one share".to_string());
        }
        match index {
            "auto" => Ok(ShardChoice::Auto(count)),
            index => Ok(ShardChoice::Fixed(Shard::new(number(index)?, count)?)),
        }
    }
}

/// Where the index of the running array job can be read, and from where it counts.
const INDEX_VARIABLES: [(&str, IndexBase); 3] = [
    ("SLURM_ARRAY_TASK_ID", IndexBase::Variable("SLURM_ARRAY_TASK_MIN")),
    ("JOB_COMPLETION_INDEX", IndexBase::Zero),
    ("HQ_TASK_ID", IndexBase::Zero),
];

#[derive(Clone, Copy)]
enum IndexBase {
    Zero,
    Variable(&'static str),
}

/// The share to work on and its source: the command line, or else Slurm, which gives index and count. Kubernetes and
/// HyperQueue give only the index, for `auto/n`.
///
/// # Errors
/// A message if `auto` finds no index, or the index is out of bounds.
pub fn choose(choice: Option<ShardChoice>) -> Result<Option<(Shard, &'static str)>, String> {
    let variable = |name: &str| env::var(name).ok().and_then(|text| text.trim().parse::<u64>().ok());
    choose_from(choice, &variable)
}

fn choose_from(
    choice: Option<ShardChoice>,
    variable: &dyn Fn(&str) -> Option<u64>,
) -> Result<Option<(Shard, &'static str)>, String> {
    let found = INDEX_VARIABLES.iter().find_map(|&(name, base)| {
        let base = match base {
            IndexBase::Zero => 0,
            IndexBase::Variable(name) => variable(name).unwrap_or(0),
        };
        Some((name, variable(name)?.checked_sub(base)? + 1))
    });
    match (choice, found) {
        (Some(ShardChoice::Fixed(shard)), _) => Ok(Some((shard, "--shard"))),
        (Some(ShardChoice::Auto(count)), Some((name, index))) => Ok(Some((Shard::new(index, count)?, name))),
        (Some(ShardChoice::Auto(_)), None) => {
            let names: Vec<&str> = INDEX_VARIABLES.iter().map(|(name, _)| *name).collect();
            Err(format!("`--shard auto` needs one of {}", names.join(", ")))
        }
        (None, Some((name @ "SLURM_ARRAY_TASK_ID", index))) => match variable("SLURM_ARRAY_TASK_COUNT") {
            Some(count) => Ok(Some((Shard::new(index, count)?, name))),
            None => Ok(None),
        },
        (None, _) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_is_dealt_to_one_share() {
        for number in 0..100 {
            let id = format!("task{number}");
            let owners = (1..=7).filter(|&index| Shard::new(index, 7).unwrap().contains(&id)).count();
            assert_eq!(owners, 1);
        }
    }

    #[test]
    fn the_deal_is_the_same_for_ever() {
        let owner = |id: &str| (1..=8).find(|&index| Shard::new(index, 8).unwrap().contains(id)).unwrap();
        assert_eq!(["007bbfb7", "gravity_down", "1d_fill_0"].map(owner), [8, 7, 8]);
    }

    #[test]
    fn batch_systems_tell_the_share() {
        let slurm = |name: &str| match name {
            "SLURM_ARRAY_TASK_ID" => Some(12),
            "SLURM_ARRAY_TASK_MIN" => Some(10),
            "SLURM_ARRAY_TASK_COUNT" => Some(4),
            _ => None,
        };
        let shard = |index, count| Shard::new(index, count).unwrap();
        assert_eq!(choose_from(None, &slurm), Ok(Some((shard(3, 4), "SLURM_ARRAY_TASK_ID"))));
        let fixed = ShardChoice::Fixed(shard(1, 1));
        assert_eq!(choose_from(Some(fixed), &slurm), Ok(Some((shard(1, 1), "--shard"))));

        let kubernetes = |name: &str| (name == "JOB_COMPLETION_INDEX").then_some(0);
        assert_eq!(choose_from(None, &kubernetes), Ok(None));
        let auto = Some(ShardChoice::Auto(2));
        assert_eq!(choose_from(auto, &kubernetes), Ok(Some((shard(1, 2), "JOB_COMPLETION_INDEX"))));
        assert!(choose_from(auto, &|_| None).unwrap_err().contains("JOB_COMPLETION_INDEX"));
    }

    #[test]
    fn shares_are_checked() {
        assert!("2/8".parse::<ShardChoice>().is_ok());
        for wrong in ["", "1", "0/8", "9/8", "1/0", "a/b"] {
            assert!(wrong.parse::<ShardChoice>().is_err(), "{wrong}");
        }
    }
}
