//! A grid as network and forest see it: the codes of every cell.

use std::sync::Arc;

use arc_dsl::{Grid, Plane, Transform};
use data::Cancel;

use crate::features::channels::LAYERS;
use crate::features::column::{Column, Perception, UNDEFINED};

/// A grid with what is perceived of it.
#[derive(Clone, Debug)]
pub struct GridFeatures {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Index of each cell's color.
    pub colors: Vec<u8>,
    /// `[column][cell]`: the columns of the catalogue, then the colors of the further layers.
    pub codes: Vec<Vec<i8>>,
    /// Index of the color of each cell of the output, where it is known.
    pub output: Option<Vec<u8>>,
}

impl GridFeatures {
    /// Perceives the layers of a frame, the base first; all must have one size, and the output, too. Columns that are not
    /// perceived by the time somebody cancels are undefined.
    pub fn new(catalogue: &[Column], layers: &[Arc<Grid>], output: Option<&Grid>, cancel: &Cancel) -> GridFeatures {
        let base = &layers[0];
        let area = base.area();
        let mut perception = Perception::new(base.clone());
        let mut codes: Vec<Vec<i8>> = catalogue
            .iter()
            .map(|column| (!cancel.is_cancelled()).then(|| perception.codes(column.program.body())).flatten())
            .map(|codes| codes.unwrap_or_else(|| vec![UNDEFINED; area]))
            .collect();
        let index = |grid: &Grid| grid.cells().iter().map(|color| color.index() as i8).collect::<Vec<i8>>();
        codes.extend((1..=LAYERS).map(|layer| layers.get(layer).map_or(vec![UNDEFINED; area], |grid| index(grid))));
        let colors: Vec<u8> = base.cells().iter().map(|color| color.index() as u8).collect();
        GridFeatures {
            height: base.height(),
            width: base.width(),
            codes,
            colors,
            output: output.map(|grid| grid.cells().iter().map(|color| color.index() as u8).collect()),
        }
    }

    /// Height and width before the grid was turned by a transform.
    pub fn size_before(&self, turned_by: Transform) -> (usize, usize) {
        if turned_by.swaps_axes() { (self.width, self.height) } else { (self.height, self.width) }
    }

    /// For each cell, its place before the grid was turned by a transform.
    pub fn places(&self, turned_by: Transform) -> Vec<usize> {
        let (height, width) = self.size_before(turned_by);
        let number = |row: usize, col: usize| (row * width + col) as i32;
        let numbers = Plane::from_fn(height, width, number).expect("features have the size of a grid");
        numbers.transform(turned_by).cells().iter().map(|&place| place as usize).collect()
    }

    /// Number of cells.
    pub fn area(&self) -> usize {
        self.colors.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Program;

    fn grid(rows: &str) -> GridFeatures {
        let program = Program::parse_expression(&format!("{{{rows}}}")).unwrap();
        let grid = program.run(&Arc::new(Grid::filled(1, 1, arc_dsl::Color::Black).unwrap())).unwrap();
        GridFeatures::new(&[], &[grid], None, &Cancel::new())
    }

    #[test]
    fn missing_layers_are_undefined() {
        let grid = grid("12");
        assert_eq!(grid.codes.len(), LAYERS);
        assert!(grid.codes.iter().flatten().all(|&code| code == UNDEFINED));
    }
}
