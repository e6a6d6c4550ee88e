//! `arc solve`: tasks in, submission out.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::replace;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use data::{Dataset, Submission, Task, result_sheet, to_png};

use crate::console::Console;
use crate::exit::{Exit, bad_data, no_input, usage};
use crate::options::shard::{self, Deal, Shard, ShardChoice};
use crate::options::solver::{Solver, SolverArguments};
use crate::options::style::StyleArguments;
use crate::options::tasks::{self, DataArguments};
use crate::options::units;
use crate::run::delivery::Delivery;
use crate::run::fingerprint;
use crate::run::interrupt::Interrupt;
use crate::run::pool::{Ending, Event, Finished, core_count, solve_all, thread_count};
use crate::run::progress::Progress;
use crate::run::record::TaskRecord;
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
    ///
    /// A file that is there with other answers is kept as FILE.~1~, FILE.~2~ and so on. Without this option, the file is
    /// submission.json, or submission.I-of-N.json for one share of several
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write no submission
    #[arg(long, conflicts_with = "out")]
    no_out: bool,
    /// Replace what is there: a submission without keeping a copy, and results of another run
    #[arg(long)]
    force: bool,
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
/// If there is nothing to solve, the results are of another run, or a file cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let interrupt = Interrupt::install()?;
    let begun = Instant::now();
    if arguments.out.as_deref().is_some_and(is_standard_output) {
        if arguments.json {
            return Err(usage("submission and report cannot both go to standard output"));
        }
        console.leave_standard_output();
    }
    let mut dataset = arguments.data.load(console)?;
    let shard = arguments.select(&mut dataset, console)?;
    let solver = arguments.solver.build()?;
    let jobs = arguments.threads(dataset.tasks.len(), solver.limits.memory, console)?;
    interrupt.heed();
    let mut run = Run::begin(arguments, &dataset, shard, &solver, console)?;

    let todo = dataset.tasks.iter().filter(|task| !run.records.contains_key(&task.id));
    let todo: Vec<Arc<Task>> = todo.map(|task| Arc::new(task.clone())).collect();
    if todo.len() < dataset.tasks.len() {
        let known = counted(dataset.tasks.len() - todo.len(), "task");
        console.note(format_args!("{known} taken over from earlier runs"));
    }
    if let Some(estimate) = estimate(todo.len(), jobs, solver.limits.time, arguments.deadline) {
        console.note(estimate);
    }
    let mut progress = Progress::new(console, todo.len());
    let mut is_warned = false;
    // The last few percent are for ending what is under way, and for saving.
    let deadline = arguments.deadline.and_then(|time| begun.checked_add(time - time / 32));
    let ending = Ending { interrupt: interrupt.clone(), deadline };
    solve_all(todo, solver.limits, &solver.models, jobs, ending, |event| {
        if let Event::Finished(finished) = event {
            let record = run.accept(&finished)?;
            progress.advance(!record.programs.is_empty());
            if console.is_verbose() {
                let by = record.answered_by();
                let stop = stop_in_words(&record.stop);
                progress.say(format_args!("{}: {by}, {:.2} s, {stop}", record.id, record.cpu_seconds));
            }
        }
        if let Err(error) = run.delivery.catch_up()
            && !replace(&mut is_warned, true)
        {
            progress.say(format_args!("warning: {error:#}; this is tried again until the end"));
        }
        Ok(())
    })?;
    progress.finish();
    let delivered = run.delivery.finish();
    let reported = run.report(&interrupt, console);
    delivered?;
    // A terminal that has gone takes no report; all is saved.
    if interrupt.is_requested() { Ok(reported.unwrap_or(Exit::CutShort)) } else { reported }
}

/// How long a run takes at most on a machine that has nothing else to do, if that is a minute or more.
fn estimate(tasks: usize, jobs: usize, limit: Option<Duration>, deadline: Option<Duration>) -> Option<String> {
    let at_a_time = jobs.min(core_count()).min(tasks).max(1);
    let most = limit?.checked_mul(tasks.div_ceil(at_a_time).try_into().ok()?)?;
    let most = deadline.map_or(most, |deadline| most.min(deadline));
    let minutes = Duration::from_secs(60 * most.as_secs().div_ceil(60));
    let (tasks, jobs) = (counted(tasks, "task"), counted(jobs, "job"));
    (most.as_secs() >= 60)
        .then(|| format!("{tasks}, {jobs}: at most {} on an idle machine", humantime::format_duration(minutes)))
}

impl Arguments {
    /// The threads for some tasks, as many as their memory allows.
    fn threads(&self, tasks: usize, memory: u64, console: &Console) -> Result<usize> {
        let wanted = thread_count(self.jobs, console);
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

    /// The file of the submission; each share has one of its own, so that none replaces that of another.
    fn out(&self, shard: Option<Shard>) -> Option<PathBuf> {
        let default = || match shard {
            Some(shard) => PathBuf::from(format!("submission.{}.json", shard.to_string().replace('/', "-of-"))),
            None => PathBuf::from("submission.json"),
        };
        (!self.no_out).then(|| self.out.clone().unwrap_or_else(default))
    }
}

/// A run in progress: what is known and where it goes.
struct Run<'a> {
    arguments: &'a Arguments,
    dataset: &'a Dataset,
    shard: Option<Shard>,
    solver: &'a Solver,
    program: Option<String>,
    out: Option<PathBuf>,
    results: Option<Folder>,
    pictures: Option<Folder>,
    records: BTreeMap<String, TaskRecord>,
    delivery: Delivery,
    has_failures: bool,
    cut_short: usize,
}

