//! Columns of the cell context: grids, masks and planes of one size as numbers for every cell, from the bank and made
//! from a frame.

use std::sync::Arc;

use arc_dsl::{Color, Expression, Grid, PrimitiveId, Type, Value, cell_numbers};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::search::bank::{Entry, EntryId};
use crate::search::example::{Example, ValueId};
use crate::search::state::{Search, grid_of};

/// Most columns; the cheapest stay.
const MAX_COLUMNS: usize = 500;
/// Most cells of all columns together, on all examples: two bytes each, and as many for finding equal columns.
const MAX_CELLS: usize = 1 << 24;
/// Most grids whose cells can be copied.
const MAX_COPIES: usize = 48;
/// Most objects whose cells become a column, and the cost of that in bits.
const MAX_SILHOUETTES: usize = 200;
const SILHOUETTE_COST: u32 = 3;
/// A plane of colors can be copied from if it is right on one in this many of the cells where the frame is wrong.
const MIN_MENDED: usize = 4;
/// Most distinct values of a column.
pub const MAX_CODES: usize = 48;
/// Most planes from which further columns are derived, and the cost of deriving one in bits.
const MAX_DERIVED: usize = 200;
const DERIVED_COST: u32 = 3;
/// Highest cost of a column beyond its frame, in bits.
const MAX_COLUMN_COST: u32 = 17;
/// Highest cost of a color read from the input ("the rarest color") and of a list of directions among the arguments of columns.
const ROLE_COST: u32 = 8;

/// A number for every cell of the frame on all examples, in small codes.
pub struct Column {
    /// As a plane.
    pub expression: Arc<Expression>,
    /// Description length in bits.
    pub cost: u32,
    /// The code of each cell, example after example.
    pub codes: Vec<u16>,
    /// The number that each code stands for.
    pub numbers: Vec<i32>,
}

/// A grid of the frame's size whose cells can be copied.
pub struct Copy {
    /// As a grid.
    pub expression: Arc<Expression>,
    /// Description length in bits.
    pub cost: u32,
    /// The grid of each example.
    pub grids: Vec<Arc<Grid>>,
}

/// Columns and copies: grids, masks and planes of the frame's size, from the bank and made from the frame.
pub fn gather(search: &mut Search, frame: EntryId, grids: &[Arc<Grid>]) -> (Vec<Column>, Vec<Copy>) {
    let sizes: Vec<_> = grids.iter().map(|grid| grid.size()).collect();
    let color_index = PrimitiveId::find("color_index").expect("the primitive exists");
    let mask_to_plane = PrimitiveId::find("mask_to_plane").expect("the primitive exists");
    let mut columns: Vec<Column> = Vec::new();
    let mut copies: Vec<Copy> = Vec::new();
    let mut seen: FxHashSet<Vec<u16>> = FxHashSet::default();
    // The frame's own color always comes first; it is "keep", not a copy.
    let own = Entry { cost: 0, ..search.bank().get(frame).clone() };
    let own_expression = own.expression.clone();
    let paint_plane = PrimitiveId::find("paint_plane").expect("the primitive exists");
    let mut sources = applications(search, frame);
    sources.extend(search.per_cell_entries(3 * MAX_COLUMNS));
    sources.extend(silhouettes(search));
    sources.sort_by_key(|source| source.cost);
    derive(search, &own, &mut sources);
    let room = MAX_COLUMNS.min(MAX_CELLS / grids.iter().map(|grid| grid.area()).sum::<usize>().max(1));
    for source in std::iter::once(own).chain(sources) {
        if search.is_cancelled() {
            break;
        }
        let value = |(&id, example): (&ValueId, &Example)| example.value(id).clone();
        let values: Vec<Value> = source.values.iter().zip(search.examples()).map(value).collect();
        let Some((codes, numbers)) = encode(&values, &sizes) else { continue };
        if columns.len() >= room || !seen.insert(codes.clone()) {
            continue;
        }
        let call = |id: PrimitiveId| Arc::new(Expression::Call(id, vec![source.expression.clone()]));
        let (expression, cost) = match search.bank().ty(source.ty) {
            Type::Mask => (call(mask_to_plane), source.cost + 1),
            Type::Grid => (call(color_index), source.cost + 2),
            _ => (source.expression.clone(), source.cost),
        };
        let copy = match search.bank().ty(source.ty) {
            Type::Plane => {
                let cost = source.cost + search.costs().of(paint_plane);
                search.charge((values.len() * grids[0].area()) as u64 / 2);
                let arguments = vec![own_expression.clone(), source.expression.clone()];
                let expression = Arc::new(Expression::Call(paint_plane, arguments));
                paintings(search, grids, &values).map(|grids| Copy { expression, cost, grids })
            }
            _ => values.iter().map(grid_of).collect::<Option<Vec<_>>>().map(|grids| Copy {
                expression: source.expression.clone(),
                cost: source.cost,
                grids,
            }),
        };
        if let Some(copy) = copy
            && !columns.is_empty()
            && copies.len() < MAX_COPIES
        {
            copies.push(copy);
        }
        columns.push(Column { expression, cost, codes, numbers });
    }
    (columns, copies)
}

