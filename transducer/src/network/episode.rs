//! An episode: some grids with known outputs support the prediction of another one.
//!
//! What becomes of a cell is an *action*: it keeps its color, takes one color, or copies the color that a column has there.
//! Several actions can be right for one cell; the network weighs them by how they fare on the whole support.

use data::Sampler;

use crate::features::{Action, Channels, CountedTask, choose_actions, outcome};

/// Most cells of the support that are attended to.
pub const MAX_SUPPORT: usize = 384;

/// The numbers of one episode; matrices are row-major.
#[derive(Clone, Debug)]
pub struct Episode {
    /// The name of each color.
    pub colors: [u8; 10],
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

impl Episode {
    /// An episode that asks for a training grid in some coloring, both at random.
    pub fn any(counted: &CountedTask, channels: &Channels, sampler: &mut Sampler) -> Episode {
        let query = sampler.below(counted.features.train);
        let colors = renaming(sampler);
        Episode::new(counted, channels, query, colors, sampler)
    }

    /// The episode that asks for one grid, supported by all other training grids. Colors are renamed by `colors`; which
    /// cells of a large support are attended to is drawn at random.
    pub fn new(
        counted: &CountedTask,
        channels: &Channels,
        query: usize,
        colors: [u8; 10],
        sampler: &mut Sampler,
    ) -> Episode {
        let (features, support) = (&counted.features, &counted.support(query));
        let (actions, action_measures) = choose_actions(features, channels, support);
        let starts = features.starts();
        let mut changed: Vec<(usize, usize)> = Vec::new();
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for &index in support {
            let grid = &features.grids[index];
            let output = grid.output.as_ref().expect("training grids have outputs");
            for (cell, (own, new)) in grid.colors.iter().zip(output).enumerate() {
                let list = if own == new { &mut kept } else { &mut changed };
                list.push((index, cell));
            }
        }
        let room = (MAX_SUPPORT / 2).max(MAX_SUPPORT.saturating_sub(kept.len()));
        let changed_weight = sample(&mut changed, room, sampler);
        let kept_weight = sample(&mut kept, MAX_SUPPORT - changed.len(), sampler);
        let mut episode = Episode {
            column_measures: counted.column_measures(query),
            action_measures,
            support: Vec::new(),
            log_weights: Vec::new(),
            right: Vec::new(),
            query: Vec::new(),
            outcomes: Vec::new(),
            targets: None,
            own: Vec::new(),
            actions,
            colors,
        };
        for (cells, weight) in [(changed, changed_weight), (kept, kept_weight)] {
            for (index, cell) in cells {
                let grid = &features.grids[index];
                let wanted = grid.output.as_ref().map(|output| output[cell]);
                episode.support.push((starts[index] + cell) as u32);
                episode.log_weights.push(weight);
                let is_right = |action: &Action| outcome(*action, grid, cell) == wanted;
                episode.right.extend(episode.actions.iter().map(is_right));
            }
        }
        let grid = &features.grids[query];
        let renamed = |color: u8| colors[color as usize];
        episode.query = (0..grid.area()).map(|cell| (starts[query] + cell) as u32).collect();
        episode.own = grid.colors.iter().map(|&color| renamed(color)).collect();
        for cell in 0..grid.area() {
            // An action that gives nothing leaves the cell alone.
            let give = |action: &Action| renamed(outcome(*action, grid, cell).unwrap_or(grid.colors[cell]));
            episode.outcomes.extend(episode.actions.iter().map(give));
        }
        episode.targets = grid.output.as_ref().map(|output| output.iter().map(|&color| renamed(color)).collect());
        episode
    }

    /// The same episode that asks for some of the cells only, by their places among those asked for.
    pub fn asking(&self, cells: &[usize]) -> Episode {
        let actions = self.actions.len();
        let of_cell = |&cell: &usize| &self.outcomes[cell * actions..][..actions];
        Episode {
            query: cells.iter().map(|&cell| self.query[cell]).collect(),
            outcomes: cells.iter().flat_map(of_cell).copied().collect(),
            targets: self.targets.as_ref().map(|targets| cells.iter().map(|&cell| targets[cell]).collect()),
            own: cells.iter().map(|&cell| self.own[cell]).collect(),
            ..self.clone()
        }
    }

