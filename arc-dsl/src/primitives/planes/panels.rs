//! Planes over panels: for every cell a measure of the panel between separator lines it lies in, -1 on the lines.

use crate::primitives::support::colors::{background_of, code};
use crate::primitives::support::labels::{dense_ranks, multiplicities};
use crate::primitives::support::layout::Layout;
use crate::values::{Color, Direction, Grid, Mask, Plane, Point, Size};

/// The panels of a grid with its background.
struct Panels {
    layout: Layout,
    across: usize,
    grids: Vec<Grid>,
    background: Color,
}

impl Panels {
    fn of(grid: &Grid) -> Option<Panels> {
        let layout = Layout::of(grid)?;
        let grids = layout.panels(grid);
        let across = layout.across();
        Some(Panels { layout, across, grids, background: background_of(grid) })
    }

    /// The plane of a number per panel.
    fn spread(&self, grid: &Grid, numbers: &[i32]) -> Plane {
        self.layout.plane(grid, |(row, col), _| numbers[row * self.across + col])
    }

    fn measure(&self, grid: &Grid, measure: impl FnMut(&Grid) -> i32) -> Plane {
        let numbers: Vec<i32> = self.grids.iter().map(measure).collect();
        self.spread(grid, &numbers)
    }

    /// Numbers of cells that are not background.
    fn counts(&self) -> Vec<i32> {
        let count = |panel: &Grid| panel.cells().iter().filter(|&&color| color != self.background).count() as i32;
        self.grids.iter().map(count).collect()
    }

    /// The most common color of a panel but the background, -1 for none.
    fn color(&self, panel: &Grid) -> i32 {
        let mut counts = panel.color_counts();
        counts[self.background.index()] = 0;
        let best = (0..10).rev().max_by_key(|&index| counts[index]).filter(|&index| counts[index] > 0);
        code(best.and_then(Color::from_index))
    }

    /// How often each position within a panel has a color, over all panels; `None` if their sizes differ.
    fn position_counts(&self) -> Option<Vec<[i32; 10]>> {
        let first = self.grids.first()?;
        let mut counts = vec![[0; 10]; first.area()];
        for panel in &self.grids {
            if panel.size() != first.size() {
                return None;
            }
            for (count, color) in counts.iter_mut().zip(panel.cells()) {
                count[color.index()] += 1;
            }
        }
        Some(counts)
    }

    /// The colors of the panels seen from each panel in a direction, panel by panel.
    fn seen(&self, direction: Direction) -> Vec<i32> {
        let colors: Vec<i32> = self.grids.iter().map(|panel| self.color(panel)).collect();
        let (across, down) = (self.across as i32, (self.grids.len() / self.across) as i32);
        let seen_from = |panel: usize| {
            let mut at = Point::new(panel as i32 / across, panel as i32 % across) + direction.delta();
            while (0..down).contains(&at.row) && (0..across).contains(&at.col) {
                let color = colors[(at.row * across + at.col) as usize];
                if color >= 0 {
                    return color;
                }
                at = at + direction.delta();
            }
            -1
        };
        (0..self.grids.len()).map(seen_from).collect()
    }
}

