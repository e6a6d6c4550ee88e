//! Actions: what can become of a cell. It keeps its color, takes one color, or copies the color that a column has there.

use crate::features::channels::Channels;
use crate::features::column::ColumnKind;
use crate::features::grid::GridFeatures;
use crate::features::task::TaskFeatures;

/// Measures of an action on the support; see `action_measures`.
pub const ACTION_MEASURES: usize = 7;
/// Most actions that copy.
const MAX_COPIES: usize = 24;
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

/// The columns that are copied where all training grids of a task are the support.
pub(crate) fn copied_columns(features: &TaskFeatures, channels: &Channels) -> Vec<usize> {
    let support: Vec<usize> = (0..features.train).collect();
    let (actions, _) = choose_actions(features, channels, &support);
    let column = |action: Action| match action {
        Action::Copy(column) => Some(column),
        Action::Keep | Action::Paint(_) => None,
    };
    actions.into_iter().filter_map(column).collect()
}

/// The color that an action gives a cell.
pub fn outcome(action: Action, grid: &GridFeatures, cell: usize) -> Option<u8> {
    match action {
        Action::Keep => Some(grid.colors[cell]),
        Action::Paint(color) => Some(color),
        Action::Copy(column) => u8::try_from(grid.codes[column][cell]).ok().filter(|&color| color < 10),
    }
}

/// Keeping, the colors that changed cells take, and the copies that are right on most changed cells; with measures of each.
pub(crate) fn choose_actions(
    features: &TaskFeatures,
    channels: &Channels,
    support: &[usize],
) -> (Vec<Action>, Vec<f32>) {
    let copies =
        (0..channels.kinds.len()).filter(|&column| channels.kinds[column] == ColumnKind::Color).map(Action::Copy);
    let mut rated: Vec<(Action, [f32; ACTION_MEASURES])> = std::iter::once(Action::Keep)
        .chain((0..10).map(Action::Paint))
        .chain(copies)
        .filter_map(|action| {
            let measures = action_measures(features, support, action);
            (action == Action::Keep || measures[3] > 0.0).then_some((action, measures))
        })
        .collect();
    let is_copy = |(action, _): &(Action, [f32; ACTION_MEASURES])| matches!(action, Action::Copy(_));
    rated.sort_by(|left, right| is_copy(left).cmp(&is_copy(right)).then(right.1[3].total_cmp(&left.1[3])));
    let others = rated.iter().filter(|rated| !is_copy(rated)).count();
    rated.truncate(others + MAX_COPIES);
    (rated.iter().map(|(action, _)| *action).collect(), rated.iter().flat_map(|(_, measures)| *measures).collect())
}

/// Which sort of action it is, on what share of changed and of kept cells it is right, in which share of the pairs it is
/// right on a changed cell, and on what share of the cells it does not leave as they are it is right.
fn action_measures(features: &TaskFeatures, support: &[usize], action: Action) -> [f32; ACTION_MEASURES] {
    let (mut changed, mut kept, mut pairs, mut active) = ([0_u32; 2], [0_u32; 2], 0_u32, [0_u32; 2]);
    for &index in support {
        let grid = &features.grids[index];
        let output = grid.output.as_ref().expect("training grids have outputs");
        let before = changed[0];
        for (cell, (&own, &wanted)) in grid.colors.iter().zip(output).enumerate() {
            let given = outcome(action, grid, cell);
            let is_right = u32::from(given == Some(wanted));
            let class = if own == wanted { &mut kept } else { &mut changed };
            class[0] += is_right;
            class[1] += 1;
            if given.is_some_and(|given| given != own) {
                active[0] += is_right;
                active[1] += 1;
            }
        }
        pairs += u32::from(changed[0] > before);
    }
    let share = |[right, all]: [u32; 2]| if all == 0 { 0.0 } else { right as f32 / all as f32 };
    let sort = match action {
        Action::Keep => [1.0, 0.0, 0.0],
        Action::Paint(_) => [0.0, 1.0, 0.0],
        Action::Copy(_) => [0.0, 0.0, 1.0],
    };
    [sort[0], sort[1], sort[2], share(changed), share(kept), pairs as f32 / support.len() as f32, share(active)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Transform;

    #[test]
    fn actions_are_those_that_are_right_on_changed_cells() {
        let grid = |copied: [i8; 4], output: [u8; 4]| GridFeatures {
            height: 1,
            width: 4,
            colors: vec![0, 0, 7, 7],
            codes: vec![copied.to_vec(), vec![3; 4]],
            output: Some(output.to_vec()),
        };
        let grids = vec![grid([0, 5, 7, 1], [0, 5, 7, 3]), grid([0, 2, 7, 2], [0, 2, 7, 3])];
        let features = TaskFeatures { transform: Transform::Identity, grids, train: 2 };
        let kinds = [ColumnKind::Color, ColumnKind::Number].map(|kind| crate::features::Column {
            program: arc_dsl::Program::parse_expression("input").unwrap(),
            kind,
        });
        // The further layers of a frame come after the columns; here are none.
        let channels = Channels::new(&kinds).narrowed(&[0, 1]);
        let (actions, measures) = choose_actions(&features, &channels, &[0, 1]);
        let expected = [Action::Paint(3), Action::Paint(2), Action::Paint(5), Action::Keep, Action::Copy(0)];
        assert_eq!(actions, expected);
        let of = |place: usize| &measures[place * ACTION_MEASURES..][..ACTION_MEASURES];
        assert_eq!(of(3), [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        assert_eq!(of(0), [0.0, 1.0, 0.0, 0.5, 0.0, 1.0, 0.25]);
        // Right on two of four changed cells, on all kept ones, and of the four cells that it changes on two.
        assert_eq!(of(4), [0.0, 0.0, 1.0, 0.5, 1.0, 1.0, 0.5]);
        assert_eq!(outcome(Action::Copy(1), &features.grids[0], 0), Some(3));
    }
}
