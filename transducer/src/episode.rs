//! An episode: some scenes with known outputs support the prediction of another one.
//!
//! What becomes of a cell is an *action*: it keeps its color, takes one color, or copies the color that a column has there.
//! Several actions can be right for one cell; the network weighs them by how they fare on the whole support.

use std::ops::Range;

use data::Sampler;

use crate::balance::{Balance, KEPT, LABELS};
use crate::column::{Kind, UNDEFINED};
use crate::view::{Channels, Scenery};

/// Measures of a column on the support; see [`column_measures`].
pub const COLUMN_MEASURES: usize = 7;
/// Measures of an action on the support; see `Actions::new`.
pub const ACTION_MEASURES: usize = 7;
/// Most actions that copy.
const MAX_COPIES: usize = 24;
/// Most cells of the support that are attended to.
pub const MAX_SUPPORT: usize = 384;

/// An action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// The cell keeps its color.
    Keep,
    /// The cell takes this color.
    Paint(u8),
    /// The cell takes the color that this column has there.
    Copy(usize),
}

/// How well a column with these measures tells what becomes of a pair's cells from the other pairs, 0 to 1.
pub(crate) fn worth(measures: &[f32]) -> f32 {
    (measures[1] + measures[2]) / 2.0
}

/// The numbers of one episode; matrices are row-major.
#[derive(Clone, Debug)]
pub struct Episode {
    /// `[column, measure]`
    pub column_measures: Vec<f32>,
    /// The actions.
    pub actions: Vec<Action>,
    /// `[action, measure]`
    pub action_measures: Vec<f32>,
    /// Rows of the support's cells in the matrix of all cells.
    pub support: Vec<u32>,
    /// For each of them, the logarithm of the number of cells it stands for.
    pub log_weights: Vec<f32>,
    /// `[cell of the support, action]`: whether the action is right there.
    pub right: Vec<bool>,
    /// Rows of the asked cells.
    pub query: Vec<u32>,
    /// `[asked cell, action]`: the color that the action gives, renamed.
    pub outcomes: Vec<u8>,
    /// The right color of each asked cell, renamed, if it is known.
    pub targets: Option<Vec<u8>>,
    /// The own color of each asked cell, renamed.
    pub own: Vec<u8>,
}

/// What all episodes of a scenery have in common: which cells a column takes to be alike, and what becomes of them.
pub struct Counts {
    columns: Vec<Keys>,
    /// `[pair][cell]`: the new color; 10 stands for "kept".
    labels: Vec<Vec<u8>>,
}

/// The cells of a scenery by own color and code of a column.
struct Keys {
    /// `[scene][cell]`: the own color and the code, as one number.
    of_cells: Vec<Vec<u16>>,
    /// Number of distinct codes; each has ten keys.
    codes: usize,
    /// Share of cells where the column is defined.
    defined: f32,
}

impl Counts {
    /// Looks at a scenery.
    pub fn new(scenery: &Scenery) -> Counts {
        let labels = scenery.scenes[..scenery.train].iter().map(|scene| {
            let output = scene.output.as_ref().expect("training scenes have outputs");
            let label = |(own, new): (&u8, &u8)| if own == new { KEPT as u8 } else { *new };
            scene.colors.iter().zip(output).map(label).collect()
        });
        let mut counts = Counts { columns: Vec::new(), labels: labels.collect() };
        counts.append(scenery, 0..scenery.scenes[0].codes.len());
        counts
    }

    /// Looks at further columns.
    pub fn append(&mut self, scenery: &Scenery, columns: Range<usize>) {
        self.columns.extend(columns.map(|column| Keys::new(scenery, column)));
    }

    /// `[column, measure]`: how well each column tells what becomes of cells of some pairs.
    pub fn measures(&self, support: &[usize], query: usize) -> Vec<f32> {
        self.columns.iter().flat_map(|column| column.measures(support, query, &self.labels)).collect()
    }

    /// Forgets all but some columns.
    pub fn narrow(&mut self, columns: &[usize]) {
        keep(&mut self.columns, columns);
    }
}

impl Keys {
    fn new(scenery: &Scenery, column: usize) -> Keys {
        let mut numbers = [u16::MAX; 256];
        let mut codes = 0;
        let mut defined = 0;
        let mut of_cells = Vec::with_capacity(scenery.scenes.len());
        for scene in &scenery.scenes {
            let key = |(&code, &own): (&i8, &u8)| {
                let number = &mut numbers[code as u8 as usize];
                if *number == u16::MAX {
                    *number = codes;
                    codes += 1;
                }
                defined += usize::from(code != UNDEFINED);
                *number * 10 + u16::from(own)
            };
            of_cells.push(scene.codes[column].iter().zip(&scene.colors).map(key).collect::<Vec<u16>>());
        }
        Keys { of_cells, codes: codes as usize, defined: defined as f32 / scenery.area() as f32 }
    }

