//! `arc train`: the network, a part of a long run at a time.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use ensemble::NetworkMaterial;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use transducer::{
    CurvePoint, DeviceChoice, Stored, Trainer, TrainingOrigin, TrainingPlan, TrainingSettings, TrainingState, Workers,
};

use crate::console::Console;
use crate::exit::{Exit, bad_data, unavailable};
use crate::options::training::{MaterialArguments, ShapeArguments, as_typed};
use crate::options::units::count;
use crate::run::interrupt::Interrupt;
use crate::run::pool::thread_count;
use crate::run::store::{keep_copy, require_file, write};
use crate::run::stored::{stored, unusable};
use crate::show::curve;
use crate::words::{counted, short};

/// A killed run loses no more than this.
const SAVE_EVERY: Duration = Duration::from_secs(60);

/// Arguments of `arc train`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Minutes to train now
    #[arg(short, long, value_name = "N", default_value = "150")]
    minutes: f64,
    /// Optimizer steps to make now, if that takes less time
    #[arg(long, value_name = "N", value_parser = count)]
    steps: Option<u64>,
    /// Minutes of the whole run, over which the learning rate falls; without it, those of its first part
    #[arg(long, value_name = "N")]
    plan_minutes: Option<f64>,
    /// Optimizer steps of the whole run, instead
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "plan_minutes")]
    plan_steps: Option<u64>,
    /// The checkpoint to write; the curve of its loss goes beside it
    #[arg(short, long, value_name = "FILE", default_value = "network.ckpt")]
    out: PathBuf,
    /// Where the state of the run is kept; without it, beside the checkpoint
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Go on with the run of the state file, which must be there; without it, a run goes on if it is there
    #[arg(long, conflicts_with = "restart")]
    resume: bool,
    /// Begin anew although there is a state file
    #[arg(long)]
    restart: bool,
    /// Begin with the weights, shape and columns of this checkpoint
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    from: Option<PathBuf>,
    /// Write a checkpoint of its own at 10k, 30k, 100k, 300k, ... samples
    #[arg(long)]
    snapshots: bool,
    /// Where to compute: cpu, wgpu, cuda or cuda:N
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: DeviceChoice,
    /// Threads; without it, one per core
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    material: MaterialArguments,
    #[command(flatten)]
    shape: ShapeArguments,
}

/// Runs the command.
///
/// # Errors
/// If a file or the device is not there, a file is damaged or of another run, or one cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let interrupt = Interrupt::install()?;
    for path in [&arguments.out, &arguments.state_path()] {
        require_file(path)?;
    }
    let device = arguments.device.open().map_err(unavailable)?;
    let threads = thread_count(arguments.jobs, console);
    interrupt.heed();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let material = arguments.material.load(console)?;
    let state = pool.install(|| arguments.initial_state(&material, console))?;
    let seed = state.settings.seed;
    let source = material.samples(seed);
    let validation = pool.install(|| material.validation(arguments.material.validation, seed));
    let trainer = Trainer::new(state, &source, &validation, Workers::new(threads), &device);
    let trainer = trainer.map_err(|error| unusable(Some(&arguments.state_path()), error))?;
    Run { arguments, trainer, started: Instant::now(), saved: Instant::now(), bar: bar(console) }
        .go(&interrupt, console)
}

impl Arguments {
    fn state_path(&self) -> PathBuf {
        self.state.clone().unwrap_or_else(|| self.out.with_extension("state"))
    }

