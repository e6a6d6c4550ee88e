//! Sets of tasks, loaded from whatever layout they come in.
//!
//! Several files make one set. Answers in a competition `..._solutions.json` go to the tasks of the `..._challenges.json`
//! beside it, or else to the tasks of the same folder. A task that is there twice with the same grids counts once;
//! different tasks of one id are told apart by the folder, file or split they came from, as in `folder/id`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arc_dsl::Grid;

use crate::builtin;
use crate::files::document::{Document, FoundSolution, FoundTask};
use crate::files::doors;
use crate::files::located::{LoadError, Source, decode};
use crate::spelling::other_spelling;
use crate::task::{Answers, Task};

/// Tasks, their known answers, and what could not be loaded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dataset {
    /// The tasks, sorted by id.
    pub tasks: Vec<Task>,
    /// Their outputs as far as they are known.
    pub answers: Answers,
    /// Bad files and bad tasks; all others were loaded.
    pub problems: Vec<LoadError>,
}

impl Dataset {
    /// Loads a folder (with the folders below) or a file in any layout. A competition file brings the other half of its
    /// pair along. Bad files and tasks become [`Dataset::problems`]; it is an error only if no task is left.
    pub fn load(path: &Path) -> Result<Dataset, LoadError> {
        Collection::load(path)?.into_dataset(&path.display().to_string())
    }

    /// Loads the part of a folder or file that is called `split`, as in the folder `data/training`, the file
    /// `arc-agi_training_challenges.json` or the entry `train` of a file of splits.
    pub fn load_split(path: &Path, split: &str) -> Result<Dataset, LoadError> {
        let mut collection = Collection::load(path)?;
        let name = path.display().to_string();
        collection.join_answers();
        let known: BTreeSet<String> = collection.found.iter().map(|located| located.qualifier.clone()).collect();
        collection.found.retain(|located| is_of_split(&located.qualifier, split));
        if collection.found.is_empty() {
            let known: Vec<String> = known.into_iter().filter(|part| !part.is_empty()).take(MAX_PARTS_NAMED).collect();
            let parts = if known.is_empty() { "it has no parts".to_owned() } else { known.join(", ") };
            return Err(LoadError::whole_file(&name, format!("no part of it is called `{split}`: {parts}")));
        }
        collection.into_dataset(&name)
    }

    /// Reads one text in any layout. `name` stands for it in errors; a single task takes its id from it, without folder
    /// and ending.
    pub fn parse(name: &str, text: &str) -> Result<Dataset, LoadError> {
        let mut collection = Collection::default();
        let stem = doors::stem(Path::new(name));
        collection.add(name, text, "", &stem);
        if collection.has_only_submissions() {
            return Err(LoadError::whole_file(name, "a submission (attempts), where tasks are wanted"));
        }
        collection.into_dataset(name)
    }

    /// Reads a text to its end and parses it; see [`Dataset::parse`].
    pub fn from_reader(name: &str, mut reader: impl Read) -> Result<Dataset, LoadError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|error| LoadError::unreadable(name, &error))?;
        Dataset::parse(name, &decode(name, bytes)?)
    }

    /// The tasks that come with the program: one concept each, so that it can be tried without any data.
    pub fn built_in() -> Dataset {
        let mut collection = Collection::default();
        for (stem, text) in builtin::TASKS {
            collection.add(&format!("built-in/{stem}.json"), text, "", stem);
        }
        collection.into_dataset("built-in").expect("the built-in tasks are valid")
    }

    /// The task of this id, in either spelling of a renamed one.
    pub fn task(&self, id: &str) -> Option<&Task> {
        let find = |id: &str| self.tasks.binary_search_by(|task| task.id.as_str().cmp(id)).ok();
        let index = find(id).or_else(|| find(other_spelling(id)?))?;
        Some(&self.tasks[index])
    }

    /// Keeps the tasks that `is_wanted`.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Task) -> bool) {
        self.tasks.retain(is_wanted);
    }
}

/// What was found in a number of texts.
#[derive(Default)]
struct Collection {
    found: Vec<Located>,
    solutions: Vec<Solutions>,
    problems: Vec<LoadError>,
    has_submission: bool,
}

/// A task and where it was found.
struct Located {
    folder: String,
    stem: String,
    /// What tells the task apart from another of the same id.
    qualifier: String,
    task: Task,
    outputs: Vec<Option<Arc<Grid>>>,
}

/// The answers of one file.
struct Solutions {
    folder: String,
    stem: String,
    solutions: Vec<FoundSolution>,
}

impl Collection {
    /// Everything in a folder or file.
    fn load(path: &Path) -> Result<Collection, LoadError> {
        let mut collection = Collection::default();
        if path.is_dir() {
            let (paths, problems) = doors::json_files(path);
            collection.problems = problems;
            for file in &paths {
                let folder = file.parent().and_then(|parent| parent.strip_prefix(path).ok()).unwrap_or(Path::new(""));
                let result = doors::read(file).map(|text| {
                    let stem = doors::stem(file);
                    collection.add(&file.display().to_string(), &text, &slashed(folder), &stem);
                });
                collection.problems.extend(result.err());
            }
            if paths.is_empty() && collection.problems.is_empty() {
                return Err(LoadError::whole_file(&path.display().to_string(), "no *.json file in this folder"));
            }
        } else {
            let stem = doors::stem(path);
            let text = doors::read(path)?;
            collection.add(&path.display().to_string(), &text, "", &stem);
            let other = doors::partner(&stem).map(|stem| path.with_file_name(format!("{stem}.json")));
            if let Some(other) = other.filter(|other| other.is_file()) {
                let text = doors::read(&other)?;
                collection.add(&other.display().to_string(), &text, "", &doors::stem(&other));
            }
            if collection.has_only_submissions() {
                let message = "a submission (attempts), where tasks are wanted";
                return Err(LoadError::whole_file(&path.display().to_string(), message));
            }
        }
        Ok(collection)
    }

