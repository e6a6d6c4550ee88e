//! Frames: grids of the output's size, which turn every task into one question per cell: what becomes of it?
//!
//! One solver finds them and hands them to another as plain data.

use std::sync::Arc;

use arc_dsl::Grid;

use crate::Task;

/// A grid of the output's size for every example, and further grids of the same size whose cells can be copied. Frames with
/// different sizes on the test inputs are different hypotheses on the size of the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// `[layer][example]`, the base first; training examples before the test inputs. All layers of an example have one size,
    /// which in training examples is the output's.
    pub layers: Vec<Vec<Arc<Grid>>>,
    /// `[column][example][cell]`: what the language perceives of each cell, as numbers that mean the same in all examples;
    /// cheapest first.
    pub columns: Vec<Vec<Vec<i8>>>,
}

impl Frame {
    /// A frame of layers.
    pub fn new(layers: Vec<Vec<Arc<Grid>>>) -> Frame {
        Frame { layers, columns: Vec::new() }
    }

    /// The inputs themselves, if all outputs have their sizes.
    pub fn of_inputs(task: &Task) -> Option<Frame> {
        let keeps_size = task.train.iter().all(|pair| pair.input.size() == pair.output.size());
        let inputs = task.train.iter().map(|pair| &pair.input).chain(&task.tests);
        keeps_size.then(|| Frame::new(vec![inputs.cloned().collect()]))
    }

    /// Whether every layer has a grid for every example, which on training examples has the size of the output, and every
    /// column a number for every cell.
    pub fn fits(&self, task: &Task) -> bool {
        let count = task.train.len() + task.tests.len();
        !self.layers.is_empty()
            && self.layers.iter().all(|grids| {
                let is_sized = |(index, grid): (usize, &Arc<Grid>)| {
                    let size = task.train.get(index).map_or(self.layers[0][index].size(), |pair| pair.output.size());
                    grid.size() == size
                };
                grids.len() == count && grids.iter().enumerate().all(is_sized)
            })
            && self.columns.iter().all(|column| {
                let areas = self.layers[0].iter().map(|grid| grid.area());
                column.iter().map(Vec::len).eq(areas)
            })
    }

    /// The layers of one example.
    pub fn of_example(&self, index: usize) -> Vec<Arc<Grid>> {
        self.layers.iter().map(|grids| grids[index].clone()).collect()
    }
}
