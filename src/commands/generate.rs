//! `arc generate`: new tasks with known programs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use arc_dsl::Grid;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use data::{
    Avoided, Comparison, Concept, Dataset, Difficulty, Generated, Generator, GeneratorOptions, MAX_SHEET_TASKS,
    Profile, Rejection, Sampler, SheetEntry, Tally, contact_sheet, inputs_by_task, to_png,
};
use serde_json::{Value, json};

use crate::console::Console;
use crate::exit::{Exit, bad_data, no_input, usage};
use crate::nearest;
use crate::options::style::StyleArguments;
use crate::options::tasks;
use crate::options::units::count;
use crate::run::interrupt::Interrupt;
use crate::run::output::{Layout, Output};
use crate::run::pool::thread_count;
use crate::run::replays;
use crate::run::store::{is_standard_output, make_way, write_extra};
use crate::words::counted;

/// Arguments of `arc generate`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Number of tasks
    #[arg(short = 'n', long, value_name = "N", value_parser = count, default_value = "20")]
    count: u64,
    /// Seed of all random choices; the same seed gives the same tasks at any number of threads
    #[arg(short, long, value_name = "S", default_value = "0")]
    seed: u64,
    /// Index of the first task, to go on where another run ended
    #[arg(long, value_name = "INDEX", default_value = "0")]
    start: u64,
    /// Only these concepts or groups of concepts
    #[arg(short, long, value_name = "NAME", value_delimiter = ',', num_args = 1..)]
    concept: Vec<String>,
    /// Only these kinds of tasks
    #[arg(short, long, value_name = "KIND", value_delimiter = ',', value_parser = difficulties())]
    difficulty: Vec<Difficulty>,
    /// Keep these concepts, or this fraction of all (as 0.2), apart from the others
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 1..)]
    holdout: Vec<String>,
    /// Make no pair that is in these tasks; a folder or file in any layout
    #[arg(long, value_name = "PATH", num_args = 1..)]
    avoid: Vec<PathBuf>,
    /// Replay programs on new inputs: a file with one a line, a result file of `solve`, or a folder of such
    #[arg(long, value_name = "PATH")]
    replay: Option<PathBuf>,
    /// The tasks that they were found on, whose inputs are then varied
    #[arg(long, value_name = "PATH", requires = "replay")]
    inputs: Option<PathBuf>,
    /// Write the tasks into this folder and a manifest beside it, or, for `-`, one line of JSON per task
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The layout in the folder
    #[arg(long, value_name = "LAYOUT", value_enum, default_value = "files")]
    layout: Layout,
    /// Draw the first tasks on one contact sheet; with `-` on standard output, and the text on standard error
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArguments,
    /// Print how close the tasks are to these, by sizes, colors and objects
    #[arg(long, value_name = "PATH")]
    compare: Option<PathBuf>,
    /// List the concepts and stop
    #[arg(short, long)]
    list: bool,
    /// Threads; without it, one per core
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

fn difficulties() -> impl TypedValueParser<Value = Difficulty> {
    // `seed` is the name that the plain ones had before.
    let value = |difficulty: Difficulty| match difficulty {
        Difficulty::Plain => PossibleValue::new(difficulty.name()).alias("seed"),
        _ => PossibleValue::new(difficulty.name()),
    };
    PossibleValuesParser::new(Difficulty::ALL.map(value))
        .map(|name| Difficulty::from_name(&name).unwrap_or(Difficulty::Plain))
}

/// Runs the command.
///
/// # Errors
/// If a concept or a file is not there, no task can be made, or a file cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let interrupt = Interrupt::install()?;
    let options = arguments.options(console)?;
    if arguments.list {
        return list(&options.concepts, console);
    }
    if let Some(path) = &arguments.png {
        if is_standard_output(path) && arguments.out.as_deref().is_some_and(is_standard_output) {
            return Err(usage("tasks and picture cannot both go to standard output"));
        }
        make_way(path, console);
    }
    let given = arguments.compare.as_deref().map(|path| tasks::load(Some(path), None, console)).transpose()?;
    interrupt.heed();
    let threads = thread_count(arguments.jobs, console);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    pool.install(|| generate_all(arguments, options, given.as_ref(), &interrupt, console))
}

