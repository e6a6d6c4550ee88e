//! Soak test: random runs of the binary over random inputs, some of them killed and gone on with, for as long as asked. Run
//! it with `cargo bench --bench soak -- --minutes 60 --seed 1`, and with `--tasks FOLDER` to draw from given tasks, too.
//!
//! Every round checks that nothing breaks down, no limit is passed by more than a tenth, and no answer is lost. A round is a
//! function of seed and number, so `--round N` repeats one; cuts by a signal fall where the machine lets them.
//!
//! In the background, start it in a session of its own: under `nohup` its runs ignore SIGHUP, too, and that is told as a fault.

mod checks;
mod inputs;
mod process;
mod round;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use round::Round;

/// What is asked for.
struct Arguments {
    minutes: u64,
    seed: u64,
    round: Option<u64>,
    tasks: Vec<PathBuf>,
}

impl Arguments {
    fn parse() -> Arguments {
        let mut arguments = Arguments { minutes: 10, seed: 0, round: None, tasks: Vec::new() };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value"));
            let mut number = || value().parse().unwrap_or_else(|_| panic!("{word} needs a number"));
            match word.as_str() {
                // Cargo says so to every bench.
                "--bench" => {}
                "--minutes" => arguments.minutes = number(),
                "--seed" => arguments.seed = number(),
                "--round" => arguments.round = Some(number()),
                "--tasks" => arguments.tasks.push(value().into()),
                _ => panic!("unknown: {word}; there are --minutes, --seed, --round and --tasks"),
            }
        }
        arguments
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let given = inputs::given(&arguments.tasks);
    let end = Instant::now() + Duration::from_secs(60 * arguments.minutes);
    let (mut rounds, mut cpu, mut faults) = (0_u64, Duration::ZERO, 0);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for number in arguments.round.map_or(0..u64::MAX, |round| round..round + 1) {
        if Instant::now() > end {
            break;
        }
        let round = Round::draw(arguments.seed, number, &given);
        let outcome = round.run();
        rounds += 1;
        cpu += outcome.cpu;
        *counts.entry(round.input.name()).or_default() += 1;
        *counts.entry(round.cut.map_or("to the end", |_| "cut and gone on with")).or_default() += 1;
        for fault in &outcome.faults {
            faults += 1;
            println!("seed {} round {number}: {fault}\n  {round}", arguments.seed);
        }
    }
    let hours = cpu.as_secs_f64() / 3600.0;
    println!("seed {}: {rounds} rounds, {hours:.2} CPU-hours, {faults} faults; {counts:?}", arguments.seed);
    ExitCode::from(u8::from(faults > 0))
}
