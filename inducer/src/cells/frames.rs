//! The choice of [frames](Frame): grids of the outputs' sizes as plain data, for learners that predict an action for every cell.
//!
//! Icecuber (ARC Kaggle 2020) covers the outputs with grids of one size from its graph. Here such grids are not stacked to
//! a program but handed on: a *base* that comes near the outputs, and *layers* that are right where the base is wrong.
//! Somebody else, for instance a network, decides cell by cell which of them to believe. Frames of different sizes on the
//! test inputs are different hypotheses on the size of the answer.

use std::cmp::Reverse;
use std::sync::Arc;

use arc_dsl::{Code, Color, DEFAULT_TICKS, Expression, Grid, Size, Type, Value};
use data::{Frame, Task};
use rustc_hash::FxHashMap;

use crate::cells::columns::{Column, gather};
use crate::cells::near_grids::near_grids;
use crate::request::{FrameRequest, Request};
use crate::search::bank::{Entry, EntryId};
use crate::search::budget::{Allowance, Statistics, StopReason};
use crate::search::enumerate;
use crate::search::example::{Example, ValueId};
use crate::search::frontier::similarity;
use crate::search::state::Search;

/// Most frames handed on.
pub const MAX_FRAMES: usize = 3;
/// Most layers over a base.
const MAX_LAYERS: usize = 4;
/// Most grids looked at to choose the layers of a frame, cheapest first.
const MAX_GRIDS: usize = 2000;
/// Numbers of columns are clipped to this magnitude.
const MAX_NUMBER: i32 = 100;
/// Work of holding a grid against the outputs, in ticks.
const COMPARISON: u64 = 20;
/// Cells compared per tick while layers are chosen.
const CELLS_PER_TICK: u64 = 8;

/// Frames, and what it took to find them.
#[derive(Clone, Default, Debug)]
pub struct FoundFrames {
    /// The frames, best first.
    pub frames: Vec<Frame>,
    /// What it spent.
    pub statistics: Statistics,
}

/// A frame with what it is made of.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The frame.
    pub frame: Frame,
    /// The expressions of the layers, the base first. A canvas whose size only a hypothesis gives stands as the canvas of
    /// the first test input.
    pub expressions: Vec<Arc<Expression>>,
}

/// The frames that plain enumeration finds, without any other technique: a quick stand-in for those of
/// [`induce`](crate::induce()).
pub fn find_frames(task: &Task, request: &Request) -> FoundFrames {
    let Some(wish) = request.frames else { return FoundFrames::default() };
    let mut search = request.search(task);
    search.read_colors();
    enumerate::enumerate(&mut search);
    let chosen = choose(&mut search, wish);
    let frames = chosen.into_iter().map(|chosen| chosen.frame).collect();
    FoundFrames { frames, statistics: search.into_statistics() }
}

/// The candidates of one size on the tests.
struct Group {
    /// The sizes on the test inputs.
    sizes: Vec<Size>,
    /// Whether a hypothesis names these sizes, or there are no hypotheses.
    is_expected: bool,
    /// Similarity, summed over the pairs, and place in the bank, cheapest first.
    members: Vec<(u32, EntryId)>,
}

/// The first layer of a frame to be.
struct Base<'g> {
    group: &'g Group,
    expression: Arc<Expression>,
    grids: Vec<Arc<Grid>>,
    /// Similarity, summed over the pairs.
    near: u32,
    /// Its place in the bank, unless it is a canvas.
    id: Option<EntryId>,
    /// Whether nearer ones of its group were chosen, too.
    is_further: bool,
}

