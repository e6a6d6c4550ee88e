//! Programs to replay: those of a file with one a line, or of the result files of a run.

use std::path::Path;

use anyhow::{Context, Result};
use data::Replay;

use crate::console::Console;
use crate::exit::{bad_data, unread};
use crate::words::counted;

/// The programs of a file or of all files of a folder.
///
/// # Errors
/// If one cannot be read, or there is no program at all.
pub fn read(path: &Path, console: &Console) -> Result<Vec<Replay>> {
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries =
            std::fs::read_dir(path).and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect());
        paths = entries.with_context(|| format!("cannot read {}", path.display()))?;
        paths.retain(|path| path.is_file());
        paths.sort();
    }
    let mut replays = Vec::new();
    for path in &paths {
        let text = data::read_text(path).map_err(unread)?;
        let (found, bad) = Replay::read(&text);
        if bad > 0 {
            console.warn(format_args!("{}: {} no program from grid to grid", path.display(), counted(bad, "line")));
        }
        replays.extend(found);
    }
    match replays.is_empty() {
        true => Err(bad_data(format!("{} holds no program", path.display()))),
        false => Ok(replays),
    }
}