primitives! {
    family "planes of panels";

    /// Number of the panel, row by row.
    #[example = "panel_number({152|555|354}) = plane{0 -1 1|-1 -1 -1|2 -1 3}"]
    #[cost = 8]
    fn panel_number(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.layout.plane(grid, |(row, col), _| (row * panels.across + col) as i32))
    }

    /// A checkerboard of panels that starts with 0 at the top left.
    #[example = "panel_checker({152|555|354}) = plane{0 -1 1|-1 -1 -1|1 -1 0}"]
    #[cost = 10]
    fn panel_checker(grid: &Grid) -> Option<Plane> {
        Some(Panels::of(grid)?.layout.plane(grid, |(row, col), _| ((row + col) % 2) as i32))
    }

    /// Number of cells in the panel that are not background.
    #[example = "panel_cells({15200|15000}) = plane{2 -1 1 1 1|2 -1 1 1 1}"]
    #[cost = 7]
    fn panel_cells(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.spread(grid, &panels.counts()))
    }

    /// Place of the panel by number of cells that are not background, 0 for the fullest.
    #[example = "panel_rank({15200|15000}) = plane{0 -1 1 1 1|0 -1 1 1 1}"]
    #[cost = 9]
    fn panel_rank(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let counts: Vec<i32> = panels.counts().iter().map(|count| -count).collect();
        Some(panels.spread(grid, &dense_ranks(&counts)))
    }

    /// Place of the panel by number of cells that are not background, 0 for the emptiest.
    #[example = "panel_rank_up({15200|15000}) = plane{1 -1 0 0 0|1 -1 0 0 0}"]
    #[cost = 10]
    fn panel_rank_up(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.spread(grid, &dense_ranks(&panels.counts())))
    }

    /// Most common color in the panel but the background; -1 for none.
    #[example = "panel_color({15200|15000}) = plane{1 -1 2 2 2|1 -1 2 2 2}"]
    #[cost = 8]
    fn panel_color(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.measure(grid, |panel| panels.color(panel)))
    }

    /// Most common color in the panel, background included; the lowest at a tie.
    #[example = "panel_ground({11502|10502}) = plane{1 1 -1 0 0|1 1 -1 0 0}"]
    #[cost = 8]
    fn panel_ground(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.measure(grid, |panel| code(Some(panel.most_common_color()))))
    }

    /// Number of different colors in the panel but the background.
    #[example = "panel_variety({15230|15000}) = plane{1 -1 2 2 2|1 -1 2 2 2}"]
    #[cost = 10]
    fn panel_variety(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.measure(grid, |panel| {
            let counts = panel.color_counts();
            Color::ALL.iter().filter(|&&color| color != panels.background && counts[color.index()] > 0).count() as i32
        }))
    }

    /// Number of panels equal to the panel, itself included.
    #[example = "panel_twins({1050105|0250205|5555555|1050105|0250255}) = plane{2 2 -1 1 1 1 -1|2 2 -1 1 1 1 -1|-1 -1 -1 -1 -1 -1 -1|2 2 -1 1 1 1 -1|2 2 -1 1 1 1 -1}"]
    #[cost = 10]
    fn panel_twins(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let keys: Vec<(usize, &[Color])> = panels.grids.iter().map(|panel| (panel.width(), panel.cells())).collect();
        Some(panels.spread(grid, &multiplicities(&keys)))
    }

    /// The cells of the panels with the most cells that are not background.
    #[example = "in_fullest_panel({15200|15000}) = mask{#....|#....}"]
    #[cost = 7]
    fn in_fullest_panel(grid: &Grid) -> Option<Mask> {
        let panels = Panels::of(grid)?;
        let counts = panels.counts();
        let best = counts.iter().copied().max()?;
        Some(panels.spread(grid, &counts).map(|count| count == best))
    }

    /// The most common color but the background at the cell's position within all panels of equal size; -1 for none.
    #[example = "panel_mate_color({10500|00520}) = plane{1 -1 -1 1 -1|2 -1 -1 2 -1}"]
    #[cost = 7]
    fn panel_mate_color(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let width = panels.grids.first()?.width();
        let counts = panels.position_counts()?;
        let background = panels.background.index();
        let colors: Vec<i32> = counts
            .iter()
            .map(|counts| {
                let others = (0..10).rev().filter(|&index| index != background && counts[index] > 0);
                others.max_by_key(|&index| counts[index]).map_or(-1, |index| index as i32)
            })
            .collect();
        Some(panels.layout.plane(grid, |_, (row, col)| colors[row * width + col]))
    }

    /// The color at the cell's position within the next panel in a direction, -1 if there is none.
    #[example = "mate_color({152|354}, right) = plane{2 -1 -1|4 -1 -1}"]
    #[cost = 8]
    fn mate_color(grid: &Grid, direction: Direction) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let (across, down) = (panels.across as i32, (panels.grids.len() / panels.across) as i32);
        let color = |panel: (usize, usize), at: (usize, usize)| {
            let next = Point::new(panel.0 as i32, panel.1 as i32) + direction.delta();
            let mate = Size::new(down, across).contains(next).then_some((next.row * across + next.col) as usize)?;
            panels.grids[mate].get(Point::new(at.0 as i32, at.1 as i32))
        };
        Some(panels.layout.plane(grid, |panel, at| code(color(panel, at))))
    }

    /// In how many panels of equal size the cell's position within its panel is not background.
    #[example = "panel_mate_count({10510|00520}) = plane{2 0 -1 2 0|1 0 -1 1 0}"]
    #[cost = 7]
    fn panel_mate_count(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let width = panels.grids.first()?.width();
        let counts = panels.position_counts()?;
        let total = panels.grids.len() as i32;
        let background = panels.background.index();
        Some(panels.layout.plane(grid, |_, (row, col)| total - counts[row * width + col][background]))
    }

    /// The most common color but the background of the panel whose place among the panels is the cell's place within
    /// its panel; -1 for none.
    #[example = "panel_image({10500|00500|55555|00520|00502}) = plane{1 -1 -1 1 -1|-1 2 -1 -1 2|-1 -1 -1 -1 -1|1 -1 -1 1 -1|-1 2 -1 -1 2}"]
    #[cost = 10]
    fn panel_image(grid: &Grid) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let down = panels.grids.len() / panels.across;
        let is_similar = panels.grids.iter().all(|panel| panel.height() == down && panel.width() == panels.across);
        let colors: Vec<i32> = panels.grids.iter().map(|panel| panels.color(panel)).collect();
        is_similar.then(|| panels.layout.plane(grid, |_, (row, col)| colors[row * panels.across + col]))
    }

    /// The color of the nearest panel in a direction that is not all background, a panel's color being its most common
    /// one; -1 for none.
    #[example = "panel_seen({10500|00500|55555|00520|00500}, right) = plane{-1 -1 -1 -1 -1|-1 -1 -1 -1 -1|-1 -1 -1 -1 -1|2 2 -1 -1 -1|2 2 -1 -1 -1}"]
    #[cost = 8]
    fn panel_seen(grid: &Grid, direction: Direction) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        Some(panels.spread(grid, &panels.seen(direction)))
    }

    /// The color of the nearest panels that are not all background both in a direction and back, if it is the same; -1
    /// otherwise.
    #[example = "panel_between({10500501|00500500}, right) = plane{-1 -1 -1 1 1 -1 -1 -1|-1 -1 -1 1 1 -1 -1 -1}"]
    #[cost = 8]
    fn panel_between(grid: &Grid, direction: Direction) -> Option<Plane> {
        let panels = Panels::of(grid)?;
        let (there, back) = (panels.seen(direction), panels.seen(direction.opposite()));
        let colors: Vec<i32> =
            there.iter().zip(&back).map(|(there, back)| if there == back { *there } else { -1 }).collect();
        Some(panels.spread(grid, &colors))
    }
}