/// The frames of a bank, best first; none once cancelled.
///
/// If all outputs have their inputs' sizes, the input is the first base. The others are those that come nearest to the
/// outputs, the nearest of each size on the tests before a second one of the same size, and unexpected sizes last.
///
/// The nearest misses count as grids, too, so that somebody else can mend what they have wrong. What is right on all pairs
/// does not count, neither as a grid nor as a column: it is an answer of its own, or merely remembers them.
pub fn choose(search: &mut Search, wish: FrameRequest) -> Vec<Chosen> {
    if search.stop() == Some(StopReason::Cancelled) {
        return Vec::new();
    }
    let misses = search.bank().len();
    take_up_misses(search);
    let groups = groups(search);
    let input = search.input();
    let keeps_size = search.training().all(|(example, output)| example.input().size() == output.size());
    let input = keeps_size.then_some(input);
    let mut bases: Vec<Base> = groups.iter().flat_map(|group| group.bases(search, input)).collect();
    bases.sort_by_key(|base| {
        let is_input = input.is_some() && *base.expression == Expression::Input;
        (!is_input, !base.group.is_expected, base.is_further, Reverse(base.near), base.expression.cost())
    });
    bases.truncate(MAX_FRAMES);
    let chosen = |base: Base| {
        let id = base.id;
        let mut chosen = base.frame(search, misses);
        if let Some(id) = id.filter(|_| wish.column_ticks > 0) {
            chosen.frame.columns = columns(search, wish.column_ticks, id, &chosen.frame.layers[0]);
        }
        chosen
    };
    bases.into_iter().map(chosen).collect()
}

/// The columns of a frame that may cost some ticks.
fn columns(search: &mut Search, ticks: u64, frame: EntryId, grids: &[Arc<Grid>]) -> Vec<Vec<Vec<i8>>> {
    search.stop(); // Brings the account up to date.
    let end = search.spent().ticks + ticks;
    let (columns, _) = search.within(Allowance::until(end), |search| gather(search, frame, grids));
    let clip = |number: i32| number.clamp(-MAX_NUMBER, MAX_NUMBER) as i8;
    let of_examples = |column: &Column| -> Vec<Vec<i8>> {
        let mut codes = column.codes.iter().map(|&code| clip(column.numbers[code as usize]));
        grids.iter().map(|grid| codes.by_ref().take(grid.area()).collect()).collect()
    };
    let is_answer = |column: &Vec<Vec<i8>>| {
        search.training().zip(column).all(|((_, output), codes)| {
            let colors = output.cells().iter().map(|color| color.index() as i8);
            colors.eq(codes.iter().copied())
        })
    };
    // The first one is the frame itself.
    columns.iter().skip(1).map(of_examples).filter(|column| !is_answer(column)).collect()
}

/// Puts the near misses into the bank, which lacks those that were offered as finished programs.
fn take_up_misses(search: &mut Search) {
    let ty = search.type_id(&Type::Grid);
    let (misses, train) = (search.frontier().misses().to_vec(), search.train());
    for miss in misses.into_iter().filter(|miss| miss.solved < train) {
        let code = Code::compile(&miss.expression);
        let grid = |example: &mut Example| {
            let mut ticks = DEFAULT_TICKS;
            let value = code.run(Some(example.input()), &mut ticks).ok();
            example.charge(DEFAULT_TICKS - ticks);
            Some(example.intern(value?))
        };
        if let Some(values) = search.examples_mut().iter_mut().map(grid).collect::<Option<Box<[ValueId]>>>() {
            search.insert_unseen(Entry { expression: miss.expression, ty, cost: miss.cost, values });
        }
    }
}

/// The candidates by their sizes on the tests, those of the cheapest first, and a group without candidates for each
/// hypothesis that no candidate shares.
fn groups(search: &mut Search) -> Vec<Group> {
    let hypotheses = search.frontier().sizes().to_vec();
    let mut groups: Vec<Group> = Vec::new();
    let mut places: FxHashMap<Vec<Size>, usize> = FxHashMap::default();
    let mut place_of = |groups: &mut Vec<Group>, sizes: Vec<Size>| {
        *places.entry(sizes).or_insert_with_key(|sizes| {
            let is_expected = hypotheses.is_empty() || hypotheses.contains(sizes);
            groups.push(Group { sizes: sizes.clone(), is_expected, members: Vec::new() });
            groups.len() - 1
        })
    };
    let right_on_all = 1000 * search.train() as u32;
    let candidates = near_grids(search, usize::MAX);
    search.charge(COMPARISON * candidates.len() as u64);
    for (near, id) in candidates {
        if near == right_on_all {
            continue;
        }
        let tests = search.bank().get(id).values.iter().zip(search.examples()).skip(search.train());
        let size = |(&value, example): (&ValueId, &Example)| match example.value(value) {
            Value::Grid(grid) => Some(grid.size()),
            _ => None,
        };
        let Some(sizes) = tests.map(size).collect() else { continue };
        let place = place_of(&mut groups, sizes);
        groups[place].members.push((near, id));
    }
    for sizes in &hypotheses {
        place_of(&mut groups, sizes.clone());
    }
    groups
}

