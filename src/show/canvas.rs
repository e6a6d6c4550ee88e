//! Grids side by side in the terminal.

use std::io::{self, Write};

use arc_dsl::{Color, Grid};
use data::{ColorDepth, Palette, grid_text};

use crate::console::Console;

/// How grids are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Brush {
    /// In color, two cells a letter, or as digits.
    pub depth: ColorDepth,
    /// The ten colors.
    pub palette: Palette,
}

/// Lines of text of one printed width under a caption.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panel {
    lines: Vec<String>,
    width: usize,
}

impl Brush {
    /// A grid under a caption and its size, `WxH`.
    pub fn grid(&self, caption: &str, grid: &Grid) -> Panel {
        let caption = format!("{caption} {}x{}", grid.width(), grid.height());
        let drawn = grid_text(grid, self.palette, self.depth);
        Panel::captioned(&caption, drawn.lines().map(String::from).collect(), grid.width())
    }

    /// The cells of `actual` that are not as expected, `x` or red; a word if not even the size is.
    pub fn difference(&self, expected: &Grid, actual: &Grid) -> Panel {
        let Some(is_wrong) = expected.zip(actual, |expected, actual| expected != actual) else {
            return Panel::text("difference", "the size differs");
        };
        let caption = format!("difference {} of {}", is_wrong.count(), is_wrong.area());
        let lines = match self.depth {
            ColorDepth::Digits => {
                let line = |row: &[bool]| row.iter().map(|&is_wrong| if is_wrong { 'x' } else { '.' }).collect();
                is_wrong.rows().map(line).collect()
            }
            depth => {
                let marks = is_wrong.map(|is_wrong| if is_wrong { Color::Red } else { Color::Black });
                grid_text(&marks, Palette::Classic, depth).lines().map(String::from).collect()
            }
        };
        Panel::captioned(&caption, lines, is_wrong.width())
    }
}

impl Panel {
    /// One line of text under a caption.
    pub fn text(caption: &str, text: &str) -> Panel {
        Panel::lines(caption, vec![text.to_string()])
    }

    /// Lines of plain text under a caption.
    pub fn lines(caption: &str, lines: Vec<String>) -> Panel {
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let pad = |line: String| format!("{line:width$}");
        Panel::captioned(caption, lines.into_iter().map(pad).collect(), width)
    }

    /// Lines that all print `width` wide, escape sequences aside. Without a caption there is no line for it.
    fn captioned(caption: &str, lines: Vec<String>, width: usize) -> Panel {
        let length = caption.chars().count();
        let full = width.max(length);
        let pad = |line: String| format!("{line}{}", " ".repeat(full - width));
        let caption = (length > 0).then(|| format!("{caption}{}", " ".repeat(full - length)));
        Panel { lines: caption.into_iter().chain(lines.into_iter().map(pad)).collect(), width: full }
    }
}

/// Sets panels in rows as wide as the terminal allows; every line ends with a newline.
pub fn beside(panels: &[Panel], width: usize) -> String {
    const GAP: usize = 3;
    let mut text = String::new();
    let mut rest = panels;
    while let Some(first) = rest.first() {
        let mut used = first.width;
        let fitting = rest[1..].iter().take_while(|panel| {
            used += GAP + panel.width;
            used <= width
        });
        let (row, others) = rest.split_at(1 + fitting.count());
        for line in 0..row.iter().map(|panel| panel.lines.len()).max().unwrap_or(0) {
            let mut whole = String::new();
            for panel in row {
                let blank = " ".repeat(panel.width);
                whole.push_str(panel.lines.get(line).unwrap_or(&blank));
                whole.push_str(&" ".repeat(GAP));
            }
            text.push_str(whole.trim_end());
            text.push('\n');
        }
        rest = others;
    }
    text
}

/// Writes panels in rows as wide as the terminal.
///
/// # Errors
/// If standard output cannot be written.
pub fn write_panels(panels: &[Panel], console: &mut Console) -> io::Result<()> {
    let width = console.width();
    console.out().write_all(beside(panels, width).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Brush = Brush { depth: ColorDepth::Digits, palette: Palette::Classic };

    fn grid(text: &str) -> Grid {
        text.parse().unwrap()
    }

    #[test]
    fn panels_stand_side_by_side_while_they_fit() {
        let panels = [PLAIN.grid("input", &grid("012|345")), PLAIN.grid("output", &grid("6"))];
        assert_eq!(beside(&panels, 80), "input 3x2   output 1x1\n012         6\n345\n");
        assert_eq!(beside(&panels, 20), "input 3x2\n012\n345\noutput 1x1\n6\n");
    }

    #[test]
    fn escape_sequences_take_no_room() {
        let brush = Brush { depth: ColorDepth::TrueColor, palette: Palette::Classic };
        let panels = [brush.grid("a", &grid("0123|4567")), Panel::text("", "next")];
        let shown = beside(&panels, 14);
        assert_eq!(shown.lines().next(), Some("a 4x2   next"));
        assert_eq!(shown.lines().count(), 2);
    }

    #[test]
    fn differences_are_marked() {
        let shown = beside(&[PLAIN.difference(&grid("12|34"), &grid("12|35"))], 80);
        assert_eq!(shown, "difference 1 of 4\n..\n.x\n");
        let shown = beside(&[PLAIN.difference(&grid("12"), &grid("1|2"))], 80);
        assert_eq!(shown, "difference\nthe size differs\n");
    }
}