    /// The state of the run to go on with, or of a new one.
    fn initial_state(&self, material: &NetworkMaterial, console: &Console) -> Result<TrainingState> {
        let path = self.state_path();
        if self.resume || (!self.restart && path.exists()) {
            let mut state = stored::<TrainingState>(&path)?;
            self.check_same_run(&state, material)?;
            if let Some(plan) = self.plan() {
                state.settings.plan = plan;
            }
            let steps = counted(state.progress.steps as usize, "step");
            console.note(format_args!("going on with {} after {steps}", path.display()));
            return Ok(state);
        }
        // What another run has learned took it hours.
        keep_copy(&self.out, console)?;
        keep_copy(&path, console)?;
        let first_part = self.steps.map_or(TrainingPlan::Minutes(self.minutes), TrainingPlan::Steps);
        let settings = TrainingSettings { plan: self.plan().unwrap_or(first_part), ..TrainingSettings::default() };
        let settings = self.shape.over(&settings);
        let origin = TrainingOrigin {
            command: as_typed(),
            seed: settings.seed,
            data: material.given.hashes.clone(),
            ..TrainingOrigin::default()
        };
        if let Some(path) = &self.from {
            return Ok(TrainingState::from_checkpoint(stored(path)?, settings, origin));
        }
        let count = self.shape.columns.map_or(ShapeArguments::COLUMNS, usize::from);
        console.note(format_args!("choosing {}", counted(count, "column")));
        let columns = material.choose_columns(count, settings.seed);
        Ok(TrainingState::begin(settings, columns, origin))
    }

    fn plan(&self) -> Option<TrainingPlan> {
        self.plan_minutes.map(TrainingPlan::Minutes).or(self.plan_steps.map(TrainingPlan::Steps))
    }

    /// Fails if the run was begun with other tasks or another shape than are given now.
    fn check_same_run(&self, state: &TrainingState, material: &NetworkMaterial) -> Result<()> {
        let path = self.state_path();
        let columns = self.shape.columns.map_or(state.columns.len(), usize::from);
        let is_same = self.shape.over(&state.settings) == state.settings && columns == state.columns.len();
        let what = match (state.origin.data == material.given.hashes, is_same) {
            (true, true) => return Ok(()),
            (false, _) => "other tasks",
            (true, false) => "other options",
        };
        let command = &state.origin.command;
        Err(bad_data(format!("{}: this run was begun with {what}: {command}; --restart begins anew", path.display())))
    }
}

/// A bar over the plan, hidden unless the console shows progress.
fn bar(console: &Console) -> ProgressBar {
    const PARTS: u64 = 1000;
    if !console.shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(PARTS), ProgressDrawTarget::stderr());
    let template = "{elapsed_precise} {bar:30} {percent} % of the plan, {msg}";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar()));
    bar
}

/// The training of one call of the command.
struct Run<'a> {
    arguments: &'a Arguments,
    trainer: Trainer<'a>,
    started: Instant,
    saved: Instant,
    bar: ProgressBar,
}

