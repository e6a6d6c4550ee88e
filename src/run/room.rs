//! How many tasks at a time fit into the memory that this process may have: refusing beats being killed half way.
//!
//! Two limits are asked for, where the system tells them: that of the address space (`ulimit -v`), which also counts what is
//! only reserved, and that of the control group (containers, batch systems). What a task needs beside the memory of its
//! search, and what the process needs once, were measured over the largest inputs (`benches/limits.py`).

use std::fs;

use anyhow::Result;

use crate::exit::usage;

const MIB: u64 = 1 << 20;
/// What the process needs once: program, networks, data.
const ONCE: u64 = 150 * MIB;
/// What each task at a time needs beside its search: columns, tensors and forests.
const BESIDE: u64 = 200 * MIB;
/// Address space that each thread reserves: its stack, and the arena of the allocator.
const RESERVED: u64 = 160 * MIB;

/// Memory that this process may have, in bytes; `None` where nothing limits it or the system does not tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Address space.
    space: Option<u64>,
    /// Memory in use.
    used: Option<u64>,
}

impl Room {
    /// What the system tells.
    pub fn here() -> Room {
        let text = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let used = of_groups(&text("/proc/self/cgroup"), |path| fs::read_to_string(path).ok());
        Room { space: of_limits(&text("/proc/self/limits")), used }
    }

    /// How many of some tasks at a time fit, if each search may keep some bytes.
    fn tasks(self, memory: u64) -> u64 {
        let fit = |limit: Option<u64>, each: u64| {
            limit.map_or(u64::MAX, |limit| limit.saturating_sub(ONCE) / memory.saturating_add(each).max(1))
        };
        fit(self.space, BESIDE + RESERVED).min(fit(self.used, BESIDE))
    }

    /// How many of `wanted` threads are to be used; fewer only if the number `is_default`.
    ///
    /// # Errors
    /// If not even one task fits, or not as many as were asked for.
    pub fn threads(self, wanted: usize, is_default: bool, memory: u64) -> Result<usize> {
        let most = usize::try_from(self.tasks(memory)).unwrap_or(usize::MAX);
        if most >= wanted {
            return Ok(wanted);
        }
        if is_default && most > 0 {
            return Ok(most);
        }
        let size = |bytes: u64| format!("{} MiB", bytes / MIB);
        let limit = [self.space, self.used].into_iter().flatten().min().map_or(String::new(), size);
        let least = if most == 0 { "less --memory" } else { "fewer --jobs or less --memory" };
        let (jobs, memory) = (if is_default { 1 } else { wanted }, size(memory));
        Err(usage(format!(
            "{jobs} at a time with {memory} for each search do not fit into the {limit} that this process may have: give {least}"
        )))
    }
}

/// The soft limit of the address space from the text of `/proc/self/limits`.
fn of_limits(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The lowest memory limit of the control groups in the text of `/proc/self/cgroup`, those above them included; `read` gives the
/// text of a file.
fn of_groups(text: &str, read: impl Fn(&str) -> Option<String>) -> Option<u64> {
    let groups = text.lines().filter_map(|line| {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, path) = (parts.next()?, parts.next()?);
        let is_of_memory = controllers.split(',').any(|name| name == "memory");
        match (controllers, is_of_memory) {
            ("", _) => Some(("/sys/fs/cgroup", "memory.max", path)),
            (_, true) => Some(("/sys/fs/cgroup/memory", "memory.limit_in_bytes", path)),
            _ => None,
        }
    });
    let limits = groups.flat_map(|(root, file, path)| {
        let places = path.match_indices('/').map(|(end, _)| &path[..end]).chain([path.trim_end_matches('/')]);
        places.filter_map(|place| read(&format!("{root}{place}/{file}"))?.trim().parse().ok()).collect::<Vec<u64>>()
    });
    // Without a limit, the older version tells a number near the largest there is.
    limits.filter(|&limit| limit < 1 << 60).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Room = Room { space: None, used: None };

    #[test]
    fn tasks_at_a_time_are_as_many_as_fit() {
        let memory = 350 * MIB;
        assert_eq!(NONE.threads(16, true, memory).unwrap(), 16);
        let group = Room { used: Some(2048 * MIB), ..NONE };
        assert_eq!(group.threads(16, true, memory).unwrap(), 3, "150 once, and 550 each");
        assert_eq!(group.threads(3, false, memory).unwrap(), 3);
        let space = Room { space: Some(2048 * MIB), ..group };
        assert_eq!(space.threads(16, true, memory).unwrap(), 2, "and 160 that are reserved");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let group = Room { used: Some(2048 * MIB), ..NONE };
        let said = |result: Result<usize>| result.unwrap_err().to_string();
        let jobs = said(group.threads(4, false, 350 * MIB));
        assert!(jobs.contains("4 at a time") && jobs.contains("2048 MiB") && jobs.contains("--jobs"), "{jobs}");
        let one = said(group.threads(16, true, 4096 * MIB));
        assert!(one.contains("1 at a time with 4096 MiB") && !one.contains("--jobs"), "{one}");
        assert!(group.threads(1, true, u64::MAX).is_err());
    }

    #[test]
    fn limits_are_read_as_the_system_writes_them() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units\n\
                      Max stack size            8388608              unlimited            bytes\n\
                      Max address space         1048576000           unlimited            bytes\n";
        assert_eq!(of_limits(limits), Some(1_048_576_000));
        assert_eq!(of_limits(&limits.replace("1048576000", "unlimited ")), None);
        let read = |path: &str| match path {
            "/sys/fs/cgroup/job/step/memory.max" => Some("max\n".to_owned()),
            "/sys/fs/cgroup/job/memory.max" => Some("1000\n".to_owned()),
            "/sys/fs/cgroup/memory/old/memory.limit_in_bytes" => Some("9223372036854771712\n".to_owned()),
            "/sys/fs/cgroup/memory/small/memory.limit_in_bytes" => Some("500\n".to_owned()),
            _ => None,
        };
        assert_eq!(of_groups("0::/job/step\n", read), Some(1000), "a group is within those above it");
        assert_eq!(of_groups("5:cpu:/old\n4:memory:/old\n", read), None);
        assert_eq!(of_groups("4:cpu,memory:/small\n0::/\n", read), Some(500));
        assert_eq!(of_groups("", read), None);
    }
}
