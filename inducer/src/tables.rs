//! Decision tables over the cells of a frame: divide and conquer (Alur et al. 2017) in the cell context.
//!
//! A *frame* is a grid expression with the outputs' sizes. A *column* is a number for every cell of it. For every pair of
//! columns, with the frame's own color as a third key, the cells fall into groups of equal keys; if each group has an
//! action (keep, a color, copy from another grid) that is right on all its training cells, the pair is a program:
//! `choose(look_up([f, g], rows, 0), options)`.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, PrimitiveId, Type, Value, primitives};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bank::{Entry, EntryId};
use crate::budget::StopReason;
use crate::example::{Example, ValueId};
use crate::frontier::similarity;
use crate::search::{Search, grid_of};

/// Most columns; the cheapest stay.
const MAX_COLUMNS: usize = 500;
/// Most grids whose cells can be copied.
const MAX_COPIES: usize = 48;
/// Most distinct values of a column.
const MAX_CODES: usize = 48;
/// Most tables handed on per frame; the cheapest stay.
const MAX_TABLES: usize = 24;
/// Pairs of columns that fit the training cells before no more are tried.
const MAX_FITTING_PAIRS: usize = 200;
/// Most planes from which further columns are derived, and the price of deriving one in bits.
const MAX_DERIVED: usize = 200;
const DERIVED_COST: u32 = 3;
/// Most frames besides the input, and most grids looked at to choose them.
const MAX_FRAMES: usize = 4;
const MAX_CANDIDATES: usize = 4000;
/// Dearest column, beyond its frame, in bits.
const MAX_COLUMN_COST: u32 = 17;
/// Dearest color read from the input ("the rarest color") and dearest list of directions among the arguments of columns.
const ROLE_COST: u32 = 8;
/// Changed training cells per row that a table needs on average.
const MIN_SUPPORT: usize = 3;
/// First bit of the constant colors in an action mask; bit 0 is "keep".
const COLORS: u32 = 1;
/// First bit of the copied grids.
const COPIES: u32 = 11;

/// A number for every cell of the frame on all examples, in small codes.
struct Column {
    /// As a plane.
    expression: Arc<Expression>,
    cost: u32,
    codes: Vec<u16>,
    /// The number that each code stands for.
    numbers: Vec<i32>,
}

/// A grid of the frame's size whose cells can be copied.
struct Copy {
    expression: Arc<Expression>,
    cost: u32,
    grids: Vec<Arc<Grid>>,
}

/// The cells of all examples in one row, training cells first.
struct Cells {
    train: usize,
    total: usize,
    /// Mask of right actions of each training cell.
    right: Vec<u64>,
    /// The training cells in an order that shows conflicts early.
    order: Vec<u32>,
}

/// A table that is right on all training cells.
struct Table {
    keys: Vec<usize>,
    rows: Vec<(Vec<i32>, u32)>,
    cost: u32,
}

/// Searches the tables over the input itself.
pub fn learn_from_input(search: &mut Search) -> Option<StopReason> {
    let input = search.input();
    learn_tables(search, input)
}

/// Searches the tables over the other grids that have the outputs' sizes and come nearest to them: halves, panels, scaled
/// or tiled inputs, and inputs on which half of the work is done.
pub fn learn_from_frames(search: &mut Search) -> Option<StopReason> {
    let input = search.input();
    let ty = search.bank.type_id(&Type::Grid);
    let candidates: Vec<EntryId> = search.bank.of_type(ty).filter(|&id| id != input).take(MAX_CANDIDATES).collect();
    let mut frames: Vec<(u32, EntryId)> = candidates
        .into_iter()
        .filter_map(|id| {
            let grids = search.grids(id)?;
            let near = |((_, output), grid): ((_, &Arc<Grid>), &Arc<Grid>)| {
                (output.size() == grid.size()).then(|| similarity(output, grid))
            };
            let total: Option<u32> = search.training().zip(&grids).map(near).sum();
            Some((total?, id))
        })
        .collect();
    search.examples[0].ticks += 20 * frames.len() as u64;
    frames.sort_by_key(|&(near, id)| (std::cmp::Reverse(near), id));
    frames.truncate(MAX_FRAMES);
    frames.into_iter().find_map(|(_, frame)| learn_tables(search, frame))
}

