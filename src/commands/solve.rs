//! `arc solve`: tasks in, submission out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use data::{Dataset, Submission, Task, result_sheet, to_png};

use crate::console::Console;
use crate::exit::{Exit, no_input, usage};
use crate::options::shard::{self, Deal, Shard, ShardChoice};
use crate::options::solver::{Solver, SolverArguments};
use crate::options::style::StyleArguments;
use crate::options::tasks::{self, DataArguments};
use crate::options::units;
use crate::run::delivery::Delivery;
use crate::run::fingerprint;
use crate::run::interrupt::Interrupt;
use crate::run::pool::{Ending, Finished, core_count, solve_all};
use crate::run::progress::Progress;
use crate::run::record::{Origin, TaskRecord};
use crate::run::room::Room;
use crate::run::store::{Folder, is_standard_output};
use crate::show::report::{Report, known_scores, write_json};
use crate::words::{counted, stop_in_words};

/// Arguments of `arc solve`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    data: DataArguments,
    /// The submission file; complete at any moment from the start on. `-`, a pipe or a device gets it at the end, and with
    /// `-` the report goes to standard error
    #[arg(short, long, value_name = "FILE", default_value = "submission.json")]
    out: PathBuf,
    /// Threads, and so tasks to solve at a time; without it, one per core
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Wall time for the whole run, for instance 11h30m: when it is over, no task is begun, those under way answer with what they
    /// have, and all is saved
    #[arg(long, value_name = "TIME", value_parser = units::duration)]
    deadline: Option<Duration>,
    /// Only this task; may be repeated
    #[arg(short, long, value_name = "ID", value_delimiter = ',')]
    task: Vec<String>,
    /// Only the first N tasks
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only share I of N, counted from 1; auto/N takes I from the id of a member of an array job: HQ_TASK_ID,
    /// SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX. In a Slurm array this is the default, unless --task, a single task or
    /// standard input is given; 1/1 is everything
    #[arg(long, value_name = "I/N")]
    shard: Option<ShardChoice>,
    /// Draw each task with its answers into this folder; for the built-in set the default is `pictures`
    #[arg(long, value_name = "DIR")]
    pictures: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArguments,
    /// Keep one result file per task in this folder, and take over those of an earlier run with the same `arc`, data and
    /// options
    #[arg(long, value_name = "DIR")]
    results: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    solver: SolverArguments,
}

/// Runs the command.
///
/// # Errors
/// If there is nothing to solve or a file cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let begun = Instant::now();
    if is_standard_output(&arguments.out) {
        if arguments.json {
            return Err(usage("submission and report cannot both go to standard output"));
        }
        console.leave_standard_output();
    }
    let mut dataset = arguments.data.load(console)?;
    let shard = arguments.select(&mut dataset, console)?;
    let solver = arguments.solver.build()?;
    let jobs = arguments.threads(dataset.tasks.len(), solver.limits.memory, console)?;
    let interrupt = Interrupt::install()?;
    let mut run = Run::begin(arguments, &dataset, shard, &solver)?;
    run.resume()?;

    let todo: Vec<&Task> = dataset.tasks.iter().filter(|task| !run.records.contains_key(&task.id)).collect();
    if todo.len() < dataset.tasks.len() {
        let known = counted(dataset.tasks.len() - todo.len(), "task");
        console.note(format_args!("{known} taken over from earlier runs"));
    }
    if let Some(most) = longest(todo.len(), jobs, solver.limits.time) {
        console.note(format_args!("{}, {jobs} at a time: at most about {most}", counted(todo.len(), "task")));
    }
    let mut progress = Progress::new(console, todo.len());
    let deadline = arguments.deadline.and_then(|time| begun.checked_add(time));
    let ending = Ending { interrupt: &interrupt, deadline };
    let result = solve_all(&todo, solver.limits, &solver.models, jobs, ending, |finished| {
        let record = run.accept(&finished)?;
        progress.advance(!record.programs.is_empty());
        if console.is_verbose() {
            let by = record.answered_by();
            let stop = stop_in_words(&record.stop);
            progress.say(format_args!("{}: {by}, {:.2} s, {stop}", record.id, record.cpu_seconds));
        }
        Ok(())
    });
    progress.finish();
    run.delivery.finish(&run.submission)?;
    result?;
    run.report(&interrupt, console)
}

