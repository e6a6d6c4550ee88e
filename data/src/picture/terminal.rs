//! Grids as text for a terminal: two cells per character as half blocks in color, or one digit per cell.

use arc_dsl::{Color, Grid};

use super::palette::Palette;

/// What a terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColorDepth {
    /// Any color (24 bits).
    TrueColor,
    /// The 256 colors of xterm.
    Ansi256,
    /// No color: digits, without any escape sequence.
    Digits,
}

/// The upper half of a character cell, in the foreground color; the background color is the lower half.
const UPPER_HALF: char = '▀';
const RESET: &str = "\x1b[0m";

/// A grid as lines of text, `height / 2` of them in color (rounded up), `height` as digits. No newline at the end.
pub fn grid_text(grid: &Grid, palette: Palette, depth: ColorDepth) -> String {
    lines(grid, palette, depth).join("\n")
}

fn lines(grid: &Grid, palette: Palette, depth: ColorDepth) -> Vec<String> {
    match depth {
        ColorDepth::Digits => grid.rows().map(|row| row.iter().map(|color| color.digit()).collect()).collect(),
        _ => (0..grid.height())
            .step_by(2)
            .map(|row| {
                let lower = (row + 1 < grid.height()).then(|| grid.row(row + 1));
                half_blocks(grid.row(row), lower, palette, depth)
            })
            .collect(),
    }
}

fn half_blocks(upper: &[Color], lower: Option<&[Color]>, palette: Palette, depth: ColorDepth) -> String {
    let mut line = String::new();
    let mut current = None;
    for (col, &top) in upper.iter().enumerate() {
        let bottom = lower.map(|lower| lower[col]);
        if current != Some((top, bottom)) {
            line.push_str(&format!("\x1b[38;{}", escape(palette.rgb(top), depth)));
            if let Some(bottom) = bottom {
                line.push_str(&format!(";48;{}", escape(palette.rgb(bottom), depth)));
            }
            line.push('m');
            current = Some((top, bottom));
        }
        line.push(UPPER_HALF);
    }
    line + RESET
}

/// The parameters that select a color, after 38 (foreground) or 48 (background).
fn escape(rgb: [u8; 3], depth: ColorDepth) -> String {
    let [red, green, blue] = rgb;
    match depth {
        ColorDepth::Ansi256 => format!("5;{}", nearest_of_256(rgb)),
        _ => format!("2;{red};{green};{blue}"),
    }
}

/// The nearest of xterm's 6x6x6 color cube (16 to 231) and its gray ramp (232 to 255). The first 16 colors are left out:
/// users change them.
fn nearest_of_256(rgb: [u8; 3]) -> usize {
    const LEVELS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    let cube = (0..216).map(|i| (16 + i, [LEVELS[i / 36], LEVELS[i / 6 % 6], LEVELS[i % 6]]));
    let grays = (0..24).map(|i| (232 + i, [8 + 10 * i as i32; 3]));
    let distance = |other: [i32; 3]| -> i32 { (0..3).map(|i| (other[i] - i32::from(rgb[i])).pow(2)).sum() };
    let nearest = cube.chain(grays).min_by_key(|&(_, other)| distance(other));
    nearest.expect("the cube is not empty").0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(height: usize, width: usize) -> Grid {
        Grid::from_fn(height, width, |row, col| Color::ALL[(row * width + col) % 10]).unwrap()
    }

    #[test]
    fn digits_have_no_escapes() {
        assert_eq!(grid_text(&sample(2, 3), Palette::Classic, ColorDepth::Digits), "012\n345");
    }

    #[test]
    fn two_cells_per_character() {
        let shown = grid_text(&sample(3, 1), Palette::Classic, ColorDepth::TrueColor);
        let expected = "\x1b[38;2;0;0;0;48;2;0;116;217m▀\x1b[0m\n\x1b[38;2;255;65;54m▀\x1b[0m";
        assert_eq!(shown, expected);
        assert_eq!(grid_text(&sample(30, 30), Palette::Play, ColorDepth::Ansi256).lines().count(), 15);
    }

    #[test]
    fn equal_neighbors_share_an_escape() {
        let plain = Grid::filled(2, 9, Color::Red).unwrap();
        assert_eq!(
            grid_text(&plain, Palette::Classic, ColorDepth::Ansi256),
            format!("\x1b[38;5;203;48;5;203m{}\x1b[0m", "▀".repeat(9))
        );
    }

    #[test]
    fn nearest_colors_of_xterm() {
        assert_eq!([[0, 0, 0], [255, 0, 0], [0xAA, 0xAA, 0xAA]].map(nearest_of_256), [16, 196, 248]);
    }
}