impl Group {
    /// The nearest members, each of which differs from those before, `first` at the head; a canvas if there are none.
    fn bases(&self, search: &Search, first: Option<EntryId>) -> Vec<Base<'_>> {
        let mut nearest = self.members.clone();
        nearest.sort_by_key(|&(near, id)| (Some(id) != first, Reverse(near)));
        let mut bases: Vec<Base> = Vec::new();
        for (near, id) in nearest {
            let Some(grids) = search.grids(id) else { continue };
            let is_known = |base: &Base| base.grids.iter().zip(&grids).all(|(known, grid)| known.same_cells(grid));
            if !bases.iter().any(is_known) {
                let expression = search.bank().get(id).expression.clone();
                bases.push(Base { group: self, expression, grids, near, id: Some(id), is_further: !bases.is_empty() });
            }
            if bases.len() == MAX_FRAMES {
                break;
            }
        }
        if bases.is_empty() {
            bases.extend(self.canvas(search));
        }
        bases
    }

    /// A canvas in the color that the outputs show most.
    fn canvas(&self, search: &Search) -> Option<Base<'_>> {
        let mut counts = [0; 10];
        for (_, output) in search.training() {
            counts.iter_mut().zip(output.color_counts()).for_each(|(count, more)| *count += more);
        }
        let color = Color::ALL.into_iter().max_by_key(|color| (counts[color.index()], Reverse(color.index())))?;
        let trained = search.training().map(|(_, output)| output.size());
        let filled = |size: Size| Grid::filled(size.height as usize, size.width as usize, color).map(Arc::new);
        let grids: Vec<Arc<Grid>> = trained.chain(self.sizes.iter().copied()).map(filled).collect::<Option<_>>()?;
        let near = search.training().zip(&grids).map(|((_, output), grid)| similarity(output, grid)).sum();
        let arguments = [Value::Size(*self.sizes.first()?), Value::Color(color)].map(Expression::constant);
        let expression = Expression::call("canvas", arguments.to_vec());
        Some(Base { group: self, expression, grids, near, id: None, is_further: false })
    }
}

impl Base<'_> {
    /// The frame with this base: each layer is the member of the group that is right on most of the cells where all before
    /// are wrong, or, where no member is right, that differs from all before on most cells. Every example counts the same.
    /// Beside the cheapest members, all from some place of the bank on are looked at.
    fn frame(self, search: &mut Search, from: usize) -> Chosen {
        let members: Vec<(EntryId, Vec<&Grid>)> = (self.group.members.iter().enumerate())
            .filter(|&(place, (_, id))| place < MAX_GRIDS || id.place() >= from)
            .filter_map(|(_, &(_, id))| Some((id, borrowed(search, id)?)))
            .collect();
        let outputs: Vec<&Grid> = search.training().map(|(_, output)| &**output).collect();
        let cells: usize = self.grids.iter().map(|grid| grid.area()).sum();
        let mut chosen = Chosen { frame: Frame::new(vec![self.grids]), expressions: vec![self.expression] };
        let mut work = 0;
        while chosen.expressions.len() <= MAX_LAYERS && !search.is_cancelled() {
            let layers = &chosen.frame.layers;
            let wrong = wrong_cells(layers, &outputs);
            work += (members.len() * cells) as u64;
            let mending = best(&members, |grids| mended(grids, &outputs, &wrong));
            let Some(id) = mending.or_else(|| {
                work += (members.len() * cells * layers.len()) as u64;
                best(&members, |grids| differing(layers, grids))
            }) else {
                break;
            };
            let Some(grids) = search.grids(id) else { break };
            chosen.expressions.push(search.bank().get(id).expression.clone());
            chosen.frame.layers.push(grids);
        }
        search.charge(work / CELLS_PER_TICK);
        chosen
    }
}

/// The grids of an entry, one per example.
fn borrowed<'s>(search: &'s Search, id: EntryId) -> Option<Vec<&'s Grid>> {
    let grid = |(&value, example): (&ValueId, &'s Example)| match example.value(value) {
        Value::Grid(grid) => Some(&**grid),
        _ => None,
    };
    search.bank().get(id).values.iter().zip(search.examples()).map(grid).collect()
}

