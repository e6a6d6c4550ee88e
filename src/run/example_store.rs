//! The file of examples for the guide, line by line, so that a long collection can be stopped at any moment and goes on later.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use ensemble::{ExampleRecord, ExampleTerms};

use crate::exit::{bad_data, no_input, unwritable};

/// A file of records.
pub struct ExampleStore {
    path: PathBuf,
    /// Those that are known, by their places in the stream.
    pub records: BTreeMap<u64, ExampleRecord>,
}

impl ExampleStore {
    /// Opens a file of records under some terms, which is begun if it is not there. A last line that was cut short by the
    /// end of its process does not count.
    ///
    /// # Errors
    /// If it cannot be read or written, or holds something else.
    pub fn open(path: &Path, terms: &ExampleTerms) -> Result<ExampleStore> {
        let mut store = ExampleStore { path: path.to_owned(), records: BTreeMap::new() };
        if !path.exists() {
            store.append(&[serde_json::to_string(terms)?])?;
            return Ok(store);
        }
        let text = std::fs::read_to_string(path).map_err(|error| no_input(format!("{}: {error}", path.display())))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let mut lines = whole.lines().enumerate();
        let known: Option<ExampleTerms> = lines.next().and_then(|(_, line)| serde_json::from_str(line).ok());
        if known.as_ref() != Some(terms) {
            let problem = if known.is_some() {
                "its examples were collected with other options or tasks"
            } else {
                "this is no file of examples"
            };
            return Err(bad_data(format!("{}: {problem}", path.display())));
        }
        for (number, line) in lines {
            let record: ExampleRecord = serde_json::from_str(line)
                .map_err(|error| bad_data(format!("{}:{}: {error}", path.display(), number + 1)))?;
            store.records.insert(record.index, record);
        }
        if whole.len() < text.len() {
            crate::run::store::write(path, whole.as_bytes())?;
        }
        Ok(store)
    }

    /// Adds records.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, records: Vec<ExampleRecord>) -> Result<()> {
        self.append(&records.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?)?;
        self.records.extend(records.into_iter().map(|record| (record.index, record)));
        Ok(())
    }

    fn append(&self, lines: &[String]) -> Result<()> {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let file = OpenOptions::new().create(true).append(true).open(&self.path);
        file.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_data()))
            .map_err(|error| unwritable(format!("cannot write {}: {error}", self.path.display())))
    }
}