/// Searches the tables over one frame and adds those that fit.
fn learn_tables(search: &mut Search, frame: EntryId) -> Option<StopReason> {
    let grids = search.grids(frame)?;
    let fits = search.training().zip(&grids).all(|((_, output), grid)| output.size() == grid.size());
    if !fits {
        return None;
    }
    let (columns, copies) = gather(search, frame, &grids);
    if let Some(stop) = search.stop() {
        return Some(stop);
    }
    let cells = Cells::new(search, &grids, &copies);
    if columns.is_empty() {
        return None;
    }
    let (tables, stop) = find(search, &cells, &columns, &copies);
    for table in tables {
        let expression = table.expression(search, frame, &columns, &copies);
        let cost = search.bank.get(frame).cost + table.cost;
        search.offer(expression, cost);
    }
    stop.or_else(|| search.stop())
}

/// Columns and copies: grids, masks and planes of the frame's size, from the bank and made from the frame.
fn gather(search: &mut Search, frame: EntryId, grids: &[Arc<Grid>]) -> (Vec<Column>, Vec<Copy>) {
    let sizes: Vec<_> = grids.iter().map(|grid| grid.size()).collect();
    let color_index = primitives::find("color_index").expect("the primitive exists");
    let mask_to_plane = primitives::find("mask_to_plane").expect("the primitive exists");
    let mut columns: Vec<Column> = Vec::new();
    let mut copies: Vec<Copy> = Vec::new();
    let mut seen: FxHashSet<Vec<u16>> = FxHashSet::default();
    // The frame's own color always comes first; it is "keep", not a copy.
    let own = Entry { cost: 0, ..search.bank.get(frame).clone() };
    let mut sources = applications(search, frame);
    sources.extend(search.per_cell_entries(3 * MAX_COLUMNS));
    sources.sort_by_key(|source| source.cost);
    derive(search, &own, &mut sources);
    for source in std::iter::once(own).chain(sources) {
        let value = |(&id, example): (&ValueId, &Example)| example.value(id).clone();
        let values: Vec<Value> = source.values.iter().zip(&search.examples).map(value).collect();
        let Some((codes, numbers)) = encode(&values, &sizes) else { continue };
        if columns.len() >= MAX_COLUMNS || !seen.insert(codes.clone()) {
            continue;
        }
        let call = |id: PrimitiveId| Arc::new(Expression::Call(id, vec![source.expression.clone()]));
        let (expression, cost) = match search.bank.ty(source.ty) {
            Type::Mask => (call(mask_to_plane), source.cost + 1),
            Type::Grid => (call(color_index), source.cost + 2),
            _ => (source.expression.clone(), source.cost),
        };
        let made: Vec<Arc<Grid>> = values.iter().filter_map(grid_of).collect();
        if made.len() == values.len() && !columns.is_empty() && copies.len() < MAX_COPIES {
            copies.push(Copy { expression: source.expression.clone(), cost: source.cost, grids: made });
        }
        columns.push(Column { expression, cost, codes, numbers });
    }
    (columns, copies)
}