/// The first member with the highest score, unless that is 0.
fn best(members: &[(EntryId, Vec<&Grid>)], score: impl Fn(&[&Grid]) -> u64) -> Option<EntryId> {
    let scored = members.iter().rev().map(|(id, grids)| (score(grids), *id));
    let (score, id) = scored.max_by_key(|&(score, _)| score)?; // The last of equals, so the cheapest.
    (score > 0).then_some(id)
}

/// Sum over the training pairs of the share of some cells that grids have right, in millionths.
fn mended(grids: &[&Grid], outputs: &[&Grid], cells: &[Vec<bool>]) -> u64 {
    let share = |((grid, output), cells): ((&&Grid, &&Grid), &Vec<bool>)| {
        let right = grid.cells().iter().zip(output.cells()).zip(cells);
        let right: u64 = right.map(|((made, wanted), &counts)| u64::from(counts & (made == wanted))).sum();
        let all: u64 = cells.iter().map(|&counts| u64::from(counts)).sum();
        1_000_000 * right / all.max(1)
    };
    grids.iter().zip(outputs).zip(cells).map(share).sum()
}

/// For each output, the cells on which all layers are wrong.
fn wrong_cells(layers: &[Vec<Arc<Grid>>], outputs: &[&Grid]) -> Vec<Vec<bool>> {
    let wrong = |(example, output): (usize, &&Grid)| {
        let mut cells = vec![true; output.area()];
        for layer in layers {
            for ((cell, made), wanted) in cells.iter_mut().zip(layer[example].cells()).zip(output.cells()) {
                *cell &= made != wanted;
            }
        }
        cells
    };
    outputs.iter().enumerate().map(wrong).collect()
}

