//! Where the submission of a run goes, and when.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use data::Submission;

use crate::run::store::{is_stream, write};

/// The submission of a run on its way to a file, which is complete at any moment, or to a stream, which gets it at the end.
pub struct Delivery {
    path: PathBuf,
    is_stream: bool,
    saved: Instant,
}

impl Delivery {
    /// Puts the submission as it is at the beginning on disk.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(path: &Path, submission: &Submission) -> Result<Delivery> {
        let mut delivery = Delivery { path: path.to_owned(), is_stream: is_stream(path)?, saved: Instant::now() };
        if !delivery.is_stream {
            delivery.write(submission)?;
        }
        Ok(delivery)
    }

    /// Saves the submission unless that was done a moment ago.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&mut self, submission: &Submission) -> Result<()> {
        const PAUSE: Duration = Duration::from_millis(500);
        if self.is_stream || self.saved.elapsed() < PAUSE { Ok(()) } else { self.write(submission) }
    }

    /// Hands in the submission as it is at the end.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(&mut self, submission: &Submission) -> Result<()> {
        self.write(submission)
    }

    fn write(&mut self, submission: &Submission) -> Result<()> {
        write(&self.path, &submission.to_json())?;
        self.saved = Instant::now();
        Ok(())
    }
}
