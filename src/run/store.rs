//! What a run writes: single files, and folders with one file per task: results, by which an interrupted run resumes, and pictures.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use data::{Destination, replace_file, set_aside, stable_hash};

use crate::console::{Console, marked};
use crate::exit::{bad_data, unwritable, usage};
use crate::run::record::{SCHEMA, TaskRecord};

/// Bytes of the longest name of a file.
const LONGEST_NAME: usize = 255;

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
        fs::create_dir_all(path)
            .map_err(|error| unwritable(format!("cannot make the folder {}: {error}", path.display())))?;
        Ok(Folder { path: path.to_owned(), ending })
    }

    /// The file of a task. Letters that could leave the folder or trouble a file system are percent-encoded, and the end of a
    /// name that is too long is a hash of the whole.
    pub fn file(&self, id: &str) -> PathBuf {
        let mut name = String::new();
        for (index, byte) in id.bytes().enumerate() {
            let is_plain = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || (byte == b'.' && index > 0);
            match is_plain {
                true => name.push(byte as char),
                false => name.push_str(&format!("%{byte:02X}")),
            }
        }
        let room = LONGEST_NAME - 1 - self.ending.len();
        if name.len() > room {
            // No whole name holds a tilde.
            let hash = format!("~{:016x}", stable_hash(id.as_bytes()));
            name.truncate(room - hash.len());
            name.push_str(&hash);
        }
        self.path.join(format!("{name}.{}", self.ending))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file of a task, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, id: &str, bytes: &[u8]) -> Result<()> {
        write(&self.file(id), bytes)
    }

    /// The stored result of a task, whatever run it is of; `None` if there is none, or only a part of one.
    ///
    /// # Errors
    /// If there is a file of another kind, for instance a task.
    pub fn recall(&self, id: &str) -> Result<Option<TaskRecord>> {
        let path = self.file(id);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| bad_data(format!("{}: {error}", path.display())))?,
        };
        let record: Option<TaskRecord> = serde_json::from_slice(&bytes).ok();
        let record = record.filter(|record| record.schema == SCHEMA && record.id == id && record.grids().is_some());
        // What a crash has left of a result is no loss.
        let is_whole = || serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
        if record.is_none() && is_whole() {
            let reason = format!("this is no result of `{id}` that this version of arc has written");
            return Err(bad_data(format!(
                "{}: {reason}; name another folder, or replace it by --force",
                path.display()
            )));
        }
        Ok(record)
    }
}

/// Writes a file as [`replace_file`] does: it is there as a whole at any moment. `-` is standard output.
///
/// # Errors
/// If it cannot be written, with its path.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if is_standard_output(path) {
        let mut out = io::stdout().lock();
        return Ok(out.write_all(bytes).and_then(|()| out.flush()).map_err(marked)?);
    }
    replace_file(path, bytes).map_err(|error| cannot_write(path, &error))
}

/// Writes a file that was asked for beside what the command prints, and says so. Where it is standard output, it is alone there:
/// see [`make_way`].
///
/// # Errors
/// As [`write()`].
pub fn write_extra(path: &Path, bytes: &[u8], console: &Console) -> Result<()> {
    write(path, bytes)?;
    if !is_standard_output(path) {
        console.note(format_args!("wrote {}", path.display()));
    }
    Ok(())
}

/// Leaves standard output to a file that is to be written there.
pub fn make_way(path: &Path, console: &mut Console) {
    if is_standard_output(path) {
        console.leave_standard_output();
    }
}

/// Keeps what is in a file that is to be replaced as a numbered copy, and says so; see [`set_aside`].
///
/// # Errors
/// If no copy can be made.
pub fn keep_copy(path: &Path, console: &Console) -> Result<()> {
    let copy = set_aside(path).map_err(|error| {
        unwritable(format!("cannot write {}: no copy of what it holds can be kept: {error}", path.display()))
    })?;
    if let Some(copy) = copy {
        console.note(format_args!("{} held something else, which is in {} now", path.display(), copy.display()));
    }
    Ok(())
}

/// Fails unless a path names a file that can be written again and again, and gone on with later.
///
/// # Errors
/// If it is standard output, a pipe or a device.
pub fn require_file(path: &Path) -> Result<()> {
    match is_stream(path)? {
        true => {
            Err(usage(format!("{} is no file, but a run must be able to go on with what it wrote", path.display())))
        }
        false => Ok(()),
    }
}

/// Whether a path leads to standard output, a pipe or a device, which get their bytes once.
///
/// # Errors
/// If nothing can be written there.
pub fn is_stream(path: &Path) -> Result<bool> {
    let destination = || Destination::of(path).map_err(|error| cannot_write(path, &error));
    Ok(is_standard_output(path) || matches!(destination()?, Destination::Stream(_)))
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    unwritable(format!("cannot write {}: {error}", path.display()))
}

/// Whether a path means standard output: `-`, `/dev/stdout` or a link to it.
pub fn is_standard_output(path: &Path) -> bool {
    let is_open = |stream: &Path| stream == Path::new(&format!("/proc/{}/fd/1", std::process::id()));
    path.as_os_str() == "-" || matches!(Destination::of(path), Ok(Destination::Stream(stream)) if is_open(&stream))
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

    #[test]
    fn long_names_are_shortened_and_stay_apart() {
        let folder = Folder { path: PathBuf::new(), ending: "json" };
        let name = |id: &str| folder.file(id).display().to_string();
        assert_eq!(name(&"a".repeat(250)), format!("{}.json", "a".repeat(250)));
        let long: Vec<String> = ["a", "b", "\u{65cb}"].map(|last| name(&("\u{65cb}".repeat(72) + last))).into();
        assert!(long.iter().all(|name| name.len() == 255 && name.starts_with("%E6%97%8B%E6")), "{long:?}");
        assert!(long[0] != long[1] && long[1] != long[2]);
    }
}