fn generate_all(
    arguments: &Arguments,
    options: GeneratorOptions,
    given: Option<&Dataset>,
    interrupt: &Interrupt,
    console: &mut Console,
) -> Result<Exit> {
    let held_out: Vec<&str> = options.held_out.iter().map(|concept| concept.name).collect();
    let mut output = match &arguments.out {
        Some(path) => Some(Output::open(path, arguments.layout, arguments.seed, &held_out, &arguments.identity())?),
        None => None,
    };
    let mut generator = Generator::new(options).starting_at(arguments.start);
    let (mut profile, mut shown, mut last) = (Profile::default(), Vec::new(), None);
    let mut behaviors = BTreeMap::new();
    let mut made = 0;
    while made < arguments.count && !interrupt.is_requested() {
        let Some(generated) = generator.next() else { break };
        made += 1;
        last = Some(generated.index);
        *behaviors.entry(generated.program_behavior).or_insert(0_u64) += 1;
        if given.is_some() {
            profile.add(&generated.task, &answers(&generated));
        }
        if let Some(output) = &mut output {
            output.write(&generated, console)?;
        } else if arguments.png.is_none() && given.is_none() {
            let (id, concept) = (&generated.task.id, &generated.concept);
            writeln!(console.out(), "{id}  {}  {concept}  {}", generated.difficulty, generated.program)?;
        }
        if arguments.png.is_some() && shown.len() < MAX_SHEET_TASKS {
            shown.push(generated);
        }
    }
    if let Some(output) = output {
        output.finish(!interrupt.is_requested())?;
    }
    if let Some(path) = &arguments.png {
        draw(path, &shown, arguments, console)?;
    }
    if let Some(dataset) = given {
        write!(console.out(), "{}", Comparison { ours: &profile, theirs: &Profile::of(dataset) })?;
    }
    report(generator.tally(), behaviors.len(), last, console);
    match (interrupt.is_requested(), made) {
        (true, _) => Ok(Exit::CutShort),
        (false, 0) => Err(bad_data("no task can be made of these concepts or programs")),
        (false, _) => Ok(Exit::Success),
    }
}

fn answers(generated: &Generated) -> Vec<Option<Arc<Grid>>> {
    generated.answers.iter().cloned().map(Some).collect()
}

fn draw(path: &Path, shown: &[Generated], arguments: &Arguments, console: &Console) -> Result<()> {
    let known: Vec<_> = shown.iter().map(answers).collect();
    let captions: Vec<String> = shown.iter().map(|one| format!("{} {}", one.task.id, one.concept)).collect();
    let tasks = shown.iter().zip(&captions).zip(&known);
    let tasks: Vec<_> =
        tasks.map(|((one, caption), outputs)| SheetEntry { task: &one.task, caption, outputs }).collect();
    let picture = to_png(&contact_sheet(&tasks, &arguments.style.picture()));
    write_extra(path, &picture, console)
}

/// Tells what became of all drafts.
fn report(tally: &Tally, behaviors: usize, last: Option<u64>, console: &Console) {
    let drafts = tally.drafts();
    let share = |count: u64| 100.0 * count as f64 / drafts.max(1) as f64;
    console.note(format_args!("{} drafted", counted(drafts as usize, "task")));
    for (difficulty, &count) in tally.accepted.iter().filter(|(_, count)| **count > 0) {
        console.note(format_args!("  {:5.1} %  {count:8}  accepted: {difficulty}", share(count)));
    }
    for (reason, &count) in &tally.rejected {
        console.note(format_args!("  {:5.1} %  {count:8}  rejected: {reason}", share(count)));
    }
    let made: u64 = tally.accepted.values().sum();
    let duplicates = tally.rejected.get(&Rejection::Duplicate).copied().unwrap_or(0);
    let distinct = 100.0 * made as f64 / (made + duplicates).max(1) as f64;
    console.note(format_args!(
        "{distinct:.1} % distinct by behavior; {behaviors} different programs by behavior on the probes"
    ));
    if let Some(last) = last {
        console.note(format_args!("to go on: --start {}", last + 1));
    }
}