impl Run<'_> {
    fn go(mut self, interrupt: &Interrupt, console: &mut Console) -> Result<Exit> {
        let before = (self.trainer.progress().steps, self.trainer.progress().samples);
        self.save()?;
        let mut counted_until = self.started;
        while !self.is_over(before.0) && !interrupt.is_requested() {
            self.trainer.step().map_err(bad_data)?;
            // Validation and saving count, too, so that a part of so many minutes is that part of the plan.
            let now = Instant::now();
            self.trainer.add_seconds((now - counted_until).as_secs_f64());
            counted_until = now;
            self.snapshot()?;
            if let Some(point) = self.trainer.advance_curve() {
                self.bar.suspend(|| console.note(self.told(&point, before.1)));
                self.save()?;
            } else if self.saved.elapsed() >= SAVE_EVERY {
                self.save()?;
            }
            self.show(before.1);
        }
        self.bar.finish_and_clear();
        let picture = self.save()?;
        self.report(before, &picture, console)?;
        let is_cut_short = interrupt.is_requested() && !self.trainer.is_done();
        Ok(if is_cut_short { Exit::CutShort } else { Exit::Success })
    }

    /// Whether this part of the run, or all of it, is done.
    fn is_over(&self, first_step: u64) -> bool {
        let made = self.trainer.progress().steps - first_step;
        self.trainer.is_done()
            || self.arguments.steps.is_some_and(|steps| made >= steps)
            || self.started.elapsed().as_secs_f64() >= 60.0 * self.arguments.minutes
    }

    /// Writes the state, the checkpoint and the curve, each whole or not at all; returns the picture's file.
    fn save(&mut self) -> Result<PathBuf> {
        let state = self.trainer.state()?;
        write(&self.arguments.state_path(), &state.to_bytes())?;
        write(&self.arguments.out, &self.trainer.checkpoint().to_bytes())?;
        self.saved = Instant::now();
        curve::write(&self.arguments.out, &state)
    }

    /// Writes a checkpoint of its own if the last step passed one of the marks.
    fn snapshot(&self) -> Result<()> {
        let (batch, samples) = (self.trainer.settings().batch as u64, self.trainer.progress().samples);
        let mut marks = (4..).flat_map(|power| [10_u64.pow(power), 3 * 10_u64.pow(power)]);
        let mark = marks.find(|&mark| mark + batch > samples).filter(|&mark| mark <= samples);
        match mark.filter(|_| self.arguments.snapshots) {
            Some(mark) => {
                let path = self.arguments.out.with_extension(format!("{}k.ckpt", mark / 1000));
                write(&path, &self.trainer.checkpoint().to_bytes())
            }
            None => Ok(()),
        }
    }

    /// Samples per second of this part of the run, everything included.
    fn rate(&self, first_sample: u64) -> f64 {
        let samples = self.trainer.progress().samples - first_sample;
        samples as f64 / self.started.elapsed().as_secs_f64().max(1e-9)
    }

    fn show(&self, first_sample: u64) {
        self.bar.set_position((1000.0 * self.trainer.done()) as u64);
        let (samples, loss) = (self.trainer.progress().samples, self.trainer.progress().loss().unwrap_or(0.0));
        let message = format!(
            "{} samples, {:.1}/s, loss {loss:.4}, {} to go",
            short(samples),
            self.rate(first_sample),
            clock(self.seconds_left()),
        );
        self.bar.set_message(message);
    }

    /// What is left of the whole plan.
    fn seconds_left(&self) -> f64 {
        let done = self.trainer.done();
        self.trainer.progress().seconds * (1.0 - done).max(0.0) / done.max(1e-9)
    }

    /// A point of the curve as a line.
    fn told(&self, point: &CurvePoint, first_sample: u64) -> String {
        let validation = point.validation.map_or(String::new(), |it| {
            format!(", held out: loss {:.4}, {:.1} % of {} solved", it.loss, 100.0 * it.solved, it.count)
        });
        format!(
            "step {}, {} samples, {:.1}/s, loss {:.4}{validation}, {} to go",
            point.step,
            short(point.samples),
            self.rate(first_sample),
            point.loss,
            clock(self.seconds_left()),
        )
    }

    fn report(&self, (steps, samples): (u64, u64), picture: &Path, console: &mut Console) -> Result<()> {
        let progress = self.trainer.progress();
        let percent = (100.0 * self.trainer.done()).min(100.0);
        writeln!(
            console.out(),
            "made {} with {} in {}; in all {} with {}, {percent:.0} % of the plan",
            counted((progress.steps - steps) as usize, "step"),
            counted((progress.samples - samples) as usize, "sample"),
            clock(self.started.elapsed().as_secs_f64()),
            counted(progress.steps as usize, "step"),
            counted(progress.samples as usize, "sample"),
        )?;
        console.note(format_args!("wrote {} and {}", self.arguments.out.display(), picture.display()));
        if !self.trainer.is_done() {
            console.note("the same command goes on");
        }
        Ok(())
    }
}

/// A time as `1h 2m 5s`.
fn clock(seconds: f64) -> String {
    humantime::format_duration(Duration::from_secs(seconds as u64)).to_string()
}
