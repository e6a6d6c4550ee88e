//! Searches programs for a built-in task and prints the cheapest, with their costs in bits and what each technique spent:
//! `cargo run --release -p inducer --example induce -- rotate_clockwise`.

use data::{Budget, Dataset};
use inducer::{Guidance, Request, TECHNIQUES, induce};

fn main() {
    let id = std::env::args().nth(1).unwrap_or_else(|| "rotate_clockwise".to_owned());
    let dataset = Dataset::built_in();
    let Some(task) = dataset.tasks.iter().find(|task| task.id == id) else {
        eprintln!("there is no built-in task `{id}`");
        std::process::exit(1);
    };
    let guidance = Guidance::default();
    let found = induce(task, &Request::new(Budget::new(20_000_000, 1 << 28), &guidance));
    for fit in found.fits.iter().take(5) {
        println!("{:4}  {}", fit.cost, fit.expression);
    }
    println!("{}, {} ticks:", found.stop, found.statistics.ticks);
    for technique in TECHNIQUES {
        if let Some(ticks) = found.statistics.by_technique.get(technique.name) {
            println!("{ticks:9}  {technique}: {}", technique.summary);
        }
    }
}