fn list(concepts: &[&'static Concept], console: &mut Console) -> Result<Exit> {
    let mut groups: BTreeMap<&str, Vec<&Concept>> = BTreeMap::new();
    let all: Vec<&Concept> = if concepts.is_empty() { Concept::all().iter().collect() } else { concepts.to_vec() };
    for concept in &all {
        groups.entry(concept.group).or_default().push(concept);
    }
    for (index, (group, members)) in groups.into_iter().enumerate() {
        let heading = console.paint(anstyle::AnsiColor::Yellow, group);
        writeln!(console.out(), "{}{heading}", if index > 0 { "\n" } else { "" })?;
        for concept in members {
            let name = console.paint(anstyle::AnsiColor::Cyan, concept.name);
            writeln!(console.out(), "  {name}\n      {}", concept.description)?;
        }
    }
    console.note(counted(all.len(), "concept"));
    Ok(Exit::Success)
}

impl Arguments {
    fn options(&self, console: &Console) -> Result<GeneratorOptions> {
        let concepts = self.concept.iter().map(|name| named(name)).collect::<Result<Vec<_>>>()?.concat();
        let mut avoided = Avoided::default();
        for path in &self.avoid {
            avoided.add(&tasks::load(Some(path), None, console)?);
        }
        let replays = self.replay.as_deref().map(|path| replays::read(path, console)).transpose()?.unwrap_or_default();
        let inputs = self.inputs.as_deref().map(|path| tasks::load(Some(path), None, console)).transpose()?;
        Ok(GeneratorOptions {
            seed: self.seed,
            held_out: self.held_out(&concepts)?,
            concepts,
            difficulties: self.difficulty.clone(),
            avoided: Arc::new(avoided),
            replays,
            inputs: inputs.as_ref().map(|dataset| inputs_by_task(&dataset.tasks)).unwrap_or_default(),
        })
    }

    /// What the tasks depend on, beside seed and held-out concepts.
    fn identity(&self) -> Value {
        json!({
            "count": self.count,
            "start": self.start,
            "layout": format!("{:?}", self.layout).to_lowercase(),
            "concepts": self.concept,
            "difficulties": self.difficulty.iter().map(|difficulty| difficulty.name()).collect::<Vec<_>>(),
            "avoid": self.avoid.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
            "replay": self.replay.as_ref().map(|path| path.to_string_lossy()),
            "inputs": self.inputs.as_ref().map(|path| path.to_string_lossy()),
        })
    }

    fn held_out(&self, concepts: &[&'static Concept]) -> Result<Vec<&'static Concept>> {
        match &self.holdout[..] {
            [fraction] if fraction.parse::<f64>().is_ok_and(|fraction| (0.0..=1.0).contains(&fraction)) => {
                let mut all: Vec<&'static Concept> =
                    if concepts.is_empty() { Concept::all().iter().collect() } else { concepts.to_vec() };
                let fraction: f64 = fraction.parse()?;
                let count = (fraction * all.len() as f64).round() as usize;
                Sampler::new(self.seed).shuffle(&mut all);
                all.truncate(count);
                Ok(all)
            }
            names => Ok(names.iter().map(|name| named(name)).collect::<Result<Vec<_>>>()?.concat()),
        }
    }
}

/// The concept of a name, or all concepts of a group.
fn named(name: &str) -> Result<Vec<&'static Concept>> {
    if let Some(concept) = Concept::find(name) {
        return Ok(vec![concept]);
    }
    let group = Concept::of_group(name);
    if group.is_empty() {
        let known = Concept::all().iter().flat_map(|concept| [concept.name, concept.group]);
        return Err(no_input(format!("there is no concept `{name}`{}", nearest::proposal(name, known))));
    }
    Ok(group)
}