impl<'a> Run<'a> {
    /// Takes over the results of an earlier run and puts a submission on disk, before anything that takes time.
    fn begin(
        arguments: &'a Arguments,
        dataset: &'a Dataset,
        shard: Option<Shard>,
        solver: &'a Solver,
        console: &Console,
    ) -> Result<Run<'a>> {
        let folder = |path: &Option<PathBuf>, ending| path.as_ref().map(|path| Folder::open(path, ending)).transpose();
        let program = arguments.results.as_ref().and_then(|_| fingerprint::of_program());
        let results = folder(&arguments.results, "json")?;
        let (mut submission, mut records) = (Submission::empty(&dataset.tasks), BTreeMap::new());
        for task in &dataset.tasks {
            let recalled = results.as_ref().map_or(Ok(None), |results| results.recall(&task.id));
            let recalled = if arguments.force { recalled.unwrap_or(None) } else { recalled? };
            let Some(record) = recalled else { continue };
            let mut differences = record.origin.differences(&solver.origin(task, program.clone()));
            if record.attempts.len() != task.tests.len() {
                differences.push("another number of tests".to_owned());
            }
            match (differences.is_empty(), arguments.force) {
                (true, _) => {}
                (false, true) => continue,
                (false, false) => return Err(of_another_run(results.as_ref(), &task.id, &differences)),
            }
            submission.set(&task.id, record.grids().context("a recalled record has grids")?);
            if !record.cut_short {
                let record = if arguments.json { record } else { record.shortened() };
                records.insert(task.id.clone(), record);
            }
        }
        let out = arguments.out(shard);
        let delivery = Delivery::begin(out.as_deref(), submission, arguments.force, console)?;
        let pictures = folder(&arguments.pictures(), "png")?;
        let (has_failures, cut_short) = (false, 0);
        Ok(Run {
            arguments,
            dataset,
            shard,
            solver,
            program,
            out,
            results,
            pictures,
            records,
            delivery,
            has_failures,
            cut_short,
        })
    }

    /// Takes in the result of a task.
    fn accept(&mut self, finished: &Finished) -> Result<&TaskRecord> {
        let Finished { task, solution, cpu, is_cut_short } = finished;
        let origin = self.solver.origin(task, self.program.clone());
        let mut record = match solution {
            Some(solution) => TaskRecord::new(task, solution, *cpu, origin),
            None => TaskRecord::failed(task, *cpu, origin),
        };
        record.cut_short = *is_cut_short;
        let grids = record.grids().context("a solution holds grids")?;
        if let Some(results) = self.results.as_ref().filter(|_| solution.is_some()) {
            self.delivery.put(results.file(&task.id), format!("{}\n", serde_json::to_string(&record)?).into_bytes());
        }
        if let Some(pictures) = &self.pictures {
            let style = self.arguments.style.picture();
            let sheet = result_sheet(task, &grids, self.dataset.answers.of(&task.id), &style);
            self.delivery.put(pictures.file(&task.id), to_png(&sheet));
        }
        self.delivery.answer(&task.id, grids);
        self.has_failures |= solution.is_none();
        self.cut_short += usize::from(*is_cut_short);
        let record = if self.arguments.json { record } else { record.shortened() };
        let slot = self.records.entry(task.id.clone());
        Ok(slot.insert_entry(record).into_mut())
    }

    fn report(mut self, interrupt: &Interrupt, console: &mut Console) -> Result<Exit> {
        let tasks = &self.dataset.tasks;
        let records: Vec<Option<TaskRecord>> = tasks.iter().map(|task| self.records.remove(&task.id)).collect();
        let left = records.iter().filter(|record| record.is_none()).count() + self.cut_short;
        let is_cut_short = left > 0;
        let scores = known_scores(self.delivery.submission(), self.dataset);
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
        let is_interrupted = is_cut_short && interrupt.is_requested();
        if is_interrupted {
            console.note("cut short by a signal");
        } else if is_cut_short {
            console.note(format_args!("the deadline came before {} could be finished", counted(left, "task")));
        }
        self.say_where(console);
        Ok(match (is_interrupted, self.has_failures) {
            (true, _) => Exit::CutShort,
            (false, true) => Exit::Internal,
            (false, false) => self.arguments.data.exit(self.dataset),
        })
    }

    /// Says where everything went.
    fn say_where(&self, console: &Console) {
        let out = self.out.iter().filter(|out| !is_standard_output(out)).map(|out| out.display().to_string());
        let folder = |what: &str, folder: &Option<Folder>| {
            folder.as_ref().map(|folder| format!("{what} in {}", folder.path().display()))
        };
        let places = out.chain(folder("pictures", &self.pictures)).chain(folder("results", &self.results));
        let places: Vec<String> = places.collect();
        if !places.is_empty() {
            console.note(format_args!("wrote {}", places.join(", ")));
        }
    }
}

/// The error of a folder of results that this run cannot go on with.
fn of_another_run(results: Option<&Folder>, id: &str, differences: &[String]) -> anyhow::Error {
    let file = results.map(|results| results.file(id).display().to_string()).unwrap_or_default();
    let differences = differences.join("; ");
    bad_data(format!(
        "{file} is of another run ({differences}); name another folder with --results, or let --force solve anew and replace it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_told_if_it_is_a_minute() {
        let second = Some(Duration::from_secs(1));
        assert_eq!(estimate(59, 1, second, None), None);
        assert_eq!(estimate(61, 1, second, None).unwrap(), "61 tasks, 1 job: at most 2m on an idle machine");
        assert_eq!(
            estimate(1, 1, Some(Duration::from_secs(3600)), None).unwrap(),
            "1 task, 1 job: at most 1h on an idle machine"
        );
        assert_eq!(estimate(1000, 1, None, None), None);
        assert_eq!(estimate(usize::MAX, 1, second, None), None);
    }
}
