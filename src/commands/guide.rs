//! `arc guide`: the guide of the search for programs, which learns from what searches find.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use data::Replay;
use ensemble::{ExampleRecord, ExampleStream, ExampleTerms, choose_properties, first_of_each_task};
use rayon::prelude::*;
use serde_json::json;
use transducer::{
    CostPoint, Guide, GuideOrigin, Stored, TrainingExample, ValueExample, ValuePoint, Workers, learn_costs,
    learn_values,
};

use crate::console::Console;
use crate::exit::{Exit, bad_data};
use crate::options::training::{GivenArguments, as_typed};
use crate::options::units::count;
use crate::run::example_store::ExampleStore;
use crate::run::interrupt::Interrupt;
use crate::run::pool::thread_count;
use crate::run::progress::Progress;
use crate::run::replays;
use crate::run::store::{keep_copy, require_file, write};
use crate::show::chart::{self, Chart, LINE_BLUE, LINE_GREEN, LINE_RED, Line, name_of};
use crate::words::counted;

/// Version of the curve's JSON and of the file of examples.
const CURVE: &str = "arc-guide-curve-2";
const EXAMPLES: &str = "arc-examples-1";
/// Number of tasks, at most, whose known programs show which values are steps of a solution.
const TASKS_WITH_VALUES: u64 = 4000;

/// Arguments of `arc guide`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The guide to write; the examples and the curve go beside it
    #[arg(short, long, value_name = "FILE", default_value = "guide.ckpt")]
    out: PathBuf,
    /// Tasks to search programs for, the examples to learn from; those of an earlier call count
    #[arg(short = 'n', long, alias = "lessons", short_alias = 'l', value_name = "N", default_value = "12k",
        value_parser = count)]
    examples: u64,
    /// Ticks of each search
    #[arg(long, value_name = "N", default_value = "35M", value_parser = count)]
    ticks: u64,
    /// How often to go through the examples
    #[arg(long, value_name = "N", default_value = "12")]
    epochs: usize,
    /// Seed of all choices
    #[arg(short, long, value_name = "S", default_value = "0")]
    seed: u64,
    /// Percentage of given tasks among the examples; the others are generated
    #[arg(long, value_name = "PERCENT", default_value = "25", value_parser = clap::value_parser!(u8).range(0..=100))]
    share: u8,
    #[command(flatten)]
    given: GivenArguments,
    /// Replay programs that were found before on new inputs, in every second example: result files of `solve`, or folders of
    /// such, or files with one program a line
    #[arg(long, value_name = "PATH", num_args = 1..)]
    replay: Vec<PathBuf>,
    /// Threads; without it, one per core
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

/// Runs the command.
///
/// # Errors
/// If a file is not there, of another run, or cannot be written.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let interrupt = Interrupt::install()?;
    require_file(&arguments.out)?;
    interrupt.heed();
    let given = arguments.given.load(console)?;
    let terms = ExampleTerms {
        schema: EXAMPLES.to_owned(),
        seed: arguments.seed,
        ticks: arguments.ticks,
        share: usize::from(arguments.share),
        data: given.hashes.clone(),
    };
    let stream = ExampleStream::new(terms, &given, arguments.replays(console)?);
    let path = arguments.out.with_extension("examples.jsonl");
    let mut examples = ExampleStore::open(&path, stream.terms())?;
    let threads = thread_count(arguments.jobs, console);
    arguments.collect(&stream, &mut examples, threads, &interrupt, console)?;
    if interrupt.is_requested() {
        console.note(format_args!("cut short; {} keeps the examples, and the same command goes on", path.display()));
        return Ok(Exit::CutShort);
    }
    let records: Vec<&ExampleRecord> = examples.records.range(..arguments.examples).map(|(_, record)| record).collect();
    let found = records.iter().filter(|record| record.is_found).count();
    console.note(format_args!("programs were found for {found} of {}", counted(records.len(), "task")));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let examples: Vec<TrainingExample> = records.iter().filter_map(|record| stream.example(record)).collect();
    if examples.iter().all(|example| example.is_held_out) {
        return Err(bad_data(format!("{}: there is nothing to learn from; collect more --examples", path.display())));
    }
    pool.install(|| arguments.learn(&stream, &examples, &interrupt, console))
}

impl Arguments {
    /// The programs to replay.
    fn replays(&self, console: &Console) -> Result<Vec<Replay>> {
        let read = self.replay.iter().map(|path| replays::read(path, console)).collect::<Result<Vec<_>>>()?;
        Ok(first_of_each_task(read.concat()))
    }

