//! Stacking: the output as a stack of partial grids, divide and conquer (Alur et al. 2017) over cells without keys.
//!
//! Icecuber (ARC Kaggle 2020) covers the outputs with pieces: grids of its graph, of which only some cells show. Here a
//! *base* is a grid of the outputs' sizes; a *layer* is a mask with a source, a color or another grid, that is right on
//! every training cell of the mask. A base and a few layers over its wrong cells are a program. Two halves of the search
//! meet in the middle: each part is as deep as the bank, the whole three times as deep.
//!
//! Where no stack is right on all pairs, one pair is left out; what was found then is a near miss.

use std::sync::Arc;

use arc_dsl::{Color, Expression, Grid, Size, Type, Value, literal_cost};
use rustc_hash::FxHashMap;

use crate::cells::cell_set::CellSet;
use crate::search::bank::Entry;
use crate::search::budget::StopReason;
use crate::search::state::Search;

/// Most grids and most masks taken from the bank, cheapest first.
const MAX_GRIDS: usize = 1500;
/// Most cells of all grids, or of all masks, together, on all training pairs.
const MAX_CELLS: usize = 1 << 25;
const MAX_MASKS: usize = 1500;
/// Most planes taken from the bank, and most different numbers of one.
const MAX_PLANES: usize = 400;
const MAX_NUMBERS: usize = 12;
/// Most layers over a base; never more than one more with any budget.
const MAX_LAYERS: usize = 2;
/// Sources tried for one mask before no more sound ones are wanted.
const MAX_SOURCES: usize = 2;
/// Most stacks offered.
const MAX_STACKS: usize = 16;
/// Stacks that cost more than the cheapest by more bits are not offered.
const SLACK: u32 = 8;
/// Cost of a mask turned inside out, in bits.
const INVERSION_COST: u32 = 4;
/// Words compared per tick.
const WORDS_PER_TICK: u64 = 4;
/// Work of making a set, in words.
const SET_WORK: u64 = 24;

/// A grid of the outputs' sizes with its values; a canvas knows its color.
struct Candidate {
    expression: Arc<Expression>,
    cost: u32,
    color: Option<Color>,
    grids: Vec<Arc<Grid>>,
}

/// A candidate as sets of cells.
struct Source {
    expression: Arc<Expression>,
    cost: u32,
    /// The color of a canvas.
    color: Option<Color>,
    wrong: CellSet,
    /// The cells that are not black, if there are others.
    colored: Option<Arc<CellSet>>,
}

/// Which cells of its source a layer shows.
enum Shown {
    /// Those of a mask.
    Mask(Arc<Expression>),
    /// Those that are not black.
    Colored,
}

/// A part of a stack that is right wherever it shows.
struct Layer {
    shown: Shown,
    source: usize,
    cells: Arc<CellSet>,
    cost: u32,
}

/// Searches stacks of the bank's grids and masks.
pub fn assemble(search: &mut Search) -> Option<StopReason> {
    let (frame, candidates) = candidates(search)?;
    let parts = Parts::new(search, &frame, candidates);
    let everywhere = parts.cells_of_pairs(|_| true);
    let mut stop = search.stop();
    if stop.is_some() || parts.stack(search, &everywhere) > 0 || search.frontier().fit_count() > 0 || search.train() < 3
    {
        return stop;
    }
    for left_out in 0..search.train() {
        parts.stack(search, &parts.cells_of_pairs(|pair| pair != left_out));
        stop = stop.or_else(|| search.stop());
    }
    stop
}

/// The grids of the outputs' sizes, cheapest first, and these sizes, with those for the test inputs on which most grids
/// agree.
fn candidates(search: &mut Search) -> Option<(Vec<Size>, Vec<Candidate>)> {
    let wanted: Vec<Size> = search.training().map(|(_, output)| output.size()).collect();
    let mut by_frame: Vec<(Vec<Size>, Vec<Candidate>)> = Vec::new();
    let ty = search.type_id(&Type::Grid);
    let area: usize = wanted.iter().map(|size| (size.height * size.width) as usize).sum();
    let limit = search.scaled(MAX_GRIDS).min(MAX_CELLS / area.max(1)).max(1);
    for id in search.bank().of_type(ty) {
        if search.is_cancelled() {
            return None;
        }
        let Some(grids) = search.grids(id) else { continue };
        let sizes: Vec<Size> = grids.iter().map(|grid| grid.size()).collect();
        if sizes[..search.train()] != wanted {
            continue;
        }
        let Entry { expression, cost, .. } = search.bank().get(id).clone();
        let candidate = Candidate { expression, cost, color: None, grids };
        match by_frame.iter_mut().find(|(known, _)| *known == sizes) {
            Some((_, known)) if known.len() < limit => known.push(candidate),
            Some(_) => {}
            None => by_frame.push((sizes, vec![candidate])),
        }
    }
    search.charge(10 * by_frame.iter().map(|(_, known)| known.len() as u64).sum::<u64>());
    let (frame, mut candidates) = by_frame.into_iter().rev().max_by_key(|(_, known)| known.len())?;
    let canvases: Vec<Candidate> =
        (search.palette().iter()).map(|&color| candidates[0].canvas(color, search)).collect();
    candidates.extend(canvases);
    candidates.sort_by_key(|candidate| candidate.cost);
    Some((frame, candidates))
}