/// Sum over all examples of the share of cells on which grids differ from every layer, in millionths.
fn differing(layers: &[Vec<Arc<Grid>>], grids: &[&Grid]) -> u64 {
    let share = |(example, grid): (usize, &&Grid)| {
        let mut cells = vec![true; grid.area()];
        for layer in layers {
            for ((cell, known), made) in cells.iter_mut().zip(layer[example].cells()).zip(grid.cells()) {
                *cell &= known != made;
            }
        }
        1_000_000 * cells.iter().map(|&differs| u64::from(differs)).sum::<u64>() / grid.area() as u64
    };
    grids.iter().enumerate().map(share).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::Guidance;
    use arc_dsl::{Program, Transform};
    use data::{Budget, Dataset, Pair};

    const TICKS: u64 = 300_000;

    /// A grid without symmetries; different numbers give different grids.
    fn grid(height: usize, width: usize, number: usize) -> Arc<Grid> {
        let color = |row, col| Color::ALL[(row * row + 3 * row * col + 2 * col + number * (col + 1)) % 7];
        Arc::new(Grid::from_fn(height, width, color).unwrap())
    }

    fn task(inputs: [Arc<Grid>; 3], output: impl Fn(&Grid) -> Grid) -> Task {
        let pair = |input: &Arc<Grid>| Pair { input: input.clone(), output: Arc::new(output(input)) };
        let [first, second, test] = &inputs;
        Task { id: "t".into(), train: [first, second].map(pair).to_vec(), tests: vec![test.clone()] }
    }

    /// The frames of a search on some ticks, each with some more for columns, with what they are made of.
    fn chosen(task: &Task, ticks: u64, column_ticks: u64) -> Vec<Chosen> {
        let guidance = Guidance::default();
        let request = Request::new(budget(ticks), &guidance);
        let mut search = request.search(task);
        search.read_colors();
        enumerate::enumerate(&mut search);
        choose(&mut search, FrameRequest { column_ticks })
    }

    fn budget(ticks: u64) -> Budget {
        Budget::new(ticks, 1 << 30)
    }

    fn found(task: &Task, budget: Budget, column_ticks: u64) -> FoundFrames {
        let guidance = Guidance::default();
        find_frames(task, &Request { frames: Some(FrameRequest { column_ticks }), ..Request::new(budget, &guidance) })
    }

    fn names(chosen: &Chosen) -> Vec<String> {
        chosen.expressions.iter().map(|expression| expression.to_string()).collect()
    }

    /// Paints one cell of the first output, so that no program is right on all pairs.
    fn spoil(task: &mut Task) {
        let output = &task.train[0].output;
        let cell = |row: usize, col: usize| if (row, col) == (1, 1) { Color::Maroon } else { output.row(row)[col] };
        task.train[0].output = Arc::new(Grid::from_fn(output.height(), output.width(), cell).unwrap());
    }

    #[test]
    fn the_input_is_the_first_base_where_sizes_stay() {
        let mirrored = |input: &Grid| input.transform(Transform::ALL[4]);
        let mut task = task([grid(4, 4, 1), grid(5, 5, 2), grid(6, 6, 3)], mirrored);
        let answer = mirrored(&task.tests[0]);
        spoil(&mut task);
        let chosen = chosen(&task, TICKS, 0);
        assert_eq!(chosen[0].expressions[0].to_string(), "input");
        // The layer that is right on most cells where the input is wrong comes first.
        assert!(chosen[0].frame.layers[1][2].same_cells(&answer), "{:?}", names(&chosen[0]));
        let right =
            task.train.iter().zip(&chosen[1].frame.layers[0]).map(|(pair, grid)| similarity(&pair.output, grid));
        assert_eq!(right.collect::<Vec<_>>(), [1000 * 15 / 16, 1000], "{:?}", names(&chosen[1]));
    }

    #[test]
    fn what_is_right_on_all_pairs_is_neither_layer_nor_column() {
        let mirrored = |input: &Grid| input.transform(Transform::ALL[4]);
        let task = task([grid(4, 4, 1), grid(5, 5, 2), grid(6, 6, 3)], mirrored);
        let answer = mirrored(&task.tests[0]);
        let codes: Vec<i8> = answer.cells().iter().map(|color| color.index() as i8).collect();
        let frames = found(&task, budget(TICKS), 10 * TICKS).frames;
        assert!(frames.iter().flat_map(|frame| &frame.layers).all(|layer| !layer[2].same_cells(&answer)));
        assert!(frames.iter().flat_map(|frame| &frame.columns).all(|column| column[2] != codes));
        assert!(frames.iter().any(|frame| !frame.columns.is_empty()));
    }

    #[test]
    fn grids_of_the_outputs_sizes_are_bases() {
        let left_half = |input: &Grid| {
            let size = Size::new(input.height() as i32, input.width() as i32 / 2);
            let half = input.crop(arc_dsl::Point::new(0, 0), size).unwrap();
            half.map(|color| if color == Color::Red { Color::Gray } else { color })
        };
        let task = task([grid(4, 6, 1), grid(5, 8, 2), grid(3, 10, 3)], left_half);
        let best = &chosen(&task, TICKS, 0)[0];
        assert_eq!(best.frame.layers[0][2].size(), Size::new(3, 5), "{:?}", names(best));
        let right = task.train.iter().zip(&best.frame.layers[0]).map(|(pair, grid)| similarity(&pair.output, grid));
        assert!(right.clone().all(|right| (500..=1000).contains(&right)) && right.min() < Some(1000));
    }

    #[test]
    fn a_canvas_stands_in_where_no_grid_has_the_size() {
        let extended = |input: &Grid| {
            let inside = |row: usize, col: usize| row < input.height() && col < input.width();
            let cell = |row, col| if inside(row, col) { input.row(row)[col] } else { Color::Maroon };
            Grid::from_fn(2 * input.height() + 1, 3 * input.width() - 1, cell).unwrap()
        };
        let task = task([grid(2, 3, 1), grid(3, 4, 2), grid(4, 2, 3)], extended);
        let chosen = &chosen(&task, 1, 0)[0];
        let canvas = Grid::filled(9, 5, Color::Maroon).unwrap();
        assert_eq!(chosen.frame.layers.len(), 1);
        assert!(canvas.same_cells(&chosen.frame.layers[0][2]), "{:?}", names(chosen));
        assert_eq!(names(chosen), ["canvas(9x5, maroon)"]);
    }

    #[test]
    fn layers_have_one_size_and_differ() {
        let mut columns = 0;
        for task in &Dataset::built_in().tasks {
            assert!(found(task, budget(TICKS), 0).frames.iter().all(|frame| frame.columns.is_empty()));
            for chosen in chosen(task, TICKS, 10 * TICKS) {
                let frame = &chosen.frame;
                assert!(frame.fits(task));
                assert_eq!(frame.layers.len(), chosen.expressions.len());
                assert!(frame.layers.len() <= 1 + MAX_LAYERS);
                for (place, layer) in frame.layers.iter().enumerate() {
                    assert_eq!(layer.len(), task.train.len() + task.tests.len());
                    assert!(layer.iter().zip(&frame.layers[0]).all(|(grid, base)| grid.size() == base.size()));
                    assert!(task.train.iter().zip(layer).all(|(pair, grid)| pair.output.size() == grid.size()));
                    let is_equal = |other: &Vec<Arc<Grid>>| other.iter().zip(layer).all(|(a, b)| a.same_cells(b));
                    assert!(!frame.layers[..place].iter().any(is_equal), "{}: {:?}", task.id, names(&chosen));
                }
                let areas = || frame.layers[0].iter().map(|grid| grid.area());
                assert!(frame.columns.iter().all(|column| column.iter().map(Vec::len).eq(areas())));
                columns += frame.columns.len();
            }
        }
        assert!(columns > 1000, "{columns}");
    }

    #[test]
    fn near_misses_are_layers_but_programs_that_remember_are_not() {
        let turned = |input: &Grid| input.transform(Transform::Rotate180);
        let mut task = task([grid(4, 4, 1), grid(5, 5, 2), grid(6, 6, 3)], turned);
        let program = Program::parse_expression("transform(input, rotate180)").unwrap();
        let layers = |task: &Task, cost: u32| {
            let (guidance, none) = (Guidance::default(), FrameRequest { column_ticks: 0 });
            let request = Request::new(budget(0), &guidance);
            let mut search = request.search(task);
            crate::search::seed::seed(&mut search);
            search.offer(program.body().clone(), cost);
            choose(&mut search, none).iter().flat_map(names).collect::<Vec<_>>()
        };
        assert!(!layers(&task, 1000).contains(&program.to_string()), "it costs too much to explain anything");
        spoil(&mut task);
        assert!(layers(&task, 10).contains(&program.to_string()));
    }

    #[test]
    fn a_search_hands_on_frames_where_they_are_asked_for_and_no_program_answers() {
        let guidance = Guidance::default();
        let plain = Request::new(budget(TICKS), &guidance);
        let wish = Request { frames: Some(FrameRequest { column_ticks: TICKS }), ..plain.clone() };
        let tasks = Dataset::built_in().tasks;
        let is_solved = |task: &&Task| crate::induce(task, &plain).is_plausible();
        let (mut solved, mut open): (Vec<_>, Vec<_>) = tasks.iter().partition(is_solved);
        let (solved, open) = (solved.remove(0), open.remove(0));
        assert!(crate::induce(solved, &wish).frames.is_empty(), "programs answer");
        let [once, again] = [(); 2].map(|()| crate::induce(open, &wish));
        assert!(!once.frames.is_empty() && !once.frames[0].columns.is_empty());
        assert_eq!(once.frames, again.frames);
        let without = crate::induce(open, &plain);
        assert!(without.frames.is_empty(), "nobody asked");
        let mut search = plain.search(open);
        crate::climb::climb(&mut search, plain.without);
        assert_eq!(without.statistics, search.into_statistics(), "none are chosen if nobody asked");
        let no_columns = Request { frames: Some(FrameRequest { column_ticks: 0 }), ..plain.clone() };
        let spent = crate::induce(open, &no_columns).statistics.ticks;
        assert!(spent > without.statistics.ticks, "the choice is charged, not only its columns");
    }

    #[test]
    fn the_budget_of_a_search_for_frames_is_its_callers() {
        let task = &Dataset::built_in().tasks[0];
        let cancelled = budget(20 * TICKS);
        cancelled.cancel.cancel();
        let found = |budget: Budget| found(task, budget, TICKS);
        let ended = found(cancelled);
        assert!(ended.frames.is_empty() && ended.statistics.ticks < 100_000, "{:?}", ended.statistics);
        let bytes = |memory: u64| found(Budget::new(20 * TICKS, memory)).statistics.bytes;
        assert!(bytes(1 << 30) > 4 << 20);
        let kept = bytes(1 << 20);
        assert!((1 << 20..3 << 20).contains(&kept), "{kept} bytes were kept");
        let spent = found(budget(TICKS)).statistics.ticks;
        assert!((TICKS..10 * TICKS).contains(&spent), "{spent} ticks were spent");
    }
}
