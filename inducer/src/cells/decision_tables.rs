//! Decision tables over the cells of a frame: divide and conquer (Alur et al. 2017) in the cell context.
//!
//! A *frame* is a grid expression with the outputs' sizes. A *column* is a number for every cell of it. For every pair of
//! columns, with the frame's own color as a third key, the cells fall into groups of equal keys; if each group has an
//! action (keep, a color, copy from another grid) that is right on all its training cells, the pair is a program:
//! `choose(look_up([f, g], rows, 0), options)`.

use std::sync::Arc;

use arc_dsl::{Expression, Grid, Value};
use rustc_hash::FxHashMap;

use crate::cells::columns::{Column, Copy, MAX_CODES, gather};
use crate::cells::near_grids::near_grids;
use crate::search::bank::EntryId;
use crate::search::budget::StopReason;
use crate::search::state::Search;

/// Most tables handed on per frame; the cheapest stay.
const MAX_TABLES: usize = 24;
/// Pairs of columns that fit the training cells before no more are tried.
const MAX_FITTING_PAIRS: usize = 200;
/// Most frames besides the input, and most grids looked at to choose them.
const MAX_FRAMES: usize = 4;
const MAX_CANDIDATES: usize = 4000;
/// Changed training cells per row that a table needs on average.
const MIN_SUPPORT: usize = 3;
/// Surcharge in bits for a row whose key occurs in one training pair only.
const LONE_ROW_COST: u32 = 3;
/// First bit of the constant colors in an action mask; bit 0 is "keep".
const COLORS: u32 = 1;
/// First bit of the copied grids.
const COPIES: u32 = 11;

/// The cells of all examples in one row, training cells first.
struct Cells {
    train: usize,
    total: usize,
    /// Mask of right actions of each training cell.
    right: Vec<u64>,
    /// The training pair of each training cell.
    pairs: Vec<u16>,
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
    let mut frames = near_grids(search, 1 + search.scaled(MAX_CANDIDATES));
    frames.retain(|&(_, id)| id != input);
    search.charge(20 * frames.len() as u64);
    frames.sort_by_key(|&(near, id)| (std::cmp::Reverse(near), id));
    frames.truncate(search.scaled(MAX_FRAMES));
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
        let cost = search.bank().get(frame).cost + table.cost;
        search.offer(expression, cost);
    }
    stop.or_else(|| search.stop())
}

impl Cells {
    fn new(search: &Search, grids: &[Arc<Grid>], copies: &[Copy]) -> Cells {
        let mut right = Vec::new();
        let mut pairs = Vec::new();
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
                pairs.push(example as u16);
            }
        }
        // Changed cells conflict most: they go first, then every seventh kept cell, then the rest.
        let mut order = changed;
        for start in 0..7 {
            order.extend(kept.iter().skip(start).step_by(7));
        }
        Cells { train: right.len(), total: grids.iter().map(|grid| grid.area()).sum(), right, pairs, order }
    }
}