impl Candidate {
    /// A canvas of the same sizes.
    fn canvas(&self, color: Color, search: &Search) -> Candidate {
        let literal = Expression::constant(Value::Color(color));
        Candidate {
            cost: self.cost + search.costs().of_name("fill_like") + literal_cost(&Value::Color(color)),
            expression: Expression::call("fill_like", vec![self.expression.clone(), literal]),
            color: Some(color),
            grids: self.grids.iter().map(|grid| Arc::new(grid.map(|_| color))).collect(),
        }
    }
}

/// All that stacks are made of.
struct Parts {
    sources: Vec<Source>,
    masks: Vec<(Entry, Arc<CellSet>)>,
    /// The training pair of each cell.
    pairs: Vec<usize>,
}

impl Parts {
    fn new(search: &mut Search, frame: &[Size], candidates: Vec<Candidate>) -> Parts {
        let colors = |grids: &mut dyn Iterator<Item = &Arc<Grid>>| -> Vec<Color> {
            grids.flat_map(|grid| grid.cells()).copied().collect()
        };
        let wanted = colors(&mut search.training().map(|(_, output)| output));
        let pairs = search.training().enumerate().flat_map(|(pair, (_, output))| vec![pair; output.area()]);
        let pairs: Vec<usize> = pairs.collect();
        let cells: Vec<Vec<Color>> =
            candidates.iter().map(|candidate| colors(&mut candidate.grids[..search.train()].iter())).collect();
        // Cells that most grids get wrong come first: there two sets differ soonest.
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        let wrong = |cell: usize| cells.iter().filter(|cells| cells[cell] != wanted[cell]).count();
        order.sort_by_cached_key(|&cell| std::cmp::Reverse(wrong(cell)));
        let sources =
            candidates.into_iter().zip(&cells).map(|(Candidate { expression, cost, color, .. }, cells)| Source {
                expression,
                cost,
                color,
                wrong: set_of(&order, |cell| cells[cell] != wanted[cell]),
                colored: cells
                    .contains(&Color::Black)
                    .then(|| Arc::new(set_of(&order, |cell| cells[cell] != Color::Black))),
            });
        let sources: Vec<Source> = sources.collect();
        let masks =
            masks(search, frame, &order).into_iter().map(|(entry, cells)| (entry, Arc::new(cells))).collect::<Vec<_>>();
        search.charge((wanted.len() * (sources.len() + masks.len())) as u64 / 2);
        Parts { sources, masks, pairs: order.into_iter().map(|cell| pairs[cell]).collect() }
    }

    /// The cells of the chosen training pairs.
    fn cells_of_pairs(&self, is_chosen: impl Fn(usize) -> bool) -> CellSet {
        self.pairs.iter().map(|&pair| is_chosen(pair)).collect()
    }

    /// Offers the stacks that are right on some cells, and gives their number.
    fn stack(&self, search: &mut Search, on: &CellSet) -> usize {
        let layers = self.layers(search, on);
        let mut stacks = Stacks::default();
        for (base, source) in self.sources.iter().enumerate() {
            let open = source.wrong.and(on);
            if open.is_empty() {
                continue; // Right without layers.
            }
            stacks.cover(search, &layers, &open, base, source.cost, &mut vec![]);
            if search.stop().is_some() {
                break;
            }
        }
        for (cost, base, stack) in &stacks.0 {
            let bottom = self.sources[*base].expression.clone();
            let whole = stack.iter().rev().fold(bottom, |below, &layer| self.put(&layers[layer], below));
            search.offer(whole, *cost);
        }
        stacks.0.len()
    }