/// How long some tasks take at most, in words, if each uses up its time and every thread has a core; `None` where it cannot be
/// known or is of no interest.
fn longest(tasks: usize, jobs: usize, time: Option<Duration>) -> Option<String> {
    let rounds = u32::try_from(tasks.div_ceil(jobs)).ok()?;
    let most = time.filter(|_| tasks > 1)?.checked_mul(rounds)?;
    Some(humantime::format_duration(Duration::from_secs(most.as_secs_f64().ceil() as u64)).to_string())
}

impl Arguments {
    /// The threads for some tasks, as many as their memory allows.
    fn threads(&self, tasks: usize, memory: u64, console: &Console) -> Result<usize> {
        let wanted = self.jobs.map_or_else(core_count, usize::from);
        let at_a_time = wanted.min(tasks.max(1));
        let fitting = Room::here().threads(at_a_time, self.jobs.is_none(), memory)?;
        if fitting == at_a_time {
            return Ok(wanted);
        }
        console.note(format_args!("{fitting} of {wanted} threads, as more would not fit into memory"));
        Ok(fitting)
    }

    /// Keeps only the tasks that the arguments choose; returns the share that they are.
    fn select(&self, dataset: &mut Dataset, console: &Console) -> Result<Option<Shard>> {
        let find = |id: &String| tasks::find(dataset, id).map(|task| task.id.clone());
        let wanted = self.task.iter().map(find).collect::<Result<BTreeSet<String>>>()?;
        if !wanted.is_empty() {
            dataset.retain(|task| wanted.contains(&task.id));
        }
        if let Some(limit) = self.limit {
            dataset.tasks.truncate(limit);
        }
        if dataset.tasks.is_empty() {
            return Err(no_input("no task is chosen"));
        }
        // What was chosen one by one is not shared out by the way.
        let is_shared = self.task.is_empty() && !self.data.is_standard_input() && dataset.tasks.len() > 1;
        match shard::choose(self.shard, is_shared).map_err(no_input)? {
            Deal::All(warning) => {
                warning.into_iter().for_each(|warning| console.warn(warning));
                Ok(None)
            }
            Deal::Share(shard, origin) => {
                let all = counted(dataset.tasks.len(), "task");
                dataset.retain(|task| shard.contains(&task.id));
                console.note(format_args!("share {shard} from {origin}: {} of {all}", dataset.tasks.len()));
                if dataset.tasks.is_empty() {
                    return Err(no_input(format!("share {shard} holds none of {all}; fewer shares would do")));
                }
                Ok(Some(shard))
            }
        }
    }
}

impl Arguments {
    /// The folder for pictures: a first run without arguments should leave something to look at.
    fn pictures(&self) -> Option<PathBuf> {
        let default = self.data.is_built_in().then(|| PathBuf::from("pictures"));
        self.pictures.clone().or(default)
    }
}

/// A run in progress: what is known and where it goes.
struct Run<'a> {
    arguments: &'a Arguments,
    dataset: &'a Dataset,
    shard: Option<Shard>,
    solver: &'a Solver,
    program: Option<String>,
    results: Option<Folder>,
    pictures: Option<Folder>,
    submission: Submission,
    records: BTreeMap<String, TaskRecord>,
    delivery: Delivery,
    has_failures: bool,
    cut_short: usize,
}