/// The tables over one column, and over pairs of columns that do not suffice alone, cheapest tables first. The frame's own
/// color is a further key wherever that makes the table cheaper.
fn find(search: &mut Search, cells: &Cells, columns: &[Column], copies: &[Copy]) -> (Vec<Table>, Option<StopReason>) {
    let mut tables: Vec<Table> = Vec::new();
    let mut scratch = Scratch::default();
    let mut consider = |search: &mut Search, f: usize, g: usize| {
        if search.is_cancelled() {
            return false;
        }
        let (fits, work) = scratch.fits(cells, &columns[0], [&columns[f], &columns[g]]);
        search.charge(work / 2);
        if fits {
            let keys = if f == g { [vec![f], vec![0, f]] } else { [vec![f, g], vec![0, f, g]] };
            let made = keys.iter().filter_map(|keys| tabulate(cells, columns, copies, keys));
            search.charge(2 * cells.total as u64);
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
    let mut is_shared: Vec<bool> = Vec::new(); // whether several pairs have cells of the group
    for (cell, &right) in cells.right.iter().enumerate() {
        let index = *groups.entry(key_of(cell)).or_insert_with(|| {
            common.push((u64::MAX, 0, cell));
            is_shared.push(false);
            common.len() - 1
        });
        is_shared[index] |= cells.pairs[cell] != cells.pairs[common[index].2];
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
    // A row that only one pair needs is remembered rather than learned.
    let alone = actions.iter().zip(&is_shared).filter(|&(&action, &shared)| action != Some(0) && !shared).count();
    cost += LONE_ROW_COST * alone as u32;
    cost += (common.len() - rows.len()) as u32 + 4 * unseen.min(8) as u32;
    Some(Table { keys: keys.to_vec(), rows, cost })
}

impl Table {
    /// `choose(look_up([keys], [rows], 0), [frame, options])`.
    fn expression(&self, search: &Search, frame: EntryId, columns: &[Column], copies: &[Copy]) -> Arc<Expression> {
        let frame = &search.bank().get(frame).expression;
        let mut used: Vec<u32> = self.rows.iter().map(|&(_, action)| action).collect();
        used.sort();
        used.dedup();
        let option = |&action: &u32| match action {
            COPIES.. => copies[(action - COPIES) as usize].expression.clone(),
            color => {
                let color = arc_dsl::Color::ALL[(color - COLORS) as usize];
                Expression::call("fill_like", vec![frame.clone(), Expression::constant(Value::Color(color))])
            }
        };
        let options = std::iter::once(frame.clone()).chain(used.iter().map(option)).collect();
        let row = |(key, action): &(Vec<i32>, u32)| {
            let index = 1 + used.iter().position(|known| known == action).expect("every action is listed");
            Value::List(key.iter().copied().chain([index as i32]).map(Value::Int).collect())
        };
        let rows = Expression::constant(Value::List(self.rows.iter().map(row).collect()));
        let keys = self.keys.iter().map(|&column| columns[column].expression.clone()).collect();
        let selector = Expression::call(
            "look_up",
            vec![Arc::new(Expression::List(keys)), rows, Expression::constant(Value::Int(0))],
        );
        Expression::call("choose", vec![selector, Arc::new(Expression::List(options))])
    }
}

#[cfg(test)]
mod tests {
    use crate::cells::decision_tables::{learn_from_frames, learn_from_input};
    use crate::search::budget::Cancel;

    use crate::testing::{assert_best, search, task};

    #[test]
    fn a_color_by_column_and_own_color_is_learned() {
        let cancel = Cancel::new();
        // Gray becomes red in every other column, blue in the others; what is not gray stays.
        let pairs = [("5505|0550|5553", "2102|0120|2123"), ("05555|53055|00500", "01212|23012|00200")];
        let task = task(&pairs, &["5055555"]);
        let mut search = search(&task, &cancel, &["1", "2", "3"]);
        learn_from_input(&mut search);
        assert_best(&search, &task, &["2021212"]);
        assert!(search.frontier().fits()[0].expression.to_string().contains("look_up("));
    }

    #[test]
    fn equal_cells_with_different_answers_have_no_table() {
        let cancel = Cancel::new();
        let task = task(&[("5505|0550", "2102|0120"), ("5505|0550", "2102|0110")], &["5"]);
        let mut search = search(&task, &cancel, &["1", "2"]);
        learn_from_input(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
    }

    #[test]
    fn a_table_needs_outputs_of_the_size_of_its_frame() {
        let cancel = Cancel::new();
        let task = task(&[("12|34", "123"), ("56|78", "567")], &["11|22"]);
        let mut search = search(&task, &cancel, &["1", "2"]);
        learn_from_input(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
    }

    #[test]
    fn another_grid_of_the_right_size_can_be_the_frame() {
        let cancel = Cancel::new();
        // Red cells of the left half stay; elsewhere the green ones of the right half become blue.
        let pairs = [("200030|020300", "210|120"), ("002003|000333|222303", "002|111|222")];
        let task = task(&pairs, &["000030|200003"]);
        let halves = ["half(input, left)", "half(input, right)"];
        let mut search = search(&task, &cancel, &halves);
        learn_from_input(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
        learn_from_frames(&mut search);
        assert_best(&search, &task, &["010|201"]);
    }
}
