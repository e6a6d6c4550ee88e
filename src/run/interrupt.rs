//! Signals that ask the run to end: the first asks kindly, the second ends the process at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM, SIGUSR1};
use signal_hook::flag;

use crate::exit::Exit;

/// Whether a signal asked the run to end. Batch systems can send `SIGUSR1` ahead of their time limit.
#[derive(Clone, Debug)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Catches the signals from now on.
    ///
    /// # Errors
    /// If the system does not let the process catch them.
    pub fn install() -> io::Result<Interrupt> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGUSR1] {
            // In this order the second signal finds the flag set and ends the process.
            flag::register_conditional_shutdown(signal, Exit::CutShort as i32, flag.clone())?;
            flag::register(signal, flag.clone())?;
        }
        Ok(Interrupt(flag))
    }

    /// An interrupt that never comes.
    #[cfg(test)]
    pub fn never() -> Interrupt {
        Interrupt(Arc::default())
    }

    /// Whether a signal came.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
