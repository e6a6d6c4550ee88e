//! The doors through which files come in: [`read`] and [`json_files`]. What goes out goes through `destination`. The program has
//! a few doors more, each for a kind of file of its own; what it writes, it writes through `destination`, too.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::located::{LoadError, decode};

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, LoadError> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| LoadError::unreadable(&name, &error))?;
    decode(&name, bytes)
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
