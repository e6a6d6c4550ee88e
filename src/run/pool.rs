//! Many tasks on several threads, each within its limits of CPU time.
//!
//! A worker solves one task at a time on a pool of threads of its own, mostly a pool of one, so the CPU clocks of these
//! threads are the cost of the task. A watchdog reads them and cancels a search that uses up its time; a signal cancels
//! all. A search that does not notice in time is left behind, and ends with the process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use data::{Budget, Cancel, Task};
use ensemble::{Models, Solution, SolveOptions, Techniques};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::console::Console;
use crate::run::clock::PoolClock;
use crate::run::interrupt::Interrupt;
use crate::words::counted;

/// Evaluators recurse over programs and objects; two megabytes, the default, would do for programs alone.
const STACK_BYTES: usize = 16 << 20;

/// How long searches have to notice a signal before the run goes on without them.
const GRACE: Duration = Duration::from_millis(50);

/// The same for a deadline, when nobody waits at the keyboard.
const GRACE_AT_DEADLINE: Duration = Duration::from_millis(500);

/// How often a run looks around while no task ends.
const MOMENT: Duration = Duration::from_millis(20);

/// Number of cores of this machine.
pub fn core_count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The threads for a number of jobs: one per core if it is left open, and no more than are of any use.
pub fn thread_count(jobs: Option<u16>, console: &Console) -> usize {
    let wanted = jobs.map_or_else(core_count, usize::from);
    let most = (4 * core_count()).max(16);
    if wanted > most {
        let cores = counted(core_count(), "core");
        console.warn(format_args!("--jobs {wanted}: {most} are used, which is more than enough for {cores}"));
    }
    wanted.min(most)
}

/// The limits of one task.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// Whether programs are searched for.
    pub searches: bool,
    /// Ticks of the search.
    pub ticks: u64,
    /// Ticks of network and forest, if they do not depend on those of the search.
    pub prediction_ticks: Option<u64>,
    /// CPU time of the search and the networks, kept by the watchdog.
    pub time: Option<Duration>,
    /// Bytes of the search.
    pub memory: u64,
    /// Techniques of the search to do without.
    pub without: Techniques,
}

/// What ends a run before all its tasks are done.
#[derive(Clone, Debug)]
pub struct Ending {
    /// A signal.
    pub interrupt: Interrupt,
    /// The time by which the run is to be over.
    pub deadline: Option<Instant>,
}