impl<'a> Run<'a> {
    /// Puts a blank submission on disk, before anything that takes time.
    fn begin(
        arguments: &'a Arguments,
        dataset: &'a Dataset,
        shard: Option<Shard>,
        solver: &'a Solver,
    ) -> Result<Run<'a>> {
        let folder = |path: &Option<PathBuf>, ending| path.as_ref().map(|path| Folder::open(path, ending)).transpose();
        let submission = Submission::empty(&dataset.tasks);
        let delivery = Delivery::begin(&arguments.out, &submission)?;
        Ok(Run {
            arguments,
            dataset,
            shard,
            solver,
            program: arguments.results.as_ref().and_then(|_| fingerprint::of_program()),
            results: folder(&arguments.results, "json")?,
            pictures: folder(&arguments.pictures(), "png")?,
            delivery,
            submission,
            records: BTreeMap::new(),
            has_failures: false,
            cut_short: 0,
        })
    }

    /// Takes over the results of an earlier run.
    fn resume(&mut self) -> Result<()> {
        let Some(results) = &self.results else { return Ok(()) };
        for task in &self.dataset.tasks {
            let record = results.recall(&task.id, &self.origin(task));
            let Some(record) = record.filter(|record| record.attempts.len() == task.tests.len()) else { continue };
            self.submission.set(&task.id, record.grids().context("a recalled record has grids")?);
            let record = if self.arguments.json { record } else { record.shortened() };
            self.records.insert(task.id.clone(), record);
        }
        self.delivery.save(&self.submission)
    }

    /// Takes in the result of a task.
    fn accept(&mut self, finished: &Finished<'_>) -> Result<&TaskRecord> {
        let Finished { task, solution, cpu, is_cut_short } = finished;
        let origin = self.origin(task);
        let record = match solution {
            Some(solution) => TaskRecord::new(task, solution, *cpu, origin),
            None => TaskRecord::failed(task, *cpu, origin),
        };
        let grids = record.grids().context("a solution holds grids")?;
        if let Some(results) = &self.results
            && solution.is_some()
            && !is_cut_short
        {
            results.write(&task.id, format!("{}\n", serde_json::to_string(&record)?).as_bytes())?;
        }
        if let Some(pictures) = &self.pictures {
            let style = self.arguments.style.picture();
            let sheet = result_sheet(task, &grids, self.dataset.answers.of(&task.id), &style);
            pictures.write(&task.id, &to_png(&sheet))?;
        }
        self.submission.set(&task.id, grids);
        self.has_failures |= solution.is_none();
        self.cut_short += usize::from(*is_cut_short);
        self.delivery.save(&self.submission)?;
        let record = if self.arguments.json { record } else { record.shortened() };
        let slot = self.records.entry(task.id.clone());
        Ok(slot.insert_entry(record).into_mut())
    }

    fn origin(&self, task: &Task) -> Origin {
        self.solver.origin(task, self.program.clone())
    }

    fn report(mut self, interrupt: &Interrupt, console: &mut Console) -> Result<Exit> {
        let tasks = &self.dataset.tasks;
        let records: Vec<Option<TaskRecord>> = tasks.iter().map(|task| self.records.remove(&task.id)).collect();
        let left = records.iter().filter(|record| record.is_none()).count() + self.cut_short;
        let is_cut_short = left > 0;
        let scores = known_scores(&self.submission, self.dataset);
        let mut source = self.arguments.data.name();
        if let Some(shard) = self.shard {
            source.push_str(&format!(", share {shard}"));
        }
        let report =
            Report { source: &source, dataset: self.dataset, records: &records, scores: scores.as_ref(), is_cut_short };
        match self.arguments.json {
            true => write_json(console.out(), &report.to_json())?,
            false => {
                let width = console.terminal_width();
                report.write_table(console.out(), width)?;
            }
        }
        if is_cut_short && !interrupt.is_requested() {
            let (left, out) = (counted(left, "task"), self.arguments.out.display());
            console.note(format_args!("the deadline came before {left} could be finished; {out} holds what there is"));
        } else if is_cut_short {
            console.note(format_args!("cut short by a signal; {} holds what there is", self.arguments.out.display()));
            return Ok(Exit::CutShort);
        }
        Ok(if self.has_failures { Exit::Internal } else { self.arguments.data.exit(self.dataset) })
    }
}
