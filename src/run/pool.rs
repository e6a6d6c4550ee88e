//! Many tasks on several threads, each within its limits of CPU time.
//!
//! A worker solves one task at a time on a pool of threads of its own, mostly a pool of one, so the CPU clocks of these
//! threads are the cost of the task. A watchdog reads them and cancels a search that uses up its time; a signal cancels
//! all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use data::{Budget, Cancel, Task};
use ensemble::{Models, Solution, SolveOptions, StopReason, Techniques};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::run::clock::PoolClock;
use crate::run::interrupt::Interrupt;

/// Evaluators recurse over programs and objects; two megabytes, the default, would do for programs alone.
const STACK_BYTES: usize = 16 << 20;

/// Number of cores of this machine.
pub fn core_count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
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
#[derive(Clone, Copy, Debug)]
pub struct Ending<'e> {
    /// A signal.
    pub interrupt: &'e Interrupt,
    /// The time by which the run is to be over.
    pub deadline: Option<Instant>,
}

impl Ending<'_> {
    /// Whether the run is to end now.
    pub fn has_come(&self) -> bool {
        self.interrupt.is_requested() || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// A task that came to an end.
pub struct Finished<'a> {
    /// The task.
    pub task: &'a Task,
    /// Its solution; `None` if the solver broke down.
    pub solution: Option<Solution>,
    /// CPU time it took.
    pub cpu: Duration,
    /// Whether the end of the run cut it short.
    pub is_cut_short: bool,
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

/// Solves tasks in order on `threads` threads and passes each to `handle`, on the calling thread, when it is finished.
/// When the end has come, or after an error of `handle`, the searches under way are cancelled and no other is begun.
///
/// # Errors
/// Those of `handle`, and if threads cannot be started.
pub fn solve_all<'a>(
    tasks: &[&'a Task],
    limits: Limits,
    models: &Models,
    threads: usize,
    ending: Ending<'_>,
    mut handle: impl FnMut(Finished<'a>) -> Result<()>,
) -> Result<()> {
    let workers = hire(threads, tasks.len())?;
    let next = AtomicUsize::new(0);
    let at_work = AtomicUsize::new(workers.len());
    let has_failed = AtomicBool::new(false);
    let must_stop = || has_failed.load(Ordering::Relaxed) || ending.has_come();
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for worker in &workers {
            let (sender, next, at_work, must_stop) = (sender.clone(), &next, &at_work, &must_stop);
            scope.spawn(move || {
                while let Some(&task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !must_stop()) {
                    // The receiver lives as long as the workers do.
                    let _ = sender.send(worker.solve(task, limits, models, ending));
                }
                at_work.fetch_sub(1, Ordering::Relaxed);
            });
        }
        drop(sender);
        scope.spawn(|| watch(&workers, limits.time, &at_work, &must_stop));
        let result = receiver.iter().try_for_each(&mut handle);
        has_failed.store(result.is_err(), Ordering::Relaxed);
        result
    })
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

impl Worker {
    fn solve<'a>(&self, task: &'a Task, limits: Limits, models: &Models, ending: Ending<'_>) -> Finished<'a> {
        let Limits { searches, ticks, prediction_ticks, memory, without, .. } = limits;
        let options = SolveOptions { budget: Budget::new(ticks, memory), prediction_ticks, searches, without };
        let start = self.clock.read();
        *self.search() = Some(Search { start, cancel: options.budget.cancel.clone() });
        let solve = || self.pool.install(|| ensemble::solve(task, &options, models));
        let solution = catch_unwind(AssertUnwindSafe(solve)).ok();
        *self.search() = None;
        let cpu = self.clock.read().saturating_sub(start);
        let is_cancelled = solution.as_ref().is_some_and(|solution| solution.stop == StopReason::Cancelled);
        Finished { task, solution, cpu, is_cut_short: is_cancelled && ending.has_come() }
    }

    /// The search under way. Nothing that holds the lock panics half way, so a poisoned one is as good as any.
    fn search(&self) -> MutexGuard<'_, Option<Search>> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cancels searches whose time is up, and all of them when the run is to end; returns when nobody is at work.
fn watch(workers: &[Worker], limit: Option<Duration>, at_work: &AtomicUsize, must_stop: &impl Fn() -> bool) {
    const SHORTEST_NAP: Duration = Duration::from_millis(1);
    const LONGEST_NAP: Duration = Duration::from_millis(10);
    while at_work.load(Ordering::Relaxed) > 0 {
        let mut nap = LONGEST_NAP;
        for worker in workers {
            let search = worker.search();
            let Some(search) = &*search else { continue };
            let left = limit.map(|limit| limit.saturating_sub(worker.clock.read().saturating_sub(search.start)));
            if must_stop() || left == Some(Duration::ZERO) {
                search.cancel.cancel();
            }
            // The CPU time of a thread passes no faster than the wall clock, so little is missed by sleeping that long.
            let threads = worker.pool.current_num_threads() as u32;
            nap = nap.min(left.map_or(LONGEST_NAP, |left| left / threads));
        }
        thread::sleep(nap.max(SHORTEST_NAP));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use arc_dsl::{Color, Grid};
    use data::Pair;

    /// A task that no program explains.
    fn noise() -> Task {
        let mut state = 1u32;
        let mut grid = || {
            let cell = |_, _| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Color::ALL[(state >> 24) as usize % 10]
            };
            Arc::new(Grid::from_fn(9, 9, cell).unwrap())
        };
        let train = (0..4).map(|_| Pair { input: grid(), output: grid() }).collect();
        Task { id: "noise".to_string(), train, tests: vec![grid()] }
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

    fn solve(tasks: &[&Task], time: Duration, threads: usize) -> Vec<(Duration, StopReason)> {
        let mut ends = Vec::new();
        let ending = Ending { interrupt: &Interrupt::never(), deadline: None };
        solve_all(tasks, within(time), &Models::default(), threads, ending, |finished| {
            ends.push((finished.cpu, finished.solution.unwrap().stop));
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
            for (cpu, stop) in solve(&[&noise, &noise, &noise], limit, threads) {
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
        let noise = noise();
        let limits = within(Duration::from_millis(50));
        let mut handled = 0;
        let ending = Ending { interrupt: &Interrupt::never(), deadline: None };
        let result = solve_all(&[&noise; 50], limits, &Models::default(), 1, ending, |_| {
            handled += 1;
            anyhow::bail!("the disk is full")
        });
        assert_eq!(result.unwrap_err().to_string(), "the disk is full");
        assert_eq!(handled, 1);
    }
    #[test]
    fn at_the_deadline_work_is_cut_short_and_no_task_is_begun() {
        let noise = noise();
        let limits = within(Duration::from_secs(3600));
        let deadline = Some(Instant::now() + Duration::from_millis(200));
        let ending = Ending { interrupt: &Interrupt::never(), deadline };
        let mut ends = Vec::new();
        solve_all(&[&noise; 50], limits, &Models::default(), 2, ending, |finished| {
            ends.push((finished.is_cut_short, finished.solution.unwrap().stop));
            Ok(())
        })
        .unwrap();
        assert_eq!(ends, [(true, StopReason::Cancelled); 2]);
    }
}
