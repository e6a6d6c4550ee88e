//! How grids look, in the terminal and in pictures.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use data::{ColorDepth, Palette, PictureStyle};

use crate::console::Console;
use crate::show::canvas::Brush;

/// How grids look, as typed.
#[derive(Args, Debug)]
pub struct StyleArguments {
    /// The ten colors of cells: the usual ones, those of today's ARC site, or some that color-blind people can tell apart
    #[arg(long, value_name = "NAME", value_parser = palettes(), default_value = Palette::default().name())]
    palette: Palette,
    /// Show digits for cells (in pictures: on cells)
    #[arg(long)]
    digits: bool,
}

impl StyleArguments {
    /// A brush of this style for the terminal.
    pub fn brush(&self, console: &Console) -> Brush {
        Brush { depth: if self.digits { ColorDepth::Digits } else { console.depth() }, palette: self.palette }
    }

    /// This style for pictures.
    pub fn picture(&self) -> PictureStyle {
        PictureStyle { palette: self.palette, digits: self.digits, ..PictureStyle::default() }
    }
}

fn palettes() -> impl TypedValueParser<Value = Palette> {
    PossibleValuesParser::new(Palette::ALL.map(Palette::name))
        .map(|name| Palette::from_name(&name).expect("the possible values are the palettes"))
}
