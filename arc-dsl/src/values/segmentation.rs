//! Segmentations as values: the ways to cut a grid into objects, by name. [`perception`](crate::perception) does the cutting.

use super::color::Color;
use super::matrix::Grid;

/// Which cells of a grid belong together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grouping {
    /// 4-connected cells of one color.
    Mono4,
    /// 8-connected cells of one color.
    Mono8,
    /// 4-connected cells of any color but the background.
    Multi4,
    /// 8-connected cells of any color but the background.
    Multi8,
    /// All cells of one color, connected or not.
    ByColor,
}

/// Which color is background.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BackgroundRule {
    /// Black.
    Black,
    /// The most common color.
    MostCommon,
    /// The most common color on the border.
    Border,
}

impl BackgroundRule {
    /// The background color of a grid under this rule; ties go to the lowest color.
    pub fn color(self, grid: &Grid) -> Color {
        match self {
            BackgroundRule::Black => Color::Black,
            BackgroundRule::MostCommon => grid.most_common_color(),
            BackgroundRule::Border => {
                let mut counts = [0; 10];
                for ((row, col), color) in grid.indexed() {
                    if row == 0 || col == 0 || row + 1 == grid.height() || col + 1 == grid.width() {
                        counts[color.index()] += 1;
                    }
                }
                let best = (0..10).rev().max_by_key(|&index| counts[index]).expect("there are ten colors");
                Color::ALL[best]
            }
        }
    }
}

/// A way to cut a grid into objects: a grouping and a background rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Segmentation {
    /// Which cells belong together.
    pub grouping: Grouping,
    /// Which color belongs to no object.
    pub background: BackgroundRule,
}

impl Segmentation {
    /// Every segmentation, the most useful first.
    pub const ALL: [Segmentation; 15] = {
        let groupings = [Grouping::Mono4, Grouping::Mono8, Grouping::Multi4, Grouping::Multi8, Grouping::ByColor];
        let backgrounds = [BackgroundRule::Black, BackgroundRule::MostCommon, BackgroundRule::Border];
        let mut all = [Segmentation { grouping: groupings[0], background: backgrounds[0] }; 15];
        let mut index = 0;
        while index < 15 {
            all[index] = Segmentation { grouping: groupings[index % 5], background: backgrounds[index / 5] };
            index += 1;
        }
        all
    };

    /// The word for the segmentation in programs.
    pub fn name(self) -> &'static str {
        use BackgroundRule::{Black, Border, MostCommon};
        match (self.grouping, self.background) {
            (Grouping::Mono4, Black) => "mono4",
            (Grouping::Mono8, Black) => "mono8",
            (Grouping::Multi4, Black) => "multi4",
            (Grouping::Multi8, Black) => "multi8",
            (Grouping::ByColor, Black) => "by_color",
            (Grouping::Mono4, MostCommon) => "mono4_common",
            (Grouping::Mono8, MostCommon) => "mono8_common",
            (Grouping::Multi4, MostCommon) => "multi4_common",
            (Grouping::Multi8, MostCommon) => "multi8_common",
            (Grouping::ByColor, MostCommon) => "by_color_common",
            (Grouping::Mono4, Border) => "mono4_border",
            (Grouping::Mono8, Border) => "mono8_border",
            (Grouping::Multi4, Border) => "multi4_border",
            (Grouping::Multi8, Border) => "multi8_border",
            (Grouping::ByColor, Border) => "by_color_border",
        }
    }
}