/// The cells of the cheapest objects of the bank, as masks.
fn silhouettes(search: &mut Search) -> Vec<Entry> {
    let object_mask = PrimitiveId::find("object_mask").expect("the primitive exists");
    let (object, mask) = (search.type_id(&Type::Object), search.type_id(&Type::Mask));
    let objects: Vec<EntryId> = search.bank().of_type(object).take(MAX_SILHOUETTES).collect();
    let silhouette = |id: EntryId| {
        let entry = search.bank().get(id).clone();
        let values = search.apply(object_mask, &[&entry.values])?;
        let expression = Arc::new(Expression::Call(object_mask, vec![entry.expression]));
        Some(Entry { expression, ty: mask, cost: entry.cost + SILHOUETTE_COST, values })
    };
    objects.into_iter().filter_map(silhouette).collect()
}

/// The frame painted with planes of colors, one per example; `None` if they are none, or no two colors of theirs are right
/// where the frame is wrong, as one color is cheaper by itself.
fn paintings(search: &Search, frame: &[Arc<Grid>], planes: &[Value]) -> Option<Vec<Arc<Grid>>> {
    let painted = |(grid, plane): (&Arc<Grid>, &Value)| {
        let Value::Plane(plane) = plane else { return None };
        let is_color = plane.cells().iter().all(|value| (-1..10).contains(value));
        let color = |own, value: i32| if value < 0 { own } else { Color::ALL[value as usize] };
        is_color.then(|| grid.zip(plane, color)).flatten().map(Arc::new)
    };
    let made: Vec<Arc<Grid>> = frame.iter().zip(planes).map(painted).collect::<Option<_>>()?;
    let (mut wrong, mut mended, mut colors) = (0, 0, [false; 10]);
    for (((_, output), grid), made) in search.training().zip(frame).zip(&made) {
        for ((&wanted, own), &made) in output.cells().iter().zip(grid.cells()).zip(made.cells()) {
            if wanted != *own {
                wrong += 1;
                mended += usize::from(made == wanted);
                colors[wanted.index()] |= made == wanted;
            }
        }
    }
    let is_useful = MIN_MENDED * mended >= wrong && colors.iter().filter(|&&seen| seen).count() > 1;
    is_useful.then_some(made)
}

/// Adds what a table would need many rows to say of a plane: its parity, where it is extreme, where it is the own color.
fn derive(search: &mut Search, own: &Entry, sources: &mut Vec<Entry>) {
    let id = |name: &str| PrimitiveId::find(name).expect("the primitive exists");
    let plane = search.type_id(&Type::Plane);
    let mask = search.type_id(&Type::Mask);
    let two = (Expression::constant(Value::Int(2)), search.intern(&Value::Int(2)));
    let color = Arc::new(Expression::Call(id("color_index"), vec![own.expression.clone()]));
    // Every grid has colors, but once cancelled nothing is looked at.
    let Some(colors) = search.apply(id("color_index"), &[&own.values]) else { return };
    let second = [
        (id("plane_modulo"), plane, Some(two)),
        (id("cells_highest"), mask, None),
        (id("cells_lowest"), mask, None),
        (id("cells_agree"), mask, Some((color, colors))),
    ];
    let mut made = Vec::new();
    for source in sources.iter().filter(|source| source.ty == plane).take(MAX_DERIVED) {
        for (primitive, ty, other) in &second {
            let arguments: Vec<&[ValueId]> =
                std::iter::once(&*source.values).chain(other.iter().map(|(_, values)| &**values)).collect();
            if let Some(values) = search.apply(*primitive, &arguments) {
                let other = other.iter().map(|(expression, _)| expression.clone());
                let arguments = std::iter::once(source.expression.clone()).chain(other).collect();
                let expression = Arc::new(Expression::Call(*primitive, arguments));
                made.push(Entry { expression, ty: *ty, cost: source.cost + DERIVED_COST, values });
            }
        }
    }
    sources.extend(made);
    sources.sort_by_key(|source| source.cost);
}