    /// `[pair * keys + key]`: number of cells of some pairs by what becomes of them.
    fn counts(&self, support: &[usize], labels: &[Vec<u8>]) -> Vec<[u16; LABELS]> {
        let keys = 10 * self.codes;
        let mut counts = vec![[0; LABELS]; keys * support.len()];
        for (place, &pair) in support.iter().enumerate() {
            for (&key, &label) in self.of_cells[pair].iter().zip(&labels[pair]) {
                counts[place * keys + key as usize][label as usize] += 1;
            }
        }
        counts
    }

    /// How well the column tells what becomes of cells: balanced accuracies within the support and from each pair of it to
    /// the others, with and without the own color; the share of asked cells whose key the support knows; how many codes
    /// there are; and how often it is defined.
    fn measures(&self, support: &[usize], query: usize, labels: &[Vec<u8>]) -> [f32; COLUMN_MEASURES] {
        let keys = 10 * self.codes;
        let counts = self.counts(support, labels);
        let mut inside = Balance::default();
        let mut across = Balance::default();
        let mut colorless = Balance::default();
        let mut known = vec![false; keys];
        for group in 0..self.codes {
            let mut of_code = [0_u32; LABELS];
            for own in 0..10 {
                let key = group * 10 + own;
                let mut total = [0_u32; LABELS];
                for place in 0..support.len() {
                    total
                        .iter_mut()
                        .zip(&counts[place * keys + key])
                        .for_each(|(sum, &count)| *sum += u32::from(count));
                }
                if total == [0; LABELS] {
                    continue;
                }
                known[key] = true;
                inside.add(&total, &total);
                of_code.iter_mut().zip(total).for_each(|(sum, count)| *sum += count);
                for place in 0..support.len() {
                    let counts = counts[place * keys + key].map(u32::from);
                    let others = std::array::from_fn(|label| total[label] - counts[label]);
                    across.add(&counts, &others);
                }
            }
            colorless.add(&of_code, &of_code);
        }
        let asked = &self.of_cells[query];
        let seen = asked.iter().filter(|&&key| known[key as usize]).count() as f32 / asked.len() as f32;
        let [changed, kept] = across.shares();
        [inside.mean(), changed, kept, colorless.mean(), seen, (self.codes.min(32) as f32).log2() / 5.0, self.defined]
    }
}

impl Episode {
    /// The episode that asks for one scene, supported by some training scenes. Colors are renamed by `colors`; which cells
    /// of a large support are attended to is drawn at random.
    pub fn new(
        scenery: &Scenery,
        counts: &Counts,
        channels: &Channels,
        colors: &[u8; 10],
        support: &[usize],
        query: usize,
        sampler: &mut Sampler,
    ) -> Episode {
        let (actions, action_measures) = choose_actions(scenery, channels, support);
        let starts = scenery.starts();
        let mut changed: Vec<(usize, usize)> = Vec::new();
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for &index in support {
            let scene = &scenery.scenes[index];
            let output = scene.output.as_ref().expect("training scenes have outputs");
            for (cell, (own, new)) in scene.colors.iter().zip(output).enumerate() {
                let list = if own == new { &mut kept } else { &mut changed };
                list.push((index, cell));
            }
        }
        let room = (MAX_SUPPORT / 2).max(MAX_SUPPORT.saturating_sub(kept.len()));
        let changed_weight = sample(&mut changed, room, sampler);
        let kept_weight = sample(&mut kept, MAX_SUPPORT - changed.len(), sampler);
        let mut episode = Episode {
            column_measures: counts.measures(support, query),
            action_measures,
            support: Vec::new(),
            log_weights: Vec::new(),
            right: Vec::new(),
            query: Vec::new(),
            outcomes: Vec::new(),
            targets: None,
            own: Vec::new(),
            actions,
        };
        for (cells, weight) in [(changed, changed_weight), (kept, kept_weight)] {
            for (index, cell) in cells {
                let scene = &scenery.scenes[index];
                let wanted = scene.output.as_ref().map(|output| output[cell]);
                episode.support.push((starts[index] + cell) as u32);
                episode.log_weights.push(weight);
                let is_right = |action: &Action| outcome(*action, scene, cell) == wanted;
                episode.right.extend(episode.actions.iter().map(is_right));
            }
        }
        let scene = &scenery.scenes[query];
        let renamed = |color: u8| colors[color as usize];
        episode.query = (0..scene.area()).map(|cell| (starts[query] + cell) as u32).collect();
        episode.own = scene.colors.iter().map(|&color| renamed(color)).collect();
        for cell in 0..scene.area() {
            // An action that gives nothing leaves the cell alone.
            let give = |action: &Action| renamed(outcome(*action, scene, cell).unwrap_or(scene.colors[cell]));
            episode.outcomes.extend(episode.actions.iter().map(give));
        }
        episode.targets = scene.output.as_ref().map(|output| output.iter().map(|&color| renamed(color)).collect());
        episode
    }
}

