//! Replay: programs that a search found, run on new inputs (the hindsight relabeling of CodeIt, Butt et al. 2024). A
//! program that is wrong for the task it was sought for is right for the task it defines.

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_dsl::{Color, Grid, Point, Program, Size, Type};
use serde_json::Value;

use super::concept::InputGenerator;
use super::parts::noise;
use crate::random::Sampler;
use crate::task::Task;

/// A program to replay and, if it is known, the task it was found on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replay {
    /// The program.
    pub program: Program,
    /// The id of the task.
    pub task: Option<String>,
}

impl Replay {
    /// The programs of a text: one `PROGRAM` or `TASK: PROGRAM` a line, where `#` begins a comment, or the JSON of a result file
    /// of the solver. The second number counts the lines that are no programs from grid to grid.
    pub fn read(text: &str) -> (Vec<Replay>, usize) {
        if let Ok(document @ Value::Object(_)) = serde_json::from_str(text) {
            let mut found = Vec::new();
            collect(&document, None, &mut found);
            return (found, 0);
        }
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
        let lines: Vec<Option<Replay>> = lines.filter(|line| !line.is_empty()).map(line_program).collect();
        let bad = lines.iter().filter(|line| line.is_none()).count();
        (lines.into_iter().flatten().collect(), bad)
    }
}

fn line_program(line: &str) -> Option<Replay> {
    let parsed = |text: &str, task| grid_program(text).map(|program| Replay { program, task });
    let (id, rest) = line.split_once(':').unwrap_or(("", line));
    parsed(line, None).or_else(|| parsed(rest, Some(id.trim().to_owned())))
}

/// Every string in a document that is a program from grid to grid, with the `id` that is nearest above it.
fn collect(document: &Value, task: Option<&str>, found: &mut Vec<Replay>) {
    match document {
        Value::Object(fields) => {
            let task = fields.get("id").and_then(Value::as_str).or(task);
            for (_, value) in fields.iter().filter(|(name, _)| *name != "id") {
                collect(value, task, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, task, found)),
        Value::String(text) => {
            if let Some(program) = grid_program(text) {
                let replay = Replay { program, task: task.map(str::to_owned) };
                if !found.contains(&replay) {
                    found.push(replay);
                }
            }
        }
        _ => {}
    }
}

fn grid_program(text: &str) -> Option<Program> {
    // A word that happens to be a program (`input`) is of no use.
    Program::parse(text).ok().filter(|program| *program.ty() == Type::Grid && program.body().node_count() > 1)
}

/// Given inputs by task, to be changed at random.
pub type InputsByTask = BTreeMap<String, Vec<Arc<Grid>>>;

/// The inputs of some tasks.
pub fn inputs_by_task(tasks: &[Task]) -> InputsByTask {
    let of_task = |task: &Task| task.train.iter().map(|pair| &pair.input).chain(&task.tests).cloned().collect();
    tasks.iter().map(|task| (task.id.clone(), of_task(task))).collect()
}

/// Draws one of some inputs and changes it; `None` if it came out as it was.
pub(super) fn mutated(inputs: Vec<Arc<Grid>>) -> InputGenerator {
    Arc::new(move |pair: &mut Sampler| {
        let original = inputs.get(pair.below(inputs.len()))?;
        (0..4).find_map(|_| changed(original, pair).filter(|grid| !grid.same_cells(original)))
    })
}

/// A grid turned, with two colors exchanged, with a part cut off, or with stray cells; some of these at a time.
fn changed(original: &Grid, pair: &mut Sampler) -> Option<Grid> {
    let mut grid = original.clone();
    if pair.chance(40) {
        grid = grid.transform(pair.turn());
    }
    if pair.chance(60) {
        let [one, other] = pair.palette();
        grid = grid.map(|color| {
            if color == one {
                other
            } else if color == other {
                one
            } else {
                color
            }
        });
    }
    if pair.chance(30) {
        let size = Size::new(cut(pair, grid.height()), cut(pair, grid.width()));
        let room = Size::new(grid.height() as i32 - size.height + 1, grid.width() as i32 - size.width + 1);
        grid = grid.crop(pair.point(room), size)?.with_offset(Point::default());
    }
    if pair.chance(30) {
        let (count, color) = (pair.int(1..=3), pair.pick(&Color::ALL));
        noise::salt(pair, &mut grid, count, color);
    }
    Some(grid)
}

fn cut(pair: &mut Sampler, side: usize) -> i32 {
    pair.int(side - side / 3..=side) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_result_files_are_read() {
        let text = "# found\nfirst one: cell_gravity(input, down)\nfill_enclosed(input) # fine\nnonsense(\ninput\n";
        let (replays, bad) = Replay::read(text);
        assert_eq!((replays.len(), bad), (2, 2));
        assert_eq!(replays[0].task.as_deref(), Some("first one"));
        let json = r#"{"id": "x", "programs": [{"text": "trim(input)", "cost": 3}], "stop": "input"}"#;
        let (replays, _) = Replay::read(json);
        assert_eq!((replays.len(), replays[0].task.as_deref()), (1, Some("x")));
    }
}