    /// The layers that are right on some cells, cheapest first.
    fn layers(&self, search: &mut Search, on: &CellSet) -> Vec<Layer> {
        let overlay = search.costs().of_name("overlay") + literal_cost(&Value::Color(Color::Black));
        let [paint, choose] = ["paint_mask", "where_mask"].map(|name| search.costs().of_name(name));
        let mut layers = Vec::new();
        let mut work = 0;
        for (index, source) in self.sources.iter().enumerate() {
            let Some(colored) = &source.colored else { continue };
            if colored.meets(on) && !colored.meets_among(&source.wrong, on, &mut work) {
                layers.push(Layer {
                    shown: Shown::Colored,
                    source: index,
                    cells: colored.clone(),
                    cost: source.cost + overlay,
                });
            }
        }
        for (entry, cells) in &self.masks {
            search.charge(std::mem::take(&mut work) / WORDS_PER_TICK);
            if search.stop().is_some() {
                break;
            }
            if !cells.meets(on) {
                continue;
            }
            let sound = self
                .sources
                .iter()
                .enumerate()
                .filter(|(_, source)| !cells.meets_among(&source.wrong, on, &mut work))
                .take(MAX_SOURCES);
            for (index, source) in sound {
                let price = if source.color.is_some() { paint } else { choose };
                layers.push(Layer {
                    shown: Shown::Mask(entry.expression.clone()),
                    source: index,
                    cells: cells.clone(),
                    cost: entry.cost + source.cost + price,
                });
            }
        }
        search.charge(work / WORDS_PER_TICK);
        layers.sort_by_key(|layer| layer.cost);
        // Of layers over the same cells only the cheapest.
        let mut seen: FxHashMap<Arc<CellSet>, usize> = FxHashMap::default();
        layers.retain(|layer| {
            let count = seen.entry(layer.cells.clone()).or_default();
            *count += 1;
            *count <= MAX_SOURCES
        });
        layers
    }

    /// The program with one more layer on top.
    fn put(&self, layer: &Layer, below: Arc<Expression>) -> Arc<Expression> {
        let source = &self.sources[layer.source];
        match (&layer.shown, source.color) {
            (Shown::Colored, _) => {
                let black = Expression::constant(Value::Color(Color::Black));
                Expression::call("overlay", vec![source.expression.clone(), below, black])
            }
            (Shown::Mask(mask), Some(color)) => {
                Expression::call("paint_mask", vec![below, mask.clone(), Expression::constant(Value::Color(color))])
            }
            (Shown::Mask(mask), None) => {
                Expression::call("where_mask", vec![mask.clone(), source.expression.clone(), below])
            }
        }
    }
}

/// The cheapest stacks so far: cost, base and layers.
#[derive(Default)]
struct Stacks(Vec<(u32, usize, Vec<usize>)>);

impl Stacks {
    /// What a stack may cost to be kept.
    fn limit(&self) -> u32 {
        let Some(cheapest) = self.0.first() else { return u32::MAX };
        let last = if self.0.len() < MAX_STACKS { u32::MAX } else { self.0[MAX_STACKS - 1].0 };
        last.min(cheapest.0 + SLACK)
    }

    fn add(&mut self, cost: u32, base: usize, layers: &[usize]) {
        let stack = (cost, base, layers.to_vec());
        let at = self.0.partition_point(|known| *known < stack);
        self.0.insert(at, stack);
        self.0.truncate(MAX_STACKS);
        let limit = self.limit();
        self.0.retain(|stack| stack.0 <= limit);
    }

    /// Finds the ways to cover the open cells of a base with few layers: always the first open cell by each layer over it.
    fn cover(
        &mut self,
        search: &mut Search,
        layers: &[Layer],
        open: &CellSet,
        base: usize,
        cost: u32,
        chosen: &mut Vec<usize>,
    ) {
        let Some(first) = open.first() else { return };
        if search.stop().is_some() {
            return;
        }
        let mut work = 0;
        for (index, layer) in layers.iter().enumerate() {
            work += 1;
            let cost = cost + layer.cost;
            if cost > self.limit() {
                break;
            }
            if !layer.cells.contains(first) {
                continue;
            }
            let left = open.minus(&layer.cells);
            work += SET_WORK + left.words() as u64;
            chosen.push(index);
            if left.is_empty() {
                self.add(cost, base, chosen);
            } else if chosen.len() < search.scaled(MAX_LAYERS).min(MAX_LAYERS + 1) {
                self.cover(search, layers, &left, base, cost, chosen);
            }
            chosen.pop();
        }
        search.charge(work / WORDS_PER_TICK);
    }
}