impl Ending {
    /// Whether the run is to end now.
    pub fn has_come(&self) -> bool {
        self.interrupt.is_requested() || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// A task that came to an end.
pub struct Finished {
    /// The task.
    pub task: Arc<Task>,
    /// Its solution; `None` if the solver broke down.
    pub solution: Option<Solution>,
    /// CPU time it took.
    pub cpu: Duration,
    /// Whether the end of the run cut it short.
    pub is_cut_short: bool,
}

/// What happens in a run, told to whoever it runs for.
pub enum Event {
    /// A task came to an end.
    Finished(Finished),
    /// A moment passed.
    Moment,
}

/// The workers of a run and all that they need.
struct Crew {
    workers: Vec<Worker>,
    tasks: Vec<Arc<Task>>,
    limits: Limits,
    models: Arc<Models>,
    ending: Ending,
    /// The task to begin next.
    next: AtomicUsize,
    /// Workers that have not gone home.
    at_work: AtomicUsize,
    has_failed: AtomicBool,
}

/// The threads of a worker and what they are at, as the watchdog sees it.
struct Worker {
    pool: ThreadPool,
    clock: PoolClock,
    search: Mutex<Option<Search>>,
}

/// A search under way.
struct Search {
    /// CPU time of the worker when it began.
    start: Duration,
    cancel: Cancel,
}

/// Solves tasks in order on `threads` threads and tells `handle`, on the calling thread, of each when it is finished, and
/// that time passes. When the end has come, or after an error of `handle`, the searches under way are cancelled and no other is begun.
///
/// # Errors
/// Those of `handle`, and if threads cannot be started.
pub fn solve_all(
    tasks: Vec<Arc<Task>>,
    limits: Limits,
    models: &Arc<Models>,
    threads: usize,
    ending: Ending,
    handle: impl FnMut(Event) -> Result<()>,
) -> Result<()> {
    let workers = hire(threads, tasks.len())?;
    let crew = Arc::new(Crew {
        at_work: AtomicUsize::new(workers.len()),
        workers,
        tasks,
        limits,
        models: models.clone(),
        ending,
        next: AtomicUsize::new(0),
        has_failed: AtomicBool::new(false),
    });
    let (sender, receiver) = mpsc::channel();
    let start = |work: Box<dyn FnOnce() + Send>| thread::Builder::new().spawn(work).context("cannot start threads");
    for index in 0..crew.workers.len() {
        let (crew, sender) = (crew.clone(), sender.clone());
        start(Box::new(move || crew.work(index, &sender)))?;
    }
    drop(sender);
    let watched = crew.clone();
    start(Box::new(move || watched.watch()))?;
    let result = receive(&receiver, &crew.ending, handle);
    crew.has_failed.store(result.is_err(), Ordering::Relaxed);
    result
}

/// Passes on what the workers send until all have gone home, or have not noticed in time that the end has come.
fn receive(receiver: &Receiver<Finished>, ending: &Ending, mut handle: impl FnMut(Event) -> Result<()>) -> Result<()> {
    let mut end = None;
    loop {
        match receiver.recv_timeout(MOMENT) {
            Ok(finished) => handle(Event::Finished(finished))?,
            Err(RecvTimeoutError::Timeout) => handle(Event::Moment)?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let grace = if ending.interrupt.is_requested() { GRACE } else { GRACE_AT_DEADLINE };
        if ending.has_come() && end.get_or_insert_with(Instant::now).elapsed() > grace {
            return receiver.try_iter().try_for_each(|finished| handle(Event::Finished(finished)));
        }
    }
}

/// As many workers as there are tasks to keep them busy; threads beyond that help within tasks.
fn hire(threads: usize, tasks: usize) -> Result<Vec<Worker>> {
    let threads = threads.max(1);
    let workers = threads.min(tasks);
    let shares = (0..workers).map(|index| threads / workers + usize::from(index < threads % workers));
    let worker = |share: usize| -> Result<Worker> {
        let pool = ThreadPoolBuilder::new().num_threads(share).stack_size(STACK_BYTES).build();
        let pool = pool.context("cannot start threads")?;
        Ok(Worker { clock: PoolClock::new(&pool), pool, search: Mutex::new(None) })
    };
    shares.map(worker).collect()
}

impl Crew {
    fn must_stop(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed) || self.ending.has_come()
    }

    /// What a worker does: one task after another, until there is none or the run is to end.
    fn work(&self, index: usize, sender: &Sender<Finished>) {
        while let Some(task) = self.tasks.get(self.next.fetch_add(1, Ordering::Relaxed)).filter(|_| !self.must_stop()) {
            // If nobody listens any more, nobody needs it.
            let _ = sender.send(self.workers[index].solve(task, self.limits, &self.models, &self.ending));
        }
        self.at_work.fetch_sub(1, Ordering::Relaxed);
    }

    /// Cancels searches whose time is up, and all of them when the run is to end; returns when nobody is at work.
    fn watch(&self) {
        const SHORTEST_NAP: Duration = Duration::from_millis(1);
        const LONGEST_NAP: Duration = Duration::from_millis(10);
        while self.at_work.load(Ordering::Relaxed) > 0 {
            let mut nap = LONGEST_NAP;
            for worker in &self.workers {
                let search = worker.search();
                let Some(search) = &*search else { continue };
                let spent = || worker.clock.read().saturating_sub(search.start);
                let left = self.limits.time.map(|limit| limit.saturating_sub(spent()));
                if self.must_stop() || left == Some(Duration::ZERO) {
                    search.cancel.cancel();
                }
                // The CPU time of a thread passes no faster than the wall clock, so little is missed by sleeping that long.
                let threads = worker.pool.current_num_threads() as u32;
                nap = nap.min(left.map_or(LONGEST_NAP, |left| left / threads));
            }
            thread::sleep(nap.max(SHORTEST_NAP));
        }
    }
}

impl Worker {
    fn solve(&self, task: &Arc<Task>, limits: Limits, models: &Models, ending: &Ending) -> Finished {
        let Limits { searches, ticks, prediction_ticks, memory, without, .. } = limits;
        let options = SolveOptions { budget: Budget::new(ticks, memory), prediction_ticks, searches, without };
        let start = self.clock.read();
        let cancel = options.budget.cancel.clone();
        *self.search() = Some(Search { start, cancel: cancel.clone() });
        let solve = || self.pool.install(|| ensemble::solve(task, &options, models));
        let solution = catch_unwind(AssertUnwindSafe(solve)).ok();
        *self.search() = None;
        let cpu = self.clock.read().saturating_sub(start);
        // The search may have ended by itself before, and what comes after it been cut short.
        Finished { task: task.clone(), solution, cpu, is_cut_short: cancel.is_cancelled() && ending.has_come() }
    }

    /// The search under way. Nothing that holds the lock panics half way, so a poisoned one is as good as any.
    fn search(&self) -> MutexGuard<'_, Option<Search>> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use arc_dsl::{Color, Grid};
    use data::Pair;
    use ensemble::StopReason;

    /// A task that no program explains.
    fn noise() -> Arc<Task> {
        let mut state = 1u32;
        let mut grid = || {
            let cell = |_, _| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Color::ALL[(state >> 24) as usize % 10]
            };
            Arc::new(Grid::from_fn(9, 9, cell).unwrap())
        };
        let train = (0..4).map(|_| Pair { input: grid(), output: grid() }).collect();
        Arc::new(Task { id: "noise".to_string(), train, tests: vec![grid()] })
    }

    /// Nothing but the time ends a search.
    fn within(time: Duration) -> Limits {
        Limits {
            searches: true,
            ticks: u64::MAX,
            prediction_ticks: None,
            time: Some(time),
            memory: u64::MAX,
            without: Techniques::NONE,
        }
    }

    fn solve(tasks: Vec<Arc<Task>>, time: Duration, threads: usize) -> Vec<(Duration, StopReason)> {
        let mut ends = Vec::new();
        let ending = Ending { interrupt: Interrupt::never(), deadline: None };
        solve_all(tasks, within(time), &Arc::default(), threads, ending, |event| {
            if let Event::Finished(finished) = event {
                ends.push((finished.cpu, finished.solution.unwrap().stop));
            }
            Ok(())
        })
        .unwrap();
        ends
    }

    #[test]
    fn the_watchdog_keeps_the_time() {
        let noise = noise();
        let limit = Duration::from_millis(300);
        for threads in [1, 2] {
            for (cpu, stop) in solve(vec![noise.clone(); 3], limit, threads) {
                assert_eq!(stop, StopReason::Cancelled);
                // The promise is a tenth; a machine that is busy with other things may wake the watchdog late.
                assert!(cpu >= limit && cpu < 2 * limit, "stopped after {cpu:?} of {limit:?} on {threads} threads");
            }
        }
    }

    #[test]
    fn threads_are_shared_out() {
        let shares = |threads, tasks| -> Vec<usize> {
            hire(threads, tasks).unwrap().iter().map(|worker| worker.pool.current_num_threads()).collect()
        };
        assert_eq!(shares(2, 5), [1, 1]);
        assert_eq!(shares(5, 2), [3, 2]);
        assert_eq!(shares(0, 1), [1]);
        assert!(shares(3, 0).is_empty());
    }

    #[test]
    fn an_error_ends_the_run() {
        let limits = within(Duration::from_millis(50));
        let mut handled = 0;
        let ending = Ending { interrupt: Interrupt::never(), deadline: None };
        let result = solve_all(vec![noise(); 50], limits, &Arc::default(), 1, ending, |event| {
            handled += usize::from(matches!(event, Event::Finished(_)));
            anyhow::ensure!(handled == 0, "the disk is full");
            Ok(())
        });
        assert_eq!(result.unwrap_err().to_string(), "the disk is full");
        assert_eq!(handled, 1);
    }

    #[test]
    fn at_the_deadline_work_is_cut_short_and_no_task_is_begun() {
        let limits = within(Duration::from_secs(3600));
        let deadline = Some(Instant::now() + Duration::from_millis(200));
        let ending = Ending { interrupt: Interrupt::never(), deadline };
        let mut ends = Vec::new();
        solve_all(vec![noise(); 50], limits, &Arc::default(), 2, ending, |event| {
            if let Event::Finished(finished) = event {
                ends.push((finished.is_cut_short, finished.solution.unwrap().stop));
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(ends, [(true, StopReason::Cancelled); 2]);
    }
}
