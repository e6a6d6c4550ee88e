//! A task in one orientation and coloring, as numbers: channels for every cell of all its grids.

use arc_dsl::{Color, Transform};
use data::{Augmentation, Cancel, Frame, Task};
use ndarray::Array2;

use crate::features::channels::{Channels, keep, width};
use crate::features::column::{Column, ColumnKind, UNDEFINED};
use crate::features::grid::GridFeatures;

/// All grids of a task in one orientation.
#[derive(Clone, Debug)]
pub struct TaskFeatures {
    /// The orientation.
    pub transform: Transform,
    /// Training grids, with outputs, then test grids.
    pub grids: Vec<GridFeatures>,
    /// Number of training grids.
    pub train: usize,
}

impl TaskFeatures {
    /// Perceives a frame of a task in an orientation; what is not perceived by the time somebody cancels is undefined.
    ///
    /// # Panics
    /// If the frame does not fit the task.
    pub fn new(
        catalogue: &[Column],
        task: &Task,
        frame: &Frame,
        transform: Transform,
        cancel: &Cancel,
    ) -> TaskFeatures {
        let turn = Augmentation::new(transform, Color::ALL).expect("the identity is a permutation");
        let grids = (0..task.train.len() + task.tests.len()).map(|index| {
            let layers: Vec<_> =
                frame.of_example(index).iter().map(|grid| std::sync::Arc::new(turn.grid(grid))).collect();
            let output = task.train.get(index).map(|pair| turn.grid(&pair.output));
            GridFeatures::new(catalogue, &layers, output.as_ref(), cancel)
        });
        TaskFeatures { transform, grids: grids.collect(), train: task.train.len() }
    }

    /// Forgets all but some columns.
    pub fn narrow(&mut self, columns: &[usize]) {
        self.grids.iter_mut().for_each(|grid| keep(&mut grid.codes, columns));
    }

    /// Adds columns, `[column][grid][cell]` in the task's own orientation.
    pub fn append(&mut self, columns: &[&Vec<Vec<i8>>]) {
        for (index, grid) in self.grids.iter_mut().enumerate() {
            let places = grid.places(self.transform);
            let turned = |codes: &[i8]| places.iter().map(|&place| codes[place]).collect();
            grid.codes.extend(columns.iter().map(|column| turned(&column[index])));
        }
    }

    /// Number of cells of all grids.
    pub fn area(&self) -> usize {
        self.grids.iter().map(GridFeatures::area).sum()
    }

    /// The first row of each grid in the matrix of all cells.
    pub fn starts(&self) -> Vec<usize> {
        let mut start = 0;
        self.grids
            .iter()
            .map(|grid| {
                start += grid.area();
                start - grid.area()
            })
            .collect()
    }

    /// `[row, channel]`: the channels of some columns for some of the cells of all grids, with the colors renamed.
    pub fn matrix(&self, channels: &Channels, focus: &[usize], colors: &[u8; 10], rows: &[u32]) -> Array2<f32> {
        let count: usize = focus.iter().map(|&column| channels.of_column(column).len()).sum();
        let mut matrix = Array2::zeros([rows.len(), count]);
        for (grid, cells) in self.grids.iter().zip(self.by_grid(rows)).filter(|(_, cells)| !cells.is_empty()) {
            let mut first = 0;
            for (codes, kind) in focus.iter().map(|&column| (&grid.codes[column], channels.kinds[column])) {
                let defined = || codes.iter().copied().filter(|&code| code != UNDEFINED);
                let range = (defined().min().unwrap_or(0), defined().max().unwrap_or(0));
                for &(row, cell) in &cells {
                    let mut row = matrix.row_mut(row);
                    let row = row.as_slice_mut().expect("the channels of a cell lie in a row");
                    write(&mut row[first..first + width(kind)], kind, codes[cell], grid.colors[cell], range, colors);
                }
                first += width(kind);
            }
        }
        matrix
    }

    /// For each grid, the places of its cells among some rows, and their places in the grid.
    fn by_grid(&self, rows: &[u32]) -> Vec<Vec<(usize, usize)>> {
        let starts = self.starts();
        let mut cells = vec![Vec::new(); self.grids.len()];
        for (place, &row) in rows.iter().enumerate() {
            let grid = starts.partition_point(|&start| start <= row as usize) - 1;
            cells[grid].push((place, row as usize - starts[grid]));
        }
        cells
    }
}

fn write(out: &mut [f32], kind: ColumnKind, code: i8, own: u8, (low, high): (i8, i8), colors: &[u8; 10]) {
    if code == UNDEFINED {
        return;
    }
    let flag = |yes: bool| f32::from(u8::from(yes));
    match kind {
        ColumnKind::Mask => out[0] = f32::from(code),
        ColumnKind::Color => {
            out[0] = flag(code == own as i8);
            match usize::try_from(code) {
                Ok(color) if color < 10 => out[2 + colors[color] as usize] = 1.0,
                _ => out[1] = 1.0,
            }
        }
        ColumnKind::Number => {
            out[(code.clamp(-1, 4) + 1) as usize] = 1.0;
            out[6] = flag(code % 2 != 0);
            out[7] = flag(code == high && low < high);
            out[8] = flag(code == low && low < high);
            out[9] = f32::from(code.clamp(-20, 20)) / 10.0;
        }
    }
}