/// Every defined application of a primitive to the frame and constants that gives a value for every cell.
fn applications(search: &mut Search, frame: EntryId) -> Vec<Entry> {
    let ways = Type::list(Type::Direction);
    let uses_roles = search.has_read_colors();
    let constants: FxHashMap<Type, Vec<EntryId>> =
        [Type::Color, Type::Direction, Type::Transform, Type::Segmentation, Type::Int, Type::Bool, ways.clone()]
            .into_iter()
            .map(|ty| {
                let id = search.type_id(&ty);
                let is_argument = |&entry: &EntryId| {
                    let entry = search.bank().get(entry);
                    let is_role = (ty == Type::Color && uses_roles || ty == ways) && entry.cost <= ROLE_COST;
                    is_role || matches!(*entry.expression, Expression::Literal(_))
                };
                let options = search.bank().of_type(id).filter(is_argument).collect();
                (ty, options)
            })
            .collect();
    let mut made = Vec::new();
    for primitive in PrimitiveId::all() {
        let signature = primitive.get();
        let is_per_cell = matches!(signature.result, Type::Plane | Type::Mask | Type::Grid);
        let frames = signature.parameters.iter().filter(|parameter| parameter.ty == Type::Grid).count();
        if !is_per_cell || frames != 1 || signature.parameters.len() > 3 {
            continue;
        }
        let options = |ty: &Type| match ty {
            Type::Grid => std::slice::from_ref(&frame),
            other => constants.get(other).map_or(&[][..], Vec::as_slice),
        };
        for row in signature.arguments_from(options) {
            let extra: u32 = row.iter().filter(|&&id| id != frame).map(|&id| search.bank().get(id).cost).sum();
            let cost = search.costs().of(primitive) + extra;
            if cost > MAX_COLUMN_COST {
                continue;
            }
            let (bank, examples) = search.bank_and_examples();
            let mut values = Vec::with_capacity(examples.len());
            for (index, example) in examples.iter_mut().enumerate() {
                let arguments: Vec<ValueId> = row.iter().map(|&id| bank.get(id).values[index]).collect();
                let value = example.apply(primitive, &arguments);
                values.push(value);
                if value == ValueId::NONE {
                    break;
                }
            }
            if !values.contains(&ValueId::NONE) {
                let arguments = row.iter().map(|&id| search.bank().get(id).expression.clone()).collect();
                let expression = Arc::new(Expression::Call(primitive, arguments));
                let ty = search.type_id(&signature.result);
                made.push(Entry { expression, ty, cost, values: values.into() });
            }
        }
        if search.stop().is_some() {
            break;
        }
    }
    made
}

/// The values of all cells as small codes; `None` if a size differs, there are too many values, or only one.
fn encode(values: &[Value], sizes: &[arc_dsl::Size]) -> Option<(Vec<u16>, Vec<i32>)> {
    let mut codes = Vec::new();
    let mut numbers: Vec<i32> = Vec::new();
    let mut known: FxHashMap<i32, u16> = FxHashMap::default();
    for (value, &size) in values.iter().zip(sizes) {
        let mut push = |number: i32| {
            codes.push(*known.entry(number).or_insert_with(|| {
                numbers.push(number);
                (numbers.len() - 1) as u16
            }))
        };
        cell_numbers(value, size)?.iter().for_each(|&number| push(number));
        if numbers.len() > MAX_CODES {
            return None;
        }
    }
    (numbers.len() > 1).then_some((codes, numbers))
}