/// The masks of the frame's sizes with their training cells, each also inverted, and the cells of each number of a plane.
fn masks(search: &mut Search, frame: &[Size], order: &[usize]) -> Vec<(Entry, CellSet)> {
    let types = search.type_ids(&[Type::Mask, Type::Plane]);
    let mut made = Vec::new();
    for id in search.bank().of_type(types[0]).take(search.scaled(MAX_MASKS)) {
        if search.is_cancelled() {
            return made;
        }
        let entry = search.bank().get(id);
        let Some(cells) = training_cells(search, entry, frame, |value| match value {
            Value::Mask(mask) => Some((mask.size(), mask.cells())),
            _ => None,
        }) else {
            continue;
        };
        if cells.contains(&true) && cells.contains(&false) {
            let inverted = set_of(order, |cell| !cells[cell]);
            let expression = Expression::call("mask_not", vec![entry.expression.clone()]);
            made.push((entry.clone(), set_of(order, |cell| cells[cell])));
            made.push((Entry { expression, cost: entry.cost + INVERSION_COST, ..entry.clone() }, inverted));
        }
    }
    let mut level = Vec::new();
    for id in search.bank().of_type(types[1]).take(search.scaled(MAX_PLANES)) {
        if search.is_cancelled() {
            return made;
        }
        let entry = search.bank().get(id);
        let Some(cells) = training_cells(search, entry, frame, |value| match value {
            Value::Plane(plane) => Some((plane.size(), plane.cells())),
            _ => None,
        }) else {
            continue;
        };
        let mut numbers = cells.clone();
        numbers.sort_unstable();
        numbers.dedup();
        if !(2..=MAX_NUMBERS).contains(&numbers.len()) {
            continue;
        }
        for number in numbers {
            let literal = Value::Int(number);
            let cost = entry.cost + search.costs().of_name("cells_equal") + literal_cost(&literal);
            let arguments = vec![entry.expression.clone(), Expression::constant(literal)];
            let expression = Expression::call("cells_equal", arguments);
            level.push((Entry { expression, cost, ..entry.clone() }, set_of(order, |cell| cells[cell] == number)));
        }
    }
    level.sort_by_key(|(entry, _)| entry.cost);
    level.truncate(search.scaled(2 * MAX_MASKS));
    made.append(&mut level);
    made
}

/// The cells, in some order, of which something holds.
fn set_of(order: &[usize], holds: impl Fn(usize) -> bool) -> CellSet {
    order.iter().map(|&cell| holds(cell)).collect()
}

/// The training cells of an entry of the frame's sizes.
fn training_cells<'v, T: Copy + 'v>(
    search: &'v Search,
    entry: &Entry,
    frame: &[Size],
    read: impl Fn(&'v Value) -> Option<(Size, &'v [T])>,
) -> Option<Vec<T>> {
    let mut cells = Vec::new();
    for (index, (&value, example)) in entry.values.iter().zip(search.examples()).enumerate() {
        let (size, own) = read(example.value(value))?;
        if size != frame[index] {
            return None;
        }
        if index < search.train() {
            cells.extend_from_slice(own);
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use crate::cells::stacking::assemble;
    use crate::search::budget::Cancel;

    use crate::testing::{assert_best, search, task};

    #[test]
    fn a_grid_shows_through_a_mask_over_another() {
        let cancel = Cancel::new();
        // On the blue cells stands the grid upside down, elsewhere the grid.
        let pairs = [("1203|0131|2011", "2203|0131|2003"), ("113|302|020", "023|302|020")];
        let task = task(&pairs, &["130|023|201"]);
        let parts = ["transform(input, flip_vertical)", "cells_of(input, blue)", "cells_of(input, red)"];
        let mut search = search(&task, &cancel, &parts);
        assemble(&mut search);
        assert_best(&search, &task, &["230|023|200"]);
        assert!(search.frontier().fits()[0].expression.to_string().contains("where_mask("));
    }

    #[test]
    fn two_masks_are_painted_in_deduced_colors() {
        let cancel = Cancel::new();
        let pairs = [("1203|0131|2011", "4253|5434|2544"), ("113|302|020", "443|352|525")];
        let task = task(&pairs, &["130|023|201"]);
        let mut search = search(&task, &cancel, &["cells_of(input, blue)", "cells_of(input, black)"]);
        assemble(&mut search);
        assert_best(&search, &task, &["435|523|254"]);
    }

    #[test]
    fn what_is_right_on_all_pairs_but_one_is_a_near_miss() {
        let cancel = Cancel::new();
        let pairs = [("12|01", "42|04"), ("113|302", "443|302"), ("101|222", "404|222"), ("112|200", "772|200")];
        let task = task(&pairs, &["130|023"]);
        let mut search = search(&task, &cancel, &["cells_of(input, blue)"]);
        assemble(&mut search);
        assert_eq!(search.frontier().fit_count(), 0);
        let miss = &search.frontier().misses()[0];
        assert_eq!(miss.solved, 3);
        assert!(miss.predictions[0].as_grid().unwrap().same_cells(&crate::testing::grid("430|023")));
    }

    #[test]
    fn nothing_of_the_right_size_is_no_stack() {
        let cancel = Cancel::new();
        let task = task(&[("12|34", "123"), ("56|78", "567")], &["11|22"]);
        let mut search = search(&task, &cancel, &["cells_of(input, blue)"]);
        assert_eq!(assemble(&mut search), None);
        assert_eq!(search.frontier().fit_count() + search.frontier().misses().len(), 0);
    }
}
