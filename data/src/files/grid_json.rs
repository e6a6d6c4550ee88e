//! Grids in JSON: lists of rows of numbers 0 to 9. Deviations are refused at the very cell or row that deviates.

use std::fmt;
use std::sync::Arc;

use arc_dsl::{Color, Grid, MAX_SIDE};
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};

/// A grid that can be read from JSON.
pub(crate) struct GridJson(pub(crate) Arc<Grid>);

impl<'de> serde::Deserialize<'de> for GridJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = GridJson;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a grid (a list of rows)")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<GridJson, A::Error> {
        let mut cells = Vec::new();
        let (mut height, mut width) = (0, None);
        while rows.next_element_seed(Row { cells: &mut cells, height, width })?.is_some() {
            height += 1;
            width = width.or(Some(cells.len()));
        }
        let grid = Grid::new(height, width.unwrap_or(0), cells);
        grid.map(|grid| GridJson(Arc::new(grid))).ok_or_else(|| A::Error::custom("a grid without rows"))
    }
}

/// Reads one row, of the width of the rows before if there are any.
struct Row<'a> {
    cells: &'a mut Vec<Color>,
    height: usize,
    width: Option<usize>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row (a list of colors 0 to 9)")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut row: A) -> Result<(), A::Error> {
        if self.height == MAX_SIDE {
            return Err(A::Error::custom(format!("more than {MAX_SIDE} rows")));
        }
        let mut length = 0;
        while let Some(color) = row.next_element_seed(CellSeed { col: length, width: self.width })? {
            self.cells.push(color);
            length += 1;
        }
        match self.width {
            _ if length == 0 => Err(A::Error::custom("a row without cells")),
            Some(width) if length < width => {
                Err(A::Error::custom(format!("a row of {length} cells after rows of {width}")))
            }
            _ => Ok(()),
        }
    }
}

/// Reads the cell of a row at column `col`; the row may be at most `width` long.
struct CellSeed {
    col: usize,
    width: Option<usize>,
}

impl<'de> DeserializeSeed<'de> for CellSeed {
    type Value = Color;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Color, D::Error> {
        deserializer.deserialize_u64(self)
    }
}

impl CellSeed {
    /// Whether there may be a cell at this column.
    fn check_place<E: Error>(&self) -> Result<(), E> {
        match self.width {
            Some(width) if self.col >= width => {
                Err(E::custom(format!("a row of more than {width} cells after rows of {width}")))
            }
            _ if self.col >= MAX_SIDE => Err(E::custom(format!("a row of more than {MAX_SIDE} cells"))),
            _ => Ok(()),
        }
    }
}

impl Visitor<'_> for CellSeed {
    type Value = Color;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a color 0 to 9")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Color, E> {
        self.check_place()?;
        let color = usize::try_from(number).ok().and_then(Color::from_index);
        color.ok_or_else(|| E::custom(format!("color {number} is not one of 0 to 9")))
    }

    /// Whole numbers in other spellings: `1.0`, `1e0`, and `-0`, which JSON has and integers have not.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Color, E> {
        self.check_place()?;
        let color = Color::ALL.into_iter().find(|color| color.index() as f64 == number);
        color.ok_or_else(|| E::custom(format!("color {number} is not one of 0 to 9")))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Color, E> {
        Err(E::custom(format!("color {number} is not one of 0 to 9")))
    }
}

/// A grid that can be written as JSON.
pub(crate) struct GridRows<'a>(pub(crate) &'a Grid);

impl Serialize for GridRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.height()))?;
        for row in self.0.rows() {
            let numbers: Vec<usize> = row.iter().map(|color| color.index()).collect();
            rows.serialize_element(&numbers)?;
        }
        rows.end()
    }
}
