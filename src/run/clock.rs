//! CPU time of the threads that work on a task, which is what the task has cost.

use std::time::{Duration, Instant};

use rayon::ThreadPool;

/// A clock that measures the threads of a pool and can be read from any other thread.
#[derive(Clone, Debug)]
pub struct PoolClock(Vec<ThreadClock>);

impl PoolClock {
    /// The clock of a pool that has nothing to do at the moment.
    pub fn new(pool: &ThreadPool) -> PoolClock {
        PoolClock(pool.broadcast(|_| ThreadClock::of_this_thread()))
    }

    /// CPU time of all threads together; only differences mean something.
    pub fn read(&self) -> Duration {
        self.0.iter().map(ThreadClock::read).sum()
    }
}

/// The clock of one thread.
#[derive(Clone, Copy, Debug)]
enum ThreadClock {
    /// The CPU time clock of the thread.
    #[cfg(target_os = "linux")]
    Cpu(nix::time::ClockId),
    /// Wall time since the clock was made, which a thread's CPU time never exceeds.
    Wall(Instant),
}

impl ThreadClock {
    /// The clock of the calling thread; wall time where the system has no clock that other threads can read.
    fn of_this_thread() -> ThreadClock {
        #[cfg(target_os = "linux")]
        {
            // The kernel numbers the CPU clocks of threads so (include/linux/posix-timers_types.h); it is what
            // `pthread_getcpuclockid` computes, for which there is no safe wrapper.
            const PER_THREAD_SCHEDULED_TIME: i32 = 0b110;
            let thread = nix::unistd::gettid().as_raw();
            let clock = nix::time::ClockId::from_raw((!thread << 3) | PER_THREAD_SCHEDULED_TIME);
            if clock.now().is_ok() {
                return ThreadClock::Cpu(clock);
            }
        }
        ThreadClock::Wall(Instant::now())
    }

    fn read(&self) -> Duration {
        match self {
            #[cfg(target_os = "linux")]
            ThreadClock::Cpu(clock) => clock.now().map_or(Duration::ZERO, Duration::from),
            ThreadClock::Wall(start) => start.elapsed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_of_all_threads_counts_and_sleep_does_not() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let clock = PoolClock::new(&pool);
        if clock.0.iter().any(|clock| matches!(clock, ThreadClock::Wall(_))) {
            // Unlike `println!`, this is seen although the test passes.
            crate::console::say(format_args!("skipped: there are no CPU clocks here that other threads can read"));
            return;
        }
        let work = |amount: Duration| {
            let own = ThreadClock::of_this_thread();
            let start = own.read();
            while own.read() - start < amount {}
        };
        let before = clock.read();
        pool.broadcast(|_| work(Duration::from_millis(30)));
        let worked = clock.read() - before;
        assert!(worked >= Duration::from_millis(60), "two threads worked for {worked:?}");

        let before = clock.read();
        pool.broadcast(|_| std::thread::sleep(Duration::from_millis(100)));
        let slept = clock.read() - before;
        assert!(slept < Duration::from_millis(100), "sleeping took {slept:?} of CPU time");
    }
}
