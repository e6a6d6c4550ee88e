//! Columns: what the language perceives of a grid, as a number for every cell.
//!
//! A column is an expression over the grid whose value is a plane, a mask or a grid of the same size. The inducer's decision
//! tables read the same columns; here they are what the network sees beside the colors, so that it need not learn
//! connected components, enclosure or rays from samples.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, IntoValue, Program, Value, cell_numbers};
use rustc_hash::FxHashMap;

/// The code of a cell where the column is undefined.
pub const UNDEFINED: i8 = i8::MIN;
/// Numbers are clipped to this magnitude.
const MAX_CODE: i32 = 100;

/// What the numbers of a column mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColumnKind {
    /// The index of a color, -1 for none: recoloring the grid recolors the column.
    Color,
    /// A number, which recoloring the grid does not change.
    Number,
    /// 0 or 1, which recoloring the grid does not change.
    Mask,
}

/// A named column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its expression over `input`.
    pub program: Program,
    /// What its numbers mean.
    pub kind: ColumnKind,
}

/// A grid with the values of all expressions that were asked for so far.
pub struct Perception {
    grid: Arc<Grid>,
    known: FxHashMap<Arc<Expression>, Option<Value>>,
}

impl Perception {
    /// Nothing known yet of a grid.
    pub fn new(grid: Arc<Grid>) -> Perception {
        Perception { grid, known: FxHashMap::default() }
    }

    /// The numbers of a column for all cells in row-major order; `None` where the expression is undefined, is not made of
    /// calls, lists and constants, or gives no value per cell.
    pub fn codes(&mut self, expression: &Arc<Expression>) -> Option<Vec<i8>> {
        let value = self.value(expression)?;
        let numbers = cell_numbers(&value, self.grid.size())?;
        Some(numbers.iter().map(|number| (*number).clamp(-MAX_CODE, MAX_CODE) as i8).collect())
    }

    fn value(&mut self, expression: &Arc<Expression>) -> Option<Value> {
        match &**expression {
            Expression::Input => Some(self.grid.clone().into_value()),
            Expression::Literal(value) => Some(value.clone()),
            Expression::List(items) => {
                let items = items.iter().map(|item| self.value(item)).collect::<Option<Vec<_>>>()?;
                Value::list(items)
            }
            Expression::Call(primitive, arguments) => {
                if let Some(known) = self.known.get(expression) {
                    return known.clone();
                }
                let arguments: Option<Vec<Value>> = arguments.iter().map(|argument| self.value(argument)).collect();
                let value = arguments.and_then(|arguments| primitive.get().apply(&arguments));
                // A column of its own is asked for once; what other expressions share is kept.
                if !matches!(value, Some(Value::Plane(_))) {
                    self.known.insert(expression.clone(), value.clone());
                }
                value
            }
            _ => None,
        }
    }
}
