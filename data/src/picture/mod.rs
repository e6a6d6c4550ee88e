//! Tasks, results and grids for people: as pictures, and as text for a terminal. Pictures need neither network nor fonts,
//! and the same input gives the same bytes.

mod canvas;
mod contact;
mod font;
mod palette;
mod png;
mod sheet;
mod style;
mod terminal;

pub use contact::{MAX_SHEET_TASKS, SheetEntry, contact_sheet};
pub use palette::Palette;
pub use png::to_png;
pub use sheet::{result_sheet, task_sheet};
pub use style::PictureStyle;
pub use terminal::{ColorDepth, grid_text};

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arc_dsl::{Color, Grid};

    use super::*;
    use crate::task::{Pair, Task};

    fn task(side: usize, pairs: usize) -> Task {
        let grid = Arc::new(Grid::from_fn(side, side, |row, col| Color::ALL[(row + col) % 10]).unwrap());
        let pair = Pair { input: grid.clone(), output: grid.clone() };
        Task { id: "x".repeat(pairs), train: vec![pair; pairs], tests: vec![grid; pairs] }
    }

    #[test]
    fn huge_tasks_make_bounded_sheets() {
        let task = task(arc_dsl::MAX_SIDE, 1000);
        let attempts = vec![[task.tests[0].clone(), task.tests[0].clone()]; 1000];
        let outputs = vec![Some(task.tests[0].clone()); 1000];
        let style = PictureStyle { digits: true, cell: Some(64), ..PictureStyle::default() };
        let image = result_sheet(&task, &attempts, &outputs, &style);
        assert!(u64::from(image.width()) * u64::from(image.height()) <= 100_000_000);
    }

    #[test]
    fn too_few_attempts_and_outputs_are_no_accident() {
        let task = task(2, 3);
        let hidden = task_sheet(&task, &[], &PictureStyle::default());
        assert_eq!(hidden, result_sheet(&task, &[], &[], &PictureStyle::default()));
        assert_ne!(hidden, task_sheet(&task, &[None, Some(task.tests[0].clone())], &PictureStyle::default()));
    }
}
