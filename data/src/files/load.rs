//! Sets of tasks, loaded from whatever layout they come in.
//!
//! Several files make one set. Answers in a competition `..._solutions.json` go to the tasks of the `..._challenges.json`
//! beside it, or else to the tasks of the same folder. A task that is there twice with the same pairs, in whatever order,
//! counts once; different tasks of one id are told apart by the folder, file or split they came from, as in `folder/id`.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use crate::builtin;
use crate::files::collection::Collection;
use crate::files::dataset::Dataset;
use crate::files::doors;
use crate::files::located::LoadError;
use crate::files::splits::{Unclear, chosen};

impl Dataset {
    /// Loads a folder (with the folders below) or a file in any layout. A competition file brings the other half of its
    /// pair along. Bad files and tasks become [`Dataset::problems`]; it is an error only if no task is left.
    pub fn load(path: &Path) -> Result<Dataset, LoadError> {
        Collection::load(path)?.into_dataset(&path.display().to_string())
    }

    /// Loads the part of a folder or file that is called `split`, as in the folder `data/training`, the file
    /// `arc-agi_training_challenges.json` or the entry `train` of a file of splits. A short form (`eval`) will do where no
    /// part is called just so and only one could be meant.
    pub fn load_split(path: &Path, split: &str) -> Result<Dataset, LoadError> {
        part(Collection::load(path)?, &path.display().to_string(), split)
    }

    /// Reads one text in any layout. `name` stands for it in errors; a single task takes its id from it, without folder
    /// and ending.
    pub fn parse(name: &str, text: &str) -> Result<Dataset, LoadError> {
        gathered(name, text)?.into_dataset(name)
    }

    /// Reads a text to its end and parses it; see [`Dataset::parse`].
    pub fn from_reader(name: &str, reader: impl Read) -> Result<Dataset, LoadError> {
        Dataset::parse(name, &doors::read_all(name, reader)?)
    }

    /// The part called `split` of a text that is read to its end; see [`Dataset::load_split`].
    pub fn split_from_reader(name: &str, reader: impl Read, split: &str) -> Result<Dataset, LoadError> {
        part(gathered(name, &doors::read_all(name, reader)?)?, name, split)
    }

    /// The tasks that come with the program: one concept each, so that it can be tried without any data.
    pub fn built_in() -> Dataset {
        let mut collection = Collection::default();
        for (stem, text) in builtin::TASKS {
            collection.add(&format!("built-in/{stem}.json"), text, "", stem);
        }
        collection.into_dataset("built-in").expect("the built-in tasks are valid")
    }
}

/// What a text holds.
fn gathered(name: &str, text: &str) -> Result<Collection, LoadError> {
    let mut collection = Collection::default();
    collection.add(name, text, "", &doors::stem(Path::new(name)));
    if collection.has_only_submissions() {
        return Err(LoadError::whole_file(name, "a submission (attempts), where tasks are wanted"));
    }
    Ok(collection)
}

/// The part of a collection that a name means.
fn part(mut collection: Collection, name: &str, split: &str) -> Result<Dataset, LoadError> {
    collection.join_answers();
    let known: BTreeSet<String> = collection.found.iter().map(|located| located.qualifier.clone()).collect();
    let known = known.iter().map(String::as_str).collect();
    let parts = chosen(&known, split).map_err(|unclear| {
        LoadError::whole_file(
            name,
            match unclear {
                Unclear::Several(names) => format!("`{split}` could be any of {}; name one", names.join(", ")),
                Unclear::Nothing(names) if names.is_empty() => {
                    format!("no part of it is called `{split}`: it has no parts")
                }
                Unclear::Nothing(mut names) => {
                    let others = names.len().saturating_sub(MAX_PARTS_NAMED);
                    names.truncate(MAX_PARTS_NAMED);
                    let others = if others > 0 { format!(" and {others} more") } else { String::new() };
                    format!("no part of it is called `{split}`: {}{others}", names.join(", "))
                }
            },
        )
    })?;
    collection.found.retain(|located| parts.contains(located.qualifier.as_str()));
    collection.into_dataset(name)
}

/// How many parts an error lists.
const MAX_PARTS_NAMED: usize = 8;
