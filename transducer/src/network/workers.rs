//! Work on several samples at a time, each on one thread.
//!
//! A sample that stays on one thread keeps its activations in that core's cache. The tensor library spreads single
//! operations over the current pool of threads, so each worker gets a pool of its own with one thread; in a shared one, a
//! thread that waits inside an operation would pick up another sample and could wait for its own locks.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads that each work on a sample of their own.
pub struct Workers(Vec<ThreadPool>);

impl Workers {
    /// So many threads, at least one.
    ///
    /// # Panics
    /// If the system gives no threads.
    pub fn new(count: usize) -> Workers {
        let pool = |_| ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
        Workers((0..count.max(1)).map(pool).collect())
    }

    /// Applies a function to every item; the results are in the order of the items, whatever the number of threads.
    pub fn map<T: Sync, U: Send>(&self, items: &[T], function: impl Fn(&T) -> U + Sync) -> Vec<U> {
        let next = std::sync::atomic::AtomicUsize::new(0);
        let work = || {
            let mut made = Vec::new();
            loop {
                let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some(item) = items.get(at) else { return made };
                made.push((at, function(item)));
            }
        };
        let mut made: Vec<(usize, U)> = std::thread::scope(|scope| {
            let handles: Vec<_> = self.0.iter().map(|pool| scope.spawn(|| pool.install(work))).collect();
            handles.into_iter().flat_map(|handle| handle.join().expect("the function does not panic")).collect()
        });
        made.sort_by_key(|(at, _)| *at);
        made.into_iter().map(|(_, result)| result).collect()
    }
}
