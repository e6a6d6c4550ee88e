//! Signals that ask the run to end. The first one asks kindly. Those that follow soon after change nothing: a run is answered
//! within a moment, and what it found is not on the disk before. One that comes when the first is still not answered ends the
//! process at once, and so does one that comes before there is anything to save.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use crate::exit::Exit;

/// What the first signal has to be answered in before another one ends the process.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether a signal asked the run to end. Batch systems can send `SIGUSR1` ahead of their time limit, and a terminal that
/// goes away sends `SIGHUP`.
#[derive(Clone, Debug)]
pub struct Interrupt {
    requested: Arc<AtomicBool>,
    /// Whether the run looks whether a signal came.
    is_heeded: Arc<AtomicBool>,
}

impl Interrupt {
    /// Catches the signals from now on; `SIGHUP` stays ignored under `nohup`. Until the run heeds them, they end the process.
    ///
    /// # Errors
    /// If the system does not let the process catch them.
    pub fn install() -> io::Result<Interrupt> {
        let (requested, is_heeded) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let mut caught = vec![SIGINT, SIGTERM, SIGUSR1];
        if !is_ignored(SIGHUP) {
            caught.push(SIGHUP);
        }
        for &signal in &caught {
            flag::register(signal, requested.clone())?;
        }
        let mut signals = Signals::new(&caught)?;
        let heeds = is_heeded.clone();
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            let mut first = None;
            for _ in signals.forever() {
                let waited = first.get_or_insert_with(Instant::now).elapsed();
                if waited > PATIENCE || !heeds.load(Ordering::Relaxed) {
                    process::exit(Exit::CutShort as i32);
                }
            }
        })?;
        Ok(Interrupt { requested, is_heeded })
    }

    /// From now on the run itself looks whether a signal came.
    pub fn heed(&self) {
        self.is_heeded.store(true, Ordering::Relaxed);
    }

    /// An interrupt that never comes.
    #[cfg(test)]
    pub fn never() -> Interrupt {
        Interrupt { requested: Arc::default(), is_heeded: Arc::default() }
    }

    /// Whether a signal came.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }
}

/// Whether the process was started with a signal ignored; `false` where the system does not tell.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