    /// Searches programs for the tasks of the stream that have no record yet.
    fn collect(
        &self,
        stream: &ExampleStream,
        examples: &mut ExampleStore,
        threads: usize,
        interrupt: &Interrupt,
        console: &Console,
    ) -> Result<()> {
        /// Tasks of each thread between two times at which records are kept.
        const STRIDE: usize = 8;
        let open: Vec<u64> = (0..self.examples).filter(|index| !examples.records.contains_key(index)).collect();
        let workers = Workers::new(threads);
        let mut progress = Progress::new(console, open.len());
        for indices in open.chunks(STRIDE * threads) {
            if interrupt.is_requested() {
                break;
            }
            let records = workers.map(indices, |&index| stream.record(index));
            records.iter().for_each(|record| progress.advance(record.as_ref().is_some_and(|record| record.is_found)));
            examples.add(records.into_iter().flatten().collect())?;
        }
        progress.finish();
        Ok(())
    }

    /// Teaches a guide and writes it.
    fn learn(
        &self,
        stream: &ExampleStream,
        examples: &[TrainingExample],
        interrupt: &Interrupt,
        console: &mut Console,
    ) -> Result<Exit> {
        let origin =
            GuideOrigin { command: as_typed(), seed: self.seed, data: stream.terms().data.clone(), examples: 0 };
        let mut points: Vec<CostPoint> = Vec::new();
        let guide = learn_costs(examples, choose_properties(self.seed), self.epochs, origin, |point| {
            console.note(told(point));
            points.push(*point);
            !interrupt.is_requested()
        });
        let (guide, value_points) = self.learn_value_model(guide, stream, interrupt, console);
        if interrupt.is_requested() {
            console.note("cut short while it learned; the examples stay, and the same command begins to learn anew");
            return Ok(Exit::CutShort);
        }
        keep_copy(&self.out, console)?;
        write(&self.out, &guide.to_bytes())?;
        let origin = guide.origin();
        let curve = json!({ "schema": CURVE, "origin": origin, "points": points, "value_model": value_points });
        write(&self.out.with_extension("curve.json"), (serde_json::to_string_pretty(&curve)? + "\n").as_bytes())?;
        write(&self.out.with_extension("curve.png"), &data::to_png(&draw(name_of(&self.out), &points)))?;
        let learned = counted(origin.examples, "example");
        writeln!(console.out(), "{}: learned from {learned}", self.out.display())?;
        Ok(Exit::Success)
    }

    /// Teaches the value model which values are steps of a solution, by programs known beforehand.
    fn learn_value_model(
        &self,
        guide: Guide,
        stream: &ExampleStream,
        interrupt: &Interrupt,
        console: &mut Console,
    ) -> (Guide, Vec<ValuePoint>) {
        let of_task = |index| if interrupt.is_requested() { Vec::new() } else { stream.value_examples(index) };
        let values: Vec<ValueExample> =
            (0..self.examples.min(TASKS_WITH_VALUES)).into_par_iter().flat_map_iter(of_task).collect();
        console.note(format_args!("{} to learn from", counted(values.len(), "value")));
        let features = inducer::feature_names();
        let mut points = Vec::new();
        let net = learn_values(&values, features.len(), self.seed, |point| {
            let held_out = point.held_out.map_or(String::new(), |bits| format!(", held out: {bits:.3}"));
            console.note(format_args!("epoch {}, loss {:.3} bits{held_out}", point.epoch, point.loss));
            points.push(*point);
            !interrupt.is_requested()
        });
        (guide.with_values(features, net), points)
    }
}

/// A point of the curve as a line.
fn told(point: &CostPoint) -> String {
    let held_out = point.held_out.map_or(String::new(), |it| {
        format!(
            ", held out: {:.2} instead of {:.2} bits for each of {}, {:.2} bits saved",
            it.bits, it.usual, it.count, it.saved
        )
    });
    format!("epoch {}, loss {:.2} bits{held_out}", point.epoch, point.loss)
}

/// Losses and what is saved, over the epochs.
fn draw(title: String, points: &[CostPoint]) -> image::RgbImage {
    let line = |name, color, value: &dyn Fn(&CostPoint) -> Option<f32>| {
        let points = points.iter().filter_map(|point| Some((point.epoch as f64, f64::from(value(point)?)))).collect();
        Line { name, color, is_share: false, points }
    };
    let lines = vec![
        line("training loss", LINE_BLUE, &|point| Some(point.loss)),
        line("held-out tasks", LINE_RED, &|point| Some(point.held_out?.bits)),
        line("saved on held-out tasks", LINE_GREEN, &|point| Some(point.held_out?.saved)),
    ];
    chart::draw(&Chart { title, below: "epochs", is_logarithmic: false, left: "bits per task", right: None, lines })
}