    /// Reads a text. `folder` is where its file is, seen from the path to load.
    fn add(&mut self, name: &str, text: &str, folder: &str, stem: &str) {
        let source = Source::new(name, text);
        let document = Document::parse(&source, stem);
        self.problems.extend(document.problems);
        self.has_submission |= document.is_submission;
        for FoundTask { task, outputs, split } in document.tasks {
            let parts = [Some(folder), (!document.is_single).then_some(stem), split.as_deref()];
            let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            self.found.push(Located {
                folder: folder.to_owned(),
                stem: stem.to_owned(),
                qualifier: parts.join("/"),
                task,
                outputs,
            });
        }
        if !document.solutions.is_empty() {
            let (folder, stem) = (folder.to_owned(), stem.to_owned());
            self.solutions.push(Solutions { folder, stem, solutions: document.solutions });
        }
    }

    fn has_only_submissions(&self) -> bool {
        self.has_submission && self.found.is_empty() && self.problems.is_empty()
    }

    fn into_dataset(mut self, name: &str) -> Result<Dataset, LoadError> {
        self.join_answers();
        let (tasks, answers, mut problems) = self.unique();
        if tasks.is_empty() {
            let others = problems.len().saturating_sub(1);
            let first = problems.drain(..).next().unwrap_or_else(|| LoadError::whole_file(name, "no task in here"));
            return Err(if others > 0 {
                first.with_remark(&format!(" (and {others} more problem{})", if others == 1 { "" } else { "s" }))
            } else {
                first
            });
        }
        Ok(Dataset { tasks, answers, problems })
    }

    /// Moves answers from their own files to their tasks.
    fn join_answers(&mut self) {
        let mut by_file: HashMap<(String, String, String), usize> = HashMap::new();
        let mut by_folder: HashMap<(String, String), usize> = HashMap::new();
        for (index, located) in self.found.iter().enumerate() {
            let Located { folder, stem, task, .. } = located;
            by_file.insert((folder.clone(), stem.clone(), task.id.clone()), index);
            by_folder.insert((folder.clone(), task.id.clone()), index);
        }
        for Solutions { folder, stem, solutions } in std::mem::take(&mut self.solutions) {
            let partner = doors::partner(&stem).unwrap_or_default();
            for solution in solutions {
                let beside = by_file.get(&(folder.clone(), partner.clone(), solution.id.clone()));
                let index = beside.or_else(|| by_folder.get(&(folder.clone(), solution.id.clone())));
                match index.map(|&index| &mut self.found[index]) {
                    Some(located) if located.outputs.len() == solution.outputs.len() => {
                        for (known, answer) in located.outputs.iter_mut().zip(solution.outputs) {
                            *known = answer.or(known.take());
                        }
                    }
                    _ => self.problems.push(solution.unmatched),
                }
            }
        }
    }

    /// The tasks under unique ids, sorted, each once.
    fn unique(self) -> (Vec<Task>, Answers, Vec<LoadError>) {
        let mut by_id: BTreeMap<String, Vec<Located>> = BTreeMap::new();
        for located in self.found {
            let namesakes = by_id.entry(located.task.id.clone()).or_default();
            match namesakes.iter_mut().find(|other| other.task == located.task) {
                Some(twin) => {
                    for (known, answer) in twin.outputs.iter_mut().zip(located.outputs) {
                        *known = known.take().or(answer);
                    }
                }
                None => namesakes.push(located),
            }
        }
        let mut tasks = BTreeMap::new();
        let mut answers = Answers::default();
        let mut problems = self.problems;
        for (id, namesakes) in by_id {
            let is_unique = namesakes.len() == 1;
            for Located { qualifier, mut task, outputs, .. } in namesakes {
                if !is_unique && !qualifier.is_empty() {
                    task.id = format!("{qualifier}/{id}");
                }
                if tasks.contains_key(&task.id) {
                    problems.push(LoadError::whole_file(&task.id, "another task of the same name was kept"));
                } else {
                    answers.insert(&task.id, outputs);
                    tasks.insert(task.id.clone(), task);
                }
            }
        }
        (tasks.into_values().collect(), answers, problems)
    }
}

/// How many parts an error lists.
const MAX_PARTS_NAMED: usize = 8;

/// Whether a word of the qualifier is the name of the split, in full or in short: `train` and `training` are the same.
fn is_of_split(qualifier: &str, split: &str) -> bool {
    const SHORTEST: usize = 4;
    let split = split.to_ascii_lowercase();
    let is_same = |word: &str| {
        let word = word.to_ascii_lowercase();
        let is_short_for = |one: &str, other: &str| one.len() >= SHORTEST && other.starts_with(one);
        word == split || is_short_for(&word, &split) || is_short_for(&split, &word)
    };
    qualifier.split(|letter: char| !letter.is_alphanumeric()).any(is_same)
}

/// A relative path with `/` on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}
