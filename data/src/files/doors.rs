//! The doors through which files come in: [`read`] and [`json_files`]. What goes out goes through `destination`. The program has
//! a few doors more, each for a kind of file of its own; what it writes, it writes through `destination`, too.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::files::decode::decode;
use crate::files::located::LoadError;

/// What some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, LoadError> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| LoadError::unreadable(&name, &error))?;
    decode(&name, bytes)
}

/// The text that a reader gives to its end.
pub(crate) fn read_all(name: &str, mut reader: impl Read) -> Result<String, LoadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| LoadError::unreadable(name, &error))?;
    decode(name, bytes)
}

/// The text of a file of whatever kind, without a byte order mark.
///
/// # Errors
/// If it cannot be read or is no UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, LoadError> {
    let mut text = read(path)?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

/// All files of JSON in a folder and the folders below, sorted by path. Hidden ones (`.name`) are left out, and a folder
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

/// The file name without its ending, and without `.gz` before that.
pub(crate) fn stem(path: &Path) -> String {
    let unpacked = if has_ending(path, &["gz"]) { path.with_extension("") } else { path.to_owned() };
    unpacked.file_stem().map_or_else(|| "task".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The file with the other half of a competition pair, if it is there.
pub(crate) fn beside(path: &Path) -> Option<PathBuf> {
    let stem = partner(&stem(path))?;
    let mut paths = ["json", "json.gz"].iter().map(|ending| path.with_file_name(format!("{stem}.{ending}")));
    paths.find(|path| path.is_file())
}

/// The other half of a competition pair: `..._solutions` for `..._challenges` and the other way round.
pub(crate) fn partner(stem: &str) -> Option<String> {
    let swap = |from, to| stem.strip_suffix(from).map(|start| format!("{start}{to}"));
    swap("challenges", "solutions").or_else(|| swap("solutions", "challenges"))
}

fn is_json(path: &Path) -> bool {
    const ENDINGS: [&str; 3] = ["json", "jsonl", "ndjson"];
    has_ending(path, &ENDINGS) || has_ending(path, &["gz"]) && has_ending(&path.with_extension(""), &ENDINGS)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
