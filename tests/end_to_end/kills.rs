//! Runs that are killed, ended and stopped at random moments, and begun again until they are done, leave what an undisturbed
//! run leaves.
//!
//! `ARC_TEST_KILLS` sets the number of disturbances of each command; `docs/lab/faults.md` tells what long runs gave.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use data::{Dataset, Sampler, Submission};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use transducer::Stored as _;

use crate::{folder, read_json};

/// A command, and what counts of what it leaves.
struct Work {
    arguments: &'static [&'static str],
    /// By name, what must be the same in the end.
    left: fn(&Path) -> BTreeMap<String, String>,
    /// Sixths of the disturbances that it gets: some are slow.
    share: usize,
    /// What must hold at any moment.
    always: fn(&Path),
    /// Whether something is done that a later run goes on with.
    has_begun: fn(&Path) -> bool,
}

fn kills() -> usize {
    std::env::var("ARC_TEST_KILLS").map_or(6, |number| number.parse().expect("ARC_TEST_KILLS is a number"))
}

fn begin(folder: &Path, work: &Work) -> Child {
    let mut command = Command::cargo_bin("arc").unwrap();
    for name in ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "HQ_TASK_ID"] {
        command.env_remove(name);
    }
    command.args(work.arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Runs to the end; gives the time it took.
fn finish(folder: &Path, work: &Work) -> Duration {
    let began = Instant::now();
    let output = begin(folder, work).wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {:?} {error}", work.arguments, output.status);
    began.elapsed()
}

/// Waits for a moment, disturbs a run, and waits for its end.
fn disturb(mut run: Child, after: Duration, signal: Signal, has_begun: impl Fn() -> bool) -> ExitStatus {
    let pid = Pid::from_raw(run.id() as i32);
    while !has_begun() && !is_over(pid) {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(after);
    // It may be over already, but it is not waited for yet, so that the number is still its own.
    kill(pid, signal).unwrap();
    if signal == Signal::SIGSTOP {
        std::thread::sleep(Duration::from_millis(20));
        kill(pid, Signal::SIGCONT).unwrap();
    }
    let mut error = String::new();
    std::io::Read::read_to_string(&mut run.stderr.take().unwrap(), &mut error).unwrap();
    let status = run.wait().unwrap();
    assert!(!error.contains("panicked"), "{error}");
    status
}

/// Whether a child that is not waited for yet has ended.
fn is_over(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_none_or(|rest| rest.trim_start().starts_with('Z'))
}

/// Every second disturbance comes at any moment, the others soon after something is done.
fn survives(work: &Work, seed: u64) {
    let whole = folder();
    let time = finish(whole.path(), work);
    let expected = (work.left)(whole.path());
    assert!(!expected.is_empty(), "{:?} leaves nothing", work.arguments);

    let mut sampler = Sampler::new(seed);
    let mut current = folder();
    for number in 0..kills() * work.share / 6 {
        let micros = time.as_micros() as usize;
        let waits = number % 2 == 0;
        let micros = if waits { micros / 4 } else { micros + micros / 4 };
        let after = Duration::from_micros(sampler.below(micros) as u64);
        let signal = [Signal::SIGKILL, Signal::SIGTERM, Signal::SIGKILL, Signal::SIGSTOP][sampler.below(4)];
        let has_begun = || !waits || (work.has_begun)(current.path());
        let status = disturb(begin(current.path(), work), after, signal, has_begun);
        let told = format!("{:?}: {signal} no. {number} after {after:?}: {status:?}", work.arguments);
        (work.always)(current.path());
        match status.code() {
            Some(0) => {
                assert_eq!((work.left)(current.path()), expected, "{told}");
                current = folder();
            }
            // On a busy machine, a process can be ended before it listens.
            None => assert!(matches!(signal, Signal::SIGKILL | Signal::SIGTERM), "{told}"),
            code => assert_eq!((code, signal), (Some(75), Signal::SIGTERM), "{told}"),
        }
    }
    finish(current.path(), work);
    assert_eq!((work.left)(current.path()), expected, "{:?}", work.arguments);
}

/// The texts of files that are the same in the end to the byte, by their names.
fn texts(folder: &Path, is_kept: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let kept = paths.filter(|path| path.is_file() && is_kept(&name(path)));
    kept.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn holds_json(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    names.into_iter().any(|name| name.to_string_lossy().ends_with(".json"))
}

#[test]
fn solve() {
    const IDS: &str =
        "gravity_down,kaleidoscope_tile,largest_object_crop,outline_objects,most_holes_crop,fill_enclosed";
    const WORK: Work = Work {
        arguments: &[
            "solve",
            "--task",
            IDS,
            "--ticks",
            "300k",
            "--predictors",
            "forest",
            "--network-time",
            "10ms",
            "--jobs",
            "2",
            "--out",
            "out.json",
            "--results",
            "results",
        ],
        left: |folder| {
            let mut left = texts(folder, |name| name == "out.json");
            for (name, text) in texts(&folder.join("results"), |name| name.ends_with(".json")) {
                let mut result: Value = serde_json::from_str(&text).unwrap();
                // Time is the only thing that is not the same each time.
                result["cpu_seconds"] = Value::Null;
                left.insert(name, result.to_string());
            }
            left
        },
        share: 10,
        always: |folder| {
            let path = folder.join("out.json");
            if path.exists() {
                let submission = Submission::read(&path).unwrap();
                assert!(IDS.split(',').all(|id| !submission.attempts(id).is_empty()), "answers are missing");
                let mut dataset = Dataset::built_in();
                dataset.retain(|task| IDS.contains(&*task.id));
                assert_eq!(submission.check(&dataset), []);
            }
        },
        has_begun: |folder| holds_json(&folder.join("results")),
    };
    survives(&WORK, 1);
}

#[test]
fn generate() {
    const WORK: Work = Work {
        arguments: &["generate", "--count", "25", "--out", "tasks", "--jobs", "2"],
        left: |folder| {
            let mut left = texts(&folder.join("tasks"), |name| !name.starts_with('.'));
            left.extend(texts(folder, |name| name == "tasks.manifest.json"));
            left
        },
        share: 6,
        always: |folder| {
            let path = folder.join("tasks");
            if path.is_dir()
                && fs::read_dir(&path)
                    .unwrap()
                    .any(|entry| !entry.unwrap().file_name().to_string_lossy().starts_with('.'))
            {
                assert_eq!(Dataset::load(&path).unwrap().problems, [], "a task is torn");
            }
        },
        has_begun: |folder| holds_json(&folder.join("tasks")),
    };
    survives(&WORK, 2);
}

#[test]
fn train() {
    const WORK: Work = Work {
        arguments: &[
            "train",
            "--columns",
            "3",
            "--width",
            "4",
            "--batch",
            "2",
            "--pool",
            "8",
            "--every",
            "2",
            "--validation",
            "2",
            "--frame-ticks",
            "0",
            "--jobs",
            "2",
            "--learning-rate",
            "0.01",
            "--plan-steps",
            "6",
            "--minutes",
            "60",
        ],
        left: |folder| {
            let checkpoint = transducer::Checkpoint::load(&folder.join("network.ckpt")).unwrap();
            let curve = read_json(&folder.join("network.curve.json"));
            let points = curve["points"].as_array().unwrap().iter();
            let losses: Vec<String> =
                points.map(|point| format!("{} {} {}", point["step"], point["loss"], point["validation"])).collect();
            let weights = format!("{} {:?}", checkpoint.origin.steps, checkpoint.weights.numbers());
            BTreeMap::from([("weights".to_owned(), weights), ("losses".to_owned(), losses.join("\n"))])
        },
        share: 6,
        always: |folder| {
            let path = folder.join("network.ckpt");
            assert!(!path.exists() || transducer::Checkpoint::load(&path).is_ok(), "the checkpoint is torn");
        },
        has_begun: |folder| folder.join("network.state").exists(),
    };
    survives(&WORK, 3);
}

#[test]
fn guide() {
    const WORK: Work = Work {
        arguments: &["guide", "--ticks", "20k", "--epochs", "1", "--jobs", "2", "--examples", "3"],
        left: |folder| {
            let guide = format!("{:?}", fs::read(folder.join("guide.ckpt")).unwrap());
            BTreeMap::from([("guide".to_owned(), guide)])
        },
        share: 2,
        always: |folder| {
            let path = folder.join("guide.ckpt");
            assert!(!path.exists() || transducer::Guide::load(&path).is_ok(), "the guide is torn");
        },
        has_begun: |folder| {
            fs::read_to_string(folder.join("guide.examples.jsonl")).is_ok_and(|text| text.lines().count() > 1)
        },
    };
    survives(&WORK, 4);
}

#[test]
fn merge() {
    let whole = folder();
    let parts = ["1", "2"].map(|part| whole.path().join(format!("{part}.json")));
    for (path, id) in parts.iter().zip(["gravity_down", "outline_objects"]) {
        let attempt = "[[1, 2, 3], [4, 5, 6]]";
        let text = format!(r#"{{"{id}": [{{"attempt_1": {attempt}, "attempt_2": {attempt}}}]}}"#);
        fs::write(path, text).unwrap();
    }
    // Both commands of the test look for the parts in the temporary folder of the whole.
    let arguments: Vec<&'static str> = ["merge", "merged.json"]
        .into_iter()
        .chain(parts.iter().map(|path| &*Box::leak(path.display().to_string().into_boxed_str())))
        .collect();
    let work = Work {
        arguments: Box::leak(arguments.into_boxed_slice()),
        left: |folder| texts(folder, |name| name == "merged.json"),
        share: 6,
        always: |folder| {
            let path = folder.join("merged.json");
            assert!(!path.exists() || Submission::read(&path).is_ok(), "the submission is torn");
        },
        has_begun: |_| true,
    };
    survives(&work, 5);
}
