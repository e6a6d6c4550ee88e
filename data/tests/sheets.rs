//! Sheets look as they did. Run with `UPDATE_SHEETS=1` after a change that is meant, and look at `tests/sheets/`.

use std::path::Path;
use std::sync::Arc;

use arc_dsl::Color;
use data::{Dataset, Palette, PictureStyle, result_sheet, task_sheet, to_png};
use image::RgbImage;

/// The pixels count: another version of the encoder may pack them differently.
fn assert_unchanged(name: &str, image: &RgbImage) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name);
    if std::env::var_os("UPDATE_SHEETS").is_some() {
        std::fs::write(&path, to_png(image)).unwrap();
    }
    let expected = image::open(&path).unwrap().into_rgb8();
    assert!(*image == expected, "{} shows something else than before", path.display());
}

#[test]
fn task_with_hidden_outputs() {
    let dataset = Dataset::built_in();
    let sheet = |style: &PictureStyle| task_sheet(dataset.task("count_objects_bar").unwrap(), &[], style);
    assert_unchanged("task.png", &sheet(&PictureStyle::default()));
    let digits = PictureStyle { palette: Palette::ColorBlind, digits: true, ..PictureStyle::default() };
    assert_unchanged("task_digits.png", &sheet(&digits));
}

#[test]
fn result_with_a_wrong_cell_and_a_wrong_size() {
    let dataset = Dataset::built_in();
    let task = dataset.task("panels_xor").unwrap();
    let outputs = dataset.answers.of(&task.id);
    let mut near_miss = (**outputs[0].as_ref().unwrap()).clone();
    near_miss.cells_mut()[9] = Color::Green;
    let attempts = [[Arc::new(near_miss), task.tests[0].clone()]];
    assert_unchanged("result.png", &result_sheet(task, &attempts, outputs, &PictureStyle::default()));
}

#[test]
fn same_input_same_bytes() {
    let dataset = Dataset::built_in();
    let sheet = || to_png(&task_sheet(&dataset.tasks[0], &[], &PictureStyle::default()));
    assert_eq!(sheet(), sheet());
}
