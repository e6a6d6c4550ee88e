//! What was found in a number of texts, and how it becomes one set: answers go to their tasks, a task that is there twice
//! counts once, and different tasks of one id are told apart.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use arc_dsl::Grid;

use crate::files::dataset::{Dataset, Reading};
use crate::files::document::{Document, FoundSolution, FoundTask};
use crate::files::doors;
use crate::files::located::{LoadError, Source};
use crate::files::splits::competition_split;
use crate::task::Task;

/// What was found.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) found: Vec<Located>,
    solutions: Vec<Solutions>,
    problems: Vec<LoadError>,
    /// How many of the problems are about files that are left out as a whole.
    whole_files: usize,
    reading: Reading,
    has_submission: bool,
}

/// A task and where it was found.
pub(crate) struct Located {
    folder: String,
    stem: String,
    /// What tells the task apart from another of the same id: the parts of the data that it is in.
    pub(crate) qualifier: String,
    /// The split of a competition or of a file of splits that it is in.
    split: Option<String>,
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
    pub(crate) fn load(path: &Path) -> Result<Collection, LoadError> {
        let mut collection = Collection::default();
        if path.is_dir() {
            let (paths, problems) = doors::json_files(path);
            if paths.is_empty() && problems.is_empty() {
                return Err(LoadError::whole_file(&path.display().to_string(), "no *.json file in this folder"));
            }
            collection.problems = problems;
            for file in &paths {
                let folder = file.parent().and_then(|parent| parent.strip_prefix(path).ok()).unwrap_or(Path::new(""));
                match doors::read(file) {
                    Ok(text) => {
                        collection.add(&file.display().to_string(), &text, &slashed(folder), &doors::stem(file))
                    }
                    Err(error) => collection.skip(vec![error]),
                }
            }
        } else {
            let stem = doors::stem(path);
            let text = doors::read(path)?;
            collection.add(&path.display().to_string(), &text, "", &stem);
            if let Some(other) = doors::beside(path) {
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
    pub(crate) fn add(&mut self, name: &str, text: &str, folder: &str, stem: &str) {
        let source = Source::new(name, text);
        let document = Document::parse(&source, stem);
        let is_empty = document.tasks.is_empty() && document.solutions.is_empty() && !document.is_submission;
        if is_empty && !document.problems.is_empty() {
            return self.skip(document.problems);
        }
        self.reading.files += 1;
        self.problems.extend(document.problems);
        self.has_submission |= document.is_submission;
        for FoundTask { task, outputs, split } in document.tasks {
            let parts = [Some(folder), (!document.is_single).then_some(stem), split.as_deref()];
            let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let qualifier = parts.join("/");
            let competition = competition_split(stem).filter(|_| !document.is_single).map(str::to_owned);
            self.found.push(Located {
                folder: folder.to_owned(),
                stem: stem.to_owned(),
                qualifier,
                split: split.or(competition),
                task,
                outputs,
            });
        }
        if !document.solutions.is_empty() {
            let (folder, stem) = (folder.to_owned(), stem.to_owned());
            self.solutions.push(Solutions { folder, stem, solutions: document.solutions });
        }
    }

    /// Leaves out a file of which nothing can be used.
    fn skip(&mut self, problems: Vec<LoadError>) {
        self.reading.files += 1;
        self.reading.skipped_files += 1;
        self.whole_files += problems.len();
        self.problems.extend(problems);
    }

    pub(crate) fn has_only_submissions(&self) -> bool {
        self.has_submission && self.found.is_empty() && self.problems.is_empty()
    }

    pub(crate) fn into_dataset(mut self, name: &str) -> Result<Dataset, LoadError> {
        self.join_answers();
        let whole_files = self.whole_files;
        let mut dataset = Dataset { reading: self.reading, ..Dataset::default() };
        for located in &self.found {
            if let Some(split) = &located.split {
                *dataset.splits.entry(split.clone()).or_default() += 1;
            }
        }
        self.unique(&mut dataset);
        dataset.reading.skipped_parts = dataset.problems.len() - whole_files;
        if dataset.tasks.is_empty() {
            let others = dataset.problems.len().saturating_sub(1);
            let first = dataset.problems.into_iter().next();
            let first = first.unwrap_or_else(|| LoadError::whole_file(name, "no task in here"));
            return Err(if others > 0 {
                first.with_remark(&format!(" (and {others} more problem{})", if others == 1 { "" } else { "s" }))
            } else {
                first
            });
        }
        Ok(dataset)
    }

    /// Moves answers from their own files to their tasks.
    pub(crate) fn join_answers(&mut self) {
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

    /// Puts the tasks into the data set under unique ids, sorted, each once.
    fn unique(self, dataset: &mut Dataset) {
        dataset.problems = self.problems;
        let mut by_id: BTreeMap<String, Vec<Located>> = BTreeMap::new();
        for located in self.found {
            let namesakes = by_id.entry(located.task.id.clone()).or_default();
            match namesakes.iter_mut().find_map(|other| Some((same_tests(&other.task, &located.task)?, other))) {
                Some((tests, twin)) => {
                    let has_conflict = join_outputs(&mut twin.outputs, located.outputs, &tests);
                    if has_conflict {
                        let place = if located.qualifier.is_empty() { &located.stem } else { &located.qualifier };
                        let problem =
                            LoadError::whole_file(place, "other answers than elsewhere; the first ones count");
                        dataset.problems.push(problem.about(&located.task.id));
                    }
                }
                None => namesakes.push(located),
            }
        }
        let mut tasks = BTreeMap::new();
        for (id, namesakes) in by_id {
            let is_unique = namesakes.len() == 1;
            for Located { qualifier, mut task, outputs, .. } in namesakes {
                if !is_unique && !qualifier.is_empty() {
                    task.id = format!("{qualifier}/{id}");
                }
                if !is_unique {
                    dataset.namesakes.entry(id.clone()).or_default().push(task.id.clone());
                }
                if tasks.contains_key(&task.id) {
                    dataset.problems.push(LoadError::whole_file(&task.id, "another task of the same name was kept"));
                } else {
                    dataset.answers.insert(&task.id, outputs);
                    tasks.insert(task.id.clone(), task);
                }
            }
        }
        dataset.tasks = tasks.into_values().collect();
    }
}

/// For each test of `other` the same test of `task`, if both are one task: the same pairs and tests in any order.
fn same_tests(task: &Task, other: &Task) -> Option<Vec<usize>> {
    matching(&task.train, &other.train)?;
    matching(&task.tests, &other.tests)
}

/// For each of `others` the place of its equal in `ours`, if they are the same in another order.
fn matching<T: PartialEq>(ours: &[T], others: &[T]) -> Option<Vec<usize>> {
    let mut is_taken = vec![false; ours.len()];
    let place = |other: &T| {
        let at = (0..ours.len()).find(|&at| !is_taken[at] && ours[at] == *other)?;
        is_taken[at] = true;
        Some(at)
    };
    if ours.len() == others.len() { others.iter().map(place).collect() } else { None }
}

/// Takes over answers to tests that are in another order: `tests` says to which of ours each belongs. Returns whether some
/// known ones differ.
fn join_outputs(ours: &mut [Option<Arc<Grid>>], others: Vec<Option<Arc<Grid>>>, tests: &[usize]) -> bool {
    let mut has_conflict = false;
    for (&test, other) in tests.iter().zip(others) {
        match (&ours[test], &other) {
            (Some(known), Some(other)) => has_conflict |= !known.same_cells(other),
            _ => ours[test] = ours[test].take().or(other),
        }
    }
    has_conflict
}

/// A relative path with `/` on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}
