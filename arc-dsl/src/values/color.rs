//! The ten colors of ARC.

use std::fmt;

/// One of the ten cell colors of ARC, in the order of the official editor. Black is often, but not always, background.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(u8)]
#[allow(missing_docs)] // The variants are their own documentation.
pub enum Color {
    #[default]
    Black,
    Blue,
    Red,
    Green,
    Yellow,
    Gray,
    Magenta,
    Orange,
    Sky,
    Maroon,
}

impl Color {
    /// All colors, at their own index.
    pub const ALL: [Color; 10] = [
        Color::Black,
        Color::Blue,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Gray,
        Color::Magenta,
        Color::Orange,
        Color::Sky,
        Color::Maroon,
    ];

    const NAMES: [&'static str; 10] =
        ["black", "blue", "red", "green", "yellow", "gray", "magenta", "orange", "sky", "maroon"];

    /// The color with this number, if it is below ten.
    pub fn from_index(index: usize) -> Option<Color> {
        Color::ALL.get(index).copied()
    }

    /// The number of the color in task files.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The word for the color in programs.
    pub fn name(self) -> &'static str {
        Color::NAMES[self.index()]
    }

    /// The color that a word of a program names.
    pub fn from_name(name: &str) -> Option<Color> {
        Color::ALL.into_iter().find(|color| color.name() == name)
    }

    /// The digit of the color as a character.
    pub fn digit(self) -> char {
        (b'0' + self as u8) as char
    }

    /// The color of a digit character.
    pub fn from_digit(digit: char) -> Option<Color> {
        Color::from_index(digit.to_digit(10)? as usize)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
