//! One share of a task set, for array jobs: tasks are dealt by a stable hash of their id, so all machines deal
//! them alike, whatever else is in the set.
//!
//! In an array of N members, the member with the id `i` gets share `i % N + 1`. So it does not matter from where the ids
//! count, and a part of an array that is submitted again gets the shares it had before. What the variables of the scheduler
//! leave open is refused rather than guessed: a share taken twice is one that nobody takes.

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
    /// `auto` or `auto/n`: the scheduler tells the member, and without `n` also how many there are.
    Auto(Option<u64>),
}

/// What of the tasks is to be solved here, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deal {
    /// All of them; with what to warn of, if this is a member of an array that would solve them several times.
    All(Option<String>),
    /// One share, with what it was taken from.
    Share(Shard, String),
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

    /// The share of the member with a place among consecutive places, whatever the first one is; `count` is not 0.
    fn at(place: u64, count: u64) -> Shard {
        Shard { index: place % count + 1, count }
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
        if text == "auto" {
            return Ok(ShardChoice::Auto(None));
        }
        let (index, count) = text.split_once('/').ok_or("write I/N, for instance 2/8, or auto/8")?;
        let number = |text: &str| text.parse::<u64>().map_err(|_| format!("`{text}` is not a number"));
        let count = number(count)?;
        if count == 0 {
            return Err("there must be at least one share".to_string());
        }
        match index {
            "auto" => Ok(ShardChoice::Auto(Some(count))),
            index => Ok(ShardChoice::Fixed(Shard::new(number(index)?, count)?)),
        }
    }
}

/// The variables that hold the id of a member, the innermost scheduler first: workers of HyperQueue run in jobs of Slurm, and
/// what runs Slurm's members on Kubernetes sets the variables of both.
const MEMBER_VARIABLES: [(&str, Scheduler); 3] = [
    ("HQ_TASK_ID", Scheduler::HyperQueue),
    ("SLURM_ARRAY_TASK_ID", Scheduler::Slurm),
    ("JOB_COMPLETION_INDEX", Scheduler::Kubernetes),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scheduler {
    HyperQueue,
    Slurm,
    Kubernetes,
}

/// A member of an array job, as far as the environment knows it.
#[derive(Clone, Copy, Debug)]
struct Member {
    scheduler: Scheduler,
    variable: &'static str,
    id: u64,
    /// The lowest and the highest id of the array.
    bounds: Option<(u64, u64)>,
    step: u64,
    count: Option<u64>,
}

impl Member {
    fn find(variable: &dyn Fn(&str) -> Option<String>) -> Result<Option<Member>, String> {
        let number = |name: &str| match variable(name).filter(|text| !text.trim().is_empty()) {
            None => Ok(None),
            Some(text) => {
                let number = text.trim().parse::<u32>();
                number.map(|number| Some(u64::from(number))).map_err(|_| format!("{name}={text} is not a number"))
            }
        };
        for (variable, scheduler) in MEMBER_VARIABLES {
            let Some(id) = number(variable)? else { continue };
            let mut member = Member { scheduler, variable, id, bounds: None, step: 1, count: None };
            if scheduler == Scheduler::Slurm {
                member.bounds = number("SLURM_ARRAY_TASK_MIN")?.zip(number("SLURM_ARRAY_TASK_MAX")?);
                member.step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1);
                member.count = number("SLURM_ARRAY_TASK_COUNT")?;
                if member.bounds.is_some_and(|(min, max)| !(min..=max).contains(&id)) {
                    return Err(format!("there is no such member: {member}"));
                }
            }
            return Ok(Some(member));
        }
        Ok(None)
    }

    /// The share among `count`, however many of the members were submitted this time.
    fn among(self, count: u64) -> Result<Shard, String> {
        let is_one_to_one = match (self.scheduler, self.bounds) {
            (Scheduler::Slurm, Some((min, max))) => max - min < count,
            // Members that count from 0 or from 1.
            (Scheduler::Slurm | Scheduler::HyperQueue, _) => self.id <= count,
            (Scheduler::Kubernetes, _) => self.id < count,
        };
        match is_one_to_one {
            true => Ok(Shard::at(self.id, count)),
            false => Err(format!(
                "members and shares do not go together: {self}, {count} shares; number the members from 0 to {} or give \
                 `--shard I/{count}`",
                count - 1
            )),
        }
    }

    /// The share of a member of an array that shares out all tasks; none if the scheduler does not tell how many members
    /// there are.
    fn of_all(self) -> Result<Option<Shard>, String> {
        let Some(count) = self.count else { return Ok(None) };
        let (min, max) = self.bounds.ok_or("SLURM_ARRAY_TASK_MIN or _MAX is not set; give `--shard I/N`")?;
        // The distance of neighbors, where it is the same everywhere. Two members are first and last.
        let step = match max - min {
            distance if distance + 1 == count => 1,
            distance if count == 2 => distance,
            distance if count > 2 && self.step * (count - 1) == distance => self.step,
            _ => 0,
        };
        if step == 0 || !(self.id - min).is_multiple_of(step) {
            return Err(format!(
                "the place in a list of members cannot be known: {self}, {count} members; give `--shard I/N`"
            ));
        }
        Ok(Some(Shard::at(self.id / step, count)))
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.variable, self.id)?;
        match self.bounds {
            Some((min, max)) if self.step > 1 => write!(f, " of {min}-{max}:{}", self.step),
            Some((min, max)) => write!(f, " of {min}-{max}"),
            None => Ok(()),
        }
    }
}

