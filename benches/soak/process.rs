//! A process that is watched: what it says, uses and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::signal::{Signal, kill};
use nix::sys::time::TimeValLike;
use nix::unistd::Pid;

/// A signal and when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    pub signal: Signal,
    pub after: Duration,
}

/// How a process ended.
pub struct Ended {
    pub status: ExitStatus,
    /// What it said on both streams.
    pub said: String,
    /// CPU time, of the user and the system.
    pub cpu: Duration,
    /// Bytes of memory at its peak, as far as it was seen.
    pub peak: u64,
    /// From the signal to the end.
    pub answered_in: Option<Duration>,
}

/// The binary with arguments, in a folder, from beginning to end.
pub fn run(arguments: &[String], folder: &Path, cut: Option<Cut>) -> Ended {
    const NAP: Duration = Duration::from_millis(5);
    let before = cpu_of_children();
    let log = folder.join("said.txt");
    let out = fs::File::create(&log).expect("a log can be written");
    let err = out.try_clone().expect("a log can be shared");
    let mut command = Command::new(env!("CARGO_BIN_EXE_arc"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(out).stderr(err);
    let mut child = command.spawn().expect("the binary starts");
    let (start, mut sent, mut peak) = (Instant::now(), None, 0);
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            break status;
        }
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        if let Some(cut) = cut.filter(|cut| sent.is_none() && start.elapsed() >= cut.after) {
            // It may have ended in this moment.
            let _ = kill(Pid::from_raw(child.id().cast_signed()), cut.signal);
            sent = Some(Instant::now());
        }
        thread::sleep(NAP);
    };
    Ended {
        status,
        said: fs::read_to_string(&log).unwrap_or_default(),
        cpu: cpu_of_children() - before,
        peak,
        answered_in: sent.map(|sent| sent.elapsed()),
    }
}

fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage can be asked for");
    let microseconds = (usage.user_time() + usage.system_time()).num_microseconds();
    Duration::from_micros(microseconds.cast_unsigned())
}

fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}
