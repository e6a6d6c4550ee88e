//! What a run writes, and when: the submission, which is complete at any moment, and the files of its tasks.
//!
//! What cannot be written at once, because the disk is full or the folder is gone for a while, is tried again until the end
//! of the run; a run of a night is not thrown away for it.

use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use arc_dsl::Grid;
use data::Submission;

use crate::console::Console;
use crate::run::store::{is_stream, keep_copy, write};

/// The submission is saved again no sooner than this.
const PAUSE: Duration = Duration::from_millis(500);

/// The submission of a run and the files of its tasks on their way to the disk.
pub struct Delivery {
    submission: Submission,
    /// The file of the submission; `None` if nobody asked for one.
    out: Option<PathBuf>,
    /// Whether it gets the submission once, at the end.
    is_stream: bool,
    /// Files of tasks that could not be written yet.
    late: Vec<(PathBuf, Vec<u8>)>,
    /// Whether there is more to write than was written.
    is_behind: bool,
    tried: Instant,
}

impl Delivery {
    /// Puts the submission as it is at the beginning on the disk. A file that holds anything else than that is kept as a copy.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(out: Option<&Path>, submission: Submission, replaces: bool, console: &Console) -> Result<Delivery> {
        let is_stream = out.map(is_stream).transpose()?.unwrap_or(false);
        let (out, late, tried) = (out.map(Path::to_owned), Vec::new(), Instant::now());
        let mut delivery = Delivery { submission, out, is_stream, late, is_behind: true, tried };
        match &delivery.out {
            Some(path) if !is_stream && !replaces && !delivery.holds(path) => keep_copy(path, console)?,
            _ => {}
        }
        delivery.save(is_stream)?;
        Ok(delivery)
    }

    /// Whether every answer in a submission file is in this submission, too.
    fn holds(&self, path: &Path) -> bool {
        Submission::read(path).is_ok_and(|old| self.submission.covers(&old))
    }

    /// The submission as it is now.
    pub fn submission(&self) -> &Submission {
        &self.submission
    }

    /// Takes the answers to a task.
    pub fn answer(&mut self, id: &str, attempts: Vec<[Arc<Grid>; 2]>) {
        self.submission.set(id, attempts);
        self.is_behind = true;
    }

    /// Writes a file of a task, now or later.
    pub fn put(&mut self, path: PathBuf, bytes: Vec<u8>) {
        if write(&path, &bytes).is_err() {
            self.late.push((path, bytes));
            self.is_behind = true;
        }
    }

    /// Writes what is not written yet, unless that was tried a moment ago.
    ///
    /// # Errors
    /// If something cannot be written; it is tried again.
    pub fn catch_up(&mut self) -> Result<()> {
        if !self.is_behind || self.tried.elapsed() < PAUSE { Ok(()) } else { self.save(self.is_stream) }
    }

    /// Writes all that is not written yet, at the end of the run.
    ///
    /// # Errors
    /// If something cannot be written.
    pub fn finish(&mut self) -> Result<()> {
        if self.is_behind || self.is_stream { self.save(false) } else { Ok(()) }
    }

    fn save(&mut self, is_without_submission: bool) -> Result<()> {
        let mut result = Ok(());
        for (path, bytes) in take(&mut self.late) {
            if let Err(error) = write(&path, &bytes) {
                self.late.push((path, bytes));
                result = Err(error);
            }
        }
        if let Some(path) = self.out.as_ref().filter(|_| !is_without_submission) {
            result = result.and(write(path, &self.submission.to_json()));
        }
        self.is_behind = result.is_err();
        self.tried = Instant::now();
        result
    }
}