/// What to solve of tasks that a run may share out by itself (`is_shared`) or only if asked to: what the command line says
/// or else, in a Slurm array, the share of the member. HyperQueue and Kubernetes do not tell how many members there are, so
/// they need `auto/N`.
///
/// # Errors
/// A message if there is no member to deal by, or its share cannot be known.
pub fn choose(choice: Option<ShardChoice>, is_shared: bool) -> Result<Deal, String> {
    choose_from(choice, is_shared, &|name| env::var(name).ok())
}

fn choose_from(
    choice: Option<ShardChoice>,
    is_shared: bool,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Deal, String> {
    let count = match choice {
        Some(ShardChoice::Fixed(shard)) => return Ok(Deal::Share(shard, "--shard".to_string())),
        Some(ShardChoice::Auto(count)) => count,
        None if is_shared => None,
        None => return Ok(Deal::All(None)),
    };
    let Some(member) = Member::find(variable)? else {
        let names = MEMBER_VARIABLES.map(|(name, _)| name).join(", ");
        return if choice.is_some() {
            Err(format!("`--shard auto` needs one of {names}"))
        } else {
            Ok(Deal::All(None))
        };
    };
    if let Some(count) = count {
        return Ok(Deal::Share(member.among(count)?, member.to_string()));
    }
    match member.of_all()? {
        Some(shard) => {
            // An array that begins elsewhere may be a part of one.
            let is_part = member.bounds.is_some_and(|(min, _)| min > 1);
            let advice = if is_part { "; if these are members of a larger array, give `--shard auto/N`" } else { "" };
            Ok(Deal::Share(shard, format!("{member}{advice}")))
        }
        None if choice.is_some() => Err(format!("{member} does not tell how many members there are; give `auto/N`")),
        None => Ok(Deal::All(Some(format!(
            "{member}, but not how many members there are: each solves all tasks; to share them out, give `--shard auto/N`"
        )))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

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

    /// The share in an environment of `name=value`, without the usual `SLURM_ARRAY_TASK_`; `all` without a share, or the
    /// beginning of the error.
    fn share(choice: &str, environment: &str) -> String {
        let pairs: Vec<(&str, &str)> = environment.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
        let variable = |name: &str| {
            let found = pairs.iter().find(|(key, _)| *key == name.trim_start_matches("SLURM_ARRAY_TASK_"));
            found.map(|(_, value)| value.to_string())
        };
        let choice = (!choice.is_empty()).then(|| choice.parse().unwrap());
        match choose_from(choice, true, &variable) {
            Ok(Deal::Share(shard, _)) => shard.to_string(),
            Ok(Deal::All(None)) => "all".to_string(),
            Ok(Deal::All(Some(_))) => "all, warned".to_string(),
            Err(message) => message.split([':', ';']).next().unwrap().to_string(),
        }
    }

    #[test]
    fn environments_tell_the_share_or_why_not() {
        const LIST: &str = "the place in a list of members cannot be known";
        const APART: &str = "members and shares do not go together";
        let cases = [
            // No array.
            ("", "", "all"),
            ("2/4", "", "2/4"),
            ("auto/4", "", "`--shard auto` needs one of HQ_TASK_ID, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX"),
            (
                "auto/4",
                "PBS_ARRAY_INDEX=2",
                "`--shard auto` needs one of HQ_TASK_ID, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX",
            ),
            ("auto/4", "ID=", "`--shard auto` needs one of HQ_TASK_ID, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX"),
            // A whole array, whatever it counts from.
            ("", "ID=0 MIN=0 MAX=3 COUNT=4 STEP=1", "1/4"),
            ("", "ID=3 MIN=0 MAX=3 COUNT=4", "4/4"),
            ("", "ID=1 MIN=1 MAX=4 COUNT=4", "2/4"),
            ("", "ID=4 MIN=1 MAX=4 COUNT=4", "1/4"),
            ("auto", "ID=4 MIN=1 MAX=4 COUNT=4", "1/4"),
            ("auto/4", "ID=4 MIN=1 MAX=4 COUNT=4", "1/4"),
            ("auto/4", "ID=12 MIN=10 MAX=13 COUNT=4", "1/4"),
            ("1/4", "ID=3 MIN=0 MAX=3 COUNT=4", "1/4"),
            // A part of it submitted again: the shares of the first time with their number, another deal without.
            ("auto/4", "ID=3 MIN=2 MAX=3 COUNT=2", "4/4"),
            ("auto/4", "ID=3 MIN=1 MAX=3 COUNT=2", "4/4"),
            ("auto/4", "ID=3 MIN=3 MAX=3 COUNT=1", "4/4"),
            ("", "ID=3 MIN=2 MAX=3 COUNT=2", "2/2"),
            ("", "ID=3 MIN=3 MAX=3 COUNT=1", "1/1"),
            // Steps and lists.
            ("", "ID=0 MIN=0 MAX=12 STEP=4 COUNT=4", "1/4"),
            ("", "ID=12 MIN=0 MAX=12 STEP=4 COUNT=4", "4/4"),
            ("", "ID=9 MIN=1 MAX=13 STEP=4 COUNT=4", "3/4"),
            ("", "ID=5 MIN=0 MAX=12 STEP=4 COUNT=4", LIST),
            ("", "ID=1 MIN=1 MAX=3 COUNT=2", "1/2"),
            ("", "ID=3 MIN=1 MAX=3 COUNT=2", "2/2"),
            ("", "ID=5 MIN=1 MAX=9 COUNT=3", LIST),
            // The list 0,1,4-8:2 looks like the range 0-8:2.
            ("", "ID=4 MIN=0 MAX=8 STEP=2 COUNT=5", "3/5"),
            ("", "ID=1 MIN=0 MAX=8 STEP=2 COUNT=5", LIST),
            ("", "ID=0 MIN=0 MAX=12 COUNT=4 STEP=1", LIST),
            ("auto/4", "ID=4 MIN=0 MAX=12 STEP=4 COUNT=4", APART),
            ("auto/4", "ID=7 MIN=0 MAX=7 COUNT=8", APART),
            // Variables that lack or are wrong.
            ("", "ID=2", "all, warned"),
            ("auto/4", "ID=2", "3/4"),
            ("auto/4", "ID=5", APART),
            ("auto", "ID=2", "SLURM_ARRAY_TASK_ID=2 does not tell how many members there are"),
            ("", "ID=2 COUNT=4", "SLURM_ARRAY_TASK_MIN or _MAX is not set"),
            ("", "ID=1 MIN=2 MAX=3 COUNT=2", "there is no such member"),
            ("auto/4", "ID=1 MIN=2 MAX=3 COUNT=2", "there is no such member"),
            ("", "ID=4 MIN=0 MAX=3 COUNT=4", "there is no such member"),
            ("", "ID=0 MIN=0 MAX=0 COUNT=0", LIST),
            ("", "ID=x", "SLURM_ARRAY_TASK_ID=x is not a number"),
            ("", "ID=-1 MIN=0 MAX=3 COUNT=4", "SLURM_ARRAY_TASK_ID=-1 is not a number"),
            ("", "ID=1 MIN=0 MAX=99999999999 COUNT=4", "SLURM_ARRAY_TASK_MAX=99999999999 is not a number"),
            // Schedulers that tell the id alone.
            ("", "HQ_TASK_ID=1", "all, warned"),
            ("auto/4", "HQ_TASK_ID=0", "1/4"),
            ("auto/4", "HQ_TASK_ID=4", "1/4"),
            ("auto/4", "HQ_TASK_ID=5", APART),
            ("", "JOB_COMPLETION_INDEX=1", "all, warned"),
            ("auto/4", "JOB_COMPLETION_INDEX=0", "1/4"),
            ("auto/4", "JOB_COMPLETION_INDEX=3", "4/4"),
            ("auto/4", "JOB_COMPLETION_INDEX=4", APART),
            // One inside the other: the inner one.
            ("auto/4", "HQ_TASK_ID=2 ID=1 MIN=0 MAX=3 COUNT=4", "3/4"),
            ("", "HQ_TASK_ID=2 ID=1 MIN=0 MAX=3 COUNT=4", "all, warned"),
            ("", "ID=1 MIN=0 MAX=3 COUNT=4 JOB_COMPLETION_INDEX=0", "2/4"),
        ];
        for (choice, environment, expected) in cases {
            assert_eq!(share(choice, environment), expected, "`{choice}` in {environment}");
        }
    }

    #[test]
    fn nothing_is_shared_out_that_was_chosen_by_name() {
        let slurm = |name: &str| name.starts_with("SLURM").then(|| "1".to_string());
        assert_eq!(choose_from(None, false, &slurm), Ok(Deal::All(None)));
        let shard = Shard::new(1, 1).unwrap();
        assert_eq!(
            choose_from(Some(ShardChoice::Auto(None)), false, &slurm),
            Ok(Deal::Share(shard, "SLURM_ARRAY_TASK_ID=1 of 1-1".to_string()))
        );
    }

    /// Whatever an array is, its members take different shares or say that they do not know; whole and evenly spaced ones
    /// take all.
    #[test]
    fn the_members_of_an_array_take_all_shares() {
        // All arrays with ids below 9.
        for bits in 1_u32..1 << 9 {
            let ids: Vec<u32> = (0..9).filter(|id| bits >> id & 1 == 1).collect();
            let (min, max) = (ids[0], ids[ids.len() - 1]);
            let gaps: BTreeSet<u32> = ids.windows(2).map(|pair| pair[1] - pair[0]).collect();
            for step in [gaps.first().copied().unwrap_or(1), 1] {
                for choice in ["".to_string(), format!("auto/{}", ids.len()), format!("auto/{}", ids.len() + 2)] {
                    let environment = |id: &u32| format!("ID={id} MIN={min} MAX={max} STEP={step} COUNT={}", ids.len());
                    let shares: Vec<String> = ids.iter().map(|id| share(&choice, &environment(id))).collect();
                    let taken = shares.iter().filter(|share| share.contains('/'));
                    assert_eq!(
                        taken.clone().count(),
                        taken.clone().collect::<BTreeSet<_>>().len(),
                        "{ids:?}: {shares:?}"
                    );
                    if choice.is_empty() && gaps.len() <= 1 && step > 1 || gaps == BTreeSet::from([1]) {
                        assert_eq!(taken.count(), ids.len(), "{ids:?}: {shares:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn shares_are_checked() {
        for right in ["2/8", "auto", "auto/8"] {
            assert!(right.parse::<ShardChoice>().is_ok(), "{right}");
        }
        for wrong in ["", "1", "0/8", "9/8", "1/0", "a/b", "auto/0", "auto/"] {
            assert!(wrong.parse::<ShardChoice>().is_err(), "{wrong}");
        }
    }
}
