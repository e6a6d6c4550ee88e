//! The curve of a training run as files beside its checkpoint: JSON for programs, a picture for people.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;
use transducer::{CurvePoint, TrainingState};

use crate::run::store;
use crate::show::chart::{self, Chart, LINE_BLUE, LINE_GREEN, LINE_RED, Line, name_of};

/// Version of the JSON.
const SCHEMA: &str = "arc-curve-1";

/// Writes the curve of a run beside its checkpoint; returns the picture's file.
///
/// # Errors
/// If a file cannot be written.
pub fn write(checkpoint: &Path, state: &TrainingState) -> Result<PathBuf> {
    let origin = &state.origin;
    let text = json!({
        "schema": SCHEMA,
        "command": origin.command,
        "seed": origin.seed,
        "data": origin.data,
        "settings": state.settings,
        "columns": state.columns.len(),
        "weights": state.weights.numbers().len(),
        "points": state.progress.curve,
    });
    let text = serde_json::to_string_pretty(&text)? + "\n";
    store::write(&checkpoint.with_extension("curve.json"), text.as_bytes())?;
    let picture = checkpoint.with_extension("curve.png");
    store::write(&picture, &data::to_png(&draw(name_of(checkpoint), &state.progress.curve)))?;
    Ok(picture)
}

/// Losses and, as far as held-out concepts are solved, their share, over the samples.
fn draw(title: String, curve: &[CurvePoint]) -> image::RgbImage {
    let line = |name, color, is_share, value: &dyn Fn(&CurvePoint) -> Option<f32>| {
        let points = curve.iter().filter_map(|point| Some((point.samples as f64, f64::from(value(point)?)))).collect();
        Line { name, color, is_share, points }
    };
    let lines = vec![
        line("training loss", LINE_BLUE, false, &|point| Some(point.loss)),
        line("loss on held-out concepts", LINE_RED, false, &|point| Some(point.validation?.loss)),
        line("held-out concepts solved", LINE_GREEN, true, &|point| Some(point.validation?.solved)),
    ];
    chart::draw(&Chart {
        title,
        below: "samples",
        is_logarithmic: true,
        left: "loss (nats per cell)",
        right: Some("solved"),
        lines,
    })
}