/// Adds what a table would need many rows to say of a plane: its parity, where it is extreme, where it is the own color.
fn derive(search: &mut Search, own: &Entry, sources: &mut Vec<Entry>) {
    let id = |name: &str| primitives::find(name).expect("the primitive exists");
    let plane = search.bank.type_id(&Type::Plane);
    let mask = search.bank.type_id(&Type::Mask);
    let constant = |search: &mut Search, value: Value| {
        let values = search.examples.iter_mut().map(|example| example.intern(value.clone())).collect();
        (Expression::constant(value), values)
    };
    let two: (_, Vec<ValueId>) = constant(search, Value::Int(2));
    let colors: Vec<ValueId> = (own.values.iter().zip(&mut search.examples))
        .map(|(&value, example)| example.apply(id("color_index"), &[value]))
        .collect();
    let color = Arc::new(Expression::Call(id("color_index"), vec![own.expression.clone()]));
    let second = [
        (id("plane_modulo"), plane, Some(two)),
        (id("cells_highest"), mask, None),
        (id("cells_lowest"), mask, None),
        (id("cells_agree"), mask, Some((color, colors))),
    ];
    let mut made = Vec::new();
    for source in sources.iter().filter(|source| source.ty == plane).take(MAX_DERIVED) {
        for (primitive, ty, other) in &second {
            let apply = |(index, example): (usize, &mut Example)| {
                let other = other.iter().map(|(_, values)| values[index]);
                let arguments: Vec<ValueId> = std::iter::once(source.values[index]).chain(other).collect();
                example.apply(*primitive, &arguments)
            };
            let values: Box<[ValueId]> = search.examples.iter_mut().enumerate().map(apply).collect();
            if !values.contains(&ValueId::NONE) {
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
    let constants: FxHashMap<Type, Vec<EntryId>> =
        [Type::Color, Type::Direction, Type::Transform, Type::Segmentation, Type::Int, Type::Bool, ways.clone()]
            .into_iter()
            .map(|ty| {
                let id = search.bank.type_id(&ty);
                let is_argument = |&entry: &EntryId| {
                    let entry = search.bank.get(entry);
                    let is_role = (ty == Type::Color || ty == ways) && entry.cost <= ROLE_COST;
                    is_role || matches!(*entry.expression, Expression::Literal(_))
                };
                let options = search.bank.of_type(id).filter(is_argument).collect();
                (ty, options)
            })
            .collect();
    let mut made = Vec::new();
    for primitive in primitives::ids() {
        let signature = primitive.get();
        let is_per_cell = matches!(signature.result, Type::Plane | Type::Mask | Type::Grid);
        let frames = signature.parameters.iter().filter(|parameter| parameter.ty == Type::Grid).count();
        if !is_per_cell || frames != 1 || signature.parameters.len() > 3 {
            continue;
        }
        let mut rows: Vec<Vec<EntryId>> = vec![vec![]];
        for parameter in &signature.parameters {
            let options = match &parameter.ty {
                Type::Grid => vec![frame],
                other => constants.get(other).cloned().unwrap_or_default(),
            };
            rows = rows.iter().flat_map(|row| options.iter().map(move |&id| [&row[..], &[id]].concat())).collect();
        }
        for row in rows {
            let extra: u32 = row.iter().filter(|&&id| id != frame).map(|&id| search.bank.get(id).cost).sum();
            let cost = signature.cost + extra;
            if cost > MAX_COLUMN_COST {
                continue;
            }
            let mut values = Vec::with_capacity(search.examples.len());
            for (index, example) in search.examples.iter_mut().enumerate() {
                let arguments: Vec<ValueId> = row.iter().map(|&id| search.bank.get(id).values[index]).collect();
                let value = example.apply(primitive, &arguments);
                values.push(value);
                if value == ValueId::NONE {
                    break;
                }
            }
            if !values.contains(&ValueId::NONE) {
                let arguments = row.iter().map(|&id| search.bank.get(id).expression.clone()).collect();
                let expression = Arc::new(Expression::Call(primitive, arguments));
                let ty = search.bank.type_id(&signature.result);
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
        match value {
            Value::Grid(grid) if grid.size() == size => {
                grid.cells().iter().for_each(|color| push(color.index() as i32));
            }
            Value::Mask(mask) if mask.size() == size => mask.cells().iter().for_each(|&cell| push(cell as i32)),
            Value::Plane(plane) if plane.size() == size => plane.cells().iter().for_each(|&number| push(number)),
            _ => return None,
        }
        if numbers.len() > MAX_CODES {
            return None;
        }
    }
    (numbers.len() > 1).then_some((codes, numbers))
}

impl Cells {
    fn new(search: &Search, grids: &[Arc<Grid>], copies: &[Copy]) -> Cells {
        let mut right = Vec::new();
        let (mut changed, mut kept) = (Vec::new(), Vec::new());
        for (example, (_, output)) in search.training().enumerate() {
            for (cell, &wanted) in output.cells().iter().enumerate() {
                let keep = grids[example].cells()[cell] == wanted;
                let mut mask = keep as u64 | 1 << (COLORS + wanted.index() as u32);
                for (index, copy) in copies.iter().enumerate() {
                    mask |= ((copy.grids[example].cells()[cell] == wanted) as u64) << (COPIES + index as u32);
                }
                if keep {
                    kept.push(right.len() as u32)
                } else {
                    changed.push(right.len() as u32)
                }
                right.push(mask);
            }
        }
        // Changed cells conflict most: they go first, then every seventh kept cell, then the rest.
        let mut order = changed;
        for start in 0..7 {
            order.extend(kept.iter().skip(start).step_by(7));
        }
        Cells { train: right.len(), total: grids.iter().map(|grid| grid.area()).sum(), right, order }
    }
}

/// The tables over one column, and over pairs of columns that do not suffice alone, cheapest tables first. The frame's own
/// color is a further key wherever that makes the table cheaper.
fn find(search: &mut Search, cells: &Cells, columns: &[Column], copies: &[Copy]) -> (Vec<Table>, Option<StopReason>) {
    let mut tables: Vec<Table> = Vec::new();
    let mut scratch = Scratch::default();
    let mut consider = |search: &mut Search, f: usize, g: usize| {
        let (fits, work) = scratch.fits(cells, &columns[0], [&columns[f], &columns[g]]);
        search.examples[0].ticks += work / 2;
        if fits {
            let keys = if f == g { [vec![f], vec![0, f]] } else { [vec![f, g], vec![0, f, g]] };
            let made = keys.iter().filter_map(|keys| tabulate(cells, columns, copies, keys));
            search.examples[0].ticks += 2 * cells.total as u64;
            if let Some(table) = made.min_by_key(|table| table.cost) {
                let at = tables.partition_point(|known| known.cost <= table.cost);
                tables.insert(at, table);
                tables.truncate(MAX_TABLES);
            }
        }
        fits
    };
    let insufficient: Vec<usize> = (0..columns.len()).filter(|&f| !consider(search, f, f)).collect();
    let mut fitting = 0;
    let mut stop = search.stop();
    // Columns come cheapest first: rising sums of places are pairs of rising cost.
    for sum in 1..2 * insufficient.len() {
        if stop.is_some() || fitting >= MAX_FITTING_PAIRS {
            break;
        }
        let first = sum.saturating_sub(insufficient.len() - 1);
        for f in first..sum.div_ceil(2) {
            fitting += usize::from(consider(search, insufficient[f], insufficient[sum - f]));
        }
        stop = search.stop();
    }
    (tables, stop)
}

/// Working memory of the inner loop: the common actions of each group, valid where the stamp is current.
#[derive(Default)]
struct Scratch {
    groups: Vec<(u32, u64)>,
    stamp: u32,
}

impl Scratch {
    /// Whether own color and a pair of columns leave every group an action, and the cells looked at.
    fn fits(&mut self, cells: &Cells, own: &Column, [f, g]: [&Column; 2]) -> (bool, u64) {
        let (n, m) = (f.numbers.len(), g.numbers.len());
        let size = own.numbers.len() * n * m;
        if self.groups.len() < size {
            self.groups.resize(size, (0, 0));
        }
        self.stamp += 1;
        for (count, &cell) in cells.order.iter().enumerate() {
            let cell = cell as usize;
            let key = (own.codes[cell] as usize * n + f.codes[cell] as usize) * m + g.codes[cell] as usize;
            let group = &mut self.groups[key];
            let common = if group.0 == self.stamp { group.1 & cells.right[cell] } else { cells.right[cell] };
            if common == 0 {
                return (false, count as u64 + 1);
            }
            *group = (self.stamp, common);
        }
        (true, cells.train as u64)
    }
}

/// The table over some keys, if every group has an action; actions are shared between groups as far as possible.
fn tabulate(cells: &Cells, columns: &[Column], copies: &[Copy], keys: &[usize]) -> Option<Table> {
    let key_of =
        |cell: usize| keys.iter().fold(0, |key, &column| key * (MAX_CODES + 1) + columns[column].codes[cell] as usize);
    let mut groups: FxHashMap<usize, usize> = FxHashMap::default();
    let mut common: Vec<(u64, u64, usize)> = Vec::new(); // mask, cells, a cell of the group
    for (cell, &right) in cells.right.iter().enumerate() {
        let index = *groups.entry(key_of(cell)).or_insert_with(|| {
            common.push((u64::MAX, 0, cell));
            common.len() - 1
        });
        common[index].0 &= right;
        common[index].1 += 1;
        if common[index].0 == 0 {
            return None;
        }
    }
    // Greedy cover: the action that explains most open groups, "keep" and cheap ones at a tie.
    let mut actions: Vec<Option<u32>> = vec![None; common.len()];
    for (group, &(mask, _, _)) in common.iter().enumerate() {
        if mask & 1 != 0 {
            actions[group] = Some(0);
        }
    }
    let mut cost = 0;
    while actions.contains(&None) {
        let open = || common.iter().zip(&actions).filter(|(_, action)| action.is_none()).map(|(group, _)| group);
        let score = |action: u32| {
            let covered = open().filter(|group| group.0 >> action & 1 != 0);
            (covered.clone().count(), covered.map(|group| group.1).sum::<u64>(), std::cmp::Reverse(action))
        };
        let best = (COLORS..COPIES + copies.len() as u32).max_by_key(|&action| score(action))?;
        for (group, action) in common.iter().zip(&mut actions) {
            if action.is_none() && group.0 >> best & 1 != 0 {
                *action = Some(best);
            }
        }
        cost += match best {
            COPIES.. => 2 + copies[(best - COPIES) as usize].cost,
            _ => 6,
        };
    }
    let unseen = (cells.train..cells.total).filter(|&cell| !groups.contains_key(&key_of(cell))).count();
    let mut rows: Vec<(Vec<i32>, u32)> = common
        .iter()
        .zip(&actions)
        .filter_map(|(group, action)| {
            let numbers = |&column: &usize| columns[column].numbers[columns[column].codes[group.2] as usize];
            let action = action.filter(|&action| action > 0)?;
            Some((keys.iter().map(numbers).collect(), action))
        })
        .collect();
    // A row should explain several cells, or the table only remembers them.
    let changed = cells.right.iter().filter(|&right| right & 1 == 0).count();
    if rows.len() > 3 && rows.len() * MIN_SUPPORT > changed {
        return None;
    }
    rows.sort();
    cost += 10 + keys.iter().map(|&column| columns[column].cost).sum::<u32>();
    cost += rows.len() as u32 * (2 + 2 * keys.len() as u32);
    // Groups that are kept cost too: each is an exception the table did not need to make. Keys never seen in training
    // make the answer a guess.
    cost += (common.len() - rows.len()) as u32 + 4 * unseen.min(8) as u32;
    Some(Table { keys: keys.to_vec(), rows, cost })
}

impl Table {
    /// `choose(look_up([keys], [rows], 0), [frame, options])`.
    fn expression(&self, search: &Search, frame: EntryId, columns: &[Column], copies: &[Copy]) -> Arc<Expression> {
        let call = |name: &str, arguments: Vec<Arc<Expression>>| {
            let id = primitives::find(name).expect("the primitive exists");
            Arc::new(Expression::Call(id, arguments))
        };
        let frame = &search.bank.get(frame).expression;
        let mut used: Vec<u32> = self.rows.iter().map(|&(_, action)| action).collect();
        used.sort();
        used.dedup();
        let option = |&action: &u32| match action {
            COPIES.. => copies[(action - COPIES) as usize].expression.clone(),
            color => {
                let color = arc_dsl::Color::ALL[(color - COLORS) as usize];
                call("fill_like", vec![frame.clone(), Expression::constant(Value::Color(color))])
            }
        };
        let options = std::iter::once(frame.clone()).chain(used.iter().map(option)).collect();
        let row = |(key, action): &(Vec<i32>, u32)| {
            let index = 1 + used.iter().position(|known| known == action).expect("every action is listed");
            Value::List(key.iter().copied().chain([index as i32]).map(Value::Int).collect())
        };
        let rows = Expression::constant(Value::List(self.rows.iter().map(row).collect()));
        let keys = self.keys.iter().map(|&column| columns[column].expression.clone()).collect();
        let selector =
            call("look_up", vec![Arc::new(Expression::List(keys)), rows, Expression::constant(Value::Int(0))]);
        call("choose", vec![selector, Arc::new(Expression::List(options))])
    }
}
