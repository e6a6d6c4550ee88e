//! Generates a few tasks of one concept as it is written, prints the first one with its program, and draws all of them on
//! one sheet.
//!
//! `cargo run -p data --example generate -- [CONCEPT] [SHEET.png]`

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use arc_dsl::Grid;
use data::{
    ColorDepth, Concept, Difficulty, Generated, Generator, GeneratorOptions, Palette, PictureStyle, SheetEntry,
    contact_sheet, grid_text, replace_file, to_png,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "fill_holes".to_owned());
    let sheet = arguments.next().map_or_else(|| env::temp_dir().join("tasks.png"), PathBuf::from);

    let concept = Concept::find(&name).ok_or_else(|| format!("there is no concept `{name}`"))?;
    let options = GeneratorOptions {
        seed: 1,
        concepts: vec![concept],
        difficulties: vec![Difficulty::Plain],
        ..GeneratorOptions::default()
    };
    let tasks: Vec<Generated> = Generator::new(options).take(6).collect();
    let first = tasks.first().ok_or("no task can be made of it")?;

    println!("{}\n{}", concept.description, first.program);
    for pair in &first.task.train {
        let text = |grid: &Grid| grid_text(grid, Palette::Classic, ColorDepth::Digits);
        println!("\n{}\n  becomes\n{}", text(&pair.input), text(&pair.output));
    }

    let answers: Vec<Vec<Option<Arc<Grid>>>> =
        tasks.iter().map(|made| made.answers.iter().cloned().map(Some).collect()).collect();
    let entries: Vec<SheetEntry> = tasks
        .iter()
        .zip(&answers)
        .map(|(made, outputs)| SheetEntry { task: &made.task, caption: &made.concept, outputs })
        .collect();
    replace_file(&sheet, &to_png(&contact_sheet(&entries, &PictureStyle::default())))?;
    println!("\nwrote {}", sheet.display());
    Ok(())
}
