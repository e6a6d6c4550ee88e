//! Per-task files in a folder: results, by which an interrupted run resumes, and pictures.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::run::record::{Origin, SCHEMA, TaskRecord};

/// A folder with one file per task.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    ending: &'static str,
}

impl Folder {
    /// The folder, made if it is not there.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn open(path: &Path, ending: &'static str) -> Result<Folder> {
        fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Folder { path: path.to_owned(), ending })
    }

    /// The file of a task. Letters that could leave the folder or trouble a file system are percent-encoded.
    fn file(&self, id: &str) -> PathBuf {
        let mut name = String::new();
        for (index, byte) in id.bytes().enumerate() {
            let is_plain = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || (byte == b'.' && index > 0);
            match is_plain {
                true => name.push(byte as char),
                false => name.push_str(&format!("%{byte:02X}")),
            }
        }
        self.path.join(format!("{name}.{}", self.ending))
    }

    /// Writes the file of a task, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, id: &str, bytes: &[u8]) -> Result<()> {
        write(&self.file(id), bytes)
    }

    /// The stored result of a task, if it has the given origin.
    pub fn recall(&self, id: &str, origin: &Origin) -> Option<TaskRecord> {
        let text = fs::read_to_string(self.file(id)).ok()?;
        let record: TaskRecord = serde_json::from_str(&text).ok()?;
        let is_current = record.schema == SCHEMA && record.id == id && record.origin == *origin;
        (is_current && record.grids().is_some()).then_some(record)
    }
}

/// Writes a file as [`data::replace_file`] does: it is there as a whole at any moment.
///
/// # Errors
/// If it cannot be written, with its path.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    data::replace_file(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leaves_the_folder() {
        let folder = Folder { path: PathBuf::from("results"), ending: "json" };
        let file = |id: &str| folder.file(id).display().to_string();
        assert_eq!(file("007bbfb7"), "results/007bbfb7.json");
        assert_eq!(file("training/a b"), "results/training%2Fa%20b.json");
        assert_eq!(file("../../etc/passwd"), "results/%2E.%2F..%2Fetc%2Fpasswd.json");
    }
}
