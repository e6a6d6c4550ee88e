//! The doors to the disk, the only place of the crate that knows it: [`read`] and [`json_files`] for what comes in,
//! [`replace_file`] for what goes out. The program has a few doors more, each for a kind of file of its own; what it
//! replaces, it replaces by [`replace_file`], too.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files::located::{LoadError, decode};

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, LoadError> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| LoadError::unreadable(&name, &error))?;
    decode(&name, bytes)
}

/// Writes a file so that at any moment, also after a loss of power, it is there as a whole: either the old one or the new one.
/// The bytes go to a temporary file in the same folder, which takes the place of the old one once they are on the disk. No
/// temporary file stays.
///
/// # Errors
/// If the folder is not there or cannot be written to; the old file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".arc-").suffix(".tmp");
    // The usual rights, as far as the user's mask allows, instead of those of a secret.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Puts the names of a folder's files on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some file systems cannot sync folders.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// All `*.json` files in a folder and the folders below, sorted by path. Hidden ones (`.name`) are left out, and a folder
/// that is linked from several places is entered once.
pub(crate) fn json_files(folder: &Path) -> (Vec<PathBuf>, Vec<LoadError>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut entered = HashSet::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let result = fs::canonicalize(&folder).and_then(|real| {
            if entered.insert(real) {
                let paths = fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path()));
                let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>()?;
                // The last folder is entered next.
                paths.sort_by(|a, b| b.cmp(a));
                for path in paths.into_iter().filter(|path| !is_hidden(path)) {
                    if path.is_dir() {
                        waiting.push(path);
                    } else if path.is_file() && is_json(&path) {
                        files.push(path);
                    }
                }
            }
            Ok(())
        });
        problems.extend(result.err().map(|error| LoadError::unreadable(&folder.display().to_string(), &error)));
    }
    files.sort();
    (files, problems)
}

/// The file name without its ending.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "task".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The other half of a competition pair: `..._solutions` for `..._challenges` and the other way round.
pub(crate) fn partner(stem: &str) -> Option<String> {
    let swap = |from, to| stem.strip_suffix(from).map(|start| format!("{start}{to}"));
    swap("challenges", "solutions").or_else(|| swap("solutions", "challenges"))
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for text in ["a long text", "short"] {
            replace_file(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn what_cannot_be_replaced_stays_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("taken/by a folder")).unwrap();
        assert!(replace_file(&folder.path().join("taken"), b"text").is_err());
        assert_eq!(names(folder.path()), ["taken"]);
        assert!(replace_file(&folder.path().join("missing/a.txt"), b"text").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it_as_far_as_the_user_lets_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let [path, usual] = ["a", "b"].map(|name| folder.path().join(name));
        replace_file(&path, b"text").unwrap();
        fs::write(&usual, "text").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path), mode(&usual));
    }
}
