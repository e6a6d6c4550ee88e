//! A grid as the network sees it: columns, partners and groups of every cell.
//!
//! *Partners* are single cells that stand in a relation to a cell (neighbors, the first cell of another color in a
//! direction, mirror images); *groups* are sets of cells that belong together (row, column, object, color). The network's
//! loops pass messages along both, which takes the place of convolution and attention.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Plane, Program, Transform};

use crate::column::{Column, Perception, UNDEFINED};

/// Number of relations that lead to one cell at most.
pub const PARTNERS: usize = 20;
/// Number of ways to group the cells.
pub const GROUPS: usize = 8;
/// Most layers of a frame beside its base.
pub const LAYERS: usize = 4;

/// Row and column steps of the eight neighbors.
const STEPS: [(i32, i32); 8] = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)];

/// A grid with what is perceived of it.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Index of each cell's color.
    pub colors: Vec<u8>,
    /// `[column][cell]`: the columns of the catalogue, then the colors of the further layers.
    pub codes: Vec<Vec<i8>>,
    /// `[cell][relation]`: a cell, or the number of cells for none.
    pub partners: Vec<[u32; PARTNERS]>,
    /// `[cell][way]`: the group of each cell, counted from 0 for each way.
    pub groups: Vec<[u32; GROUPS]>,
    /// Index of the color of each cell of the output, where it is known.
    pub output: Option<Vec<u8>>,
}

impl Scene {
    /// Perceives the layers of a frame, the base first; all must have one size, and the output, too.
    pub fn new(catalogue: &[Column], layers: &[Arc<Grid>], output: Option<&Grid>) -> Scene {
        let base = &layers[0];
        let area = base.area();
        let mut perception = Perception::new(base.clone());
        let mut codes: Vec<Vec<i8>> = catalogue
            .iter()
            .map(|column| perception.codes(column.program.body()).unwrap_or_else(|| vec![UNDEFINED; area]))
            .collect();
        let index = |grid: &Grid| grid.cells().iter().map(|color| color.index() as i8).collect::<Vec<i8>>();
        codes.extend((1..=LAYERS).map(|layer| layers.get(layer).map_or(vec![UNDEFINED; area], |grid| index(grid))));
        let colors: Vec<u8> = base.cells().iter().map(|color| color.index() as u8).collect();
        Scene {
            height: base.height(),
            width: base.width(),
            codes,
            partners: partners(base, &colors),
            groups: groups(base, &colors, &figure(base)),
            colors,
            output: output.map(|grid| grid.cells().iter().map(|color| color.index() as u8).collect()),
        }
    }

    /// Height and width before the scene was turned by a transform.
    pub fn size_before(&self, turned_by: Transform) -> (usize, usize) {
        if turned_by.swaps_axes() { (self.width, self.height) } else { (self.height, self.width) }
    }

    /// For each cell, its place before the scene was turned by a transform.
    pub fn places(&self, turned_by: Transform) -> Vec<usize> {
        let (height, width) = self.size_before(turned_by);
        let number = |row: usize, col: usize| (row * width + col) as i32;
        let numbers = Plane::from_fn(height, width, number).expect("scenes have the size of grids");
        numbers.transform(turned_by).cells().iter().map(|&place| place as usize).collect()
    }

    /// Number of cells.
    pub fn area(&self) -> usize {
        self.colors.len()
    }
}

/// The cells that are not background.
fn figure(grid: &Arc<Grid>) -> Vec<i8> {
    let program = Program::new(Expression::call("figure", vec![Arc::new(Expression::Input)])).expect("well typed");
    Perception::new(grid.clone()).codes(program.body()).expect("figure is total")
}

