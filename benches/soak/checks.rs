//! What must hold after every run.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::process::{self, Cut, Ended};
use crate::round::{Limit, Round};

/// CPU time of a run beside its tasks: reading, weights, writing.
const START: Duration = Duration::from_millis(400);
/// CPU time beside the search and the predictors, per task: reading the clock late, replaying what was found, writing.
const PER_TASK: Duration = Duration::from_millis(30);
/// Bytes of a run beside its searches.
const MEMORY: u64 = 300 << 20;
/// A signal is answered within 200 ms; the machine may be busy with something else.
const ANSWER: Duration = Duration::from_millis(1000);

/// Result files with their bytes.
pub type Results = Vec<(PathBuf, Vec<u8>)>;

/// The result files of a run, but for what a signal cut short: that is worked on anew.
pub fn results(folder: &Path) -> Results {
    let Ok(entries) = fs::read_dir(folder.join("results")) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let whole = paths.filter_map(|path| fs::read(&path).ok().map(|bytes| (path, bytes)));
    whole.filter(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("\"cut_short\"")).collect()
}

/// After a signal.
pub fn of_cut(round: &Round, cut: Cut, ended: &Ended) -> Vec<String> {
    let mut faults = of_any(round, ended);
    let is_expected = match ended.status.code() {
        // It was over before.
        Some(0) => true,
        Some(code) => code == 75,
        None => ended.status.signal() == Some(cut.signal as i32) && cut.signal as i32 == 9,
    };
    if !is_expected {
        faults.push(format!("{} after {}: {}", ended.status, cut.signal, ended.said));
    }
    if let Some(time) = ended.answered_in.filter(|time| *time > ANSWER) {
        faults.push(format!("{} answered after {} ms", cut.signal, time.as_millis()));
    }
    faults
}

/// After a run that nobody disturbed.
pub fn of_end(round: &Round, ended: &Ended, folder: &Path) -> Vec<String> {
    let mut faults = of_any(round, ended);
    if !ended.status.success() {
        faults.push(format!("{}: {}", ended.status, ended.said));
        return faults;
    }
    for check in [&["validate", "submission.json", "tasks"][..], &["verify", "results", "tasks"]] {
        let words: Vec<String> = check.iter().map(|word| (*word).to_owned()).collect();
        let checked = process::run(&words, folder, None);
        if !checked.status.success() {
            faults.push(format!("{}: {}", check.join(" "), checked.said));
        }
    }
    faults
}

/// Nothing that was on disk when a run was cut is lost or different afterwards.
pub fn of_kept(kept: &Results, folder: &Path) -> Vec<String> {
    let now = results(folder);
    let lost = kept.iter().filter(|one| !now.contains(one));
    lost.map(|(path, _)| format!("{} was lost or changed", path.display())).collect()
}

fn of_any(round: &Round, ended: &Ended) -> Vec<String> {
    let mut faults = Vec::new();
    if ended.said.contains("panicked") {
        faults.push(format!("panicked: {}", ended.said));
    }
    if let Limit::Time { search, predictors } = round.limit {
        let tasks = round.tasks.len() as u32;
        let allowed = (search + predictors).mul_f64(1.1) * tasks + PER_TASK * tasks + START;
        if ended.cpu > allowed {
            faults.push(format!("{} ms of CPU time, allowed were {}", ended.cpu.as_millis(), allowed.as_millis()));
        }
    }
    let allowed = round.memory * round.jobs as u64 + MEMORY;
    if ended.peak > allowed {
        faults.push(format!("{} MB of memory, allowed were {}", ended.peak >> 20, allowed >> 20));
    }
    faults
}
