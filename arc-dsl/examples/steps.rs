//! Runs a program on a grid and prints the value of each of its steps.
//!
//! `cargo run -p arc-dsl --example steps -- 'transform(trim(input), rotate90)' '000|012|000'`

use std::error::Error;
use std::sync::Arc;

use arc_dsl::{Code, DEFAULT_TICKS, Grid, Program};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().unwrap_or("paint_mask(input, holes(input, false), red)".to_owned());
    let input = arguments.next().unwrap_or("0110|1010|0111".to_owned());
    let program = Program::parse(&program)?;
    let input: Arc<Grid> = Arc::new(input.parse()?);
    for step in program.body().steps() {
        match Code::compile(&step.closed).run(Some(&input), &mut DEFAULT_TICKS.clone()) {
            Ok(value) => println!("{} = {value}", step.part),
            Err(stop) => println!("{}: {stop:?}", step.part),
        }
    }
    Ok(())
}
