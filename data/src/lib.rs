//! Tasks and everything around them that is not solving.
//!
//! A [`Dataset`] holds [`Task`]s, which never contain a test output, and [`Answers`], which only scoring and pictures read.
//! [`Dataset::load`] detects every layout in use. A [`Submission`] is what a run hands in, [`score`](fn@score) its marks
//! under the four rules in use. A [`Generator`] makes new tasks with known programs out of [`Concept`]s, and a [`Profile`]
//! says how close they are to given ones. [`Augmentation`]s show a task in other guises; [`task_sheet`], [`result_sheet`],
//! [`contact_sheet`] and [`grid_text`] show it to people. A [`Budget`] says what work on a task may spend; a [`Frame`] is what
//! one solver hands another of it.
//!
//! ```
//! use data::{Dataset, Submission, score};
//!
//! // `Dataset::load(path)` reads a folder or a file of any layout.
//! let dataset = Dataset::built_in();
//! let task = dataset.task("gravity_down").expect("a built-in task");
//! let mut submission = Submission::empty(&dataset.tasks);
//! // As an attempt, each test input as it is.
//! submission.set(&task.id, task.tests.iter().map(|input| [input.clone(), input.clone()]).collect());
//! assert_eq!(submission.check(&dataset), []);
//! assert_eq!(score(&submission, &dataset).tasks.solved, 0.0);
//! ```

mod augment;
mod budget;
mod builtin;
mod files;
mod frame;
mod generate;
mod hash;
mod picture;
mod random;
mod score;
mod spelling;
mod task;

pub use augment::Augmentation;
pub use budget::{Budget, Cancel, Meter, TICKS_PER_SECOND};
pub use files::{
    Dataset, Destination, LoadError, Mismatch, Reading, Submission, outputs_to_json, read_text, replace_file, set_aside,
};
pub use frame::Frame;
pub use generate::{
    Avoided, Comparison, Concept, Difficulty, Generated, Generator, GeneratorOptions, InputsByTask, Profile, Rejection,
    Replay, Tally, inputs_by_task,
};
pub use hash::{percentile, stable_hash};
pub use picture::{
    ColorDepth, MAX_SHEET_TASKS, Palette, PictureStyle, SheetEntry, contact_sheet, grid_text, result_sheet, task_sheet,
    to_png,
};
pub use random::Sampler;
pub use score::{Score, Scores, TaskScore, score};
pub use task::{Answers, Pair, Task};
