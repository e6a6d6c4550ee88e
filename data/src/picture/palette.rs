//! How the ten colors look.

use arc_dsl::Color;

/// A look for the ten colors.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Palette {
    /// That of the official editor (fchollet/ARC-AGI).
    #[default]
    Classic,
    /// The brighter one of the ARC Prize site.
    Play,
    /// For color-blind readers (Paul Tol's "muted" scheme).
    ColorBlind,
}

impl Palette {
    /// All palettes.
    pub const ALL: [Palette; 3] = [Palette::Classic, Palette::Play, Palette::ColorBlind];

    /// The word for the palette in options.
    pub fn name(self) -> &'static str {
        match self {
            Palette::Classic => "classic",
            Palette::Play => "play",
            Palette::ColorBlind => "color-blind",
        }
    }

    /// The palette of this name.
    pub fn from_name(name: &str) -> Option<Palette> {
        Palette::ALL.into_iter().find(|palette| palette.name() == name)
    }

    /// Red, green and blue of a color.
    pub fn rgb(self, color: Color) -> [u8; 3] {
        let table: [u32; 10] = match self {
            Palette::Classic => {
                [0x000000, 0x0074D9, 0xFF4136, 0x2ECC40, 0xFFDC00, 0xAAAAAA, 0xF012BE, 0xFF851B, 0x7FDBFF, 0x870C25]
            }
            Palette::Play => {
                [0x000000, 0x1E93FF, 0xF93C31, 0x4FCC30, 0xFFDC00, 0x999999, 0xE53AA3, 0xFF851B, 0x87D8F1, 0x921231]
            }
            Palette::ColorBlind => {
                [0x332288, 0x44AA99, 0xCC6677, 0x117733, 0xDDCC77, 0xDDDDDD, 0xAA4499, 0x999933, 0x88CCEE, 0x882255]
            }
        };
        let [_, red, green, blue] = table[color.index()].to_be_bytes();
        [red, green, blue]
    }
}