    /// The rows of the cells that matter, and the episode where these are all cells there are.
    pub fn gathered(self) -> (Vec<u32>, Episode) {
        let (known, asked) = (self.support.len() as u32, self.query.len() as u32);
        let rows = [&self.support[..], &self.query].concat();
        (rows, Episode { support: (0..known).collect(), query: (known..known + asked).collect(), ..self })
    }
}

/// Keeps `count` cells at random; returns the logarithm of the number of cells that each stands for.
fn sample(cells: &mut Vec<(usize, usize)>, count: usize, sampler: &mut Sampler) -> f32 {
    if cells.len() <= count {
        return 0.0;
    }
    let all = cells.len();
    sampler.shuffle(cells);
    cells.truncate(count);
    (all as f32 / count as f32).ln()
}

/// A random renaming of all colors but black, which many primitives know.
pub fn renaming(sampler: &mut Sampler) -> [u8; 10] {
    let mut colors: [u8; 10] = std::array::from_fn(|color| color as u8);
    sampler.shuffle(&mut colors[1..]);
    colors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{GridFeatures, TaskFeatures};
    use arc_dsl::Transform;

    /// Two training grids of `cells` cells, of which the first `changed` change, and a test grid.
    fn counted(cells: usize, changed: usize) -> CountedTask {
        let grid = |output: bool| GridFeatures {
            height: 1,
            width: cells,
            colors: vec![4; cells],
            codes: vec![(0..cells).map(|cell| i8::from(cell < changed)).collect()],
            output: output.then(|| (0..cells).map(|cell| if cell < changed { 6 } else { 4 }).collect()),
        };
        let grids = vec![grid(true), grid(true), grid(false)];
        CountedTask::new(TaskFeatures { transform: Transform::Identity, grids, train: 2 })
    }

    fn episode(cells: usize, changed: usize, query: usize) -> Episode {
        let kind = crate::features::Column {
            program: arc_dsl::Program::parse_expression("input").unwrap(),
            kind: crate::features::ColumnKind::Number,
        };
        let channels = Channels::new(&[kind]).narrowed(&[0]);
        let colors = [0, 1, 2, 3, 5, 4, 7, 6, 8, 9];
        Episode::new(&counted(cells, changed), &channels, query, colors, &mut Sampler::new(1))
    }

    #[test]
    fn an_asked_grid_is_supported_by_the_other_training_grids() {
        let test = episode(6, 2, 2);
        assert_eq!(test.query, (12..18).collect::<Vec<u32>>());
        assert_eq!((test.support.len(), test.targets.is_none()), (12, true));
        assert_eq!(test.actions, [Action::Paint(6), Action::Keep]);
        let pair = episode(6, 2, 0);
        assert_eq!(pair.support, [6, 7, 8, 9, 10, 11], "those that change come first");
        assert_eq!(pair.right, [[true, false]; 2].into_iter().chain([[false, true]; 4]).flatten().collect::<Vec<_>>());
        // 4 is called 5, and 6 is called 7.
        assert_eq!(pair.targets, Some(vec![7, 7, 5, 5, 5, 5]));
        assert_eq!((pair.own, &pair.outcomes[..2]), (vec![5; 6], &[7, 5][..]));
        assert!(pair.log_weights.iter().all(|weight| *weight == 0.0));
    }

    #[test]
    fn a_part_of_an_episode_asks_for_some_cells_and_needs_no_others() {
        let whole = episode(6, 2, 0);
        let part = whole.asking(&[1, 4]);
        assert_eq!(
            (&part.query[..], &part.own[..], part.targets.as_deref()),
            (&[1, 4][..], &[5; 2][..], Some(&[7, 5][..]))
        );
        assert_eq!(part.outcomes, [&whole.outcomes[2..4], &whole.outcomes[8..10]].concat());
        let (rows, gathered) = part.gathered();
        assert_eq!(rows, [6, 7, 8, 9, 10, 11, 1, 4]);
        assert_eq!((gathered.support, gathered.query), ((0..6).collect(), vec![6, 7]));
    }

    #[test]
    fn cells_of_a_large_support_stand_for_others() {
        let large = episode(900, 100, 2);
        assert_eq!(large.support.len(), MAX_SUPPORT);
        let kept = MAX_SUPPORT - 192;
        assert_eq!(large.log_weights[0], (200.0_f32 / 192.0).ln());
        assert_eq!(large.log_weights[MAX_SUPPORT - 1], (1600.0 / kept as f32).ln());
        assert_eq!(large.right.iter().filter(|&&right| right).count(), MAX_SUPPORT, "one action is right on each");
    }
}