fn partners(grid: &Grid, colors: &[u8]) -> Vec<[u32; PARTNERS]> {
    let (height, width) = (grid.height() as i32, grid.width() as i32);
    let none = colors.len() as u32;
    let at = |row: i32, col: i32| {
        let is_inside = (0..height).contains(&row) && (0..width).contains(&col);
        if is_inside { (row * width + col) as u32 } else { none }
    };
    (0..height * width)
        .map(|cell| {
            let (row, col) = (cell / width, cell % width);
            let mut partners = [none; PARTNERS];
            for (way, (down, right)) in STEPS.into_iter().enumerate() {
                partners[way] = at(row + down, col + right);
                let mut next = (row + down, col + right);
                while at(next.0, next.1) != none && colors[at(next.0, next.1) as usize] == colors[cell as usize] {
                    next = (next.0 + down, next.1 + right);
                }
                partners[8 + way] = at(next.0, next.1);
            }
            partners[16] = at(row, width - 1 - col);
            partners[17] = at(height - 1 - row, col);
            partners[18] = at(height - 1 - row, width - 1 - col);
            partners[19] = if height == width { at(col, row) } else { none };
            partners
        })
        .collect()
}

fn groups(grid: &Grid, colors: &[u8], figure: &[i8]) -> Vec<[u32; GROUPS]> {
    let width = grid.width();
    let of_color = components(grid, 4, |one, other| colors[one] == colors[other]);
    let of_figure = components(grid, 8, |one, other| figure[one] == figure[other]);
    let last = width - 1;
    (0..colors.len())
        .map(|cell| {
            let (row, col) = (cell / width, cell % width);
            [
                0,
                row as u32,
                col as u32,
                (row + col) as u32,
                (row + last - col) as u32,
                u32::from(colors[cell]),
                of_color[cell],
                of_figure[cell],
            ]
        })
        .collect()
}

/// The number of each cell's connected component.
fn components(grid: &Grid, ways: usize, is_joined: impl Fn(usize, usize) -> bool) -> Vec<u32> {
    let (height, width) = (grid.height() as i32, grid.width() as i32);
    let mut component = vec![u32::MAX; (height * width) as usize];
    let mut count = 0;
    for start in 0..component.len() {
        if component[start] != u32::MAX {
            continue;
        }
        component[start] = count;
        let mut open = vec![start];
        while let Some(cell) = open.pop() {
            let (row, col) = (cell as i32 / width, cell as i32 % width);
            for (down, right) in &STEPS[..ways] {
                let (row, col) = (row + down, col + right);
                if !(0..height).contains(&row) || !(0..width).contains(&col) {
                    continue;
                }
                let next = (row * width + col) as usize;
                if component[next] == u32::MAX && is_joined(cell, next) {
                    component[next] = count;
                    open.push(next);
                }
            }
        }
        count += 1;
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(rows: &str) -> Scene {
        let program = Program::parse_expression(&format!("{{{rows}}}")).unwrap();
        let grid = program.run(&Arc::new(Grid::filled(1, 1, arc_dsl::Color::Black).unwrap())).unwrap();
        Scene::new(&[], &[grid], None)
    }

    #[test]
    fn partners_are_neighbors_runs_ends_and_mirror_images() {
        let scene = scene("100|002|000");
        let [up, down, left, right, ..] = scene.partners[4];
        assert_eq!([up, down, left, right], [1, 7, 3, 5]);
        assert_eq!(scene.partners[0][0], 9, "nothing is above the first row");
        // The first cell of another color to the right of the lower left corner does not exist; up there is one.
        assert_eq!(scene.partners[6][8 + 3], 9);
        assert_eq!(scene.partners[6][8], 0);
        assert_eq!(scene.partners[5][16..], [3, 5, 3, 7]);
    }

    #[test]
    fn groups_are_rows_columns_colors_and_objects() {
        let scene = scene("110|000|011");
        let of = |cell: usize| scene.groups[cell];
        assert_eq!(of(0)[1], of(1)[1]);
        assert_ne!(of(0)[1], of(3)[1]);
        assert_eq!(of(0)[5], of(8)[5], "one color");
        assert_ne!(of(0)[6], of(8)[6], "two objects");
        assert_eq!(of(2)[6], of(3)[6], "one background");
    }

    #[test]
    fn missing_layers_are_undefined() {
        let scene = scene("12");
        assert_eq!(scene.codes.len(), LAYERS);
        assert!(scene.codes.iter().flatten().all(|&code| code == UNDEFINED));
    }
}