/// Keeps the items at some places, given in rising order.
pub(crate) fn keep<T>(items: &mut Vec<T>, places: &[usize]) {
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        places.binary_search(&(at - 1)).is_ok()
    });
}

/// The columns that are copied where all training scenes of a scenery are the support.
pub(crate) fn copied_columns(scenery: &Scenery, channels: &Channels) -> Vec<usize> {
    let support: Vec<usize> = (0..scenery.train).collect();
    let (actions, _) = choose_actions(scenery, channels, &support);
    let column = |action: Action| match action {
        Action::Copy(column) => Some(column),
        Action::Keep | Action::Paint(_) => None,
    };
    actions.into_iter().filter_map(column).collect()
}

/// Keeps so many at random, and tells the logarithm of how many each stands for.
fn sample(cells: &mut Vec<(usize, usize)>, count: usize, sampler: &mut Sampler) -> f32 {
    if cells.len() <= count {
        return 0.0;
    }
    let all = cells.len();
    sampler.shuffle(cells);
    cells.truncate(count);
    (all as f32 / count as f32).ln()
}

/// The color that an action gives a cell.
pub fn outcome(action: Action, scene: &crate::scene::Scene, cell: usize) -> Option<u8> {
    match action {
        Action::Keep => Some(scene.colors[cell]),
        Action::Paint(color) => Some(color),
        Action::Copy(column) => u8::try_from(scene.codes[column][cell]).ok().filter(|&color| color < 10),
    }
}

/// Keeping, the colors that changed cells take, and the copies that are right on most changed cells; with measures of each.
pub(crate) fn choose_actions(scenery: &Scenery, channels: &Channels, support: &[usize]) -> (Vec<Action>, Vec<f32>) {
    let copies = (0..channels.kinds.len()).filter(|&column| channels.kinds[column] == Kind::Color).map(Action::Copy);
    let mut rated: Vec<(Action, [f32; ACTION_MEASURES])> = std::iter::once(Action::Keep)
        .chain((0..10).map(Action::Paint))
        .chain(copies)
        .filter_map(|action| {
            let measures = action_measures(scenery, support, action);
            (action == Action::Keep || measures[3] > 0.0).then_some((action, measures))
        })
        .collect();
    let is_copy = |(action, _): &(Action, [f32; ACTION_MEASURES])| matches!(action, Action::Copy(_));
    rated.sort_by(|left, right| is_copy(left).cmp(&is_copy(right)).then(right.1[3].total_cmp(&left.1[3])));
    let others = rated.iter().filter(|rated| !is_copy(rated)).count();
    rated.truncate(others + MAX_COPIES);
    (rated.iter().map(|(action, _)| *action).collect(), rated.iter().flat_map(|(_, measures)| *measures).collect())
}

/// Which sort of action it is, on what share of changed and of kept cells it is right, in which share of the scenes it is
/// right on a changed cell, and on what share of the cells it does not leave as they are it is right.
fn action_measures(scenery: &Scenery, support: &[usize], action: Action) -> [f32; ACTION_MEASURES] {
    let (mut changed, mut kept, mut scenes, mut active) = ([0_u32; 2], [0_u32; 2], 0_u32, [0_u32; 2]);
    for &index in support {
        let scene = &scenery.scenes[index];
        let output = scene.output.as_ref().expect("training scenes have outputs");
        let before = changed[0];
        for (cell, (&own, &wanted)) in scene.colors.iter().zip(output).enumerate() {
            let given = outcome(action, scene, cell);
            let is_right = u32::from(given == Some(wanted));
            let class = if own == wanted { &mut kept } else { &mut changed };
            class[0] += is_right;
            class[1] += 1;
            if given.is_some_and(|given| given != own) {
                active[0] += is_right;
                active[1] += 1;
            }
        }
        scenes += u32::from(changed[0] > before);
    }
    let share = |[right, all]: [u32; 2]| if all == 0 { 0.0 } else { right as f32 / all as f32 };
    let sort = match action {
        Action::Keep => [1.0, 0.0, 0.0],
        Action::Paint(_) => [0.0, 1.0, 0.0],
        Action::Copy(_) => [0.0, 0.0, 1.0],
    };
    [sort[0], sort[1], sort[2], share(changed), share(kept), scenes as f32 / support.len() as f32, share(active)]
}
